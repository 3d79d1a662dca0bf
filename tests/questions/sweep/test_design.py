"""Designs: a grid by hand, stratified samples, values in range, the same for the same seed."""

import numpy as np
import pytest

KIND = 'kind = "grid"'
SAMPLED = [
    (KIND, 'kind = "{}"\npoints = 64\nseed = {}'),
    ("values = [20, 60]", "low = 20\nhigh = 60"),
    ("steps = 2\n", ""),
]


def sampled(kind, seed=1):
    return [(old, new.format(kind, seed)) for old, new in SAMPLED]


def test_a_grid_holds_every_pair(load):
    """Worked by hand: two values of places by the two ends of take-up."""
    assert load().points().tolist() == [[20, 0.3], [20, 0.6], [60, 0.3], [60, 0.6]]


def test_a_list_takes_values_together(load):
    both = load((KIND, 'kind = "list"'), ("low = 0.3\nhigh = 0.6\nsteps = 2", "values = [0.4, 0.5]"))
    assert both.points().tolist() == [[20, 0.4], [60, 0.5]]


@pytest.mark.parametrize("kind", ["latin hypercube", "sobol"])
def test_sampled_points_fill_every_stratum(load, kind):
    """One point in each 64th of each range: what both kinds promise."""
    points = load(*sampled(kind)).points()
    assert points.shape == (64, 2)
    for column, (low, high) in zip(points.T, ((20, 60), (0.3, 0.6)), strict=True):
        assert sorted(np.floor((column - low) / (high - low) * 64 - 1e-6).clip(0).astype(int)) == list(range(64))
    assert np.array_equal(points, load(*sampled(kind)).points())
    assert not np.array_equal(points, load(*sampled(kind, 2)).points())


def test_every_number_is_printed_as_it_is_run(load):
    points = load(*sampled("latin hypercube")).points()
    assert all(float(f"{value:.7g}") == value for value in points.ravel())


def test_months_are_whole_and_reach_both_ends(load):
    changes = [
        *sampled("latin hypercube"),
        ('changes = "places_a_month"', 'changes = "begins"'),
        ("low = 20", "low = 1"),
    ]
    months = load(*changes, ("high = 60", "high = 4")).points()[:, 0]
    assert sorted(set(months)) == [1, 2, 3, 4]
    assert np.bincount(months.astype(int))[1:].tolist() == [16] * 4


def test_without_a_range_it_is_the_registers(load):
    found = load(("low = 0.3\nhigh = 0.6\n", "")).points()[:, 1]
    assert found.min() < 0.3 and found.max() > 0.6
