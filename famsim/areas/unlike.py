"""How unlike two places are, difference by difference, in spreads between the authorities of England."""

from collections.abc import Callable
from functools import cache
from math import log
from statistics import stdev

from famsim.areas.profiles import AreaProfile
from famsim.areas.table import upper_tier

LARGE = 1000  # families; smaller authorities say nothing of how authorities differ


def mean_decile(area: AreaProfile) -> float:
    """Return the mean decile of deprivation that infants live in, 1 the most deprived."""
    return sum(decile * share for decile, share in enumerate(area.infants_by_decile, 1))


def _odds(figure: str) -> Callable[[AreaProfile], float]:
    """Return what gives the log odds of a share of an area."""

    def log_odds(area: AreaProfile) -> float:
        share: float = getattr(area, figure)
        return log(share / (1.0 - share))

    return log_odds


DIFFERENCES: dict[str, Callable[[AreaProfile], float]] = {
    "deprivation": mean_decile,
    "lone parents": _odds("lone_share"),
    "unmarried couples": _odds("cohabiting_share"),
    "unemployment": _odds("unemployment"),
    "births": lambda area: log(area.infants / area.families),
    "size": lambda area: log(area.families),
}


def differences(one: AreaProfile, other: AreaProfile) -> dict[str, float]:
    """Return how far one place lies from another in each difference, in spreads between authorities, from 0 up."""
    return {name: abs(found(one) - found(other)) / _spreads()[name] for name, found in DIFFERENCES.items()}


@cache
def _spreads() -> dict[str, float]:
    """Return the standard deviation of each difference over the authorities that run children's services."""
    areas = [area for area in upper_tier() if area.families >= LARGE]
    return {name: stdev([found(area) for area in areas]) for name, found in DIFFERENCES.items()}
