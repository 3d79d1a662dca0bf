"""Who a programme is for, and its screen: a couple's, or that of parents apart. By hand from the rules' words."""

import pytest

from famsim.model.counts import Count
from famsim.model.family import (
    APART,
    ATTENDING,
    CHILDREN_GROWN,
    COERCIVE,
    COHABITING,
    MARRIED,
    MOTHER,
    NEVER_TOGETHER,
    NO_CONTACT,
    SITUATIONAL,
    WAITING,
)
from famsim.rules.family.breakdown import part
from famsim.rules.family.effects import add_up, effects_accrue, effects_fade
from famsim.rules.family.need import needs
from famsim.rules.family.screen import is_above, is_known_to_be_above, may_take_part, safe_to_enter, two_could_come
from famsim.rules.family.standing import AT_HOME, ELSEWHERE, conflict_apart, where_violent
from famsim.rules.family.support import leave_queue_amid_violence
from famsim.rules.family.turn import need_class

COUPLES, FOR_APART, FOR_ALL, NO_SCREEN = (1, 0, 1), (0, 1, 1), (1, 1, 1), (1, 1, 0)
LIVES = {
    "couple": {"status": MARRIED},
    "apart": {"status": APART, "elsewhere": 1},
    "never together": {"status": NEVER_TOGETHER, "elsewhere": 1, "union": 0},
    "new partner": {"status": COHABITING, "elsewhere": 1, "union": 2},
}


@pytest.fixture
def programme(p, offer):
    """Return the programme of an offer, made for whom a test says."""

    def make(kind):
        offer()
        found = p.programmes[p.policy.offers[0].programme]
        found.couples, found.apart, found.screened = kind
        return found

    return make


@pytest.mark.parametrize(
    ("kind", "whom"),
    [
        (COUPLES, {"couple", "new partner"}),
        (FOR_APART, {"apart", "never together", "new partner"}),
        (FOR_ALL, set(LIVES)),
    ],
)
def test_a_programme_is_for_whom_it_says(family, programme, kind, whom):
    course = programme(kind)
    assert {life for life, fields in LIVES.items() if may_take_part(family(**fields), course)} == whom
    assert all(two_could_come(family(**LIVES[life]), course) for life in whom)


@pytest.mark.parametrize(("debts", "child", "for_her"), [(1.0, 0.0, True), (0.0, 1.0, True), (0.0, 0.0, False)])
def test_help_with_debts_or_a_child_is_for_a_mother_whose_children_have_another_father(
    *, family, programme, debts, child, for_her
):
    """By the programme's own words: any family that is behind. With the first children grown up she was barred."""
    alone = family(status=APART, elsewhere=CHILDREN_GROWN, union=2)
    course = programme(FOR_ALL)
    course.debts, course.children = debts, child
    assert may_take_part(alone, course) == for_her
    course.couples = 0.0
    assert not may_take_part(alone, course), "for parents apart alone"


@pytest.mark.parametrize(
    ("fields", "as_a_couple", "as_apart"),
    [
        ({"violence": SITUATIONAL}, True, False),
        ({"violence_elsewhere": SITUATIONAL}, False, True),
        ({"violence_elsewhere": COERCIVE}, False, True),
        ({"coercive_elsewhere": MOTHER}, False, True),
        ({}, False, False),
    ],
)
def test_each_screen_looks_for_its_own_violence(family, programme, fields, as_a_couple, as_apart):
    """At home for couples; by the parent elsewhere, or coercion ever, for parents apart."""
    mother = family(**LIVES["new partner"] | fields)
    assert is_above(mother, programme(COUPLES)) == as_a_couple
    assert is_above(mother, programme(FOR_APART)) == as_apart


def test_who_is_found_apart_is_never_asked_again_apart_and_may_be_as_a_couple(family, p, note, programme):
    mother, course = (
        family(**LIVES["new partner"], violence_elsewhere=SITUATIONAL, help_stage=WAITING),
        programme(FOR_APART),
    )
    assert not safe_to_enter(mother, course, 0.5, p, note)
    assert (mother.specialist, mother.specialist_apart, mother.help_stage) == (0, 1, NO_CONTACT)
    assert note.counts[Count.ROUTED] == 1
    assert is_known_to_be_above(mother, course)
    assert not is_known_to_be_above(mother, programme(COUPLES))


def test_without_a_screen_nobody_is_asked(family, p, note, programme):
    mother = family(**LIVES["apart"], violence_elsewhere=COERCIVE, specialist_apart=1)
    course = programme(NO_SCREEN)
    assert safe_to_enter(mother, course, 0.0, p, note)
    assert not is_known_to_be_above(mother, course)
    assert note.counts.sum() == 0


@pytest.mark.parametrize(("union", "known"), [(1, 1), (2, 0)])
def test_what_the_screen_found_of_the_childrens_parents_goes_along_at_their_parting(
    *, family, p, now, note, offer, union, known
):
    """Of a later couple nothing is known of the parent who lives elsewhere."""
    offer()
    couple = family(specialist=1, union=union, elsewhere=union - 1)
    part(couple, now(), p, note)
    assert couple.specialist_apart == known


@pytest.mark.parametrize("stage", [WAITING, ATTENDING])
@pytest.mark.parametrize(("kind", "stays"), [(COUPLES, False), (NO_SCREEN, True)])
def test_a_parting_ends_what_is_for_couples_alone(*, family, p, now, note, programme, stage, kind, stays):
    programme(kind)
    couple = family(help_stage=stage, offer=0, both_take_part=1)
    part(couple, now(), p, note)
    assert couple.help_stage == (stage if stays else NO_CONTACT)
    assert couple.both_take_part == 0


