"""A family that the screen has found above the violence threshold never enters, month by month.

The check is a function that a planted fault must make fail.
"""

from dataclasses import replace

import numpy as np
import pytest

from famsim.areas import find_area
from famsim.model.family import LEFT, NO_CONTACT, WAITING
from famsim.population.draws import Starts, with_strategy, world_of
from famsim.scenario import change, is_many, load_scenario

SCENARIOS = ("newcastle", "croydon", "recession", "three_tiers", "england")
COLUMNS = ("family_id", "union", "specialist", "exposed_month", "programme")


def violent(p):
    """Make violence ten times as common and let nearly all who are noticed agree, so that the screen finds many."""
    p.violence.onset *= 10.0
    p.staff.conversation_trained = p.staff.conversation_untrained = p.staff.sensitivity_untrained = 1.0
    p.staff.informal_pathway, p.support.comes_to_first_session, p.support.screen_specificity = 0.8, 1.0, 1.0
    p.programmes["take_up"] = p.programmes["both_take_part"] = 1.0


def looked_up(families):
    """Return what the check remembers of the families that are here."""
    here = families.view(np.ndarray)[families.status != LEFT]
    return {name: here[name].copy() for name in COLUMNS}


def the_found_never_enter(run, months, tamper=None):
    """Return how many couples the screen has found; fail if one is lost sight of, waits, attends or starts again.

    A later union is another couple, asked afresh: `union` tells it apart. Money help stands behind no screen, and what
    is for parents apart alone has its own: who is found with a new partner may be helped with the children's father.
    """
    screened = (run.p[0].programmes["screened"] > 0.0) & (run.p[0].programmes["couples"] > 0.0)
    asked = screened[run.p[0].policy.offers["programme"]]
    before, found = looked_up(run.families), 0
    for month in range(1, months + 1):
        run.advance(1)
        if tamper is not None:
            tamper(run, month)
        now, families = looked_up(run.families), run.families
        assert (families.help_stage[(families.specialist == 1) & asked[families.offer]] == NO_CONTACT).all()
        _, was, is_now = np.intersect1d(before["family_id"], now["family_id"], True, return_indices=True)
        same_couple = before["union"][was] == now["union"][is_now]
        known = (before["specialist"][was] == 1) & same_couple
        assert (now["specialist"][is_now] == 1)[known].all(), "a found family is asked again"
        entered = (before["exposed_month"][was] != now["exposed_month"][is_now]) & screened[now["programme"][is_now]]
        assert not entered[known].any(), "a found family entered"
        found += ((now["specialist"][is_now] == 1) & ~(before["specialist"][was] == 1)).sum()
        before = now
    return found


def stands(scenario):
    """Return where a scenario stands: England, else lived authority by authority, as the one stock it is solved on."""
    if not is_many(scenario):
        return world_of(scenario)
    return replace(world_of(scenario.with_(area="leeds")), area=find_area("england"))


def starts(name, families, months, **fields):
    """Return a start and the world of a shipped scenario on a sample, and its strategies that make an offer."""
    scenario = change(load_scenario(name), families=families, months=months, **fields)
    world = stands(scenario)
    return Starts(world).start(0, 1), world, [strategy for strategy in scenario.strategies if strategy.offers]


def test_the_found_never_enter_under_random_strategies(world):
    """120 strategies drawn from all that a scenario may say, violence ten times as common."""
    rng, found = np.random.default_rng(106), 0
    for _ in range(120):
        run = world.under(world.random_strategy(rng), families=250, months=24, change=violent)
        found += the_found_never_enter(run, 24)
    assert found > 300, "too few were found for the check to mean anything"


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_found_never_enter_in_shipped_scenarios(name):
    """Every strategy as shipped, on 2,000 families for four years."""
    start, world, strategies = starts(name, 2000, 48)
    found = [the_found_never_enter(with_strategy(start, strategy, world), 48) for strategy in strategies]
    assert sum(found) > 50, "too few were found for the check to mean anything"


def test_the_found_never_enter_in_a_birth_cohort():
    """A year's new families of Newcastle."""
    start, world, strategies = starts("newcastle", None, 48, start="birth cohort")
    found = [the_found_never_enter(with_strategy(start, strategy, world), 48) for strategy in strategies]
    assert sum(found) > 30, "too few were found for the check to mean anything"


def forget_the_found(run, month):
    """Plant a fault: in month 7 the service forgets whom it has found."""
    if month == 7:
        run.state.families["specialist"] = 0


def let_one_in(run, month):
    """Plant a fault: the families that were found by month 9 start then."""
    if month == 9:
        found = run.state.families["specialist"] == 1
        run.state.families["exposed_month"][found] = month
        run.state.families["programme"][found] = np.flatnonzero(run.p[0].programmes["screened"] > 0.0)[0]


def let_one_wait(run, month):
    """Plant a fault: one family that was found joins a list in month 9."""
    if month == 9:
        found = np.flatnonzero(run.families.specialist == 1)[0]
        run.state.families["help_stage"][found], run.state.families["offer"][found] = WAITING, 0


@pytest.mark.parametrize("fault", [forget_the_found, let_one_in, let_one_wait])
def test_the_check_sees_its_fault(world, fault):
    """Found families are forgotten, one enters, one waits, and the check must fail."""
    run = world.under(world.for_all(), families=1000, months=24, change=violent)
    with pytest.raises(AssertionError):
        the_found_never_enter(run, 24, fault)


def test_who_is_forgotten_enters(world):
    """Were the found forgotten in month 7, some would come to a first session after it."""
    run = world.under(world.for_all(), families=1000, months=24, change=violent)
    run.advance(7)
    forgotten = run.families.family_id[run.families.specialist == 1]
    forget_the_found(run, 7)
    run.advance(17)
    assert (run.families.exposed_month[np.isin(run.families.family_id, forgotten)] > 7).any()
