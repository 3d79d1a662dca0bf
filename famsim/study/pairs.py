"""Paired differences between strategies, with their chance error at the level of families and their interval.

estimate = mean over draws. mc_se = chance error of that mean: the same families live in every draw, so their
contributions are averaged over draws before they are squared. low, high = estimate +- t x SD over draws with chance
variance removed, plus chance; with one draw they hold chance alone. Only the chance that is a draw's own is removed:
what draws share, the same families and luck, is not in the spread between them.
"""

from dataclasses import dataclass, field
from functools import cache

import numpy as np

from famsim.study.groups import group_names
from famsim.study.measures import MEASURES
from famsim.study.runs import Outcome
from famsim.study.vectors import Split, columns, pair_counts, splits, spread_of_sum

COVERAGE = 0.975  # one side of a 95% interval
GROUP_BITS = 3  # a split has at most eight groups
FAMILY_WITHIN_AREA = (1 << 48) - 1  # the part of an id below its area
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
    """One strategy and measure in one split: differences of each run, and families' contributions summed over runs."""

    estimates: list[np.ndarray] = field(default_factory=list)  # a run each, (groups,)
    variances: list[np.ndarray] = field(default_factory=list)  # chance variance of each run, (groups,)
    summed: np.ndarray = field(default_factory=lambda: np.zeros(0))  # by place in the roll

    def add(self, roll: "Roll", difference: np.ndarray, split: Split, estimate: np.ndarray) -> None:
        """Add one run's difference, by family."""
        self.estimates.append(estimate)
        self.variances.append(spread_of_sum(difference, split))
        if self.summed.size != roll.keys.size:
            self.summed = roll.moved(self.summed)
        self.summed[roll.rows] += difference


@dataclass
class Roll:
    """Every family met in any run with its group of one split, and where those of the present run stand.

    A draw moves families between groups (work, household, risk factors), so a family has a place in each it was in.
    """

    keys: np.ndarray = field(default_factory=lambda: np.zeros(0, np.int64))
    rows: np.ndarray | slice = field(default_factory=lambda: slice(None))
    older: list[np.ndarray] = field(default_factory=list)
    moves: dict[int, np.ndarray] = field(default_factory=dict)  # size of an older roll -> its places in this one

    def call(self, ids: np.ndarray, split: Split) -> None:
        """Take up the families of a run; `ids` are in rising order and of one area."""
        keys = (ids & FAMILY_WITHIN_AREA) << GROUP_BITS | split.member
        if not np.array_equal(keys, self.keys):
            together = united(self.keys, keys)
            if self.keys.size and together.size > self.keys.size:
                self.older.append(self.keys)
                self.moves.clear()
            self.keys = together
        self.rows = slice(None) if keys.size == self.keys.size else np.searchsorted(self.keys, keys)

    def moved(self, summed: np.ndarray) -> np.ndarray:
        """Return sums by place in an older roll as sums by place in this one."""
        found = np.zeros(self.keys.size)
        if summed.size:
            if summed.size not in self.moves:
                before = next(keys for keys in self.older if keys.size == summed.size)
                self.moves[summed.size] = np.searchsorted(self.keys, before)
            found[self.moves[summed.size]] = summed
        return found

    def split(self, of: Split) -> Split:
        """Return how a split groups the places of this roll."""
        return Split(of.name, of.groups, self.keys & (1 << GROUP_BITS) - 1)


def united(ours: np.ndarray, theirs: np.ndarray) -> np.ndarray:
    """Return every key of two rising arrays once, in rising order."""
    if not ours.size:
        return theirs
    place = np.searchsorted(ours, theirs)
    fresh = ours[np.minimum(place, ours.size - 1)] != theirs
    return np.insert(ours, place[fresh], theirs[fresh])


@dataclass
class Rolls:
    """A roll for each split."""

    ways: list[Split] = field(default_factory=list)
    named: dict[str, Roll] = field(default_factory=dict)

    def call(self, outcome: Outcome) -> list[Split]:
        """Take up the families of a run; return its splits."""
        self.ways = splits(outcome.cells)
        for split in self.ways:
            self.named.setdefault(split.name, Roll()).call(outcome.ids, split)
        return self.ways

    def splits(self) -> dict[str, Split]:
        """Return how each split groups all families met, by name."""
        return {split.name: self.named[split.name].split(split) for split in self.ways}


