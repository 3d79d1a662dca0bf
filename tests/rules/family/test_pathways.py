"""Pathways: edges, delays, doubled referrals, stand-ins, questionnaires: docs/mission.md, rows I10 and P11."""

import pytest

from famsim.evidence import programme_names
from famsim.model.counts import Count, Stage
from famsim.model.family import NO_CONTACT, NOTICED, REFERRED, WAITING
from famsim.model.policy import AGENCIES, DOORS, SOON
from famsim.rules.family.arriving import referral_arrives, stands_in, talk_about_stand_in, talk_or_turn_to_next
from famsim.rules.family.coming import come_for_support
from famsim.rules.family.noticing import chance_of_noticing, trained_at
from famsim.rules.family.support import place_can_be_had

MONTH = 120
GP, SCHOOL = DOORS.index("gp"), DOORS.index("school")
COUNSELLING = programme_names().index("couple_counselling")


@pytest.fixture
def at_the_gp(family):
    """Return a maker of a couple in an open episode of offers 0 and 1, at the GP this month."""

    def make(**fields):
        couple = family(**fields)
        couple.reached[:2] = Stage.EPISODE
        return couple

    return make


def second_offer(p, programme):
    """Let a second offer stand like the first, of the programme in another row."""
    p.policy.offers[1], p.policy.n_offers = p.policy.offers[0], 2
    p.policy.offers[1].programme = programme


def test_i10_without_an_edge_nobody_is_referred(at_the_gp, p, now, note, offer):
    """I10: no pathway opened and none informal: a conversation, no referral, whatever signposting would do."""
    offer()
    p.staff.informal_pathway, p.policy.closed[:] = 1.0, 1.0
    couple = at_the_gp()
    come_for_support(couple, now(MONTH), p, note)
    assert couple.reached[0] == Stage.CONVERSATION
    assert couple.help_stage == NO_CONTACT


def test_i10_an_edge_works_from_its_own_door_to_its_own_offer(at_the_gp, p, now, note, offer):
    """I10: an edge from the school helps nobody at the GP; one from the GP does."""
    offer()
    p.policy.closed[:], p.policy.pathway[SCHOOL, 0], p.policy.pathway[GP, 1] = 1.0, 1.0, 1.0
    couple = at_the_gp()
    come_for_support(couple, now(MONTH), p, note)
    assert couple.help_stage == NO_CONTACT
    p.policy.pathway[GP, 0] = 1.0
    couple = at_the_gp()
    come_for_support(couple, now(MONTH), p, note)
    assert couple.help_stage == WAITING


@pytest.mark.parametrize("delay", [1, 3])
def test_a_referral_arrives_after_its_pathways_delay(at_the_gp, p, now, note, offer, delay):
    """By hand: referred in its month, on the list so many months later, no sooner."""
    offer()
    p.policy.pathway[GP, 0], p.policy.delay[GP, 0] = 1.0, delay
    couple = at_the_gp()
    come_for_support(couple, now(MONTH), p, note)
    assert (couple.help_stage, couple.reached[0]) == (REFERRED, Stage.REFERRED)
    for month in range(MONTH + 1, MONTH + delay):
        referral_arrives(couple, now(month), p, note)
        assert couple.help_stage == REFERRED
    referral_arrives(couple, now(MONTH + delay), p, note)
    assert (couple.help_stage, couple.joined_month) == (WAITING, MONTH + delay)


def test_a_referral_that_arrives_after_the_offer_has_ended_comes_to_nothing(at_the_gp, p, now, note, offer):
    terms = offer()
    p.policy.delay[GP, 0], terms.ends = 3, MONTH + 1
    couple = at_the_gp()
    come_for_support(couple, now(MONTH), p, note)
    referral_arrives(couple, now(MONTH + 3), p, note)
    assert (couple.help_stage, max(couple.refused_month)) == (NO_CONTACT, MONTH + 3)


def test_staff_talk_twice_once_from_the_referral_to_the_end_of_the_wait(at_the_gp, p, now, note, offer):
    """By hand: another door refers it again while its referral is under way, and knows from then on."""
    offer()
    second_offer(p, COUNSELLING)
    p.policy.delay[GP, 0] = 3
    couple = at_the_gp(help_stage=REFERRED, offer=0, door=GP, start_month=MONTH + 2, noticed_month=MONTH - 1)
    couple.reached[0] = Stage.REFERRED
    for month in range(MONTH, MONTH + 2):
        come_for_support(couple, now(month), p, note)
        assert note.counts[Count.DUPLICATED] == 1
    couple.help_stage, couple.joined_month = WAITING, MONTH + 2
    come_for_support(couple, now(MONTH + 5), p, note)
    assert note.counts[Count.DUPLICATED] == 1


