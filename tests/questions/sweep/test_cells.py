"""One hash over all ways to live the same runs: docs/reliability.md F18 (see cells.py).

Each day's tests try one of the ways; `python -m pytest -m long tests/questions/sweep/test_cells.py` all of them.
"""

from datetime import date
from pathlib import Path

import pytest

pytestmark = pytest.mark.filterwarnings("ignore::famsim.errors.PointlessWarning")


@pytest.fixture(scope="module")
def cells(module_of):
    return module_of(Path(__file__).with_name("cells.py"))


@pytest.fixture(scope="module")
def as_usual(cells, tmp_path_factory):
    """Return what the engine comes to with all strategies beside one life."""
    return cells.hashes(("engine", 50, "as planned"), tmp_path_factory.mktemp("usual"))


def test_there_are_enough_cells(cells):
    assert len(set(cells.CELLS)) == len(cells.CELLS) >= 48 and len({one.name for one in cells.scenarios()}) == 12


def the_same(cells, as_usual, cell, folder):
    """Fail unless a cell comes to the usual hashes; one that keeps no bytes has only the first."""
    values, kept = cells.hashes(cell, folder)
    assert values == as_usual[0] and kept in (None, as_usual[1]), cell


@pytest.mark.parametrize("kind", ["compare", "engine", "workers"])
def test_some_ways_come_to_the_same_hash(cells, as_usual, tmp_path, kind):
    of_kind = [cell for cell in cells.CELLS if cell[0] == kind]
    the_same(cells, as_usual, of_kind[date.today().toordinal() // 3 % len(of_kind)], tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("number", range(48))
def test_all_ways_come_to_the_same_hash(cells, as_usual, tmp_path, number):
    the_same(cells, as_usual, cells.CELLS[number], tmp_path)


def test_a_way_that_matters_is_found(cells, as_usual, tmp_path, monkeypatch):
    """Planted: one family more is counted where seven runs are lived at once."""
    real = cells.sweep_life

    def planted(starts, asked, draw, rep):
        for arrays in real(starts, asked, draw, rep):
            arrays["total"][0, 0] += len(asked) == 3
            yield arrays

    monkeypatch.setattr(cells, "sweep_life", planted)
    values, kept = cells.hashes(("engine", 7, "as planned"), tmp_path)
    assert values != as_usual[0] and kept != as_usual[1]
