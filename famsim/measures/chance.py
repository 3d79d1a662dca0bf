"""What chance alone does to an area's yearly count, and how much a strategy has to do to stand out from it.

Of n couples a share p parts in a year: the count is binomial, np give or take the root of np(1 - p). A change is looked
for between a year without and a year with, so that chance enters twice. It is seen where it passes the 95% limits of
that difference, and found in four years of five where it is as large as `least_change`.
"""

from functools import cache

import numpy as np

from famsim.measures.interval import normal_quantile

TWICE = 2.0**0.5  # a change between two years holds the chance of both
FOUND = 0.8  # how often a change of the least size is found
WARNING, ACTION = 0.95, 0.998  # of years that lie within the limits of a control chart: two spreads, and three


def spread_of_count(of: float, share: float) -> float:
    """Return the standard deviation that chance gives a yearly count: sqrt(n p (1 - p))."""
    return float(np.sqrt(max(of, 0.0) * share * (1.0 - share)))


def control_limits(of: float, share: float, inside: float = WARNING) -> tuple[float, float]:
    """Return the counts between which so many of all years lie by chance alone: exact, of the binomial."""
    tail = (1.0 - inside) / 2.0
    return count_at(tail, of, share), count_at(1.0 - tail, of, share)


def count_at(chance: float, of: float, share: float) -> float:
    """Return the smallest count that is not passed with so large a chance."""
    from scipy.special import bdtr, bdtrik

    n = round(of)
    if n <= 0 or share <= 0.0:
        return 0.0
    found = float(np.ceil(bdtrik(chance, n, min(share, 1.0))))
    below = max(found - 1.0, 0.0)
    return below if bdtr(below, n, min(share, 1.0)) >= chance else found


def threshold() -> float:
    """Return from how many spreads of a year's count on a change between two years is seen: 2.77."""
    return normal_quantile() * TWICE


def least_change(spread: float) -> float:
    """Return the least change that is found in four of five times, beside a year's spread: 3.96 of them."""
    return (normal_quantile() + quantile_of_power()) * TWICE * spread


def needed(spread: float, other: float) -> float:
    """Return what the least change takes of one of two things that are multiplied, at so much of the other.

    Families to be helped a year, each with so many fewer partings; or fewer partings of each of so many helped.
    """
    return least_change(spread) / other if other > 0.0 else float("inf")


@cache
def quantile_of_power() -> float:
    """Return the quantile of the normal distribution at the share of times that the least change is found."""
    from scipy.special import ndtri

    return float(ndtri(FOUND))
