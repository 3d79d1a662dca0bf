"""A researcher's target file: what is read, and what is refused with row and column."""

import math
import random
import zipfile

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from famsim.calibration import read_targets, targets_of
from famsim.calibration.targets import sheets
from famsim.errors import FamsimError

PLAIN = {
    "target": "a", "measure": "parted", "group": "all", "time": "age=5", "statistic": "percent", "value": "20",
    "n": "1000", "country": "UK", "year": "2016", "source": "survey", "table": "survey 1",
}  # fmt: skip
HEADER = [*PLAIN, "unit", "se", "low", "high", "read_in", "transfer", "use"]


def csv_text(rows):
    """Return a sheet as CSV."""
    return "\n".join(",".join(f'"{cell}"' for cell in cells) for _, cells in rows) + "\n"


@pytest.mark.parametrize(
    ("column", "cell", "says"),
    [
        ("measure", "partde", "'parted'"),
        ("measure", "happiness of dogs", "allowed: parted"),
        ("group", "mother_agee_at_birth=20-24", "'mother_age_at_birth'"),
        ("group", "birth_status=maried", "'married'"),
        ("group", "child_age=20-30", "whole years"),
        ("group", "work=none vs all", "one group"),
        ("group", "sex=boy;sex=girl", "twice"),
        ("time", "aeg=5", "'age'"),
        ("time", "age=31/03/2017", "age=N"),
        ("time", "age=40", "up to 18"),
        ("time", "now", "not dated by 'now'"),
        ("statistic", "percents", "'percent'"),
        ("statistic", "mean", "allowed: percent"),
        ("value", "120", "0 to 100"),
        ("value", "-3", "0 to 100"),
        ("value", "12,5", "write 12.5"),
        ("value", "27%", "write 27"),
        ("value", "many", "not a number"),
        ("value", "", "is empty"),
        ("n", "", "unknown"),
        ("n", "10,652", "write 10652"),
        ("n", "0", "above 0"),
        ("se", "-1", "above 0"),
        ("low", "18", "column high"),
        ("year", "31/03/2017", "write the year alone, 2017"),
        ("year", "2014/15", "write the one in their middle, 2014"),
        ("year", "17", "1900 to 2100"),
        ("country", "Englnd", "'England'"),
        ("country", "xyz", "another country by its name"),
        ("country", "Swedn", "'Sweden'"),
        ("transfer", "abroad", "allowed: same"),
        ("use", "test", "fit, check"),
        ("read_in", "pages", "'page'"),
        ("table", "", "is empty"),
    ],
)
def test_what_is_wrong_is_named_by_row_and_column(sheet, column, cell, says):
    """The issue's list of bad input: the second row of the file, its column, and what would be right."""
    with pytest.raises(FamsimError, match=r"^own\.csv, row 2, column ") as wrong:
        targets_of(sheet({column: cell}), "own.csv")
    said = str(wrong.value)
    assert says in said
    assert column in said.split(":", maxsplit=1)[0] or column == "low"


@pytest.mark.parametrize(("wrong", "more"), [(11, 0), (27, 7)])
def test_every_wrong_row_is_a_line_up_to_so_many(sheet, wrong, more):
    """A file with many errors was one line that ran on."""
    with pytest.raises(FamsimError) as caught:
        targets_of(sheet(*({"value": "120"} for _ in range(wrong))), "own.csv")
    said = str(caught.value).splitlines()
    rows = [one.removeprefix("own.csv, row ").split(",")[0] for one in said[: wrong - more]]
    assert rows == [str(row) for row in range(2, wrong - more + 2)]
    assert [one.startswith(f"and {more} more") for one in said[wrong - more :]] == [True] * bool(more)


@pytest.mark.parametrize(
    ("cells", "column", "says"),
    [
        ({"value": "130%"}, "value", "0 to 100"),
        ({"value": "1,250"}, "value", "0 to 100"),
        ({"value": "130,5"}, "value", "0 to 100"),
        ({"se": "-2%"}, "se", "above 0"),
        ({"low": "25", "high": "13"}, "low", "25 is above high, 13"),
    ],
)
def test_what_is_told_to_be_written_would_be_taken(sheet, cells, column, says):
    """`130%` was told to be written 130, which is refused; an interval upside down had the value outside it."""
    with pytest.raises(FamsimError, match=f"column {column}:") as caught:
        targets_of(sheet(cells), "own.csv")
    assert says in str(caught.value)
    assert "; write" not in str(caught.value)
    assert "outside" not in str(caught.value)


@pytest.mark.parametrize("group", ["all", "sex=boy", "boy vs girl", "all vs sex=boy"])
def test_a_ratio_of_one_group_is_told_that_it_needs_two(sheet, group):
    """`all` was told that there is no such group."""
    with pytest.raises(FamsimError, match=r"row 2, column group: .* needs two groups, name=a vs b"):
        targets_of(sheet({"statistic": "ratio", "value": "2", "group": group}), "own.csv")


@pytest.mark.parametrize("same", [{"target": "t0"}, {}])
def test_repeated_rows_are_refused(sheet, same):
    rows = sheet({}, {"group": "sex=boy" if same else "all", **same})
    with pytest.raises(FamsimError, match=r"row 3, column (target|measure).* row 2"):
        targets_of(rows, "own.csv")


def test_one_figure_of_two_sources_is_kept_twice(sheet):
    """Conflicting sources are kept, not resolved."""
    assert len(targets_of(sheet({}, {"table": "survey 2", "value": "25"}), "own.csv")) == 2


def test_a_table_has_one_use(sheet):
    with pytest.raises(FamsimError, match="row 3, column use"):
        targets_of(sheet({"use": "fit"}, {"use": "check", "group": "sex=boy"}), "own.csv")


