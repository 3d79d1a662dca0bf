"""Starts: each draw lives by its own figures, and a run by its scenario's economy."""

import numpy as np
import pytest

from famsim.population.draws import Starts, start_run, world_of
from famsim.population.reference import solved_values
from famsim.scenario import change, load_scenario


@pytest.fixture(scope="module")
def recession():
    """Return the shipped recession on a small sample."""
    return change(load_scenario("recession"), families=300)


def test_each_draw_has_figures_and_solved_constants_of_its_own(recession) -> None:
    """Figures from their distributions, constants solved once per parameter draw."""
    starts = Starts(world_of(recession))
    central, one, two = (starts.parameters(number)[0] for number in (0, 1, 2))
    for a, b in ((central, one), (one, two)):
        assert a["separation"]["by_quality"] != b["separation"]["by_quality"]
        assert (solved_values(a) != solved_values(b)).all()
    again = Starts(world_of(recession)).parameters(1)[0]
    assert again.tobytes() == one.tobytes()


def test_a_run_lives_in_its_scenarios_economy(recession) -> None:
    """By definition: month m of the run has the factors that the scenario gives month m, and 1 before it begins."""
    run = start_run(recession, 0)
    names = ("job_loss", "job_finding", "arrears")
    expected = [[recession.economy.factor(name, month) for name in names] for month in range(1, 13)]
    np.testing.assert_array_equal(run.timetable(12).economy, expected)
    assert (run.economy != 1.0).any()
    run.month = -12
    assert (run.timetable(12).economy == 1.0).all()
