"""Acceptance: the funnel of 2019-22 comes out of its stages' chances, within sampling error, families and parents.

Published (DWP report 1039): 3,814 families and 6,110 parents referred, 2,995 and 4,802 started, 1,685 and 2,694
completed.
"""

import numpy as np
import pytest

from famsim.model.counts import Stage
from famsim.population.draws import Starts, with_strategy, world_of
from famsim.scenario import load_scenario

FAMILIES = {"referred": 3814, "started": 2995, "completed": 1685}
PARENTS = {"referred": 6110, "started": 4802, "completed": 2694}


@pytest.fixture(scope="module")
def lived():
    """Return families and parents at each stage."""
    scenario = load_scenario("funnel_2019_22")
    world = world_of(scenario)
    run = with_strategy(Starts(world).start(0, scenario.seed), scenario.strategies[1], world)
    both = 0
    for _ in range(scenario.months):
        run.advance(1)
        rows = run.families.view(np.ndarray)
        both += int(rows["both_take_part"][rows["exposed_month"] == run.month].sum())
    stages = run.state.funnel[:, 0].sum(axis=0)
    found = {name: int(stages[Stage[name.upper()]]) for name in FAMILIES}
    return found | {"parents": found["started"] + both}


def test_as_many_are_referred(lived):
    """About as many families in one authority as in the programme's 31, so that its chances are seen as sharply."""
    assert lived["referred"] == pytest.approx(FAMILIES["referred"], rel=0.5)


@pytest.mark.parametrize(("stage", "of"), [("started", "referred"), ("completed", "started")])
def test_families_go_on_in_their_share(lived, assert_share, stage, of):
    assert_share(lived[stage], lived[of], FAMILIES[stage] / FAMILIES[of])


def test_a_start_brings_so_many_parents(lived, assert_share):
    """Of 2,995 families 1,807 with both: 4,802 parents; the same share is published of those who complete."""
    assert_share(lived["parents"] - lived["started"], lived["started"], PARENTS["started"] / FAMILIES["started"] - 1)
    assert PARENTS["completed"] / FAMILIES["completed"] == pytest.approx(
        PARENTS["started"] / FAMILIES["started"], abs=0.01
    )


def test_scaled_to_those_referred_the_published_counts_come_out(lived):
    """Of 3,814 families referred: 2,995 +- 25 start and 1,685 +- 31 complete, four standard errors of these at most."""
    for stage in ("started", "completed"):
        share = FAMILIES[stage] / FAMILIES["referred"]
        error = (FAMILIES["referred"] * share * (1 - share)) ** 0.5
        scaled = lived[stage] / lived["referred"] * FAMILIES["referred"]
        assert scaled == pytest.approx(FAMILIES[stage], abs=4 * error), stage
