"""Designs: a grid by hand, stratified samples, values in range, the same for the same seed."""

import numpy as np
import pytest

import famsim as fs
from famsim.errors import ScenarioError
from famsim.runs import reads
from famsim.scenario import Strategy

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


def test_points_of_one_s_own_are_run_as_they_are_written(load):
    """Seven digits of each number come back as they are; a place that no factor may have is refused with its line."""
    experiment = load()
    points = np.array([[20.0, 0.3], [33.33333, 0.4123457]])
    there = experiment.at(points)
    np.testing.assert_array_equal(there.points(), points)
    assert there.about == experiment.about and there.design.kind == "points"
    for wrong, says in (([[20.0, 0.7]], "0.3 to 0.6"), ([[20.0]], "2 numbers"), ([[20.0, 0.3, 1.0]], "2 numbers")):
        with pytest.raises(ScenarioError, match=says):
            experiment.at(np.array(wrong))


def test_a_strategy_s_runs_differ_by_the_figures_it_reads_alone():
    """Nobody is helped by business as usual; the first strategy's group is not the other's counselling."""
    nothing, group = Strategy(name="a"), fs.load_scenario("newcastle").strategies[4]
    assert not reads(nothing, "staff.informal_pathway") and not reads(nothing, "programmes.new_parent_group.take_up")
    assert reads(group, "programmes.new_parent_group.take_up") and reads(group, "costs.referral")
    assert not reads(group, "programmes.couple_counselling.take_up")
    assert reads(nothing.with_(staff_trained={"gp": 0.2}), "costs.training")
