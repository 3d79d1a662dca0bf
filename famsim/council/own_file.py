"""Read an authority's own figures from its file: a table by ward or area, or a short list."""

import os
from collections.abc import Mapping
from typing import Any, NamedTuple

from famsim.areas import NOW, AreaProfile, OwnFigures, contradictions, tilted
from famsim.council.adding import Adding
from famsim.council.cells import Fault
from famsim.council.ethnicity import of_items, of_places
from famsim.council.grid import Grid, read_grids
from famsim.council.headings import COUNTED, ETHNIC, Headings, check_once, find_headings
from famsim.council.listed import Item, count_of, infants_by_decile, listed, share_of
from famsim.council.rows import sort_rows
from famsim.errors import AreaError
from famsim.model.policy import DOORS

KNOWN = "births, infants, families with children, lone parents, cohabiting couples, unemployment rate, child poverty, "
KNOWN += "IMD decile, and the doors' names"
FAR_FEWER, FAR_MORE = 0.6, 1.7  # of what is published for the authority
MOST_DEPRIVED = 2  # deciles of a fifth
YEARS = range(2001, 2041)


class OwnFile(NamedTuple):
    """What a file says: figures as an [area] table has them, and what its reader should know of how it was read."""

    figures: dict[str, Any]
    notes: tuple[str, ...]
    deciles: dict[str, int]  # of each ward by name, where a file gives them


class Found(NamedTuple):
    """Figures as they were found, and the cell each came from."""

    figures: dict[str, Any]
    cells: dict[str, str]
    notes: list[str]
    years: set[int]
    deciles: dict[str, int]


def read_own(path: str | os.PathLike[str], area: AreaProfile, part: bool = False) -> OwnFile:
    """Return an authority's figures from its file; AreaError, with the cell, for what cannot be read right.

    area: as published. part: the file is of a part of the authority, such as some wards.
    """
    grid = read_grids(path, lambda one: suits(one, area))
    headings = find_headings(grid)
    found = of_table(grid, headings, area) if headings is not None else of_list(grid, area)
    if not found.figures:
        raise AreaError(f"{grid.where}: no heading is known; allowed: {KNOWN}")
    years = sorted(year for year in found.years if year in YEARS)
    year = years[0] if years else NOW
    if len(years) > 1:
        found.notes.append(f"its figures are of several years, and are dated by the first, {year}")
    figures = found.figures | {"year": year}
    check(grid, found, area, part)
    return OwnFile(figures, (*grid.notes, *found.notes), found.deciles)


def suits(grid: Grid, area: AreaProfile) -> int:
    """Return how many known headings or labels a grid has."""
    headings = find_headings(grid)
    if headings is not None:
        return headings.known + len(headings.columns)
    try:
        found, deciles, _ = listed(grid, area)
    except AreaError:
        return 1
    return len(found) + len(deciles)


def of_table(grid: Grid, headings: Headings, area: AreaProfile) -> Found:
    """Return the figures of a table by ward, small area or authority."""
    check_once(grid, headings)
    rows = sort_rows(grid, headings, area)
    if not rows.places:
        raise AreaError(f"{grid.where}: there is no row of figures below {grid.place(headings.last_row)}")
    adding = Adding(grid, headings, rows, list(rows.left_out))
    figures, cells = added(adding, area)
    figures |= {"ethnicity": groups} if (groups := of_places(adding)) else {}
    unknown = sorted(headings.unknown)
    if unknown:
        said = ", ".join(grid.place(headings.last_row, column) for column in unknown)
        adding.said.append(f"the columns below {said} are not known and were left out")
    years = {one.year for one in headings.columns.values() if one.year is not None}
    return Found(figures, cells, adding.said, years, by_ward(adding))


def added(adding: Adding, area: AreaProfile) -> tuple[dict[str, Any], dict[str, str]]:
    """Return a table's figures, and the heading's cell of each."""
    headings, grid = adding.headings, adding.grid
    found: dict[str, float] = {}
    cells: dict[str, str] = {}
    figures: dict[str, Any] = {}
    for column, heading in headings.columns.items():
        name = heading.kind + ("%" if heading.share else "")
        if heading.kind == "decile":
            figures["infants_by_decile"] = adding.deciles(column)
        elif heading.kind in ETHNIC:
            continue  # by decile (see of_places)
        elif heading.share:
            found[name] = adding.weighted(column)
        elif heading.kind in DOORS or heading.kind in COUNTED:
            found[name] = adding.counted(column)
        cells[name] = grid.place(headings.last_row, column)
    return as_figures(grid, found, cells, area) | figures, cells


