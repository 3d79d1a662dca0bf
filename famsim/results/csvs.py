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
    rows = [table.columns, *table.itertuples(index=False, name=None)]
    return "".join(",".join(quoted(cell_text(cell)) for cell in row) + "\n" for row in rows).encode("utf-8")


def cell_text(cell: Any) -> str:
    """Return one cell as text; only texts are guarded, so numbers stay numbers."""
    if isinstance(cell, str):
        return guarded(cell)
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
