"""What becomes of an offer after its grant: how fast it stops, and how skills and pathways wear out.

Pure arithmetic, nobody's luck but one number: its place is rules/authority (the grant), beside the staff.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from math import ceil, exp, inf, log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from famsim.evidence import Value, luck
from famsim.model.identity import MONTHS_A_YEAR
from famsim.population import values_of
from famsim.scenario import FACTORS

STOPS = "evaluation.stops"
WEARS = "evaluation.pathway_half_life"
DRAWS = 100  # of the figures, that an interval of a half-life rests on
MIDDLE = 0.5  # the luck of the one run at central figures: its offers stop when half of such offers have
STOPPING = "grant.stops"  # what the luck is for
NEVER = 10**6  # months
LEAST = 1e-12


class Wear(NamedTuple):
    """How an offer, its staff's skill and its pathways wear out after a grant, in one draw of the figures."""

    stops: float  # a year
    skill_lost: float  # a month: skill that lapses, and trained staff who leave
    pathway_half_life: float  # months

    @property
    def half_life(self) -> float:
        """Years until half of such offers have stopped."""
        return log(2.0) / self.stops if self.stops > 0.0 else inf

    def goes_on(self, months: float) -> float:
        """Return the share of such offers that go on so many months after their grant."""
        return exp(-self.stops * max(months, 0.0) / MONTHS_A_YEAR)

    def skill(self, months: float) -> float:
        """Return what is left of trained staff's skill so many months after a grant, of 1."""
        return float((1.0 - self.skill_lost) ** max(months, 0.0))

    def pathways(self, months: float) -> float:
        """Return what is left of what opened pathways bring, of 1."""
        return float(0.5 ** (max(months, 0.0) / self.pathway_half_life))

    def months_on(self, chance: float) -> int:
        """Return for how many whole months an offer goes on after its grant, by its luck, from 0 to 1."""
        if self.stops <= 0.0:
            return NEVER
        return ceil(-log(max(1.0 - chance, LEAST)) / self.stops * MONTHS_A_YEAR) - 1


class HalfLife(NamedTuple):
    """Years until half of such offers have stopped, at central figures, with a 95% interval over draws of them."""

    years: float
    low: float
    high: float


def wear(factors: Mapping[str, float], values: Mapping[str, Value]) -> Wear:
    """Return how an offer wears out after its grant, from the figures of a draw.

    Each factor multiplies how fast offers stop by its ratio, as far as it is there.
    """
    stops = number(values[STOPS])
    for name in FACTORS:
        stops *= number(values[f"{STOPS}_{name}"]) ** factors[name]
    kept = (1.0 - number(values["staff.lapses"])) * (1.0 - number(values["staff.leaves"]))
    return Wear(stops, 1.0 - kept, number(values[WEARS]))


def number(value: Value) -> float:
    """Return the value of a figure of one number."""
    return value[0] if isinstance(value, tuple) else value


NEEDED = (STOPS, *(f"{STOPS}_{name}" for name in FACTORS), WEARS, "staff.lapses", "staff.leaves")


@lru_cache(maxsize=1024)
def figures_of(overrides: tuple[tuple[str, Value], ...], draw: int) -> Mapping[str, Value]:
    """Return the figures that offers wear out by in a draw, 0 for central ones."""
    values = values_of({name: value for name, value in overrides if name in NEEDED}, draw)
    return {name: values[name] for name in NEEDED}


def wear_in(factors: tuple[tuple[str, float], ...], overrides: tuple[tuple[str, Value], ...], draw: int) -> Wear:
    """Return how an offer with some factors wears out in a draw of the figures, 0 for central ones."""
    return wear(dict(factors), figures_of(overrides, draw))


def luck_of(seed: int, draw: int, rep: int) -> float:
    """Return the luck of offers after their grants in a run: one for all strategies, so that factors alone tell."""
    return MIDDLE if draw == 0 and rep == 0 else luck(seed, f"{STOPPING}/{rep}", draw)


def half_life(factors: Mapping[str, float], overrides: tuple[tuple[str, Value], ...] = ()) -> HalfLife:
    """Return the half-life of an offer with some factors."""
    here = tuple(sorted(factors.items()))
    drawn = sorted(wear_in(here, overrides, draw).half_life for draw in range(1, DRAWS + 1))
    return HalfLife(wear_in(here, overrides, 0).half_life, drawn[DRAWS // 40], drawn[-1 - DRAWS // 40])


class Left(NamedTuple):
    """What is left after so many months, each (months,): of offers, of skill, of pathways."""

    goes_on: NDArray[np.float64]
    skill: NDArray[np.float64]
    pathways: NDArray[np.float64]


def wear_between(
    factors: Mapping[str, float], overrides: tuple[tuple[str, Value], ...], months: NDArray[np.float64]
) -> tuple[Left, NDArray[np.float64], NDArray[np.float64]]:
    """Return what is left at central figures, and between which shares of offers 95% of draws lie, (months,) each."""
    here = tuple(sorted(factors.items()))
    central = wear_in(here, overrides, 0)
    drawn = np.array([[wear_in(here, overrides, draw).goes_on(one) for one in months] for draw in range(1, DRAWS + 1)])
    low, high = np.percentile(drawn, (2.5, 97.5), axis=0)
    left = [np.array([how(one) for one in months]) for how in (central.goes_on, central.skill, central.pathways)]
    return Left(*left), low, high


def after_years(monthly: NDArray[np.float64], ends: int, years: int) -> NDArray[np.float64]:
    """Return sums of monthly amounts over the last year of a grant, then over so many years after it that are whole."""
    begins = [max(ends - MONTHS_A_YEAR, 0), *(ends + MONTHS_A_YEAR * year for year in range(years))]
    stops = [ends, *(ends + MONTHS_A_YEAR * (year + 1) for year in range(years))]
    whole = [(first, last) for first, last in zip(begins, stops, strict=True) if last <= len(monthly)]
    return np.array([monthly[first:last].sum() for first, last in whole])
