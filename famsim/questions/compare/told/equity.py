"""Which tables by group may be read as they stand: those whose differences between groups are like published ones."""

from famsim.calibration import shipped_likeness
from famsim.measures import FEW, normal_quantile
from famsim.questions.compare.tables.likeness import KINDS, THEMES
from famsim.scenario import Scenario
from famsim.writing import TOO_SMALL, Writing, as_table, is_clear, listed, numbers_of, verdict_on, whole

AMONG = {  # how a group is named in a line
    "deprivation": "the {}",
    "household": "the {}",
    "work": "families with {} in work",
    "mother_age": "mothers {} at a first birth",
    "child_age": "families whose youngest is {}",
    "illness": "families in which {}",
}
ONE_COUPLE = 1.0  # below it nothing is called clear on the first screen
ENDS = ("estimate", "low", "high", "n_changed")
TRUST = "**How far to trust a table by group.**"
CARE = (
    "With care: by these groups the model's differences are not like those published, or none is published clearly "
    "enough to tell."
)


def holds(writing: Writing, group: str, theme: str) -> bool:
    """Say whether a group's table may be read as it stands, in one theme."""
    by = group.partition("=")[0]
    return by in KINDS and writing.value("likeness", "holds", by=by, theme=theme) == 1.0


def standing(writing: Writing) -> str:
    """Return how far the model's differences between groups are like published ones."""
    found = shipped_likeness()
    if not found.date:
        return f"{TRUST} Not known: the scoreboard that comes with famsim cannot be read, so read with care."
    rows = [[says, *(cell(writing, by, theme) for theme in THEMES)] for by, says in KINDS.items()]
    stale = " Rules or figures have changed since; it may be made anew." if found.stale else ""
    return (
        f"{TRUST} Published differences between groups, clear enough to tell, that the "
        "model has within two total errors (England, with the register's own figures; scoreboard of "
        f"{writing.words(found.date)}, `famsim validate`).{stale} Where most hold, what follows by these groups may "
        f"be read as it stands.\n\n{as_table(['told apart by', *THEMES.values()], rows)}"
    )


def cell(writing: Writing, by: str, theme: str) -> str:
    """Return how many hold of how many, and whether that is enough."""
    where: dict[str, object] = {"by": by, "theme": theme}
    if not writing.value("likeness", "counted", **where):
        return "none to tell by"
    held, counted = (writing.number("likeness", column, whole, **where) for column in ("held", "counted"))
    return f"{held} of {counted}{'' if writing.value('likeness', 'holds', **where) else ': with care'}"


def in_short(writing: Writing, scenario: Scenario, measure: str, theme: str, groups: dict[str, str]) -> str:
    """Return the largest clear change by the groups that may be read as they stand, in a line; nothing without.

    A line has eighty columns, and the screen no room for two.
    """
    mine = {group: says for group, says in groups.items() if holds(writing, group, theme)}
    if not mine or len(scenario.strategies) < 2:
        return ""
    kinds = listed(list(dict.fromkeys(KINDS[group.partition("=")[0]] for group in mine)))
    clear = [
        (one.name, group)
        for one in scenario.strategies[1:]
        for group in mine
        if is_told_clear(writing, measure, one.name, group, len(mine) * (len(scenario.strategies) - 1))
        and abs(estimate_in(writing, measure, one.name, group)) >= ONE_COUPLE
    ]
    if not clear:
        return f"**For whom:** by {kinds} no clear change of a couple or more who part."
    name, group = max(clear, key=lambda one: abs(estimate_in(writing, measure, *one)))
    return f"**For whom:** {told(writing, measure, name, group, mine[group])}."


def estimate_in(writing: Writing, measure: str, name: str, group: str) -> float:
    """Return a strategy's difference in one group."""
    return writing.value("differences", "estimate", strategy=name, measure=measure, group=group)


def is_told_clear(writing: Writing, measure: str, name: str, group: str, among: int) -> bool:
    """Say whether enough families differ in a group, and its interval leaves out 0, one among so many looked at."""
    where: dict[str, object] = {"strategy": name, "measure": measure, "group": group}
    estimate, low, high, changed = (writing.value("differences", one, **where) for one in ENDS)
    wider = normal_quantile(among) / normal_quantile()
    return changed >= FEW and is_clear(estimate - wider * (estimate - low), estimate + wider * (high - estimate))


def told(writing: Writing, measure: str, name: str, group: str, says: str) -> str:
    """Return by how many more or fewer of one group part, with the interval, and whether that is small."""
    where: dict[str, object] = {"strategy": name, "measure": measure, "group": group}
    more = estimate_in(writing, measure, name, group) > 0
    estimate, low, high = numbers_of(writing, measure, where, turn=1 if more else -1)
    small = ", small" if verdict_on(writing, measure, where) == TOO_SMALL else ""
    of = AMONG[group.partition("=")[0]].format(says.partition(": ")[2])
    return f"{of}, {estimate} {'more' if more else 'fewer'} part ({low} to {high}; *{writing.words(name)}*{small})"
