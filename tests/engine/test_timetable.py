"""What the months of a call bring from outside: each month its own."""

import numpy as np
import pytest

from famsim.engine.beside import nobody_beside
from famsim.engine.live import live
from famsim.engine.state import CALL_MONTHS
from famsim.model.luck import DOORS_BLOCKS, LIFES_BLOCKS, LUCK

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


def test_a_call_of_more_months_than_it_has_luck_for_is_refused_before_a_family_lives(small):
    """The array of draws ends with a call's last month: one month more would be written behind it."""
    run = small.small_area(start=0, end=36)
    before = run.state.families.tobytes()
    with pytest.raises(ValueError, match="more months than a call can live"):
        live(run.state, run.timetable(CALL_MONTHS + 1), run.p, nobody_beside())
    assert run.state.families.tobytes() == before
    assert LUCK["uniforms"].shape[1] == CALL_MONTHS * (LIFES_BLOCKS + DOORS_BLOCKS)
