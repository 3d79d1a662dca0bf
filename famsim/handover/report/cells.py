"""Cells of tables: what they are sorted by, and their intervals as lines beside their numbers."""

import re
from collections.abc import Sequence

from famsim.handover.report.blocks import Cell, Reach, Words, text_of

NUMBER = r"-?£?\d[\d,]*(?:\.\d+)?[km%]?"
BEGINS = re.compile(rf"(?:[^\d]*: |about |at most |±|\()*({NUMBER})(?=$|[\s,;:(–)])")
FEWER = re.compile(r"\b(?:fewer|lower)\b[^:]*: (?=\d)")
INTERVAL = re.compile(rf"^({NUMBER}) \(({NUMBER}) to ({NUMBER})\)")
SIZES = {"k": 1e3, "m": 1e6, "%": 1.0}
UNSAFE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
MOSTLY = 0.5  # of a column's cells must begin with a number for it to be sorted by number
ROOM = 4.0  # per cent of a line left free at each end


def plain_text(text: str) -> str:
    """Return a text without signs that no document may hold, or that turn the direction of what follows."""
    return UNSAFE.sub("\ufffd", text)


def value_of(text: str) -> float:
    """Return the number that a text such as £3.37m spells."""
    digits = text.replace("£", "").replace(",", "")
    return float(digits.rstrip("km%")) * SIZES.get(digits[-1], 1.0)


def order_of(text: str) -> float | None:
    """Return the number that a cell says, below 0 where its words say fewer of it; None where it says none."""
    found = BEGINS.match(text)
    if not found:
        return None
    value = value_of(found[1])
    return -value if FEWER.search(text) else value


def column(cells: Sequence[Words]) -> list[Cell]:
    """Return the cells of a column, ordered by number where most of them have one."""
    orders = [order_of(text_of(words)) for words in cells]
    said = [one for one in orders if one is not None]
    if len(said) < MOSTLY * len(cells) or not said:
        return [Cell(words) for words in cells]
    return [Cell(words, order) for words, order in zip(cells, orders, strict=True)]


def with_reach(cells: Sequence[Cell]) -> list[Cell]:
    """Return a column whose intervals are drawn on one scale; as it is where fewer than two have any."""
    read = [INTERVAL.match(text_of(cell.words)) for cell in cells]
    numbers = [[value_of(one[place]) for place in (1, 2, 3)] if one else None for one in read]
    known = [value for three in numbers if three for value in three]
    if len(known) <= 3:
        return list(cells)
    low, high = min(0.0, *known), max(0.0, *known)
    return [Cell(cell.words, cell.order, placed(three, low, high)) for cell, three in zip(cells, numbers, strict=True)]


def placed(numbers: Sequence[float] | None, low: float, high: float) -> Reach | None:
    """Return where a number and its ends lie on a line from `low` to `high`."""
    if numbers is None or high <= low:
        return None
    middle, least, most, none = (
        round(ROOM + (100.0 - 2 * ROOM) * (one - low) / (high - low), 1) for one in (*numbers, 0.0)
    )
    return Reach(least, middle, most, none)
