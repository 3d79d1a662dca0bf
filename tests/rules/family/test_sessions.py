"""Taking part: places, the first session, attendance, completion, boosters."""

import pytest

from famsim.model.counts import Count, Stage
from famsim.model.family import ATTENDING, COHABITING, NEVER, NO_CONTACT, SITUATIONAL, WAITING
from famsim.rules.family.breakdown import part
from famsim.rules.family.effects import effects_fade
from famsim.rules.family.sessions import attendance, given_a_place, support_this_month

MONTH = 120


@pytest.fixture
def programme(p, offer):
    """Return a programme of 9 sessions, 4 a month, without wait, that gives quality .9 and never fades."""
    programme = p.programmes[offer().programme]
    programme.sessions, programme.sessions_a_month, programme.wait_for_start = 9, 4, 0
    programme.moderation_by_quality, programme.moderation_scale = 0.0, 1.0
    for channel in programme.full.dtype.names:
        programme.full[channel], programme.keep[channel] = 0.0, 1.0
    programme.full.level = 0.9
    return programme


def placed(family, p, now, note, **fields):
    """Return a couple that waited five months and is given a place."""
    couple = family(help_stage=WAITING, offer=0, joined_month=MONTH - 5, both_take_part=1, **fields)
    couple.reached[0] = Stage.AGREED
    given_a_place(couple, now(MONTH), p, note)
    return couple


def live(couple, months, p, now, note):
    """Let support run its months."""
    for month in months:
        support_this_month(couple, now(month), p, note)


@pytest.mark.parametrize(
    ("wait", "shortened", "first"), [(0, 0.0, 1), (2, 0.0, 3), (2, 1.0, 1), (2, 0.5, 2), (0, 1.0, 1)]
)
def test_the_first_session_is_the_month_after_the_place(*, family, p, now, note, programme, wait, shortened, first):
    """First session the month after the place; waits shortened is a share of the wait beyond that."""
    programme.wait_for_start, p.policy.waits_shortened = wait, shortened
    couple = placed(family, p, now, note)
    assert (couple.help_stage, couple.start_month) == (ATTENDING, MONTH + first)
    assert (note.counts[Count.PLACED], note.counts[Count.WAIT_MONTHS]) == (1, 5)
    assert note.counts[Count.PLACED_BY] == 1, "a place of the first offer"
    live(couple, range(MONTH, MONTH + first), p, now, note)
    assert note.counts[Count.STARTED] == note.counts[Count.SESSIONS] == 0
    live(couple, [MONTH + first], p, now, note)
    assert (note.counts[Count.STARTED], couple.exposed_month) == (1, MONTH + first)


def test_nine_sessions_in_three_months_give_the_whole_effect(family, p, now, note, programme):
    """Worked by hand: 4 + 4 + 1 sessions; 4/9, 8/9, 9/9 of .9; then it is over."""
    couple = placed(family, p, now, note)
    levels = []
    for month in range(MONTH + 1, MONTH + 6):
        live(couple, [month], p, now, note)
        levels.append(couple.mother.level)
    assert levels == pytest.approx([0.4, 0.8, 0.9, 0.9, 0.9])
    assert (note.counts[Count.SESSIONS], note.counts[Count.COMPLETED], couple.help_stage) == (9, 1, NO_CONTACT)
    assert note.counts[Count.PENCE] == 9 * 100 * programme.cost_per_session
    assert list(note.stages[0, Stage.PLACED :]) == [1, 1, 1]


def test_who_comes_once_gains_once_and_still_costs(family, p, now, note, programme):
    """Who starts has come to the first of 9 sessions; all 9 are held, and paid for."""
    programme.attendance = 0.0
    couple = placed(family, p, now, note)
    live(couple, range(MONTH + 1, MONTH + 6), p, now, note)
    assert (couple.mother.level, note.counts[Count.SESSIONS]) == (pytest.approx(0.1), 1)
    assert note.counts[Count.PENCE] == 9 * 100 * programme.cost_per_session
    assert (note.counts[Count.COMPLETED], couple.help_stage) == (0, NO_CONTACT), "held to its end, not attended"
    assert list(note.stages[0, Stage.PLACED :]) == [1, 1, 0]


@pytest.mark.parametrize(("share", "completes"), [(1 / 9, 1), (0.2, 0)])
def test_completing_takes_a_share_of_the_sessions(*, family, p, now, note, programme, share, completes):
    """The register's own words: 1 of 9 sessions attended is enough at 1/9, and too few at a fifth."""
    programme.attendance, p.support.completes = 0.0, share
    couple = placed(family, p, now, note)
    live(couple, range(MONTH + 1, MONTH + 6), p, now, note)
    assert note.counts[Count.COMPLETED] == completes


def test_who_drops_out_keeps_what_was_gained(family, p, now, note, programme):
    programme.drops_out = 1.0
    couple = placed(family, p, now, note)
    live(couple, range(MONTH + 1, MONTH + 6), p, now, note)
    assert couple.mother.level == pytest.approx(0.4)
    assert (note.counts[Count.SESSIONS], note.counts[Count.COMPLETED], couple.help_stage) == (4, 0, NO_CONTACT)


def test_poverty_acts_through_attendance(family, p, programme):
    """Material disadvantage acts first through attendance."""
    programme.attendance, p.support.attendance_poor = 0.8, 0.85
    assert attendance(family(), programme, p) == 0.8
    assert attendance(family(poor=1), programme, p) == pytest.approx(0.68)


