"""The way into support: noticing, talking, referring, screening, asking, waiting."""

from math import asin, pi

import numpy as np
import pytest

from famsim.model.counts import N_STAGES, Count, Stage
from famsim.model.family import APART, COERCIVE, NEVER, NO_CONTACT, NO_VIOLENCE, SITUATIONAL, WAITING
from famsim.model.policy import DOORS, OF_COUPLE
from famsim.rules.family.coming import come_for_support
from famsim.rules.family.finding import may_be_asked
from famsim.rules.family.noticing import chance_of_noticing, pathway_works
from famsim.rules.family.support import (
    safe_to_enter,
)

MONTH = 120
GP, MIDWIFE = DOORS.index("gp"), DOORS.index("midwife")


def at_the_gp(family, **fields):
    """Return a couple in an open episode of offer 0, at the GP as everybody is (the fixture `offer`)."""
    couple = family(**fields)
    couple.reached[0] = Stage.EPISODE
    return couple


def stages(note, offer=0):
    """Return which stages of an offer's funnel a note counts, how often each."""
    return list(note.stages[offer])


@pytest.mark.parametrize("trained", [0.0, 0.25, 1.0])
def test_noticing_mixes_trained_and_untrained_staff(p, trained):
    """Worked by hand: sensitivity .6 trained and .23 not; one less specificity .10 and .01."""
    s = p.staff
    s.sensitivity_trained, s.sensitivity_untrained = 0.6, 0.23
    s.specificity_trained, s.specificity_untrained = 0.9, 0.99
    assert chance_of_noticing(True, trained, p) == pytest.approx(0.23 + 0.37 * trained)
    assert chance_of_noticing(False, trained, p) == pytest.approx(0.01 + 0.09 * trained)


def test_all_certain_a_couple_joins_the_queue_in_the_month_of_contact(family, p, now, note, offer):
    """By construction: every share is 1, so the whole way into support is walked in one month."""
    offer(who={"together": True})
    couple = at_the_gp(family)
    come_for_support(couple, now(MONTH), p, note)
    assert (couple.help_stage, couple.joined_month, couple.noticed_month) == (WAITING, MONTH, MONTH)
    assert stages(note) == [0] + [1] * Stage.AGREED + [0] * (N_STAGES - 1 - Stage.AGREED)
    pence = 100 * (p.costs.conversation + p.costs.referral)
    assert (note.counts[Count.NOTICED], note.counts[Count.AGREED], note.counts[Count.PENCE]) == (1, 1, pence)


@pytest.mark.parametrize(
    ("topic", "figure", "value", "last"),
    [
        ("staff", "conversation_untrained", 0.0, Stage.NOTICED),
        ("staff", "informal_pathway", 0.0, Stage.CONVERSATION),
        ("support", "screen_specificity", 0.0, Stage.REFERRED),
        ("programmes", "take_up", 0.0, Stage.SAFE),
    ],
)
def test_each_stage_stops_those_it_should(*, family, p, now, note, offer, topic, figure, value, last):
    """By construction: one share is 0, all others 1; nobody is counted beyond that stage."""
    offer()
    p[topic][figure] = value
    couple = at_the_gp(family)
    come_for_support(couple, now(MONTH), p, note)
    assert couple.help_stage == NO_CONTACT
    assert stages(note) == [0] + [1] * last + [0] * (N_STAGES - 1 - last)


@pytest.mark.parametrize(("trained", "eases", "talked"), [(1.0, 0.1, MONTH), (1.0, 0.0, NEVER), (0.0, 0.1, NEVER)])
def test_a_talk_with_trained_staff_is_remembered_where_it_gives_something(
    *, family, p, now, note, offer, trained, eases, talked
):
    """By construction everybody is talked with; untrained staff leave no trace, nor does a talk that gives nothing."""
    offer(staff_trained={"gp": trained})
    p.staff.conversation_eases = eases
    couple = at_the_gp(family)
    come_for_support(couple, now(MONTH), p, note)
    assert stages(note)[Stage.CONVERSATION] == 1
    assert couple.talked_month == talked


def test_of_half_trained_staff_half_the_talks_are_with_the_trained(*, family, p, note, offer, now, assert_share):
    """Worked by hand: .5 x .8 of those noticed, of .5 x .8 + .5 x .4 talked with; 4,000 see a share 4 points off."""
    offer(staff_trained={"gp": 0.5})
    p.staff.conversation_trained, p.staff.conversation_untrained, p.staff.conversation_eases = 0.8, 0.4, 0.1
    talked = 0
    for number in range(4000):
        couple = at_the_gp(family)
        come_for_support(couple, now(MONTH, family_id=number), p, note)
        talked += couple.talked_month == MONTH
    assert_share(talked, 4000, 0.4)


def test_a_family_that_meets_some_rows_is_counted_at_those(family, p, now, note, offer):
    """The funnel counts the rows of `who` in the order written."""
    offer(who={"together": True, "married": True, "in_arrears": True, "children": [1, 5]})
    couple = at_the_gp(family)
    come_for_support(couple, now(MONTH), p, note)
    assert stages(note) == [0, 1, 1] + [0] * (N_STAGES - 3)


