"""The fields of a TOML table of evidence: where they stand in the file, and a check of each kind of field.

A check raises EvidenceError with the file, the line where it can be found, the table, the field, what was
wrong and what is allowed.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from famsim.errors import EvidenceError, shown, unknown

YEARS = (1950, 2035)
LARGEST = 1e300

Value = float | tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """One table of one file: finds the line of a field and words the complaint."""

    file: str
    text: str
    table: str

    def line(self, field: str | None = None) -> int | None:
        """Return the line (from 1) of the field, else of the table, else None."""
        lines = self.text.splitlines()
        start = re.compile(rf"\s*(\[\s*[\"']?{re.escape(self.table)}[\"']?\s*\]|{re.escape(self.table)}\s*=)")
        head = next((n for n, line in enumerate(lines, 1) if start.match(line)), None)
        if head is None or field is None:
            return head
        for number in range(head, len(lines)):
            if re.match(r"\s*\[\s*[\w\"']+\s*\]\s*(#.*)?$", lines[number]):
                break
            if re.match(rf"\s*[\"']?{re.escape(field)}[\"']?\s*=", lines[number]):
                return number + 1
        return head

    def at(self, field: str | None = None) -> str:
        """Return 'file, line n, [table] field' for a message."""
        line = self.line(field)
        where = self.file if line is None else f"{self.file}, line {line}"
        return f"{where}, [{self.table}]{' ' + field if field else ''}"

    def wrong(self, field: str | None, what: str, allowed: str) -> NoReturn:
        """Raise the error of this table: where, what, and what is allowed."""
        raise EvidenceError(f"{self.at(field)}: {what}. Allowed: {allowed}.")


Check = Callable[[Any, str, Place], Any]


def number(given: Any, field: str, place: Place) -> float:
    """Return one finite number."""
    if isinstance(given, bool) or not isinstance(given, (int, float)):
        place.wrong(field, f"{shown(given)} is not a number", "a finite number")
    if not abs(given) <= LARGEST:
        place.wrong(field, f"{shown(given)} is not a finite number", "a finite number")
    return float(given)


def numbers(given: Any, field: str, place: Place) -> Value:
    """Return one finite number, or a non-empty tuple of them."""
    if not isinstance(given, (list, tuple)):
        return number(given, field, place)
    if not given:
        place.wrong(field, "the list is empty", "a number or a list of numbers")
    return tuple(number(one, field, place) for one in given)


def limits(given: Any, field: str, place: Place) -> tuple[float, float]:
    """Return the low and high of a range."""
    if not isinstance(given, list) or len(given) != 2:
        place.wrong(field, f"{shown(given)} is not a range", "[low, high]")
    low, high = (number(one, field, place) for one in given)
    if low > high:
        place.wrong(field, f"low {low:g} is above high {high:g}", "[low, high] with low below high")
    return low, high


def words(given: Any, field: str, place: Place) -> str:
    """Return a text that says something."""
    if not isinstance(given, str) or not given.strip():
        place.wrong(field, f"{shown(given)} says nothing", "a text")
    return given


def several(given: Any, field: str, place: Place) -> tuple[str, ...]:
    """Return one text or a list of them as a tuple."""
    if isinstance(given, list) and given:
        return tuple(words(one, field, place) for one in given)
    return (words(given, field, place),)


def yes_or_no(given: Any, field: str, place: Place) -> bool:
    """Return a true or false."""
    if not isinstance(given, bool):
        place.wrong(field, f"{shown(given)} is not yes or no", "true, false")
    return given


def year(given: Any, field: str, place: Place) -> int:
    """Return a calendar year."""
    first, last = YEARS
    if isinstance(given, bool) or not isinstance(given, int) or not first <= given <= last:
        place.wrong(field, f"{shown(given)} is not a year", f"{first} to {last}")
    return given


def one_of(known: tuple[str, ...]) -> Check:
    """Return the check that a text is one of the known words."""

    def check(given: Any, field: str, place: Place) -> str:
        word = words(given, field, place)
        if word not in known:
            raise unknown(f"word for {field}", word, known, place.at(field), EvidenceError)
        return word

    return check


def read_table(table: Any, keys: Mapping[str, Check], required: tuple[str, ...], place: Place) -> dict[str, Any]:
    """Return the table with every field checked by its kind; unknown and missing keys are errors."""
    if not isinstance(table, dict):
        place.wrong(None, f"{shown(table)} is not a table", f"a table with {', '.join(required)}")
    for key in table:
        if key not in keys:
            raise unknown("key", key, keys, place.at(key), EvidenceError)
    for key in required:
        if key not in table:
            place.wrong(key, "is missing", f"a table with {', '.join(required)}")
    return {key: keys[key](given, key, place) for key, given in table.items()}