class Pairs:
    """The differences of every strategy from the first, gathered run by run."""

    def __init__(self, k: float) -> None:
        self.k = k
        self.rolls = Rolls()
        self.draws: list[int] = []
        self.ledgers: dict[tuple[str, str, str], Ledger] = {}

    def add(self, outcomes: list[Outcome]) -> None:
        """Add the outcomes of one (draw, rep): the first strategy is the comparator."""
        comparator = outcomes[0]
        self.draws.append(comparator.draw)
        ways = self.rolls.call(comparator)
        asked = [(m, s) for m in MEASURES.values() for s in (ways if m.name in BY_GROUP else ways[:1])]
        book = columns(comparator, self.k)
        theirs = [book.measured(measure, split) for measure, split in asked]
        for strategy in outcomes[1:]:
            ours = columns(strategy, self.k)
            for (measure, split), (value, part) in zip(asked, theirs, strict=True):
                estimate, contribution = ours.measured(measure, split)
                ledger = self._ledger(strategy, measure.name, split)
                ledger.add(self.rolls.named[split.name], contribution - part, split, estimate - value)
            for name, contribution in pair_counts(strategy).items():
                difference, everyone = contribution * self.k, ways[0]
                ledger = self._ledger(strategy, name, everyone)
                ledger.add(self.rolls.named[everyone.name], difference, everyone, np.array([difference.sum()]))

    def _ledger(self, strategy: Outcome, measure: str, split: Split) -> Ledger:
        return self.ledgers.setdefault((strategy.strategy, measure, split.name), Ledger())

    def rows(self, baseline: str) -> list[dict]:
        """Return the rows of the table `differences`."""
        rows, ways = [], self.rolls.splits()
        for (strategy, measure, name), ledger in self.ledgers.items():
            found = intervals(ledger, self.rolls.named[name], ways[name], self.draws)
            for group, numbers in zip(groups_of(name), found, strict=True):
                rows.append({"strategy": strategy, "baseline": baseline, "group": group, "measure": measure} | numbers)
        return rows


def groups_of(split: str) -> list[str]:
    """Return the names of a split's groups."""
    return [name for name in group_names() if name == split or name.startswith(f"{split}=")]


def intervals(ledger: Ledger, roll: Roll, split: Split, draws: list[int]) -> list[dict]:
    """Return estimate, mc_se, low, high and n_pairs of each group."""
    if ledger.summed.size != roll.keys.size:
        ledger.summed = roll.moved(ledger.summed)
    chance = np.maximum(spread_of_sum(ledger.summed / len(ledger.estimates), split), 0.0)
    return [interval(ledger, place, float(chance[place]), draws) for place in range(split.groups)]


def interval(ledger: Ledger, place: int, chance: float, draws: list[int]) -> dict:
    """Return one group's estimate and interval; `chance` is the chance variance of the mean over runs."""
    runs, numbers = np.array([estimate[place] for estimate in ledger.estimates]), np.array(draws)
    estimate = float(runs.mean())
    by_draw = np.array([runs[numbers == draw].mean() for draw in dict.fromkeys(draws)])
    between, t = 0.0, normal_quantile()
    if by_draw.size > 1:
        a_draw = float(np.mean([variance[place] for variance in ledger.variances])) * by_draw.size / runs.size
        own = max(a_draw - chance, 0.0) * by_draw.size / (by_draw.size - 1)
        between = max(float(by_draw.var(ddof=1)) - own, 0.0)
        t = t_quantile(by_draw.size - 1)
    half = t * float(np.sqrt(between + chance))
    return {
        "estimate": estimate,
        "mc_se": float(np.sqrt(chance)),
        "low": estimate - half,
        "high": estimate + half,
        "n_pairs": int(runs.size),
    }


@cache
def t_quantile(freedom: int) -> float:
    """Return the quantile of Student's t for a 95% interval."""
    from scipy.stats import t

    return float(t.ppf(COVERAGE, freedom))


@cache
def normal_quantile(intervals: int = 1) -> float:
    """Return the quantile of the normal distribution for a 95% interval, or for so many of them at once."""
    from scipy.special import ndtri

    return float(ndtri(1.0 - (1.0 - COVERAGE) / intervals))
