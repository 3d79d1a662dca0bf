"""Ethnic groups in a council's file: the share of each by decile of deprivation, or of the whole where that is all."""

from collections.abc import Mapping

from famsim.council.adding import TENTH, Adding
from famsim.council.cells import Fault
from famsim.council.grid import Grid
from famsim.council.headings import ETHNIC
from famsim.council.listed import Item, share_of

ALL_FIVE = "give percentages, or counts of all five: white, mixed, asian, black, other ethnic group"
MOST = 1.005  # that shares of groups may come to by rounding

Groups = dict[str, tuple[float, ...]]


def of_places(adding: Adding) -> Groups:
    """Return each group's shares by decile, (10,), places weighted by infants, births or families; {} for no group.

    Without deciles, and for a decile without a place, the share of the whole. AreaError for counts of some groups
    alone, and for shares that come to more than the whole.
    """
    columns = {adding.headings.columns[column].kind: column for column in columns_of(adding)}
    if not columns:
        return {}
    by_row = {kind: shares_by_row(adding, column, columns) for kind, column in columns.items()}
    check_whole(adding, by_row, columns)
    deciles = adding.headings.of("decile")
    weights = adding.infants() or adding.weights() or dict.fromkeys(adding.rows.places, 1)
    at = {row: adding.decile_at(row, deciles[0]) for row in adding.rows.places} if deciles else {}
    return {kind: by_decile(shares, weights, at) for kind, shares in by_row.items()}


def columns_of(adding: Adding) -> list[int]:
    """Return the columns of groups; of a group's count and its share the share."""
    found: dict[str, int] = {}
    for column, heading in adding.headings.columns.items():
        if heading.kind in ETHNIC and (heading.kind not in found or heading.share):
            found[heading.kind] = column
    return list(found.values())


def shares_by_row(adding: Adding, column: int, columns: Mapping[str, int]) -> dict[int, float]:
    """Return the share of a group in each place, as given or of its five counts."""
    headings, grid = adding.headings, adding.grid
    if headings.columns[column].share or any(grid.at(row, column).percent for row in adding.rows.places):
        return adding.shares(column)
    if set(columns) != set(ETHNIC) or any(headings.columns[one].share for one in columns.values()):
        raise grid.error(headings.last_row, column, Fault("is above counts of some ethnic groups alone", ALL_FIVE))
    found = {}
    for row in adding.rows.places:
        for one in columns.values():
            if adding.unknown(row, one):
                raise grid.error(row, one, Fault("has no number", "give it, or leave the groups out"))
        whole = sum(adding.count_at(row, one) for one in columns.values())
        found[row] = adding.count_at(row, column) / whole if whole else 0.0
    return found


def check_whole(adding: Adding, by_row: Mapping[str, Mapping[int, float]], columns: Mapping[str, int]) -> None:
    """Raise AreaError for a place whose groups come to more than all that live there."""
    for row in adding.rows.places:
        if sum(shares[row] for shares in by_row.values()) > MOST:
            last = max(columns.values())
            raise adding.grid.error(row, last, Fault("and the groups beside it are more than all", "mend one"))


def by_decile(shares: Mapping[int, float], weights: Mapping[int, int], at: Mapping[int, int]) -> tuple[float, ...]:
    """Return the weighted mean share of the places of each decile."""

    def mean(rows: list[int]) -> float | None:
        whole = sum(weights[row] for row in rows)
        return sum(shares[row] * weights[row] for row in rows) / whole if whole else None

    everywhere = mean(list(shares)) or 0.0
    found = [mean([row for row in shares if at.get(row) == decile]) for decile in range(1, TENTH + 1)]
    return tuple(everywhere if one is None else one for one in found)


def of_items(grid: Grid, items: Mapping[str, Item]) -> Groups:
    """Return the share of each group of a short list, the same in every decile; AreaError for a count."""
    found = {}
    for name, item in items.items():
        if item.heading.kind not in ETHNIC:
            continue
        if not name.endswith("%"):
            raise grid.error(item.row, item.column, Fault("is a count of an ethnic group", "give its percentage"))
        found[item.heading.kind] = (share_of(grid, item),) * TENTH
    if sum(shares[0] for shares in found.values()) > MOST:
        last = max((item for item in items.values() if item.heading.kind in ETHNIC), key=lambda one: one.row)
        raise grid.error(last.row, last.column, Fault("and the other groups come to more than the whole", "mend one"))
    return found