@pytest.mark.parametrize(
    ("kind", "life", "began", "ends"),
    [
        (COUPLES, "couple", AT_HOME, True),
        (COUPLES, "new partner", ELSEWHERE, False),
        (FOR_APART, "apart", ELSEWHERE, True),
        (FOR_APART, "new partner", AT_HOME, False),
        (NO_SCREEN, "couple", AT_HOME, False),
        (NO_SCREEN, "apart", ELSEWHERE, False),
    ],
)
def test_violence_that_begins_ends_the_wait_for_what_it_is_not_for(
    *, family, p, now, note, programme, kind, life, began, ends
):
    programme(kind)
    waiting = family(**LIVES[life], help_stage=WAITING, offer=0)
    leave_queue_amid_violence(waiting, began, now(), p, note)
    assert (waiting.help_stage == NO_CONTACT) == ends
    assert (note.counts[Count.ROUTED], note.counts[Count.LEFT_QUEUE]) == (ends, ends)


def test_violence_that_begins_unseen_meets_the_second_screen(family, p, now, note, programme):
    """By construction: nobody finds it, so the family goes on waiting, and nobody is sent anywhere."""
    programme(COUPLES)
    p.support.found_while_waiting = 0.0
    waiting = family(**LIVES["couple"], help_stage=WAITING, offer=0)
    leave_queue_amid_violence(waiting, AT_HOME, now(), p, note)
    assert (waiting.help_stage, note.counts.sum()) == (WAITING, 0)


def test_where_violence_is(family):
    places = [{}, {"violence": SITUATIONAL}, {"violence_elsewhere": COERCIVE}]
    assert [where_violent(family(**one)) for one in places] == [0, AT_HOME, ELSEWHERE]
    assert where_violent(family(violence=COERCIVE, violence_elsewhere=SITUATIONAL)) == AT_HOME + ELSEWHERE


@pytest.mark.parametrize(
    ("kind", "debts", "fields", "need"),
    [
        (COUPLES, 0, {"harmful": 1}, True),
        (COUPLES, 0, {"elsewhere": 1, "coparenting": 9.0}, False),
        (FOR_APART, 0, {"status": APART, "elsewhere": 1, "coparenting": 9.0}, True),
        (FOR_APART, 0, {"status": APART, "elsewhere": 1, "coparenting": 9.0, "eff_coparenting": 9.0}, False),
        (FOR_APART, 0, {"status": APART, "elsewhere": 1, "violence_elsewhere": SITUATIONAL}, True),
        (FOR_APART, 0, {"harmful": 1}, False),
        (FOR_ALL, 0, {"arrears_month": 100}, False),
        (FOR_ALL, 1, {"arrears_month": 100}, True),
    ],
)
def test_staff_notice_the_difficulty_that_a_programme_is_for(*, family, p, now, programme, kind, debts, fields, need):
    course = programme(kind)
    course.debts = debts
    calm = {"mother": {"quality": 1.0}, "other": {"quality": 1.0}}
    assert needs(family(**calm | fields), course, now(), p) == need


def test_of_parents_apart_most_conflict_is_served_first(family, p, programme):
    """By hand: two classes to an SD from the line's, which is 5, down to the one after those in harm."""
    conflicts, course, p.conflict.frequent = [0.0, 0.5, 1.0, 9.0], programme(FOR_APART), 0.5
    classes = [need_class(family(status=APART, elsewhere=1, coparenting=one), course, 0, p) for one in conflicts]
    assert classes == [6, 5, 4, 1]


@pytest.mark.parametrize(("both", "share"), [(1, 1.0), (0, 0.625)])
def test_a_course_lowers_conflict_and_leans_on_contact(family, p, programme, both, share):
    """Worked by hand: half the course, .8 SD and .4 of contact; the other parent has a quarter of hers; .9 stays."""
    course = programme(FOR_APART)
    course.full, course.keep, course.amid_violence = (0.0,) * 9, (0.9,) * 9, 1.0
    course.full.coparenting, course.full.contact, p.support.partner_factor = 0.8, 0.4, 0.25
    parents = family(**LIVES["apart"], coparenting=1.0, both_take_part=both, programme=p.policy.offers[0].programme)
    effects_accrue(parents, 0.5, p)
    assert conflict_apart(parents) == pytest.approx(1.0 - 0.4 * share)
    assert parents.eff_contact == pytest.approx(0.2 * share)
    effects_fade(parents)
    assert conflict_apart(parents) == pytest.approx(1.0 - 0.36 * share)


def test_a_couple_without_a_parent_elsewhere_has_nothing_of_it(family, p, programme):
    course = programme(FOR_ALL)
    course.full = (0.0,) * 9
    course.full.coparenting = 0.8
    couple = family(both_take_part=1, programme=p.policy.offers[0].programme)
    effects_accrue(couple, 1.0, p)
    add_up(couple)
    assert couple.eff_coparenting == 0.0
    assert couple.effects[0].programme < 0, "no slot is taken"


def test_conflict_that_is_felt_is_never_below_nothing(family):
    assert conflict_apart(family(coparenting=0.2, eff_coparenting=0.5)) == 0.0
    assert conflict_apart(family(coparenting=0.2, eff_coparenting=-0.5)) == pytest.approx(0.7)
