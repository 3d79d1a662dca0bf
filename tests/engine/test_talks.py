"""What is spent on the way into support: nothing where no place can be had, never more than asking allows."""

from functools import cache

import pytest

from famsim.engine.run import Run
from famsim.model.counts import Count
from famsim.population.draws import Starts, with_strategy, world_of
from famsim.scenario import Offer, Scenario, Strategy, change, load_scenario

MONTHS, DOORS = 60, ["gp", "midwife", "health_visitor", "school"]
ITEMS = [Count.PENCE_TALKS, Count.PENCE_SESSIONS, Count.PENCE_SPECIALIST]


@cache
def area() -> tuple[Scenario, Starts, Run]:
    """Return a sample of Newcastle at month 0."""
    scenario = change(load_scenario("newcastle"), families=3000, months=MONTHS)
    starts = Starts(world_of(scenario))
    return scenario, starts, starts.start(0, scenario.seed)


GROUP = {"programme": "relationship_group", "who": {"together": True}, "found": DOORS}
DEBTS = {"programme": "debt_advice", "who": {"in_arrears": True}, "found": ["money_desk", "jobcentre", "online"]}


def lived(change_parameters=None, offered=GROUP, **terms) -> Run:
    """Live an offer under some terms, a group for any couple unless another is given; return the run."""
    _, starts, start = area()
    offer = Offer(**offered, **terms)
    run = with_strategy(start, Strategy(name="a group", offers=(offer,)), starts.world)
    if change_parameters is not None:
        change_parameters(run.p[0])
    run.advance(MONTHS)
    return run


def spent(run: Run) -> int:
    return int(run.accounts[:, Count.PENCE].sum())


def test_every_penny_is_an_items():
    """Whole pence that conserve: of every family, all that is spent is the sum of the three items."""
    book = lived(unlimited=True, invites="everyone").accounts
    assert (book[:, ITEMS].sum(axis=1) == book[:, Count.PENCE]).all()
    assert (book[:, ITEMS].sum(axis=0) > 0).all()


@pytest.mark.parametrize("again", [0, 2])
def test_with_more_places_than_ask_it_is_as_without_a_limit(again):
    """The talk waits for the month's list, and changes nothing where the list is always short."""

    def asked(p):
        p.support.asked_again_at_most = again

    ample, open_to_all = lived(asked, places_a_month=1e5), lived(asked, unlimited=True)
    assert ample.families.tobytes() == open_to_all.families.tobytes()
    assert (ample.state.tallies == open_to_all.state.tallies).all()
    assert spent(ample) > 0


def test_who_comes_about_debts_is_heard_about_debts_whether_or_not_places_are_limited():
    """As above, at doors that families come to about the very difficulty: the talk asks what luck brought them by.

    A talk that took another family's luck at the door would hold two thirds of the conversations or fewer.
    """
    ample, open_to_all = lived(offered=DEBTS, places_a_month=1e5), lived(offered=DEBTS, unlimited=True)
    assert ample.families.tobytes() == open_to_all.families.tobytes()
    assert (ample.state.tallies == open_to_all.state.tallies).all()
    assert spent(ample) > 0


def test_where_nobody_refuses_how_often_one_may_be_asked_again_changes_nothing():
    """Paired: all agree, wait, come, and the screen errs with nobody; so nobody is asked again anyway."""

    def willing(again):
        def make(p):
            p.programmes["take_up"] = p.programmes["both_take_part"] = 1.0
            p.support.willing_with_history = p.support.comes_to_first_session = 1.0
            p.support.screen_specificity, p.support.gives_up_waiting = 1.0, 0.0
            p.separation.base_hazard = p.violence.onset = 0.0  # nor does anything end a wait
            p.support.asked_again_at_most = again

        return make

    never, often = (lived(willing(again), unlimited=True) for again in (0, 5))
    assert never.families.tobytes() == often.families.tobytes()
    assert (never.state.tallies == often.state.tallies).all()


def test_who_can_help_nobody_spends_nothing():
    """A place that comes up after families have given up, or the offer has ended, is no place."""
    assert spent(lived(places_a_month=0.1, invites="everyone")) == 0  # in the sample one place in 8 years
    assert spent(lived(places_a_month=0.0, invites="everyone")) == 0
    assert spent(lived(places_a_month=1.0, invites="everyone", ends=9)) == 0  # the first would come in month 10


def test_half_a_place_a_month_is_not_talked_about_with_everyone():
    """Of half a place a month in the sample, 30 in five years: the list is never longer than 16 or 17 families."""
    _, starts, _ = area()
    few = lived(places_a_month=0.5 * starts.world.sample.k, invites="everyone")
    many = lived(unlimited=True, invites="everyone")
    placed, agreed, left = (int(few.accounts[:, one].sum()) for one in (Count.PLACED, Count.AGREED, Count.LEFT_QUEUE))
    patience = 1.0 / few.p[0].support.gives_up_waiting
    assert placed == 30
    assert agreed - placed - left <= 0.5 * patience
    assert spent(few) < 0.2 * spent(many)


@pytest.mark.parametrize("again", [0, 2])
def test_no_family_is_referred_more_often_than_asking_again_allows(again):
    """By hand: with a pound a referral and nothing else, pounds are referrals; any time is one occasion."""

    def count(p):
        p.costs.conversation, p.costs.referral, p.costs.specialist = 0.0, 1.0, 0.0
        p.support.asked_again_at_most, p.support.ask_again = again, 6
        p.programmes["take_up"] = 0.1
        p.apart.new_partner = 0.0  # with a new partner asking begins anew

    referrals = lived(count, unlimited=True, invites="everyone").accounts[:, Count.PENCE_TALKS] // 100
    assert referrals.max() == 1 + again


def test_where_places_are_ample_lower_uptake_never_costs_more():
    """Paired: the same families and luck; who agrees costs sessions, who does not a few talks."""

    def uptake(share):
        def make(p):
            p.programmes["take_up"] = share

        return make

    costs = [
        spent(lived(uptake(share), unlimited=True, invites="everyone")) for share in (0.0, 0.1, 0.2, 0.4, 0.7, 1.0)
    ]
    assert costs == sorted(costs)
