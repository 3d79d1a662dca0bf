"""Who is talked with and how often: only where a place can be had, and a few times at most."""

from math import inf

import numpy as np
import pytest

from famsim.engine.places import expected_wait
from famsim.model.counts import Count, Stage
from famsim.model.family import NEVER, NO_CONTACT, NOTICED, WAITING
from famsim.model.policy import DOORS, NO_PLACE, SOON
from famsim.rules.family.arriving import talk_or_turn_to_next
from famsim.rules.family.coming import come_for_support
from famsim.rules.family.finding import may_be_asked
from famsim.rules.family.notes import new_episode
from famsim.rules.family.support import place_can_be_had

MONTH = 120
GP = DOORS.index("gp")
LATEST = MONTH + 240  # months in which a family may be asked here


@pytest.fixture
def at_the_gp(family):
    """Return a maker of a couple in an open episode of offer 0, at the GP this month."""

    def make(**fields):
        couple = family(**fields)
        couple.reached[0] = Stage.EPISODE
        return couple

    return make


@pytest.mark.parametrize(("place", "pace", "months"), [(0, 0.5, 6.0), (1, 0.5, 12.0), (9, 2.0, 3.0), (0, 0.0, inf)])
def test_a_wait_is_those_ahead_and_oneself_at_the_pace_of_the_places(place, pace, months):
    """By hand: 2 of the first class and 3 of the second wait; (2 + 1) / .5 = 6, (2 + 3 + 1) / .5 = 12 months."""
    listed = np.zeros(10, np.int64)
    listed[:2] = 2, 3
    assert expected_wait(listed, place, pace) == months


@pytest.mark.parametrize(
    ("wait", "ends", "patience", "can"),
    [
        (49.9, LATEST, 50, True),
        (50.1, LATEST, 50, False),
        (3.0, MONTH + 2, 50, True),  # months 120, 121 and 122 are left
        (3.1, MONTH + 2, 50, False),
        (inf, LATEST, 50, False),
        (inf, LATEST, inf, False),
        (200.0, LATEST, inf, True),
    ],
)
@pytest.mark.filterwarnings("ignore:invalid value")  # nobody waits 0 x infinity: NumPy says so, compiled code does not
def test_a_place_is_had_within_the_patience_and_while_the_offer_stands(*, p, now, offer, wait, ends, patience, can):
    """By hand: who gives up at .02 a month waits 50 months on average."""
    terms = offer(places_a_month=1.0)
    terms.ends, p.support.gives_up_waiting, p.staff.refers_within = ends, 1.0 / patience, inf
    assert place_can_be_had(wait, terms, MONTH, p) == can


def test_staff_do_not_refer_where_the_wait_is_longer_than_they_judge_useful(p, offer):
    """By definition of `staff.refers_within`, however patient families are."""
    terms = offer(places_a_month=1.0)
    p.support.gives_up_waiting, p.staff.refers_within = 0.0, 12.0
    assert place_can_be_had(12.0, terms, MONTH, p) and not place_can_be_had(12.1, terms, MONTH, p)


def test_a_couple_noticed_for_limited_places_is_talked_with_when_the_list_is_known(at_the_gp, p, now, note, offer):
    """The rule's own words: noticed first, and nothing spent; the talk comes once the month's list is there."""
    offer(places_a_month=1.0)
    couple = at_the_gp()
    come_for_support(couple, now(MONTH), p, note)
    assert (couple.help_stage, couple.door, note.counts[Count.NOTICED], note.counts[Count.PENCE]) == (NOTICED, GP, 1, 0)
    talk_or_turn_to_next(couple, SOON, now(MONTH), p, note)
    assert (couple.help_stage, couple.joined_month) == (WAITING, MONTH)
    assert note.counts[Count.PENCE] == 100 * (p.costs.conversation + p.costs.referral)


def test_where_no_place_can_be_had_nothing_is_spent_and_nothing_was_refused(at_the_gp, p, now, note, offer):
    """No conversation is charged; the family has said nothing, and can be noticed again next month."""
    offer(places_a_month=1.0)
    p.support.gives_up_waiting = 0.02
    couple = at_the_gp()
    come_for_support(couple, now(MONTH), p, note)
    talk_or_turn_to_next(couple, NO_PLACE, now(MONTH), p, note)
    assert (couple.help_stage, max(couple.refused_month), couple.refusals[0]) == (NO_CONTACT, NEVER, 0)
    assert (note.counts[Count.PENCE], note.stages[0, Stage.CONVERSATION]) == (0, 0)
    assert may_be_asked(couple, 0, now(MONTH + 1), p)


@pytest.mark.parametrize("again", [0, 1, 2, 5])
@pytest.mark.parametrize("figure", ["take_up", "both_take_part"])
def test_who_says_no_is_asked_again_so_many_times_and_no_more(*, at_the_gp, p, now, note, offer, again, figure):
    """By hand: in 240 months at the GP each month, 1 + N conversations, a year or more apart."""
    offer()
    p.programmes[figure], p.programmes["needs_both"] = 0.0, 1.0
    p.support.asked_again_at_most, p.support.ask_again = again, 12
    couple, asked = at_the_gp(), []
    for month in range(MONTH, LATEST):
        before = note.counts[Count.PENCE_TALKS]
        come_for_support(couple, now(month), p, note)
        if note.counts[Count.PENCE_TALKS] > before:
            asked.append(month)
    assert asked == [MONTH + 12 * time for time in range(again + 1)]


def test_a_new_occasion_opens_the_offer_again_and_no_other(at_the_gp, p, now, note, offer):
    """The register's own words: for one offer and one occasion."""
    offer()
    p.support.asked_again_at_most = 0
    p.policy.offers[1], p.policy.n_offers = p.policy.offers[0], 2
    couple = at_the_gp(refused_month=MONTH - 12)
    couple.refusals[:2] = 1
    assert [may_be_asked(couple, one, now(MONTH), p) for one in (0, 1)] == [False, False]
    new_episode(couple, 0, note)
    assert [may_be_asked(couple, one, now(MONTH), p) for one in (0, 1)] == [True, False]


def test_a_refusal_of_one_offer_counts_for_it_alone(at_the_gp, p, now, offer):
    """By construction: twice no to the second offer leaves the first open."""
    offer()
    p.support.asked_again_at_most = 1
    p.policy.offers[1], p.policy.n_offers = p.policy.offers[0], 2
    couple = at_the_gp(refused_month=MONTH - 12)
    couple.refusals[1] = 2
    assert [may_be_asked(couple, one, now(MONTH), p) for one in (0, 1)] == [True, False]


@pytest.mark.parametrize(
    ("programme", "behind_since", "may"),
    [
        ("debt_advice", MONTH - 30, False),  # the debts that it was taken for
        ("debt_advice", MONTH - 12, True),  # behind again since
        ("housing_support", MONTH - 12, True),
        ("couple_counselling", MONTH - 12, False),
    ],
)
def test_who_falls_behind_again_may_have_debt_advice_again(*, family, p, now, offer, programme, behind_since, may):
    """By construction: a first session 20 months ago. Arrears come back, and so may families; other help runs once."""
    offer(programme=programme)
    row = p.policy.offers[0].programme
    one = family(arrears_month=behind_since, programme=row, exposed_month=MONTH - 20)
    assert may_be_asked(one, 0, now(MONTH), p) == may
