"""Per-family contributions to a measure: what its chance error is made of.

A rate R = N / D over families has the error of the sum of (n_i - R d_i) / D; a total that of the sum of n_i. The
difference of two strategies has that of the differences, family by family, because both meet the same luck.
"""

from dataclasses import dataclass

import numpy as np

from famsim.model.counts import Count
from famsim.study.groups import DIMENSIONS, SHAPE
from famsim.study.measures import Measure
from famsim.study.runs import Outcome


@dataclass(frozen=True)
class Split:
    """A way of splitting families: how many groups, and each family's group (all families in one for `all`)."""

    name: str
    groups: int
    member: np.ndarray  # (families,) int


def splits(cells: np.ndarray) -> list[Split]:
    """Return the split into everyone, then one for each dimension of the groups."""
    places = np.unravel_index(cells.astype(np.int64), SHAPE)
    everyone = Split("all", 1, np.zeros(cells.size, np.int64))
    return [everyone, *(Split(name, len(values), places[a]) for a, (name, values) in enumerate(DIMENSIONS.items()))]


def column(outcome: Outcome, counts: tuple[Count, ...]) -> np.ndarray:
    """Return each family's sum of some counts, float64 (families,)."""
    total = np.zeros(outcome.accounts.shape[0])
    for count in counts:
        total += outcome.accounts[:, int(count)]
    return total


def values(outcome: Outcome, measure: Measure, split: Split, k: float) -> np.ndarray:
    """Return the measure in each group of a split; NaN where nothing was there to divide by."""
    number = np.bincount(split.member, column(outcome, measure.counts), split.groups) * measure.scale
    if measure.is_total:
        return number * k
    below = np.bincount(split.member, column(outcome, measure.of), split.groups)
    return np.divide(number, below, out=np.full(split.groups, np.nan), where=below > 0)


def contributions(outcome: Outcome, measure: Measure, split: Split, k: float) -> np.ndarray:
    """Return each family's contribution to the chance error of the measure in its own group, (families,)."""
    number = column(outcome, measure.counts) * measure.scale
    if measure.is_total:
        return number * k
    under = column(outcome, measure.of)
    below = np.bincount(split.member, under, split.groups)
    rate = np.bincount(split.member, number, split.groups) / np.maximum(below, 1.0)
    return (number - rate[split.member] * under) / np.maximum(below, 1.0)[split.member]


def pair_counts(strategy: Outcome, comparator: Outcome) -> dict[str, np.ndarray]:
    """Return each family's contribution to the measures of a pair (see measures.PAIRED)."""
    losses = _change(strategy, comparator, Count.LOSSES)
    exits = _change(strategy, comparator, Count.EXITS)
    first, twin = (one.accounts[:, int(Count.FIRST_SEPARATION)].astype(np.float64) for one in (strategy, comparator))
    both = (first > 0) & (twin > 0)
    return {
        "losses_averted": np.maximum(-losses, 0.0),
        "losses_brought_about": np.maximum(losses, 0.0),
        "exits_prevented": np.maximum(-exits, 0.0),
        "exits_enabled": np.maximum(exits, 0.0),
        "months_of_delay": np.where(both, first - twin, 0.0),
    }


def _change(strategy: Outcome, comparator: Outcome, count: Count) -> np.ndarray:
    return (strategy.accounts[:, int(count)] - comparator.accounts[:, int(count)]).astype(np.float64)


def spread_of_sum(contribution: np.ndarray, member: np.ndarray, groups: int) -> np.ndarray:
    """Return the variance of each group's sum of independent families' contributions, (groups,)."""
    families = np.bincount(member, minlength=groups).astype(np.float64)
    total = np.bincount(member, contribution, groups)
    squares = np.bincount(member, contribution * contribution, groups)
    centred = squares - total * total / np.maximum(families, 1.0)
    return centred * families / np.maximum(families - 1.0, 1.0)
