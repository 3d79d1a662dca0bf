"""The sums of a run side by side, and what fixed places take away of each: by hand."""

import numpy as np
import pytest

from famsim.appraisal.parts import Part
from famsim.appraisal.together import as_rows, taken_from

ROWS = np.array([2, 4, 7, 9])
SOME = np.array([4, 9])


@pytest.fixture
def parts():
    """Return a sum of all four families and one of two of them, 4 and 9."""
    return [Part(100.0, np.array([10.0, 20.0, 30.0, 40.0]), ROWS, 1.0), Part(9.0, np.array([3.0, 6.0]), SOME, 1.0)]


def test_who_adds_nothing_to_a_sum_stands_in_its_row_with_nothing(parts):
    assert as_rows(parts, ROWS).tolist() == [[10.0, 20.0, 30.0, 40.0], [0.0, 3.0, 0.0, 6.0]]


def test_places_take_away_the_mean_of_those_holders_who_are_of_the_sum(parts):
    """By hand: 2, 4 and 9 hold a place of one offer, 7 of another; of the second sum 4 and 9 alone count."""
    holders = np.zeros(12, np.int64)
    holders[[2, 4, 9]], holders[7] = 1, 2
    x = as_rows(parts, ROWS)
    fixed = taken_from(parts, x, ROWS, holders)
    assert fixed.held.tolist() == [0, 1, 2, 3]
    assert fixed.of_holders() == pytest.approx(np.array([[70 / 3, 70 / 3, 30.0, 70 / 3], [0.0, 4.5, 0.0, 4.5]]))
    assert taken_from(parts, x, ROWS, None) is None
