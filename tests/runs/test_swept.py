"""A run of a sweep is the run that `famsim run` gives: lived beside others or by itself, the same bytes."""

import numpy as np
import pytest

from famsim.measures import MEASURES
from famsim.population import Starts, world_of
from famsim.questions.run import simulate
from famsim.runs import InvalidRunError, Swept, shares_lives, sweep_life, swept, values_of_run
from famsim.scenario import change, load_scenario

FIGURES = {"programmes.new_parent_group.take_up": 0.61, "costs.training": 900.0}


@pytest.fixture(scope="module")
def scenario():
    return change(load_scenario("newcastle"), families=600, months=30)


@pytest.fixture(scope="module")
def asked(scenario):
    """As now; a strategy as it is, with other figures, and with other places."""
    idle, helps = scenario.strategies[0], next(one for one in scenario.strategies if one.name == "newcastle")
    more = helps.with_(offers={1: {"places_a_month": 99.0}})
    return [Swept(idle, {}), Swept(helps, {}), Swept(helps, FIGURES), Swept(more, FIGURES)]


@pytest.mark.parametrize("draw", [0, 1])
def test_runs_lived_together_are_those_that_are_lived_alone(scenario, asked, draw):
    starts = Starts(world_of(scenario))
    together = list(sweep_life(starts, asked, draw, 1))
    for one, found in zip(asked, together, strict=True):
        (alone,) = sweep_life(starts, [one], draw, 1)
        assert alone.keys() == found.keys()
        for name, numbers in alone.items():
            assert numbers.dtype == found[name].dtype and numbers.tobytes() == found[name].tobytes(), name
    assert len({found["total"].tobytes() for found in together}) > 2  # the figures and the places do something


@pytest.mark.parametrize("place", [0, 2, 3])
def test_a_run_of_a_sweep_is_what_famsim_run_says(scenario, asked, place):
    """Its figures overridden in the scenario itself, from a start of its own; every measure of every group."""
    one = asked[place]
    said = simulate(change(scenario, strategies=(one.strategy,), evidence=one.figures), one.strategy.name)
    (found,) = list(sweep_life(Starts(world_of(scenario)), [*asked, one], 0, 0))[-1:]
    outcomes = said.tables["outcomes"]
    for group, name in enumerate(outcomes.group.unique()):
        mine, theirs = values_of_run(found, group), outcomes[outcomes.group == name].set_index("measure").value
        assert [mine[measure] for measure in MEASURES] == pytest.approx(list(theirs[list(MEASURES)]), nan_ok=True)


def test_what_a_life_without_support_lives_by_is_not_shared():
    assert shares_lives("programmes.new_parent_group.take_up") and shares_lives("staff.sensitivity_trained")
    assert not shares_lives("stress.arrears") and not shares_lives("doors.gp")


@pytest.mark.parametrize("field", ["quality", "level"])
def test_what_is_no_number_is_found_and_named(scenario, asked, monkeypatch, field):
    """Planted: NaN in one family's record after the life; the other runs are kept."""
    lived = swept.lived

    def spoilt(*given):
        for place, life in enumerate(lived(*given)):
            if place == 1:
                families = life.run.families.view(np.ndarray)
                record = families if field in families.dtype.names else families["mother"]
                record[field][3] = np.nan
            yield life

    monkeypatch.setattr(swept, "lived", spoilt)
    found = list(sweep_life(Starts(world_of(scenario)), asked, 0, 0))
    assert [isinstance(one, InvalidRunError) for one in found] == [False, True, False, False]
    assert field in str(found[1]) and "family" in str(found[1])