@pytest.mark.parametrize(
    ("header", "says"),
    [
        (["target", "mesure"], "'measure'"),
        (["target", "target"], "twice"),
        (["target", "measure"], "lacks the columns group, time"),
    ],
)
def test_a_wrong_header_is_refused(header, says):
    with pytest.raises(FamsimError, match=says):
        targets_of([(1, header), (2, ["a", "b"])], "own.csv")


@pytest.mark.parametrize("rows", [[], [(1, ["target"])]])
def test_a_file_without_rows_is_refused(sheet, tmp_path, rows):
    file = tmp_path / "own.csv"
    file.write_text(csv_text(rows and sheet()), encoding="utf-8")
    with pytest.raises(FamsimError, match=r"own\.csv"):
        read_targets(file)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_spreadsheets_csv_is_read(sheet, tmp_path, encoding):
    """A byte order mark, an old Excel's pound sign."""
    file = tmp_path / "own.csv"
    file.write_bytes(csv_text(sheet({"source": "survey of £ and -"})).encode(encoding))
    (one,) = read_targets(file)
    assert (one.value, one.step, one.n, one.row, one.source) == (20.0, 1.0, 1000.0, 2, "survey of £ and -")


@pytest.mark.parametrize("between", [";", "\t"])
def test_other_separators_are_read(sheet, tmp_path, between):
    file = tmp_path / "own.csv"
    file.write_text(
        csv_text(sheet({"group": "sex=boy;child_age=5-6", "measure": "sdq_high"})).replace('","', f'"{between}"')
    )
    assert read_targets(file)[0].group == "sex=boy;child_age=5-6"


def test_empty_rows_and_columns_do_not_matter(sheet, tmp_path):
    file = tmp_path / "own.csv"
    text = csv_text(sheet({}, {"group": "sex=boy", "value": "130"})).splitlines()
    file.write_text("\n".join([f"{text[0]},,", text[1], ",,,", text[2]]))
    with pytest.raises(FamsimError, match="row 4, column value"):  # as a spreadsheet numbers it
        read_targets(file)


@pytest.mark.parametrize(
    ("name", "content"),
    [("own.txt", b"a"), ("own.xlsx", b"no zip"), ("own.csv", b"a\x00b"), ("own.csv", b'"a\n'), ("none.csv", None)],
)
def test_what_is_no_target_file_is_refused(tmp_path, name, content):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(FamsimError, match=name.split(".")[0]):
        read_targets(tmp_path / name)


def test_a_workbook_is_read_as_its_csv(sheet, tmp_path):
    """Numbers stay what they are; a percent cell and a date are named as what they show."""
    openpyxl = pytest.importorskip("openpyxl")
    rows = [cells for _, cells in sheet({}, {"group": "sex=boy"})]
    numbers = {"value", "n", "year"}
    book = openpyxl.Workbook()
    for cells in rows:
        book.active.append([int(c) if c.isdigit() and name in numbers else c or None
                            for c, name in zip(cells, rows[0], strict=True)])  # fmt: skip
    book.save(tmp_path / "own.xlsx")
    pd.DataFrame(rows[1:], columns=rows[0]).to_csv(tmp_path / "own.csv", index=False)
    assert read_targets(tmp_path / "own.xlsx") == read_targets(tmp_path / "own.csv")
    import datetime

    book.active.cell(3, rows[0].index("year") + 1).value = datetime.date(2017, 3, 31)
    share = book.active.cell(2, rows[0].index("value") + 1)
    share.value, share.number_format = 0.27, "0%"
    book.save(tmp_path / "own.xlsx")
    with pytest.raises(FamsimError) as wrong:
        read_targets(tmp_path / "own.xlsx")
    assert "row 2, column value: '27%' has a unit in it; write 27\n" in str(wrong.value)
    assert "row 3, column year: '31/03/2017' is a date; write the year alone, 2017" in str(wrong.value)


def test_what_lies_on_both_sides_of_nothing_may_be_negative(sheet):
    """Satisfaction in spreads: -.3 is a mean; its error is small against a spread, not against -.3."""
    row = {"measure": "reported_quality", "time": "now", "statistic": "mean", "value": "-0.30", "se": "0.2"}
    (one,) = targets_of(sheet(row), "own.csv")
    assert (one.value, one.size) == (-0.3, 1.0)


@given(
    st.sampled_from(HEADER), st.text(max_size=12) | st.sampled_from(["-1", "0", "1e9", "=A1", "nan", "inf", "٣", "1/2"])
)
def test_no_cell_is_a_traceback(column, cell):
    """Whatever a spreadsheet holds, the row is read or its column is named."""
    row = [cell if name == column else PLAIN.get(name, "") for name in HEADER]
    try:
        (found,) = targets_of([(1, HEADER), (2, row)], "own.csv")
    except FamsimError as error:
        assert "own.csv" in str(error)
    else:
        assert math.isfinite(found.value)


@pytest.mark.parametrize("bomb", ["tight", "many", "large"])
def test_a_workbook_that_unpacks_without_end_is_refused_before_it_is(tmp_path, monkeypatch, bomb):
    """docs/reliability.md F25: one part of 50 MB of nothing; thousands of parts; parts that are too much together."""
    parts = {"tight": [b"\0" * 50_000_000], "many": [b"a"] * 2_000, "large": [random.Random(1).randbytes(400_000)] * 5}
    monkeypatch.setattr(sheets, "UNPACKED", 1_000_000 if bomb == "large" else sheets.UNPACKED)
    with zipfile.ZipFile(tmp_path / "own.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        for number, content in enumerate(parts[bomb]):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", content)
    pytest.importorskip("openpyxl")
    with pytest.raises(FamsimError, match="unpacks to more"):
        read_targets(tmp_path / "own.xlsx")
