"""Who is missed, group by group, as an answer says it: a table, and which groups are reached beside their need."""

import numpy as np

from famsim.measures import ALL
from famsim.questions.compare.gathered.missed import TABLE
from famsim.questions.compare.told.groups import GROUPS
from famsim.scenario import Scenario
from famsim.writing import Writing, as_table, counted, shown

FEW = 5.0  # per cent of all in need; of a smaller group nothing is said in a line
ENOUGH = 20.0  # simulated families in need who are reached; of fewer no group is said to be
HOW_TO_READ = (
    "**Who is missed, group by group.** Of families ever in need, and of those of the start whom the strategy's offers "
    "are meant for (who meet all that one of them asks of a family then), the share who come to no first session, and "
    "of how many. "
    "Means of the runs; usual services do not count as reaching."
)


def who_is_missed(writing: Writing, scenario: Scenario) -> str:
    """Return who is missed by group, a column a strategy, and which groups are reached more or less than they need."""
    names = [one.name for one in scenario.strategies[1:] if writing.rows(TABLE, strategy=one.name, group=ALL)]
    if not names:
        return ""
    groups = {ALL: "all families"} | GROUPS
    rows = [[says, *(cell(writing, name, group) for name in names)] for group, says in groups.items()]
    table = as_table(["group", *(writing.words(name) for name in names)], rows)
    return "\n\n".join([HOW_TO_READ, table, "\n".join(beside_need(writing, one) for one in names)])


def cell(writing: Writing, name: str, group: str) -> str:
    """Return the share missed of those in need, and of those meant, with how many they are."""
    where: dict[str, object] = {"strategy": name, "group": group}
    return "; ".join(
        f"{writing.number(TABLE, part, shown, **where)}% of {writing.number(TABLE, whole, counted, **where)} {says}"
        if writing.value(TABLE, whole, **where) > 0
        else f"none {says}"
        for part, whole, says in (("share_missed", "in_need", "in need"), ("share_meant_missed", "meant", "meant"))
    )


def beside_need(writing: Writing, name: str) -> str:
    """Return the groups with the largest and smallest part of those reached beside their part of those in need."""
    title = f"- *{writing.words(name)}*: "
    k = max(writing.value("facts", "value", name="sample_one_in"), 1.0)
    if writing.value(TABLE, "in_need_reached", strategy=name, group=ALL) < ENOUGH * k:
        return title + "too few in need are reached to tell groups apart."
    parts = {group: part_of(writing, name, group) for group in GROUPS}
    told = {group: reached / need for group, (need, reached) in parts.items() if need >= FEW}
    if not told:
        return title + "no group is large enough to tell."
    most, least = max(told, key=lambda one: told[one]), min(told, key=lambda one: told[one])
    ends = (in_parts(writing, name, group) for group in (most, least))
    return "{}most reached beside their need: {}; least: {}.".format(title, *ends)


def in_parts(writing: Writing, name: str, group: str) -> str:
    """Return a group with its part of all in need and of those of them who are reached."""
    need, reached = (
        writing.number(TABLE, part, shown, **at(name, group)) for part in ("part_of_need", "part_of_reached")
    )
    return f"{GROUPS[group]} are {need}% of all in need and {reached}% of all in need who are reached"


def at(name: str, group: str) -> dict[str, object]:
    """Return where a strategy's row of a group stands."""
    return {"strategy": name, "group": group}


def part_of(writing: Writing, name: str, group: str) -> tuple[float, float]:
    """Return a group's part of all in need, and of all of them who are reached, in %."""
    need, reached = (writing.value(TABLE, one, **at(name, group)) for one in ("part_of_need", "part_of_reached"))
    return float(np.nan_to_num(need)), float(np.nan_to_num(reached))
