"""The ledgers that estimates are gathered in, run by run, and what their limits follow from."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace

import numpy as np

from famsim.measures.above_nothing import Folds, folds
from famsim.measures.added import Added, AddedRows, apart_of_rows
from famsim.measures.fixed import NOTHING_TAKEN, fixed_part
from famsim.measures.groups import ALL
from famsim.measures.interval import Limits, Moments, apart_of, limits, moments, moments_of_rows, no_moments, t_quantile
from famsim.measures.loops import Taken
from famsim.measures.rising import united
from famsim.measures.rolls import Roll, Summed
from famsim.measures.vectors import Split

Runs = Sequence[np.ndarray]
SUMMED_UP = ("estimate", "most", "draws", "largest")
MOMENTS = tuple(one.name for one in fields(Moments) if one.name != "apart")


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
    place: int = 0  # of this ledger's in both, which may hold several
    first: Moments | None = None  # of the first run, for one run the moments of the mean
    alone: bool = False  # there will be one run, so what families add need not be held
    both_ways: bool = False  # what rises and what falls are sums of their own

    def add(self, roll: Roll, added: Added, split: Split) -> None:
        """Add one run's, by family."""
        of_run = self.moments_of_run(roll, added, split) if added.x.any() else no_moments(split.groups)
        self.note(of_run, added.estimate, added.most)
        self.largest, self.trace, self.both_ways = added.largest, added.trace, added.both_ways

    def note(self, of_run: Moments, estimate: np.ndarray, most: np.ndarray | float) -> None:
        """Note one run's estimate, (groups,), with the moments of what families added to it."""
        self.first = self.first or of_run
        self.estimates.append(estimate)
        self.variances.append(of_run.variance)
        self.most.append(most)

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
        of = of.counting(x, split.member, added.trace * added.most)
        return replace(of, apart=apart_of(x, split.member, split.families)) if added.both_ways else of

    def moments(self, roll: Roll, split: Split) -> Moments:
        """Return the moments of what families add to the mean over runs."""
        if len(self.estimates) == 1 and self.first is not None:
            return self.first
        runs, keys = len(self.estimates), united(self.summed.keys, self.fixed.keys)
        some = split.among(roll.places(keys))
        x = self.summed.at(keys, self.place) / runs
        about = x - self.fixed.at(keys, self.place) / runs if self.fixed.keys.size else x
        most = mean_of_runs([np.asarray(one) for one in self.most])
        least = self.trace * most / runs  # in all runs together, that of one
        of = moments(x, about, some.member, some.groups, some.families).counting(x, some.member, least)
        return replace(of, apart=apart_of(x, some.member, some.families)) if self.both_ways else of

    def summary(self, of: Moments, draws: list[int]) -> "Summary":
        """Return what the limits of its estimates follow from; `of`: the moments of the mean over runs."""
        groups = of.changed.size
        nothing = no_moments(groups).variance
        most = mean_of_runs([one + nothing for one in self.most])
        return Summary(
            mean_of_runs(self.estimates),
            of,
            most,
            spread_of_draws(self.estimates, self.variances, of.variance, draws),
            nothing + self.largest,
        )


