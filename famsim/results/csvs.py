"""Tables as CSV bytes: the same table, the same bytes, on any machine, and no cell that a spreadsheet would run."""

import csv
import io
import math
import re
from typing import Any

import pandas as pd

ENDS = re.compile('[",\r\n]')
NEGLIGIBLE = 1e-12  # smaller numbers are the remains of rounding
NAMES = {  # columns of names, which stay text where a name is made of digits
    "against",
    "agency",
    "area",
    "baseline",
    "factor",
    "figure",
    "group",
    "key",
    "label",
    "measure",
    "name",
    "programme",
    "run_id",
    "says",
    "scenario",
    "strategy",
    "title",
    "verdict",
}
ACTIVE = re.compile("'*[=+\\-@\t\r\n\x00\uff1d\uff0b\uff0d\uff20]")  # what a spreadsheet may run, wide signs too


def table_bytes(table: pd.DataFrame) -> bytes:
    """Return a table as CSV: UTF-8, lines end with a newline, numbers with 12 significant digits, no number = empty."""
    columns = (cells_of([name, *table.iloc[:, place].tolist()]) for place, name in enumerate(table.columns))
    lines = "".join(",".join(row) + "\n" for row in zip(*columns, strict=True))
    return (lines or "\n").encode("utf-8")


def cells_of(column: list[Any]) -> list[str]:
    """Return a column's cells as they are written: the same few texts stand in it again and again."""
    texts = {cell: quoted(guarded(cell)) for cell in column if isinstance(cell, str)}
    return [texts[cell] if isinstance(cell, str) else cell_text(cell) for cell in column]


def cell_text(cell: Any) -> str:
    """Return one cell that is no text as text: numbers stay numbers, and need no quotes."""
    if cell is None:
        return ""
    return str(cell) if isinstance(cell, int) else number_text(float(cell))


def quoted(text: str) -> str:
    """Return a cell in quotes if it holds what ends a cell or a line: RFC 4180, and a lone carriage return too."""
    return '"' + text.replace('"', '""') + '"' if ENDS.search(text) else text


def number_text(number: float) -> str:
    """Return a number with 12 significant digits."""
    if math.isnan(number):
        return ""
    return "0" if abs(number) < NEGLIGIBLE else f"{number:.12g}"


def guarded(text: str) -> str:
    """Return a text with an apostrophe before it if it begins like a formula; taking one off gives it back."""
    return f"'{text}" if ACTIVE.match(text) else text


def unguarded(text: str) -> str:
    """Return a text as it was before it was guarded."""
    return text[1:] if text.startswith("'") and ACTIVE.match(text[1:]) else text


def read_table(content: bytes) -> pd.DataFrame:
    """Return the table whose bytes `table_bytes` wrote: columns of numbers as numbers, all others as text."""
    head, *rows = csv.reader(io.StringIO(content.decode("utf-8"), newline=""), strict=True)
    columns: dict[str, list[str]] = {name: [row[place] for row in rows] for place, name in enumerate(head)}
    return pd.DataFrame({unguarded(name): column_of(name, cells) for name, cells in columns.items()})


def column_of(name: str, cells: list[str]) -> list[str] | list[float]:
    """Return a column's numbers, NaN where there is none; its texts where one of them is no number."""
    try:
        if name not in NAMES:
            return [float(cell) if cell else math.nan for cell in cells]
    except ValueError:
        pass
    return [unguarded(cell) for cell in cells]
