"""Every number of the page has a key, table/row/column; here is what a key shows (script/1_keys.js: the same)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import copysign, isfinite
from typing import Any

from famsim.results import guarded
from famsim.writing import FINEST, counted, pounds, shown, whole

NOTHING = "cannot be told"
DIGITS = 7  # of a number that are kept
ROUGH = {
    "worth": 3,
    "met": 4,
    "share": 4,
    "tenths": 4,
    "quality": 4,
    "end": 2,
}  # of those of which the page shows two or three


def month(value: float) -> str:
    """Return a month counted from an event in words."""
    number = int(value)
    if number == 0:
        return "the month itself"
    months = "1 month" if abs(number) == 1 else f"{abs(number)} months"
    return f"{months} {'before' if number < 0 else 'after'}"


def tenths(value: float) -> str:
    """Return a number with one decimal: of a hundred couples, as a timing map's first lines have it."""
    return shown(value, 1)


def significant(value: float) -> str:
    """Return a number with two significant digits: 0.4708 -> 0.47."""
    places = 0 if value == 0 else min(max(1 - magnitude(value), 0), FINEST)
    text = shown(value, places)
    return text.rstrip("0").rstrip(".") if "." in text else text


def magnitude(value: float) -> int:
    """Return the power of ten of a number's first digit."""
    return int(f"{abs(value):.15e}".split("e")[1])


def quality(value: float) -> str:
    """Return relationship quality with two decimals and a sign that is always there."""
    text = f"{abs(round(value, 2)):.2f}"
    return text if float(text) == 0 else f"{'-' if value < 0 else '+'}{text}"


def share(value: float) -> str:
    """Return a share (0 to 1) in whole per cent; a share that is not none or all never rounds to it."""
    per_cent = round(100.0 * value)
    if value > 0 and per_cent == 0:
        return "under 1%"
    return "over 99%" if value < 1 and per_cent == 100 else f"{per_cent}%"


def people(value: float) -> str:
    """Return families, couples or months of them, whole: no tenths of a couple."""
    return shown(value, 0)


FORMATS: Mapping[str, Callable[[Any], str]] = {
    "text": str,
    "count": counted,
    "met": counted,
    "people": people,
    "tenths": tenths,
    "whole": whole,
    "pounds": pounds,
    "worth": significant,
    "end": significant,
    "month": month,
    "quality": quality,
    "share": share,
}


@dataclass
class Tables:
    """The page's tables: formats of the columns, and rows of values by key."""

    formats: dict[str, dict[str, str]] = field(default_factory=dict)
    columns: dict[str, list[str]] = field(default_factory=dict)
    rows: dict[str, dict[str, list[Any]]] = field(default_factory=dict)

    def add(self, name: str, formats: Mapping[str, str], rows: Mapping[str, Mapping[str, Any]]) -> None:
        """Add a table; a value that is no number becomes nothing. Keys hold no slash."""
        assert not any("/" in key for key in (name, *formats, *rows))
        self.formats[name], self.columns[name] = dict(formats), list(formats)
        self.rows[name] = {
            key: [kept(row.get(column), shows) for column, shows in formats.items()] for key, row in rows.items()
        }

    def value(self, key: str) -> Any:
        """Return the value at table/row/column; KeyError where there is none."""
        table, row, column = key.split("/")
        return self.rows[table][row][self.columns[table].index(column)]

    def text(self, key: str) -> str:
        """Return what the page shows for a key."""
        table, _, column = key.split("/")
        value = self.value(key)
        return NOTHING if value is None else FORMATS[self.formats[table][column]](value)

    def as_json(self) -> dict[str, Any]:
        """Return the tables as the page's script reads them."""
        return {
            name: {"columns": self.columns[name], "formats": list(self.formats[name].values()), "rows": self.rows[name]}
            for name in self.rows
        }


def kept(value: Any, shows: str) -> Any:
    """Return a value as a column keeps it: with few digits where few are shown, and shown as all of them would be."""
    digits = ROUGH.get(shows, DIGITS)
    found = tidied(value, digits)
    if shows not in ROUGH or not isinstance(found, float) or FORMATS[shows](found) == FORMATS[shows](float(value)):
        return found
    last = 10.0 ** (magnitude(found) - digits + 1)
    return tidied(found + copysign(last, float(value) - found), digits)


def tidied(value: Any, digits: int = DIGITS) -> Any:
    """Return a value as JSON has it: numbers with so many significant digits, nothing for what is not a number.

    A text that a spreadsheet would run is guarded, as in a table's CSV: what is on the page may be pasted into one.
    """
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, float):
        return float(f"{value:.{digits}g}") if isfinite(value) else None
    return value
