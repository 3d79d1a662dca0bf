"""A short list of figures, one a row: what it is, and its value, such as six headline figures of an authority."""

import re
from typing import NamedTuple

from famsim.areas import AreaProfile, telling_words
from famsim.council.cells import MAY_BE_COUNT, MAY_BE_SHARE, CellError, Fault, count, real
from famsim.council.grid import Grid
from famsim.council.headings import DEEPEST, SHARES_ONLY, Heading, is_figure, meaning, plain

DECILE_ROW = re.compile(r"(.* )?decile (10|[1-9])( .*)?")
TEN = 10


class Item(NamedTuple):
    """One figure of a list: what it is, and where its value stands."""

    heading: Heading
    row: int
    column: int


def listed(grid: Grid, area: AreaProfile) -> tuple[dict[str, Item], dict[int, Item], list[str]]:
    """Return the figures of a list by name (shares end in %), its deciles, and what was left out.

    AreaError for a figure that is given twice, or that has two values.
    """
    values = value_column(grid, area)
    found: dict[str, Item] = {}
    deciles: dict[int, Item] = {}
    said = []
    for row, cells in enumerate(grid.rows):
        label = next((column for column, cell in enumerate(cells) if cell.text and not cell.is_number), None)
        if label is None or (values is not None and values[0] == row):
            continue
        column = values[1] if values else number_beside(grid, row, label)
        if column is None or grid.at(row, column).is_blank:
            refuse_known(grid, row, label)
            continue
        if ten := DECILE_ROW.fullmatch(plain(cells[label].text)):
            put(grid, deciles, int(ten[2]), Item(Heading("decile"), row, column))
            continue
        heading = meaning(cells[label].text)
        if heading is None or not is_figure(heading) or heading.kind == "decile":
            said.append(f"{grid.place(row)} is no figure that is known and was left out")
            continue
        share = heading.share or (heading.kind in SHARES_ONLY) or "%" in grid.at(row, column).text
        share = share or grid.at(row, column).percent
        put(grid, found, heading.kind + ("%" if share else ""), Item(heading._replace(share=share), row, column))
    return found, deciles, said


def put(grid: Grid, found: dict, name: object, item: Item) -> None:  # type: ignore[type-arg]
    """Put a figure among the others; AreaError where it is there."""
    if name in found:
        first = grid.place(found[name].row, found[name].column)
        raise grid.error(item.row, item.column, Fault(f"gives what {first} gives", "keep the one that is meant"))
    found[name] = item


def refuse_known(grid: Grid, row: int, label: int) -> None:
    """Raise AreaError for a figure that is known and has no value; a line of words is passed over."""
    heading = meaning(grid.at(row, label).text)
    beside = range(label + 1, len(grid.rows[row]))
    if heading is not None and is_figure(heading) and beside:
        raise grid.error(row, label + 1, Fault("has no number", "give it, or take the row out"))


def value_column(grid: Grid, area: AreaProfile) -> tuple[int, int] | None:
    """Return the row of headings and the column of values, by a heading or by the authority's name."""
    for row in range(min(len(grid.rows), DEEPEST)):
        texts = [cell.text for cell in grid.rows[row]]
        named = [c for c, text in enumerate(texts) if c and text and telling_words(text) == telling_words(area.name)]
        kinds = {c: found.kind for c, text in enumerate(texts) if (found := meaning(text)) is not None}
        values = [c for c, text in enumerate(texts) if c and plain(text) in ("value", "number", "amount", "count")]
        if len(named) == 1:
            return row, named[0]
        if len(values) == 1 and (len(kinds) > 1 or len([text for text in texts if text]) > 1):
            return row, values[0]
    return None


def number_beside(grid: Grid, row: int, label: int) -> int | None:
    """Return the column of the one number beside a label; AreaError where there are two."""
    numbers = [c for c in range(label + 1, len(grid.rows[row])) if grid.at(row, c).is_number]
    if len(numbers) > 1 and (heading := meaning(grid.at(row, label).text)) is not None and is_figure(heading):
        change = "keep one value, or call its column Value; put a number with a comma in quotation marks"
        raise grid.error(row, numbers[1], Fault("is a second number beside one label", change))
    return numbers[0] if len(numbers) == 1 else None


def count_of(grid: Grid, item: Item) -> int:
    """Return the count of a figure; AreaError for what is none."""
    try:
        return count(grid.at(item.row, item.column))
    except CellError as error:
        raise grid.error(item.row, item.column, error.fault) from None


def share_of(grid: Grid, item: Item) -> float:
    """Return the share of a figure; AreaError for what is none, or may be a share or a percentage."""
    try:
        value, marked = real(grid.at(item.row, item.column))
    except CellError as error:
        raise grid.error(item.row, item.column, error.fault) from None
    said = item.heading
    if said.percent and not marked and 0 < value <= 1.0:
        raise grid.error(item.row, item.column, MAY_BE_SHARE)
    if value > 1.0 and not marked and not said.said:
        raise grid.error(item.row, item.column, MAY_BE_COUNT)
    return value / 100.0 if marked or said.percent or value > 1.0 else value


def infants_by_decile(grid: Grid, deciles: dict[int, Item]) -> tuple[float, ...] | None:
    """Return the shares of ten deciles that are counts; None where there are none, AreaError where some are missing."""
    if not deciles:
        return None
    first = next(iter(deciles.values()))
    for number in range(1, TEN + 1):
        if number not in deciles:
            what = f"is a decile and decile {number} is missing"
            raise grid.error(first.row, first.column, Fault(what, "give all ten, counts of infants or of small areas"))
    counts = [count_of(grid, deciles[number]) for number in range(1, TEN + 1)]
    if not sum(counts):
        raise grid.error(first.row, first.column, Fault("and the other deciles are all 0", "give counts"))
    return tuple(one / sum(counts) for one in counts)
