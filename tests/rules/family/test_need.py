"""Features of a family that a `who` row may ask for, and the windows of offers."""

from itertools import product

import numpy as np
import pytest

from famsim.model.family import APART, COERCIVE, COHABITING, LEFT, MARRIED, NEVER, NEVER_TOGETHER, UNEMPLOYED
from famsim.model.policy import FEATURES, Glance
from famsim.rules.family.need import at_a_glance, episode_begins, feature, goes_on, in_need, in_window, rows_met

MONTH = 120
NO_CHILD = {"ages": (), "due_month": MONTH + 4}


@pytest.mark.parametrize(
    ("name", "fields", "value"),
    [
        ("deprivation_decile", {"decile": 3}, 3),
        ("months_since_birth", {"ages": (60, 14)}, 14),
        ("months_since_birth", {"due_month": MONTH + 4}, -4),
        ("months_since_birth", NO_CHILD, -4),
        ("together", {"status": COHABITING}, 1),
        ("together", {"status": NEVER_TOGETHER}, 0),
        ("married", {}, 1),
        ("married", {"status": COHABITING}, 0),
        ("history_of_difficulties", {"other": {"history": 1}}, 1),
        ("history_of_difficulties", {"other": {"history": 1}, "status": APART}, 0),
        ("history_of_difficulties", {"mother": {"history": 1}, "status": APART}, 1),
        ("in_arrears", {"arrears_month": MONTH}, 1),
        ("in_arrears", {}, 0),
        ("months_in_arrears", {"arrears_month": MONTH}, 1),
        ("months_in_arrears", {"arrears_month": MONTH - 2}, 3),
        ("months_in_arrears", {}, 0),
        ("unemployed", {"other": {"work": UNEMPLOYED}}, 1),
        ("in_poverty", {"poor": 1}, 1),
        ("parent_distressed", {"other": {"distressed": 1}}, 1),
        ("parent_distressed", {"other": {"distressed": 1}, "status": APART}, 0),
        ("relationship_quality", {"mother": {"quality": 1.0}, "other": {"quality": -0.5}}, -0.5),
        ("stress_load", {"strain_short": 0.5, "strain_long": 0.25}, 0.75),
        ("harmful_conflict", {"harmful": 1}, 1),
        ("months_together", {"together_month": MONTH - 31}, 31),
        ("mothers_age", {}, 30),
        ("children", {"ages": (217, 215, 3)}, 2),
        ("youngest_age", {"ages": (60, 18)}, 1.5),
        ("youngest_age", NO_CHILD, 0),
        ("apart", {"status": APART}, 1),
        ("apart", {"status": NEVER_TOGETHER}, 0),
        ("first_child", {}, 1),
        ("first_child", NO_CHILD, 1),
        ("first_child", {"due_month": MONTH + 1}, 0),
        ("first_child", {"ages": (60, 18)}, 0),
        ("never_together", {"status": NEVER_TOGETHER}, 1),
        ("never_together", {"status": APART}, 0),
        ("parent_elsewhere", {"status": COHABITING, "elsewhere": 1}, 1),
        ("parent_elsewhere", {}, 0),
        ("coparenting_conflict", {"status": APART, "coparenting": 0.75, "eff_coparenting": 0.5}, 0.25),
        ("coparenting_conflict", {"status": APART, "coparenting": 0.25, "eff_coparenting": 0.5}, 0),
        ("contact", {"status": APART, "contact": 1}, 1),
        ("child_or_expected", {"ages": (215,)}, 1),
        ("child_or_expected", {"ages": (216,)}, 0),
        ("child_or_expected", NO_CHILD, 1),
        ("parent_resident", {"status": APART}, 1),
        ("parent_resident", {"status": LEFT}, 0),
        ("months_since_early_help", {"assessed_month": MONTH - 7}, 7),
    ],
)
def test_features_as_the_registry_says(family, now, name, fields, value):
    """Worked by hand from each feature's meaning in model.policy.FEATURES."""
    assert feature(family(**fields), FEATURES[name].place, now(MONTH)) == value


