"""Tables as files for other programs: typed cells, nothing live, nothing cut off unseen.

A table comes in parts with the same columns. The files are written beside their place and moved there whole, after
their rows have been read again and counted.
"""

import csv
import os
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from famsim.errors import FamsimError
from famsim.results.csvs import table_bytes
from famsim.results.places import advice, claim, why_not
from famsim.results.swapping import beside, put_new
from famsim.scenario import shown

SHEET_ROWS, SHEET_COLUMNS, CELL_SIGNS = 1_048_576, 16_384, 32_767  # of Excel
EXACT = 10**15  # whole numbers from here on lose digits in a spreadsheet
OTHERS = "allowed: csv, parquet or arrow"


class Files(ABC):
    """Tables on their way into files."""

    package = ""
    one_file = False

    def __init__(self, place: Path) -> None:
        """Write to a folder, or a file, that is not there yet."""
        self.place = place
        if self.package:
            needed(self.package)
        if not self.one_file:
            place.mkdir()

    @abstractmethod
    def add(self, name: str, part: pd.DataFrame) -> None:
        """Write a part of a table."""

    @abstractmethod
    def close(self) -> None:
        """Finish the files."""

    def abandon(self) -> None:  # noqa: B027 - most have nothing to let go of
        """Let go of what is half-written, in silence."""

    @abstractmethod
    def rows(self, name: str) -> int:
        """Read a finished table again and count its rows."""


class Csv(Files):
    """A CSV file a table, in a folder; texts that a spreadsheet would run begin with an apostrophe."""

    def add(self, name: str, part: pd.DataFrame) -> None:
        """Write a part, under the names of the columns if it is the first."""
        path = self.place / f"{name}.csv"
        content = table_bytes(part)
        with path.open("ab") as file:
            file.write(content if not file.tell() else below_the_names(content, part))

    def close(self) -> None:
        """Nothing is left open."""

    def rows(self, name: str) -> int:
        """Count the rows below the first."""
        with (self.place / f"{name}.csv").open(newline="", encoding="utf-8") as file:
            return sum(1 for _ in csv.reader(file)) - 1


def below_the_names(content: bytes, part: pd.DataFrame) -> bytes:
    """Return a table's bytes without its first row, whatever its names hold."""
    return content[len(table_bytes(part.head(0))) :]


class Columns(Files):
    """A file a table, in a folder, whose columns have types."""

    package = "pyarrow"
    ending = ""

    def __init__(self, place: Path) -> None:
        super().__init__(place)
        self.writers: dict[str, tuple[Any, Any]] = {}  # of a table its writer and its schema

    @abstractmethod
    def writer(self, path: Path, schema: Any) -> Any:
        """Return what writes tables of a schema to a file."""

    def path(self, name: str) -> Path:
        """Return a table's file."""
        return self.place / f"{name}.{self.ending}"

    def add(self, name: str, part: pd.DataFrame) -> None:
        """Write a part as a group of rows; no number is a null."""
        arrow = import_module("pyarrow")
        if name not in self.writers:
            schema = arrow.schema([(column, arrow_kind(arrow, part[column])) for column in part.columns])
            self.writers[name] = self.writer(self.path(name), schema), schema
        writer, schema = self.writers[name]
        writer.write_table(arrow.Table.from_pandas(part, schema=schema, preserve_index=False))

    def close(self) -> None:
        """Write what each file ends with."""
        for writer, _ in self.writers.values():
            writer.close()


class Parquet(Columns):
    """Parquet, as Python, R and databases read it."""

    ending = "parquet"

    def writer(self, path: Path, schema: Any) -> Any:
        """Return a writer of Parquet."""
        return import_module("pyarrow.parquet").ParquetWriter(path, schema)

    def rows(self, name: str) -> int:
        """Read the table and count its rows."""
        return int(import_module("pyarrow.parquet").read_table(self.path(name)).num_rows)


class Arrow(Columns):
    """Arrow, also called Feather: `arrow::read_feather` reads it into R without copying."""

    ending = "arrow"

    def writer(self, path: Path, schema: Any) -> Any:
        """Return a writer of Arrow's file format."""
        return import_module("pyarrow").ipc.new_file(path, schema)

    def rows(self, name: str) -> int:
        """Read the table and count its rows."""
        return int(import_module("pyarrow.feather").read_table(self.path(name)).num_rows)


def arrow_kind(arrow: Any, column: "pd.Series[Any]") -> Any:
    """Return the type of a column in Arrow."""
    if pd.api.types.is_bool_dtype(column):
        return arrow.bool_()
    if pd.api.types.is_integer_dtype(column):
        return arrow.int64()
    return arrow.float64() if pd.api.types.is_float_dtype(column) else arrow.string()


