"""Leverage by finite differences: a toy with a closed form, and by hand its estimate, interval, windows and orders."""

import numpy as np
import pandas as pd
import pytest

from famsim.model.counts import FINE, Count
from famsim.model.family import NEVER
from famsim.population import Starts, with_strategy, world_of
from famsim.questions.assess.cells import window_places, windows_of
from famsim.questions.assess.leverage import Dosed, is_clearly_more, joined, leverage_of
from famsim.questions.assess.living import NOBODY, lived_on
from famsim.questions.assess.orders import clearly_differ, differ, first_by, ordered
from famsim.runs import Given, couples
from famsim.scenario import parse_scenario

WORLD = """
[scenario]
name = "toy"
question = "?"
area = "newcastle-upon-tyne"
months = 12
families = 300

[[strategy]]
name = "as now"
"""
DOSE, FOLLOW, PRICE, LEVEL, KEEP = 0.25, 18, 200.0, 0.8, 0.9


@pytest.fixture(scope="module")
def toy():
    """Return couples of a world in which a course lifts how they feel and nothing follows from that: gains by family.

    One session; the effect is LEVEL at a whole dose and KEEP of it is kept a month; feelings move neither distress,
    conflict nor parting.
    """
    starts = Starts(world_of(parse_scenario(WORLD)))
    run = with_strategy(starts.start(0, 1), NOBODY, starts.world)
    run.advance(1)
    row, p = starts.world.programmes.index("uncoached_online"), run.p[0]
    course = p.programmes[row]
    for channel in course.full.dtype.names:
        course.full[channel] = 0.0
    course.full.level, course.keep.level = LEVEL, KEEP
    course.sessions = course.sessions_a_month = course.moderation_scale = course.amid_violence = 1.0
    course.screened = course.moderation_by_quality = 0.0
    p.distress.by_quality = p.conflict.from_quality = 0.0
    families = run.families.view(np.ndarray)[couples(run.families)]
    given = Given(row, dose=DOSE, both=True)
    without, with_dose = (lived_on(run, families, one, FOLLOW) for one in (None, given))
    stay = (without[:, Count.COUPLES] == FOLLOW) & (with_dose[:, Count.COUPLES] == FOLLOW)
    assert stay.sum() > 100 and (with_dose[stay, Count.STARTED] == 1).all()
    gains = (with_dose - without)[stay, Count.QUALITY] / FINE
    return Dosed(families["family_id"][stay], np.full(stay.sum(), PRICE), gains, DOSE, FOLLOW)


def test_leverage_is_the_analytic_value_in_a_toy(toy):
    """A closed form: felt from the session's month on, LEVEL x (1 + KEEP + KEEP^2 + ...) for a whole place.

    A month's quality is counted in parts of 1/4096 of a spread: rounding adds at most half a part a month and family.
    """
    felt = sum(KEEP**month for month in range(FOLLOW))
    analytic = 1000.0 * LEVEL * felt / PRICE
    rounding = 1000.0 * 0.5 * FOLLOW / FINE / DOSE / PRICE
    assert leverage_of(toy)["per_thousand"] == pytest.approx(analytic, abs=rounding)
    assert rounding < 0.002 * analytic  # so that a fault of a fifth of a per cent would be seen


def test_a_pound_is_worth_half_as_much_at_twice_the_price(toy):
    half = Dosed(toy.ids, 2.0 * toy.pounds, toy.averted, toy.dose, toy.months)
    assert leverage_of(half)["per_thousand"] == pytest.approx(leverage_of(toy)["per_thousand"] / 2.0)


def test_by_hand_a_family_helped_twice_is_one():
    """By hand: 3 + 1 averted at a quarter of places of £100 each, four times helped: 40 a thousand pounds."""
    ids, averted = np.array([1, 1, 2, 3]), np.array([2.0, 1.0, 1.0, 0.0])
    found = leverage_of(Dosed(ids, np.full(4, 100.0), averted, 0.25, 12))
    assert found["per_thousand"] == pytest.approx(1000.0 * 4.0 / (0.25 * 400.0))
    x = (1000.0 / 0.25 * np.array([3.0, 1.0, 0.0]) - 40.0 * np.array([200.0, 100.0, 100.0])) / 400.0
    assert found["mc_se"] == pytest.approx(np.sqrt(((x - x.mean()) ** 2).sum()))
    assert (found["families"], found["changed"], found["shown"]) == (3, 2, False)


def test_who_never_came_costs_nothing_and_says_nothing():
    found = leverage_of(Dosed(np.array([1]), np.zeros(1), np.zeros(1), 0.25, 12))
    assert found["families"] == 0 and np.isnan(found["per_thousand"])


def test_rows_joined_are_all_the_rows():
    one = Dosed(np.array([1]), np.ones(1), np.ones(1), 0.25, 12)
    assert joined([one, one]).ids.tolist() == [1, 1]


def test_windows_by_hand():
    """Months 6, 12 and 24 begin a window; before a birth is its own, and so is what is not known."""
    names = windows_of((6.0, 12.0, 24.0))
    assert names == ("before", "0 to 5", "6 to 11", "12 to 23", "24 or more", "not known")
    since = np.array([-3, 0, 5, 6, 11, 12, 23, 24, 200, NEVER])
    assert [names[place] for place in window_places(since, (6.0, 12.0, 24.0))] == [
        *("before", "0 to 5", "0 to 5", "6 to 11", "6 to 11", "12 to 23", "12 to 23", "24 or more", "24 or more"),
        "not known",
    ]


def leverage(**sizes):
    rows = [{"per_thousand": size, "low": size - 1.0, "high": size + 1.0, "shown": True} for size in sizes.values()]
    return pd.DataFrame(rows, index=list(sizes))


def test_two_orders_by_hand():
    """Need b, a, c; by the pound c, a, b: the first and the last change places, by more than both intervals."""
    orders = pd.DataFrame(ordered("factor", {"a": 2.0, "b": 3.0, "c": 1.0}, leverage(a=5.0, b=1.0, c=9.0)))
    assert list(orders["name"]) == ["b", "a", "c"] and list(orders["leverage_place"]) == [3, 2, 1]
    assert list(orders["differs"]) == [True, False, True]
    assert differ(orders, "factor") and clearly_differ(orders, "factor")
    assert first_by(orders, "factor", "need_place")["name"] == "b"


def test_orders_that_are_the_same_are_said_to_be():
    orders = pd.DataFrame(ordered("factor", {"a": 2.0, "b": 1.0}, leverage(a=5.0, b=4.0)))
    assert not differ(orders, "factor") and not clearly_differ(orders, "factor")


def test_more_is_clear_only_beyond_both_intervals():
    """By hand: 2 apart, with a side of 1 each: the root of 2 is less than 2, and more than 1.4."""
    one, near, far = ({"per_thousand": at, "low": at - 1.0, "high": at + 1.0} for at in (5.0, 3.6, 3.0))
    assert is_clearly_more(one, far) and not is_clearly_more(one, near)
