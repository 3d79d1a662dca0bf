"""Which rows of a table are places, which are their totals, and which are notes; codes that a spreadsheet spoilt."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from famsim.areas import AreaProfile, all_areas, telling_words
from famsim.council.cells import CellError, Fault, count
from famsim.council.grid import Grid
from famsim.council.headings import Headings, is_figure, plain
from famsim.errors import AreaError

ONS_CODE = re.compile(r"[EWSN]\d{8}", re.IGNORECASE)
TOTAL = re.compile(
    r"(grand |overall |sub ?)?totals?( .*)?|.* totals?|all( (wards|areas|lsoas|places|districts))?|overall|sum"
)
BESIDE = re.compile(
    r"(averages?|means?|median)( .*)?|.* (average|mean|median)|england( and wales)?|great britain|uk|wales"
)
REGIONS = frozenset(
    ("north east", "north west", "yorkshire and the humber", "east midlands", "west midlands", "london")
)
REGIONS |= {"east of england", "south east", "south west", "inner london", "outer london", "united kingdom"}
REGION_CODES = ("E12", "E13", "E92", "K0")
AUTHORITY = ("E06", "E07", "E08", "E09", "E10")
MOST_OTHERS = 0.6  # share of rows with figures that are authorities, in a table of authorities
FEWEST_SUMMED = 3  # rows that a hidden total stands for at least


class Rows(NamedTuple):
    """The rows of a table: places, by row; the total of all of them, if there is one; what was left out, in words."""

    places: tuple[int, ...]
    total: int | None
    left_out: tuple[str, ...]


class Told(NamedTuple):
    """How rows are told apart: columns of codes and names, of figures, and of counts among them."""

    code: int | None
    name: int | None
    figures: tuple[int, ...]
    counts: tuple[int, ...]


def told_apart(headings: Headings) -> Told:
    """Return the columns by which rows are told apart."""
    codes, names = headings.of("code"), headings.of("name")
    figures = tuple(column for column, one in headings.columns.items() if is_figure(one))
    counts = tuple(c for c in figures if not headings.columns[c].share and headings.columns[c].kind != "decile")
    return Told(codes[0] if codes else None, names[0] if names else None, figures, counts)


def sort_rows(grid: Grid, headings: Headings, area: AreaProfile) -> Rows:
    """Return which rows below the headings are places, total and notes; AreaError for one that cannot be told."""
    told = told_apart(headings)
    body = [row for row in range(headings.last_row + 1, len(grid.rows)) if not all(c.is_blank for c in grid.rows[row])]
    if (of_others := authorities(grid, body, told)) is not None:
        return own_rows(grid, of_others, area)
    last = max((row for row in body if has_figures(grid, row, told)), default=-1)
    notes = [row for row in body if row > last]
    places: list[int] = []
    totals: list[int] = []
    beside: list[int] = []
    regional: list[int] = []
    for row in (row for row in body if row <= last):
        check_width(grid, row, headings)
        name = plain(label(grid, row, told))
        if not has_figures(grid, row, told):
            raise grid.error(row, None, Fault("has no figures", "fill it in, or take the row out"))
        if is_authority_row(grid, row, told, area) or TOTAL.fullmatch(name):
            totals.append(row)
        elif BESIDE.fullmatch(name):
            beside.append(row)
        elif name in REGIONS:
            regional.append(row)
        else:
            places.append(row)
    for row in regional:
        (beside if is_region(grid, row, told, places) else places).append(row)
    places.sort()
    if not places and len(totals) == 1:
        places, totals = totals, []
    said = [f"{grid.place(row)} is no place of its own and was left out" for row in beside]
    said += [f"{grid.place(row)} is below the table and was left out" for row in notes]
    total, more = one_total(grid, told, places, totals)
    check_places(grid, told, places)
    return Rows(tuple(places), total, (*said, *more))


def is_region(grid: Grid, row: int, told: Told, places: Sequence[int]) -> bool:
    """Say whether a row called as a region is one, not a part of the authority so called: it has more than the places.

    AreaError where nothing tells.
    """
    code = grid.at(row, told.code).text.upper() if told.code is not None else ""
    if code:
        return code.startswith(REGION_CODES)
    for column in told.counts:
        own, rest = (sum(numbers_in(grid, column, some)) for some in ((row,), places))
        if own and rest:
            return own > rest
    raise grid.error(row, told.name, Fault("may be a region or a part of the authority", "give codes, or take it out"))


def label(grid: Grid, row: int, told: Told) -> str:
    """Return what a row is called: its name, else its code, else its first text that is no figure."""
    for column in (told.name, told.code):
        if column is not None and (text := grid.at(row, column).text):
            return text
    return next((cell.text for cell in grid.rows[row] if cell.text and not cell.is_number), "")


def has_figures(grid: Grid, row: int, told: Told) -> bool:
    """Say whether a row has anything in a column of figures."""
    return any(
        not grid.at(row, c).is_blank and (grid.at(row, c).is_number or grid.at(row, c).is_suppressed)
        for c in told.figures
    )


def check_width(grid: Grid, row: int, headings: Headings) -> None:
    """Raise AreaError for a figure that stands below no heading, as a comma between thousands leaves it."""
    known = set(headings.columns) | set(headings.unknown)
    for column, cell in enumerate(grid.rows[row]):
        if column not in known and not cell.is_blank and cell.is_number:
            change = "put a number with a comma in quotation marks, or write 1234; or give the column a heading"
            raise grid.error(row, column, Fault("stands below no heading", change))


def is_authority_row(grid: Grid, row: int, told: Told, area: AreaProfile) -> bool:
    """Say whether a row is the whole authority by its own code or name."""
    code = grid.at(row, told.code).text.upper() if told.code is not None else ""
    if code:
        return code == area.code
    return told.name is not None and telling_words(grid.at(row, told.name).text) == telling_words(area.name)


def one_total(grid: Grid, told: Told, places: Sequence[int], totals: Sequence[int]) -> tuple[int | None, list[str]]:
    """Return the row of the total, and what was left out: subtotals, which must be sums of the rows before them."""
    said: list[str] = []
    if not totals:
        return None, said
    *others, last = sorted(totals)
    for row in others:
        before = [one for one in places if one < row and not any(one < between < row for between in others)]
        if not before or not is_sum(grid, told, row, before):
            raise grid.error(row, None, Fault("is a total, and not of the rows above it", "keep one row of totals"))
        said.append(f"{grid.place(row)} is the sum of rows above it and was left out")
    if places and last < max(places) and last > min(places):
        raise grid.error(last, None, Fault("is a total in the middle of the table", "put it last, or take it out"))
    return last, [*said, f"{grid.place(last)} is the total of the rows and was held against them"]


def check_places(grid: Grid, told: Told, places: Sequence[int]) -> None:
    """Raise AreaError for a place without a label, one given twice, a code that was spoilt, or a total in disguise."""
    if not places:
        return
    check_labels(grid, told, places)
    if told.code is not None:
        check_codes(grid, told.code, places)
    if len(places) > FEWEST_SUMMED and len(told.counts) > 1:
        sums = {column: sum(numbers_in(grid, column, places)) for column in told.counts}
        for row in places:
            own = {column: sum(numbers_in(grid, column, (row,))) for column in told.counts}
            if all(2 * own[column] == sums[column] > 0 for column in told.counts):
                raise grid.error(row, None, Fault("is the sum of all the others", "call it Total, or take it out"))


def check_labels(grid: Grid, told: Told, places: Sequence[int]) -> None:
    """Raise AreaError for a place that is called nothing, or is there twice."""
    seen: dict[str, int] = {}
    column = told.code if told.code is not None else told.name
    for row in places:
        text = "" if column is None else grid.at(row, column).text
        if grid.at(row, column or 0).number is not None and column is not None:
            text = f"{grid.at(row, column).number:.12g}"
        if not text and len(places) > 1:
            raise grid.error(row, column, Fault("has figures and no name or code", "name the place"))
        if text and (key := text.lower()) in seen:
            what = f"is the same place as {grid.place(seen[key], column)}"
            raise grid.error(row, column, Fault(what, "keep one of the two rows"))
        seen[text.lower()] = row


def check_codes(grid: Grid, column: int, places: Sequence[int]) -> None:
    """Raise AreaError for a code that a spreadsheet changed: shortened, or without its leading zeros."""
    codes = [grid.at(row, column) for row in places]
    good = [bool(ONS_CODE.fullmatch(cell.text)) for cell in codes]
    texts = [cell.text or f"{cell.number:.12g}" for cell in codes]
    lengths = [len(text) for text in texts]
    for row, cell, fine, text in zip(places, codes, good, texts, strict=True):
        if cell.fault is not None:
            raise grid.error(row, column, cell.fault)
        if re.fullmatch(r"\d+(\.\d+)?e\+?\d+", text, re.IGNORECASE):
            raise grid.error(
                row, column, Fault("is a code that a spreadsheet made a number of", "format codes as text")
            )
        if any(good) and not fine:
            raise grid.error(row, column, Fault("is no ONS code as the others are", "a letter and eight digits"))
        if text.isdigit() and len(text) < max(lengths):
            raise grid.error(
                row, column, Fault("is shorter than other codes: it may have lost zeros", "format codes as text")
            )


def is_sum(grid: Grid, told: Told, row: int, of: Sequence[int]) -> bool:
    """Say whether every count of a row is the sum of those of others; false where one is not known."""
    for column in told.counts:
        numbers = list(numbers_in(grid, column, (row, *of)))
        if len(numbers) != len(of) + 1 or numbers[0] != sum(numbers[1:]) or not numbers[0]:
            return False
    return bool(told.counts)


def numbers_in(grid: Grid, column: int, rows: Sequence[int]) -> Iterator[int]:
    """Yield the counts of a column, leaving out what is none."""
    for row in rows:
        cell = grid.at(row, column)
        if not cell.is_blank and not cell.is_suppressed:
            try:
                yield count(cell)
            except CellError:
                continue


def authorities(grid: Grid, body: Sequence[int], told: Told) -> dict[str, int] | None:
    """Return the row of each authority by code, where the places of a table are authorities; else None."""
    known = {telling_words(one.name): one.code for one in (*all_areas("county"), *all_areas("district"))}
    found: dict[str, int] = {}
    named = 0
    for row in body:
        code = grid.at(row, told.code).text.upper() if told.code is not None else ""
        if not code and told.name is not None:
            code = known.get(telling_words(grid.at(row, told.name).text), "")
        named += has_figures(grid, row, told)
        if code.startswith(AUTHORITY) and has_figures(grid, row, told):
            if code in found:
                what = f"is the same place as {grid.place(found[code], told.code or told.name)}"
                raise grid.error(row, told.code or told.name, Fault(what, "keep one of the two rows"))
            found[code] = row
    return found if len(found) > 1 and len(found) > MOST_OTHERS * named else None


def own_rows(grid: Grid, rows: dict[str, int], area: AreaProfile) -> Rows:
    """Return an authority's row of a table of authorities, or those of its districts."""
    wanted = (area.code,) if area.code in rows else area.parts
    missing = [code for code in wanted if code not in rows]
    if missing or not wanted:
        which = f", nor are all its districts ({missing[0]} is not)" if wanted and len(missing) < len(wanted) else ""
        raise AreaError(
            f"{grid.where}: no row is {area.name} ({area.code}){which}; change: give the row, or another file"
        )
    places = tuple(rows[code] for code in wanted)
    return Rows(places, None, (f"{len(rows) - len(places)} rows of other authorities were left out",))
