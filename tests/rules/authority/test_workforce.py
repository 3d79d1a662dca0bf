"""The staff of a door in whole heads: docs/mission.md, rows I7 to I9, I12 and P9."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from famsim.model.policy import Role
from famsim.rules.authority.workforce import (
    GENERATIONS,
    Course,
    Kind,
    Staff,
    Terms,
    advised,
    posts_of,
    shared_over,
    week_of,
)

USUAL = Terms(
    leaves=0.0115,
    months_vacant=3.0,
    lapses=0.02,
    coaching_keeps=0.6,
    fidelity=0.8,
    trainer_trains=4.0,
    take_up=(0.6, 0.35, 0.5),
    culture_follows=0.05,
    culture_by_leaders=0.3,
    culture_spots=0.15,
    advice_hours=2.0,
    advice_gain=0.3,
)
STILL = USUAL._replace(leaves=0.0, lapses=0.0)
BOUGHT = Course(Kind.BOUGHT, 20, 6, Role.PRACTITIONER, False, 1)

shares = st.floats(0.0, 1.0)
any_terms = st.builds(
    Terms,
    leaves=st.floats(0.0, 0.2),
    months_vacant=st.floats(0.0, 13.0),
    lapses=st.floats(0.0, 0.5),
    coaching_keeps=shares,
    fidelity=shares,
    trainer_trains=st.floats(0.0, 20.0),
    take_up=st.tuples(shares, shares, shares),
    culture_follows=shares,
    culture_by_leaders=shares,
    culture_spots=shares,
    advice_hours=st.floats(0.5, 6.0),
    advice_gain=shares,
)
any_course = st.builds(
    Course,
    kind=st.sampled_from(Kind),
    staff=st.integers(1, 80),
    begins=st.integers(1, 30),
    role=st.sampled_from([None, *Role]),
    coached=st.booleans(),
    generations=st.integers(1, GENERATIONS),
)


def lived(staff, terms, months):
    """Return what was taught in each month, the staff lived through."""
    return [staff.month(month, terms) for month in range(1, months + 1)]


@settings(max_examples=100)
@given(st.tuples(*[st.integers(0, 60)] * 3), st.lists(any_course, max_size=4), any_terms)
def test_i7_heads_are_conserved_in_every_month(posts, courses, terms):
    """I7: untrained + trained + lapsed + vacant = posts, and who is there = who was + joined - left, each month."""
    staff = Staff.of(posts, courses)
    for month in range(1, 61):
        staff.month(month, terms)
        for team, first in zip(staff.teams, posts, strict=True):
            counts = (team.untrained, *team.trained, team.lapsed)
            assert min(counts) >= 0 and all(isinstance(one, int) for one in counts)
            assert team.heads + len(team.vacant) == team.posts == first
            assert team.heads == first + team.joined - team.left
        assert 0.0 <= staff.does_as_trained(terms) <= 1.0 + 1e-12
        assert 0.0 <= staff.culture <= 1.0 + 1e-12


@settings(max_examples=100)
@given(st.tuples(*[st.integers(0, 60)] * 3), st.lists(any_course, max_size=4), any_terms)
def test_i9_no_more_places_are_filled_than_are_offered(posts, courses, terms):
    """I9, whatever the roles' take-up."""
    for month in lived(Staff.of(posts, courses), terms, 60):
        assert all(0 <= one.covered <= one.filled <= one.offered for one in month)


def test_i9_take_up_of_free_training_differs_by_role():
    """I9, by hand: of 20, 10 and 4 staff .6, .35 and .5 come: 12, 3.5 and 2; of 10 places the largest remainders."""
    free = Course(Kind.FREE, 40, 1, None, False, 1)
    staff = Staff.of((20, 10, 4), (free,))
    ((one,),) = lived(staff, STILL, 1)
    assert [sum(team.trained) for team in staff.teams] == [12, 4, 2]
    assert (one.offered, one.filled, one.covered) == (40, 18, 16)
    few = Staff.of((20, 10, 4), (free._replace(staff=10),))
    lived(few, STILL, 1)
    assert sum(sum(team.trained) for team in few.teams) == 10


def test_twenty_are_trained_in_their_month_and_stay_so_where_nobody_leaves_or_forgets():
    """By hand: 20 of 30 practitioners and 10 support workers see families as trained from month 6: a half."""
    staff = Staff.of((30, 10, 5), (BOUGHT,))
    shares = []
    for month in range(1, 25):
        staff.month(month, STILL._replace(culture_spots=0.0))
        shares.append(staff.does_as_trained(STILL._replace(culture_spots=0.0)))
    assert shares == [0.0] * 5 + [0.5] * 19


def test_skill_lapses_and_people_leave_by_running_totals():
    """By hand: 2% of 20 a month is a head every two to three months; the first 12 months lose 4 to lapsing."""
    staff = Staff.of((20, 0, 0), (BOUGHT._replace(begins=1),))
    lived(staff, STILL._replace(lapses=0.02), 13)
    assert (sum(staff.teams[0].trained), staff.teams[0].lapsed) == (16, 4)


def test_coaching_keeps_skill():
    kept = [Staff.of((40, 0, 0), (BOUGHT._replace(begins=1, coached=coached),)) for coached in (True, False)]
    for staff in kept:
        lived(staff, USUAL, 36)
    assert kept[0].teams[0].lapsed < kept[1].teams[0].lapsed
    none = Staff.of((40, 0, 0), (BOUGHT._replace(begins=1, coached=True),))
    lived(none, STILL._replace(lapses=0.1, coaching_keeps=1.0), 36)
    assert none.teams[0].lapsed == 0


