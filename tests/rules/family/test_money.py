"""Means, poverty, arrears and debt: worked by hand from money.toml's words."""

import numpy as np
import pytest

from famsim.model.family import APART, EMPLOYED, INACTIVE, NEVER, NEVER_TOGETHER, UNEMPLOYED
from famsim.rules.family.money import (
    below_the_line,
    chance_of_catching_up,
    chance_of_falling_behind,
    how_the_year_is,
    money_changes,
    resources,
)
from famsim.rules.family.standing import months_in_arrears

MONTH = 120
NO_WORK = {"work": INACTIVE}


@pytest.mark.parametrize(
    ("fields", "means"),
    [
        ({}, 0.2 + 2 * 1.3 - 0.3),
        ({"other": NO_WORK}, 0.2 + 1.3 - 0.3),
        ({"mother": {"work": UNEMPLOYED}, "other": NO_WORK}, 0.2 - 0.3),
        ({"status": APART}, 0.2 + 1.3 + 0.4),
        ({"status": NEVER_TOGETHER}, 0.2 + 1.3),
        ({"status": APART, "mother": NO_WORK}, 0.2 + 0.4),
        ({"ages": (150, 24)}, 0.2 + 2 * 1.3 - 0.3 - 6 * 0.05),
        ({"ages": ()}, 0.2 + 2 * 1.3 - 0.3 - 8 * 0.05),
    ],
)
def test_means_are_income_and_earners_less_needs(family, p, now, fields, means):
    """Worked by hand: 1.3 an earner at home, .3 less for a second adult's needs.

    Parents apart, not those never together, receive .4; .05 a year of the youngest's age about eight.
    """
    p.money.earner, p.money.second_adult_needs, p.money.apart_receives = 1.3, 0.3, 0.4
    p.money.grows_with_child, p.money.grows_about = 0.05, 8.0
    home = family(**({"income": 0.2, "ages": (96,)} | fields))
    assert resources(home, now(MONTH), p) == pytest.approx(means)


def test_means_do_not_depend_on_a_childs_age_where_its_figure_is_0(family, p, now):
    """The switch: to the bit."""
    p.money.grows_with_child = 0.0
    assert resources(family(ages=(3,)), now(MONTH), p) == resources(family(ages=(200,)), now(MONTH), p)


def test_means_vary_from_year_to_year_only_where_a_scenario_says_so(family, p, now):
    """A year is one number, the next another; over 4,000 families standard normal: 5 errors see .08 of mean, .06 of SD.

    The years are the family's own, so that not all change in one month; at 0, the default, nothing is added.
    """
    home, plain = family(entry_month=MONTH), resources(family(entry_month=MONTH), now(MONTH), p)
    p.money.varies = 0.5
    year = [how_the_year_is(home, now(MONTH + month)) for month in range(24)]
    assert len(set(year[:12])) == len(set(year[12:])) == 1
    assert year[0] != year[12]
    assert resources(home, now(MONTH), p) == pytest.approx(plain + 0.5 * year[0])
    many = np.array([how_the_year_is(family(entry_month=MONTH, family_id=i), now(MONTH)) for i in range(1, 4001)])
    assert abs(many.mean()) < 0.08
    assert abs(many.std() - 1.0) < 0.06


def test_poverty_is_below_the_line(family, p, now):
    p.money.earner, p.money.second_adult_needs, p.money.poverty_line = 1.3, 0.3, 0.85
    p.money.grows_with_child = 0.0
    alone = {"status": NEVER_TOGETHER, "mother": NO_WORK}
    assert below_the_line(family(income=0.84, **alone), now(), p)
    assert not below_the_line(family(income=0.85, **alone), now(), p)


@pytest.mark.parametrize(
    ("fields", "chance"),
    [
        ({}, 0.01),
        ({"poor": 1}, 0.025),
        ({"mother": {"work": UNEMPLOYED}}, 0.02),
        ({"poor": 1, "other": {"work": UNEMPLOYED}}, 0.05),
    ],
)
def test_who_falls_behind(family, p, now, fields, chance):
    """Worked by hand: 2.5 times as often when poor, twice as often when a parent looks for work."""
    p.money.falls_behind, p.money.falls_behind_poor, p.money.falls_behind_unemployed = 0.01, 2.5, 2.0
    assert chance_of_falling_behind(family(**fields), now(), p) == pytest.approx(chance)
    assert chance_of_falling_behind(family(**fields), now(arrears=1.5), p) == pytest.approx(1.5 * chance)


@pytest.mark.parametrize(
    ("fields", "chance"),
    [
        ({}, 0.06),
        ({"poor": 1}, 0.042),
        ({"eff_relief": 0.4}, 0.084),
        ({"poor": 1, "eff_relief": 0.5}, 0.063),
        ({"debt": 5000}, 0.03),
        ({"debt": 15000, "poor": 1}, 0.0105),
    ],
)
def test_who_catches_up(family, p, fields, chance):
    """Worked by hand: .7 as often when poor, faster by the relief felt, half as often with a heavy debt of 5,000."""
    p.money.debt_heavy = 5000.0
    p.money.catches_up, p.money.catches_up_poor, p.money.relief_speeds = 0.06, 0.7, 1.0
    assert chance_of_catching_up(family(**fields), p) == pytest.approx(chance)


def test_arrears_begin_last_and_end(family, p, now):
    """By construction: certain to fall behind, then never to catch up, then certain to."""
    p.money.falls_behind, p.money.catches_up, p.money.debt_grows, p.money.debt_repaid = 1.0, 0.0, 200, 60
    p.money.debt_heavy = 1e12
    couple = family(income=9.0)
    for month in range(MONTH, MONTH + 5):
        money_changes(couple, now(month), p)
    assert (couple.arrears_month, months_in_arrears(couple, now(MONTH + 4)), couple.debt) == (MONTH, 5, 1000)
    p.money.catches_up, p.money.falls_behind = 1.0, 0.0
    for month in range(MONTH + 5, MONTH + 10):
        money_changes(couple, now(month), p)
    assert (couple.arrears_month, couple.debt) == (NEVER, 700)
    for month in range(MONTH + 10, MONTH + 40):
        money_changes(couple, now(month), p)
    assert couple.debt == 0, "a debt is repaid, not turned into savings"


def test_poverty_follows_work_in_the_same_month(family, p, now):
    p.money.falls_behind = 0.0
    lone = family(status=APART, mother={"work": EMPLOYED}, income=0.0)
    money_changes(lone, now(), p)
    assert lone.poor == 0
    lone.mother.work = UNEMPLOYED
    money_changes(lone, now(), p)
    assert lone.poor == 1