@pytest.mark.parametrize(("shared", "twice"), [(0.0, 1), (1.0, 0)])
def test_a_family_that_waits_is_referred_twice_unless_doors_share_what_they_know(
    *, at_the_gp, p, now, note, offer, shared, twice
):
    """By hand: a second door talks and refers, at the price of both, once in a wait; the family waits as it did."""
    offer()
    second_offer(p, COUNSELLING)
    p.policy.data_shared = shared
    couple = at_the_gp(help_stage=WAITING, offer=0, joined_month=MONTH - 2, noticed_month=MONTH - 2)
    couple.reached[0] = Stage.AGREED
    before = couple.copy()
    come_for_support(couple, now(MONTH), p, note)
    assert note.counts[Count.DUPLICATED] == twice
    come_for_support(couple, now(MONTH + 1), p, note)
    assert note.counts[Count.PENCE] == twice * 100 * (p.costs.conversation + p.costs.referral)
    if twice:
        before.noticed_month = MONTH
    assert couple.tobytes() == before.tobytes()


def test_p11_money_and_people_conserve_across_agencies(at_the_gp, p, now, note, offer):
    """P11: what talks cost, and who is referred, is counted once by whose door it was."""
    offer()
    p.policy.agency[GP] = AGENCIES.index("council")
    couple = at_the_gp()
    come_for_support(couple, now(MONTH), p, note)
    of = [note.counts[Count.TALKS_BY_HEALTH + place] for place in range(len(AGENCIES))]
    people = [note.counts[Count.REFERRED_BY_HEALTH + place] for place in range(len(AGENCIES))]
    assert of == [0, note.counts[Count.PENCE_TALKS], 0, 0] and people == [0, 1, 0, 0]


def test_staff_stop_referring_where_the_wait_is_longer_than_they_judge_useful(p, offer):
    terms = offer(places_a_month=1.0)
    p.staff.refers_within = 6.0
    assert place_can_be_had(6.0, terms, MONTH, p) and not place_can_be_had(6.5, terms, MONTH, p)


def test_an_offer_stands_in_for_one_whose_list_is_too_long(at_the_gp, p, now, note, offer):
    offer(places_a_month=1.0)
    second_offer(p, COUNSELLING)
    p.policy.n_offers = 1
    couple = at_the_gp()
    come_for_support(couple, now(MONTH), p, note)
    p.policy.n_offers = 2
    assert (couple.help_stage, couple.offer) == (NOTICED, 0)
    couple.help_stage = NO_CONTACT
    assert stands_in(couple, 1, now(MONTH), p)
    talk_about_stand_in(couple, 1, now(MONTH), p, note)
    assert (couple.help_stage, couple.offer, couple.reached[1]) == (WAITING, 1, Stage.AGREED)
    couple = at_the_gp(programme=p.policy.offers[1].programme, together_month=MONTH - 60, exposed_month=MONTH - 50)
    assert not stands_in(couple, 1, now(MONTH), p)


def test_an_agreed_questionnaire_raises_what_is_seen_of_those_in_need_alone(p):
    """By hand: .5 x 1.3 = .65, at most 1; who is not in need is seen as before; off, to the bit as before."""
    p.staff.sensitivity_untrained, p.staff.questionnaire = 0.5, 1.3
    before = [chance_of_noticing(need, 0.0, p) for need in (True, False)]
    p.policy.questionnaire = 1.0
    assert chance_of_noticing(True, 0.0, p) == pytest.approx(0.65)
    assert chance_of_noticing(False, 0.0, p) == before[1]
    p.staff.sensitivity_untrained = 0.9
    assert chance_of_noticing(True, 0.0, p) == 1.0
    p.policy.questionnaire, p.staff.sensitivity_untrained = 0.0, 0.5
    assert chance_of_noticing(True, 0.0, p) == before[0]


def test_i7_without_skill_staff_spot_at_the_base_rate(p, now):
    """I7: skill 0 is the base spotting rate, in any month."""
    p.policy.trained[:] = 0.0
    for month in (1, 100, 240, 300):
        assert chance_of_noticing(True, trained_at(GP, now(month), p), p) == p.staff.sensitivity_untrained


def test_staff_notice_by_the_months_share_and_after_the_last_month_by_its(p, now):
    p.policy.trained[:, GP] = [month / 240 for month in range(1, 241)]
    assert [trained_at(GP, now(month), p) for month in (1, 120, 240, 400)] == [1 / 240, 0.5, 1.0, 1.0]


def test_the_talk_is_held_by_the_months_skill(at_the_gp, p, now, note, offer):
    """A talk that trained staff alone hold is held in the months in which there are some."""
    offer(places_a_month=1.0)
    p.staff.conversation_untrained, p.staff.conversation_trained = 0.0, 1.0
    p.policy.trained[MONTH - 1 :, GP] = 1.0
    for month, stage in ((MONTH - 1, NO_CONTACT), (MONTH, WAITING)):
        couple = at_the_gp(help_stage=NOTICED, offer=0, door=GP)
        talk_or_turn_to_next(couple, SOON, now(month), p, note)
        assert couple.help_stage == stage
