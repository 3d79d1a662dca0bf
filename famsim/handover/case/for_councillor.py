"""The first page's paragraph for a councillor, which stands by itself."""

import math

from famsim.handover.case.derived import AT_A_TIME
from famsim.handover.case.sums import of_costs_in_words, total_of
from famsim.handover.case.told import Told
from famsim.measures import ALL, WITH_EFFECT
from famsim.writing import Writing, counted, counted_size, listed, pounds_in_short

NOT_CLEAR = "not clear"  # whether any is


def paragraph(told: Told) -> str:
    """Return the paragraph for a councillor, which stands by itself."""
    writing = told.writing
    where = {"strategy": told.options[0]}
    count, chance = (writing.number("chance", one, counted, **where) for one in ("a_year", "chance_sd"))
    return (
        f"Of about {writing.fact('area_families', counted)} families with children here, about "
        f"{writing.fact('ever_in_need', counted)} are in difficulty at some time in {writing.how_long()} (an unhappy "
        f"relationship, or violence; estimated, not counted). {each_way(told)} In a usual year about {count} couples "
        f"with children part, give or take {chance} by luck alone: {moves(told)} So do not ask whether fewer couples "
        "part. Ask how many families came, how many finished, and how they and their children fare beside similar "
        "families for whom there was no place. No family is to blame for needing help, and violence is never excused. "
        f"Parting is neither good nor bad in itself: what counts is less harm to children. {harm(told)}"
    )


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
        return f"Of them about so many would come, for so much public money: {said[0]}."
    return f"Of them about so many would come, for so much public money, under one option or the other: {listed(said)}."


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
    return (
        f"About {now} children here live in harm (fierce conflict or violence) at any time, {of_all} months of it in "
        f"all. By estimate {best_of(told, best)} spares children about {spared} of these months ({ends})."
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
