"""Tables in files of other programs: types, nothing live, nothing cut off unseen."""

import csv
import errno
import gc
import os
import sys
from contextlib import suppress

import pandas as pd
import pytest

from famsim.errors import FamsimError
from famsim.results import FORMATS, formats, write_tables
from famsim.results.swapping import beside

LIVE = ["=1+1", "+1", "-1", "@sum", "\t=1", "=cmd|' /C calc'!A0"]
PARTS = 3


def table(first=0):
    """Texts that a spreadsheet would run, whole numbers, real ones, one that is none; columns named as badly."""
    return pd.DataFrame(
        {
            "=name": LIVE,
            "number": range(first, first + len(LIVE)),
            "value": [0.5, float("nan"), 1e-9, 2.0, 3.0, 4.0],
            "long": [2**60 + place for place in range(len(LIVE))],
        }
    )


@pytest.fixture
def written(tmp_path):
    """Return what writes a table in three parts, and the place."""

    def write(kind):
        pytest.importorskip({"csv": "pandas", "xlsx": "openpyxl"}.get(kind, "pyarrow"))
        place = tmp_path / f"out-{kind}"
        rows = write_tables(({"one": table(6 * part), "two": table()} for part in range(PARTS)), place, kind)
        assert rows == {"one": 6 * PARTS, "two": 6 * PARTS}
        return place

    return write


def test_a_workbook_has_typed_cells_and_runs_nothing(written):
    """Numbers are numbers, no formula is one, an edited text stays a text, long whole numbers keep their digits."""
    openpyxl = pytest.importorskip("openpyxl")
    with written("xlsx").open("rb") as file:
        sheet = openpyxl.load_workbook(file)["one"]
        rows = list(sheet.iter_rows())
    assert [cell.data_type for cell in rows[0]] == ["s"] * 4 and rows[0][0].quotePrefix
    assert [row[0].value for row in rows[1:7]] == LIVE
    assert all(row[0].data_type == "s" and row[0].quotePrefix and row[1].data_type == "n" for row in rows[1:])
    assert rows[2][2].value is None and rows[1][3].value == str(2**60)
    assert [row[1].value for row in rows[1:]] == list(range(18))


