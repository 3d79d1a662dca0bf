"""The interval of a sum over a sum of the same families, such as pounds for each family helped.

By chance a quotient R of a numerator N and a denominator D may be any number for which N - R D may be 0, and N - R D is
a sum over families like any other: its interval is the one interval, of what each family adds to N less R times what it
adds to D (Fieller). Where D itself may be 0 there is no upper limit. Several draws of the figures have a quotient each:
their spread, chance taken off, is added to each side, in folds, as pounds for each of anything are never nothing (see
famsim.measures.above_nothing). Over several areas both sums are summed, run by run, and so are the moments of N - R D,
each area's families about their own mean.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, reduce
from typing import Literal

import numpy as np

from famsim.measures.above_nothing import Ends, Folds, ends, folds
from famsim.measures.interval import FEW, Moments, one_limit
from famsim.measures.ledgers import Ledger, spread_of_draws
from famsim.measures.over_areas import both
from famsim.measures.rolls import Roll

NEAR = 1e-9  # of the quotient: how near its limits are found
ZERO = np.zeros(1)
FURTHEST = 2.0**20  # times the quotient: beyond, there is no upper limit


@dataclass(frozen=True)
class Families:
    """What families of one area add to two sums, over so many runs; those that add nothing are left out, (families,).

    above_fixed, under_fixed: what of it fixed places take away. number: all families, with those left out. Held as
    small as they can be (`smaller`): six strategies of a whole area take some sixty of these.
    """

    above: np.ndarray
    under: np.ndarray
    above_fixed: np.ndarray
    under_fixed: np.ndarray
    number: int
    runs: int

    def less(self, times: float) -> Moments:
        """Return the moments of the mean over runs of the numerator less so many times the denominator.

        As of famsim.measures.interval.moments, to the bit, without what many groups need: a search asks for hundreds.
        """
        x = beyond(self.above, self.under, times) / self.runs
        about = x - beyond(self.above_fixed, self.under_fixed, times) / self.runs if self.is_fixed else x
        squared = about * about
        first, second, third = (one.cumsum()[-1:] if one.size else ZERO for one in (about, squared, squared * about))
        mean = first / max(self.number, 1)
        low, high = x.min(initial=0.0), x.max(initial=0.0)
        return Moments(
            changed=np.array([np.count_nonzero(x)]),
            variance=np.maximum(second - mean * first, 0.0),
            third=third - 3.0 * mean * second + 2.0 * mean * mean * first,
            largest=np.array([low if -low > high else high]),
        )

    @cached_property
    def is_fixed(self) -> bool:
        """Whether fixed places take anything away."""
        return bool(self.above_fixed.any() or self.under_fixed.any())


def beyond(above: np.ndarray, under: np.ndarray, times: float) -> np.ndarray:
    """Return above less so many times under, float64, however small they are held."""
    found: np.ndarray = np.asarray(above, np.float64) - times * np.asarray(under, np.float64)
    return found


def smaller(x: np.ndarray) -> np.ndarray:
    """Return the same numbers in less memory: one for all where all are 0, float32 where that holds each of them."""
    if not x.any():
        return np.broadcast_to(ZERO[0], x.shape)
    half = x.astype(np.float32)
    return half if (half == x).all() else x


@dataclass(frozen=True)
class TwoSums:
    """A numerator and a denominator run by run, of one area or of several, with what their families add.

    (runs,) each: both sums, their variances by chance and covariance, the most that one family adds to either.
    """

    above: np.ndarray
    under: np.ndarray
    variances: tuple[np.ndarray, np.ndarray]
    shared: np.ndarray
    most: tuple[np.ndarray, np.ndarray]
    families: tuple[Families, ...]

    def plus(self, other: "TwoSums | None") -> "TwoSums":
        """Return those of two areas together, where chance in one says nothing of the other."""
        if other is None:
            return self
        return TwoSums(
            self.above + other.above,
            self.under + other.under,
            (self.variances[0] + other.variances[0], self.variances[1] + other.variances[1]),
            self.shared + other.shared,
            (np.maximum(self.most[0], other.most[0]), np.maximum(self.most[1], other.most[1])),
            (*self.families, *other.families),
        )

    def value(self) -> float:
        """Return the mean numerator over the mean denominator; NaN over nothing."""
        above, under = float(np.mean(self.above)), float(np.mean(self.under))
        return above / under if under else float("nan")

    def moments(self, times: float) -> Moments:
        """Return the moments of what families add to the numerator less so many times the denominator."""
        first, *others = self.families
        return reduce(both, (one.less(times) for one in others), first.less(times))

    def variance(self, times: float) -> np.ndarray:
        """Return the variance by chance of the numerator less so many times the denominator, (runs,)."""
        above, under = self.variances
        return np.maximum(above + times**2 * under - 2.0 * times * self.shared, 0.0)

    def limits(self, draws: list[int]) -> tuple[float, float]:
        """Return the quotient's 95% limits; NaN where fewer than three families stand below the line."""
        centre = self.value()
        if sum(np.count_nonzero(one.under) for one in self.families) < FEW or not np.isfinite(centre):
            return float("nan"), float("nan")
        by_chance = Ends(*self.by_chance())
        if not (self.under > 0.0).all():
            return min(by_chance.low, self.at_best(draws)), float("inf")
        of_draws = self.folds(draws)
        if of_draws is None:
            sides, between = (centre - by_chance.low, by_chance.high - centre), self.between_draws(draws)
            below, above = (float(np.hypot(side, between)) for side in sides)
            return max(centre - below, 0.0), centre + above
        return ends(centre, by_chance, of_draws)

    def folds(self, draws: list[int]) -> Folds | None:
        """Return how many times as much, or as little, draws leave open; None where one of them has nothing above."""
        quotients = self.above / self.under
        variances = np.array([self.variance(one)[run] / self.under[run] ** 2 for run, one in enumerate(quotients)])
        chance = float(self.moments(self.value()).variance[0]) / float(self.under.mean()) ** 2
        return folds(quotients, variances, chance, draws)

    def at_best(self, draws: list[int]) -> float:
        """Return the quotient where as much is below the line as draws leave open, some of which have nothing there.

        The quotient the other way up has a spread then, and no end above: it is nothing where nothing is below.
        """
        if not (self.above > 0.0).all():
            return 0.0
        runs = [np.array([one]) for one in self.under / self.above]
        nothing = [np.zeros(1) for _ in runs]
        spread = float(spread_of_draws(runs, nothing, nothing[0], draws)[0])
        return 1.0 / (1.0 / self.value() + spread)

    def end(self, which: Literal["low", "high"], times: float) -> float:
        """Return one limit by chance of the numerator less so many times the denominator."""
        estimate, most = self.above - times * self.under, self.most[0] + times * self.most[1]
        if estimate.size > 1:
            estimate, most = np.mean(estimate, keepdims=True), np.mean(most, keepdims=True)
        return one_limit(which, estimate, self.moments(times), most)

    def by_chance(self) -> tuple[float, float]:
        """Return between which quotients chance leaves open whether the numerator is as large."""
        centre = self.value()
        least, further = NEAR * centre, centre
        low = 0.0 if self.end("low", least) <= 0.0 else crossing(lambda times: self.end("low", times), least, centre)
        while self.end("high", further) > 0.0:
            if further > FURTHEST * centre:
                return low, float("inf")
            further *= 2.0
        return low, crossing(lambda times: self.end("high", times), centre, further)

    def between_draws(self, draws: list[int]) -> float:
        """Return t x the spread of the draws' quotients, chance taken off; 0 for one draw."""
        if len(set(draws)) < 2 or not self.under.all():
            return 0.0 if self.under.all() else float("inf")
        quotients = self.above / self.under
        chance = [self.variance(one)[[run]] / self.under[run] ** 2 for run, one in enumerate(quotients)]
        mean = self.moments(self.value()).variance / self.under.mean() ** 2
        return float(spread_of_draws([np.array([one]) for one in quotients], chance, mean, draws)[0])


