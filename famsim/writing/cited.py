"""Writing in which every number comes from a cell of a table, and can be traced back to it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from famsim.errors import StoreError
from famsim.writing.words import plain, shown

MARK = re.compile("\x00([0-9]+)\x00")
TRACED = re.compile("\x02([0-9]+)\x04([^\x02\x03\x04]*)\x03")  # a number, after which of a writing's it is
NO_SIGNS = {2: None, 3: None, 4: None}  # what no user's words may hold: they would pass for a number of ours


@dataclass(frozen=True)
class Citation:
    """Where a number of an answer stands: the column of the one row of a table where some columns hold some values."""

    table: str
    column: str
    where: tuple[tuple[str, object], ...]
    value: float
    text: str


class Writing:
    """A text being written: numbers and users' words are marks until it is printed, so that none slips in untraced."""

    def __init__(self, tables: Mapping[str, pd.DataFrame]) -> None:
        self.tables = tables
        self.placed: list[Citation | str] = []
        self.columns: dict[tuple[str, str], list[Any]] = {}
        self.places: dict[tuple[str, ...], dict[tuple[object, ...], list[int]]] = {}

    def value(self, table: str, column: str, **where: object) -> float:
        """Return the number in a column of the one row that holds these values; StoreError unless there is one."""
        rows = self.rows(table, **where)
        if len(rows) != 1:
            raise StoreError(f"table {table}: {len(rows)} rows have {where}, one is needed")
        return float(self._column(table, column)[rows[0]])

    def rows(self, table: str, **where: object) -> list[int]:
        """Return the places of the rows that hold these values."""
        return self._places(table, *where).get(tuple(where.values()), [])

    def _column(self, table: str, name: str) -> list[Any]:
        """Return a column of a table, looked up once: an answer asks for a thousand cells."""
        if (table, name) not in self.columns:
            self.columns[table, name] = self.tables[table][name].tolist()
        return self.columns[table, name]

    def _places(self, table: str, *names: str) -> dict[tuple[object, ...], list[int]]:
        """Return which rows of a table hold each combination of values in some columns."""
        if (table, *names) not in self.places:
            found: dict[tuple[object, ...], list[int]] = {}
            columns = [self._column(table, name) for name in names]
            for place, values in enumerate(zip(*columns, strict=True)):
                found.setdefault(values, []).append(place)
            self.places[table, *names] = found
        return self.places[table, *names]

    def number(self, table: str, column: str, how: Callable[[float], str] = shown, **where: object) -> str:
        """Return a mark for that number, printed by `how`."""
        value = self.value(table, column, **where)
        return self._place(Citation(table, column, tuple(where.items()), value, how(value)))

    def fact(self, name: str, how: Callable[[float], str] = shown) -> str:
        """Return a mark for a number of the table of facts."""
        return self.number("facts", "value", how, name=name)

    def how_long(self) -> str:
        """Return a mark for the time looked at: in years where they are whole, in months where they are not."""
        years = self.value("facts", "value", name="years")
        name, unit = ("years", "year") if years == int(years) else ("months", "month")
        return f"{self.fact(name)} {unit}{'' if self.value('facts', 'value', name=name) == 1 else 's'}"

    def between(self, *marks: str) -> str:
        """Return "first to last" of texts with marks; one of them where all are printed alike."""
        alike: dict[str, str] = {}
        for one in marks:
            alike.setdefault(self.printed(one), one)
        return " to ".join(alike.values())

    def words(self, text: str) -> str:
        """Return a mark for words that are not ours: names and questions of a scenario, titles of sources."""
        return self._place(plain(text))

    def _place(self, what: Citation | str) -> str:
        self.placed.append(what)
        return f"\x00{len(self.placed) - 1}\x00"

    def printed(self, template: str) -> str:
        """Return the text with its numbers and words in place."""
        return MARK.sub(lambda mark: text_of(self.placed[int(mark[1])]), template)

    def traced(self, template: str) -> str:
        """Return the text with each number between signs that say which of the writing's numbers it is: see TRACED."""
        return MARK.sub(lambda mark: self._traced(int(mark[1])), template)

    def _traced(self, number: int) -> str:
        placed = self.placed[number]
        return f"\x02{number}\x04{placed.text}\x03" if isinstance(placed, Citation) else placed.translate(NO_SIGNS)

    def citations(self, template: str) -> list[Citation]:
        """Return the numbers in the order in which the text prints them."""
        placed = [self.placed[int(mark[1])] for mark in MARK.finditer(template)]
        return [one for one in placed if isinstance(one, Citation)]


def text_of(placed: Citation | str) -> str:
    """Return what is printed in the place of a mark."""
    return placed.text if isinstance(placed, Citation) else placed
