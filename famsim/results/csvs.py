"""Tables as CSV bytes: the same table, the same bytes, on any machine, and no cell that a spreadsheet would run."""

import math
import re
from typing import Any

import pandas as pd

ENDS = re.compile('[",\r\n]')
NEGLIGIBLE = 1e-12  # smaller numbers are the remains of rounding
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
