"""An area's yearly count against chance, in closed form: the example of the mission map, and the exact binomial."""

import numpy as np
import pytest
from scipy import stats

from famsim.measures import control_limits, least_change, needed, spread_of_count, threshold
from famsim.measures.chance import ACTION, WARNING

COUPLES, SHARE = 20_000, 0.03


def test_the_worked_example():
    """By hand: 20,000 couples, 3% part in a year: 600 +- 24; 100 reached, 5 points off: 5 fewer, .2 of a spread."""
    spread = spread_of_count(COUPLES, SHARE)
    assert spread == pytest.approx(24.12, abs=0.01)
    fewer = 100 * 0.05
    assert fewer / spread == pytest.approx(0.2, abs=0.01)
    assert fewer / spread < threshold()
    assert control_limits(COUPLES, SHARE) == pytest.approx((600 - 1.96 * spread, 600 + 1.96 * spread), abs=1.5)


@pytest.mark.parametrize(("n", "share"), [(20_000, 0.03), (1_000, 0.004), (37, 0.5), (5, 0.999), (1, 0.2)])
@pytest.mark.parametrize("inside", [WARNING, ACTION])
def test_limits_are_those_of_the_binomial(n, share, inside):
    tail = (1 - inside) / 2
    assert control_limits(n, share, inside) == (stats.binom.ppf(tail, n, share), stats.binom.ppf(1 - tail, n, share))


def test_limits_of_rare_events_are_poissons():
    """Closed form: with many couples and a small share the binomial is a Poisson of the same mean."""
    assert control_limits(2_000_000, 1e-5) == (stats.poisson.ppf(0.025, 20), stats.poisson.ppf(0.975, 20))


def test_counts_lie_within_their_limits_as_often_as_they_say(assert_share):
    counts = np.random.default_rng(1).binomial(COUPLES, SHARE, 40_000)
    low, high = control_limits(COUPLES, SHARE)
    exact = stats.binom.cdf(high, COUPLES, SHARE) - stats.binom.cdf(low - 1, COUPLES, SHARE)
    assert_share(int(((counts >= low) & (counts <= high)).sum()), counts.size, exact)
    assert WARNING <= exact < WARNING + 0.01


def test_the_least_change_is_found_in_four_of_five_pairs_of_years(assert_share):
    """Closed form: a year with as many fewer stands 1.96 spreads of a difference below a year without in 80%."""
    spread = spread_of_count(COUPLES, SHARE)
    fewer = least_change(spread)
    rng = np.random.default_rng(2)
    without, with_it = (rng.normal(mean, spread, 40_000) for mean in (600.0, 600.0 - fewer))
    assert_share(int((without - with_it > threshold() * spread).sum()), without.size, 0.8)


def test_reach_and_effect_are_two_sides_of_the_least_change():
    """By hand: with 5 points off each, 1,911 have to be helped; of 100 helped each would need .956 fewer partings."""
    spread = spread_of_count(COUPLES, SHARE)
    assert needed(spread, 0.05) == pytest.approx(1911, abs=1)
    assert needed(spread, 100) == pytest.approx(0.956, abs=0.001)
    assert needed(spread, 0.0) == needed(spread, -0.1) == float("inf")


def test_nobody_makes_no_count():
    assert spread_of_count(0, 0.5) == 0.0 and control_limits(0, 0.5) == control_limits(100, 0.0) == (0.0, 0.0)