def of_list(grid: Grid, area: AreaProfile) -> Found:
    """Return the figures of a short list."""
    items, deciles, notes = listed(grid, area)
    found, cells = {}, {}
    for name, item in items.items():
        if item.heading.kind in ETHNIC:
            continue
        found[name] = share_of(grid, item) if name.endswith("%") else float(count_of(grid, item))
        cells[name] = grid.place(item.row, item.column)
    figures = as_figures(grid, found, cells, area)
    if (by_decile := infants_by_decile(grid, deciles)) is not None:
        if "infants_by_decile" in figures:
            first: Item = next(iter(deciles.values()))
            raise grid.error(first.row, first.column, Fault("and a fifth are both given", "keep one of the two"))
        figures["infants_by_decile"] = by_decile
    figures |= {"ethnicity": groups} if (groups := of_items(grid, items)) else {}
    years = {item.heading.year for item in items.values() if item.heading.year is not None}
    return Found(figures, cells, notes, years, {})


def as_figures(grid: Grid, found: Mapping[str, float], cells: Mapping[str, str], area: AreaProfile) -> dict[str, Any]:
    """Return figures by the names of an [area] table; AreaError for parts that are larger than their whole."""
    figures: dict[str, Any] = {name: int(found[name]) for name in ("births", "infants", "families") if name in found}
    if "families" not in found and "couples" in found and "lone" in found:
        figures["families"] = int(found["couples"] + found["lone"])
    figures |= {name: found[f"{name}%"] for name in ("unemployment", "child_poverty") if f"{name}%" in found}
    couples = found.get("couples")
    if couples is None and "families" in found and "lone" in found:
        couples = found["families"] - found["lone"]
    for part, whole, name in (
        ("lone", found.get("families"), "lone_share"),
        ("cohabiting", couples, "cohabiting_share"),
    ):
        if f"{part}%" in found:
            figures[name] = found[f"{part}%"]
        if part not in found:
            continue
        if whole is not None and found[part] > whole:
            other = cells.get("families", cells.get("couples", ""))
            raise AreaError(
                f"{grid.where}, {cells[part]}: is more than {other}, of which it is a part; change: mend one"
            )
        if whole:
            figures[name] = found[part] / whole
    doors = {door: int(found[door]) for door in DOORS if door in found}
    if "most_deprived_fifth%" in found:
        figures["infants_by_decile"] = tilted(area.infants_by_decile, MOST_DEPRIVED, found["most_deprived_fifth%"])
    return figures | ({"doors": doors} if doors else {})


def by_ward(adding: Adding) -> dict[str, int]:
    """Return the decile of each place by name, where a table gives both."""
    columns, names = adding.headings.of("decile"), adding.headings.of("name")
    if not columns or not names:
        return {}
    return {adding.grid.at(row, names[0]).text: adding.decile_at(row, columns[0]) for row in adding.rows.places}


def check(grid: Grid, found: Found, area: AreaProfile, part: bool) -> None:
    """Raise AreaError where figures contradict each other, or what is known of the authority."""
    figures, cells = found.figures, found.cells
    own = OwnFigures(**{name: figures[name] for name in ("births", "infants", "families") if name in figures})
    for one in contradictions(own):
        place = f"{cells[one.one]} and {cells.get(one.other, cells.get('couples', ''))}"
        raise AreaError(f"{grid.where}, {place}: {one.what}; change: {one.change}")
    for name in ("families", "infants", "births"):
        if name not in figures:
            continue
        published, where = getattr(area, name), cells.get(name, cells.get("couples", ""))
        if figures[name] > FAR_MORE * published:
            change = "leave out rows that belong to others, or give the authority that it is of"
            raise AreaError(f"{grid.where}, {where}: {name} are far more than {area.name} has; change: {change}")
        if figures[name] < FAR_FEWER * published and not part:
            change = "give all its rows, or say part = true in the [area] table of the scenario"
            raise AreaError(f"{grid.where}, {where}: {name} are far fewer than {area.name} has; change: {change}")
