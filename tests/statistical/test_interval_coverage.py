"""How often intervals hold the truth: 400 worlds here; interval_coverage.py makes the table of 2,000 beside it."""

import sys
from pathlib import Path

import numpy as np
import pytest

WORLDS = 400


@pytest.fixture(scope="module")
def cells(module_of):
    """Return the rows of the judged cells of 400 worlds, and whose places were taken."""
    coverage = module_of(Path(__file__).with_name("interval_coverage.py"))
    sys.modules[coverage.__name__] = coverage  # the processes that live the worlds look for it there
    names, found, taken = coverage.worlds(coverage.scenario(), range(WORLDS))
    rows = [row for row in coverage.coverage(names, found, WORLDS) if row["judged"] == "yes"]
    return rows, taken


def test_one_strategy_has_its_places_taken_and_one_has_not(cells):
    assert cells[1].mean(axis=0).tolist() == [1.0, 0.0]


def test_intervals_hold_the_truth_in_about_95_of_100_worlds(cells):
    """The mean of all cells, and each: of 400 worlds a cell that holds 93% is under 90% once in a hundred."""
    rows = cells[0]
    assert len(rows) >= 25
    assert 0.94 <= np.mean([row["covers"] for row in rows]) <= 0.985
    assert [(row["strategy"], row["measure"]) for row in rows if row["covers"] < 0.90] == []


def test_what_is_bounded_by_places_is_neither_too_wide_nor_too_narrow(cells):
    found = [row["covers"] for row in cells[0] if row["measure"] in ("helped", "completed", "delivery_cost")]
    assert len(found) == 6 and all(0.92 <= covers <= 0.99 for covers in found)


def test_where_too_few_differ_the_bound_holds_the_truth(cells):
    assert all(row["bound_covers"] >= 0.95 for row in cells[0] if row["silent"])


def test_the_intervals_of_before_would_be_found_out(cells):
    """A planted fault: normal limits, and a place that counts as chance though all are taken."""
    rows = cells[0]
    assert sum(row["old_covers"] < 0.90 for row in rows) >= 5
    assert np.mean([row["old_covers"] for row in rows]) < 0.94
    taken = [row for row in rows if row["strategy"] == "places taken" and row["measure"] in ("helped", "completed")]
    assert all(row["old_covers"] > 0.99 for row in taken)
