"""Ten times the families, the same rates, and a tenth of the variance of what is shared by all of them.

Every check raises one false alarm in a million with fresh draws, and says the smallest fault it would see.
"""

import numba
import numpy as np
import pytest
from scipy.stats import f as f_ratio
from scipy.stats import fisher_exact

from famsim.engine.run import Run
from famsim.engine.state import copy_of
from famsim.model.counts import Count
from famsim.population.draws import Starts, with_strategy
from famsim.population.start import World, find_area
from famsim.scenario import Strategy

pytestmark = pytest.mark.skipif(numba.config.DISABLE_JIT, reason="fourteen million family-months need compiled code")

ALARM = 1e-6
FEW, MANY = 1_500, 15_000
A_FEW, TEN_TIMES = 600, 6_000  # of the variances, which do not go by how many there are
MONTHS, FOUR = 36, 4
REPLICATES = 200
COUNTED = {
    "a couple parts, not from harm": Count.LOSSES,
    "a child is born": Count.BIRTHS,
    "bills are behind": Count.ARREARS,
    "a mother is distressed": Count.MOTHERS_DISTRESSED,
    "a first session": Count.STARTED,
}


def starts(families, months):
    return Starts(World(find_area("england"), {}, seed=1, families=families, months=months))


def tallied(families, seeds, strategy, change=None):
    """Return how many families of some samples lived through each event within three years, and how many there were."""
    stock, ever, number = starts(families, MONTHS), dict.fromkeys(COUNTED, 0), 0
    for seed in seeds:
        run = with_strategy(stock.start(0, seed), strategy, stock.world)
        if change is not None:
            change(run.p[0])
        run.advance(MONTHS)
        book = run.state.accounts[: int(run.state.census[0].accounts)]
        number += len(book)
        for name, count in COUNTED.items():
            ever[name] += int((book[:, count] > 0).sum())
    return ever, number


def rates_agree(few, many):
    """Fisher's exact test of each count of families."""
    for name in COUNTED:
        (one, of), (other, out_of) = ((ever[name], number) for ever, number in (few, many))
        assert min(one, other) > 500, name
        assert fisher_exact([[one, of - one], [other, out_of - other]]).pvalue > ALARM, name


@pytest.fixture(scope="module")
def strategy(world):
    """Return one with 60,000 places a month in England: a tenth of all families come within three years."""
    return Strategy(name="for all", **world.for_all(places_a_month=60_000.0))


@pytest.fixture(scope="module")
def few(strategy):
    return tallied(FEW, range(1, 11), strategy)


def test_ten_times_the_families_have_the_same_rates(strategy, few):
    """Ten samples of 1,500 families and one of 15,000, places shared: sees partings 26% off, the rest 7 to 11%."""
    rates_agree(few, tallied(MANY, [101], strategy))


def test_rates_that_go_with_size_are_seen(strategy, few):
    """A hazard of parting that is half as high again among many, and the check must fail."""

    def crowded(p):
        p["separation"]["base_hazard"] *= 1.5

    with pytest.raises(AssertionError, match="a couple parts"):
        rates_agree(few, tallied(MANY, [101], strategy, crowded))


def spread(families, one_luck=1):
    """Return the variance over 200 seeds of the share of couples who part within four months, from one stock.

    `one_luck`: so many families in a row share their luck, a fault.
    """
    stock = starts(families, FOUR)
    start = with_strategy(stock.start(0, 1), Strategy(name="nothing"), stock.world)
    ids = start.families.family_id
    ids[:] = ids[np.arange(len(ids)) // one_luck * one_luck]
    shares = []
    for seed in range(REPLICATES):
        run = Run(copy_of(start.state), start.p, start.sample, seed, 0, start.economy, arrivals_end=0)
        run.advance(FOUR)
        total = run.state.tallies.sum(axis=(0, 1))
        shares.append((total[Count.LOSSES] + total[Count.EXITS]) / total[Count.COUPLES])
    return np.var(shares, ddof=1)


def a_tenth_of_the_variance(few, many):
    """The ratio of two variances of 200 shares each, in the band of F(199, 199): a factor of 2 off is seen."""
    low, high = f_ratio.ppf([ALARM / 2, 1 - ALARM / 2], REPLICATES - 1, REPLICATES - 1)
    assert low < few / many / (TEN_TIMES / A_FEW) < high


def test_ten_times_the_families_have_a_tenth_of_the_variance():
    """As many families, and ten in a row who share their luck, are seen."""
    few, many = spread(A_FEW), spread(TEN_TIMES)
    a_tenth_of_the_variance(few, many)
    with pytest.raises(AssertionError):
        a_tenth_of_the_variance(many, many)
    with pytest.raises(AssertionError):
        a_tenth_of_the_variance(spread(A_FEW, one_luck=10), many)
