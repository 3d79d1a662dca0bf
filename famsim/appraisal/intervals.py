"""The intervals of an appraisal's sums and quotients: on either side of nothing, or, of what is paid, above it."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from famsim.appraisal.sums import Key, Sums
from famsim.measures import Ends, TwoSums, above_nothing, ends, limits

NAN = float("nan")
NEAR, FURTHEST = 1e-9, 2.0**20  # how near a limit is found, and how far off one is looked for


class Interval(NamedTuple):
    """An estimate and its 95% limits; NaN where there is none.

    at_most: how large the truth may be where fewer than three families differ; elsewhere NaN.
    """

    estimate: float
    low: float
    high: float
    at_most: float = NAN

    def times(self, by: float) -> "Interval":
        """Return so many times as much; `by` is above nothing."""
        return Interval(self.estimate * by, self.low * by, self.high * by, self.at_most * by)

    def with_part(self, part: "Interval") -> "Interval":
        """Return the same with room for one of its parts, of which too few families tell: it may be `at_most`."""
        below, above = part.at_most + part.estimate, part.at_most - part.estimate
        return self._replace(low=self.low - max(below, 0.0), high=self.high + max(above, 0.0))


UNKNOWN = Interval(NAN, NAN, NAN)


def of_total(sums: Sums, key: Key) -> Interval:
    """Return a sum with its limits; what no family adds is known in each draw and is left to no chance."""
    one, by_none = sums.spent[key], sums.by_none.get(key, 0.0)
    of = one.summary(sums.draws, np.ones(one.estimates.shape))
    found = limits(of.estimate - by_none, of.of, of.most, of.draws).row()
    estimate, low, high = (found[name] + by_none for name in ("estimate", "low", "high"))
    return Interval(estimate, low, high, found["at_most"] if one.of.changed.any() or by_none == 0.0 else NAN)


def of_paid(sums: Sums, key: Key) -> Interval:
    """Return a sum that nothing is below, as what somebody pays, with limits that are above nothing too.

    Of one that came to nothing in some draw they are those of `of_total`, and no lower than nothing.
    """
    one, by_none = sums.spent[key], sums.by_none.get(key, 0.0)
    of = one.summary(sums.draws, np.ones(one.estimates.shape))
    of = above_nothing(of, [*one.estimates], [*one.variances], sums.draws)
    if of.folds is None:
        found = of_total(sums, key)
        return found._replace(low=max(found.low, 0.0))
    by_chance = limits(of.estimate - by_none, of.of, of.most).row()
    sides = Ends(max(by_chance["low"], 0.0) + by_none, by_chance["high"] + by_none)
    low, high = ends(float(of.estimate[0]), sides, of.folds)
    return Interval(float(of.estimate[0]), low, high, by_chance["at_most"] if by_none == 0.0 else NAN)


def of_quotient(sums: TwoSums, draws: list[int]) -> Interval:
    """Return a quotient of a sum that may lie on either side of nothing, over one above nothing, with its limits.

    By chance it may be any number R for which the numerator less R times the denominator may be 0 (see
    famsim.measures.quotient); draws of the figures add their spread to each side.
    """
    centre = sums.value()
    if not np.isfinite(centre) or float(np.mean(sums.under)) <= 0.0:
        return UNKNOWN
    step = max(abs(centre), NEAR)
    low = -passing(lambda off: -sums.end("low", centre - off), step)
    high = passing(lambda off: sums.end("high", centre + off), step)
    between = sums.between_draws(draws)
    return Interval(centre, centre - float(np.hypot(low, between)), centre + float(np.hypot(high, between)))


def passing(of: Callable[[float], float], step: float) -> float:
    """Return how far off a falling function passes 0; infinite where it does not."""
    if of(0.0) <= 0.0:
        return 0.0
    further = step
    while of(further) > 0.0:
        further *= 2.0
        if further > FURTHEST * step:
            return float("inf")
    from scipy.optimize import brentq  # a quarter of a second to load, and few commands need it

    return float(brentq(of, 0.0, further, rtol=NEAR))


def of_averted(sums: TwoSums, draws: list[int]) -> Interval:
    """Return pence for each thing averted, with limits; nothing known where no more of it is averted than brought."""
    if float(np.mean(sums.under)) <= 0.0 or not float(np.mean(sums.above)) > 0.0:
        return UNKNOWN
    return Interval(sums.value(), *sums.limits(draws))