def test_a_csv_file_begins_nothing_like_a_formula(written):
    with (written("csv") / "one.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    assert len(rows) == 1 + 18 and rows[0][0] == "'=name"
    assert [row[0] for row in rows[1:7]] == [f"'{text}" for text in LIVE] and rows[2][2] == ""


@pytest.mark.parametrize("kind", ["parquet", "arrow"])
def test_columns_have_types_and_no_number_is_a_null(written, kind):
    feather, parquet = pytest.importorskip("pyarrow.feather"), pytest.importorskip("pyarrow.parquet")
    read = {"parquet": parquet.read_table, "arrow": feather.read_table}[kind]
    found = read(written(kind) / f"one.{kind}")
    assert [str(field.type) for field in found.schema] == ["string", "int64", "double", "int64"]
    assert found["value"].null_count == PARTS and found["long"][0].as_py() == 2**60
    assert found["=name"].to_pylist()[:6] == LIVE


def test_a_sheet_that_is_full_is_refused_and_nothing_is_left(tmp_path, monkeypatch):
    """As at 1,048,576 rows: 12 rows and their names into 12."""
    pytest.importorskip("openpyxl")
    monkeypatch.setattr(formats, "SHEET_ROWS", 12)
    with pytest.raises(FamsimError, match=r"more than 11 rows.*csv, parquet or arrow"):
        write_tables([{"one": table()}, {"one": table()}], tmp_path / "out.xlsx", "xlsx")
    assert list(tmp_path.iterdir()) == []


def test_a_workbook_that_is_refused_is_let_go_of_in_silence(tmp_path, monkeypatch):
    """The library's sheets, left open, wrote tracebacks to stderr when Python collected them."""
    pytest.importorskip("openpyxl")
    monkeypatch.setattr(formats, "SHEET_ROWS", 3)
    heard = []
    monkeypatch.setattr(sys, "unraisablehook", heard.append)
    with suppress(FamsimError):
        write_tables([{"one": table()}], tmp_path / "out.xlsx", "xlsx")
    gc.collect()
    assert not heard


@pytest.mark.parametrize(("signs", "fits"), [(32_767, True), (32_768, False)])
def test_a_text_too_long_for_a_cell_is_refused(tmp_path, signs, fits):
    pytest.importorskip("openpyxl")
    long = pd.DataFrame({"text": ["x" * signs]})
    if fits:
        assert write_tables([{"one": long}], tmp_path / "out.xlsx", "xlsx") == {"one": 1}
        return
    with pytest.raises(FamsimError, match="32,768 signs"):
        write_tables([{"one": long}], tmp_path / "out.xlsx", "xlsx")
    assert list(tmp_path.iterdir()) == []


def test_a_sign_that_no_sheet_may_hold_is_spelt_out(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    write_tables([{"one": pd.DataFrame({"text": ["a\x07b"]})}], tmp_path / "out.xlsx", "xlsx")
    assert openpyxl.load_workbook(tmp_path / "out.xlsx")["one"]["A2"].value == "a\\x07b"


@pytest.mark.parametrize("kind", list(FORMATS))
def test_rows_that_are_lost_on_the_way_are_seen(tmp_path, monkeypatch, kind):
    """Planted: a writer that leaves the last row of each part out."""
    pytest.importorskip({"csv": "pandas", "xlsx": "openpyxl"}.get(kind, "pyarrow"))
    add = FORMATS[kind].add
    monkeypatch.setattr(FORMATS[kind], "add", lambda files, name, part: add(files, name, part.iloc[:-1]))
    with pytest.raises(FamsimError, match="5 of 6 rows can be read again"):
        write_tables([{"one": table()}], tmp_path / "out", kind)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_is_taken_or_has_no_folder_is_refused(tmp_path):
    with pytest.raises(FamsimError, match="is there already"):
        write_tables([], tmp_path, "csv")
    with pytest.raises(FamsimError, match="one that ends in"):
        write_tables([], tmp_path / "out.csv", "xlsx")  # a workbook that its name says is none
    with pytest.raises(FamsimError, match="make it first"):
        write_tables([], tmp_path / "none" / "out", "csv")


def appearing(place, kind):
    """Yield a table's parts; between two of them somebody gives the place's name to something of their own."""
    yield {"one": table()}
    if kind == "csv":
        place.mkdir()
    (place / "notes.txt" if kind == "csv" else place).write_text("mine")
    yield {"one": table(6)}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_takes_the_name_meanwhile_is_left_as_it_is(tmp_path, kind):
    """A workbook took the place of somebody's file, in silence; a folder was refused under the name of a hidden one."""
    pytest.importorskip({"csv": "pandas", "xlsx": "openpyxl"}[kind])
    place = tmp_path / "out.xlsx"
    with pytest.raises(FamsimError, match=r"out\.xlsx: is there now") as refused:
        write_tables(appearing(place, kind), place, kind)
    assert (place / "notes.txt" if kind == "csv" else place).read_text() == "mine"
    assert "famsim-" not in str(refused.value) and [one.name for one in tmp_path.iterdir()] == ["out.xlsx"]


def test_what_a_killed_export_left_goes_with_the_next_and_two_do_not_write_at_once(tmp_path):
    """By hand: what lies in the hidden place where an earlier one died; and a second one while a first one writes."""
    left = beside(tmp_path / "out", "made")
    left.mkdir()
    (left / "one.csv").write_text("half")

    def parts():
        with pytest.raises(FamsimError, match="is writing there"):
            write_tables([{"one": table()}], tmp_path / "out", "csv")
        yield {"one": table()}

    assert write_tables(parts(), tmp_path / "out", "csv") == {"one": 6}
    assert [one.name for one in tmp_path.iterdir()] == ["out"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_to_is_told_by_the_place_asked_for(tmp_path):
    tmp_path.chmod(0o555)
    with pytest.raises(FamsimError, match=r"^'?[^']*out'?: cannot be written"):
        write_tables([{"one": table()}], tmp_path / "out", "csv")
    tmp_path.chmod(0o755)


def test_a_disk_that_fails_is_told_by_the_place_asked_for(tmp_path, monkeypatch):
    """The name was that of a hidden folder beside it."""

    def full(self, name, part):
        raise OSError(errno.ENOSPC, "No space left on device", str(self.place / name))

    monkeypatch.setattr(formats.Csv, "add", full)
    with pytest.raises(FamsimError, match=r"out: cannot be written: No space left on device; make room") as refused:
        write_tables([{"one": table()}], tmp_path / "out", "csv")
    assert ".famsim" not in str(refused.value) and not list(tmp_path.iterdir())
