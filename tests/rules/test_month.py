"""The order of a month: what is lagged, what comes first, who is left alone."""

import pytest

from famsim.evidence import programme_names
from famsim.model.counts import Count, Stage
from famsim.model.family import (
    APART,
    ATTENDING,
    LEFT,
    NEVER,
    NO_CONTACT,
    NO_VIOLENCE,
    NOT_YET,
    SITUATIONAL,
    UNEMPLOYED,
    WAITING,
)
from famsim.model.policy import DOORS
from famsim.rules import month
from famsim.rules.family.contact import at_the_door
from famsim.rules.family.relationship import partners_quality
from famsim.rules.month import adapt

MONTH = 120
# called as plain Python, which calls compiled rules: compiled whole, they take many seconds for these few families
before_places = getattr(month.before_places, "py_func", month.before_places)
after_places = getattr(month.after_places, "py_func", month.after_places)


@pytest.fixture
def calm(p):
    """Leave out chance where a test looks at order: no events but those it makes."""
    p["separation"]["base_hazard"] = p.commitment.marries = p.violence.onset = p.distress.onset_scale = 0.0
    p.births.conception = p.money.falls_behind = p.health.falls_ill = 0.0
    p.area.job_loss[:] = p.work.finding = 0.0
    p.mother.becomes_inactive = p.other.becomes_inactive = 0.0
    p.quality.drift_shock = p.conflict.shock = 0.0
    return p


@pytest.mark.parametrize("status", [LEFT, NOT_YET])
def test_nothing_happens_to_those_who_are_not_there(family, p, now, note, status):
    gone = family(ages=(300,), status=status, due_month=MONTH)
    before = gone.tobytes()
    before_places(gone, now(MONTH), p, note)
    after_places(gone, now(MONTH), p, note)
    assert gone.tobytes() == before
    assert not note.counts.any()


def test_a_family_leaves_before_anything_else_happens(family, p, now, note):
    p.area.job_loss[:] = 1.0
    grown = family(ages=(216,))
    before_places(grown, now(MONTH), p, note)
    after_places(grown, now(MONTH), p, note)
    assert (grown.status, grown.job_loss_month, note.counts[Count.FAMILIES]) == (LEFT, NEVER, 0)


def test_a_job_lost_this_month_weighs_this_month(family, calm, now, note):
    """Order: jobs, then money, then stress, then quality, all in the month of the loss."""
    calm.area.job_loss[:] = 1.0
    couple = family(ages=(60,))
    before_places(couple, now(MONTH), calm, note)
    after_places(couple, now(MONTH), calm, note)
    assert couple.mother.work == UNEMPLOYED
    carry = calm.stress.short_carry
    state = calm.stress.unemployment + calm.stress.workless  # both jobs are lost
    assert couple.strain_short == pytest.approx((1 - carry) * state + calm.stress.job_loss)
    assert couple.mother.quality < calm.quality.centre + calm.mother.average


def test_each_direction_of_a_loop_is_lagged_one_month(family, calm, now):
    """Distress that begins this month strains the next; conflict follows last month's quality."""
    calm.mother.onset = calm.other.onset = 1e9
    calm.distress.onset_scale = 1.0
    couple = family(ages=(60,), mother={"quality": -2.0}, other={"quality": -2.0})
    adapt(couple, now(MONTH), calm)
    assert (couple.mother.distressed, couple.strain_short) == (1, 0.0)
    argued = (1 - calm.conflict.carry) * calm.conflict.from_quality * 2.0
    assert couple.frequency == pytest.approx(argued)
    adapt(couple, now(MONTH + 1), calm)
    assert couple.strain_short > 0.0


def test_parents_apart_have_no_couple_to_change(family, p, now):
    p.quality.drift_shock = 1.0
    apart = family(status=APART, frequency=1.0, mother={"drift": 0.5, "quality": 0.3})
    adapt(apart, now(), p)
    assert (apart.frequency, apart.mother.drift, apart.mother.quality, apart.harmful) == (1.0, 0.5, 0.3, 0)


def test_strategies_stand_only_once_the_scenario_has_begun(*, family, p, now, note, offer, meets):
    """The burn-in has no strategy, and nothing is counted in it."""
    offer(found=["school"])
    meets("school")
    couple = family(ages=(60,))
    couple.reached[0] = 0
    before_places(couple, now(MONTH, begun=False), p, note)
    after_places(couple, now(MONTH, begun=False), p, note)
    assert (couple.help_stage, note.counts[Count.FAMILIES], note.counts[Count.NOTICED]) == (0, 0, 0)
    before_places(couple, now(MONTH + 1), p, note)
    assert couple.help_stage == 1


