"""What one run adds to the difference of two strategies, family by family: to one estimate, or to many at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from famsim.measures.fixed import fixed_part
from famsim.measures.interval import Moments, moments_of_rows
from famsim.measures.ledger import PairLedger
from famsim.measures.lines import PAIRED
from famsim.measures.measure import Measure
from famsim.measures.most import TRACE, largest_of, most_of_measure, most_of_pair, trace_of
from famsim.measures.registry import BEFORE_A_PLACE
from famsim.measures.vectors import Parts, Split, in_groups, line_counts, several_in_groups

WHOLE_PARTS = 2.0**20  # sums of numbers that are whole multiples of one part in so many are exact in any order


@dataclass(frozen=True)
class Added:
    """What one run adds to an estimate: the estimate in each group (groups,) and what of it each family added.

    x (families,), of those in `rows` where it is given, all others adding nothing and being of no group of fixed size.
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
class AddedRows:
    """The same of many estimates in one split: estimate and most (estimates, groups), largest and trace (estimates,).

    x (estimates, n): what the families in `rows` (n,) added, `split` into groups; all others added nothing and hold no
    place. fixed: what of it a fixed number of places takes away, (estimates, n), None where none is.
    """

    estimate: np.ndarray
    x: np.ndarray
    most: np.ndarray
    split: Split
    rows: np.ndarray
    fixed: np.ndarray | None
    largest: np.ndarray
    trace: np.ndarray

    def moments(self) -> Moments:
        """Return the moments of what families added, (estimates, groups) each."""
        about = self.x if self.fixed is None else self.x - self.fixed
        return moments_of_rows(self.x, about, self.split.member, self.split.families, self.trace[:, None] * self.most)


@dataclass(frozen=True)
class Change:
    """How a strategy's run differs from the comparator's, family by family, in the measures of which anything moved.

    rows (n,): the families that differ, or hold a place of a group of fixed size; holders (n,): that group, None where
    none is. ours: what they have of each measure that moved, by its name; number and under: how much more than under
    the comparator, (n,) each.
    """

    rows: np.ndarray
    holders: np.ndarray | None
    ours: Mapping[str, Parts]
    number: Mapping[str, np.ndarray]
    under: Mapping[str, np.ndarray]

    @classmethod
    def of(
        cls, ours: Mapping[str, Parts], theirs: Mapping[str, Parts], rows: np.ndarray, holders: np.ndarray | None
    ) -> Change:
        """Return the change from what every family has, `theirs`; holders (families,)."""
        number = {name: one.number - theirs[name].number[rows] for name, one in ours.items()}
        pairs = {name: (one.under, theirs[name].under) for name, one in ours.items()}
        under = {
            name: one - other[rows] for name, (one, other) in pairs.items() if one is not None and other is not None
        }
        return cls(rows, None if holders is None else holders[rows], ours, number, under)

    def rows_of(self, parts: Mapping[str, np.ndarray], names: Sequence[str]) -> np.ndarray:
        """Return some of its parts as rows, (names, n): 0 where there is none."""
        found = np.zeros((len(names), self.rows.size))
        for place, name in enumerate(names):
            if name in parts:
                found[place] = parts[name]
        return found


def taken_away(x: np.ndarray, holders: np.ndarray | None, some: Split, bound: np.ndarray) -> np.ndarray | None:
    """Return what of x (estimates, n) fixed places take away, of the estimates `bound` by them, bool (estimates,).

    holders (n,): as in `Change`; some: the split of these families.
    """
    if holders is None:
        return None
    found = fixed_part(x, holders, some.member, some.groups)
    found[~bound] = 0.0
    return found


