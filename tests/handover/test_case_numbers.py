"""Every number of a business case walked to its table, without our code too."""

from pathlib import Path
from types import SimpleNamespace

import pytest

import famsim as fs
from famsim.handover.case import made, templates

pytest.importorskip("docx")
HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def again(module_of):
    return module_of(HERE / "worked_again.py")


@pytest.mark.parametrize("kind", ["case", "brief"])
def test_no_number_stands_in_a_case_that_is_no_cell(of_folder, folder, untraced, again, kind):
    """Every text: its literals hold no number but 95 and the like, each number is its cell, looked up anew."""
    tables = again.read_again(folder)
    tables |= again.worked_out(tables, folder)
    tables |= {name: of_folder.writing.tables[name] for name in ("aims",) if name in of_folder.writing.tables}
    anew = made(of_folder, kind).told
    said = templates(anew, kind)
    wrong = {name: untraced(anew.writing.printed(text), text, anew.writing, tables) for name, text in said.items()}
    said = {name: [*filter(not_elsewhere, found)] for name, found in wrong.items()}
    assert {name: found for name, found in said.items() if found} == {}


def not_elsewhere(problem):
    """Say whether it is not of a section that an answer shares, whose own test knows its endless limits and factors."""
    return not problem.startswith("no limit is printed for") and problem != "1 is written in the template"


def test_the_file_says_of_each_number_its_table_and_row(case, folder, lived, traced, again):
    """Read without our code: what a control shows is what the row that the file's own record names holds."""
    kept_there = again.read_again(folder)
    tables = kept_there | again.worked_out(kept_there, folder)
    known = {one["number"]: one for one in lived.record(case)["numbers"]}
    shown = lived.marked(lived.body(case))
    assert len(shown) > 400 and {number for number, _ in shown} == set(known)
    wrong, walked = [], 0
    for number, text in shown:
        one = known[number]
        if one["table"] in tables:
            row = row_of(tables[one["table"]], one["where"])
            where = tuple((name, row[name]) for name in one["where"])
            cell = SimpleNamespace(table=one["table"], column=one["column"], where=where, text=text)
            said = [] if one["column"] == "price_year" else traced.cell_problems(cell, tables)
            same_row = one["table"] not in kept_there or row.name == one["row"] - 1
            wrong += [(one, said)] if [*filter(not_elsewhere, said)] or text != one["text"] or not same_row else []
            walked += 1
    assert wrong == [] and walked > 0.95 * len(shown)


def row_of(table, where):
    """Return the one row of a table that holds some values, as they are written."""
    for name, value in where.items():
        table = table[(table[name].astype(str) == value) | (table[name] == float_of(value))]
    (place,) = table.index
    return table.loc[place]


def float_of(value):
    try:
        return float(value)
    except ValueError:
        return value


def test_what_a_case_shares_with_its_answer_says_the_same(of_folder, study):
    """Two ways, one story: sections written again from the kept tables are those of answer.md, word for word."""
    anew = made(of_folder).told
    whole = "\n".join(anew.writing.printed(text) for text in templates(anew).values())
    for section in (
        "## Budgets\n\n",
        "## Who pays and who gains\n\n",
        "## For the same money\n\n",
        "## Signal against chance\n\n",
    ):
        if section in study.answer:
            text = study.answer.split(section)[1].split("\n## ")[0].strip()
            assert text in whole, section
    assert "## Who pays and who gains" in study.answer and "## Budgets" in study.answer


def test_what_is_paid_by_year_adds_up_to_the_cost(of_folder):
    """To the penny."""
    tables = of_folder.writing.tables
    total = tables["costs"].query("item == 'total'").set_index("strategy").estimate
    for name, paid in tables["paid_by_year"].groupby("strategy"):
        assert paid[paid.who == "all"].pounds.sum() == pytest.approx(total[name], abs=0.011)
        assert paid[paid.who != "all"].pounds.sum() == pytest.approx(total[name], abs=0.011)


def test_the_same_results_give_the_same_bytes(folder):
    one, other = (fs.business_case(folder).docx() for _ in range(2))
    assert one == other
