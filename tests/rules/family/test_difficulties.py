"""What help is for: who needs it, who comes about it, what a no to one help means for another, who is served first."""

import pytest

from famsim.evidence import programme_names
from famsim.model.counts import Count, Stage
from famsim.model.family import APART, COERCIVE, NEVER, NO_CONTACT, SITUATIONAL, WAITING
from famsim.model.policy import (
    DOORS,
    OF_APART,
    OF_CHILDREN,
    OF_COUPLE,
    OF_DEBTS,
    QUEUE_CLASSES,
)
from famsim.rules.family.coming import come_for_support
from famsim.rules.family.contact import comes_about
from famsim.rules.family.finding import may_be_asked
from famsim.rules.family.need import difficulty, needs
from famsim.rules.family.noticing import pathway_works
from famsim.rules.family.support import talk_and_refer
from famsim.rules.family.turn import need_class

MONTH = 120
GP = DOORS.index("gp")


@pytest.fixture
def programme(p):
    """Return a programme of the register by name."""
    return lambda name: p.programmes[programme_names().index(name)]


@pytest.mark.parametrize(
    ("name", "fields", "which"),
    [
        ("debt_advice", {}, OF_DEBTS),
        ("housing_support", {"status": APART}, OF_DEBTS),
        ("parenting_group", {}, OF_CHILDREN),
        ("couple_counselling", {}, OF_COUPLE),
        ("mediation", {"status": APART, "elsewhere": 1}, OF_APART),
    ],
)
def test_each_programme_is_for_one_difficulty(family, programme, name, fields, which):
    """By the programmes' own words."""
    assert difficulty(family(**fields), programme(name)) == which


@pytest.mark.parametrize(
    ("name", "fields", "need"),
    [
        ("debt_advice", {"harmful": 1}, False),
        ("debt_advice", {"arrears_month": MONTH}, True),
        ("parenting_group", {"harmful": 1}, False),
        ("parenting_group", {"ages": (60,), "children": [{"trait": 1.0, "state": 0.0}]}, False),
        ("parenting_group", {"ages": (60,), "children": [{"trait": 1.0, "state": 0.1}]}, True),
        ("parenting_group", {"ages": (300,), "children": [{"trait": 1.0, "state": 0.1}]}, False),
        ("couple_counselling", {"arrears_month": MONTH}, False),
        ("couple_counselling", {"harmful": 1}, True),
    ],
)
def test_need_is_the_difficulty_that_a_programme_is_for(*, family, p, now, programme, name, fields, need):
    """A debt is no couple's difficulty, nor a couple's a debt; a child of 25 years is none (need.child_above 1.07)."""
    one = family(**{key: value for key, value in fields.items() if key != "children"})
    for child, given in zip(one.children, fields.get("children", ()), strict=False):
        child.trait, child.state = given["trait"], given["state"]
    assert needs(one, programme(name), now(MONTH), p) == need


def test_who_comes_about_a_debt_is_noticed_and_talked_with_without_any_skill(*, family, p, now, note, offer):
    """By construction: nobody at the door sees or says anything; half of those who come about it get through."""
    offer(programme="debt_advice", invites="noticed")
    p.staff.sensitivity_untrained = p.staff.conversation_untrained = p.staff.informal_pathway = 0.0
    behind = {"arrears_month": MONTH - 6}
    stages = []
    for about in (0, 1 << OF_COUPLE, 1 << OF_DEBTS):
        p.doors[GP].ways[0].about = about
        one = family(**behind)
        one.reached[0] = Stage.EPISODE
        come_for_support(one, now(MONTH), p, note)
        stages.append(one.help_stage)
    assert stages == [NO_CONTACT, NO_CONTACT, WAITING]


def test_a_talk_that_a_couple_comes_for_eases_wherever_staff_are_trained(*, family, p, now, note, offer):
    """By construction: trained staff begin no talk by themselves, but talk with a couple in difficulty that comes."""
    offer(invites="noticed", staff_trained={"gp": 1.0})
    p.staff.conversation_trained, p.staff.conversation_eases = 0.0, 0.1
    p.doors[GP].ways[0].about = 1 << OF_COUPLE
    couple = family(harmful=1)
    couple.reached[0] = Stage.EPISODE
    come_for_support(couple, now(MONTH), p, note)
    assert couple.talked_month == MONTH


def test_the_way_by_which_a_family_comes_says_what_it_comes_about(*, family, p, now, programme):
    """Of the register's doors: at the money desk a debt is said, by those without one nothing."""
    desk, debts = DOORS.index("money_desk"), programme("debt_advice")
    for way in p.doors[desk].ways:
        way.chance = 1.0
    assert comes_about(family(arrears_month=MONTH - 12), desk, debts, now(MONTH), p)
    assert not comes_about(family(mother={"work": 1}), desk, debts, now(MONTH), p)
    assert not comes_about(family(arrears_month=MONTH - 12), desk, programme("couple_counselling"), now(MONTH), p)