class Xlsx(Files):
    """A workbook with a sheet a table; every text is a text, whatever it begins with."""

    package, one_file = "openpyxl", True

    def __init__(self, place: Path) -> None:
        super().__init__(place)
        self.book = import_module("openpyxl").Workbook(write_only=True)
        self.sheets: dict[str, Any] = {}
        self.written: Counter[str] = Counter()

    def add(self, name: str, part: pd.DataFrame) -> None:
        """Write a part; FamsimError where a sheet is full, for it would be cut off."""
        if name not in self.sheets:
            self.sheets[name] = self.book.create_sheet(name)
            self.sheets[name].append([self.cell(name, column) for column in part.columns])
            self.written[name] = 1
        self.written[name] += len(part)
        if self.written[name] > SHEET_ROWS or len(part.columns) > SHEET_COLUMNS:
            raise FamsimError(
                f"--to xlsx: the table {name} has more than {SHEET_ROWS - 1:,} rows or {SHEET_COLUMNS:,} columns, and "
                f"no sheet holds them; {OTHERS}, or fewer outcomes in the experiment"
            )
        for row in part.itertuples(index=False, name=None):
            self.sheets[name].append([self.cell(name, value) for value in row])

    def cell(self, name: str, value: Any) -> Any:
        """Return a cell that holds a number, or a text that is never run; nothing where there is no number."""
        if isinstance(value, float | int | np.number):
            return plain_number(value)
        text = visible("" if value is None else str(value))
        if len(text) > CELL_SIGNS:
            raise FamsimError(
                f"--to xlsx: a text of {len(text):,} signs, more than the {CELL_SIGNS:,} that a cell holds; {OTHERS}"
            )
        cell = import_module("openpyxl.cell").WriteOnlyCell(self.sheets[name], value=text)
        cell.data_type = "s"
        cell.quotePrefix = True  # a text still, when somebody has edited it
        return cell

    def close(self) -> None:
        """Write the file."""
        self.book.save(self.place)

    def abandon(self) -> None:
        """Close the sheets: openpyxl's would complain of being left open when Python collects them."""
        for sheet in self.sheets.values():
            with suppress(Exception):
                sheet.close()

    def rows(self, name: str) -> int:
        """Count the rows of a sheet below the first."""
        load = import_module("openpyxl").load_workbook
        with self.place.open("rb") as file, closing(load(file, read_only=True)) as book:
            return sum(1 for _ in book[name].iter_rows()) - 1


def visible(text: str) -> str:
    """Return a text whose signs that no sheet may hold are spelt out, so that none is lost: \\x07."""
    cells = import_module("openpyxl.cell.cell")
    return str(cells.ILLEGAL_CHARACTERS_RE.sub(lambda found: f"\\x{ord(found[0]):02x}", text))


def plain_number(value: Any) -> Any:
    """Return a number as Excel holds it: of 15 digits, so that longer whole numbers go as texts; None for none."""
    if isinstance(value, bool | np.bool_):
        return bool(value)
    if isinstance(value, float | np.floating):
        return float(value) if np.isfinite(value) else None
    return int(value) if abs(int(value)) < EXACT else str(value)


FORMATS: dict[str, type[Files]] = {"parquet": Parquet, "arrow": Arrow, "csv": Csv, "xlsx": Xlsx}


def write_tables(parts: Iterable[Mapping[str, pd.DataFrame]], place: Path, kind: str) -> dict[str, int]:
    """Write tables, part by part, to a new folder, or a new file for xlsx; return the rows of each.

    Raises FamsimError for a place that is taken or cannot be written to, for what the files cannot hold, and for rows
    that cannot be read again.
    """
    name = shown(place)
    refuse(place, name, kind)
    try:
        with claim(place, replace=False) as new:
            made = beside(new.target, "made")
            written = write_parts(FORMATS[kind](made), parts)
            put_new(made, new.target)
    except FileExistsError:
        raise FamsimError(f"{name}: is there now, and was left as it is; give another name") from None
    except OSError as error:
        raise FamsimError(f"{name}: cannot be written: {why_not(error)}; {advice(error)}") from None
    return written


def refuse(place: Path, name: str, kind: str) -> None:
    """Raise FamsimError for a place that is taken, that is none for the kind of files, or in no folder."""
    if os.path.lexists(place):
        raise FamsimError(f"{name}: is there already; allowed: a new {'file' if kind == 'xlsx' else 'folder'}")
    if kind == "xlsx" and place.suffix.lower() not in ("", ".xlsx"):
        raise FamsimError(f"{name}: is no name of a workbook; allowed: one that ends in .xlsx")
    if not place.parent.is_dir():
        raise FamsimError(f"{name}: there is no folder {shown(place.parent)}; make it first")


def write_parts(files: Files, parts: Iterable[Mapping[str, pd.DataFrame]]) -> dict[str, int]:
    """Write all tables and count their rows twice: as they are written, and as they are there."""
    written: Counter[str] = Counter()
    try:
        for part in parts:
            for name, table in part.items():
                files.add(name, table)
                written[name] += len(table)
        files.close()
    except BaseException:
        files.abandon()
        raise
    for name, rows in written.items():
        if files.rows(name) != rows:
            raise FamsimError(f"the table {name}: {files.rows(name):,} of {rows:,} rows can be read again")
    return dict(written)


def needed(package: str) -> None:
    """Raise FamsimError where a package that an export needs is not there."""
    try:
        import_module(package)
    except ImportError:
        raise FamsimError(f"this needs the package {package}; to have it: pip install 'famsim[report]'") from None
