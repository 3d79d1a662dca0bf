"""Discount factors are the published schedules', worked by hand, for each vintage and the rate of health."""

import numpy as np
import pytest

from famsim.appraisal import by_month, discount_factors, present_value, rates_of
from famsim.errors import FamsimError
from famsim.evidence import the_register
from famsim.scenario import SCHEDULES

FIGURES = the_register().figures
PUBLISHED = {
    0: 1.0,
    1: 0.9662,
    2: 0.9335,
    5: 0.8420,
    10: 0.7089,
    20: 0.5026,
    30: 0.3563,
    31: 0.3459,
    40: 0.2651,
    75: 0.0942,
}
BY_HAND = {  # years 10, 20, 30, 40, 75 and 100: products of 1 / (1 + rate), to four decimals
    "2026": (0.7089, 0.5026, 0.3563, 0.2651, 0.0942, 0.0508),
    "2022": (0.7089, 0.5026, 0.3563, 0.2651, 0.0942, 0.0508),
    "2003": (0.7089, 0.5026, 0.3563, 0.2651, 0.0942, 0.0508),
    "2026_lower": (0.7441, 0.5537, 0.4120, 0.3197, 0.1315, 0.0775),
    "review_2026": (0.7441, 0.5537, 0.4120, 0.3066, 0.1089, 0.0588),
    "1997": (0.5584, 0.3118, 0.1741, 0.0972, 0.0126, 0.0029),
    "health": (0.8617, 0.7425, 0.6398, 0.5628, 0.3594, 0.2754),
}


@pytest.mark.parametrize("schedule", ["2022", "2026"])
def test_factors_are_those_of_the_schedule(schedule):
    """The schedule's own table, to its four decimals: 3.5% to year 30, 3.0% to year 75."""
    factors = discount_factors(76, rates_of(FIGURES, schedule))
    assert {year: round(factors[year], 4) for year in PUBLISHED} == pytest.approx(PUBLISHED, abs=6e-5)


@pytest.mark.parametrize("schedule", BY_HAND)
def test_each_schedule_by_hand(schedule):
    factors = discount_factors(126, rates_of(FIGURES, schedule))
    assert factors[[10, 20, 30, 40, 75, 100]] == pytest.approx(BY_HAND[schedule], abs=6e-5)
    assert (np.diff(factors) < 0).all()


def test_every_schedule_is_worked_by_hand():
    assert {*SCHEDULES, "health"} == set(BY_HAND)


def test_pounds_of_a_first_year_count_in_full_and_of_the_eleventh_by_ten_years():
    months = np.zeros(132)
    months[0], months[131] = 100.0, 100.0
    assert present_value(months, rates_of(FIGURES)) == pytest.approx(100.0 + 100.0 / 1.035**10)
    assert present_value(np.ones(12), rates_of(FIGURES)) == 12.0


def test_what_is_paid_before_anybody_comes_counts_in_full():
    found = by_month(25, rates_of(FIGURES))
    assert found[:13].tolist() == [1.0] * 13 and found[25] == pytest.approx(1.035**-2)


def test_what_the_schedule_does_not_say_is_refused():
    with pytest.raises(FamsimError, match="1997"):
        rates_of(FIGURES, "1996")
    with pytest.raises(FamsimError, match="130 years"):
        discount_factors(130, rates_of(FIGURES))
