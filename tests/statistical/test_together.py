"""Strategies lived beside one life are, to the byte, what each is by itself (the reference path: a Run alone)."""

from functools import partial

import numpy as np
import pytest
from numba.core import config
from numba.core.runtime import _nrt_python, rtsys

from famsim.engine.together import OF_SUPPORT_ALONE
from famsim.errors import FamsimError
from famsim.model.family import LEFT, NEVER
from famsim.model.parameters import CHANNELS
from famsim.model.policy import OF_APART
from famsim.population.draws import Starts, beside, with_strategy
from famsim.population.start import world_of
from famsim.scenario import Strategy, change, load_scenario

BOOK = ("accounts", "account_ids", "account_cells", "couple_months", "unions", "tallies", "funnel")
SHIPPED = ("newcastle", "croydon", "three_tiers", "recession")


def book(run):
    """Return all that a finished run holds, by name, as bytes."""
    held = {name: np.ascontiguousarray(getattr(run.state, name)).tobytes() for name in BOOK}
    held["places held"] = run.state.census[0].held.tobytes()
    return held | {"families": run.families[run.families.status != LEFT].tobytes()}


def alone(start, months):
    """Live a run by itself; return its book."""
    start.advance(months)
    return book(start)


def together(runs, months, by=12):
    """Live the first of some runs, at month 0, with the others' strategies beside it; return every book."""
    base, *others = runs
    life = beside(base, [one.p for one in others])
    for month in range(0, months, by):
        life.advance(min(by, months - month))
    return [book(life), *(book(life.run_of(place)) for place in range(len(others)))], life


def differing(one, two):
    """Return the names of what differs between two books."""
    return [name for name in one if one[name] != two[name]]


def harmful(p):
    """Let every programme harm, on every channel."""
    for name in CHANNELS.names:
        p.programmes["full"][name] *= -1.0


def nothing(p):
    """Let no programme have any effect."""
    for name in CHANNELS.names:
        p.programmes["full"][name] = 0.0


def cases(world, number):
    """Give `number` lists of two to four starts alike but for the strategy; every second comparator makes offers."""
    rng = np.random.default_rng(20_261)
    for case in range(number):
        strategies = [world.random_strategy(rng) for _ in range(rng.integers(2, 5))]
        strategies[0] = strategies[0] if case % 2 else None
        changes = [(world.eager, harmful, nothing, None)[rng.integers(4)] for _ in strategies]
        size = {"families": int(rng.choice((150, 400))), "months": int(rng.choice((24, 31, 60)))}
        yield partial(begun, world, strategies, changes, size), size["months"]


def begun(world, strategies, changes, size):
    """Return the starts of some strategies, each with what it changes."""
    return [world.under(one, **size, change=how) for one, how in zip(strategies, changes, strict=True)]


@pytest.mark.parametrize("number", [30, pytest.param(300, marks=pytest.mark.long)])
def test_random_policies_together_are_what_they_are_apart(world, number):
    """One call with families who wait, attend, are boosted, part or leave, under all that a scenario may say.

    The smallest fault it sees is one bit, in one of some 100 strategies.
    """
    lived_apart, follow = 0, 0
    for starts, months in cases(world, number):
        books, life = together(starts(), months)
        for place, (ours, run) in enumerate(zip(books, starts(), strict=True)):
            assert differing(ours, alone(run, months)) == [], place
        lived_apart += sum(int(one.state.census[0].accounts) for one in life.apart)
        follow += len(life.accounts) * len(life.apart)
    assert 0.02 * follow < lived_apart < 0.9 * follow, "too few or too many live apart for the check to mean anything"


def test_the_months_of_a_call_and_the_company_change_nothing(world):
    """One strategy beside the life is what it is beside three, in any order, in calls of a month or a year."""
    rng = np.random.default_rng(7)
    given = [world.random_strategy(rng) for _ in range(4)]

    def starts(order):
        return [world.under(given[one], families=400, months=31, change=world.eager) for one in order]

    (_, one, two, three), _ = together(starts((0, 1, 2, 3)), 31)
    (_, three_again, one_again, two_again), _ = together(starts((0, 3, 1, 2)), 31, by=1)
    (_, by_itself), _ = together(starts((0, 2)), 31, by=5)
    assert [one, two, three, two] == [one_again, two_again, three_again, by_itself]


