"""Usual services: training alone and a pathway alone lead somewhere, and nowhere at all where the services are off."""

import numpy as np
import pytest

from famsim.model.counts import Count, Stage
from famsim.population.draws import Starts, with_strategy, world_of
from famsim.scenario import parse_scenario

MONTHS = 24
TEXT = """
[scenario]
name = "usual"
question = "what do training and a pathway change by themselves?"
area = "newcastle-upon-tyne"
months = 24
families = 3000
usual = "SET"

[[strategy]]
name = "as now"

[[strategy]]
name = "trained"
staff_trained = { gp = 1.0, health_visitor = 1.0, school = 1.0, childrens_centre = 1.0 }

[[strategy]]
name = "pathways"
pathways = [
  { door = "health_visitor", to = "parenting_group", works = 0.9 },
  { door = "school", to = "parenting_group", works = 0.9 },
  { door = "gp", to = "couple_counselling", works = 0.9 },
]
"""


@pytest.fixture(scope="module", params=["2016", "off"])
def lived(request):
    """Return which set it is, and each strategy lived through from the same start."""
    scenario = parse_scenario(TEXT.replace("SET", request.param))
    world = world_of(scenario)
    start, runs = Starts(world).start(0, 1), {}
    for strategy in scenario.strategies:
        runs[strategy.name] = with_strategy(start, strategy, world)
        runs[strategy.name].advance(MONTHS)
    return request.param, runs


@pytest.mark.parametrize("alone", ["trained", "pathways"])
def test_one_lever_alone_moves_lives_through_usual_services_and_not_without(world, lived, alone):
    which, runs = lived
    moved = world.differing(runs["as now"], runs[alone])
    referred = {name: int(run.state.funnel[:, :, Stage.REFERRED].sum()) for name, run in runs.items()}
    if which == "off":
        assert not moved.any() and not any(referred.values())
    else:
        assert moved.any()
        assert referred[alone] > 1.2 * referred["as now"] > 0


def test_those_helped_and_the_others_share_the_places_that_there_are(world, lived):
    """No strategy makes a place: as many come up under each, and no more are given."""
    which, runs = lived
    for run in runs.values():
        come_up = run.places_in(1, MONTHS).sum(axis=0)
        given = run.state.funnel[:, :, Stage.PLACED].sum(axis=0)
        assert (given <= come_up).all()
        assert come_up.any() == (which == "2016")
    ups = [run.places_in(1, MONTHS) for run in runs.values()]
    assert all(np.array_equal(ups[0], one) for one in ups)
    helped = [world.total(run, Count.STARTED) for run in runs.values()]
    assert (min(helped) > 0) == (which == "2016")
