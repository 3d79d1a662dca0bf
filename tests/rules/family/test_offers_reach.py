"""Offers reach those they are for: doors, need, attendance and what one parent who comes brings home, by hand."""

import pytest

from famsim.evidence import programme_names
from famsim.model.family import (
    APART,
    COHABITING,
    NEVER,
    NEVER_TOGETHER,
    SITUATIONAL,
    WAITING,
)
from famsim.model.parameters import CHANNELS
from famsim.model.policy import DOORS, OF_APART, OF_COUPLE, OF_DEBTS, Door, Feature
from famsim.rules.family.apart import begin_coparenting
from famsim.rules.family.arriving import stands_in
from famsim.rules.family.assessment import remember_assessment
from famsim.rules.family.contact import comes_there_about, comes_to
from famsim.rules.family.effects import effects_accrue
from famsim.rules.family.money import chance_of_catching_up
from famsim.rules.family.need import episode_begins, feature, meets_row, needs
from famsim.rules.family.noticing import is_told_of
from famsim.rules.family.sessions import attend, chance_of_starting
from famsim.rules.family.support import leave_support, talk_helps
from famsim.rules.family.turn import need_class

MONTH = 120
GP, ONLINE, COURT = (DOORS.index(name) for name in ("gp", "online", "family_court"))


@pytest.fixture
def certain(p):
    """Let every way to every door bring whoever meets it."""
    for door in p.doors:
        for way in door.ways:
            way.chance, way.rises_by = 1.0, 0.0


def row_of(name):
    """Return a programme's place."""
    return programme_names().index(name)


@pytest.mark.parametrize(
    ("unwell", "months", "chance"), [(0, 4, 0.15), (1, 4, 1 - 0.85 * 0.9), (1, 40, 0.10), (0, 40, 0.0)]
)
def test_distress_brings_parents_of_infants_to_the_gp_more_often(
    *, family, p, now, assert_share, unwell, months, chance
):
    """By hand, from doors.gp_infant .15 and gp_distressed .10; 1,500 families show a share 5 points off."""
    one = family(ages=(months,), mother={"distressed": unwell})
    assert_share(sum(comes_to(one, GP, now(family_id=i), p) for i in range(1500)), 1500, chance)


def test_who_has_two_reasons_to_come_comes_about_both(family, p, now, certain):
    """By construction: both ways certain, a couple behind with bills and in harmful conflict comes about either."""
    one = family(arrears_month=MONTH - 12, harmful=1)
    assert comes_there_about(one, ONLINE, now(), p) == 1 << OF_DEBTS | 1 << OF_COUPLE
    one.arrears_month = NEVER
    assert comes_there_about(one, ONLINE, now(), p) == 1 << OF_COUPLE


def test_no_second_reason_to_come_keeps_a_family_away(family, p, now):
    """Of every door of the register: who comes without distress comes with it too, by the same luck."""
    calm = family(ages=(5,))
    unwell = family(ages=(5,), mother={"distressed": 1}, distress_month=MONTH - 6)
    for door in range(len(DOORS)):
        for i in range(60):
            assert comes_to(calm, door, now(family_id=i), p) <= comes_to(unwell, door, now(family_id=i), p)


def test_what_two_have_together_is_the_mean_of_what_each_has(family, p):
    """By hand, with half for who stays away: .1 of each and .05 are .075 together; a lone mother has all of hers.

    Of the two apart only the mother comes with a new partner.
    """
    group = p.programmes[row_of("relationship_group")]
    for channel in CHANNELS.names:
        group.full[channel] = 0.1
    group.moderation_by_quality, group.moderation_scale, p.support.partner_factor = 0.0, 1.0, 0.5
    shared = ("eff_buffer", "eff_distress", "eff_parenting", "eff_commitment", "eff_coparenting", "eff_contact")
    found = {}
    for both in (0, 1):
        one = family(programme=row_of("relationship_group"), both_take_part=both, elsewhere=1)
        effects_accrue(one, 1.0, p)
        found[both] = [one[name] for name in shared]
        assert one.other.level == pytest.approx(0.1 if both else 0.05)
    assert found[0] == pytest.approx([0.075] * 6)
    assert found[1] == pytest.approx([0.1] * 4 + [0.075] * 2)
    alone = family(programme=row_of("relationship_group"), status=APART, elsewhere=1)
    effects_accrue(alone, 1.0, p)
    assert [alone[name] for name in shared] == pytest.approx([0.0, 0.1, 0.1, 0.0, 0.075, 0.075])


