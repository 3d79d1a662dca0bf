"""Exact relations between whole runs: equal to the bit, no tolerance.

Each check is a function that a planted fault must make fail: the last test here plants one in each.
"""

from itertools import pairwise

import numpy as np
import pytest

from famsim.model.counts import Count, Stage

SMALL = {"families": 250, "months": 24}


def zero_effect_is_no_programme(world, worlds=100, level=0.0):
    """A programme without effect leaves every family as business as usual does."""
    rng, reached = np.random.default_rng(101), 0
    usual = world.after(**SMALL)
    for _ in range(worlds):
        run = world.after(world.random_strategy(rng), **SMALL, change=world.only("level", level))
        assert not world.differing(usual, run).any()
        assert (world.accounts(run, world.OUTCOME_COUNTS) == world.accounts(usual, world.OUTCOME_COUNTS)).all()
        reached += world.exposed(run).sum()
    assert reached > 5 * worlds, "too few families came for the check to mean anything"


def no_reach_is_no_programme(world, worlds=100, places=0.0, informal=None):
    """The same strategies in full effect leave everybody so without a place, or without a way to one.

    `informal`: no pathway is opened, and this share of referrals gets through by signposting.
    """
    rng, met = np.random.default_rng(101), 0
    usual = world.after(**SMALL)
    for _ in range(worlds):
        strategy, change = unreachable(world.random_strategy(rng), world.eager, places, informal)
        run = world.after(strategy, **SMALL, change=change)
        assert not world.differing(usual, run).any()
        assert (world.accounts(run, world.OUTCOME_COUNTS) == world.accounts(usual, world.OUTCOME_COUNTS)).all()
        received = (Count.PLACED, Count.STARTED, *(() if informal is None else (Count.AGREED, Count.ROUTED)))
        assert [world.total(run, count) for count in received] == [0] * len(received)
        met += run.state.funnel[:, :, Stage.EPISODE].sum() if informal is None else world.total(run, Count.NOTICED)
    assert met > 20 * worlds, "too few families were met for the check to mean anything"


def unreachable(strategy, change, places, informal):
    """Return a strategy with so many places, or with no pathway, and its change with so much signposting."""
    if informal is None:
        offers = [{key: offer[key] for key in offer if key != "unlimited"} for offer in strategy["offer"]]
        return strategy | {"offer": [offer | {"places_a_month": places} for offer in offers]}, change

    def and_signpost(p):
        change(p)
        p.staff.informal_pathway = p.staff.known_pathway = informal
        p.staff.conversation_eases = p.staff.hears_of_violence_trained = p.staff.hears_of_violence_untrained = 0.0

    return strategy | {"pathways": []}, and_signpost


def no_way_is_no_programme(world, worlds=100, informal=0.0):
    """No pathway opened and no informal one: as many are noticed, nobody is referred."""
    no_reach_is_no_programme(world, worlds, informal=informal)


def no_places_no_programme(world, places=0.0, change=None):
    """A budget of no places leaves every family as business as usual does, and nobody is placed."""
    usual, run = world.after(), world.after(world.for_all(places_a_month=places), change=change)
    assert not world.differing(usual, run).any()
    assert run.state.funnel[:, :, Stage.EPISODE].sum() > 100, "too few families were met for the check to mean anything"
    assert world.total(run, Count.NOTICED) == world.total(run, Count.PENCE) == 0, "no place, no talk"
    assert world.total(run, Count.PLACED) == world.total(run, Count.STARTED) == 0


def protection_adds_no_separation(world, size=0.8):
    """An effect on commitment alone takes separations away or puts them off, for every family."""
    usual = world.after(world.for_all(), change=world.only("commitment", 0.0))
    run = world.after(world.for_all(), change=world.only("commitment", size))
    before, after = (world.accounts(one, Count.FIRST_SEPARATION) for one in (usual, run))
    never = 10**6
    assert (np.where(after == 0, never, after) >= np.where(before == 0, never, before)).all()
    assert (after == 0).sum() > (before == 0).sum() + 5, "no separation was averted: the check means nothing"


