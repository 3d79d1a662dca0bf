"""The interval of a sum over a sum of the same families, such as pounds for each family helped.

By chance a quotient R of a numerator N and a denominator D may be any number for which N - R D may be 0, and N - R D is
a sum over families like any other: its interval is the one interval, of what each family adds to N less R times what it
adds to D (Fieller). Where D itself may be 0 there is no upper limit. Several draws of the figures have a quotient each:
t x the spread of these, chance taken off, is added to each side as in every interval.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from scipy.optimize import brentq

from famsim.measures.added import Added
from famsim.measures.interval import FEW
from famsim.measures.pairs import Ledger, Roll, interval, spread_of_draws
from famsim.measures.places import fixed_part
from famsim.measures.vectors import Split

NEAR = 1e-9  # of the quotient: how near its limits are found
FURTHEST = 2.0**20  # times the quotient: beyond, there is no upper limit


def everyone(families: int) -> Split:
    """Return the split into one group of so many families."""
    return Split("all", 1, np.zeros(families, np.int64))


def left_to_chance(added: Added) -> np.ndarray:
    """Return what each family adds, less what of it a fixed number of places takes away, (families,)."""
    if added.holders is None:
        return added.x
    found: np.ndarray = added.x - fixed_part(added.x, added.holders, np.zeros(added.x.size, np.int64), 1)
    return found


@dataclass
class Quotient:
    """A numerator and a denominator of the same families, gathered run by run, neither below 0."""

    above: Ledger = field(default_factory=Ledger)
    under: Ledger = field(default_factory=Ledger)
    shared: list[float] = field(default_factory=list)  # covariance of the two sums by chance, a run each

    def add(self, roll: Roll, above: Added, under: Added) -> None:
        """Add one run's."""
        split = everyone(above.x.size)
        self.above.add(roll, above, split)
        self.under.add(roll, under, split)
        one, other = left_to_chance(above), left_to_chance(under)
        self.shared.append(float(one @ other - one.sum() * other.sum() / max(one.size, 1)))

    def value(self) -> float:
        """Return the mean numerator over the mean denominator; NaN over nothing."""
        above, under = (float(np.mean(one.estimates)) for one in (self.above, self.under))
        return above / under if under else float("nan")

    def less(self, times: float, roll: Roll) -> Ledger:
        """Return the ledger of the numerator less so many times the denominator."""
        above, under = self.above, self.under
        chance = zip(above.variances, under.variances, self.shared, strict=True)
        return Ledger(
            estimates=[one - times * other for one, other in zip(above.estimates, under.estimates, strict=True)],
            variances=[np.maximum(one + times**2 * other - 2.0 * times * both, 0.0) for one, other, both in chance],
            most=[one + times * other for one, other in zip(above.most, under.most, strict=True)],
            summed=roll.brought(above.summed) - times * roll.brought(under.summed),
            fixed=roll.brought(above.fixed) - times * roll.brought(under.fixed),
        )

    def limits(self, roll: Roll, draws: list[int]) -> tuple[float, float]:
        """Return the quotient's 95% limits; NaN where fewer than three families stand below the line."""
        centre = self.value()
        if np.count_nonzero(roll.brought(self.under.summed)) < FEW or not np.isfinite(centre):
            return float("nan"), float("nan")
        low, high = self.by_chance(roll)
        between = self.between_draws(roll, draws)
        return max(centre - float(np.hypot(centre - low, between)), 0.0), centre + float(
            np.hypot(high - centre, between)
        )

    def by_chance(self, roll: Roll) -> tuple[float, float]:
        """Return between which quotients chance leaves open whether the numerator is as large."""
        centre, split = self.value(), everyone(roll.keys.size)

        def end(which: Literal["low", "high"], times: float) -> float:
            found = self.less(times, roll)
            one_draw = [0] * len(found.estimates)
            return float(interval(found, found.moments(roll, split), one_draw).row()[which])

        least, further = NEAR * centre, centre
        low = 0.0 if end("low", least) <= 0.0 else crossing(lambda times: end("low", times), least, centre)
        while end("high", further) > 0.0:
            if further > FURTHEST * centre:
                return low, float("inf")
            further *= 2.0
        return low, crossing(lambda times: end("high", times), centre, further)

    def between_draws(self, roll: Roll, draws: list[int]) -> float:
        """Return t x the spread of the draws' quotients, chance taken off; 0 for one draw."""
        under = np.array(self.under.estimates).ravel()
        if len(set(draws)) < 2 or not under.all():
            return 0.0 if under.all() else float("inf")
        quotients = np.array(self.above.estimates).ravel() / under
        chance = [self.less(one, roll).variances[run] / under[run] ** 2 for run, one in enumerate(quotients)]
        mean = self.less(self.value(), roll).moments(roll, everyone(roll.keys.size)).variance / under.mean() ** 2
        found = Ledger(estimates=[np.array([one]) for one in quotients], variances=chance)
        return float(spread_of_draws(found, mean, draws)[0])


def crossing(of: Callable[[float], float], near: float, far: float) -> float:
    """Return where a falling end passes 0 between two quotients; `far` where it does not, as where nothing varies."""
    if near == far or of(far) > 0.0:
        return far
    return float(brentq(of, near, far, rtol=NEAR))