class Bundle:
    """The ledgers of several measures in one split, which take up what a run adds to all of them at once."""

    def __init__(self, names: Sequence[str], alone: bool, split: str = ALL) -> None:
        """Open a ledger for each of some measures; alone: there will be one run."""
        self.names, self.split, self.alone = tuple(names), split, alone
        self.summed, self.fixed = Summed(len(names)), Summed(len(names))
        self.estimates: list[np.ndarray] = []  # a run each, (measures, groups), as are the next two
        self.variances: list[np.ndarray] = []
        self.most: list[np.ndarray] = []
        self.largest = self.trace = np.zeros(len(names))
        self.both_ways = np.zeros(len(names), np.bool_)
        self.first: Moments | None = None

    def add(self, roll: Roll, added: AddedRows) -> None:
        """Add one run's."""
        of_run = added.moments()
        if not self.alone:
            called = added.split.part_of(roll.called)
            self.summed.add(called, added.x)
            if added.fixed is not None:
                self.fixed.add(called[added.fixed.held], added.fixed.of_holders())
        self.first = self.first or of_run
        self.estimates.append(added.estimate)
        self.variances.append(of_run.variance)
        self.most.append(added.most)
        self.largest, self.trace = added.largest, added.trace
        if added.both_ways is not None:
            self.both_ways = self.both_ways | added.both_ways

    def ledger(self, name: str) -> Ledger:
        """Return the ledger of one measure."""
        place = self.names.index(name)
        return Ledger(
            [one[place] for one in self.estimates],
            [one[place] for one in self.variances],
            [one[place] for one in self.most],
            float(self.largest[place]),
            float(self.trace[place]),
            self.summed,
            self.fixed,
            place,
            None if self.first is None else self.first.row(place),
            self.alone,
            bool(self.both_ways[place]),
        )

    def moments(self, roll: Roll, split: Split) -> Moments:
        """Return the moments of what families add to the means over runs, (measures, groups) each."""
        if len(self.estimates) == 1 and self.first is not None:
            return self.first
        runs, keys = len(self.estimates), united(self.summed.keys, self.fixed.keys)
        some = split.among(roll.places(keys))
        taken = Taken(self.fixed.all_at(keys) / runs, np.arange(keys.size)) if self.fixed.keys.size else NOTHING_TAKEN
        least, x = self.trace[:, None] * over_runs(self.most) / runs, self.summed.all_at(keys) / runs
        of = moments_of_rows(x, taken, some.member, some.families, least)
        return replace(of, apart=apart_of_rows(x, self.both_ways, some))

    def summary(self, of: Moments, draws: list[int]) -> "Summary":
        """Return what the limits of all its estimates follow from, one measure's groups behind the other's."""
        found = over_runs(self.estimates), over_runs(self.most), self.spread(of.variance, draws)
        estimate, most, spread = (one.ravel() for one in found)
        flat = Moments(*(getattr(of, name).ravel() for name in MOMENTS))
        if of.apart is not None:
            flat = replace(flat, apart=of.apart.reshape(-1, 2))
        return Summary(estimate, flat, most, spread, np.repeat(self.largest, of.changed.shape[1]))

    def spread(self, chance: np.ndarray, draws: list[int]) -> np.ndarray:
        """Return t x SD over draws with chance taken off, (measures, groups): to the bit as of each by itself."""
        if len(self.estimates) == 1 or chance.shape[1] > 1:
            return spread_of_draws(self.estimates, self.variances, chance, draws)
        runs = zip(zip(*self.estimates, strict=True), zip(*self.variances, strict=True), chance, strict=True)
        return np.array([spread_of_draws(found, variances, mean, draws) for found, variances, mean in runs])


def over_runs(runs: Sequence[np.ndarray]) -> np.ndarray:
    """Return the mean over runs, (measures, groups), of (measures, groups) each: to the bit as of each by itself."""
    if len(runs) == 1:
        return runs[0]
    many = np.array(runs)
    found: np.ndarray = many.mean(axis=0)
    if many.shape[-1] == 1:  # NumPy sums up what lies in one row in another order
        found = np.ascontiguousarray(many[:, :, 0].T).mean(axis=1)[:, None]
    return found


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
    nothing = [np.zeros((one.estimate.size, 2)) if one.of.apart is None else one.of.apart for one in summaries]
    of["apart"] = np.concatenate(nothing)
    return limits(of=Moments(**of), **joined)


def interval(ledger: Ledger, of: Moments, draws: list[int]) -> Limits:
    """Return the estimates of a ledger with their limits, (groups,); `of`: the moments of the mean over runs."""
    return together([ledger.summary(of, draws)])


def mean_of_runs(runs: list[np.ndarray]) -> np.ndarray:
    """Return the mean over runs, elementwise."""
    return runs[0] if len(runs) == 1 else np.mean(runs, axis=0)


def spread_of_draws(runs: Runs, variances: Runs, chance: np.ndarray, draws: list[int]) -> np.ndarray:
    """Return t x SD over draws with what chance gives each draw alone taken off, (groups,); 0 for one draw.

    runs and variances: the estimates of each run and their variance by chance, (groups,) each. chance: of the mean.
    """
    different = dict.fromkeys(draws)
    if len(different) < 2:
        return np.zeros(chance.shape)
    numbers, estimates = np.array(draws), np.array(runs)
    by_draw = np.array([estimates[numbers == draw].mean(axis=0) for draw in different])
    a_draw = np.mean(variances, axis=0) * len(by_draw) / len(estimates)
    own = np.maximum(a_draw - chance, 0.0) * len(by_draw) / (len(by_draw) - 1)
    between = np.maximum(by_draw.var(axis=0, ddof=1) - own, 0.0)
    found: np.ndarray = t_quantile(len(by_draw) - 1) * np.sqrt(between)
    return found