@pytest.mark.parametrize(("both", "apart"), [(1, 0.1), (0, 0.075)])
def test_a_new_partner_has_no_part_in_what_parents_apart_come_to(family, p, both, apart):
    """By hand, with half for who stays away: .1 of each parent apart; the partner at home has half of hers, or .05."""
    row = row_of("parenting_together")
    course = p.programmes[row]
    for channel in CHANNELS.names:
        course.full[channel] = 0.1
    p.support.partner_factor = 0.5
    one = family(programme=row, both_take_part=both, status=COHABITING, elsewhere=1, union=2)
    effects_accrue(one, 1.0, p)
    assert (one.mother.learned, one.other.learned) == pytest.approx((0.1, 0.05))
    assert (one.eff_parenting, one.eff_coparenting, one.eff_contact) == pytest.approx((0.075, apart, apart))


@pytest.mark.parametrize(("attends", "sessions"), [(0.0, 1), (1.0, 3)])
def test_of_a_first_month_only_the_first_session_is_certain(*, family, p, now, note, attends, sessions):
    """By hand: three sessions a month of nine; who comes to the first has been at one, the rest are attended or not."""
    course = p.programmes[row_of("new_parent_group")]
    course.attendance, course.drops_out, p.support.attendance_poor = attends, 0.0, 1.0
    one = family(programme=row_of("new_parent_group"), start_month=MONTH)
    one.reached[0] = 5
    attend(one, now(), p, note)
    assert (one.sessions, one.due_sessions) == (sessions, 3)


def test_poverty_and_attendance_act_on_every_programme(family, p):
    """By hand: of a programme of one session the poor start .85 x .95 of .786, of longer ones as others do."""
    p.support.comes_to_first_session, p.support.attendance_poor = 0.786, 0.85
    one, many = (p.programmes[row_of(name)] for name in ("light_touch_session", "relationship_group"))
    one.attendance = 0.95
    assert chance_of_starting(family(poor=1), one, p) == pytest.approx(0.786 * 0.95 * 0.85)
    assert chance_of_starting(family(poor=0), one, p) == pytest.approx(0.786 * 0.95)
    assert chance_of_starting(family(poor=1), many, p) == 0.786
    for programme in p.programmes[: len(programme_names())]:
        held_at_first = max(int(programme.sessions_a_month), 1)
        assert programme.sessions == 1 or programme.sessions > held_at_first or programme.drops_out == 0.0


def test_a_window_from_a_year_before_a_birth_opens_for_a_later_child(family, p, now, offer):
    """By hand: nothing is known ahead of a conception, so the episode of a second child begins with it, once."""
    terms = offer(when={"trigger": "birth", "from": -12, "to": 6})
    one = family(ages=(30,), due_month=MONTH + 9)
    begun = [month for month in range(MONTH, MONTH + 9) if episode_begins(one, terms, now(month))]
    assert begun == [MONTH]
    never_together = family(ages=(), status=NEVER_TOGETHER, entry_month=MONTH, due_month=MONTH + 9)
    assert episode_begins(never_together, terms, now(MONTH))
    first = family(ages=(), entry_month=MONTH, due_month=MONTH + 9)
    assert not episode_begins(first, terms, now(MONTH)), "it began three months before"


def test_a_child_in_difficulty_is_one_in_ten_and_none_is_under_two(family, p, now):
    """By hand: 1.2816 x sqrt(.45 + .25) = 1.072 latent SD; what is not followed yet is no difficulty."""
    variance = p.children.trait_sd**2 + p.children.state_sd**2
    assert p.need.child_above == pytest.approx(1.2816 * variance**0.5, abs=0.02)
    group = p.programmes[row_of("parenting_group")]
    assert needs(family(ages=(24,), children=({"trait": 1.4},)), group, now(), p)
    assert not needs(family(ages=(23,), children=({"trait": 1.4},)), group, now(), p)


@pytest.mark.parametrize(
    ("fields", "comes"),
    [
        ({"status": APART, "parted_month": MONTH - 12, "elsewhere_month": MONTH - 12}, True),
        ({"status": COHABITING, "union": 2, "parted_month": MONTH - 12, "elsewhere_month": MONTH - 12}, True),
        ({"status": APART, "union": 2, "parted_month": MONTH - 5, "elsewhere_month": MONTH - 90}, False),
        ({"status": NEVER_TOGETHER, "ages": (12,)}, True),
        ({"status": NEVER_TOGETHER, "ages": (90,)}, False),
    ],
)
def test_parents_apart_are_so_since_their_own_parting_or_their_child_s_birth(*, family, p, now, certain, fields, comes):
    """By hand: the court sees them from 3 to 60 months, whoever lives with the mother, and whoever left her since."""
    one = family(elsewhere=1, **fields)
    assert comes_to(one, COURT, now(), p) == comes
    assert comes_there_about(one, COURT, now(), p) == (1 << OF_APART if comes else 0)


def test_the_month_of_the_first_parting_stays(family, p, now):
    """By construction: a step-partner's leaving begins nothing anew between the children's parents."""
    one = family()
    begin_coparenting(one, now(MONTH), p)
    begin_coparenting(one, now(MONTH + 40), p)
    assert one.elsewhere_month == MONTH


