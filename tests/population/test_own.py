"""A scenario's own programmes in the parameters: rows of their own, drawn by name, and nothing else moves."""

import numpy as np
import pytest

from famsim.evidence import programme_names, the_register
from famsim.model.parameters import MAX_PROGRAMMES
from famsim.population.draws import Starts, with_strategy, world_of
from famsim.population.policy import policy_record
from famsim.scenario import parse_scenario

HEAD = """
[scenario]
name = "own"
question = "what of a course of our own?"
area = "newcastle-upon-tyne"
months = 12
families = 500
"""
OWN = """
[programme.evenings]
sessions = 6
cost_per_session = { value = 30, range = [20, 50], price_year = 2014 }
effects = { level = { value = 0.2, range = [-0.1, 0.5], half_life = 12 } }
"""
STRATEGY = """
[[strategy]]
name = "as now"
[[strategy.offer]]
programme = "relationship_group"
found = ["gp"]
places_a_month = 5
"""


@pytest.fixture(scope="module")
def with_own():
    return parse_scenario(HEAD + OWN + STRATEGY.replace("relationship_group", "evenings"))


def test_a_row_after_the_registers(with_own):
    world, row = world_of(with_own), len(programme_names())
    p = Starts(world).parameters(0)[0]
    assert world.programmes == (*programme_names(), "evenings")
    one = p.programmes[row]
    assert (one.sessions, one.cost_per_session, one.d_level) == (6.0, 30.0, 0.2)
    keep = 0.5 ** (1 / 12)
    left = (4.0 * keep + 2.0) / 6.0  # four sessions in the first month, two in the last, when d was measured
    assert one.full.level == pytest.approx(0.2 * np.sqrt(1.0 / p.measure.reliability) / left, rel=1e-3)
    assert one.keep.level == pytest.approx(keep)
    assert policy_record(with_own.strategies[0], world.programmes)[0].offers[0].programme == row
    assert not p.programmes[row + 1 : MAX_PROGRAMMES].tobytes().strip(b"\0")


def test_nothing_else_of_a_world_moves(with_own):
    """By definition: every other byte of the parameters is that of the same world without it, in other draws too."""
    plain, row = world_of(parse_scenario(HEAD + STRATEGY)), len(programme_names())
    ours, theirs = Starts(world_of(with_own)).parameters(0), Starts(plain).parameters(0)
    assert ours.tobytes() != theirs.tobytes()
    ours[0].programmes[row] = theirs[0].programmes[row]
    assert ours.tobytes() == theirs.tobytes()


def test_it_is_lived_by(with_own):
    """Its price is what is paid for its sessions, and its effect is felt."""
    world = world_of(with_own)
    run = with_strategy(Starts(world).start(0, 1), with_own.strategies[0].with_(), world)
    p = run.p[0]
    p.policy.offers["everyone"], p.policy.offers["limited"] = 1, 0
    p.staff.conversation_untrained = p.staff.informal_pathway = p.programmes["take_up"] = 1.0
    run.advance(12)
    assert (run.families.exposed_month > 0).any()
    assert (run.families.mother["level"] != 0.0).any()


@pytest.mark.parametrize("name", programme_names())
def test_every_file_of_the_register_is_a_row(name, with_own):
    p, row = Starts(world_of(with_own)).parameters(0)[0], programme_names().index(name)
    assert p.programmes[row].sessions == the_register()[f"programmes.{name}.sessions"].value
