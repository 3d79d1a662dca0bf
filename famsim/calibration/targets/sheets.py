"""The cells of a target file, CSV or XLSX, as text, each row with the number that a spreadsheet shows."""

import csv
import datetime
import io
import os
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from famsim.errors import FamsimError, shown

LARGEST = 1 << 24  # bytes of a target file
UNPACKED, MOST_PARTS, TIGHTEST = 1 << 26, 1_000, 100  # of a workbook: bytes, files in it, bytes for each that is packed
SMALL = 1 << 20  # bytes of a part that may be packed as tightly as it likes
MOST_ROWS = 10_000
ENDINGS = (".csv", ".xlsx")
Cells = list[str]


def read_sheet(path: str | os.PathLike[str]) -> list[tuple[int, Cells]]:
    """Return the rows of a file that are not empty, the header first; FamsimError if it cannot be read."""
    file = Path(path)
    content = content_of(file)
    rows = xlsx_rows(file, content) if file.suffix.lower() == ".xlsx" else csv_rows(file, content)
    found = [(number, cells) for number, cells in rows if any(cells)]
    if not found:
        raise FamsimError(f"{file}: is empty; allowed: a header and a row for each target (famsim validate --init)")
    if len(found) > MOST_ROWS:
        raise FamsimError(f"{file}: has {len(found):,} rows; allowed: up to {MOST_ROWS:,}")
    return found


def content_of(file: Path) -> bytes:
    """Return the bytes of a target file; FamsimError for a name or a file that cannot be used."""
    if file.suffix.lower() not in ENDINGS:
        raise FamsimError(f"{file}: is not a target file; allowed: a name that ends in {' or '.join(ENDINGS)}")
    try:
        if file.stat().st_size > LARGEST:
            raise FamsimError(f"{file}: is larger than {LARGEST >> 20} MB")
        return file.read_bytes()
    except (OSError, ValueError) as error:
        raise FamsimError(f"{file}: cannot be read: {getattr(error, 'strerror', None) or error}") from None


def csv_rows(file: Path, content: bytes) -> Iterator[tuple[int, Cells]]:
    """Yield the rows of a CSV file, however a spreadsheet has written it."""
    text = decoded(content)
    if "\x00" in text:
        raise FamsimError(f"{file}: is not a CSV file")
    header = text.split("\n", 1)[0]
    between = max(",;\t", key=header.count)
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=between, strict=True), 1):
            yield number, [cell.strip() for cell in cells]
    except csv.Error as error:
        raise FamsimError(f"{file}: is not a CSV file: {error}") from None


def decoded(content: bytes) -> str:
    """Return text as UTF-8 with or without its mark, UTF-16 with it, or as an older Excel of the UK has saved it."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def xlsx_rows(file: Path, content: bytes) -> Iterable[tuple[int, Cells]]:
    """Return the rows of a workbook's first sheet."""
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise FamsimError(
            f"{file}: a workbook is read by openpyxl, which is not installed: pip install 'famsim[report]', or save "
            "the sheet as CSV"
        ) from None
    check_unpacked(file, content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        return [
            (number, [text_of(cell) for cell in row]) for number, row in enumerate(book.worksheets[0].iter_rows(), 1)
        ]
    except Exception as error:  # a damaged workbook raises whatever its parts do
        raise FamsimError(f"{file}: is not a workbook that can be read ({shown(str(error))})") from None


def check_unpacked(file: Path, content: bytes) -> None:
    """Refuse a workbook that is far larger than its file, before any of it is unpacked; what is none is told later."""
    with suppress(zipfile.BadZipFile), zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        tight = any(one.file_size > max(SMALL, TIGHTEST * one.compress_size) for one in parts)
        if len(parts) > MOST_PARTS or tight or sum(one.file_size for one in parts) > UNPACKED:
            raise FamsimError(f"{file}: unpacks to more than a workbook of figures does; allowed: {UNPACKED >> 20} MB")


def text_of(cell: Any) -> str:
    """Return what a cell of a workbook holds, as it is shown; a date as 31/03/2017."""
    value = cell.value
    if isinstance(value, datetime.date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float) and "%" in str(cell.number_format):
        return f"{value * 100.0:.12g}%"
    return f"{value:.15g}" if isinstance(value, float) else "" if value is None else str(value).strip()