def test_nobody_is_noticed_away_from_the_doors_of_the_offer(*, family, p, now, note, offer, meets):
    offer()
    meets("midwife")
    elsewhere = at_the_gp(family)
    come_for_support(elsewhere, now(MONTH), p, note)
    assert (elsewhere.help_stage, note.counts[Count.NOTICED]) == (NO_CONTACT, 0)


@pytest.mark.parametrize(("trained", "need", "noticed"), [(1.0, True, 1), (0.0, True, 0), (1.0, False, 0)])
def test_staff_notice_by_their_skill_unless_everyone_is_invited(*, family, p, now, note, offer, trained, need, noticed):
    """By construction: trained staff are perfect here, untrained staff see nobody."""
    offer(invites="noticed", staff_trained={"gp": trained})
    s = p.staff
    s.sensitivity_trained = s.specificity_trained = s.specificity_untrained = 1.0
    s.sensitivity_untrained = 0.0
    couple = at_the_gp(family, harmful=int(need))
    come_for_support(couple, now(MONTH), p, note)
    assert note.counts[Count.NOTICED] == noticed


@pytest.mark.parametrize(("shared", "since", "known"), [(False, 5, False), (True, 12, True), (True, 13, False)])
def test_shared_data_carry_a_noticing_to_other_doors(*, family, p, now, note, offer, shared, since, known):
    """A family noticed at one door is known at the others, for a year."""
    offer(invites="noticed", data_shared=shared)
    p.staff.sensitivity_untrained, p.staff.remembers = 0.0, 12
    couple = at_the_gp(family, harmful=1, offer=0, noticed_month=MONTH - since)
    come_for_support(couple, now(MONTH), p, note)
    assert couple.help_stage == (WAITING if known else NO_CONTACT)


def test_an_opened_pathway_never_works_worse_than_none(p, offer):
    """By definition: the opened pathway's share, or informal signposting's if that is more."""
    offer(pathways=[{"door": "gp", "to": "relationship_group", "works": 0.7}])
    p.staff.informal_pathway = 0.15
    assert (pathway_works(GP, 0, False, p), pathway_works(MIDWIFE, 0, False, p)) == (0.7, 0.15)
    p.staff.informal_pathway = 0.9
    assert pathway_works(GP, 0, False, p) == 0.9


@pytest.mark.parametrize("violence", [SITUATIONAL, COERCIVE])
def test_at_sensitivity_one_nobody_above_the_threshold_enters(family, p, now, note, offer, violence):
    """Who is found never enters and is routed; at sensitivity 1 that is everybody, whatever the luck."""
    offer()
    p.support.screen_sensitivity = 1.0
    for family_id in range(2000):
        couple = at_the_gp(family, violence=violence)
        come_for_support(couple, now(MONTH, family_id=family_id), p, note)
        assert (couple.help_stage, couple.specialist) == (NO_CONTACT, 1)
    assert (note.counts[Count.ROUTED], note.counts[Count.AGREED]) == (2000, 0)


def test_the_screen_misses_its_share(family, p, note, offer):
    """Worked by hand: at sensitivity .8, luck from .8 on is missed: 2,000 of 10,000 even steps of luck."""
    p.support.screen_sensitivity = 0.8
    violent, course = family(violence=SITUATIONAL), p.programmes[offer().programme]
    luck = (np.arange(10_000) + 0.5) / 10_000
    assert sum(safe_to_enter(violent, course, u, p, note) for u in luck) == 2_000
    assert note.counts[Count.ROUTED] == 8_000


def test_a_family_routed_to_a_specialist_service_is_never_asked_again(family, p, now, note, offer):
    """A family the screen finds never enters, also once the violence has ended."""
    offer()
    couple = at_the_gp(family, specialist=1, violence=NO_VIOLENCE)
    for month in range(MONTH, MONTH + 60):
        come_for_support(couple, now(month), p, note)
    assert (couple.help_stage, note.counts[Count.NOTICED]) == (NO_CONTACT, 0)


@pytest.mark.parametrize(("since", "asked"), [(0, False), (11, False), (12, True)])
def test_a_refusal_can_be_asked_again_after_the_stated_time(family, p, now, offer, since, asked):
    """ask_again is 12 months."""
    p.support.ask_again = 12
    offer()
    assert may_be_asked(family(refused_month=MONTH - since), 0, now(MONTH), p) == asked


def test_nobody_is_asked_twice_running_for_one_programme(family, p, now, offer):
    """The rule's own words; another programme may follow."""
    terms = offer()
    since = {"together_month": MONTH - 120, "exposed_month": MONTH - 100}
    took_part = [family(programme=programme, **since) for programme in (terms.programme, 0)]
    assert [may_be_asked(one, 0, now(MONTH), p) for one in took_part] == [False, True]
    assert may_be_asked(family(), 0, now(MONTH), p)


