"""The first page's paragraph for a councillor, which stands by itself."""

import math

from famsim.handover.case.parts import (
    ALSO,
    HALF,
    HARM,
    ONE,
    STAY,
    borne,
    is_bad,
    is_told,
    let_in,
    overlap,
    responses,
    rises,
)
from famsim.handover.case.phases import at, comes_later, has, if_paid, measured, paid_later
from famsim.handover.case.screened import SENT_ON
from famsim.handover.case.stakes import AUTHORITY, ONE_IN, REACHED
from famsim.handover.case.sums import of_costs_in_words, total_of
from famsim.handover.case.texts import AFTER, WHOLE, WITHIN, joined
from famsim.handover.case.told import Told
from famsim.measures import ALL, WITH_EFFECT
from famsim.writing import Writing, counted, counted_size, is_slight, listed, pounds_in_short, shown, whole


def paragraph(told: Told) -> str:
    """Return the paragraph for a councillor, which stands by itself."""
    writing = told.writing
    return joined(
        f"**You do not choose today.** Ask first: {who_pays_later(told)}who keeps families safe, how many finish? "
        f"Of about {writing.fact('area_families', counted)} families with children here about "
        f"{writing.fact('ever_in_need', counted)} are, by the model, in difficulty some time in "
        f"{writing.how_long()} (unhappy together, or violence). {each_way(told)} {spared(told)} {moves(told)}",
        f"**Is anyone put at risk?** Possibly. {let_in(told)} {sent_on(told)} {stays(told)} Violence is never excused; "
        "to need help is no fault. Parting is neither good nor bad in itself: harm to children counts.",
    )


def who_pays_later(told: Told) -> str:
    """Return the question who pays after the money, with pounds where families come after it."""
    said = paid_later(told)
    return f"who pays after the money{f' ({listed(said)})' if said else ''}, "


def each_way(told: Told) -> str:
    """Return how many families each option brings, how many of them are in difficulty, and for how many pounds."""
    if helps(told.writing, min(told.options, key=lambda name: helps(told.writing, name))) < 0:
        return f"{how_many(told)} would be helped, for {of_costs_in_words(told)}."
    said = ", ".join(f"{told.called(name)} {comes_for(told, name)}" for name in told.options)
    there = "In the months of the money" if all(has(told, name, WITHIN) for name in told.options) else "In all"
    return f"{there} come, for public money (the council's part): {said}{and_later(told)}.{of_them_in_difficulty(told)}"


def comes_for(told: Told, name: str) -> str:
    """Return how many come for how much, in the months of the money where all options have such."""
    phase = WITHIN if all(has(told, one, WITHIN) for one in told.options) else WHOLE
    if not has(told, name, phase):
        number = told.writing.number("summary", WITH_EFFECT.name, counted, strategy=name)
        return f"{number} for {total_of(told, name, pounds_in_short)}"
    come, cost = (measured(told, at(name, phase, one), how) for one, how in COMES)
    return f"{come} for {cost} ({borne(told, name, phase, AUTHORITY)})"


COMES = (("come", counted), ("cost", pounds_in_short))


def and_later(told: Told) -> str:
    """Return how many come after the money, only if somebody pays; "" where few do."""
    if not all(has(told, name, WITHIN) for name in told.options):
        return ""
    said = [
        f"{measured(told, at(name, AFTER, 'come'), counted)} more to {told.called(name)} only if "
        f"{measured(told, at(name, AFTER, 'cost'), pounds_in_short)} is found ({borne(told, name, AFTER, AUTHORITY)})"
        for name in told.options
        if comes_later(told, name)
    ]
    return f"; after it {listed(said)}" if said else ""


def of_them_in_difficulty(told: Told) -> str:
    """Return how many of those who come are in difficulty, and who is not; "" where nobody is counted."""
    said = [
        f"{told.called(name)} {told.writing.number('missed', 'in_need_reached', whole, strategy=name, group=ALL)} of "
        f"{told.writing.number('summary', WITH_EFFECT.name, counted, strategy=name)}{' who come' * (place == 0)}"
        for place, name in enumerate(told.options)
        if in_difficulty(told, name)
    ]
    if not said:
        return ""
    return f" In difficulty: {', '.join(said)} (of parents already apart this says nothing)."


def in_difficulty(told: Told, name: str) -> bool:
    """Say whether it is counted how many of those who come are in difficulty."""
    return told.has(REACHED) and bool(told.writing.rows(REACHED, strategy=name))


def spared(told: Told) -> str:
    """Return by how many months children live less in harm for each family who comes, where any are spared."""
    known = {name: spared_each(told, name) for name in told.options}
    if not any(known.values()) and not any(rises(told, name, HARM) for name in told.options):
        return "That children live less in harm by any of this cannot be shown."
    said = "; ".join(
        f"{told.called(name)} {each or untold(told, name)}{if_paid(told, name)}" for name, each in known.items()
    )
    return (
        f"**Better off?** For each family who comes children live less in harm, mostly assumed: {said}.{overlap(told)}"
    )


def untold(told: Told, name: str) -> str:
    """Return what holds where no month is spared: none, more, not clear or cannot be told; and what else is better."""
    said = [months_fewer(told, name, one) for one in ALSO if clearly_better(told, name, one)]
    return f"{not_spared(told, name)}{f' ({said[0]})' if said else ''}"


