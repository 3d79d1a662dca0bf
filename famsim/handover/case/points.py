"""What the first page says to a director, a line a point: what it does, how sure that is, what is bad."""

import math

from famsim.handover.case.parts import (
    ALSO,
    CANNOT,
    HARM,
    ONE,
    PARTS,
    STAY,
    is_bad,
    is_told,
    least_and_most,
    let_in,
    overlap,
    ratio,
    rises,
)
from famsim.handover.case.phases import if_paid
from famsim.handover.case.stakes import ONE_IN
from famsim.handover.case.told import Told
from famsim.measures import ALL
from famsim.writing import (
    CLEAR,
    NEXT_TO_NOTHING,
    Writing,
    counted,
    counted_size,
    is_slight,
    listed,
    one_draw,
    pounds_in_short,
    verdict_on,
    whole,
)

MORE_STAY = {"stay_in_violence": "where there is violence", STAY: "though harm goes on"}
ONE_POUND = 1.0  # for each pound: what costs as much as it gains


def does(told: Told) -> str:
    """Return how many months in harm children are spared under each option, what else is clear, and how sure it is."""
    said = [
        f"{told.called(name)} {in_harm(told, name)}{', large enough to matter' if matters(told, name) else ''}"
        f"{if_paid(told, name)}"
        for name in told.options
    ]
    enough = "" if any(matters(told, name) for name in told.options) else ", maybe too few to matter"
    head = f"**What it does** to children's months in harm{enough}"
    return f"{head}: {'; '.join(said)}.{overlap(told)}{good(told)} {how_sure(told.writing)}"


def matters(told: Told, name: str) -> bool:
    """Say whether a change of children's months in harm is clear and not small."""
    return verdict_on(told.writing, HARM, {"strategy": name, "measure": HARM, "group": ALL}) == CLEAR


def in_harm(told: Told, name: str) -> str:
    """Return how many months fewer, of how many one; that it is not clear, next to none or of too few."""
    writing = told.writing
    where: dict[str, object] = {"strategy": name, "measure": HARM, "group": ALL}
    if is_slight(writing, HARM, name) or writing.value("differences", "at_most", **where) == 0.0:
        return NEXT_TO_NOTHING
    if not math.isnan(writing.value("differences", "at_most", **where)):
        return CANNOT
    if not is_told(writing, name, HARM):
        return "not clear"
    number = writing.number("differences", "estimate", counted_size, **where)
    if writing.value("differences", "estimate", **where) > 0:
        return f"{number} more{least_and_most(writing, where)}, which is bad"
    one_in = writing.number(ONE_IN, "months", counted, strategy=name)
    return f"{number} fewer{least_and_most(writing, where)}, one month in {one_in}"


def good(told: Told) -> str:
    """Return what else is clearly better under some option; "" for nothing."""
    said = clear(told, for_the_worse=False)
    return f" Besides, {'; '.join(said)}." if said else ""


def clear(told: Told, for_the_worse: bool) -> list[str]:
    """Return what else is clear under the options, in words: what is worse, or what is not."""
    return [
        f"under {told.called(name)} {also(told, name, one)}"
        for name in told.options
        for one in ALSO
        if is_told(told.writing, name, one) and is_bad(told.writing, one, name) == for_the_worse
    ]


def also(told: Told, name: str, measure: str) -> str:
    """Return a change that is clear, in words."""
    where: dict[str, object] = {"strategy": name, "measure": measure, "group": ALL}
    number = told.writing.number("differences", "estimate", counted_size, **where)
    way = "more" if told.writing.value("differences", "estimate", **where) > 0 else "fewer"
    return f"children live {number} months {way} {ALSO[measure]}"


def bad(told: Told) -> str:
    """Return what may go wrong, worst first: who is let in, harms that rise."""
    said = clear(told, for_the_worse=True)
    for measure, how in MORE_STAY.items():
        if stay := [name for name in told.options if rises(told, name, measure)]:
            most = under_one(told, stay, measure)
            said.insert(0, f"under {listed([told.called(one) for one in stay])} slightly more couples stay {how}{most}")
    clearly = f" Small but clear: {'; '.join(said)}." if said else ""
    return f"**Bad:** {let_in(told)}{clearly}{violence_goes_on(told)}"


