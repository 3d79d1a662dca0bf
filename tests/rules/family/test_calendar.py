"""Months and ages, at their edges."""

import pytest

from famsim.model.family import APART, COHABITING, LEFT, MARRIED, NEVER, NEVER_TOGETHER
from famsim.rules.family.calendar import (
    children_at_home,
    has_infant,
    in_the_area,
    months_since_birth,
    one_parent_at_home,
    together,
    under_age,
    youngest_birth,
)

MONTH = 120


@pytest.mark.parametrize(
    ("status", "couple", "lone", "here"),
    [(MARRIED, 1, 0, 1), (COHABITING, 1, 0, 1), (APART, 0, 1, 1), (NEVER_TOGETHER, 0, 1, 1), (LEFT, 0, 0, 0)],
)
def test_who_is_at_home(family, status, couple, lone, here):
    one = family(status=status)
    assert (together(one), one_parent_at_home(one), in_the_area(one)) == (couple, lone, here)


@pytest.mark.parametrize(("age", "infant"), [(0, True), (11, True), (12, False)])
def test_an_infant_is_under_one(family, now, age, infant):
    assert has_infant(family(ages=(60, age)), now(MONTH)) == infant


@pytest.mark.parametrize(("age", "under"), [(-1, False), (0, True), (215, True), (216, False)])
def test_a_child_is_followed_to_its_18th_birthday(family, now, age, under):
    assert under_age(family(ages=(age,)).children[0], now(MONTH)) == under


def test_the_youngest_is_the_last_born(family, now):
    one = family(ages=(230, 100, 14))
    assert (youngest_birth(one), months_since_birth(one, now(MONTH)), children_at_home(one, now(MONTH))) == (
        MONTH - 14,
        14,
        2,
    )


def test_before_a_birth_months_are_negative(family, now):
    assert months_since_birth(family(ages=(100,), due_month=MONTH + 9), now(MONTH)) == -9
    first = family(ages=(), due_month=MONTH + 1)
    assert (months_since_birth(first, now(MONTH)), youngest_birth(first)) == (-1, NEVER)
    assert not has_infant(first, now(MONTH))