def test_before_a_first_conception_no_child_is_expected(family, now):
    """By definition: a couple followed ahead of its first conception has its month, and is not pregnant yet."""
    couple = family(ages=(), entry_month=MONTH + 5, due_month=MONTH + 14)
    expected = FEATURES["child_or_expected"].place
    assert [feature(couple, expected, now(month)) for month in (MONTH + 4, MONTH + 5)] == [0.0, 1.0]


def test_ahead_of_a_conception_an_offer_stands_for_couples_who_live_together_by_then(family, now, offer):
    terms = offer(when={"trigger": "birth", "from": -21, "to": -10})
    couple = family(ages=(), entry_month=MONTH + 9, due_month=MONTH + 18, together_month=MONTH + 2)
    assert [in_window(couple, terms, now(MONTH + k)) for k in range(4)] == [False, False, True, True]


@pytest.mark.parametrize(
    ("who", "glance"),
    [
        ({}, Glance.ANYONE),
        ({"together": True}, Glance.TOGETHER),
        ({"apart": True}, Glance.APART),
        ({"parent_elsewhere": True}, Glance.PARENT_ELSEWHERE),
        ({"in_arrears": True}, Glance.IN_ARREARS),
        ({"together": False}, Glance.ROWS),
        ({"unemployed": True}, Glance.ROWS),
        ({"apart": True, "in_arrears": True}, Glance.ROWS),
    ],
)
def test_one_look_tells_what_the_rows_say(family, now, offer, who, glance):
    """In any state of what offers ask for most; where one look does not tell, the rows are gone through."""
    terms = offer(programme="parenting_group", who=who)
    assert terms.glance == glance
    for status, elsewhere, behind in product((MARRIED, COHABITING, APART, NEVER_TOGETHER), (0, 1), (NEVER, MONTH)):
        one = family(status=status, elsewhere=elsewhere, arrears_month=behind)
        if glance != Glance.ROWS:
            told = bool(at_a_glance(one, now(MONTH)) >> glance & 1)
            assert told == (rows_met(one, terms, now(MONTH)) == terms.rows)


def test_an_offer_goes_on_where_it_stood_the_month_before(family, now, offer):
    """So no episode of it begins, and it stands."""
    terms = offer(begins=13, ends=24)
    one = family(entry_month=1)
    assert [month for month in range(10, 28) if goes_on(one, terms, now(month))] == list(range(14, 25))
    late = family(entry_month=17)
    assert [month for month in range(17, 28) if goes_on(late, terms, now(month))] == list(range(18, 25))
    assert not goes_on(one, offer(when={"trigger": "birth", "from": -6, "to": 12}), now(20))


def test_every_feature_is_tried():
    tried = test_features_as_the_registry_says.pytestmark[0].args[1]
    assert {name for name, *_ in tried} == set(FEATURES)


def test_rows_are_met_in_the_order_written_ends_included(family, now, offer):
    terms = offer(
        who={"deprivation_decile": [1, 5], "children": [1, 1], "months_since_birth": [36, 36], "married": False}
    )
    assert rows_met(family(decile=5), terms, now(MONTH)) == 3
    assert rows_met(family(decile=6), terms, now(MONTH)) == 0
    assert rows_met(family(decile=1, status=COHABITING), terms, now(MONTH)) == 4
    assert rows_met(family(ages=(60, 36)), terms, now(MONTH)) == 1


@pytest.mark.parametrize(
    ("fields", "need"),
    [
        ({}, False),
        ({"harmful": 1}, True),
        ({"violence": COERCIVE}, True),
        ({"status": APART, "violence": COERCIVE}, True),
        ({"other": {"quality": -0.78}}, True),
        ({"other": {"quality": -0.76}}, False),
        ({"status": APART, "mother": {"quality": -3.0}}, False),
    ],
)
def test_in_need_is_difficulty_harm_or_violence(family, p, fields, need):
    p.need.quality_below = -0.77
    assert in_need(family(**fields), p) == need


