"""A council's file as a grid of cells: CSV in the encodings and with the separators that offices use, or XLSX."""

import codecs
import csv
import io
import os
import stat
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, NamedTuple

from famsim.council.cells import Cell, Fault
from famsim.errors import AreaError, shown

MOST_BYTES = 16 << 20
LONGEST_NAME = 300  # signs of a path in a message
MOST_UNPACKED = 256 << 20
NEEDS = "a spreadsheet needs the package openpyxl; to have it: pip install 'famsim[report]'; or save it as CSV"
MOST_ROWS, MOST_COLUMNS = 20_000, 200
SEPARATORS = (",", ";", "\t", "|")
ALLOWED = "a CSV file, or a spreadsheet saved as .xlsx"
ENCODINGS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be", codecs.BOM_UTF8: "utf-8"}
OLD_EXCEL = b"\xd0\xcf\x11\xe0"  # .xls, and .xlsx with a password
ZIP = b"PK\x03\x04"
BAD_DATE = Fault("holds a date, which a spreadsheet made of what was typed", "format the column as text or number")
BAD_FORMULA = Fault("holds a formula without a value", "open and save the file in its spreadsheet, or paste values")
BAD_ERROR = Fault("holds an error of a spreadsheet", "mend the formula, and save again")
BAD_YES = Fault("holds true or false", "give a number")


class Grid(NamedTuple):
    """Rows of cells as they stand; `number` of each row is its row in the file, from 1.

    where: the file, and the sheet of a spreadsheet. notes: what an analyst should know of how it was read.
    """

    where: str
    rows: list[list[Cell]]
    notes: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()

    def at(self, row: int, column: int) -> Cell:
        """Return a cell, blank where a row is shorter."""
        cells = self.rows[row]
        return cells[column] if column < len(cells) else Cell()

    def place(self, row: int, column: int | None = None) -> str:
        """Return the name of a cell as a spreadsheet has it, C7; of a row without a column, row 7."""
        number = self.numbers[row] if self.numbers else row + 1
        return f"row {number}" if column is None else f"{letters(column)}{number}"

    def error(self, row: int, column: int | None, fault: Fault) -> AreaError:
        """Return the error for a cell or row: file, cell, what is wrong, what to change."""
        return AreaError(f"{self.where}, {self.place(row, column)}: {fault.what}; change: {fault.change}")


def letters(column: int) -> str:
    """Return a column's letters: 0 -> A, 26 -> AA."""
    text, rest = "", column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        text = chr(ord("A") + digit) + text
    return text


def read_grids(path: str | os.PathLike[str], suits: Callable[[Grid], int]) -> Grid:
    """Return the grid of a file that suits best: of a CSV file by its separator, of a spreadsheet the one sheet.

    suits: how many known headings a grid has. Raises AreaError for what cannot be read.
    """
    data, where = read_bytes(path)
    if data.startswith(OLD_EXCEL):
        raise AreaError(
            f"{where}: is an old Excel file, or has a password; change: save it as .xlsx without one, or CSV"
        )
    if data.startswith(ZIP):
        return one_sheet(sheets(data, where), where, suits)
    text, notes = decoded(data, where)
    grids = [grid for sign in SEPARATORS if (grid := of_text(text, sign, where, notes)) is not None]
    best = max(grids, key=suits, default=None)
    if best is None or (len(grids) < len(SEPARATORS) and not suits(best)):
        raise AreaError(f"{where}: a quotation mark is opened and not closed; change: close it, or take it out")
    return best


def read_bytes(path: str | os.PathLike[str]) -> tuple[bytes, str]:
    """Return the bytes of a plain file, and what it is called in messages."""
    where = "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in os.fsdecode(path))[:LONGEST_NAME]
    try:
        about = os.stat(path)
        if not stat.S_ISREG(about.st_mode):
            raise AreaError(f"{where}: is not a plain file; allowed: {ALLOWED}")
        if about.st_size > MOST_BYTES:
            raise AreaError(f"{where}: the file is too long; allowed: up to {MOST_BYTES >> 20} MB")
        data = Path(path).read_bytes()
    except FileNotFoundError:
        raise AreaError(f"{where}: there is no such file; allowed: {ALLOWED}") from None
    except (OSError, ValueError) as error:
        raise AreaError(f"{where}: cannot be read: {getattr(error, 'strerror', None) or 'no such name'}") from None
    if not data.strip():
        raise AreaError(f"{where}: is empty; allowed: {ALLOWED}")
    return data, where


