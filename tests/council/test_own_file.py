"""Council-like files are read right or refused by cell, and nothing in them changes unseen."""

import codecs
import importlib.util
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from famsim.areas import find_area
from famsim.council import read_own
from famsim.errors import AreaError

_spec = importlib.util.spec_from_file_location("made", Path(__file__).with_name("made.py"))
made = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(made)

CROYDON = find_area("croydon")
SIZES = (10, 24, 48, 300, 1_000, 10_000)


def thousands(file, sign=","):
    """Write counts with a sign between thousands."""
    return replace(
        file,
        rows=[[f"{c:,}".replace(",", sign) if isinstance(c, int) and c > 999 else c for c in r] for r in file.rows],
    )


def with_row(file, row, at=None):
    """Put a row among the others."""
    place = len(file.rows) if at is None else at
    return replace(file, rows=[*file.rows[:place], row, *file.rows[place:]])


def with_cell(file, row, column, value):
    """Change one cell, rows from 0."""
    rows = [list(one) for one in file.rows]
    rows[row][column] = value
    return replace(file, rows=rows)


def as_bytes(text, encoding="utf-8"):
    """Return a text as bytes."""
    return text.encode(encoding)


READ = {  # habit: how a file of wards is written, and read all the same
    "plain": lambda f: as_bytes(f.text()),
    "a byte-order mark": lambda f: codecs.BOM_UTF8 + as_bytes(f.text()),
    "UTF-16 of a spreadsheet": lambda f: codecs.BOM_UTF16_LE + as_bytes(f.text("\t"), "utf-16-le"),
    "cp1252": lambda f: as_bytes(
        with_cell(f, 0, 1, "Ch\xe2teau \x96 Caf\xe9").text().replace("\x96", "\u2013"), "cp1252"
    ),
    "semicolons": lambda f: as_bytes(f.text(";")),
    "tabs": lambda f: as_bytes(f.text("\t")),
    "thousands": lambda f: as_bytes(thousands(f).text()),
    "thousands with no-break spaces": lambda f: as_bytes(thousands(f, "\u00a0").text()),
    "decimals of a spreadsheet": lambda f: as_bytes(with_cell(f, 1, 2, f"{f.rows[1][2]}.00").text()),
    "a total": lambda f: as_bytes(with_row(f, f.total()).text()),
    "a total called by the authority": lambda f: as_bytes(with_row(f, ["E09000008", "Croydon", *f.total()[2:]]).text()),
    "a total and one cell suppressed": lambda f: (
        as_bytes(with_cell(with_row(f, f.total()), 3, 4, "*").text())
        if f.rows[3][4] < 10
        else as_bytes(with_row(f, f.total()).text())
    ),
    "England beside": lambda f: as_bytes(with_row(f, ["E92000001", "England", 600000, 6300938, 1573255, ""]).text()),
    "a region beside": lambda f: as_bytes(
        with_row(f, ["", "South East", *[one * 9 for one in f.total()[2:5]], ""]).text()
    ),
    "a part called as a region": lambda f: as_bytes(with_cell(f, 2, 1, "South East").text()),
    "titles above": lambda f: as_bytes("Croydon profile 2024,,,,,\r\nOfficial,,,,,\r\n,,,,,\r\n" + f.text()),
    "notes below": lambda f: as_bytes(f.text() + ",,,,,\r\nSource: ONS and our own records,,,,,\r\n"),
    "blank rows and columns": lambda f: as_bytes("\r\n".join(line + ",," for line in f.lines()) + "\r\n,,,,,,,\r\n"),
    "lower-case codes": lambda f: as_bytes(f.text().replace("E05", "e05")),
    "a column nobody knows": lambda f: as_bytes(
        "\r\n".join(f"{line},{i or 'Ranking'}" for i, line in enumerate(f.lines()))
    ),
    "a spreadsheet": lambda f: made.sheet([f.head, *f.rows]),
    "a spreadsheet with merged headings": lambda f: made.sheet(
        [
            ["Croydon", *[""] * 5],
            ["", "", "Births", "Families with children", "", "Deprivation"],
            ["Ward code", "Ward name", "2023", "All", "Lone parents", "IMD decile"],
            *f.rows,
        ],
        merged=("D2:E2",),
    ),
    "a spreadsheet with an empty sheet": lambda f: made.sheet([f.head, *f.rows], sheets=("Read me",)),
}