def more_effect_averts_no_less(world, sizes=(0.0, 0.2, 0.4, 0.8)):
    """As the effect on commitment grows, whoever did not part still does not, and nobody parts sooner."""
    never, parted = 10**6, []
    for size in sizes:
        run = world.after(world.for_all(), change=world.only("commitment", size))
        first = world.accounts(run, Count.FIRST_SEPARATION)
        parted.append(np.where(first == 0, never, first))
    for less, more in pairwise(parted):
        assert (more >= less).all()
        assert (more == never).sum() > (less == never).sum(), "no separation was averted: the check means nothing"


def a_doubled_hazard_keeps_every_separation(world, factor=2.0):
    """separated(h) is a subset of separated(2h), and none comes later."""

    def raised(p):
        p["separation"]["base_hazard"] *= factor

    usual, run = world.after(), world.after(change=raised)
    before, after = (world.accounts(one, Count.FIRST_SEPARATION) for one in (usual, run))
    parted = before > 0
    assert ((after > 0) & (after <= before))[parted].all()
    assert (after > 0).sum() > parted.sum() + 20


def disjoint_programmes_add_up(world, of_second=(4, 10)):
    """What two programmes for different families do together is what each does alone."""
    one = world.for_all(who={"deprivation_decile": [1, 3], "together": True})
    two = world.for_all("new_parent_group", who={"deprivation_decile": list(of_second), "together": True})
    usual, first, second, together = (world.after(each) for each in (None, one, two, world.both(one, two)))
    changes = [
        world.accounts(run, world.OUTCOME_COUNTS) - world.accounts(usual, world.OUTCOME_COUNTS)
        for run in (first, second)
    ]
    assert (
        world.accounts(together, world.OUTCOME_COUNTS) - world.accounts(usual, world.OUTCOME_COUNTS) == sum(changes)
    ).all()
    assert min(abs(change).sum() for change in changes) > 0


def nothing_referred_nothing_received(world, informal=0.0, works=0.0):
    """With no pathway that works, formal or not, nobody is referred, agrees or costs more than a conversation.

    Violence spoken of in a conversation leads to a specialist without any pathway: nobody speaks of it here.
    """

    def change(p):
        p.staff.informal_pathway = p.staff.known_pathway = informal
        p.staff.hears_of_violence_trained = p.staff.hears_of_violence_untrained = 0.0

    run = world.after(world.for_all(works=works), change=change)
    assert world.total(run, Count.NOTICED) > 1000
    received = (Count.AGREED, Count.PLACED, Count.STARTED, Count.SESSIONS, Count.ROUTED)
    assert [world.total(run, count) for count in received] == [0] * 5
    assert not world.differing(world.after(), run).any()


def training_without_an_offer_changes_nothing(world, offer=()):
    """Trained staff, pathways, shared data and no offer: business as usual to the bit; no cost of delivery."""
    system = {"staff_trained": {"gp": 1.0, "midwife": 1.0}, "data_shared": True, "waits_shortened": 1.0}
    usual, run = world.after(), world.after(system | {"pathways": world.for_all()["pathways"], "offer": list(offer)})
    assert not world.differing(usual, run).any()
    assert (world.accounts(usual) == world.accounts(run)).all()


def the_ineligible_are_as_under_no_policy(world, limit=3):
    """Nobody outside an offer's deciles is noticed, helped or changed."""
    who = {"deprivation_decile": [1, limit], "together": True}
    usual, run = world.after(), world.after(world.for_all(who=who))
    outside = run.families.decile > 3
    assert not world.differing(usual, run)[outside].any()
    assert not world.exposed(run)[outside].any()
    assert world.exposed(run).sum() > 50


def pounds_or_pence_is_only_a_unit(world, factor=100.0):
    """Costs x 100: every outcome as it was, every cost x 100."""

    def in_pence(p):
        for name in p.costs.dtype.names:
            p.costs[name] *= factor
        p.programmes["cost_per_session"] *= factor

    pounds, pence = world.after(world.for_all()), world.after(world.for_all(), change=in_pence)
    assert pounds.families.tobytes() == pence.families.tobytes()
    one, other = world.accounts(pounds).astype(np.int64), world.accounts(pence).astype(np.int64)
    one[:, [count for count in Count if count.name.startswith(("PENCE", "TALKS_BY"))]] *= 100
    assert (one == other).all()
    assert one[:, Count.PENCE].sum() > 0


