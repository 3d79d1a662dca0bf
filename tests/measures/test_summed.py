"""What families add, summed over runs: only who adds something has a place, and the sums are those of every place."""

import numpy as np

from famsim.measures.rolls import Roll, Summed
from famsim.measures.vectors import Split


def test_sums_of_some_are_the_sums_of_all_to_the_bit():
    """Two ways, one number: by key as runs come, and over every family met; families change groups between runs."""
    rng = np.random.default_rng(1)
    roll, summed, of_all = Roll(), Summed(), {}
    for _ in range(8):
        ids = np.sort(rng.choice(3000, 2000, replace=False))
        roll.call(ids, Split("x", 5, rng.integers(0, 5, ids.size)))
        x = np.where(rng.random(ids.size) < 0.1, rng.normal(size=ids.size), 0.0)
        for key, value in zip(roll.called.tolist(), x, strict=True):
            of_all[key] = of_all.get(key, 0.0) + value
        summed.add(roll.called, x)
    np.testing.assert_array_equal(roll.brought(summed), [of_all[key] for key in roll.keys.tolist()])
    assert 0 < summed.keys.size < 0.2 * roll.keys.size


def test_sums_of_several_estimates_stand_with_whom_they_are_of():
    """Two ways, one number, as more families come than there was room for; who adds to one estimate has both."""
    rng = np.random.default_rng(2)
    roll, summed, of_all = Roll(), Summed(2), {}
    for _ in range(6):
        ids = np.sort(rng.choice(900, 600, replace=False))
        roll.call(ids, Split("x", 3, rng.integers(0, 3, ids.size)))
        x = np.where(rng.random((2, ids.size)) < 0.1, rng.normal(size=(2, ids.size)), 0.0)
        for key, values in zip(roll.called.tolist(), x.T, strict=True):
            of_all[key] = of_all.get(key, np.zeros(2)) + values
        summed.add(roll.called, x)
    some = [key for key in sorted(of_all) if of_all[key].any()]
    assert summed.keys.tolist() == some
    for place in range(2):
        np.testing.assert_array_equal(summed.at(summed.keys, place), [of_all[key][place] for key in some])
