"""Limits of what cannot be below nothing: the lognormal's own, how often they hold a draw, no part beyond a whole."""

from pathlib import Path

import numpy as np
import pytest

from famsim.measures import Added, Ends, Ledger, Roll, above_nothing, ends, folds, t_quantile, undivided
from famsim.runs import cost_row, cost_rows
from famsim.scenario import Prices

TWENTY = list(range(1, 21))
HUB = 30_965.0 + np.array(  # pounds in each of 20 draws of an offer: set-up at its mean, and what delivery came to
    [54471, 65238, 81152, 105437, 128084, 144990, 160833, 175290, 179016, 193820,
     197392, 229009, 255186, 259118, 272378, 290789, 301962, 355722, 400208, 424156]
)  # fmt: skip


def of_draws(runs, chance=0.0):
    """Return the limits of the mean of draws, without chance unless it is given."""
    found = folds(runs, np.full(runs.size, chance), chance, list(range(1, runs.size + 1)))
    centre = float(runs.mean())
    return ends(centre, Ends(centre, centre), found)


def test_draws_of_a_lognormal_have_its_own_limits():
    """Closed form: 4,000 quantiles of exp(N(0, 0.5)) have their 2.5% and 97.5% at exp(-+0.98), the mean at exp(1/8)."""
    from scipy.stats import norm

    runs = np.exp(0.5 * norm.ppf((np.arange(4000) + 0.5) / 4000))
    assert of_draws(runs) == pytest.approx((np.exp(-0.98), np.exp(0.98)), rel=0.005)


def test_twenty_draws_hold_the_next_as_often_as_they_say():
    """Of 2,000 times 20 skewed draws (spread of logs 0.6), 95% hold the next one: 1,900, give or take 10.

    The mean give or take t times the spread has its lower limit below nothing in more than a third of them.
    """
    luck = np.random.default_rng(3)
    runs = np.exp(luck.normal(0.0, 0.6, (2000, 21)))
    limits = [of_draws(one[:20]) for one in runs]
    held = sum(low <= one[20] <= high for (low, high), one in zip(limits, runs, strict=True))
    assert 1860 <= held <= 1940
    assert all(low > 0.0 for low, _ in limits)
    below = runs[:, :20].mean(axis=1) - t_quantile(19) * runs[:, :20].std(axis=1, ddof=1)
    assert (below < 0.0).mean() > 1 / 3


def test_a_cost_of_which_no_draw_was_small_has_no_small_limit():
    """The draws of one offer lay between 85,000 and 455,000 pounds: 20,000 is no lower limit of what it costs."""
    low, high = of_draws(HUB)
    assert 50_000 < low < HUB.min() and HUB.max() * 0.9 < high < 1.6 * HUB.max()


def test_chance_and_draws_add_in_folds():
    """By hand: chance halves or doubles, draws do as much: both together by the root of two as many folds."""
    of = folds(np.array([50.0, 200.0]), np.zeros(2), 0.0, [1, 2])._replace(below=np.log(2.0), above=np.log(2.0))
    assert ends(100.0, Ends(50.0, 200.0), of) == pytest.approx((100.0 / 2.0**2**0.5, 100.0 * 2.0**2**0.5))
    assert ends(100.0, Ends(0.0, np.inf), of) == (0.0, np.inf)
    assert ends(0.0, Ends(0.0, 5.0), of) == (0.0, 5.0)


def test_what_chance_gives_each_draw_alone_is_no_spread_of_figures():
    """Ten draws of one truth, 100, differ by chance alone, of which each has a variance of 25, and their mean 2.5."""
    runs = 100.0 + 5.0 * np.random.default_rng(4).standard_normal(10)
    counted = folds(runs, np.full(10, 25.0), 2.5, list(range(10)))
    bare = folds(runs, np.zeros(10), 0.0, list(range(10)))
    assert counted.below < 0.5 * bare.below
    assert folds(runs, np.zeros(10), 0.0, [7] * 10) == (0.0, 0.0), "repetitions of one draw"
    assert folds(np.array([1.0, 0.0]), np.zeros(2), 0.0, [1, 2]) is None


def spending(parts):
    """Return the cost rows of items of an offer, pence of each of 20 draws, each family's share alike."""
    roll, everyone, families = Roll(), undivided(400), 400
    roll.call(np.arange(families, dtype=np.int64), everyone)
    pence = parts | {"total": sum(parts.values())}
    prices = Prices(2027, 1.0)

    def row(strategy, item):
        found, runs = Ledger(), pence.get(item, np.zeros(20))
        for one in runs:
            found.add(roll, Added(np.array([one]), np.full(families, one / families), 1e6), everyone)
        of = found.summary(found.moments(roll, everyone), TWENTY)
        return cost_row((strategy, item), above_nothing(of, found.estimates, found.variances, TWENTY), 0.0, prices)

    return {row["item"]: row for row in cost_rows(["ours"], row)}


def test_no_part_lies_beyond_the_whole_and_none_below_what_any_draw_could_have():
    """Talks that are the most skewed by far, sessions that all draws have alike: the limits stand in each other."""
    luck = np.random.default_rng(5)
    talks, sessions = np.exp(luck.normal(13.0, 1.0, 20)), np.full(20, 3e6)
    rows = spending({"talks": talks, "sessions": sessions})
    total = rows["total"]
    for name in ("talks", "sessions"):
        assert 0.0 < rows[name]["low"] <= total["low"] and rows[name]["high"] <= total["high"]
    assert total["low"] >= 30_000.0 * 0.8, "sessions alone are 30,000 pounds in every draw"


@pytest.fixture
def two_sums(module_of):
    """Return a maker of two sums: how much each comes to in each run, to which 400 families add alike."""
    made = module_of(Path(__file__).parents[1] / "made_up" / "quotients.py")
    each = np.full(400, 1.0 / 400.0)
    return lambda *runs: made.two_sums(*((run, [one * each for one in run], (1e5, 12.0)) for run in runs))


def test_pounds_for_each_month_have_a_limit_above_nothing_though_one_draw_spares_few(two_sums):
    """The least of any draw is 190 or so pounds a month: nothing is no limit of that, nor is a third of it."""
    months = np.array(
        [40.0, 100, 110, 120, 170, 190, 200, 210, 240, 290, 340, 350, 350, 420, 450, 500, 500, 640, 700, 717]
    )
    pounds = np.linspace(100_000, 139_000, 20)
    sums = two_sums(*zip(pounds, months, strict=True))
    low, high = sums.limits(TWENTY)
    least = (pounds / months).min()
    assert least / 3.0 < low < least and sums.value() < high < 5_000.0


def test_where_a_draw_spares_none_there_is_no_upper_limit_but_a_lower_one(two_sums):
    sums = two_sums(*((100_000.0, spared) for spared in (0.0, 100.0, 120.0, 140.0)))
    low, high = sums.limits([1, 2, 3, 4])
    assert 300.0 < low < 1_111.0 and high == np.inf
