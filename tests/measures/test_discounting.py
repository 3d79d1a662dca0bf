"""Discount factors are the published schedule's, for two vintages and the rate of health."""

import numpy as np
import pytest

from famsim.errors import FamsimError
from famsim.evidence import load_register
from famsim.measures import discount_factors, present_value, rates_of

FIGURES = load_register().figures
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


@pytest.mark.parametrize("vintage", ["2022", "2026"])
def test_factors_are_those_of_the_schedule(vintage):
    """The schedule's own table, to its four decimals: 3.5% to year 30, 3.0% to year 75."""
    factors = discount_factors(76, rates_of(FIGURES, vintage))
    assert {year: round(factors[year], 4) for year in PUBLISHED} == pytest.approx(PUBLISHED, abs=6e-5)


def test_health_counts_for_more_later():
    """Closed form: 1.015 to the power of minus the years."""
    assert discount_factors(21, rates_of(FIGURES, "health"))[20] == pytest.approx(1.015**-20)


def test_pounds_of_a_first_year_count_in_full_and_of_the_eleventh_by_ten_years():
    months = np.zeros(132)
    months[0], months[131] = 100.0, 100.0
    assert present_value(months, rates_of(FIGURES)) == pytest.approx(100.0 + 100.0 / 1.035**10)
    assert present_value(np.ones(12), rates_of(FIGURES)) == 12.0


def test_what_the_schedule_does_not_say_is_refused():
    with pytest.raises(FamsimError, match="2022, 2026"):
        rates_of(FIGURES, "1997")
    with pytest.raises(FamsimError, match="80 years"):
        discount_factors(80, rates_of(FIGURES))