@pytest.mark.parametrize(
    ("trigger", "fields", "inside"),
    [
        ("birth", {"due_month": MONTH + 7}, False),
        ("birth", {"due_month": MONTH + 6}, True),
        ("birth", {"ages": (12,)}, True),
        ("birth", {"ages": (13,)}, False),
        ("any_time", {"ages": (200,)}, True),
    ],
)
def test_windows_around_a_birth(family, now, offer, trigger, fields, inside):
    """By definition: months from the trigger, negative before an expected birth, ends included."""
    window = {"trigger": "birth", "from": -6, "to": 12} if trigger == "birth" else {}
    assert in_window(family(**fields), offer(when=window), now(MONTH)) == inside


@pytest.mark.parametrize(
    ("trigger", "field"), [("job_loss", "job_loss_month"), ("arrears", "arrears_month"), ("distress", "distress_month")]
)
def test_windows_after_an_event(family, now, offer, trigger, field):
    terms = offer(when={"trigger": trigger, "from": 1, "to": 6})
    later = 1 if trigger == "distress" else 0  # distress begins after a month's places: seen from the next month on
    inside = [in_window(family(**{field: MONTH - since - later}), terms, now(MONTH)) for since in range(8)]
    assert inside == [False] + [True] * 6 + [False]
    assert not in_window(family(), terms, now(MONTH))


@pytest.mark.parametrize(("month", "stands"), [(12, False), (13, True), (24, True), (25, False)])
def test_an_offer_stands_from_its_first_to_its_last_month(family, now, offer, month, stands):
    terms = offer(begins=13, ends=24)
    assert in_window(family(entry_month=1), terms, now(month)) == stands


def test_an_episode_begins_when_the_window_opens(family, now, offer):
    """By definition: at the window's first month, once."""
    terms = offer(when={"trigger": "birth", "from": -6, "to": 12})
    months = [
        month for month in range(MONTH, MONTH + 30) if episode_begins(family(due_month=MONTH + 9), terms, now(month))
    ]
    assert months == [MONTH + 3]


def test_an_offer_at_any_time_begins_with_itself_or_at_entry(family, now, offer):
    terms = offer(begins=5)
    for entered, begins in ((-30, [5]), (20, [20])):  # before its entry a couple is followed for births alone
        couple = family(entry_month=entered)
        assert [month for month in range(1, 40) if episode_begins(couple, terms, now(month))] == begins


def test_an_offer_that_opens_reaches_those_already_in_its_window(family, now, offer):
    """The rule's own words: its window opens, or the offer does while the window stands open."""
    terms = offer(when={"trigger": "birth", "from": -6, "to": 12}, begins=MONTH)
    assert episode_begins(family(ages=(5,)), terms, now(MONTH))
    assert not episode_begins(family(ages=(13,)), terms, now(MONTH))
    assert not episode_begins(family(ages=(6,)), terms, now(MONTH + 1))


def test_an_offer_from_the_month_of_distress_on_is_ever_made(family, p, now, offer):
    """A window from 0 must open: distress of month m is dated m after places, so offers first see it at m + 1."""
    from famsim.rules.family.distress import distress_changes

    terms = offer(when={"trigger": "distress", "from": 0, "to": 12})
    p.distress.onset_scale = 1e9
    couple, begun = family(), []
    for month in range(MONTH, MONTH + 12):  # the order of a month: offers before places, distress after
        begun.append(episode_begins(couple, terms, now(month)))
        distress_changes(couple, 0.0, now(month), p)
        p.mother.recovery = p.other.recovery = 0.0
    assert couple.distress_month != NEVER
    assert np.any(begun)


def test_married_and_together_are_not_the_same(family, now):
    names = ("together", "married")
    found = [
        [feature(family(status=status), FEATURES[name].place, now()) for name in names]
        for status in (MARRIED, COHABITING, APART)
    ]
    assert found == [[1, 1], [1, 0], [0, 0]]
