"""Per-family contributions to a measure: what its chance error is made of.

A rate R = N / D over families has the error of the sum of (n_i - R d_i) / D; a total that of the sum of n_i. The
difference of two strategies has that of the differences, family by family, because both meet the same luck.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from famsim.engine.run import CACHEFUL
from famsim.model.counts import Count
from famsim.study.groups import DIMENSIONS, SHAPE
from famsim.study.lines import OF_A_PART, PAIRED
from famsim.study.measures import Measure
from famsim.study.runs import Outcome


@dataclass(frozen=True)
class Split:
    """A way of splitting families: how many groups, and each family's group (all families in one for `all`)."""

    name: str
    groups: int
    member: np.ndarray  # (families,) int

    @cached_property
    def families(self) -> np.ndarray:
        """Return how many families each group has, (groups,) float64."""
        return np.bincount(self.member, minlength=self.groups).astype(np.float64)


def splits(cells: np.ndarray) -> list[Split]:
    """Return the split into everyone, then one for each dimension of the groups."""
    places = np.unravel_index(cells.astype(np.int64), SHAPE)
    everyone = Split("all", 1, np.zeros(cells.size, np.int64))
    return [everyone, *(Split(name, len(values), places[a]) for a, (name, values) in enumerate(DIMENSIONS.items()))]


@dataclass(frozen=True)
class Columns:
    """An outcome's account book by column, float64 (counts, families), and what was worked out from it."""

    book: np.ndarray
    k: float

    def sum_of(self, counts: tuple[Count, ...]) -> np.ndarray:
        """Return each family's sum of some counts, (families,)."""
        return (
            self.book[int(counts[0])] if len(counts) == 1 else self.book[[int(count) for count in counts]].sum(axis=0)
        )

    def measured(self, measure: Measure, split: Split) -> tuple[np.ndarray, np.ndarray]:
        """Return the measure in each group (NaN over nothing), and each family's contribution to its chance error."""
        number = self.sum_of(measure.counts) * measure.scale
        if measure.once:
            number = (number > 0).astype(np.float64)
        above = in_groups(number, split)
        if measure.is_total:
            return above * self.k, number * self.k
        under = self.sum_of(measure.of)
        below = in_groups(under, split)
        value = np.divide(above, below, out=np.full(split.groups, np.nan), where=below > 0)
        safe = np.maximum(below, 1.0)
        rate = above / safe
        if split.groups == 1:
            return value, (number - rate[0] * under) / safe[0]
        return value, (number - rate[split.member] * under) / safe[split.member]


def columns(outcome: Outcome, k: float) -> Columns:
    """Return an outcome's account book by column; `k`: families of the area for each one simulated.

    It is turned a cacheful of families at a time: turning it whole reads each line of memory many times.
    """
    rows = outcome.accounts
    book = np.empty(rows.shape[::-1])
    for first in range(0, len(rows), CACHEFUL):
        book[:, first : first + CACHEFUL] = rows[first : first + CACHEFUL].T
    return Columns(book, k)


def families_with(outcome: Outcome, measure: Measure) -> np.ndarray:
    """Return which families a measure ever counts, bool (families,)."""
    return np.any(outcome.accounts[:, [int(count) for count in measure.counts]] > 0, axis=1)


def in_groups(amount: np.ndarray, split: Split) -> np.ndarray:
    """Return the sum of an amount in each group, (groups,)."""
    if split.groups == 1:
        return np.array([amount.sum()])
    return np.bincount(split.member, amount, split.groups)


def pair_counts(strategy: Outcome) -> dict[str, np.ndarray]:
    """Return each family's contribution to the lines of the ledger of a pair (see lines.PAIRED), in couples."""
    families = len(strategy.accounts)
    return {name: line.parts(strategy.ledger, families) * OF_A_PART for name, line in PAIRED.items()}


def spread_of_sum(contribution: np.ndarray, split: Split) -> np.ndarray:
    """Return the variance of each group's sum of independent families' contributions, (groups,)."""
    families = split.families
    total, squares = in_groups(contribution, split), in_groups(contribution * contribution, split)
    centred = squares - total * total / np.maximum(families, 1.0)
    return centred * families / np.maximum(families - 1.0, 1.0)