def not_spared(told: Told, name: str) -> str:
    """Return what is known of an option under which children are spared no month that can be told."""
    where: dict[str, object] = {"strategy": name, "measure": HARM, "group": ALL}
    at_most = told.writing.value("differences", "at_most", **where)
    if at_most == 0.0 or is_slight(told.writing, HARM, name):
        return "none"
    if not math.isnan(at_most):
        return "cannot be told"
    if is_told(told.writing, name, HARM) and is_bad(told.writing, HARM, name):
        return (
            f"{told.writing.number('differences', 'estimate', counted_size, **where)} months more in all, which is bad"
        )
    return "not clear"


def months_fewer(told: Told, name: str, measure: str) -> str:
    """Return by how many months children live less under an option beside what is not harm at home."""
    number = told.writing.number("differences", "estimate", counted_size, strategy=name, measure=measure, group=ALL)
    return f"in all {number} months fewer {ALSO[measure]}"


def clearly_better(told: Told, name: str, measure: str) -> bool:
    """Say whether a change that is a harm clearly falls."""
    return is_told(told.writing, name, measure) and not is_bad(told.writing, measure, name)


def spared_each(told: Told, name: str) -> str:
    """Return by how many months under an option; "" where none are spared or too few families differ."""
    where: dict[str, object] = {"strategy": name, "measure": HARM, "group": ALL}
    change, at_most = (told.writing.value("differences", one, **where) for one in ("estimate", "at_most"))
    if not math.isnan(at_most) or change >= 0 or is_slight(told.writing, HARM, name):
        return ""
    each = told.writing.value(ONE_IN, "each", strategy=name)
    if math.isnan(each) or each < HALF:
        return ""
    sure = "" if told.writing.value("differences", "high", **where) < 0 else " (not clear)"
    months = "month" if round(each) == 1 else "months"
    return f"about {told.writing.number(ONE_IN, 'each', whole, strategy=name)} {months}{sure}"


def sent_on(told: Told) -> str:
    """Return how many families the check sends to a specialist service, what for, and what is not known of it."""
    said = ", ".join(
        f"{told.called(name)} {responses(told, name)}{rightly(told, name, place == 0)}"
        for place, name in enumerate(told.options)
    )
    return (
        f"Families where the check finds violence are sent to specialist help: {said}{errs(told)}; "
        "what that help changes is not counted."
    )


def rightly(told: Told, name: str, in_full: bool) -> str:
    """Return how many of those sent on have violence, in full or the number alone; "" where it cannot be worked out."""
    if not told.writing.rows(SENT_ON, strategy=name):
        return ""
    number = told.writing.number(SENT_ON, "with_violence", whole, strategy=name)
    return f" (about {number} with violence)" if in_full else f" ({number})"


def errs(told: Told) -> str:
    """Return by which error of the check that is worked out; "" where it is not."""
    named = [name for name in told.options if told.writing.rows(SENT_ON, strategy=name)]
    if not named:
        return ""
    share = told.writing.number(SENT_ON, "errs", shown, strategy=named[0])
    return f"; the rest by mistake (assumed: {share}% of families without violence)"


def stays(told: Told) -> str:
    """Return whether couples stay though harm goes on, in whole couples."""
    alike: dict[str, list[str]] = {}
    for name in told.options:
        alike.setdefault(stay(told, name), []).append(told.called(name))
    said = [f"{listed(named)} {how}" for how, named in alike.items()]
    return f"Couples who stay though harm goes on: {', '.join(said)}."


def stay(told: Told, name: str) -> str:
    """Return how many more or fewer at most, or that it is not known which way it goes."""
    writing = told.writing
    where: dict[str, object] = {"strategy": name, "measure": STAY, "group": ALL}
    low, high = (writing.value("differences", end, **where) for end in ("low", "high"))
    if is_slight(writing, STAY, name):
        return "none"
    if math.isnan(low) or not (rises(told, name) or high < 0):
        return "which way is not known"
    way, end = ("more", "high") if is_bad(writing, STAY, name) else ("fewer", "low")
    if max(abs(low), abs(high)) <= ONE:
        return f"at most one {way}"
    return f"at most {writing.number('differences', end, counted_size, **where)} {way}"


def how_many(told: Told) -> str:
    """Return how many families the options help, from the fewest to the most; or how many fewer than the first."""
    writing = told.writing
    named = sorted(told.options, key=lambda name: helps(writing, name))
    ends = dict.fromkeys((named[0], named[-1]))
    if helps(writing, named[0]) >= 0:
        return " to ".join(writing.number("summary", WITH_EFFECT.name, counted, strategy=name) for name in ends)
    said = [
        f"{writing.number('summary', WITH_EFFECT.name, counted_size, strategy=name)} "
        f"{'fewer' if helps(writing, name) < 0 else 'more'}"
        for name in ends
    ]
    return f"{' to '.join(said)} than under {told.called(told.first)}"


def helps(writing: Writing, name: str) -> float:
    """Return how many families an option helps by what has a shown effect; beside usual services so many more."""
    return writing.value("summary", WITH_EFFECT.name, strategy=name)


def moves(told: Told) -> str:
    """Return whether the year's count can show any of it."""
    count = told.writing.number("chance", "a_year", counted, strategy=told.options[0])
    of_all = f"change in partings ({count} a year)"
    seen = [name for name in told.options if told.writing.value("chance", "seen", strategy=name) > 0]
    if not seen:
        return f"No {of_all} shows."
    return f"Only under {listed([told.called(name) for name in seen])} could a {of_all} show."