REFUSED = {  # habit: how a file is written, and the cell or row that the message must name
    "a point between thousands": (lambda f: as_bytes(with_cell(f, 2, 3, "1.234").text()), "D4"),
    "a decimal comma": (lambda f: as_bytes(with_cell(f, 2, 3, "12,5").text()), "D4"),
    "a comma that is not in quotes": (
        lambda f: as_bytes(with_cell(f, 2, 5, "5\x00").text().replace("5\x00", "5,678")),
        "G4",
    ),
    "a blank": (lambda f: as_bytes(with_cell(f, 4, 2, "").text()), "C6"),
    "n/a": (lambda f: as_bytes(with_cell(f, 4, 3, "n/a").text()), "D6"),
    "a suppressed cell": (lambda f: as_bytes(with_cell(f, 4, 4, "<5").text()), "E6"),
    "a total that is wrong": (
        lambda f: as_bytes(with_row(f, [*f.total()[:2], f.total()[2] + 7, *f.total()[3:]]).text()),
        "C{last}",
    ),
    "a total in disguise": (
        lambda f: as_bytes(with_row(f, ["E05999999", "Northern", *f.total()[2:-1], 4]).text()),
        "row {last}",
    ),
    "a code without its zeros": (
        lambda f: as_bytes(
            replace(f, rows=[[f"{i + 1:06d}" if i != 3 else "4", *r[1:]] for i, r in enumerate(f.rows)]).text()
        ),
        "A5",
    ),
    "a code made a number": (lambda f: as_bytes(with_cell(f, 3, 0, "5E+06").text()), "A5"),
    "a ward twice": (lambda f: as_bytes(with_row(f, f.rows[2]).text()), "A{last}"),
    "a footnote mark": (lambda f: as_bytes(with_cell(f, 5, 2, "312 [p]").text()), "C7"),
    "a letter for a digit": (lambda f: as_bytes(with_cell(f, 5, 2, "1O5").text()), "C7"),
    "a number below 0": (lambda f: as_bytes(with_cell(f, 5, 3, "-40").text()), "D7"),
    "a percentage among counts": (lambda f: as_bytes(with_cell(f, 5, 4, "23.4%").text()), "E7"),
    "an eleventh decile": (lambda f: as_bytes(with_cell(f, 5, 5, 11).text()), "F7"),
    "two columns of births": (
        lambda f: as_bytes("\r\n".join(f"{line},{i or 'Births 2022'}" for i, line in enumerate(f.lines()))),
        "G1",
    ),
    "a ward without a name": (lambda f: as_bytes(with_cell(f, 6, 0, "").text()), "A8"),
    "a letter that was lost": (lambda f: as_bytes(with_cell(f, 6, 2, "31\ufffd").text()), "C8"),
    "a date": (lambda f: made.sheet([f.head, *f.rows], cells=(("C5", date(2024, 4, 1)),)), "C5"),
    "a formula without a value": (lambda f: made.sheet([f.head, *f.rows], cells=(("D5", "=C5*9"),)), "D5"),
    "an error of a spreadsheet": (lambda f: made.sheet([f.head, *f.rows], cells=(("D5", "#REF!"),)), "D5"),
}


def file_of(tmp_path, content):
    """Return the path of a file with this content."""
    path = tmp_path / ("own.xlsx" if content.startswith(b"PK") else "own.csv")
    path.write_bytes(content)
    return path


def size_of(habit):
    """Return how many wards a habit is tried on: small and large in turn, one habit in eighteen on the largest."""
    turn, place = divmod(sorted([*READ, *REFUSED]).index(habit), len(SIZES))
    largest = len(SIZES) - 1
    return SIZES[place if place < largest or turn % 3 == 0 else turn % largest]


def area_of(size):
    """Return Croydon with as many births and families as so many wards have."""
    file = made.wards(size, seed=size)
    return replace(CROYDON, births=file.true["births"], infants=file.true["births"], families=file.true["families"])


def test_forty_habits_are_tried_on_tables_of_ten_to_ten_thousand_rows():
    """Forty or more habits of offices, in files of every size."""
    assert len(READ) + len(REFUSED) >= 40
    assert {size_of(one) for one in (*READ, *REFUSED)} == set(SIZES)


@pytest.mark.parametrize("habit", READ)
def test_a_habit_is_read_right(habit, tmp_path):
    """The figures are those worked out from the rows themselves, to the last family."""
    size = size_of(habit)
    file = made.wards(size, seed=size)
    found = read_own(file_of(tmp_path, READ[habit](file)), area_of(size)).figures
    assert found["births"] == file.true["births"]
    assert found["families"] == file.true["families"]
    assert found["lone_share"] == pytest.approx(file.true["lone_share"], abs=1e-12)
    assert list(found["infants_by_decile"]) == pytest.approx(file.true["infants_by_decile"], abs=1e-12)


