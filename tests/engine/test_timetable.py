"""What the months of a call bring from outside: each month its own."""

import numpy as np
import pytest

A_TABLE = np.arange(1.0, 109.0).reshape(36, 3)  # of 36 months, no two alike


@pytest.mark.parametrize(
    ("lived", "months", "expected"),
    [
        (0, 2, A_TABLE[:2]),  # month 1 is the table's first row
        (5, 7, A_TABLE[5:12]),
        (-1, 2, [[1, 1, 1], A_TABLE[0]]),  # ordinary times before the scenario
        (35, 2, [A_TABLE[35], [1, 1, 1]]),  # and after the table
    ],
)
def test_each_month_has_its_own_economy(small, lived, months, expected):
    """By definition: row m - 1 of the scenario's table is its month m."""
    run = small.small_area(start=0, end=36)
    run.month, run.economy = lived, A_TABLE
    np.testing.assert_array_equal(run.timetable(months).economy, expected)