def test_signposting_is_better_where_a_family_comes_about_it_and_nothing_where_there_is_no_way(p, offer):
    """By definition: the known pathway or the informal one, or the opened one's share if that is more."""
    offer(pathways=[{"door": "gp", "to": "relationship_group", "works": 0.7}])
    p.staff.informal_pathway, p.staff.known_pathway = 0.15, 0.5
    assert [pathway_works(door, 0, comes, p) for door in (GP, GP + 1) for comes in (False, True)] == [
        0.7,
        0.7,
        0.15,
        0.5,
    ]
    p.policy.closed[:], p.policy.pathway[:] = 1.0, 0.0
    assert pathway_works(GP, 0, True, p) == 0.0


@pytest.mark.parametrize(("refused", "asked"), [(OF_COUPLE, False), (OF_DEBTS, True), (OF_APART, True)])
def test_a_no_to_one_help_bars_no_other(family, p, now, offer, refused, asked):
    """By definition: a couple's no to debt advice last month says nothing about a relationship group."""
    offer()
    one = family()
    one.refused_month[refused] = MONTH - 1
    assert may_be_asked(one, 0, now(MONTH), p) == asked


def test_a_no_is_remembered_of_the_help_that_was_refused(*, family, p, now, note, offer):
    """By construction: nobody agrees to debt advice."""
    p.programmes[offer(programme="debt_advice").programme].take_up = 0.0
    one = family(arrears_month=MONTH - 6)
    one.reached[0] = Stage.EPISODE
    come_for_support(one, now(MONTH), p, note)
    assert [month != NEVER for month in one.refused_month] == [which == OF_DEBTS for which in range(4)]


@pytest.mark.parametrize(("second", "twice"), [("couple_counselling", 1), ("debt_advice", 0)])
def test_a_second_referral_is_one_for_the_same_difficulty(*, family, p, now, note, offer, second, twice):
    """P11: help with another difficulty duplicates nothing, though it waits its turn."""
    offer()
    p.policy.offers[1], p.policy.n_offers = p.policy.offers[0], 2
    p.policy.offers[1].programme = programme_names().index(second)
    one = family(help_stage=WAITING, offer=0, joined_month=MONTH - 2, noticed_month=MONTH - 2, arrears_month=MONTH - 9)
    one.reached[:2] = Stage.EPISODE
    come_for_support(one, now(MONTH), p, note)
    assert note.counts[Count.DUPLICATED] == twice


def test_records_tell_of_the_difficulty_that_was_noticed_alone(*, family, p, now, note, offer):
    """By construction: nobody notices by skill, and another door noticed a debt two months ago."""
    offer(programme="debt_advice", invites="noticed", data_shared=True)
    p.staff.sensitivity_untrained = 0.0
    p.policy.offers[1], p.policy.n_offers = p.policy.offers[0], 2
    p.policy.offers[1].programme = programme_names().index("couple_counselling")
    one = family(offer=0, noticed_month=MONTH - 2, harmful=1)
    one.reached[1] = Stage.EPISODE
    one.reached[0] = -1
    come_for_support(one, now(MONTH), p, note)
    assert note.counts[Count.NOTICED] == 0
    one.reached[0] = Stage.EPISODE
    come_for_support(one, now(MONTH), p, note)
    assert (note.counts[Count.NOTICED], one.offer) == (1, 0)


@pytest.mark.parametrize(
    ("name", "violence", "hears", "found"),
    [
        ("couple_counselling", SITUATIONAL, 1.0, 1),
        ("couple_counselling", COERCIVE, 1.0, 1),
        ("couple_counselling", COERCIVE, 0.0, 0),
        ("couple_counselling", 0, 1.0, 0),
        ("debt_advice", COERCIVE, 1.0, 0),
    ],
)
def test_violence_spoken_of_in_a_talk_leads_to_a_specialist_and_to_no_couples_programme(
    *, family, p, now, note, offer, name, violence, hears, found
):
    """By construction: the screen finds nobody here, so whoever is routed was heard in the talk; at its cost."""
    offer(programme=name)
    p.support.screen_sensitivity, p.staff.hears_of_violence_untrained = 0.0, hears
    one = family(violence=violence, offer=0, door=GP)
    talk_and_refer(one, now(MONTH), p, note)
    assert (one.specialist, note.counts[Count.ROUTED]) == (found, found)
    assert note.counts[Count.PENCE_SPECIALIST] == found * 100 * p.costs.specialist
    assert one.help_stage == (NO_CONTACT if found else WAITING)


@pytest.mark.parametrize(
    ("name", "fields", "classes"),
    [
        ("debt_advice", {"arrears_month": MONTH, "harmful": 1}, 8),
        ("debt_advice", {"arrears_month": MONTH - 6}, 6),
        ("debt_advice", {"arrears_month": MONTH - 99}, 0),
        ("parenting_group", {"harmful": 1, "ages": ()}, QUEUE_CLASSES - 1),
        ("parenting_group", {"ages": (60,), "trait": 2.0}, 3),
        ("couple_counselling", {"harmful": 1}, 0),
    ],
)
def test_need_is_ranked_by_the_difficulty_that_help_is_for(*, family, p, programme, name, fields, classes):
    """By hand: a class a quarter of a year behind (1 month: 9 - .33, 7: 9 - 2.33), two an SD of a child's past 1.07."""
    one = family(**{key: value for key, value in fields.items() if key != "trait"})
    if "trait" in fields:
        one.children[0].trait, one.children[0].state = fields["trait"], 0.0
    assert need_class(one, programme(name), MONTH, p) == classes
