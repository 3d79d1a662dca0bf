"""The first page's paragraph for a councillor, which stands by itself."""

import math

from famsim.handover.case.parts import HARM, ONE, STAY, is_bad, let_in, responses, rises
from famsim.handover.case.phases import FEW, at, comes, goes_on, has, measured, paid_later
from famsim.handover.case.screened import SENT_ON
from famsim.handover.case.stakes import ONE_IN, REACHED
from famsim.handover.case.sums import adders, has_budget, of_costs_in_words, total_of
from famsim.handover.case.texts import AFTER, WITHIN, joined
from famsim.handover.case.told import Told
from famsim.measures import ALL, WITH_EFFECT
from famsim.writing import Writing, counted, counted_size, is_slight, listed, pounds_in_short, shown, whole


def paragraph(told: Told) -> str:
    """Return the paragraph for a councillor, which stands by itself."""
    writing = told.writing
    return joined(
        f"**You do not choose today.** Ask first: {who_pays_later(told)}who keeps families safe, how many finish?",
        f"Of about {writing.fact('area_families', counted)} families with children here about "
        f"{writing.fact('ever_in_need', counted)} are in difficulty at some time in {writing.how_long()} (unhappy "
        f"together, or violence). {each_way(told)} {spared(told)} {moves(told)}",
        f"**Is anyone put at risk?** {let_in(told)} {sent_on(told)} {stays(told)} Violence is never excused, no "
        "family is to blame for needing help. Parting is neither good nor bad in itself: harm to children counts.",
    )


def who_pays_later(told: Told) -> str:
    """Return the question who pays after the money, with pounds where families come after it."""
    said = paid_later(told)
    return f"who pays after the money{f' ({listed(said)})' if said else ''}, "


def each_way(told: Told) -> str:
    """Return how many families each option brings, how many of them are in difficulty, and for how many pounds."""
    if helps(told.writing, min(told.options, key=lambda name: helps(told.writing, name))) < 0:
        return f"{how_many(told)} would be helped, for {of_costs_in_words(told)}."
    said = "; ".join(f"{told.called(name)} {comes_for(told, name)}" for name in told.options)
    return f"So many come, for so much public money: {said}.{of_them_in_difficulty(told)}"


def comes_for(told: Told, name: str) -> str:
    """Return how many come for how much: in the months of the money, and what more if somebody pays after it."""
    if not goes_on(told, name) or comes(told, name, AFTER) < FEW or not has(told, name, WITHIN):
        number = told.writing.number("summary", WITH_EFFECT.name, counted, strategy=name)
        return f"{number}{how_unsure(told, name)} for {total_of(told, name, pounds_in_short)}{added_by(told, name)}"
    (come, cost), (more, later) = (
        [measured(told, at(name, phase, one), how) for one, how in COMES] for phase in (WITHIN, AFTER)
    )
    return (
        f"{come} for {cost}{added_by(told, name)} in the months of the money, and only if somebody pays after it "
        f"{more} more for {later}{how_unsure(told, name, 'in all ')}"
    )


COMES = (("come", counted), ("cost", pounds_in_short))


def how_unsure(told: Told, name: str, of: str = "") -> str:
    """Return the interval of how many come; "" where there is none."""
    where: dict[str, object] = {"strategy": name, "group": ALL, "measure": WITH_EFFECT.name}
    low, high = (told.writing.value("reach", end, **where) for end in ("low", "high"))
    if not (math.isfinite(low) and math.isfinite(high) and 0.0 <= low < high):
        return ""
    ends = [told.writing.number("reach", end, counted, **where) for end in ("low", "high")]
    return f" ({of}{ends[0]} to {ends[1]})"


def added_by(told: Told, name: str) -> str:
    """Return what others add to an option's budget, so that it comes to more than what is asked; "" for nothing."""
    if not has_budget(told, name) or not told.writing.value("budgets", "match", strategy=name, year=0):
        return ""
    number = told.writing.number("budgets", "match", pounds_in_short, strategy=name, year=0)
    return f", with {number} that {adders(told, name)} would add"


def of_them_in_difficulty(told: Told) -> str:
    """Return how many of those who come are in difficulty, and who is not; "" where nobody is counted."""
    said = [
        f"{told.called(name)} {told.writing.number('missed', 'in_need_reached', whole, strategy=name, group=ALL)}"
        for name in told.options
        if in_difficulty(told, name)
    ]
    if not said:
        return ""
    return f" Of these in difficulty: {', '.join(said)} (parents already apart not counted)."


def in_difficulty(told: Told, name: str) -> bool:
    """Say whether it is counted how many of those who come are in difficulty."""
    return told.has(REACHED) and bool(told.writing.rows(REACHED, strategy=name))


def spared(told: Told) -> str:
    """Return by how many months children live less in harm for each family who comes, where any are spared."""
    known = {name: spared_each(told, name) for name in told.options}
    if not any(known.values()):
        return "That children live less in harm by any of this cannot be shown."
    said = ", ".join(f"{told.called(name)} {each or 'cannot be told'}" for name, each in known.items())
    return (
        f"For each family who comes children live less in harm over {told.writing.how_long()}, by estimates mostly "
        f"assumed: {said}."
    )


def spared_each(told: Told, name: str) -> str:
    """Return by how many months under an option; "" where none are spared or too few families differ."""
    where: dict[str, object] = {"strategy": name, "measure": HARM, "group": ALL}
    change, at_most = (told.writing.value("differences", one, **where) for one in ("estimate", "at_most"))
    if not math.isnan(at_most) or change >= 0 or is_slight(told.writing, HARM, name):
        return ""
    if math.isnan(told.writing.value(ONE_IN, "each", strategy=name)):
        return ""
    sure = "" if told.writing.value("differences", "high", **where) < 0 else " (not clear)"
    return f"about {told.writing.number(ONE_IN, 'each', whole, strategy=name)} months{sure}"


def sent_on(told: Told) -> str:
    """Return how many families the check sends to a specialist service, what for, and what is not known of it."""
    said = ", ".join(
        f"{told.called(name)} {responses(told, name)}{rightly(told, name, place == 0)}"
        for place, name in enumerate(told.options)
    )
    return (
        f"Other families, where the check finds violence, are sent to specialist help instead: {said}{errs(told)}; "
        "what that changes is in no number."
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
    return f"; the rest by mistake, if the check errs with {share}% of families without violence, as assumed"


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
    of_all = f"In the area's count of parents who part (about {count} a year)"
    seen = [name for name in told.options if told.writing.value("chance", "seen", strategy=name) > 0]
    if not seen:
        return f"{of_all} nobody could see it."
    return f"{of_all} only {listed([told.called(name) for name in seen])} could be seen."