@pytest.mark.parametrize(("fields", "starts"), [({}, True), ({"violence": SITUATIONAL}, False)])
def test_a_second_screen_stands_before_the_first_session(*, family, p, now, note, programme, fields, starts):
    """Every entry passes a screen; violence that began during the wait is met at the start."""
    p.support.screen_sensitivity = 1.0
    couple = placed(family, p, now, note)
    for name, value in fields.items():
        couple[name] = value
    live(couple, [MONTH + 1], p, now, note)
    assert (note.counts[Count.STARTED], couple.exposed_month != NEVER) == (starts, starts)
    assert note.counts[Count.LEFT_QUEUE] == (not starts)
    assert note.counts[Count.ROUTED] == couple.specialist == ("violence" in fields)


def test_a_violent_family_the_screen_misses_is_counted(family, p, now, note, programme):
    """Every missed case is counted as a harm."""
    p.support.screen_sensitivity = 0.0
    couple = placed(family, p, now, note, violence=SITUATIONAL)
    live(couple, range(MONTH + 1, MONTH + 6), p, now, note)
    assert (note.counts[Count.STARTED], note.counts[Count.MISSED_VIOLENT], couple.safe_missed) == (1, 1, 1)


def test_who_does_not_come_to_the_first_session_can_be_asked_again_later(family, p, now, note, programme):
    p.support.comes_to_first_session = 0.0
    couple = placed(family, p, now, note)
    live(couple, [MONTH + 1], p, now, note)
    assert (couple.help_stage, max(couple.refused_month), couple.exposed_month) == (NO_CONTACT, MONTH + 1, NEVER)
    assert (note.counts[Count.LEFT_QUEUE], note.counts[Count.PENCE]) == (1, 0)


def test_a_couple_that_parts_stops_taking_part(family, p, now, note, programme):
    couple = placed(family, p, now, note)
    live(couple, [MONTH + 1], p, now, note)
    part(couple, now(MONTH + 1), p, note)
    live(couple, range(MONTH + 2, MONTH + 5), p, now, note)
    assert (note.counts[Count.SESSIONS], note.counts[Count.COMPLETED], couple.help_stage) == (4, 0, NO_CONTACT)
    assert note.counts[Count.LEFT_QUEUE] == 0, "it left a programme, not a waiting list"


def test_a_couple_that_parts_before_its_first_session_has_left_the_list(family, p, now, note, programme):
    couple = placed(family, p, now, note)
    part(couple, now(MONTH), p, note)
    assert (note.counts[Count.LEFT_QUEUE], couple.help_stage) == (1, NO_CONTACT)


@pytest.mark.parametrize(("after", "dose", "level"), [(0, 0.5, 0.9), (12, 0.0, 0.9), (12, 0.5, 1.35)])
def test_a_booster_comes_once(*, family, p, now, note, programme, after, dose, level):
    """Worked by hand: .9 and, twelve months after the first session, half of .9 again."""
    programme.booster_after, programme.booster_dose = after, dose
    couple = placed(family, p, now, note)
    live(couple, range(MONTH + 1, MONTH + 60), p, now, note)
    assert couple.mother.level == pytest.approx(level)
    assert note.counts[Count.PENCE] == (9 + (after > 0)) * 100 * programme.cost_per_session


def test_an_effect_is_felt_at_once_and_fades_from_the_next_month(family, p, now, note, programme):
    """L is felt at once, with its own fade; order of the month: fading before what is gained."""
    programme.keep.level = 0.5
    couple = placed(family, p, now, note)
    levels = []
    for month in range(MONTH + 1, MONTH + 5):
        effects_fade(couple)
        support_this_month(couple, now(month), p, note)
        levels.append(couple.mother.level)
    assert levels == pytest.approx([0.4, 0.2 + 0.4, 0.3 + 0.1, 0.2])


@pytest.mark.parametrize("sensitivity", [0.0, 1.0])
def test_a_booster_is_screened_too(family, p, now, note, programme, sensitivity):
    """Every entry to a couple programme passes a screen; who is found is routed, who is missed is counted."""
    programme.booster_after, programme.booster_dose, p.support.screen_sensitivity = 12, 0.5, sensitivity
    couple = placed(family, p, now, note)
    live(couple, range(MONTH + 1, MONTH + 6), p, now, note)
    couple.violence = SITUATIONAL
    live(couple, range(MONTH + 6, MONTH + 60), p, now, note)
    assert (couple.mother.level > 1.0) == (sensitivity == 0.0)
    assert note.counts[Count.ROUTED] == couple.specialist == sensitivity
    assert note.counts[Count.MISSED_VIOLENT] == couple.safe_missed == 1 - sensitivity


def test_a_booster_is_not_for_a_couple_that_never_took_part(family, p, now, note, programme):
    """Sessions were the first couple's; a later union has had none, and a booster boosts nothing."""
    programme.booster_after, programme.booster_dose = 12, 0.5
    couple = placed(family, p, now, note)
    live(couple, range(MONTH + 1, MONTH + 6), p, now, note)
    part(couple, now(MONTH + 6), p, note)
    couple.status, couple.union = COHABITING, 2
    spent = int(note.counts[Count.PENCE])
    live(couple, range(MONTH + 7, MONTH + 60), p, now, note)
    assert (couple.mother.level, note.counts[Count.PENCE]) == (0.0, spent)


def test_coming_and_dropping_out_have_luck_of_their_own(family, p, now, note, programme, assert_share):
    """At a half each, a quarter of couples in their second month comes and then drops out."""
    programme.attendance = programme.drops_out = 0.5
    both = 0
    for family_id in range(4000):
        course = {"help_stage": ATTENDING, "offer": 0, "programme": p.policy.offers[0].programme, "due_sessions": 4}
        couple = family(start_month=MONTH - 1, exposed_month=MONTH - 1, **course)
        support_this_month(couple, now(MONTH, family_id=family_id), p, note)
        both += couple.sessions > 0 and couple.help_stage == NO_CONTACT
    assert_share(both, 4000, 0.25)
