"""docs/mission.md: every row names a file and a test that are there, and no row is left out."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROWS = (
    {f"I{number}" for number in range(1, 13)}
    | {"P1", "P2", "P3", "P9", "P10", "P11", "P15"}
    | {f"A{number}" for number in (1, 2, 3, 7, 8, 9, 10, 11)}
    | {"F6", "B1"}
    | {f"N{number}" for number in (33, 39, 45, 46, 49, 50)}
)
TO_COME: set[str] = set()  # rows of which a test is still to come
PENDING = "to come"


def rows():
    """Return the cells of each row of the page's tables."""
    lines = (ROOT / "docs" / "mission.md").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return [found for found in cells if re.match(r"[IPAFNB]\d+\b", found[0])]


def functions(file):
    """Return the names of a test file's tests."""
    return {
        one.name for one in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(one, ast.FunctionDef)
    }


def test_every_row_is_there_and_has_a_test():
    """A row may wait for one of its tests only where it is listed as one that does."""
    named = {cells[0].split()[0] for cells in rows()}
    assert named == ROWS
    assert {cells[0].split()[0] for cells in rows() if PENDING in cells[2:]} == TO_COME


@pytest.mark.parametrize("cells", rows(), ids=lambda cells: f"{cells[0]}: {cells[1]}")
def test_what_a_row_names_is_there(cells):
    _, _, file, test = cells
    if PENDING in (file, test):
        assert file == test == PENDING
        return
    assert (ROOT / file).is_file(), file
    where, _, name = test.partition("::")
    assert (ROOT / "tests" / where).is_file(), where
    assert not name or name in functions(ROOT / "tests" / where), test


def test_the_page_names_nothing_outside_the_project():
    text = (ROOT / "docs" / "mission.md").read_text(encoding="utf-8")
    assert not re.search(r"(?<![\w.])/\w|\.\./", text), "a path that begins outside, or leads there"
