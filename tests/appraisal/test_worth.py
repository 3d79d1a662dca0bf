"""Payback, ratios and switching values, by hand."""

import math
from pathlib import Path

import numpy as np
import pytest

from famsim.appraisal.book import BENEFIT_COST, RETURN
from famsim.appraisal.intervals import Interval, of_quotient
from famsim.appraisal.lines import FISCAL, WELLBEING
from famsim.appraisal.parts import COST, NET, NET_FISCAL
from famsim.appraisal.sums import Priced
from famsim.appraisal.switching import switches_at
from famsim.appraisal.worth import covers, net_of, with_what_gains_may_be


@pytest.mark.parametrize(
    ("monthly", "month"),
    [
        ([-10, 4, 4, 4], 3),  # -10, -6, -2, 2
        ([-10, 12, -5, 4], 3),  # above nothing in month 1, below again in month 2
        ([-10, 4, 4, 1], math.nan),
        ([1, 1, 1, 1], 0),
    ],
)
def test_it_pays_back_from_where_the_sum_stays_above_nothing(monthly, month):
    assert covers(np.array(monthly, float)) == pytest.approx(month, nan_ok=True)


def test_costs_alone_are_raised_by_the_bias():
    """By hand: cost 100 raised by a fifth; 90 spared, 60 of wellbeing, 30 of time."""
    found = net_of({"cost": 100.0, "fiscal": 90.0, "wellbeing": 60.0, "time": 30.0}, 0.2)
    assert found == pytest.approx({"cost": 120.0, "net_fiscal": -30.0, "net": 0.0, "benefit_cost": 1.0})


def test_two_strategies_change_places_where_they_are_worth_the_same():
    """By hand: 100 of gains less 8 units, beside 70 less 2 units: 100 - 8v = 70 - 2v at v = 5, where each has 60."""
    ours, theirs = (100.0 - 40.0, Priced(-40.0, -8.0)), (70.0 - 10.0, Priced(-10.0, -2.0))
    assert switches_at(ours, theirs) == pytest.approx(5.0)
    assert switches_at((110.0 - 40.0, ours[1]), theirs) == pytest.approx(40.0 / 6.0)
    assert math.isnan(switches_at((50.0, Priced(-40.0, -2.0)), theirs)), "as many units of both: no price turns it"
    assert math.isnan(switches_at((20.0 - 40.0, ours[1]), theirs)), "none above nothing"


@pytest.fixture
def quotient(module_of):
    """Return a maker of two sums of one run from what families add to each."""
    made = module_of(Path(__file__).parents[1] / "made_up" / "quotients.py")
    return lambda above, under: made.two_sums(((above.sum(), under.sum()), (above, under), (50.0, 50.0)))


@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_a_ratio_may_lie_on_either_side_of_nothing(quotient, sign):
    """Where all cost alike, a ratio is the gains' own sum over a constant: its limits are theirs, over it."""
    luck = np.random.default_rng(2)
    above, under = sign * luck.normal(3.0, 1.0, 4000), np.full(4000, 2.0)
    found = of_quotient(quotient(above, under), [0])
    centre, half = above.sum() / under.sum(), 1.96 * above.std() * np.sqrt(4000) / under.sum()
    assert found.estimate == pytest.approx(centre)
    assert (found.low, found.high) == pytest.approx((centre - half, centre + half), rel=0.01)


def test_a_ratio_over_nothing_is_not_known(quotient):
    found = of_quotient(quotient(np.ones(10), -np.ones(10)), [0])
    assert math.isnan(found.estimate) and math.isnan(found.low)


def test_a_ratio_over_what_may_be_nothing_has_no_limit(quotient):
    luck = np.random.default_rng(4)
    above, under = luck.normal(1.0, 1.0, 400), luck.normal(0.02, 1.0, 400)
    under += 0.02 - under.mean()
    assert math.isinf(of_quotient(quotient(above, under), [0]).high)


def test_what_a_gain_may_be_where_too_few_families_tell_is_in_what_it_is_a_part_of():
    """By hand: wellbeing is 2, within 10 either way; a net of -98 (-99 to -97), of 100 spent, may be -111 to -89."""
    narrow = {key: Interval(-98.0, -99.0, -97.0) for key in (NET, NET_FISCAL)}
    narrow |= {key: Interval(-0.98, -0.99, -0.97) for key in (BENEFIT_COST, RETURN)}
    found = {COST: Interval(100.0, 99.0, 101.0), FISCAL: Interval(5.0, 4.0, 6.0)} | narrow
    wider = with_what_gains_may_be(found | {WELLBEING: Interval(2.0, -10.0, 10.0, 10.0)})
    assert wider[NET][:3] == pytest.approx((-98.0, -111.0, -89.0))
    assert wider[BENEFIT_COST][:3] == pytest.approx((-0.98, -1.11, -0.89))
    assert (wider[NET_FISCAL], wider[RETURN]) == (narrow[NET_FISCAL], narrow[RETURN]), "wellbeing is not in these"
    told = Interval(2.0, 1.0, 3.0)
    assert with_what_gains_may_be(found | {WELLBEING: told}) == found | {WELLBEING: told}