@pytest.mark.parametrize(("before", "begins"), [(1.0, True), (0.0, False)])
def test_distress_follows_last_months_strain(family, calm, now, before, begins):
    """By construction onset is certain under a strain of 1 and next to impossible under none."""
    calm.distress.onset_scale, calm.distress.by_strain, calm.stress.unemployment = 1e-9, 60.0, 9.0
    couple = family(ages=(60,), strain_short=before, mother={"work": UNEMPLOYED})
    adapt(couple, now(MONTH), calm)
    assert (couple.mother.distressed == 1) == begins
    assert couple.strain_short > 1.0


@pytest.mark.parametrize(("before", "stage"), [(NO_VIOLENCE, NO_CONTACT), (SITUATIONAL, WAITING)])
def test_violence_that_begins_ends_a_wait(family, calm, now, note, before, stage):
    """It takes a family off the list in its month; what the screen missed before meets the second screen."""
    calm.policy.offers[0].programme = programme_names().index("relationship_group")  # one that screens
    calm.violence.onset, calm.violence.situational_ends = 1e9, 0.0
    couple = family(ages=(60,), help_stage=WAITING, offer=0, violence=before)
    after_places(couple, now(MONTH), calm, note)
    assert couple.violence != NO_VIOLENCE
    assert (couple.help_stage, note.counts[Count.LEFT_QUEUE]) == (stage, int(stage == NO_CONTACT))


def test_quality_is_that_of_the_months_own_drift_and_birth_change(family, p, now):
    """q = T + x + birth + L - dip of the month itself, so setting it again from the state changes nothing."""
    couple = family(ages=(60,), birth_shift=-0.4, mother={"drift": 1.0}, other={"drift": -1.0})
    adapt(couple, now(), p)
    found = (couple.mother.quality, couple.other.quality)
    partners_quality(couple, p)
    assert (couple.mother.quality, couple.other.quality) == found


def test_an_effect_is_whole_at_the_end_of_the_month_that_gives_it(family, calm, now, note, offer):
    """Felt at once, with its own fade: fading comes before the month's sessions, not after."""
    programme = calm.programmes[offer().programme]
    programme.sessions = programme.sessions_a_month = 1
    programme.full.commitment, programme.keep.commitment = 0.8, 0.5
    programme.moderation_by_quality, programme.moderation_scale = 0.0, 1.0
    couple = family(ages=(60,), help_stage=ATTENDING, offer=0, start_month=MONTH, both_take_part=1)
    after_places(couple, now(MONTH), calm, note)
    assert couple.eff_commitment == pytest.approx(0.8)
    after_places(couple, now(MONTH + 1), calm, note)
    assert couple.eff_commitment == pytest.approx(0.4)


def test_who_joins_the_queue_this_month_waits_at_least_for_this_months_places(*, family, calm, now, note, offer, meets):
    """Patience is of those who wait; even with none, a place of the month of joining can be taken."""
    offer(found=["school"])
    meets("school")
    calm.support.gives_up_waiting = 1.0
    couple = family(ages=(100,))
    couple.reached[0] = Stage.EPISODE
    before_places(couple, now(MONTH), calm, note)
    assert couple.help_stage == WAITING
    before_places(couple, now(MONTH + 1), calm, note)
    assert couple.help_stage == NO_CONTACT


def test_doors_are_met_after_the_months_events(family, calm, now, note):
    """Life events, then contact: who falls behind this month can be at the desk this month."""
    desk = DOORS.index("money_desk")
    behind = calm.doors[desk].ways[0]
    calm.money.falls_behind = behind.chance = behind.asks[0].low = 1.0
    couple = family(ages=(100,))
    assert not at_the_door(couple, desk, now(MONTH), calm)
    before_places(couple, now(MONTH), calm, note)
    assert (couple.arrears_month, at_the_door(couple, desk, now(MONTH), calm)) == (MONTH, True)


def test_children_live_through_a_parting_in_its_own_month(family, calm, now, note):
    """Separation, then children, within a month: the push of a parting begins with it."""
    calm["separation"]["base_hazard"], calm.children.separation_older = 1e9, 5.0
    calm.children.shock_sd = calm.children.usual_push = calm.children.coparenting = 0.0
    couple = family(ages=(130,))
    after_places(couple, now(MONTH), calm, note)
    assert couple.children[0].parted_month == MONTH
    assert couple.children[0].state == pytest.approx(5.0 * (1 - calm.children.carry))


def test_doors_that_no_offer_looks_at_change_nothing(*, family, p, now, note, offer, meets):
    """Contact is asked where an offer looks; two years of life, everybody or nobody at every other door."""
    offer()
    records = []
    for others in ((), tuple(name for name in DOORS if name != "gp")):
        meets("gp", *others)
        couple = family(ages=(60, 3), mother={"distressed": 1})
        couple.reached[0] = Stage.EPISODE
        for later in range(24):
            before_places(couple, now(MONTH + later), p, note)
            after_places(couple, now(MONTH + later), p, note)
        records.append(couple.tobytes())
    assert records[0] == records[1]
