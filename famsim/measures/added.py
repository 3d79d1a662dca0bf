"""What one run adds to the difference of two strategies, family by family: to one estimate, or to many at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from famsim.measures.fixed import NOTHING_TAKEN, Fixed, fixed_places
from famsim.measures.interval import Moments, apart_of, moments_of_rows
from famsim.measures.ledger import PairLedger
from famsim.measures.lines import PAIRED
from famsim.measures.loops import Against, Changes, fill_added, fill_sums
from famsim.measures.measure import Measure
from famsim.measures.most import TRACE, largest_of, most_of_measure, most_of_pair, trace_of
from famsim.measures.registry import BEFORE_A_PLACE
from famsim.measures.rising import places_among, united
from famsim.measures.vectors import Parts, Split, in_groups, line_counts

WHOLE_PARTS = 2.0**20  # sums of numbers that are whole multiples of one part in so many are exact in any order


@dataclass(frozen=True)
class Added:
    """What one run adds to an estimate: the estimate in each group (groups,) and what of it each family added.

    x (families,), of those in `rows` where it is given, all others adding nothing and being of no group of fixed size.
    holders: the group of fixed size that each of them is of, None where none is (see famsim.measures.places).
    most (groups,): the most that one family could have added; largest: how large the estimate could be.
    trace: the share of `most` from which a family counts as one that differs (see famsim.measures.most).
    both_ways: what rises and what falls are sums of their own (see famsim.measures.interval).
    """

    estimate: np.ndarray
    x: np.ndarray
    most: np.ndarray | float
    holders: np.ndarray | None = None
    largest: float = np.inf
    trace: float = 0.0
    rows: np.ndarray | None = None
    both_ways: bool = False


@dataclass(frozen=True)
class AddedRows:
    """The same of many estimates in one split: estimate and most (estimates, groups), largest and trace (estimates,).

    x (estimates, n): what the families that are `split` into groups added; all others added nothing and hold no place.
    fixed: what of it a fixed number of places takes away, None where none is.
    """

    estimate: np.ndarray
    x: np.ndarray
    most: np.ndarray
    split: Split
    fixed: Fixed | None
    largest: np.ndarray
    trace: np.ndarray
    both_ways: np.ndarray | None = None  # bool (estimates,): rises and falls are sums of their own; None: of none

    def left_to_chance(self, place: int) -> np.ndarray:
        """Return what each of its families adds to an estimate, less what fixed places take away, (n,)."""
        found: np.ndarray = self.x[place].copy()
        if self.fixed is not None:
            found[self.fixed.held] -= self.fixed.of_holders()[place]
        return found

    def moments(self) -> Moments:
        """Return the moments of what families added, (estimates, groups) each."""
        taken = NOTHING_TAKEN if self.fixed is None else self.fixed.among(self.split.member.size)
        least = self.trace[:, None] * self.most
        of = moments_of_rows(self.x, taken, self.split.member, self.split.families, least)
        return of if self.both_ways is None else replace(of, apart=apart_of_rows(self.x, self.both_ways, self.split))


@dataclass(frozen=True)
class Change:
    """How a strategy's run differs from the comparator's, family by family, in some measures.

    rows (n,): the families that differ, or hold a place of a group of fixed size; holders (n,): that group, None where
    none is. ours: what they have of each measure that moved, by its name; number and under (measures, n): how much more
    than under the comparator, of each measure at its place, 0 where nothing moved.
    """

    rows: np.ndarray
    holders: np.ndarray | None
    ours: Mapping[str, Parts]
    places: Mapping[str, int]
    number: np.ndarray
    under: np.ndarray

    @classmethod
    def of(
        cls, ours: Mapping[str, Parts], theirs: Mapping[str, Parts], rows: np.ndarray, holders: np.ndarray | None
    ) -> Change:
        """Return the change from what these families have under the comparator, `theirs`; holders (families,)."""
        places = {name: place for place, name in enumerate(theirs)}
        number, under = np.zeros((2, len(places), rows.size))
        for name, one in ours.items():
            other = theirs[name]
            np.subtract(one.number, other.number, out=number[places[name]])
            if one.under is not None and other.under is not None:
                np.subtract(one.under, other.under, out=under[places[name]])
        return cls(rows, None if holders is None else holders[rows], ours, places, number, under)

    def of_measures(self, names: Sequence[str]) -> Changes:
        """Return the change in some measures."""
        return Changes(self.number, self.under, np.array([self.places[name] for name in names]))


def taken_away(
    x: np.ndarray, holders: np.ndarray | None, some: Split, bound: Sequence[bool] | None = None
) -> Fixed | None:
    """Return what of x (estimates, n) fixed places take away, of the estimates `bound` by them or of all.

    holders (n,): as in `Change`; some: the split of these families.
    """
    if holders is None:
        return None
    found = fixed_places(x, holders, some.member, some.groups)
    if bound is not None:
        found.part[~np.array(bound)] = 0.0
    return found


@dataclass(frozen=True)
class Levels:
    """Measures under the comparator, in one split: what another strategy's run is set beside.

    theirs: returns what every family has of a measure, by its name. A total is divided by 1. totals (groups, counts):
    what the comparator counted in each group, if that is known already.
    """

    measures: Sequence[Measure]
    theirs: Callable[[str], Parts]
    split: Split
    months: int
    k: float  # families of the area for each one simulated
    totals: np.ndarray | None = None

    @cached_property
    def above(self) -> np.ndarray:
        """What families have of each measure, (measures, groups)."""
        return np.array([self.total(one) for one in self.measures])

    def total(self, measure: Measure) -> np.ndarray:
        """Return what families have of one measure, (groups,)."""
        if self.totals is None or measure.once or not self.is_exact(measure):
            return in_groups(self.theirs(measure.name).number, self.split)
        found = counted_in(self.totals, measure.counts) * measure.scale
        return found * self.k if measure.is_total else found

    def is_exact(self, measure: Measure) -> bool:
        """Say whether sums of what families have of a measure are exact."""
        return is_exact(measure.scale * (self.k if measure.is_total else 1.0))

    @cached_property
    def below(self) -> np.ndarray:
        """What each is divided by, (measures, groups)."""
        return np.array([self.divisor(one) for one in self.measures])

    def divisor(self, measure: Measure) -> np.ndarray:
        """Return what one measure is divided by, (groups,)."""
        if measure.is_total:
            return np.ones(self.split.groups)
        if self.totals is not None:
            return counted_in(self.totals, measure.of)
        under = self.theirs(measure.name).under
        assert under is not None
        return in_groups(under, self.split)

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
        some, of = self.split.among(change.rows), change.of_measures(names)
        above, below = self.above + summed_up(of.number, of, some), self.below + summed_up(of.under, of, some)
        self._not_exact(change, above)
        least, x = np.maximum(below, 1.0), np.empty((len(names), change.rows.size))
        rates = np.nan_to_num(self.rates)  # over nothing there is no rate, nor an estimate
        fill_added(of, some.member, Against(rates, least), x)
        return AddedRows(
            quotient(above, below) - self.rates,
            x,
            (self.most[0] + np.abs(self.rates) * self.most[1]) / least,
            some,
            taken_away(x, change.holders, some, [name not in BEFORE_A_PLACE for name in names]),
            self.largest,
            self.traces,
            np.array([one.both_ways and one.name in change.ours for one in self.measures]),
        )

    def _not_exact(self, change: Change, above: np.ndarray) -> None:
        """Sum up all families anew where sums of changes would be off by a rounding."""
        for place, measure in enumerate(self.measures):
            if measure.name in change.ours and not self.is_exact(measure):
                number = self.theirs(measure.name).number.copy()
                number[change.rows] = change.ours[measure.name].number
                above[place] = in_groups(number, self.split)


def apart_of_rows(x: np.ndarray, both_ways: np.ndarray, some: Split) -> np.ndarray:
    """Return how far limits lie where rises and falls are sums of their own, (estimates, groups, 2); else 0.

    x (estimates, n): what families in a split added; both_ways (estimates,): of which estimates that is so.
    """
    found = np.zeros((len(x), some.groups, 2))
    for place in np.flatnonzero(both_ways):
        found[place] = apart_of(x[place], some.member, some.families)
    return found


def summed_up(amounts: np.ndarray, of: Changes, some: Split) -> np.ndarray:
    """Return the sums of changes in each group, (estimates, groups); amounts: of these, above the line or below."""
    sums = np.zeros((of.which.size, some.groups))
    fill_sums(amounts, of.which, some.member, sums)
    return sums


def counted_in(totals: np.ndarray, counts: Sequence[int]) -> np.ndarray:
    """Return the sums of some counts in each group, (groups,), of all (groups, counts)."""
    found: np.ndarray = totals[:, [int(count) for count in counts]].sum(axis=1).astype(np.float64)
    return found


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
    there = ledger.rows.astype(np.int64)
    rows = there if holders is None else united(there, np.flatnonzero(holders))
    x = np.zeros((len(PAIRED), rows.size))
    x[:, places_among(rows, there)] = line_counts(ledger) * k
    some, held = split.among(rows), None if holders is None else holders[rows]
    sums = x.sum(axis=1) if is_exact(k) else np.array([spread_out(one, rows, split.member.size).sum() for one in x])
    return AddedRows(
        sums[:, None],
        x,
        np.array([[most_of_pair(name, months) * k] for name in PAIRED]),
        some,
        taken_away(x, held, some),
        np.full(len(x), np.inf),
        np.full(len(x), TRACE),
    )


def added_to_totals(
    estimates: np.ndarray, x: np.ndarray, most: np.ndarray, some: Split, fixed: Fixed | None
) -> AddedRows:
    """Return what a run adds to some totals, of whatever size each: estimates (totals, groups), most (totals,).

    x (totals, n): what some families add, and all others nothing; fixed: what of it fixed places take away.
    """
    bounds = np.repeat(most[:, None], some.groups, axis=1)
    return AddedRows(estimates, x, bounds, some, fixed, np.full(len(x), np.inf), np.zeros(len(x)))


def spread_out(x: np.ndarray, rows: np.ndarray, families: int) -> np.ndarray:
    """Return what every family adds, (families,), where those in some rows add x and the others nothing."""
    found = np.zeros(families)
    found[rows] = x
    return found
