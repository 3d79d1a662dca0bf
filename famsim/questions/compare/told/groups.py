"""For whom: which groups a strategy reaches, and in which of them something clearly changed."""

from famsim.measures import ALL, FEW
from famsim.questions.compare.tables.likeness import CHILDREN, RELATIONSHIPS, SEPARATION, VIOLENCE
from famsim.questions.compare.told.equity import CARE, holds, in_short, standing
from famsim.scenario import Scenario
from famsim.writing import UNCLEAR, Writing, as_table, cell_in_words, counted, is_clear, too_few

NOBODY = "nobody reached"
GROUPS = {
    "deprivation=1 most deprived fifth": "places: most deprived fifth",
    "deprivation=2": "places: second fifth",
    "deprivation=3": "places: middle fifth",
    "deprivation=4": "places: fourth fifth",
    "deprivation=5 least deprived fifth": "places: least deprived fifth",
    "work=all working": "work: every parent at home",
    "work=some working": "work: one of two parents at home",
    "work=none working": "work: no parent at home",
    "household=married": "parents: married",
    "household=cohabiting": "parents: cohabiting",
    "household=apart": "parents: parted",
    "household=never together": "parents: never lived together",
    "risk_factors=none": "risk factors: none",
    "risk_factors=one": "risk factors: one",
    "risk_factors=two or more": "risk factors: two or more",
    "mother_age=under 20": "mother at her first birth: under twenty",
    "mother_age=20 to 24": "mother at her first birth: in the early twenties",
    "mother_age=25 to 29": "mother at her first birth: in the late twenties",
    "mother_age=30 to 34": "mother at her first birth: in the early thirties",
    "mother_age=35 or over": "mother at her first birth: thirty-five or over",
    "child_age=first expected": "youngest child: the first, not yet born",
    "child_age=under 2": "youngest child: under two",
    "child_age=2 to 4": "youngest child: two to four",
    "child_age=5 to 10": "youngest child: five to ten",
    "child_age=11 or over": "youngest child: eleven or over",
    "illness=a parent ill": "lasting illness: a parent at home is ill",
    "illness=no parent ill": "lasting illness: no parent at home is ill",
    "illness=came in later": "lasting illness: not known, came in later",
}
CHANGES = (  # measure, in words, and the scoreboard's theme that it belongs to
    ("separations", "Couples with children who part", SEPARATION),
    ("child_months_in_harm", "Months that children live in harm", VIOLENCE),
    ("sdq_high", "Children with high difficulties, % points", CHILDREN),
    ("children_distressed_couple", "Children with a parent in relationship distress, % points", RELATIONSHIPS),
)
HOW_TO_READ = (
    "A family's group is the one it was in at the start or when it came in: children grow older in their group, and a "
    "family that comes in expects its first. The model lets nobody be ill when a family begins, so illness is told of "
    "the families of the start alone. Risk factors: a history of difficulties, money trouble, a parent in emotional "
    "distress, a young mother."
)
BY_CHANCE = (
    "So many groups were looked at that about one interval in twenty leaves out 0 by chance alone: one clear group is "
    "a question to ask, not a finding. The table of differences has every interval."
)


def for_whom(writing: Writing, scenario: Scenario) -> str:
    """Return families reached by group, then what changed by group, a column a strategy."""
    names = [one.name for one in scenario.strategies[1:]]
    changes = [changed(writing, names, *change) for change in CHANGES]
    return "\n\n".join([HOW_TO_READ, standing(writing), reached(writing, names), *changes, BY_CHANCE])


def for_whom_in_short(writing: Writing, scenario: Scenario) -> str:
    """Return who parts less or more, by the groups by which the model differs as is published; nothing without any."""
    measure, _, theme = CHANGES[0]
    return in_short(writing, scenario, measure, theme, GROUPS)


def reached(writing: Writing, names: list[str]) -> str:
    """Return the families reached in each group."""
    rows = [[writing.number("reach", "estimate", counted, **one) for one in places(names, group)] for group in GROUPS]
    return "**Families who come to a first session.**\n\n" + table(writing, names, list(GROUPS), rows)


def places(names: list[str], group: str) -> list[dict[str, object]]:
    """Return where the table of reach has each strategy's families helped in a group."""
    return [{"strategy": name, "measure": "helped", "group": group} for name in names]


def changed(writing: Writing, names: list[str], measure: str, says: str, theme: str) -> str:
    """Return a measure's clear differences by group, first those to read as they stand; only groups that have one."""
    found = writing.tables["differences"]
    found = found[(found.measure == measure) & (found.group != ALL)]
    clear = {one.group for one in found.itertuples() if is_clear(one.low, one.high)}
    groups = [group for group in GROUPS if group in clear]
    if not groups:
        return f"**{says}**: no clear difference in any group under any strategy."
    rest = "" if len(groups) == len(GROUPS) else " Groups that are not listed: no clear difference under any strategy."
    sure = [group for group in groups if holds(writing, group, theme)]
    parts = [f"**{says}**, less the first strategy's, 95% interval in brackets.{rest}"]
    for some, care in ((sure, ""), ([group for group in groups if group not in sure], CARE)):
        if some:
            rows = [[cell(writing, name, measure, group) for name in names] for group in some]
            parts += [care, table(writing, names, some, rows)]
    return "\n\n".join(part for part in parts if part)


def cell(writing: Writing, name: str, measure: str, group: str) -> str:
    """Return a clear difference with its interval, or in words that there is none."""
    where: dict[str, object] = {"strategy": name, "measure": measure, "group": group}
    if is_clear(*(writing.value("differences", one, **where) for one in ("low", "high"))):
        return cell_in_words(writing, measure, name, group)
    if writing.value("differences", "n_changed", **where) >= FEW:
        return UNCLEAR
    here = writing.value("reach", "estimate", **places([name], group)[0])
    return too_few(writing, "differences", **where) if here > 0 else NOBODY


def table(writing: Writing, names: list[str], groups: list[str], rows: list[list[str]]) -> str:
    """Return a table with a row a group and a column a strategy."""
    heads = ["group", *(writing.words(name) for name in names)]
    return as_table(heads, [[GROUPS[group], *cells] for group, cells in zip(groups, rows, strict=True)])
