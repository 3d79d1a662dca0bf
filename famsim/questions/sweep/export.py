"""A sweep's tables as files for other programs: typed cells, nothing live, nothing cut off unseen.

The files are written beside their place and moved there whole, after their rows have been read again and counted.
"""

import csv
import os
import shutil
import tempfile
from abc import ABC, abstractmethod
from collections import Counter
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from famsim.errors import FamsimError
from famsim.measures import REGISTRY
from famsim.questions.sweep.plan import Plan
from famsim.questions.sweep.tables import tables
from famsim.results import table_bytes
from famsim.scenario import shown
from famsim.store import Store

NAMES = ("runs", "outcomes", "differences")
SHEET_ROWS, SHEET_COLUMNS, CELL_SIGNS = 1_048_576, 16_384, 32_767  # of Excel
COUNTS = ("families", "couples", "children", "times")  # units of which small numbers can be left out


class Files(ABC):
    """Tables on their way into files; each table comes in several parts with the same columns."""

    package = ""
    one_file = False

    def __init__(self, place: Path) -> None:
        """Write to a folder, or a file, that is not there yet."""
        self.place = place
        if self.package:
            needed(self.package)

    @abstractmethod
    def add(self, name: str, part: pd.DataFrame) -> None:
        """Write a part of a table."""

    @abstractmethod
    def close(self) -> None:
        """Finish the files."""

    @abstractmethod
    def rows(self, name: str) -> int:
        """Read a finished table again and count its rows."""


class Csv(Files):
    """A CSV file a table, in a folder; texts that a spreadsheet would run begin with an apostrophe."""

    def __init__(self, place: Path) -> None:
        super().__init__(place)
        place.mkdir()

    def add(self, name: str, part: pd.DataFrame) -> None:
        """Write a part, under the names of the columns if it is the first."""
        path = self.place / f"{name}.csv"
        content = table_bytes(part)
        with path.open("ab") as file:
            file.write(content if not file.tell() else content.split(b"\n", 1)[1])

    def close(self) -> None:
        """Nothing is left open."""

    def rows(self, name: str) -> int:
        """Count the rows below the first."""
        with (self.place / f"{name}.csv").open(newline="", encoding="utf-8") as file:
            return sum(1 for _ in csv.reader(file)) - 1


class Parquet(Files):
    """A Parquet file a table, in a folder, as Python, R and databases read it."""

    package = "pyarrow"

    def __init__(self, place: Path) -> None:
        super().__init__(place)
        place.mkdir()
        self.writers: dict[str, Any] = {}

    def add(self, name: str, part: pd.DataFrame) -> None:
        """Write a part as a group of rows."""
        arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
        if name not in self.writers:
            kinds = {column: arrow_kind(arrow, part[column]) for column in part.columns}
            self.writers[name] = parquet.ParquetWriter(self.place / f"{name}.parquet", arrow.schema(kinds.items()))
        writer = self.writers[name]
        writer.write_table(arrow.Table.from_pandas(part, schema=writer.schema, preserve_index=False))

    def close(self) -> None:
        """Write what each file ends with."""
        for writer in self.writers.values():
            writer.close()

    def rows(self, name: str) -> int:
        """Return the number of rows that the file says it has."""
        parquet = import_module("pyarrow.parquet")
        with parquet.ParquetFile(self.place / f"{name}.parquet") as file:
            return int(file.metadata.num_rows)


def arrow_kind(arrow: Any, column: "pd.Series[Any]") -> Any:
    """Return the type of a column in Arrow."""
    if pd.api.types.is_integer_dtype(column):
        return arrow.uint64() if (column < 0).sum() == 0 and column.max() > np.iinfo(np.int64).max else arrow.int64()
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
                "no sheet holds them; allowed: csv or parquet, or fewer outcomes in the experiment"
            )
        for row in part.itertuples(index=False, name=None):
            self.sheets[name].append([self.cell(name, value) for value in row])

    def cell(self, name: str, value: Any) -> Any:
        """Return a cell that holds a number, or a text that is never run; nothing where there is no number."""
        if isinstance(value, float | int | np.number):
            return plain_number(value)
        cells = import_module("openpyxl.cell.cell")
        text = cells.ILLEGAL_CHARACTERS_RE.sub("", str(value))
        if len(text) > CELL_SIGNS:
            raise FamsimError(f"--to xlsx: a text of {len(text):,} signs, which no cell holds; allowed: csv or parquet")
        cell = import_module("openpyxl.cell").WriteOnlyCell(self.sheets[name], value=text)
        cell.data_type = "s"
        return cell

    def close(self) -> None:
        """Write the file."""
        self.book.save(self.place)

    def rows(self, name: str) -> int:
        """Count the rows of a sheet below the first."""
        load = import_module("openpyxl").load_workbook
        with self.place.open("rb") as file, closing(load(file, read_only=True)) as book:
            return sum(1 for _ in book[name].iter_rows()) - 1


def plain_number(value: Any) -> Any:
    """Return a number as Excel holds it: of 15 digits, so that longer whole numbers go as texts; None for none."""
    if isinstance(value, float | np.floating):
        return float(value) if np.isfinite(value) else None
    return int(value) if abs(int(value)) < 10**15 else str(value)


FORMATS: dict[str, type[Files]] = {"parquet": Parquet, "csv": Csv, "xlsx": Xlsx}


def export(plan: Plan, store: Store, place: Path, kind: str, suppress: int = 0) -> dict[str, int]:
    """Write a sweep's tables to a new folder (parquet, csv) or file (xlsx); return the rows of each.

    suppress: of families, couples, children and times, what is above 0 and below this is left out. Raises FamsimError
    for a place that is taken or cannot be written to, and for rows that are not in the files.
    """
    if os.path.lexists(place):
        raise FamsimError(
            f"-o {shown(place)}: is there already; allowed: a new {'file' if kind == 'xlsx' else 'folder'}"
        )
    if not place.parent.is_dir():
        raise FamsimError(f"-o {shown(place)}: there is no folder {shown(place.parent)}; make it first")
    beside = Path(tempfile.mkdtemp(dir=place.parent, prefix=".famsim-export-"))
    try:
        written = write(FORMATS[kind](beside / place.name), plan, store, suppress)
        os.rename(beside / place.name, place)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return written


def write(files: Files, plan: Plan, store: Store, suppress: int) -> dict[str, int]:
    """Write all tables and count their rows twice: as they are written, and as they are there."""
    written: Counter[str] = Counter()
    for part in tables(plan, store):
        for name in NAMES:
            files.add(name, without_small(part[name], suppress))
            written[name] += len(part[name])
    files.close()
    for name in NAMES:
        if files.rows(name) != written[name]:
            raise FamsimError(f"the table {name}: {files.rows(name):,} of {written[name]:,} rows can be read again")
    return dict(written)


def without_small(part: pd.DataFrame, suppress: int) -> pd.DataFrame:
    """Return a table without small counts, above 0 and below `suppress`."""
    column = next((name for name in ("value", "difference") if name in part), None)
    if not suppress or column is None:
        return part
    counts = {name for name, measure in REGISTRY.items() if measure.unit in COUNTS}
    small = part.measure.isin(counts) & (part[column].abs() > 0) & (part[column].abs() < suppress)
    return part.assign(**{column: part[column].mask(small)})


def needed(package: str) -> None:
    """Raise FamsimError where a package that an export needs is not there."""
    try:
        import_module(package)
    except ImportError:
        raise FamsimError(f"this needs the package {package}; to have it: pip install 'famsim[report]'") from None