@pytest.mark.parametrize("habit", REFUSED)
def test_a_habit_is_refused_by_its_cell(habit, tmp_path):
    """The message names the cell and what to change, and repeats no number of the file."""
    size = size_of(habit)
    file = made.wards(size, seed=size)
    written, cell = REFUSED[habit]
    path = file_of(tmp_path, written(file))
    with pytest.raises(AreaError) as refused:
        read_own(path, area_of(size))
    said = str(refused.value).removeprefix(str(path))
    assert cell.format(last=size + 2) in said.split(":", maxsplit=1)[0]
    assert "change: " in said
    private = {str(value) for row in file.rows for value in row[2:5]} - {"1234"}  # which is its example
    assert not private & set(re.findall(r"\d+", said.split(":", maxsplit=1)[1]))


LISTS = {
    "plain": "Figure,Value\nLive births,4913\nFamilies with dependent children,52117\nLone parents %,29.4\n",
    "thousands and signs": (
        "Indicator;Value;Source\nBirths 2024;4,913;GP lists\n"
        'Families with children;"52,117";ours\n% lone parents;29.4%;ours\n'
    ),
    "by the authority's name": (
        "Measure,Croydon,England\nBirths,4913,600000\n"
        "Families with children,52117,6300938\nLone parent share,29.4%,25%\n"
    ),
    "without headings": "Births,4913\nFamilies with children,52117\nLone parent rate,29.4\n",
    "of authorities": (
        "Local authority,Births,Families with children,% lone parents\n"
        "Sutton,2400,26000,21.4\nCroydon,4913,52117,29.4\nEngland,600000,6300938,25\n"
    ),
}


@pytest.mark.parametrize("kind", LISTS)
def test_headline_figures_are_read_from_a_short_list(kind, tmp_path):
    """Six figures are enough, and fewer are too."""
    path = tmp_path / "six.csv"
    path.write_text(LISTS[kind])
    found = read_own(path, CROYDON).figures
    assert (found["births"], found["families"]) == (4913, 52117)
    assert found["lone_share"] == pytest.approx(0.294)


WRONG = {
    "infants above births": ("Births,Infants aged 0\n4913,5612\n", "A1"),
    "more lone parents than families": ("Births,Families,Lone parents\n4913,52117,60000\n", "C1"),
    "a share that may be hundredths": ("Births,Families,% lone parents\n4913,52117,0.3\n", "C2"),
    "a share that may be a count": ("Births,Families,Child poverty\n4913,52117,21\n", "C2"),
    "a share above its whole": ("Births,Families,% lone parents\n4913,52117,129\n", "C2"),
    "shares of wards that nothing weighs": ("Ward,% lone parents\nA,20%\nB,30%\n", "B1"),
    "two values": ("Births,4913,4800\n", "C1"),
    "a figure twice": ("Births,4913\nLive births,4800\n", "B2"),
    "another authority": ("Local authority,Births\nSutton,2400\nBromley,3800\n", "Croydon"),
    "a part that is not said to be one": ("Ward,Births\nA,120\nB,130\n", "B1"),
    "several authorities at once": ("Ward,Births\nA,5000\nB,5100\n", "B1"),
    "nothing that is known": ("Ward,Crimes\nA,120\nB,130\n", "no heading"),
    "a quotation mark that stays open": ('Ward,Births\nA,"120\nB,130\n', "quotation"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_what_contradicts_itself_is_refused(kind, tmp_path):
    """By the cell, with what to change; exit code 2 is every FamsimError's."""
    text, place = WRONG[kind]
    path = tmp_path / "own.csv"
    path.write_text(text)
    with pytest.raises(AreaError, match=re.escape(place)):
        read_own(path, CROYDON)


@pytest.mark.parametrize(
    "content", [b"", b"   \n", b"\xd0\xcf\x11\xe0 old", b"PK\x03\x04 cut", b"a,\x00b\n", b"a,b\n\x81\x8d,1\n"]
)
def test_what_is_no_table_is_refused(content, tmp_path):
    """An old Excel file, a damaged one, an empty one, bytes that no encoding has."""
    path = tmp_path / "own.csv"
    path.write_bytes(content)
    with pytest.raises(AreaError, match=r"own\.csv"):
        read_own(path, CROYDON)


def test_a_place_that_is_no_file_is_refused(tmp_path):
    """A folder, and nothing at all."""
    for place in (tmp_path, tmp_path / "gone.csv"):
        with pytest.raises(AreaError, match="allowed"):
            read_own(place, CROYDON)


def test_what_is_left_out_is_said(tmp_path):
    """Notes below, columns that are not known, rows of others: none goes unseen."""
    path = tmp_path / "own.csv"
    path.write_text("Ward,Births,Ranking\nA,2500,1\nB,2400,2\nEngland,600000,\nSource: ours,,\n")
    notes = " ".join(read_own(path, CROYDON).notes)
    assert all(place in notes for place in ("C1", "row 4", "row 5"))