@pytest.mark.parametrize(("needs_both", "both", "agrees"), [(0, 0, True), (1, 0, False), (0, 1, True), (1, 1, True)])
def test_some_programmes_need_both_parents(*, family, p, now, note, offer, needs_both, both, agrees):
    programme = p.programmes[offer().programme]
    programme.needs_both, programme.both_take_part = needs_both, both
    couple = at_the_gp(family)
    come_for_support(couple, now(MONTH), p, note)
    assert (couple.help_stage == WAITING) == agrees
    assert (couple.both_take_part, couple.refused_month[OF_COUPLE]) == (both, NEVER if agrees else MONTH)


def test_a_history_lowers_willingness(family, p, now, note, offer, assert_share):
    """Worked by hand: take-up .4 x .85 = .34; 5,000 families show 5 points (one in a million)."""
    p.programmes[offer().programme].take_up = 0.4
    p.support.willing_with_history = 0.85
    for family_id in range(5_000):
        couple = at_the_gp(family, other={"history": 1})
        come_for_support(couple, now(MONTH, family_id=family_id), p, note)
    assert_share(note.counts[Count.AGREED], 5_000, 0.34)


def test_parents_apart_are_not_asked(family, p, now, offer):
    """The rule's own words: help for parents apart is left out, so nobody alone takes a couple's place."""
    offer()
    assert not may_be_asked(family(status=APART), 0, now(MONTH), p)


def test_a_couple_is_asked_once_a_month(*, family, p, now, note, offer, meets):
    """By construction: two doors and two offers, and a conversation that leads nowhere."""
    offer(found=["gp", "midwife"])
    p.policy.offers[1], p.policy.n_offers = p.policy.offers[0], 2
    p.staff.informal_pathway = 0.0
    meets("gp", "midwife")
    couple = at_the_gp(family)
    couple.reached[1] = Stage.EPISODE
    come_for_support(couple, now(MONTH), p, note)
    assert (note.counts[Count.NOTICED], note.counts[Count.PENCE]) == (1, 100 * p.costs.conversation)


def test_which_of_two_offers_comes_first_is_left_to_chance(family, p, now, note, offer, assert_share):
    """By symmetry: each of two equal offers is made to half; 4,000 couples show 4 points (one in a million)."""
    offer()
    p.policy.offers[1], p.policy.n_offers = p.policy.offers[0], 2
    first = 0
    for family_id in range(4000):
        couple = at_the_gp(family)
        couple.reached[1] = Stage.EPISODE
        come_for_support(couple, now(MONTH, family_id=family_id), p, note)
        first += couple.offer == 0
    assert_share(first, 4000, 0.5)


def test_who_the_screen_finds_by_mistake_goes_to_the_service_and_can_be_asked_again(family, p, now, note, offer):
    """False positives are people too: routed and costed like whoever is found, not barred for good."""
    offer()
    p.support.screen_specificity = 0.0
    couple = at_the_gp(family)
    come_for_support(couple, now(MONTH), p, note)
    pence = 100 * (p.costs.conversation + p.costs.referral + p.costs.specialist)
    assert (note.counts[Count.ROUTED], note.counts[Count.PENCE]) == (1, pence)
    assert (couple.help_stage, couple.specialist, couple.refused_month[OF_COUPLE]) == (NO_CONTACT, 0, MONTH)
    p.support.screen_specificity, later = 1.0, MONTH + int(p.support.ask_again)
    come_for_support(couple, now(later), p, note)
    assert couple.help_stage == WAITING


def test_every_step_has_luck_of_its_own(family, p, now, note, offer, assert_share):
    """By construction: with a half at each step, half of those before go on, down to both taking part."""
    programme = p.programmes[offer().programme]
    p.staff.conversation_untrained = p.staff.informal_pathway = p.support.screen_specificity = 0.5
    programme.take_up = programme.both_take_part = 0.5
    couples, both = 6_000, 0
    for family_id in range(couples):
        couple = at_the_gp(family)
        come_for_support(couple, now(MONTH, family_id=family_id), p, note)
        both += couple.help_stage == WAITING and couple.both_take_part
    reached = [note.stages[0, stage] for stage in (Stage.CONVERSATION, Stage.REFERRED, Stage.SAFE, Stage.AGREED)]
    for step, count in enumerate([*reached, both], start=1):
        assert_share(count, couples, 0.5**step)


@pytest.mark.parametrize("lasts", [0.0, 0.3])
def test_each_door_notices_for_itself(*, family, p, now, note, offer, meets, assert_share, lasts):
    """Closed form: two doors at a half notice three quarters, less what lasts from one to the other; sees 4 points."""
    offer(invites="noticed", found=["gp", "midwife"])
    meets("gp", "midwife")
    p.staff.sensitivity_untrained, p.staff.visibility_lasts = 0.5, lasts
    for family_id in range(4000):
        couple = at_the_gp(family, harmful=1)
        come_for_support(couple, now(MONTH, family_id=family_id), p, note)
    assert_share(note.counts[Count.NOTICED], 4000, 0.75 - asin(lasts) / (2 * pi))


def test_training_at_one_door_trains_nobody_elsewhere(p, offer):
    """By definition of a strategy's `staff_trained`: a share for each door it names, none for the others."""
    offer(staff_trained={"gp": 0.7})
    assert list(p.policy.trained[0][: len(DOORS)]) == [0.7 * (name == "gp") for name in DOORS]
