"""What one run adds to the difference of two strategies in a measure, family by family."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from famsim.measures.measure import Measure
from famsim.measures.most import largest_of, most_of_measure, trace_of
from famsim.measures.vectors import Parts, Some, Split, in_groups

NOBODY = np.zeros(0)  # what families added where none did


@dataclass(frozen=True)
class Added:
    """What one run adds to an estimate: the estimate in each group (groups,) and what of it each family added.

    x (families,), or empty where no family added anything (NOBODY); of `some` families alone, where the others add
    nothing and hold no place. holders, of the same: the group of fixed size that each is of, None where none is (see
    famsim.measures.places).
    most (groups,): the most that one family could have added; largest: how large the estimate could be.
    trace: the share of `most` from which a family counts as one that differs (see famsim.measures.most).
    """

    estimate: np.ndarray
    x: np.ndarray
    most: np.ndarray | float
    holders: np.ndarray | None = None
    largest: float = np.inf
    trace: float = 0.0
    some: Some | None = None  # None: every family


@dataclass(frozen=True)
class Level:
    """A measure under the comparator, in one split: what another strategy's run is set beside."""

    measure: Measure
    parts: Parts
    split: Split
    months: int
    k: float  # families of the area for each one simulated

    @cached_property
    def rate(self) -> np.ndarray:
        """The measure in each group, (groups,)."""
        return self.parts.value(self.split)

    @cached_property
    def unmoved(self) -> Added:
        """What a run adds in which every family has what it has here."""
        return Added(self.rate - self.rate, NOBODY, self.most(self.below), None, self.largest)

    @cached_property
    def below(self) -> np.ndarray:
        """What the measure is divided by in each group, (groups,); of a total, nothing."""
        return np.zeros(0) if self.parts.under is None else in_groups(self.parts.under, self.split)

    def added(self, ours: Parts, holders: np.ndarray | None, some: Some | None = None) -> Added:
        """Return what a run adds in which some families have these parts, and all others what they have here."""
        some = some or Some.of(self.split)
        theirs = self.parts.of(some.rows)
        number = self.parts.number.copy()
        number[some.rows] = ours.number
        above, below, change = in_groups(number, self.split), self.below, ours.number - theirs.number
        if ours.under is not None and theirs.under is not None:
            grown = ours.under - theirs.under  # whole numbers: in whatever order they are summed, it is the same
            below = below + np.bincount(some.member, grown, self.split.groups)
            least = np.maximum(below, 1.0)
            before = np.nan_to_num(self.rate)[some.member]  # over nothing there is no rate, nor an estimate
            change = (change - before * grown) / least[some.member]
            above = np.divide(above, below, out=np.full(self.split.groups, np.nan), where=below > 0)
        trace, most = trace_of(self.measure), self.most(below)
        return Added(above - self.rate, change, most, holders, self.largest, trace, some)

    def most(self, below: np.ndarray) -> np.ndarray | float:
        """Return the most that one family can have added, (groups,), to what is divided by so much."""
        above, under = most_of_measure(self.measure, self.months)
        if self.measure.is_total:
            return above * self.k
        found: np.ndarray = (above + np.abs(self.rate) * under) / np.maximum(below, 1.0)
        return found

    @property
    def largest(self) -> float:
        """How large the difference could be."""
        return largest_of(self.measure, self.months)