def one_family_fewer_changes_no_other(world, limited=False):
    """With places for all, a family that is not there is missed by no other."""
    policy = world.for_all(places_a_month=9_000.0) if limited else world.for_all()
    whole, less = world.after(policy), world.under(policy)
    helped = world.exposed(whole) & (whole.families.entry_month < 0)
    missing = whole.families.family_id[helped][np.argmin(whole.families.exposed_month[helped])]
    gone, last = int(np.flatnonzero(less.families.family_id == missing)[0]), less.families.size - 1
    less.state.families[gone:last] = less.families[gone + 1 :].copy()
    less.state.families[last : last + 1] = np.zeros_like(less.state.families[:1])
    less.state.census[0].families -= 1
    less.advance(36)
    names = [name for name in whole.families.dtype.names if name != "account"]
    rest = whole.families[whole.families.family_id != missing]
    assert all(rest[name].tobytes() == less.families[name].tobytes() for name in names)


def splitting_time_changes_nothing(world, parts=(1, 2, 9, 24), tamper=None):
    """36 months at once are 36 months in parts."""
    policy = world.for_all(places_a_month=30_000.0, priority="need")
    whole, run = world.after(policy), world.under(policy)
    for part in parts:
        run.advance(part)
        if tamper is not None:
            tamper(run)
    assert whole.families.tobytes() == run.families.tobytes()
    assert whole.state.tallies.tobytes() == run.state.tallies.tobytes()
    assert whole.state.funnel.tobytes() == run.state.funnel.tobytes()
    assert (world.accounts(whole) == world.accounts(run)).all()


CHECKS = (
    zero_effect_is_no_programme,
    no_reach_is_no_programme,
    no_way_is_no_programme,
    no_places_no_programme,
    protection_adds_no_separation,
    more_effect_averts_no_less,
    a_doubled_hazard_keeps_every_separation,
    disjoint_programmes_add_up,
    nothing_referred_nothing_received,
    training_without_an_offer_changes_nothing,
    the_ineligible_are_as_under_no_policy,
    pounds_or_pence_is_only_a_unit,
    one_family_fewer_changes_no_other,
    splitting_time_changes_nothing,
)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_exact(world, check):
    check(world)


def lift_everybody(run):
    """Move every couple's commitment by hand, by next to nothing: a fault that no policy may make."""
    run.state.families["commitment"] += 1e-12


FAULTS = (
    (zero_effect_is_no_programme, {"worlds": 3, "level": 1e-9}),
    (no_reach_is_no_programme, {"worlds": 3, "places": 30_000.0}),
    (no_way_is_no_programme, {"worlds": 3, "informal": 0.05}),
    (no_places_no_programme, {"places": 4_500.0}),
    (protection_adds_no_separation, {"size": -0.8}),
    (protection_adds_no_separation, {"size": 0.0}),
    (more_effect_averts_no_less, {"sizes": (0.0, 0.4, 0.39)}),
    (a_doubled_hazard_keeps_every_separation, {"factor": 0.9}),
    (disjoint_programmes_add_up, {"of_second": (2, 10)}),
    (nothing_referred_nothing_received, {"informal": 0.05}),
    (nothing_referred_nothing_received, {"works": 0.05}),
    (
        training_without_an_offer_changes_nothing,
        {"offer": [{"programme": "money_and_us", "found": ["gp"], "unlimited": True}]},
    ),
    (the_ineligible_are_as_under_no_policy, {"limit": 4}),
    (pounds_or_pence_is_only_a_unit, {"factor": 99.0}),
    (one_family_fewer_changes_no_other, {"limited": True}),
    (splitting_time_changes_nothing, {"parts": (12, 23)}),
    (splitting_time_changes_nothing, {"tamper": lift_everybody}),
)


@pytest.mark.parametrize(
    ("check", "fault"), FAULTS, ids=lambda part: part.__name__ if callable(part) else ",".join(part)
)
def test_the_check_sees_its_fault(world, check, fault):
    """One thing is wrong, and the check must fail."""
    with pytest.raises(AssertionError):
        check(world, **fault)
