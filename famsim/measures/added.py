"""What one run adds to the difference of two strategies in a measure, family by family."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from famsim.measures.measure import Measure
from famsim.measures.most import largest_of, most_of_measure, trace_of
from famsim.measures.vectors import Parts, Split

NOBODY = np.zeros(0)  # what families added where none did


@dataclass(frozen=True)
class Added:
    """What one run adds to an estimate: the estimate in each group (groups,) and what of it each family added.

    x (families,), or empty where no family added anything (NOBODY); of those in `rows` where it is given, all others
    adding nothing and being of no group of fixed size.
    holders: the group of fixed size that each of them is of, None where none is (see famsim.measures.places).
    most (groups,): the most that one family could have added; largest: how large the estimate could be.
    trace: the share of `most` from which a family counts as one that differs (see famsim.measures.most).
    """

    estimate: np.ndarray
    x: np.ndarray
    most: np.ndarray | float
    holders: np.ndarray | None = None
    largest: float = np.inf
    trace: float = 0.0
    rows: np.ndarray | None = None


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
        return Added(self.rate - self.rate, NOBODY, self.most(self.parts), None, self.largest)

    def added(self, ours: Parts, rows: np.ndarray, holders: np.ndarray | None) -> Added:
        """Return what a run adds in which families have these parts, those in `rows` (n,) other than here, by group.

        holders (n,): the group of fixed size of each.
        """
        x, estimate = ours.less(self.parts, self.rate, self.split, rows), ours.value(self.split) - self.rate
        return Added(estimate, x, self.most(ours), holders, self.largest, trace_of(self.measure), rows)

    def most(self, ours: Parts) -> np.ndarray | float:
        """Return the most that one family can have added, (groups,)."""
        above, under = most_of_measure(self.measure, self.months)
        if ours.under is None:
            return above * self.k
        found: np.ndarray = (above + np.abs(self.rate) * under) / np.maximum(ours.below(self.split), 1.0)
        return found

    @property
    def largest(self) -> float:
        """How large the difference could be."""
        return largest_of(self.measure, self.months)
