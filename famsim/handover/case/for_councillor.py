"""The first page's paragraph for a councillor, which stands by itself."""

import math

from famsim.handover.case.derived import AT_A_TIME
from famsim.handover.case.parts import change, slipped
from famsim.handover.case.stakes import ONE_IN, REACHED
from famsim.handover.case.sums import of_costs_in_words, total_of
from famsim.handover.case.told import Told
from famsim.handover.report import is_slight
from famsim.measures import ALL, WITH_EFFECT
from famsim.writing import Writing, counted, counted_size, listed, pounds_in_short

NOT_CLEAR = "not clear"  # whether any is
A_THOUSAND = "thousand"


def paragraph(told: Told) -> str:
    """Return the paragraph for a councillor, which stands by itself."""
    writing = told.writing
    where = {"strategy": told.options[0]}
    count, chance = (writing.number("chance", one, counted, **where) for one in ("a_year", "chance_sd"))
    return (
        f"Of about {writing.fact('area_families', counted)} families with children here, about "
        f"{writing.fact('ever_in_need', counted)} are in difficulty at some time in {writing.how_long()} (an unhappy "
        f"relationship, or violence; an estimate). {each_way(told)} {of_a_thousand(told)}"
        f"In a usual year about {count} couples with children part, give or take {chance} by luck alone: {moves(told)} "
        "Better questions: how many families came, how many finished, how do they fare beside similar ones who wait or "
        "live elsewhere? **Is anyone put at "
        f"risk?** {risk(told)} Violence is never excused, and no family is to blame for needing help. Parting is "
        f"neither good nor bad in itself: what counts is less harm to children. {harm(told)}"
    )


def of_a_thousand(told: Told) -> str:
    """Return how many of a thousand families in difficulty come, and where they live; "" where nobody is counted."""
    writing = told.writing
    named = [name for name in told.options if told.has(REACHED) and writing.rows(REACHED, strategy=name)]
    if not named:
        return ""
    said = ", ".join(
        f"{told.called(name)} {writing.number(REACHED, 'per_thousand', counted, strategy=name)}" for name in named
    )
    return f"Of every {A_THOUSAND} in difficulty so many come: {said}. There are no figures by ward. "


def risk(told: Told) -> str:
    """Return how many families with violence come in unseen, and whether couples stay in harm."""
    writing = told.writing
    missed = ", ".join(f"{told.called(name)} {slipped(told, name)}" for name in told.options)
    stays = "; ".join(f"{told.called(name)} {stay(writing, name)}" for name in told.options)
    return (
        f"Families with violence whom the check at the start misses, in all: {missed}. Couples who stay though harm "
        f"goes on: {stays}. Ask who the safeguarding lead is."
    )


def stay(writing: Writing, name: str) -> str:
    """Return how many more or fewer couples stay though harm goes on, or that it is not known which way it goes."""
    where: dict[str, object] = {"strategy": name, "measure": "stay_in_harm", "group": ALL}
    low, high = (writing.value("differences", end, **where) for end in ("low", "high"))
    if low > 0 or high < 0 or math.isnan(low) or is_slight(writing, "stay_in_harm", name):
        return change(writing, "stay_in_harm", name)
    ends = (writing.number("differences", end, counted, **where) for end in ("low", "high"))
    return "{} to {}, not known which way".format(*ends)


def each_way(told: Told) -> str:
    """Return how many families each option brings, and for how many pounds."""
    if helps(told.writing, min(told.options, key=lambda name: helps(told.writing, name))) < 0:
        return f"{how_many(told)} would be helped, for {of_costs_in_words(told)}."
    writing = told.writing
    said = [
        f"{told.called(name)} {writing.number('summary', WITH_EFFECT.name, counted, strategy=name)} for "
        f"{total_of(told, name, pounds_in_short)}"
        for name in told.options
    ]
    if len(said) == 1:
        return f"So many would come, for so much public money: {said[0]}."
    return f"So many would come, for so much public money, under one or the other: {listed(said)}."


def harm(told: Told) -> str:
    """Return how many months in harm children are spared at best, by estimate, of how many there are."""
    writing = told.writing
    where: dict[str, object] = {"measure": "child_months_in_harm", "group": ALL}
    known = [
        name for name in told.options if math.isnan(writing.value("differences", "at_most", strategy=name, **where))
    ]
    changes = {name: writing.value("differences", "estimate", strategy=name, **where) for name in known}
    best = min(changes, key=lambda name: changes[name], default="")
    if not best or changes[best] >= 0:
        return "That any of this makes it less cannot be shown."
    numbers = (
        writing.number("differences", one, counted_size, strategy=best, **where) for one in ("estimate", "high", "low")
    )
    of_all = writing.number("levels", "value", counted, strategy=told.first, **where)
    now = writing.number(AT_A_TIME, "children", counted, strategy=told.first)
    spared, least, most = numbers
    ends = f"{least} to {most}" if writing.value("differences", "high", strategy=best, **where) <= 0 else NOT_CLEAR
    one_of = writing.number(ONE_IN, "months", counted, strategy=best)
    return (
        f"About {now} children here live in harm (fierce conflict or violence) at any time, {of_all} months of it in "
        f"all. By estimate {best_of(told, best)} spares children about {spared} of these months ({ends}), one in "
        f"{one_of}."
    )


def best_of(told: Told, name: str) -> str:
    """Return the option that spares children most, and that it is the one of several."""
    return told.called(name) if len(told.options) == 1 else f"the option that spares them most, {told.called(name)},"


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
    seen = [name for name in told.options if told.writing.value("chance", "seen", strategy=name) > 0]
    if not seen:
        return "nobody could see in that count what any of this does."
    return f"only {listed([told.called(name) for name in seen])} could be seen in that count."
