"""How wide the columns of a table are, so that it has room and takes as few lines as may be."""

from functools import cache
from textwrap import wrap


def least_lines(rows: list[list[str]], width: int) -> list[int]:
    """Return the width of each column, a space between them; nothing where words would have to be broken.

    Columns begin as wide as their longest line; then the one whose narrowing adds the fewest lines gives way, of
    several the widest.
    """
    columns = list(zip(*rows, strict=True))
    found = [max(len(line) for cell in column for line in cell.splitlines() or [""]) for column in columns]
    least = [max((len(word) for cell in column for word in cell.split()), default=0) for column in columns]
    room = width - (len(columns) - 1)
    if sum(least) > room:
        return []
    while sum(found) > room:
        narrower = [place for place, (now, word) in enumerate(zip(found, least, strict=True)) if now > word]
        costs = {place: (height(rows, changed(found, place)), -found[place]) for place in narrower}
        found = changed(found, min(narrower, key=lambda place: costs[place]))
    return found


def changed(widths: list[int], place: int) -> list[int]:
    """Return widths with one of them narrower by one."""
    return [width - (number == place) for number, width in enumerate(widths)]


def height(rows: list[list[str]], widths: list[int]) -> int:
    """Return how many lines rows take in columns of these widths."""
    return sum(max(lines_of(cell, wide) for cell, wide in zip(row, widths, strict=True)) for row in rows)


@cache
def lines_of(cell: str, width: int) -> int:
    """Return how many lines a cell takes, each of its own lines folded between words."""
    return sum(max(len(wrap(line, width, break_on_hyphens=False)), 1) for line in cell.splitlines() or [""])