def test_early_help_knows_what_it_hears_of_and_assesses_harm_from_elsewhere(family, p, now, certain):
    """By construction: violence by the parent elsewhere is what it hears of, so it is assessed, and known there."""
    one = family(status=APART, elsewhere=1, violence_elsewhere=SITUATIONAL)
    remember_assessment(one, now(), p)
    assert one.assessed_month == MONTH
    assert comes_there_about(one, Door.EARLY_HELP, now(), p) == 1 << OF_APART
    assert comes_there_about(family(harmful=1), Door.EARLY_HELP, now(), p) == 1 << OF_COUPLE


@pytest.mark.parametrize(("name", "both"), [("mediation", 1), ("seven_week_group", 0)])
def test_a_step_partner_who_leaves_takes_nobody_out_of_mediation(*, family, p, now, note, offer, name, both):
    """By construction: in mediation is the parent elsewhere, who has gone nowhere; in a couple's group the one left."""
    offer(programme=name)
    one = family(status=APART, union=2, elsewhere=1, help_stage=WAITING, both_take_part=1, offer=0)
    leave_support(one, now(), p, note)
    assert (one.both_take_part, one.help_stage) == (both, WAITING)


@pytest.mark.parametrize(
    ("name", "helps"), [("relationship_group", True), ("debt_advice", False), ("parenting_group", False)]
)
def test_a_talk_about_debts_or_a_child_eases_no_relationship(*, family, p, offer, name, helps):
    """By the figure's words: staff.conversation_eases is of a talk about the relationship."""
    offer(programme=name)
    assert talk_helps(family(offer=0), p) == helps


@pytest.mark.parametrize("which", [Feature.RELATIONSHIP_QUALITY, Feature.MONTHS_TOGETHER])
def test_a_couple_that_is_no_more_meets_no_row(family, p, now, offer, which):
    """By definition: whoever the limits, a lone mother's last relationship is none."""
    offer(who={"relationship_quality": [-6, 6]})
    row = p.policy.offers[0].who[0]
    row.feature, row.low, row.high = which, float("-inf"), float("inf")
    assert meets_row(family(), row, now())
    assert not meets_row(family(status=APART, elsewhere=1), row, now())
    assert feature(family(), which, now()) < MONTH


def test_shared_records_are_other_doors_(family, p, now, offer):
    """By definition: what the GP itself has noticed is nothing that another door has told it."""
    offer(data_shared=True)
    one = family(offer=0, door=GP, noticed_month=MONTH - 1)
    programme = p.programmes[p.policy.offers[0].programme]
    assert not is_told_of(one, GP, programme, now(), p)
    assert is_told_of(one, GP + 1, programme, now(), p)


def test_nothing_stands_in_for_a_year_after_a_no(family, p, now, offer):
    """By definition of support.ask_again: 12 months; and the twelfth is past it."""
    offer()
    for refused, stands in ((NEVER, True), (MONTH - 11, False), (MONTH - 12, True)):
        one = family()
        one.reached[0], one.refused_month[OF_COUPLE] = 0, refused
        assert stands_in(one, 0, now(), p) == stands


def test_need_has_one_scale_for_couples_children_and_parents_apart(family, p):
    """By hand: at the own line class 5, one SD past it class 3, one SD short of it class 7; harm comes first."""
    group = p.programmes[row_of("seven_week_group")]
    for past, served in ((0.0, 5), (1.0, 3), (-1.0, 7), (9.0, 1), (-9.0, 9)):
        happy = p.need.quality_below - past + 1e-9
        couple = family(mother={"quality": happy}, other={"quality": 5.0})
        conflict = p.conflict.frequent + past - 1e-9
        apart = family(status=APART, elsewhere=1, coparenting=conflict)
        child = family(ages=(60,), children=({"trait": p.need.child_above + past - 1e-9},))
        assert need_class(couple, group, MONTH, p) == served
        assert need_class(child, p.programmes[row_of("parenting_group")], MONTH, p) == served
        assert conflict < 0.0 or need_class(apart, group, MONTH, p) == served
    for harm in ({"harmful": 1}, {"violence": SITUATIONAL}):
        assert need_class(family(**harm), group, MONTH, p) == 0
    violent = family(status=APART, elsewhere=1, violence_elsewhere=SITUATIONAL)
    assert need_class(violent, group, MONTH, p) == 0


def test_two_programmes_lift_no_more_of_money_strain_than_all_of_it(family, p):
    """By construction: relief of .8 twice is felt as all of it, for how soon a family is out of arrears too."""
    whole, more, below = (family(arrears_month=MONTH, eff_relief=felt) for felt in (1.0, 1.6, -0.5))
    assert chance_of_catching_up(more, p) == chance_of_catching_up(whole, p)
    assert chance_of_catching_up(below, p) == chance_of_catching_up(family(arrears_month=MONTH), p)
