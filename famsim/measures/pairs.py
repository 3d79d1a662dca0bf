"""Paired differences between strategies, each with its interval, from what each family adds (famsim.measures.interval).

estimate = mean over runs. The same families live in every draw, so what a family adds is averaged over runs before it
is squared. With several draws the interval adds t x SD over draws with chance variance removed. Only the chance that is
a draw's own is removed: what draws share, the same families and luck, is not in the spread between them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cache
from typing import Any

import numpy as np

from famsim.measures.above_nothing import Folds, folds
from famsim.measures.added import Added, Level
from famsim.measures.groups import group_names
from famsim.measures.interval import Limits, Moments, limits, moments, no_moments, t_quantile
from famsim.measures.most import TRACE, most_of_pair
from famsim.measures.outcome import Outcome
from famsim.measures.places import Places, fixed_part
from famsim.measures.registry import BEFORE_A_PLACE, MEASURES
from famsim.measures.rolls import Roll, Rolls, Summed, united
from famsim.measures.vectors import Split, columns, pair_counts

SUMMED_UP = ("estimate", "most", "draws", "largest")
MOMENTS = tuple(one.name for one in fields(Moments))
BY_GROUP = (
    "separation_rate",
    "loss_rate",
    "exit_rate",
    "children_distressed_couple",
    "harmful_conflict",
    "quality",
    "sdq",
    "sdq_high",
    "mothers_harmed",
    "children_see_other_parent",
    "separations",
    "child_months_in_harm",
    "child_months_harmful",
    "helped",
    "completed",
)


@dataclass
class Ledger:
    """One strategy and measure in one split: the estimates of each run, and what families added, summed over runs."""

    estimates: list[np.ndarray] = field(default_factory=list)  # a run each, (groups,)
    variances: list[np.ndarray] = field(default_factory=list)  # chance variance of each run, (groups,)
    most: list[np.ndarray | float] = field(default_factory=list)
    largest: float = np.inf
    trace: float = 0.0  # the share of `most` from which a family counts as one that differs
    summed: Summed = field(default_factory=Summed)  # x
    fixed: Summed = field(default_factory=Summed)  # what of it fixed places take away
    first: Moments | None = None  # of the first run, for one run the moments of the mean
    alone: bool = False  # there will be one run, so what families add need not be held

    def add(self, roll: Roll, added: Added, split: Split) -> None:
        """Add one run's, by family."""
        self.trace = added.trace
        of_run = self.moments_of_run(roll, added, split) if added.x.any() else no_moments(split.groups)
        self.first = self.first or of_run
        self.estimates.append(added.estimate)
        self.variances.append(of_run.variance)
        self.most.append(added.most)
        self.largest = added.largest

    def moments_of_run(self, roll: Roll, added: Added, split: Split) -> Moments:
        """Return the moments of what families add in one run, and sum it up."""
        x, about, called = added.x, added.x, roll.called
        if added.rows is not None:
            split, called = split.among(added.rows), called[added.rows]
        if added.holders is not None:
            part = fixed_part(x, added.holders, split.member, split.groups)
            about = x - part
            if not self.alone:
                self.fixed.add(called, part)
        if not self.alone:
            self.summed.add(called, x)
        of = moments(x, about, split.member, split.groups, split.families)
        return of.counting(x, split.member, added.trace * added.most)

    def moments(self, roll: Roll, split: Split) -> Moments:
        """Return the moments of what families add to the mean over runs."""
        if len(self.estimates) == 1 and self.first is not None:
            return self.first
        runs, keys = len(self.estimates), united(self.summed.keys, self.fixed.keys)
        some = split.among(roll.places(keys))
        x = self.summed.at(keys) / runs
        about = x - self.fixed.at(keys) / runs if self.fixed.keys.size else x
        most = mean_of_runs([np.asarray(one) for one in self.most])
        least = self.trace * most / runs  # in all runs together, that of one
        return moments(x, about, some.member, some.groups, some.families).counting(x, some.member, least)

    def summary(self, of: Moments, draws: list[int]) -> "Summary":
        """Return what the limits of its estimates follow from; `of`: the moments of the mean over runs."""
        groups = of.changed.size
        nothing = no_moments(groups).variance
        most = mean_of_runs([one + nothing for one in self.most])
        return Summary(
            mean_of_runs(self.estimates), of, most, spread_of_draws(self, of.variance, draws), nothing + self.largest
        )


@dataclass(frozen=True)
class Summary:
    """What the limits of some estimates follow from, (groups,) each (see famsim.measures.interval.limits).

    folds: of the one sum that cannot be below nothing (see famsim.measures.above_nothing); None where there are none.
    """

    estimate: np.ndarray
    of: Moments
    most: np.ndarray
    draws: np.ndarray
    largest: np.ndarray
    folds: Folds | None = None


def above_nothing(
    of: Summary, runs: Sequence[np.ndarray], variances: Sequence[np.ndarray], draws: list[int]
) -> Summary:
    """Return what the limits of one sum follow from that no run has below nothing: with its folds.

    runs and variances: of each run, (1,) each.
    """
    chance = float(of.of.variance[0])
    return replace(of, folds=folds(np.array(runs)[:, 0], np.array(variances)[:, 0], chance, draws))


