"""Who may be missed by ethnicity, where an authority's own file says which groups live at which deprivation.

The model's families have no ethnicity. What is known is how many families in need there are in places of each fifth of
deprivation, how many of them come, and which share of these places' people each group is. How many of a group come is
then between limits that follow from that alone, and a figure between them only if groups of
places alike need help, are noticed, asked and come alike, which nothing here says.
"""

from collections.abc import Mapping, Sequence
from math import isnan
from typing import Any

from famsim.questions.compare.groups import GROUPS
from famsim.questions.compare.missed import share
from famsim.scenario import Scenario, one_place
from famsim.writing import Writing, capital, counted, shown

TABLE = "ethnicity"
FIFTHS = tuple(name for name in GROUPS if name.startswith("deprivation="))
DIGITS = 2  # of what rests on private shares
SAYS = (
    "**By ethnicity: what can be told, and what cannot.** No family here has an ethnicity. From your own shares of "
    "groups by place: in need, and the share of them who come to no first session, *if* within a fifth of places all "
    "groups need help and come alike. In brackets the limits of that share that hold however unlike they come, given "
    "so many in need; chance is in neither. Whether a group is in need more, is noticed or asked less, or trusts a "
    "service less, no number here says: count who comes. {apart}"
)
NOT_APART = "Strategies, and groups, differ here by where they live alone."
ALIKE = "Shares are the same in every place, so groups cannot differ here: give them by ward with deciles."


def ethnicity_rows(missed: Sequence[Mapping[str, Any]], scenario: Scenario) -> list[dict[str, Any]]:
    """Return the rows of the table `ethnicity` from those of `missed`; none without own shares of groups.

    ethnicity(strategy, group, in_need, in_need_reached, share_missed, share_missed_low, share_missed_high): families
    of the area, shares in %.
    """
    groups = scenario.here.ethnicity
    if not groups:
        return []
    infants, by_name = one_place(scenario).infants_by_decile, {(one["strategy"], one["group"]): one for one in missed}
    digits = DIGITS if scenario.here.hidden else None
    rows = []
    for name in dict.fromkeys(one["strategy"] for one in missed):
        fifths = [by_name[name, fifth] for fifth in FIFTHS]
        for group, shares in groups.items():
            counts = of_group(fifths, of_fifths(shares, infants))
            rows.append({"strategy": name, "group": group} | {key: rounded(one, digits) for key, one in counts.items()})
    return rows


def of_fifths(shares: Sequence[float], infants: Sequence[float]) -> list[float]:
    """Return a group's share in each fifth from its shares by decile, weighted by where infants live."""
    found = []
    for first in range(0, len(shares), 2):
        pair, weights = shares[first : first + 2], infants[first : first + 2]
        whole = sum(weights)
        found.append(sum(a * b for a, b in zip(pair, weights, strict=True)) / whole if whole else sum(pair) / 2.0)
    return found


def of_group(fifths: Sequence[Mapping[str, Any]], shares: Sequence[float]) -> dict[str, float]:
    """Return of one group how many are in need and reached if all of a fifth are alike, and limits of who is missed."""
    need = reached = least = most = 0.0
    for row, part in zip(fifths, shares, strict=True):
        whole, came = float(row["in_need"]), float(row["in_need_reached"])
        mine = whole * part
        need, reached = need + mine, reached + came * part
        least, most = least + max(came - (whole - mine), 0.0), most + min(came, mine)
    return {
        "in_need": need,
        "in_need_reached": reached,
        "share_missed": share(need - reached, need),
        "share_missed_low": share(need - most, need),
        "share_missed_high": share(need - least, need),
    }


def rounded(number: float, digits: int | None) -> float:
    """Return a number, of so many digits if they are said."""
    return number if digits is None or isnan(number) else float(f"{number:.{digits}g}")


def by_ethnicity(writing: Writing, scenario: Scenario) -> str:
    """Return who may be missed by ethnicity, a row a group and a column a strategy; nothing without own shares."""
    table = writing.tables.get(TABLE)
    if table is None or not len(table):
        return ""
    names = [one.name for one in scenario.strategies[1:] if (table.strategy == one.name).any()]
    if not names:
        return ""
    head = f"| group | {' | '.join(writing.words(name) for name in names)} |\n|---|{'---|' * len(names)}\n"
    rows = [
        f"| {writing.words(named(group))} | {' | '.join(cell(writing, name, group) for name in names)} |"
        for group in dict.fromkeys(table.group)
    ]
    alike = all(len(set(shares)) == 1 for shares in scenario.here.ethnicity.values())
    return f"{SAYS.format(apart=ALIKE if alike else NOT_APART)}\n\n{head}" + "\n".join(rows)


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