@dataclass
class Quotient:
    """How a numerator and a denominator of the same families vary together, gathered run by run beside both sums."""

    shared: list[float] = field(default_factory=list)  # covariance of the two sums by chance, a run each

    def share(self, above: np.ndarray, under: np.ndarray, families: int) -> None:
        """Note how the two sums of a run vary together; above and under (n,): what is left to chance of so many."""
        self.shared.append(float((above * under).sum() - above.sum() * under.sum() / max(families, 1)))

    def sums(self, above: Ledger, under: Ledger, roll: Roll) -> TwoSums:
        """Return both sums, with what their families add; above and under: the ledgers in which they are gathered."""
        added = [
            *(roll.brought(one.summed, one.place) for one in (above, under)),
            *(roll.brought(one.fixed, one.place) for one in (above, under)),
        ]
        there = np.any([one != 0.0 for one in added], axis=0)
        parts = [smaller(one[there]) for one in added]
        return TwoSums(
            np.array(above.estimates).ravel(),
            np.array(under.estimates).ravel(),
            (np.array(above.variances).ravel(), np.array(under.variances).ravel()),
            np.array(self.shared),
            (np.array(above.most, np.float64).ravel(), np.array(under.most, np.float64).ravel()),
            (Families(parts[0], parts[1], parts[2], parts[3], there.size, len(self.shared)),),
        )


def crossing(of: Callable[[float], float], near: float, far: float) -> float:
    """Return where a falling end passes 0 between two quotients; `far` where it does not, as where nothing varies."""
    if near == far or of(far) > 0.0:
        return far
    from scipy.optimize import brentq  # a quarter of a second to load, and few commands need it

    return float(brentq(of, near, far, rtol=NEAR))
