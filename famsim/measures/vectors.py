"""What each family adds to a measure, and to the difference of two strategies in it.

Of a total a family adds its own number. A rate is R = N / D; against a comparator's rate R0 a family adds
(change of n - R0 x change of d) / D, D being the strategy's own: these sum to R - R0 exactly, and are 0 for every
family that nothing touched.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from famsim.measures.groups import DIMENSIONS
from famsim.measures.lines import OF_A_PART, PAIRED
from famsim.measures.measure import Measure
from famsim.measures.outcome import Outcome
from famsim.model.counts import Count
from famsim.model.identity import CELL_SHAPE

AT_ONCE = 1024  # families whose rows of the book are turned at once: they stay in the processor's cache


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
    places = np.unravel_index(cells.astype(np.int64), CELL_SHAPE)
    everyone = Split("all", 1, np.zeros(cells.size, np.int64))
    return [everyone, *(Split(name, len(values), places[a]) for a, (name, values) in enumerate(DIMENSIONS.items()))]


@dataclass(frozen=True)
class Columns:
    """An outcome's account book by column, float64 (counts, families), and what was worked out from it."""

    book: np.ndarray
    k: float

    def sum_of(self, counts: tuple[Count, ...]) -> np.ndarray:
        """Return each family's sum of some counts, (families,)."""
        found: np.ndarray = (
            self.book[int(counts[0])] if len(counts) == 1 else self.book[[int(count) for count in counts]].sum(axis=0)
        )
        return found

    def parts(self, measure: Measure) -> "Parts":
        """Return what each family has of a measure."""
        number = self.sum_of(measure.counts) * measure.scale
        if measure.once:
            number = (number > 0).astype(np.float64)
        return Parts(number * self.k, None) if measure.is_total else Parts(number, self.sum_of(measure.of))


@dataclass(frozen=True)
class Parts:
    """What each family has of a measure, in its unit: number (families,) and, of a rate, what it is divided by."""

    number: np.ndarray
    under: np.ndarray | None

    def value(self, split: Split) -> np.ndarray:
        """Return the measure in each group, (groups,); NaN over nothing."""
        above = in_groups(self.number, split)
        if self.under is None:
            return above
        below = in_groups(self.under, split)
        found: np.ndarray = np.divide(above, below, out=np.full(split.groups, np.nan), where=below > 0)
        return found

    def less(self, other: "Parts", rates: np.ndarray, split: Split) -> np.ndarray:
        """Return what each family adds to the difference from another run of measure `rates` (groups,), (families,)."""
        change: np.ndarray = self.number - other.number
        if self.under is None or other.under is None:
            return change
        below = np.maximum(in_groups(self.under, split), 1.0)
        before = np.nan_to_num(rates)[split.member]  # over nothing there is no rate, nor an estimate
        found: np.ndarray = (change - before * (self.under - other.under)) / below[split.member]
        return found


def columns(outcome: Outcome, k: float) -> Columns:
    """Return an outcome's account book by column; `k`: families of the area for each one simulated."""
    return by_column(outcome.accounts, k)


def by_column(rows: np.ndarray, k: float) -> Columns:
    """Return some rows of an account book, (families, counts), by column.

    They are turned a cacheful of families at a time: turning all at once reads each line of memory many times.
    """
    book = np.empty(rows.shape[::-1])
    for first in range(0, len(rows), AT_ONCE):
        book[:, first : first + AT_ONCE] = rows[first : first + AT_ONCE].T
    return Columns(book, k)


def families_with(outcome: Outcome, measure: Measure) -> np.ndarray:
    """Return which families a measure ever counts, bool (families,)."""
    found: np.ndarray = np.any(outcome.accounts[:, [int(count) for count in measure.counts]] > 0, axis=1)
    return found


def in_groups(amount: np.ndarray, split: Split) -> np.ndarray:
    """Return the sum of an amount in each group, (groups,)."""
    if split.groups == 1:
        return np.array([amount.sum()])
    return np.bincount(split.member, amount, split.groups)


def pair_counts(strategy: Outcome) -> dict[str, np.ndarray]:
    """Return each family's contribution to the lines of the ledger of a pair (see lines.PAIRED), in couples."""
    families = len(strategy.accounts)
    return {name: line.parts(strategy.ledger, families) * OF_A_PART for name, line in PAIRED.items()}
