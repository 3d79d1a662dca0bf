"""Arrays that rise: where one's numbers stand in the other, and every number of both once."""

import numpy as np
import pytest

from famsim.measures.rising import places_among, united

RNG = np.random.default_rng(5)
PAIRS = [
    (np.sort(RNG.choice(500, 200, replace=False)), np.sort(RNG.choice(500, 120, replace=False))),
    (np.arange(3), np.arange(5, 9)),
    (np.arange(4), np.zeros(0, np.int64)),
    (np.zeros(0, np.int64), np.arange(4)),
]


@pytest.mark.parametrize(("keys", "some"), PAIRS)
def test_each_number_has_the_place_at_which_it_stands(keys, some):
    """Two ways, one answer: those that are not there have no place."""
    places, there = places_among(keys, some), np.isin(some, keys)
    np.testing.assert_array_equal(places >= 0, there)
    np.testing.assert_array_equal(keys[places[there]], some[there])


@pytest.mark.parametrize(("keys", "some"), PAIRS)
def test_both_together_have_every_number_once(keys, some):
    np.testing.assert_array_equal(united(keys, some), np.union1d(keys, some))
