"""The first page's paragraph for a councillor, which stands by itself."""

import math

from famsim.handover.case.sums import of_costs_in_words
from famsim.handover.case.told import Told
from famsim.measures import ALL, WITH_EFFECT
from famsim.writing import Writing, counted, counted_size, listed, whole


def paragraph(told: Told) -> str:
    """Return the paragraph for a councillor, which stands by itself."""
    writing = told.writing
    where = {"strategy": told.options[0]}
    count, chance = (writing.number("chance", one, counted, **where) for one in ("a_year", "chance_sd"))
    return (
        f"Of {writing.fact('area_families', whole)} families with children here, about "
        f"{writing.fact('ever_in_need', counted)} are in difficulty at some time in {writing.how_long()}; "
        f"{how_many(told)} would be helped, for {of_costs_in_words(told)}. "
        f"In a usual year about {count} couples with children part, give or take {chance} by luck alone: {moves(told)} "
        "So do not ask whether fewer couples part. Ask how many families came, how many finished, and how they and "
        "their children fare beside similar families who were not helped. Nobody is to blame, and parting is not "
        f"always the worse outcome: what counts is less harm to children. {harm(told)}"
    )


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
    spared = writing.number("differences", "estimate", counted_size, strategy=best, **where)
    of_all = writing.number("levels", "value", counted, strategy=told.first, **where)
    return f"Of {of_all} months that children here live in harm in that time, {spared} at best are spared."


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
