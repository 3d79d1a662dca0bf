"""Intervals of a difference, from a fit's posterior, hold what is true in a made-up world; planted faults do not pass;
the kept table holds what docs/calibrate.md says of it."""

import csv
import sys
from pathlib import Path

import numpy as np
import pytest

from famsim.calibration import Aims, quasi_random

SCRIPT = Path(__file__).with_name("policy_coverage.py")
POINTS, FIGURES, EACH = 40, 3, 4
TARGETS = np.array([[4.0, 1.0, 0.0], [0.0, 3.0, 1.0], [1.0, 0.0, 3.0], [2.0, 2.0, 0.0], [0.0, 1.0, 2.0]])
CHANGES = np.array([5.0, -3.0, 1.0])


@pytest.fixture(scope="module")
def coverage(module_of):
    """Return the script; sbc.py stands beside it."""
    sys.path.insert(0, str(SCRIPT.parent))
    try:
        return module_of(SCRIPT)
    finally:
        sys.path.remove(str(SCRIPT.parent))


@pytest.fixture(scope="module")
def held(coverage):
    """Return which intervals hold the difference and the null's, in worlds whose answers are planes and luck."""
    x, generator = quasi_random(POINTS, FIGURES, 4), np.random.default_rng(4)
    errors = np.full(len(TARGETS), 0.5)
    aims = Aims(tuple("abcde"), np.zeros(len(TARGETS)), errors, 0.0 * errors, 0.0 * errors)
    targets = x @ TARGETS.T + 0.05 * generator.normal(size=(POINTS, len(TARGETS)))
    lived = np.column_stack([3.0 + x @ CHANGES, np.zeros(POINTS)]) + generator.normal(size=(POINTS, 2))
    true = lived * [1.0, 0.0]
    with pytest.MonkeyPatch.context() as small:
        small.setattr(coverage.sbc, "MANY", 1_024)
        small.setattr(coverage.sbc, "NEAR", 2_048)
        small.setattr(coverage.sbc, "WIDER", coverage.WIDER)
        found, worth = coverage.worlds((x, aims), targets, (lived, true), EACH)
    assert np.median(worth) > 200.0 and worth.min() > 20.0
    return found


def test_intervals_hold_what_is_true(held, coverage):
    """In the band of so many truths; 65% in place of 90 would be seen."""
    low, high = coverage.band(0.9, POINTS)
    assert low <= held[""][1, :, 0].mean() <= high
    low, high = coverage.band(0.5, POINTS)
    assert low <= held[""][0, :, 0].mean() <= high


def test_what_does_nothing_is_seldom_called_a_change(held, coverage):
    """Nothing lies outside 90% of the null in one world of ten at most, but for the band of so many truths."""
    assert 1.0 - held[""][1, :, 1].mean() <= 1.0 - coverage.band(0.9, POINTS)[0]


@pytest.mark.parametrize("fault", ["sign turned", "of another point"])
def test_a_planted_fault_is_seen(held, coverage, fault):
    assert held[fault][1, :, 0].mean() < coverage.band(0.9, POINTS)[0]


def test_without_the_emulators_error_intervals_hold_less(held):
    assert held["no emulator error"][1, :, 0].mean() < held[""][1, :, 0].mean() - 0.05


def test_the_kept_table_is_in_its_band_and_its_faults_are_not(coverage):
    with coverage.TABLE.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    assert min(int(row["worlds"]) for row in rows) >= 500
    for row in rows:
        low, high = map(float, row["band_90"].split(" to "))
        share = float(row["covered_90"])
        if not row["fault"]:
            assert low <= share <= high, row
        elif row["fault"] == "sign turned" and not row["difference"].startswith(coverage.NULL):
            assert share < low, row
