"""Staff by heads in the policy that the rules read: where none are trained by heads, every byte is as before."""

import numpy as np
import pytest

from famsim.areas import find_area
from famsim.evidence import central, the_register
from famsim.limits import MAX_MONTHS
from famsim.model.policy import DOORS, MONTHS_KNOWN
from famsim.population.parameters import parameters
from famsim.population.policy import policy_record, set_policy
from famsim.population.staffing import STATES, workforce
from famsim.population.start import World
from famsim.scenario import Strategy

NEWCASTLE = find_area("newcastle-upon-tyne")
TWENTY = {"door": "health visitor", "staff": 20, "begins": 6, "kind": "bought"}


@pytest.fixture
def q():
    return parameters(central(the_register()), NEWCASTLE)


def test_twenty_health_visitors_are_a_line_of_a_strategy(q):
    """From month 6 on 20 of 41 who see families do as trained; before it nobody does; no other door changes."""
    found = workforce(Strategy(name="a test", train=[TWENTY]), q[0], NEWCASTLE.families, 120)
    visitors, trained = DOORS.index("health_visitor"), STATES.index("trained")
    assert not found.trained[:5].any() and found.trained[5:, visitors].all()
    assert found.trained[5, visitors] == pytest.approx(20 / found.heads[5, 0, :2, :3].sum(), rel=0.02)
    assert found.heads[5, 0, :, trained].sum() == 20
    assert not np.delete(found.trained, visitors, axis=1).any()


def test_what_the_rules_read_goes_on_after_the_last_month(q):
    world = World(NEWCASTLE, {}, 1, months=24)
    strategy = Strategy(name="a test", train=[TWENTY])
    set_policy(q, strategy, world)
    found = workforce(strategy, q[0], NEWCASTLE.families, 24).trained
    read = q[0].policy.trained
    assert read.shape[0] == MONTHS_KNOWN == MAX_MONTHS
    read = read[:, : len(DOORS)]
    assert np.array_equal(read[:24], found) and (read[24:] == found[-1]).all()


@pytest.mark.parametrize("strategy", [Strategy(name="nothing"), Strategy(name="a share", staff_trained={"gp": 0.4})])
def test_without_heads_the_share_stays_in_every_month(q, strategy):
    set_policy(q, strategy, World(NEWCASTLE, {}, 1))
    assert q[0].policy.tobytes() == policy_record(strategy)[0].tobytes()
    assert (q[0].policy.trained[:, : len(DOORS)] == [strategy.staff_trained.get(door, 0.0) for door in DOORS]).all()


def test_a_navigator_who_does_not_advise_changes_nothing(q):
    idle = {"posts": 2, "advising": 0}
    shared = {"staff_trained": {"gp": 0.4}}
    one, other = Strategy(name="a test", navigator=idle, **shared), Strategy(name="a test", **shared)
    found = [workforce(strategy, q[0], NEWCASTLE.families, 36).trained for strategy in (one, other)]
    assert np.array_equal(*found)
    advises = Strategy(name="a test", navigator={"posts": 2, "doors": ["gp"], "begins": 3}, **shared)
    raised = workforce(advises, q[0], NEWCASTLE.families, 36).trained - found[0]
    gp = DOORS.index("gp")
    assert (raised[2:, gp] > 0).all() and not raised[:2].any() and not np.delete(raised, gp, axis=1).any()
