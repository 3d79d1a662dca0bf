"""Are the draws of neighbours - in family, month, decision and seed - uniform and independent?

Each test raises one false alarm in a million; the draws are fixed, so it always passes or never does.
"""

import numba
import numpy as np
import pytest
from scipy.stats import chi2, kstest

from famsim.model.chance import keyed_uniform

pytestmark = pytest.mark.skipif(numba.config.DISABLE_JIT, reason="a million draws need compiled code")

ALARM = 1e-6
CELLS = 65_536
AREA = 5 << 48 | 4096 << 24  # the first family of an area
SEED = np.uint64(1)
MONTHS = 512
FAMILIES = 2048


@numba.njit
def fill(draws, first, step, seed):
    """Fill `draws` (families, months) from the family, month and decision of `first`, moved on by `step`."""
    family, month, decision = first
    for i in range(draws.shape[0]):
        for j in range(draws.shape[1]):
            draws[i, j] = keyed_uniform(AREA + family + i * step[0], month + j * step[1], seed, decision + j * step[2])


def drawn(shape=(FAMILIES, MONTHS), first=(0, -300, 17), step=(1, 1, 0), seed=SEED):
    """Return draws of consecutive families by consecutive months (or decisions), shape `shape`."""
    draws = np.empty(shape)
    fill(draws, first, step, seed)
    return draws


WAYS = {
    "a million neighbouring families": {"shape": (FAMILIES * MONTHS, 1)},
    "a month after month": {},
    "a million months of one family": {"shape": (1, FAMILIES * MONTHS)},
    "decision after decision": {"step": (1, 0, 1), "first": (0, 12, 0)},
}


def assert_even(counts):
    """Fail when the spread of draws over cells is more uneven, or more even, than chance allows."""
    expected = counts.sum() / counts.size
    statistic = float(((counts - expected) ** 2).sum() / expected)
    low, high = chi2.ppf([ALARM / 2, 1 - ALARM / 2], counts.size - 1)
    assert low < statistic < high


@pytest.mark.parametrize("way", WAYS)
def test_draws_are_uniform(way):
    """2^20 draws over 65,536 cells, and Kolmogorov-Smirnov: Philox promises a uniform distribution."""
    draws = drawn(**WAYS[way]).ravel()
    assert_even(np.bincount((draws * CELLS).astype(np.int64), minlength=CELLS))
    assert kstest(draws, "uniform").pvalue > ALARM


@pytest.mark.parametrize("way", WAYS)
def test_neighbouring_draws_are_uniform_together(way):
    """Pairs of neighbours over 256 x 256 cells: a lattice or a repeat would leave cells empty."""
    pairs = drawn(**WAYS[way]).reshape(-1, 2)
    cell = (pairs[:, 0] * 256).astype(np.int64) * 256 + (pairs[:, 1] * 256).astype(np.int64)
    assert_even(np.bincount(cell, minlength=CELLS))


NEIGHBOURS = {
    "the next family": {"first": (1, -300, 17)},
    "the same place in the next area": {"first": (1 << 48, -300, 17)},
    "the next month": {"first": (0, -299, 17)},
    "a year later": {"first": (0, -288, 17)},
    "a decision of the same block": {"first": (0, -300, 18)},
    "the decision one block on": {"first": (0, -300, 21)},
    "the next seed": {"seed": np.uint64(2)},
    "the seed's high word": {"seed": np.uint64(1 + 2**32)},
}


@pytest.mark.parametrize("neighbour", NEIGHBOURS)
def test_draws_do_not_correlate(neighbour):
    """|r| < 0.0049 at a million pairs is 4.9 standard errors (1 / sqrt(N)): one false alarm in a million."""
    here, there = drawn().ravel(), drawn(**NEIGHBOURS[neighbour]).ravel()
    assert here.size > 1_000_000
    assert abs(np.corrcoef(here, there)[0, 1]) < 0.0049
    assert abs(np.corrcoef((here - 0.5) ** 2, (there - 0.5) ** 2)[0, 1]) < 0.0049
