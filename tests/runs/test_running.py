"""How a study is run: one object for every question."""

import pytest

from famsim.errors import FamsimError
from famsim.runs import CENTRAL, Running


def test_each_draw_is_run_with_each_repetition():
    """One draw is the central values, called 0; several are draws 1 to n."""
    assert Running(2, 2).pairs == [(1, 0), (1, 1), (2, 0), (2, 1)]
    assert CENTRAL.pairs == [(0, 0)]


@pytest.mark.parametrize(("running", "once"), [(CENTRAL, True), (Running(reps=2), False), (Running(2), False)])
def test_one_run_is_one_draw_once(running, once):
    assert running.once == once == (len(running.pairs) == 1)


def test_strategies_side_by_side_live_one_life_and_apart_one_each():
    assert (Running().lives(6), Running(separately=True).lives(6)) == (1, 6)


@pytest.mark.parametrize("number", ["draws", "reps", "threads"])
def test_a_number_out_of_its_limits_is_refused_by_name(number):
    with pytest.raises(FamsimError, match=f"^{number} 0: allowed: a whole number from 1"):
        Running(**{number: 0})