@dataclass(frozen=True)
class Levels:
    """Measures under the comparator, in one split: what another strategy's run is set beside.

    theirs: what every family has of each measure, by its name. A total is divided by 1.
    """

    measures: Sequence[Measure]
    theirs: Mapping[str, Parts]
    split: Split
    months: int
    k: float  # families of the area for each one simulated

    @property
    def parts(self) -> list[Parts]:
        """What every family has of each measure."""
        return [self.theirs[one.name] for one in self.measures]

    @cached_property
    def above(self) -> np.ndarray:
        """What families have of each measure, (measures, groups)."""
        return np.array([in_groups(one.number, self.split) for one in self.parts])

    @cached_property
    def below(self) -> np.ndarray:
        """What each is divided by, (measures, groups)."""
        ones = np.ones(self.split.groups)
        return np.array([ones if one.under is None else in_groups(one.under, self.split) for one in self.parts])

    @cached_property
    def rates(self) -> np.ndarray:
        """The measures, (measures, groups); NaN over nothing."""
        return quotient(self.above, self.below)

    @cached_property
    def most(self) -> np.ndarray:
        """The most that one family can add above the line, and below it, (2, measures, 1)."""
        most = [most_of_measure(one, self.months) for one in self.measures]
        scales = [self.k if one.is_total else 1.0 for one in self.measures]
        return np.array([[above * k, under] for (above, under), k in zip(most, scales, strict=True)]).T[:, :, None]

    @cached_property
    def largest(self) -> np.ndarray:
        """How large each difference could be, (measures,)."""
        return np.array([largest_of(one, self.months) for one in self.measures])

    @cached_property
    def traces(self) -> np.ndarray:
        """The share of the most from which a family counts as one that differs, (measures,)."""
        return np.array([trace_of(one) for one in self.measures])

    def added(self, change: Change) -> AddedRows:
        """Return what a run adds."""
        names = [one.name for one in self.measures]
        number, under = change.rows_of(change.number, names), change.rows_of(change.under, names)
        some = self.split.among(change.rows)
        above, below = self.above + several_in_groups(number, some), self.below + several_in_groups(under, some)
        self._not_exact(change, above)
        least = np.maximum(below, 1.0)
        x = np.take(np.nan_to_num(self.rates), some.member, axis=1)  # over nothing there is no rate, nor an estimate
        x *= under
        np.subtract(number, x, out=x)
        x /= np.take(least, some.member, axis=1)
        return AddedRows(
            quotient(above, below) - self.rates,
            x,
            (self.most[0] + np.abs(self.rates) * self.most[1]) / least,
            some,
            change.rows,
            taken_away(x, change.holders, some, np.array([name not in BEFORE_A_PLACE for name in names])),
            self.largest,
            self.traces,
        )

    def _not_exact(self, change: Change, above: np.ndarray) -> None:
        """Sum up all families anew where sums of changes would be off by a rounding."""
        for place, measure in enumerate(self.measures):
            if measure.name in change.ours and not is_exact(measure.scale * (self.k if measure.is_total else 1.0)):
                number = self.theirs[measure.name].number.copy()
                number[change.rows] = change.ours[measure.name].number
                above[place] = in_groups(number, self.split)


def is_exact(scale: float) -> bool:
    """Say whether sums of whole numbers times a scale are exact, in whatever order they are summed."""
    return (scale * WHOLE_PARTS).is_integer()


def quotient(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    """Return above over below, elementwise; NaN over nothing."""
    found: np.ndarray = np.divide(above, below, out=np.full(above.shape, np.nan), where=below > 0)
    return found


def added_to_lines(ledger: PairLedger, holders: np.ndarray | None, split: Split, months: int, k: float) -> AddedRows:
    """Return what a run adds to the lines of its ledger of pairs, of which the comparator's has nothing.

    holders (families,): each one's group of fixed size, if any; split: of all families into one group; k: families of
    the area for each one simulated.
    """
    rows = ledger.rows if holders is None else np.union1d(ledger.rows, np.flatnonzero(holders))
    x = np.zeros((len(PAIRED), rows.size))
    x[:, np.searchsorted(rows, ledger.rows)] = line_counts(ledger) * k
    some, held = split.among(rows), None if holders is None else holders[rows]
    sums = x.sum(axis=1) if is_exact(k) else np.array([spread_out(one, rows, split.member.size).sum() for one in x])
    return AddedRows(
        sums[:, None],
        x,
        np.array([[most_of_pair(name, months) * k] for name in PAIRED]),
        some,
        rows,
        taken_away(x, held, some, np.ones(len(x), np.bool_)),
        np.full(len(x), np.inf),
        np.full(len(x), TRACE),
    )


def spread_out(x: np.ndarray, rows: np.ndarray, families: int) -> np.ndarray:
    """Return what every family adds, (families,), where those in some rows add x and the others nothing."""
    found = np.zeros(families)
    found[rows] = x
    return found
