"""How often intervals hold the truth: 60 worlds, with `-m long` 400; interval_coverage.py makes the kept table."""

import csv
import sys
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import binom

FEW = 60
WORLDS = [FEW, pytest.param(400, marks=pytest.mark.long)]
REMARK, *LINES = Path(__file__).with_name("interval_coverage.csv").read_text(encoding="utf-8").splitlines()
KEPT = list(csv.DictReader(LINES))
SMALL = Path(__file__).with_name("interval_coverage_small.csv").read_text(encoding="utf-8").splitlines()[1:]
ONCE_IN = 0.001  # so seldom is one cell called too narrow that is not; some 30 are looked at, one of them once in 30


@pytest.fixture(scope="module", params=WORLDS)
def number(request):
    """Return how many worlds are lived."""
    return request.param


@pytest.fixture(scope="module")
def cells(module_of, number):
    """Return the rows of the judged cells of so many worlds, and whose places were taken."""
    coverage = module_of(Path(__file__).with_name("interval_coverage.py"))
    sys.modules[coverage.__name__] = coverage  # the processes that live the worlds look for it there
    names, found, taken = coverage.worlds(coverage.scenario(), range(number))
    rows = [row for row in coverage.coverage(names, found, number) if row["judged"] == "yes"]
    return rows, taken


def test_one_strategy_has_its_places_taken_and_one_has_not(cells):
    assert cells[1].mean(axis=0).tolist() == [1.0, 0.0]


def least(row, number):
    """Return what a cell holds at least in so many worlds, but once in a thousand.

    Its true share is taken as 93%, or as what the kept table says where that is less.
    """
    kept = {(one["strategy"], one["measure"]): float(one["covers"]) for one in KEPT}
    return binom.ppf(ONCE_IN, number, min(0.93, kept.get((row["strategy"], row["measure"]), 0.93))) / number


def test_intervals_hold_the_truth_in_about_95_of_100_worlds(cells, number):
    """The mean of all cells, and each: under 49 of 60 worlds, or 355 of 400, one that holds 93% is once in a thousand.

    Of 60 worlds one that holds 71% is seen 95 times in a hundred, of 400 one that holds 85%. What is less wrong than
    that only the kept table can see: losses where places are taken held 86% when it was made anew.
    """
    rows = cells[0]
    assert len(rows) >= 25
    assert 0.94 <= np.mean([row["covers"] for row in rows]) <= 0.985
    assert [(row["strategy"], row["measure"]) for row in rows if row["covers"] < least(row, number)] == []


def test_no_kept_cell_holds_less_than_90_of_100():
    """The kept table, of 600 worlds: a cell that holds 87.5% is seen 97 times in a hundred."""
    assert int(REMARK.split(": ")[1].split()[0]) >= 600
    assert all(float(row["covers"]) >= 0.9 for row in KEPT if row["judged"] == "yes")


def test_a_sample_that_shares_a_handful_of_places_does_not_know_how_many_are_helped():
    """400 samples of 1,000: four places that happened to be filled were once said to be certain, and 68 of 100 held."""
    rows = [row for row in csv.DictReader(SMALL) if row["measure"] in ("helped", "fewer_partings")]
    assert len(rows) == 10 and all(float(row["covers"]) >= 0.9 for row in rows)


def test_what_is_bounded_by_places_is_neither_too_wide_nor_too_narrow(cells, number):
    """Each of six cells, where a cell that holds 95.5% is once in a thousand too narrow: under 92% of 400, 85% of 60.

    One that holds all of 60 worlds is not too wide yet; of 400, over 99% is.
    """
    least, most = binom.ppf(0.001, number, 0.955) / number, 0.99 if number > FEW else 1.0
    found = [row["covers"] for row in cells[0] if row["measure"] in ("helped", "completed", "delivery_cost")]
    assert len(found) == 6 and 0.92 <= np.mean(found) <= 0.99
    assert all(least <= covers <= most for covers in found)


def test_where_too_few_differ_the_bound_holds_the_truth(cells):
    assert all(row["bound_covers"] >= 0.95 for row in cells[0] if row["silent"])


def test_the_intervals_of_before_would_be_found_out(cells, number):
    """A planted fault: normal limits, and a place that counts as chance though all are taken.

    Of 2,000 worlds these hold 99.5 to 99.9% (interval_coverage.csv), far above 95: of 60 worlds 58 at least, but once
    in three hundred, of 400 more than 99%.
    """
    rows = cells[0]
    assert sum(row["old_covers"] < 0.90 for row in rows) >= 5
    assert np.mean([row["old_covers"] for row in rows]) < 0.94
    taken = [row for row in rows if row["strategy"] == "places taken" and row["measure"] in ("helped", "completed")]
    assert all(row["old_covers"] > (0.99 if number > FEW else 0.96) for row in taken)
