"""What each family adds to a measure, and to the difference of two strategies in it.

Of a total a family adds its own number. A rate is R = N / D; against a comparator's rate R0 a family adds
(change of n - R0 x change of d) / D, D being the strategy's own: these sum to R - R0 exactly, and are 0 for every
family that nothing touched.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import numpy as np

from famsim.measures.groups import ALL, DIMENSIONS, places_of
from famsim.measures.ledger import PairLedger
from famsim.measures.lines import OF_A_PART, PAIRED
from famsim.measures.measure import Measure
from famsim.measures.outcome import Outcome
from famsim.model.counts import Count

EVERYONE = slice(None)
AT_ONCE = 1024  # families whose rows of the book are turned at once: they stay in the processor's cache


@dataclass(frozen=True)
class Split:
    """A way of splitting families: how many groups, and each family's group (all families in one for `all`)."""

    name: str
    groups: int
    member: np.ndarray  # (families,) int
    whole: "Split | None" = None  # the split of all families, where these are some of them
    rows: np.ndarray | None = None  # which of all families these are

    @cached_property
    def families(self) -> np.ndarray:
        """Return how many families each group has, (groups,) int64, counting those who are left out here."""
        return self.whole.families if self.whole else np.bincount(self.member, minlength=self.groups)

    def part_of(self, values: np.ndarray) -> np.ndarray:
        """Return what these families have of what all families have, (families,)."""
        return values if self.rows is None else values[self.rows]

    def among(self, rows: np.ndarray) -> "Split":
        """Return the split of the families in some rows."""
        return Split(self.name, self.groups, self.member[rows], self, rows)


@lru_cache(maxsize=16)  # an area has one number of families, and is split for every sum of theirs
def undivided(families: int) -> Split:
    """Return the split of so many families into one group of all."""
    member = np.zeros(families, np.int64)
    member.flags.writeable = False  # handed out again
    return Split(ALL, 1, member)


def splits(grouped: np.ndarray) -> list[Split]:
    """Return the split into everyone, then one for each dimension of the groups."""
    places = places_of(grouped)
    return [undivided(grouped.size), *(Split(name, len(values), places[name]) for name, values in DIMENSIONS.items())]


@dataclass(frozen=True)
class Columns:
    """An account book by column, float64 (families,) each, by count: all of them, or those that are asked for."""

    book: np.ndarray | Mapping[int, np.ndarray]
    k: float

    def sum_of(self, counts: tuple[Count, ...]) -> np.ndarray:
        """Return each family's sum of some counts, (families,)."""
        first, *others = (self.book[int(count)] for count in counts)
        return sum(others, first)

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
    summed: dict[str, tuple[Split, np.ndarray]] = field(default_factory=dict, compare=False, repr=False)

    def below(self, split: Split) -> np.ndarray:
        """Return what a rate is divided by in each group, (groups,): asked for again and again, summed once."""
        found = self.summed.get(split.name)
        if found is None or found[0] is not split:
            assert self.under is not None
            found = self.summed[split.name] = split, in_groups(self.under, split)
        return found[1]

    def value(self, split: Split) -> np.ndarray:
        """Return the measure in each group, (groups,); NaN over nothing."""
        above = in_groups(self.number, split)
        if self.under is None:
            return above
        below = self.below(split)
        found: np.ndarray = np.divide(above, below, out=np.full(split.groups, np.nan), where=below > 0)
        return found

    def less(self, other: "Parts", rates: np.ndarray, split: Split, rows: np.ndarray | slice = EVERYONE) -> np.ndarray:
        """Return what families add to the difference from another run of measure `rates` (groups,), those in `rows`."""
        change: np.ndarray = self.number[rows] - other.number[rows]
        if self.under is None or other.under is None:
            return change
        member, below = split.member[rows], np.maximum(self.below(split), 1.0)
        before = np.nan_to_num(rates)[member]  # over nothing there is no rate, nor an estimate
        found: np.ndarray = (change - before * (self.under[rows] - other.under[rows])) / below[member]
        return found


def parts_of(outcome: Outcome, measure: Measure, k: float) -> "Parts":
    """Return what each family of an outcome has of a measure; `k`: families of the area for each one simulated."""
    asked = {count: outcome.column(count) for count in (*measure.counts, *measure.of)}
    found = Columns({int(count): column.astype(np.float64) for count, column in asked.items()}, k)
    return found.parts(measure)


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
    found: np.ndarray = np.any([outcome.column(count) > 0 for count in measure.counts], axis=0)
    return found


def in_groups(amount: np.ndarray, split: Split) -> np.ndarray:
    """Return the sum of an amount in each group, (groups,)."""
    if split.groups == 1:
        return np.array([amount.sum()])
    return np.bincount(split.member, amount, split.groups)


def line_counts(ledger: PairLedger) -> np.ndarray:
    """Return what each family that is in the ledger of a pair contributes to its lines, (lines, n), in couples."""
    return np.array([line.parts_there(ledger) for line in PAIRED.values()]) * OF_A_PART


def pair_counts(strategy: Outcome) -> dict[str, np.ndarray]:
    """Return each family's contribution to the lines of the ledger of a pair (see lines.PAIRED), in couples."""
    families = len(strategy.accounts)
    return {name: line.parts(strategy.ledger, families) * OF_A_PART for name, line in PAIRED.items()}
