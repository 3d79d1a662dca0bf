"""Whole pence conserve: parts come to their sum, none moves by a penny or more, nothing stays nothing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from famsim.appraisal import whole

AMOUNTS = arrays(np.float64, st.integers(1, 40), elements=st.floats(-1e7, 1e7, allow_nan=False))


def test_the_largest_remainders_go_up():
    """By hand: thirds of a pound; the first of equal remainders goes up."""
    assert whole(np.array([100.0, 100.0, 100.0]) / 3).tolist() == [34, 33, 33]
    assert whole(np.array([[0.6, 1.5], [0.0, 2.8]])).tolist() == [[1, 1], [0, 3]]
    assert whole(np.array([-0.4, 10.4]), 10).tolist() == [0, 10]


@given(AMOUNTS)
def test_parts_come_to_their_sum(amounts):
    found = whole(amounts)
    assert int(found.sum()) == round(float(amounts.sum()))
    assert (np.abs(found - amounts) <= 1.0).all() and not found[amounts == 0].any()


@given(AMOUNTS, st.integers(-3, 3))
def test_parts_come_to_a_total_close_by(amounts, off):
    """A total rounded elsewhere, such as a comparison's costs, is met to the penny where anything is spent."""
    aim = round(float(amounts.sum())) + off
    assert int(whole(amounts, aim).sum()) == (aim if amounts.any() else 0)


@pytest.mark.parametrize("aim", [0, 7, 12_345])
def test_a_total_further_off_is_shared_in_proportion(aim):
    found = whole(np.array([1000.0, 3000.0]), aim)
    assert found.sum() == aim and found[1] == pytest.approx(3 * found[0], abs=2)
