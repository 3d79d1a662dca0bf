"""Who may be missed by ethnicity, as an answer says it: what can be told, and what cannot."""

from famsim.questions.compare.gathered.ethnicity import TABLE
from famsim.scenario import Scenario
from famsim.writing import Writing, as_table, capital, counted, shown

SAYS = (
    "**By ethnicity: what can be told, and what cannot.** No family here has an ethnicity. From your own shares of "
    "groups by place: in need, and the share of them who come to no first session, *if* within a fifth of places all "
    "groups need help and come alike. In brackets the limits of that share that hold however unlike they come, given "
    "so many in need; chance is in neither. Whether a group is in need more, is noticed or asked less, or trusts a "
    "service less, no number here says: count who comes. {apart}"
)
NOT_APART = "Strategies, and groups, differ here by where they live alone."
ALIKE = "Shares are the same in every place, so groups cannot differ here: give them by ward with deciles."


def by_ethnicity(writing: Writing, scenario: Scenario) -> str:
    """Return who may be missed by ethnicity, a row a group and a column a strategy; nothing without own shares."""
    table = writing.tables.get(TABLE)
    if table is None or not len(table):
        return ""
    names = [one.name for one in scenario.strategies[1:] if (table.strategy == one.name).any()]
    if not names:
        return ""
    heads = ["group", *(writing.words(name) for name in names)]
    rows = [
        [writing.words(named(group)), *(cell(writing, name, group) for name in names)]
        for group in dict.fromkeys(table.group)
    ]
    alike = all(len(set(shares)) == 1 for shares in scenario.here.ethnicity.values())
    return f"{SAYS.format(apart=ALIKE if alike else NOT_APART)}\n\n{as_table(heads, rows)}"


def named(group: str) -> str:
    """Return a group's name as it is printed."""
    return capital(group.replace("_", " "))


def cell(writing: Writing, name: str, group: str) -> str:
    """Return the share missed of a group's families in need, with its limits, and how many they are."""
    where: dict[str, object] = {"strategy": name, "group": group}
    if not writing.value(TABLE, "in_need", **where) > 0:
        return "none in need"
    middle, low, high = (
        writing.number(TABLE, column, shown, **where)
        for column in ("share_missed", "share_missed_low", "share_missed_high")
    )
    return f"{middle}% ({low}% to {high}%) of {writing.number(TABLE, 'in_need', counted, **where)}"
