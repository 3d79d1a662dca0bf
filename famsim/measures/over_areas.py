"""Estimates of several areas as one: summed run by run, so that what draws share is in the spread between draws.

Areas share the figures of a draw and nothing else: given the draw what chance does in one says nothing of another, so
the moments of what families add are summed. A total is summed as it is. Rates do not add up, what they divide does:
each family's part of a rate is taken times what the rate is divided by in its area, summed, and divided by the sum.
That leaves out of the interval, not of the estimate, what areas of other rates growing or shrinking does to the rate.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from famsim.measures.interval import Moments
from famsim.measures.ledgers import Bundle, Ledger, Summary, mean_of_runs, over_runs, spread_of_draws
from famsim.measures.pairs import Bundles, in_order
from famsim.measures.rolls import Rolls


@dataclass
class OverAreas:
    """One strategy, measure and split over areas: runs (runs, groups), `of` and `most` (groups,), in what adds up."""

    estimates: np.ndarray
    variances: np.ndarray
    of: Moments
    most: np.ndarray
    largest: float

    def plus(self, other: "OverAreas | None") -> "OverAreas":
        """Return both together."""
        if other is None:
            return self
        return OverAreas(
            self.estimates + other.estimates,
            self.variances + other.variances,
            both(self.of, other.of),
            np.maximum(self.most, other.most),
            self.largest,
        )

    def summary(self, draws: list[int], under: np.ndarray, estimates: np.ndarray | None = None) -> Summary:
        """Return what the limits follow from.

        under (runs, groups): what a rate is divided by in all areas, ones for a total. estimates (runs, groups): those
        of a rate, which do not follow from those of its areas.
        """
        there = np.where(under > 0, under, 1.0)  # over nothing there is no rate, and nobody adds to it
        found = self.estimates if estimates is None else estimates
        mean = 1.0 / np.where(under.sum(axis=0) > 0, under.mean(axis=0), 1.0)
        of, variances = self.of.scaled(mean), self.variances / there**2
        spread = spread_of_draws([*found], [*variances], of.variance, draws)
        largest = np.full(of.variance.size, self.largest)
        return Summary(mean_of_runs([*found]), of, self.most * mean, spread, largest)


def of_area(ledger: Ledger, of: Moments, under: np.ndarray | float = 1.0) -> OverAreas:
    """Return an area's ledger in what adds up.

    of: the moments of its mean over runs. under (runs, groups): what a rate is divided by, as many families as live in
    the area; 1 for a total. Where the area has nobody in a group there is no rate, and it adds nothing to that of all.
    """
    runs, groups = len(ledger.estimates), of.variance.size
    under = np.broadcast_to(np.asarray(under, np.float64), (runs, groups))
    mean = under.mean(axis=0)
    most = mean_of_runs([np.broadcast_to(np.nan_to_num(one), groups) for one in ledger.most])
    return OverAreas(
        np.nan_to_num(np.array(ledger.estimates)) * under,
        np.array(ledger.variances) * under**2,
        of.scaled(mean),
        most * mean,
        ledger.largest,
    )


def of_bundle(bundle: Bundle, of: Moments, under: np.ndarray | float = 1.0) -> dict[str, OverAreas]:
    """Return all ledgers of an area's bundle in what adds up, by measure: each to the bit as `of_area` has it.

    of (measures, groups): the moments of their means over runs. under (runs, measures, groups), or 1 for totals.
    """
    estimates, variances = np.array(bundle.estimates), np.array(bundle.variances)
    mean = over_runs(list(under)) if isinstance(under, np.ndarray) else np.full(of.variance.shape, under)
    estimates, variances = np.nan_to_num(estimates) * under, variances * under**2
    of, most = of.scaled(mean), over_runs([np.nan_to_num(one) for one in bundle.most]) * mean
    found = {}
    for place, name in enumerate(bundle.names):
        largest = float(bundle.largest[place])
        found[name] = OverAreas(estimates[:, place], variances[:, place], of.row(place), most[place], largest)
    return found


def of_bundles(
    bundles: Bundles, rolls: Rolls, under: Callable[[str, Bundle], np.ndarray | float]
) -> dict[tuple[str, str, str], OverAreas]:
    """Return all ledgers of an area in what adds up, by strategy, measure and split.

    under: returns what a strategy's measures are divided by in a bundle, as `of_bundle` takes it.
    """
    ways, found = rolls.splits(), {}
    for strategy, those in bundles.items():
        for one in those.values():
            of = one.moments(rolls.named[one.split], ways[one.split])
            found[id(one)] = of_bundle(one, of, under(strategy, one))
    return {(strategy, name, one.split): found[id(one)][name] for strategy, name, one in in_order(bundles)}


def both(one: Moments, other: Moments) -> Moments:
    """Return the moments of two areas' families together, each about the mean of its own area."""
    return Moments(
        one.changed + other.changed,
        one.variance + other.variance,
        one.third + other.third,
        np.where(np.abs(one.largest) >= np.abs(other.largest), one.largest, other.largest),
        apart_in_both(one.apart, other.apart),
    )


def apart_in_both(one: np.ndarray | None, other: np.ndarray | None) -> np.ndarray | None:
    """Return `Moments.apart` of two areas together: where an area has none, nothing of it rises or falls."""
    if one is None or other is None:
        return other if one is None else one
    found: np.ndarray = np.hypot(one, other)
    return found