def violence_goes_on(told: Told) -> str:
    """Return under which options children live a month or more in which conflict has ended and violence goes on."""
    where = {"part": "other_harm"}
    named = [
        one
        for one in told.options
        if told.has(PARTS) and told.writing.value(PARTS, "estimate", strategy=one, **where) >= ONE
    ]
    said = [
        f"{told.called(one)} {told.writing.number(PARTS, 'estimate', counted, strategy=one, **where)}"
        f"{range_of(told, one)}"
        for one in named
    ]
    sure = all(told.writing.value(PARTS, "low", strategy=one, **where) > 0.0 for one in named)
    more = "More" if sure else "Perhaps more"
    return (
        f" {more} months of children where conflict has ended and violence goes on: {', '.join(said)}." if said else ""
    )


def range_of(told: Told, name: str) -> str:
    """Return the interval of these months, and that it is not clear which way they go; "" where it is not known."""
    where: dict[str, object] = {"strategy": name, "part": "other_harm"}
    low, high = (told.writing.value(PARTS, end, **where) for end in ("low", "high"))
    if not (math.isfinite(low) and math.isfinite(high)):
        return ""
    ends = [told.writing.number(PARTS, end, counted_size, **where) for end in ("low", "high")]
    if low < 0.0:
        return f" ({ends[0]} fewer to {ends[1]} more)"
    return f" ({ends[0]} to {ends[1]})"


def under_one(told: Told, names: list[str], measure: str) -> str:
    """Return that it is at most one couple, where that holds of each of some options."""
    ends = [told.writing.value("differences", "high", strategy=name, measure=measure, group=ALL) for name in names]
    return " (at most one)" if max(ends) <= ONE else ""


def how_sure(writing: Writing) -> str:
    """Return how many figures are assumed, and what the numbers rest on, in a line."""
    held = "by chance alone: one draw" if one_draw(writing) else "95%"
    return (
        f"**How sure:** {writing.fact('figures_assumed', whole)} of {writing.fact('figures', whole)} figures are "
        f"assumed: a guide, no forecast (in brackets: {held}; ranges of costs: last table)."
    )


def in_pounds(told: Told) -> str:
    """Return how many options are clearly worth what they cost, on what can be valued in pounds."""
    named = [name for name in told.options if not math.isnan(ratio(told.writing, name))]
    if not named:
        return "No option costs more than the first, so there is no sum for each pound."
    more = [told.called(name) for name in named if ratio(told.writing, name, "low") >= ONE_POUND]
    if more:
        return f"In pounds alone, worth its cost: {listed(more)}."
    if all(ratio(told.writing, name, "high") < ONE_POUND for name in named):
        return f"In pounds alone, none is worth its cost{specialists(told)}."
    return f"In pounds alone, none is clearly worth its cost{specialists(told)}."


def specialists(told: Told) -> str:
    """Return what specialist services' first responses come to, which is in the costs; "" where there are none."""
    said = [f"{told.called(name)} {sent}" for name in told.options if (sent := of_specialists(told, name))]
    return f" (costs hold specialist help, {', '.join(said)}; its good is in no number)" if said else ""


def of_specialists(told: Told, name: str) -> str:
    """Return what specialist services' first responses cost under an option; "" for nothing."""
    where: dict[str, object] = {"strategy": name, "item": "specialist"}
    if not told.writing.rows("costs", **where) or told.writing.value("costs", "estimate", **where) <= 0.0:
        return ""
    return told.writing.number("costs", "estimate", pounds_in_short, **where)


def promise() -> str:
    """Return what can be promised: to count families, not the area's count."""
    return "**Do not promise** fewer partings or savings; **promise** to tell who comes and who finishes."