def decoded(data: bytes, where: str) -> tuple[str, tuple[str, ...]]:
    """Return the text of a file and what is to be said of its encoding: UTF-8, UTF-16 with its mark, else cp1252."""
    for mark, encoding in ENCODINGS.items():
        if data.startswith(mark):
            return text_of(data[len(mark) :], encoding, where), ()
    try:
        return text_of(data, "utf-8", where), ()
    except UnicodeDecodeError:
        pass
    try:
        return text_of(data, "cp1252", where), ("it is not UTF-8, so it was read as Windows text (cp1252)",)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise AreaError(
            f"{where}, line {line}: is in no encoding that is known; change: save the file as UTF-8"
        ) from None


def text_of(data: bytes, encoding: str, where: str) -> str:
    """Return bytes as text; AreaError for what no table holds."""
    if encoding.startswith("utf-16") and len(data) % 2:
        raise AreaError(f"{where}: ends within a letter; change: save the file again")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        if encoding.startswith("utf-16") or data.startswith(codecs.BOM_UTF8):
            raise AreaError(f"{where}: is not in the encoding that it says; change: save the file as UTF-8") from None
        raise
    bad = next((place for place, sign in enumerate(text) if sign < " " and sign not in "\t\r\n"), None)
    if bad is not None:
        line = text.count("\n", 0, bad) + 1
        raise AreaError(f"{where}, line {line}: holds signs that are no text; allowed: {ALLOWED}")
    return text


def of_text(text: str, separator: str, where: str, notes: tuple[str, ...]) -> Grid | None:
    """Return a text as a grid with one separator; None where its quotation marks do not close."""
    rows, numbers, line = [], [], 1
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for row in reader:
            rows.append([Cell(cell.strip()) for cell in row])
            numbers.append(line)
            line = reader.line_num + 1
            check_size(len(rows), len(row), where)
    except csv.Error:
        return None
    return Grid(where, rows, notes, tuple(numbers))


def check_size(rows: int, columns: int, where: str) -> None:
    """Raise AreaError for a table larger than any council's."""
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        raise AreaError(f"{where}: is too large; allowed: up to {MOST_ROWS:,} rows and {MOST_COLUMNS} columns")


def sheets(data: bytes, where: str) -> list[Grid]:
    """Return each sheet of a spreadsheet as a grid."""
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise AreaError(f"{where}: {NEEDS}") from None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(one.file_size for one in packed.infolist()) > MOST_UNPACKED:
                raise AreaError(f"{where}: is too large; allowed: up to {MOST_UNPACKED >> 20} MB unpacked")
        values = load_workbook(io.BytesIO(data), data_only=True)
        formulas = load_workbook(io.BytesIO(data), data_only=False)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, TypeError, AttributeError, IndexError, SyntaxError):
        raise AreaError(f"{where}: cannot be read as a spreadsheet; allowed: {ALLOWED}") from None
    found = []
    for sheet in values.worksheets:
        check_size(sheet.max_row or 0, sheet.max_column or 0, where)
        typed = formulas[sheet.title]
        rows = [
            [cell_of(cell, typed.cell(cell.row, cell.column).data_type == "f") for cell in row]
            for row in sheet.iter_rows()
        ]
        hidden = (
            ("hidden rows were read like any other",)
            if any(one.hidden for one in sheet.row_dimensions.values())
            else ()
        )
        found.append(Grid(f"{where}, sheet {shown(sheet.title)}", rows, hidden))
    return found


def cell_of(cell: Any, is_formula: bool) -> Cell:
    """Return a spreadsheet's cell."""
    value = cell.value
    if value is None:
        return Cell(fault=BAD_FORMULA) if is_formula else Cell()
    if isinstance(value, bool):
        return Cell(fault=BAD_YES)
    if isinstance(value, int | float):
        return Cell(number=float(value), percent="%" in str(cell.number_format))
    if isinstance(value, datetime | date | time):
        return Cell(fault=BAD_DATE)
    if cell.data_type == "e":
        return Cell(fault=BAD_ERROR)
    return Cell(str(value).strip())


def one_sheet(grids: Sequence[Grid], where: str, suits: Callable[[Grid], int]) -> Grid:
    """Return the one sheet with known headings; AreaError where two have them."""
    known = [grid for grid in grids if suits(grid) > 0]
    if len(known) > 1:
        first, second = (grid.where.rpartition(", sheet ")[2] for grid in known[:2])
        raise AreaError(
            f"{where}: the sheets {first} and {second} both have figures; change: keep one sheet in the file"
        )
    return known[0] if known else grids[0] if grids else Grid(where, [])
