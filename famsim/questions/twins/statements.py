"""The story of one family as statements, each bound to rows of tables, and read again before it is told."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from famsim.writing import Citation, Writing, shown, whole

COLUMNS = ["number", "section", "says", "table", "row", "column", "value", "shown"]
JOIN = "; "


def size(value: float) -> str:
    """Return a size, whatever its sign, with two decimals."""
    return shown(abs(value), 2)


def level(value: float) -> str:
    """Return a level with two decimals, its sign in words."""
    return f"{shown(abs(value), 2)} {'below' if round(value, 2) < 0 else 'above'}" if round(value, 2) else "0 above"


def signed(value: float) -> str:
    """Return a change with two decimals and its sign."""
    text = shown(abs(value), 2)
    return text if text == "0" else f"{'-' if value < 0 else '+'}{text}"


def per_cent(value: float) -> str:
    """Return a share in whole per cent; below ten with one decimal."""
    return f"{shown(value, 0 if value >= 10 or value == round(value) else 1)}%"


@dataclass(frozen=True)
class Statement:
    """One sentence: its text with marks for numbers (see Writing), and cells that it holds without printing them."""

    section: str
    template: str
    held: tuple[Citation, ...] = ()


@dataclass
class Telling:
    """A story being told: statements in order, their numbers from the tables of twins."""

    writing: Writing
    statements: list[Statement] = field(default_factory=list)
    section: str = ""

    def say(self, template: str, *held: Citation) -> None:
        """Add one sentence."""
        self.statements.append(Statement(self.section, template, held))

    def value(self, table: str, column: str, **where: object) -> float:
        """Return the number in a cell, for a choice of words; a choice made on it must hold it."""
        return self.writing.value(table, column, **where)

    def number(self, table: str, column: str, how: Callable[[float], str] = shown, **where: object) -> str:
        """Return a mark for the number in a cell."""
        return self.writing.number(table, column, how, **where)

    def hold(self, table: str, column: str, **where: object) -> Citation:
        """Return the cell that a choice of words rests on."""
        return Citation(table, column, tuple(where.items()), self.value(table, column, **where), "")

    def fact(self, name: str, how: Callable[[float], str] = whole) -> str:
        """Return a mark for a fact."""
        return self.number("facts", "value", how, name=name)

    def has(self, arm: str, measure: str, what: str) -> bool:
        """Say whether the summary has a row."""
        return bool(self.writing.rows("summary", arm=arm, measure=measure, what=what))


def statement_table(telling: Telling) -> pd.DataFrame:
    """Return the statements as a table: a row for each cell a statement rests on; `shown` is how it is printed."""
    rows = []
    for number, one in enumerate(telling.statements, start=1):
        says = telling.writing.printed(one.template)
        for cited in (*telling.writing.citations(one.template), *one.held):
            key = JOIN.join(f"{name}={value}" for name, value in cited.where)
            rows.append((number, one.section, says, cited.table, key, cited.column, cited.value, cited.text))
    return pd.DataFrame(rows, columns=COLUMNS)


def cell_problems(statements: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> list[str]:
    """Return every cell of the statements that the tables do not hold, and every number printed that is no cell's."""
    problems = []
    for one in statements.itertuples():
        rows = tables[one.table] if one.table in tables else pd.DataFrame()
        for part in one.row.split(JOIN):
            name, _, wanted = part.partition("=")
            rows = rows[rows[name].astype(str) == wanted] if name in rows else rows[:0]
        found = [float(value) for value in rows[one.column]] if one.column in rows else []
        if len(found) != 1 or not np.array_equal(found[0], one.value, equal_nan=True):
            problems.append(f"statement {one.number}: {one.table} ({one.row}) holds {found}, not {one.value:g}")
    for number, group in statements.groupby("number"):
        says, printed = group["says"].iloc[0], [text for text in group["shown"] if text]
        if digits(says) != [part for text in printed for part in digits(text)]:
            problems.append(f"statement {number}: prints {digits(says)}, its cells say {printed}")
    return problems


def digits(text: str) -> list[str]:
    """Return the numbers of a text, in order."""
    return re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", text)