def test_a_new_couple_is_asked_as_if_nobody_had_been_together_as_apart(world):
    """What a programme for couples and for parents apart was asked of two who parted is not held against the next two.

    It was, of who followed the shared life: whether the programme is for two was asked before the second moved in.
    """

    def refuse(p):
        p.programmes["take_up"], p.staff.conversation_eases = 0.0, 0.0

    offer = world.for_all("seven_week_group")
    starts = [world.under(one, months=60, change=refuse) for one in (None, offer)]
    (_, ours), _ = together(starts, 60)
    theirs = world.under(offer, months=60, change=refuse)
    assert differing(ours, alone(theirs, 60)) == []
    refused = theirs.families.refused_month[:, OF_APART]
    met_later = (refused != NEVER) & (refused < theirs.families.together_month) & (theirs.families.union > 1)
    assert met_later.any(), "nobody refuses apart and lives with another then"


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("draw", [0, pytest.param(1, marks=pytest.mark.long), pytest.param(2, marks=pytest.mark.long)])
def test_every_shipped_scenario_together_is_what_it_is_apart(name, draw):
    scenario = change(load_scenario(name), families=2000)
    starts = Starts(world_of(scenario))
    start = starts.start(draw, scenario.seed)

    def begun():
        return [with_strategy(start, one, starts.world) for one in scenario.strategies]

    books, _ = together(begun(), scenario.months)
    for ours, run, strategy in zip(books, begun(), scenario.strategies, strict=True):
        assert differing(ours, alone(run, scenario.months)) == [], strategy.name


def test_programmes_without_effect_change_no_life_and_nobody_stays_apart(world):
    """By definition: who has been helped by nothing lives the shared life again when help is over."""
    offer = world.for_all(begins=1, ends=3)
    starts = [world.under(one, families=400, months=60, change=nothing) for one in (None, offer)]
    (without, ours), life = together(starts, 60)
    assert without["couple_months"] == ours["couple_months"] and without["funnel"] != ours["funnel"]
    assert life.apart[0].families.size == 0 and life.apart[0].state.census[0].accounts > 0


def test_strategies_that_change_life_itself_cannot_share_one(world):
    starts = [world.under(families=150, months=12) for _ in range(2)]
    starts[1].p[0].violence.coercive_ends *= 2.0
    with pytest.raises(FamsimError, match="cannot share a life"):
        beside(starts[0], [starts[1].p])


def test_what_strategies_may_change_is_named_after_support(world):
    """The figures that shared lives may differ in are topics of the register that no life without support reads."""
    names = world.under(families=150, months=12).p.dtype.names
    assert set(OF_SUPPORT_ALONE) < set(names)


def test_month_zero_is_where_lives_are_joined(world):
    run = world.under(Strategy(name="a test"), families=150, months=24)
    run.advance(12)
    with pytest.raises(FamsimError, match="month 12"):
        beside(run, [run.p])


@pytest.mark.skipif(bool(config.DISABLE_JIT), reason="nothing is compiled")
def test_every_array_that_a_call_makes_is_given_back(world):
    """Rules count no owners of arrays (famsim.model.compiling): one handed back wrongly is lost, or freed twice."""
    _nrt_python.memsys_enable_stats()
    try:
        starts = [world.under(one, families=400, months=24) for one in (None, world.for_all(places_a_month=4.0))]
        together(starts, 12)  # compiled
        before = rtsys.get_allocation_stats()
        _, life = together([world.under(families=400, months=24), starts[1]], 24)
        after = rtsys.get_allocation_stats()
    finally:
        _nrt_python.memsys_disable_stats()
    made, given_back = after.mi_alloc - before.mi_alloc, after.mi_free - before.mi_free
    assert made == given_back > 100
    assert int(life.apart[0].state.census[0].accounts) > 0