def together(summaries: list[Summary]) -> Limits:
    """Return the limits of all estimates, one summary's behind the other's: many at once cost little more than one."""
    joined = {name: np.concatenate([getattr(one, name) for one in summaries]) for name in SUMMED_UP}
    of = {name: np.concatenate([getattr(one.of, name) for one in summaries]) for name in MOMENTS}
    return limits(of=Moments(**of), **joined)


class Pairs:
    """The differences of every strategy from the first, gathered run by run; `k`: the area's for each simulated.

    alone: there will be one run, and less is held.
    """

    def __init__(self, k: float, places: Places | None = None, alone: bool = False) -> None:
        self.k, self.alone = k, alone
        self.places = places or Places()
        self.rolls = Rolls()
        self.draws: list[int] = []
        self.ledgers: dict[tuple[str, str, str], Ledger] = {}

    def add(self, outcomes: list[Outcome]) -> None:
        """Add the outcomes of one (draw, rep): the first strategy is the comparator."""
        comparator = outcomes[0]
        self.draws.append(comparator.draw)
        ways = self.rolls.call(comparator)
        book, months = columns(comparator, self.k), len(comparator.series)
        theirs = {name: book.parts(measure) for name, measure in MEASURES.items()}
        before = {
            (name, way.name): Level(measure, theirs[name], way, months, self.k)
            for name, measure in MEASURES.items()
            for way in ways_of(name, ways)
        }
        for strategy in outcomes[1:]:
            ours, holders = columns(strategy, self.k), self.places.holders(strategy, comparator)
            differ = ours.book != book.book
            rows, counts = touched(differ.any(axis=0), holders), differ.any(axis=1)
            held = None if holders is None else holders[rows]
            for name, measure in MEASURES.items():
                moved, fixed = measure.rests_on(counts), None if name in BEFORE_A_PLACE else held
                parts = ours.parts(measure) if moved else theirs[name]
                for way in ways_of(name, ways):
                    level = before[name, way.name]
                    self._add(strategy, name, way, level.added(parts, rows, fixed) if moved else level.unmoved)
            for name, contribution in pair_counts(strategy).items():
                x, most = contribution * self.k, most_of_pair(name, len(strategy.series)) * self.k
                self._add(strategy, name, ways[0], Added(np.array([x.sum()]), x, most, holders, trace=TRACE))

    def _add(self, strategy: Outcome, measure: str, split: Split, added: Added) -> None:
        ledger = self.ledgers.setdefault((strategy.strategy, measure, split.name), Ledger(alone=self.alone))
        ledger.add(self.rolls.named[split.name], added, split)

    def rows(self, baseline: str) -> list[dict[str, Any]]:
        """Return the rows of the table `differences`."""
        return [
            {"strategy": strategy, "baseline": baseline, "group": group, "measure": measure, **numbers, "n_pairs": runs}
            for (strategy, measure, group), numbers, runs in rows_of(self.ledgers, self.rolls, self.draws)
        ]


def touched(differ: np.ndarray, holders: np.ndarray | None) -> np.ndarray:
    """Return the rows of the families that differ, bool (families,), or are of a group of fixed size, (n,)."""
    return np.flatnonzero(differ if holders is None else differ | (holders > 0))


def rows_of(
    ledgers: Mapping[tuple[str, str, str], Ledger], rolls: Rolls, draws: list[int]
) -> Iterator[tuple[tuple[str, str, str], dict[str, float | int], int]]:
    """Yield strategy, measure and group, the numbers with their limits, and how many runs, for each estimate."""
    ways = rolls.splits()
    found = [one.summary(one.moments(rolls.named[name], ways[name]), draws) for (_, _, name), one in ledgers.items()]
    numbers = iter(together(found).rows() if found else ())
    for (strategy, measure, name), ledger in ledgers.items():
        for group in groups_of(name):
            yield (strategy, measure, group), next(numbers), len(ledger.estimates)


def ways_of(measure: str, ways: list[Split]) -> list[Split]:
    """Return the splits in which a measure is shown."""
    return ways if measure in BY_GROUP else ways[:1]


@cache
def groups_of(split: str) -> tuple[str, ...]:
    """Return the names of a split's groups."""
    return tuple(name for name in group_names() if name == split or name.startswith(f"{split}="))


def interval(ledger: Ledger, of: Moments, draws: list[int]) -> Limits:
    """Return the estimates of a ledger with their limits, (groups,); `of`: the moments of the mean over runs."""
    return together([ledger.summary(of, draws)])


def mean_of_runs(runs: list[np.ndarray]) -> np.ndarray:
    """Return the mean over runs, elementwise."""
    return runs[0] if len(runs) == 1 else np.mean(runs, axis=0)


def spread_of_draws(ledger: Ledger, chance: np.ndarray, draws: list[int]) -> np.ndarray:
    """Return t x SD over draws with what chance gives each draw alone taken off, (groups,); 0 for one draw."""
    different = dict.fromkeys(draws)
    if len(different) < 2:
        return np.zeros(chance.shape)
    numbers, runs = np.array(draws), np.array(ledger.estimates)
    by_draw = np.array([runs[numbers == draw].mean(axis=0) for draw in different])
    a_draw = np.mean(ledger.variances, axis=0) * len(by_draw) / len(runs)
    own = np.maximum(a_draw - chance, 0.0) * len(by_draw) / (len(by_draw) - 1)
    between = np.maximum(by_draw.var(axis=0, ddof=1) - own, 0.0)
    found: np.ndarray = t_quantile(len(by_draw) - 1) * np.sqrt(between)
    return found
