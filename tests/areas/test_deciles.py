"""Shares by decile, tilted: whole, monotone, and undone by the tilt the other way."""

from math import exp, log

import pytest

from famsim.areas import drift, find_area
from famsim.areas.deciles import drawn, leaning, mean_of, tilt_between

CROYDON = find_area("croydon").infants_by_decile


def test_a_tilt_is_undone_by_itself_the_other_way():
    """Closed form: exp(t) exp(-t) = 1; shares stay whole."""
    there = leaning(CROYDON, 0.7)
    assert sum(there) == pytest.approx(1.0)
    assert leaning(there, -0.7) == pytest.approx(CROYDON)
    assert tilt_between(CROYDON, there) == pytest.approx(0.7, abs=1e-9)


def test_a_factor_is_how_many_times_the_most_deprived_tenth_has_beside_the_middle():
    """By definition: the first decile is tilted by log 2 beside the two in the middle."""
    before, after = ((one[0] / (one[4] * one[5]) ** 0.5) for one in (CROYDON, drawn(CROYDON, 2.0)))
    assert log(after / before) == pytest.approx(log(2.0))


def test_the_larger_the_factor_the_more_live_where_it_is_deprived():
    means = [mean_of(drawn(CROYDON, exp(0.2 * step))) for step in range(-5, 6)]
    assert means == sorted(means)


def test_shares_that_are_all_in_one_decile_have_no_tilt():
    one = (1.0, *(0.0,) * 9)
    assert tilt_between(one, CROYDON) is None and tilt_between(CROYDON, one) is None
    assert leaning(one, 3.0) == pytest.approx(one)


def test_how_far_deciles_moved_is_measured_and_grows_with_the_root_of_time():
    """Infants by deciles of 2015 and of 2019: districts moved; after four times as long twice the log."""
    assert 1.2 < drift("infants_by_decile", 3.0) < 3.0
    assert log(drift("infants_by_decile", 12.0)) == pytest.approx(2.0 * log(drift("infants_by_decile", 3.0)))
