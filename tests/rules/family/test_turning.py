"""Which of several offers a family comes to: in an order of chance, and on to the next where no place can be had."""

import pytest

from famsim.evidence import programme_names
from famsim.model.counts import Count, Stage
from famsim.model.family import APART, ATTENDING, COHABITING, NEVER, NO_CONTACT, NOTICED, WAITING
from famsim.model.policy import NO_PLACE, OF_APART, OF_COUPLE
from famsim.rules.family.arriving import talk_or_turn_to_next
from famsim.rules.family.coming import come_for_support
from famsim.rules.family.screen import another_couple
from famsim.rules.family.sessions import given_a_place
from famsim.rules.family.support import Wait, leave_support, place_to_be_had, stop_waiting

MONTH = 120
ROW = programme_names().index


@pytest.fixture
def offers(p, offer):
    """Return a maker of so many offers alike at the GP, each of a programme of its own."""

    def make(*programmes, **given):
        offer(**given)
        for place, name in enumerate(programmes):
            p.policy.offers[place] = p.policy.offers[0]
            p.policy.offers[place].programme = ROW(name)
        p.policy.n_offers = len(programmes)
        return p.policy.offers

    return make


def met(family, offers, **fields):
    """Return a family in an open episode of so many offers."""
    one = family(**fields)
    one.reached[:offers] = Stage.EPISODE
    return one


def test_offers_that_find_nobody_leave_their_turns_to_all_others_alike(*, family, p, now, note, offers, assert_share):
    """By symmetry: two that are found nowhere, then two alike, each half of the time; 1,000 show 8 points."""
    made = offers("debt_advice", "parenting_group", "couple_counselling", "relationship_group")
    made[0].found = made[1].found = 0
    first = 0
    for family_id in range(1000):
        one = met(family, 4)
        come_for_support(one, now(MONTH, family_id=family_id), p, note)
        assert one.offer in (2, 3)
        first += one.offer == 2
    assert_share(first, 1000, 0.5)


def test_where_no_place_can_be_had_staff_turn_to_the_next_offer_that_sees_the_family(*, family, p, now, note, offers):
    """By construction: the first list is full, the second offer is not for this family, the third is."""
    made = offers("couple_counselling", "mediation", "relationship_group", places_a_month=1.0)
    one = met(family, 3, offer=0, help_stage=NOTICED, noticed_month=MONTH)
    talk_or_turn_to_next(one, NO_PLACE, now(MONTH), p, note)
    assert (one.help_stage, one.offer, note.counts[Count.PENCE]) == (NOTICED, 2, 0)
    talk_or_turn_to_next(one, NO_PLACE, now(MONTH), p, note)
    assert (one.help_stage, one.offer, max(one.refused_month)) == (NO_CONTACT, 2, NEVER), "nobody turns back"
    made[2].limited, again = 0, met(family, 3, offer=0, help_stage=NOTICED, noticed_month=MONTH)
    talk_or_turn_to_next(again, NO_PLACE, now(MONTH), p, note)
    assert (again.help_stage, again.offer) == (WAITING, 2), "talked with at once where places are not limited"


@pytest.mark.parametrize(
    ("second", "stage", "at"),
    [("relationship_group", NOTICED, 1), ("parenting_group", WAITING, 0)],
)
def test_from_a_long_list_staff_turn_to_other_help_with_the_same_difficulty_alone(
    *, family, p, now, note, offers, second, stage, at
):
    """By construction: four on a list of one place a month are late; a group for couples is the same help.

    An empty list is never too long, even where a place comes up once in ten months.
    """
    made, months = offers("couple_counselling", second, places_a_month=1.0), p.staff.rather_elsewhere
    for ahead, pace, expected in ((months, 1.0, (WAITING, 0)), (months + 1, 1.0, (stage, at)), (0, 0.1, (WAITING, 0))):
        wait = Wait((ahead + 1) / pace, ahead / pace)
        one = met(family, 2, offer=0, help_stage=NOTICED, noticed_month=MONTH)
        talk_or_turn_to_next(one, place_to_be_had(wait, made[0], MONTH, p), now(MONTH), p, note)
        assert (one.help_stage, one.offer) == expected, wait


@pytest.mark.parametrize(("wait", "shortened", "later"), [(1.0, 0.25, 0.75), (2.0, 0.25, 0.5), (1.0, 0.01, 0.99)])
def test_of_a_wait_of_part_of_a_month_that_part_of_families_waits_it(
    *, family, p, now, note, offer, assert_share, wait, shortened, later
):
    """By hand: a month shortened by a quarter is waited by three of four; 4,000 families show 4 points."""
    p.programmes[offer().programme].wait_for_start, p.policy.waits_shortened = wait, shortened
    waited = 0
    for family_id in range(4000):
        one = family(help_stage=WAITING, offer=0, joined_month=MONTH)
        given_a_place(one, now(MONTH, family_id=family_id), p, note)
        assert one.help_stage == ATTENDING
        waited += one.start_month - MONTH - 1 - int(wait * (1.0 - shortened))
    assert_share(waited, 4000, later)


def test_a_couples_wait_that_a_parting_ends_bars_no_help_apart(family, p, now, note, offers):
    """The couple has parted already when it leaves the list: what it waited for was a couple's all the same."""
    offers("couple_counselling")
    one = family(status=APART, elsewhere=1, help_stage=WAITING, offer=0)
    leave_support(one, now(MONTH), p, note)
    assert (one.refused_month[OF_COUPLE], one.refused_month[OF_APART]) == (MONTH, NEVER)


def test_a_wait_given_up_is_remembered_of_what_it_was_for(family, p, now, note, offers):
    offers("mediation")
    one = family(status=APART, elsewhere=1, help_stage=WAITING, offer=0)
    stop_waiting(one, now(MONTH), p, note)
    assert (one.refused_month[OF_APART], one.refused_month[OF_COUPLE]) == (MONTH, NEVER)


def test_a_new_partner_wipes_what_couples_were_asked_alone(family, p, offers):
    """By definition: a no to debt advice is the mother's, and stays."""
    offers("couple_counselling", "debt_advice", "parenting_group")
    one = family(status=COHABITING, specialist=1)
    one.refusals[:3], one.refused_month[:] = 2, MONTH
    another_couple(one, p)
    assert (list(one.refusals[:3]), one.specialist) == ([0, 2, 2], 0)
    assert [month == NEVER for month in one.refused_month] == [which == OF_COUPLE for which in range(4)]


@pytest.mark.parametrize(("name", "left"), [("couple_counselling", 0), ("seven_week_group", 3)])
def test_a_parting_ends_the_booster_of_what_is_for_couples_alone(*, family, p, now, note, offers, name, left):
    """A booster goes to who has attended (sessions above 0); what takes parents apart too goes on."""
    offers(name)
    one = family(status=APART, elsewhere=1, programme=ROW(name), sessions=3)
    leave_support(one, now(MONTH), p, note)
    assert one.sessions == left
