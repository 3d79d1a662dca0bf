"""The first page's paragraph for a councillor, which stands by itself."""

import math

from famsim.handover.case.derived import CARRIED, EVERYONE
from famsim.handover.case.parts import HARM, ONE, STAY, is_bad, responses, rises
from famsim.handover.case.phases import FEW, at, comes, goes_on, measured
from famsim.handover.case.stakes import ONE_IN, REACHED
from famsim.handover.case.sums import of_costs_in_words, total_of
from famsim.handover.case.texts import AFTER, joined
from famsim.handover.case.told import Told
from famsim.handover.report import is_slight
from famsim.measures import ALL, WITH_EFFECT
from famsim.writing import Writing, counted, counted_size, listed, pounds_in_short, too_few, whole

MISTAKE = "Families with violence who may be let in by mistake, which may endanger them"
HALF = 0.5  # of a family: what is less is not one


def paragraph(told: Told) -> str:
    """Return the paragraph for a councillor, which stands by itself."""
    writing = told.writing
    return joined(
        f"**You do not choose today.** Ask before it is decided: {who_pays_later(told)}who keeps families safe, how "
        "many came and finished?",
        f"Of about {writing.fact('area_families', counted)} families with children here about "
        f"{writing.fact('ever_in_need', counted)} are in difficulty at some time in {writing.how_long()} (unhappy "
        f"together, or violence). {each_way(told)} {best(told)}{moves(told)}",
        f"**Is anyone put at risk?** {let_in(told)} {sent_on(told)} {stays(told)} Violence is never excused, and no "
        "family is to blame for needing help. Parting is neither good nor bad in itself: what counts is less harm to "
        "children.",
    )


def who_pays_later(told: Told) -> str:
    """Return the question who pays after the money, with pounds where families come after it."""
    said = [
        f"{told.called(name)} {told.writing.number(CARRIED, 'pounds', pounds_in_short, strategy=name, who=EVERYONE)}"
        for name in told.options
        if goes_on(told, name) and comes(told, name, AFTER) >= FEW
    ]
    return f"who pays after the money{f' ({listed(said)})' if said else ''}, "


def each_way(told: Told) -> str:
    """Return how many families each option brings, how many of them are in difficulty, and for how many pounds."""
    if helps(told.writing, min(told.options, key=lambda name: helps(told.writing, name))) < 0:
        return f"{how_many(told)} would be helped, for {of_costs_in_words(told)}."
    said = listed([f"{told.called(name)} {comes_for(told, name)}" for name in told.options])
    counted_so = " (in brackets: in difficulty)" if any(in_difficulty(told, name) for name in told.options) else ""
    return f"So many come{counted_so}, for so much public money in all: {said}.{the_others(told)}"


def comes_for(told: Told, name: str) -> str:
    """Return how many come, how many of them are in difficulty, and for how much."""
    number = told.writing.number("summary", WITH_EFFECT.name, counted, strategy=name)
    cost = total_of(told, name, pounds_in_short)
    if in_difficulty(told, name):
        of_these = told.writing.number("missed", "in_need_reached", whole, strategy=name, group=ALL)
        number = f"{number} ({of_these})"
    return f"{number} for {cost}{some_later(told, name)}"


def some_later(told: Told, name: str) -> str:
    """Return how many of them come only if somebody pays after the money; "" where few do."""
    if not goes_on(told, name) or comes(told, name, AFTER) < FEW:
        return ""
    return f" ({measured(told, at(name, AFTER, 'come'), counted)} of them only if somebody pays after the money)"


def in_difficulty(told: Told, name: str) -> bool:
    """Say whether it is counted how many of those who come are in difficulty."""
    return told.has(REACHED) and bool(told.writing.rows(REACHED, strategy=name))


def the_others(told: Told) -> str:
    """Return who the others are; "" where nobody is counted."""
    if not any(in_difficulty(told, name) for name in told.options):
        return ""
    return " The others do well together, or live apart already."


def best(told: Told) -> str:
    """Return how many months in harm children are spared for each family under the option that spares them most."""
    where: dict[str, object] = {"measure": HARM, "group": ALL}
    known = [
        name
        for name in told.options
        if math.isnan(told.writing.value("differences", "at_most", strategy=name, **where))
    ]
    changes = {name: told.writing.value("differences", "estimate", strategy=name, **where) for name in known}
    name = min(changes, key=lambda one: changes[one], default="")
    if not name or changes[name] >= 0 or math.isnan(told.writing.value(ONE_IN, "each", strategy=name)):
        return "That children live less in harm by any of this cannot be shown. "
    each = told.writing.number(ONE_IN, "each", counted, strategy=name)
    which = f"under {told.called(name)}{', which spares most' if len(told.options) > 1 else ''}"
    sure = "" if told.writing.value("differences", "high", strategy=name, **where) < 0 else ", which is not clear"
    return f"By estimate children live {each} months less in harm for each family who comes {which}{sure}. "


def let_in(told: Told) -> str:
    """Return about how many families with violence are let in by mistake, in whole families."""
    said = {name: by_mistake(told, name) for name in told.options}
    if len({printed for printed, _ in said.values()}) == 1:
        each, (printed, mark) = "" if len(told.options) == 1 else ", under each option", said[told.options[0]]
        if printed == "1":
            return f"{mark.capitalize()} family with violence may be let in by mistake{each}, which may endanger it."
        return f"{MISTAKE}{each}: {mark}."
    return f"{MISTAKE}: {', '.join(f'{told.called(name)} {mark}' for name, (_, mark) in said.items())}."


def by_mistake(told: Told, name: str) -> tuple[str, str]:
    """Return how many families with violence the check lets in: as it is printed, and with a mark for its number."""
    writing = told.writing
    where: dict[str, object] = {"strategy": name, "group": ALL, "measure": "missed_violence"}
    if few := too_few(writing, "reach", **where):
        return f"at most {writing.value('reach', 'at_most', **where)}", few
    value = writing.value("reach", "estimate", **where)
    if value < HALF:
        return "none", "fewer than one"
    return whole(value), f"about {writing.number('reach', 'estimate', whole, **where)}"


def sent_on(told: Told) -> str:
    """Return how many families the check sends to a specialist service, what for, and what is not known of it."""
    said = ", ".join(f"{told.called(name)} {responses(told, name)}" for name in told.options)
    return (
        f"Other families, where violence is found, are sent to specialist help instead: {said}; what that changes is "
        "in no number."
    )


def stays(told: Told) -> str:
    """Return whether couples stay though harm goes on, in whole couples."""
    said = [f"{told.called(name)} {stay(told, name)}" for name in told.options]
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
    of_all = f"In the area's count of couples with children who part, about {count} a year,"
    seen = [name for name in told.options if told.writing.value("chance", "seen", strategy=name) > 0]
    if not seen:
        return f"{of_all} nobody could see any of it."
    return f"{of_all} only {listed([told.called(name) for name in seen])} could be seen."