@pytest.mark.parametrize("fidelity", [0.0, 0.35, 0.8, 1.0])
def test_i8_each_generation_does_fidelity_to_its_power(fidelity):
    """I8: generations dilute, exactly fidelity ** g."""
    course = Course(Kind.TRAIN_THE_TRAINER, 2, 1, Role.PRACTITIONER, False, 3)
    staff = Staff.of((60, 0, 0), (course,))
    terms = STILL._replace(fidelity=fidelity, culture_spots=0.0)
    lived(staff, terms, 12)
    heads = staff.teams[0].trained
    assert all(heads[:3]) and sum(heads) <= 60
    assert staff.does_as_trained(terms) == sum(n * fidelity**g for g, n in enumerate(heads)) / 60


def test_i8_trainers_train_as_many_a_quarter_as_the_register_says():
    """I8, by hand: two trainers at four a quarter each train eight in three months, until nobody is left."""
    course = Course(Kind.TRAIN_THE_TRAINER, 2, 1, Role.PRACTITIONER, False, 1)
    staff = Staff.of((30, 0, 0), (course,))
    counts = []
    for month in range(1, 20):
        staff.month(month, STILL)
        counts.append(staff.teams[0].trained[1])
    assert counts[3] == 8 and counts[6] == 16 and counts[-1] == 28


def test_p9_culture_lags_training():
    """P9: the cross-correlation of culture's changes with training's peaks at a lag above 0."""
    courses = [BOUGHT._replace(begins=month, staff=8) for month in (6, 18, 30)]
    staff, trained, culture = Staff.of((60, 10, 5), courses), [], []
    for month in range(1, 97):
        staff.month(month, USUAL)
        trained.append(staff.practice(USUAL))
        culture.append(staff.culture)
    assert lag_of(np.array(trained), np.array(culture)) > 0
    assert max(culture) < max(trained)


def lag_of(leads, follows):
    """Return the lag, in months, at which what follows goes best with what leads."""
    found = {lag: np.corrcoef(leads[: len(leads) - lag], follows[lag:])[0, 1] for lag in range(25)}
    before = {-lag: np.corrcoef(leads[lag:], follows[: len(leads) - lag])[0, 1] for lag in range(1, 25)}
    found |= before
    return max(found, key=found.get)


def test_p9_culture_that_does_not_spot_changes_nothing():
    staff = [Staff.of((30, 10, 5), (BOUGHT,)) for _ in range(2)]
    without = USUAL._replace(culture_spots=0.0)
    for month in range(1, 40):
        staff[0].month(month, without)
        staff[1].month(month, without._replace(culture_follows=0.0))
        assert staff[0].does_as_trained(without) == staff[1].does_as_trained(without)


@given(st.floats(0, 100), shares, st.floats(30, 40))
def test_i12_a_navigators_hours_are_spent_once(posts, advising, hours):
    """I12: advice and families share the week, whatever the split."""
    week = week_of(posts, advising, hours, 42.0)
    assert week.advising >= 0 and week.families >= 0
    assert week.advising + week.families == pytest.approx(week.hours)


@given(shares, st.integers(0, 80), st.floats(0, 1000), any_terms)
def test_i12_advice_reaches_no_more_staff_than_its_hours_allow(trained, heads, hours, terms):
    """I12: what advice adds is at most the gain times the hours over those that each of the staff takes."""
    found = advised(trained, heads, hours, terms)
    reached = min(hours / terms.advice_hours, heads) / heads if heads else 0.0
    assert found - trained == pytest.approx((1.0 - trained) * terms.advice_gain * reached)
    assert advised(trained, heads, 0.0, terms) == trained


@given(st.lists(st.integers(0, 50), min_size=1, max_size=5), st.integers(0, 300))
def test_places_are_shared_in_whole_and_nobody_has_more_than_wished(wishes, places):
    found = shared_over(wishes, places)
    assert sum(found) == min(sum(wishes), places)
    assert all(0 <= one <= wish for one, wish in zip(found, wishes, strict=True))


def test_posts_by_role_add_up_to_the_heads_of_a_door():
    """By hand: 45 health visitors: 31.5, 9 and 4.5 are 32, 9 and 4, the first remainder first."""
    assert posts_of(45.0, (0.7, 0.2, 0.1)) == [32, 9, 4]
    assert posts_of(0.3, (0.7, 0.2, 0.1)) == [0, 0, 0]


def test_i12_a_post_works_the_weeks_that_its_price_is_of():
    """By hand: 37 hours in 42 weeks are 129.5 a month, a fifth less than in 52."""
    assert week_of(1.0, 0.0, 37.0, 42.0).hours == pytest.approx(129.5)


@pytest.mark.parametrize("months", [0, 1, 3])
def test_i7_a_post_stands_vacant_as_long_as_the_register_says(months):
    """By hand: one of ten leaves in month 1; the post is empty at the end of so many months, none more."""
    staff, terms = Staff.of((10, 0, 0), ()), STILL._replace(months_vacant=float(months))
    empty = 0
    for month in range(1, 9):
        staff.month(month, terms._replace(leaves=0.1 if month == 1 else 0.0))
        empty += len(staff.teams[0].vacant)
    assert (empty, staff.teams[0].joined) == (months, 1)


@pytest.mark.parametrize(
    ("posts", "courses", "trained"), [((1, 0, 0), 1, 1), ((0, 1, 0), 1, 0), ((0, 1, 0), 2, 1), ((3, 0, 0), 1, 2)]
)
def test_i9_small_teams_come_to_free_courses_too(posts, courses, trained):
    """By hand: .6 of one is one, .35 none and with the next course's one, .6 of three two: nearest, the rest due."""
    staff = Staff.of(posts, [Course(Kind.FREE, 9, 1 + k, None, False, 1) for k in range(courses)])
    lived(staff, STILL, courses)
    assert sum(sum(team.trained) for team in staff.teams) == trained
