"""Where an area's infants live by deprivation, tilted: how far such shares move, and shares that are moved so far."""

from collections.abc import Sequence
from math import exp, log

PLACES = tuple((4.5 - place) / 4.5 for place in range(10))  # of the ten deciles: from 1, most deprived, to -1
STEPS = 60  # halvings, of what lies between
FURTHEST = 20.0  # a tilt that leaves next to nobody at one end


def leaning(shares: Sequence[float], tilt: float) -> tuple[float, ...]:
    """Return shares by decile tilted: those of the most deprived tenth times exp(tilt), of the least by exp(-tilt)."""
    weights = [share * exp(tilt * place) for share, place in zip(shares, PLACES, strict=True)]
    return tuple(one / sum(weights) for one in weights)


def tilt_between(older: Sequence[float], newer: Sequence[float]) -> float | None:
    """Return the tilt that brings the mean decile of some shares to that of others; None where none can.

    Shares that are all in one decile, or are to be, have no tilt.
    """
    if min(spread_of(older), spread_of(newer)) <= 1e-6:
        return None
    wanted, low, high = mean_of(newer), -FURTHEST, FURTHEST
    if not mean_of(leaning(older, low)) < wanted < mean_of(leaning(older, high)):
        return None
    for _ in range(STEPS):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if mean_of(leaning(older, middle)) < wanted else (low, middle)
    return 0.5 * (low + high)


def mean_of(shares: Sequence[float]) -> float:
    """Return where infants live on the mean, from 1 (all in the most deprived tenth) to -1."""
    return sum(share * place for share, place in zip(shares, PLACES, strict=True)) / sum(shares)


def spread_of(shares: Sequence[float]) -> float:
    """Return the variance of where infants live."""
    mean = mean_of(shares)
    return sum(share * (place - mean) ** 2 for share, place in zip(shares, PLACES, strict=True)) / sum(shares)


def drawn(shares: Sequence[float], times: float) -> tuple[float, ...]:
    """Return shares of which the most deprived tenth has so many times as many for each of the middle."""
    return leaning(shares, log(times))
