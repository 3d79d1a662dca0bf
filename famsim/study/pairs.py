"""Paired differences between strategies, with their chance error at the level of families and their interval.

estimate = mean over draws. mc_se = chance error of that mean: the same families live in every draw, so their
contributions are averaged over draws before they are squared. low, high = estimate +- t x SD over draws with chance
variance removed, plus chance; with one draw they hold chance alone.
"""

from dataclasses import dataclass, field
from functools import cache

import numpy as np

from famsim.study.groups import group_names
from famsim.study.measures import MEASURES, PAIRED
from famsim.study.runs import Outcome
from famsim.study.vectors import Split, columns, pair_counts, splits, spread_of_sum

COVERAGE = 0.975  # one side of a 95% interval
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
    "losses",
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
        if self.summed.size != roll.ids.size:
            self.summed = roll.moved(self.summed)
        self.summed[roll.rows] += difference


@dataclass
class Roll:
    """Every family met in any run, by id, and where those of the present run stand."""

    ids: np.ndarray = field(default_factory=lambda: np.zeros(0, np.int64))
    cells: np.ndarray = field(default_factory=lambda: np.zeros(0, np.int16))
    rows: np.ndarray | slice = field(default_factory=lambda: slice(None))
    older: list[np.ndarray] = field(default_factory=list)

    def call(self, ids: np.ndarray, cells: np.ndarray) -> None:
        """Take up the families of a run; `ids` are in rising order."""
        if not np.array_equal(ids, self.ids):
            together = np.union1d(self.ids, ids)
            grown = np.zeros(together.size, np.int16)
            grown[np.searchsorted(together, self.ids)] = self.cells
            if self.ids.size and together.size > self.ids.size:
                self.older.append(self.ids)
            self.ids, self.cells = together, grown
        whole = ids.size == self.ids.size
        self.rows = slice(None) if whole else np.searchsorted(self.ids, ids)
        self.cells[self.rows] = cells

    def moved(self, summed: np.ndarray) -> np.ndarray:
        """Return sums by place in an older roll as sums by place in this one."""
        found = np.zeros(self.ids.size)
        if summed.size:
            before = next(ids for ids in self.older if ids.size == summed.size)
            found[np.searchsorted(self.ids, before)] = summed
        return found


class Pairs:
    """The differences of every strategy from the first, gathered run by run."""

    def __init__(self, k: float) -> None:
        self.k = k
        self.roll = Roll()
        self.draws: list[int] = []
        self.ledgers: dict[tuple[str, str, str], Ledger] = {}

    def add(self, outcomes: list[Outcome]) -> None:
        """Add the outcomes of one (draw, rep): the first strategy is the comparator."""
        comparator = outcomes[0]
        self.draws.append(comparator.draw)
        self.roll.call(comparator.ids, comparator.cells)
        ways = splits(comparator.cells)
        asked = [(m, s) for m in MEASURES.values() for s in (ways if m.name in BY_GROUP else ways[:1])]
        book = columns(comparator, self.k)
        theirs = [book.measured(measure, split) for measure, split in asked]
        for strategy in outcomes[1:]:
            ours = columns(strategy, self.k)
            for (measure, split), (value, part) in zip(asked, theirs, strict=True):
                estimate, contribution = ours.measured(measure, split)
                ledger = self._ledger(strategy, measure.name, split)
                ledger.add(self.roll, contribution - part, split, estimate - value)
            for name, contribution in pair_counts(strategy, comparator).items():
                difference = contribution * self.k
                self._ledger(strategy, name, ways[0]).add(self.roll, difference, ways[0], np.array([difference.sum()]))

    def _ledger(self, strategy: Outcome, measure: str, split: Split) -> Ledger:
        return self.ledgers.setdefault((strategy.strategy, measure, split.name), Ledger())

    def rows(self, baseline: str) -> list[dict]:
        """Return the rows of the table `differences`."""
        rows, ways = [], {split.name: split for split in splits(self.roll.cells)}
        for (strategy, measure, name), ledger in self.ledgers.items():
            found = intervals(ledger, self.roll, ways[name], self.draws)
            for group, numbers in zip(groups_of(name), found, strict=True):
                rows.append(
                    {"strategy": strategy, "baseline": baseline, "group": group, "measure": measure}
                    | never_below_zero(measure, numbers)
                )
        return rows


def groups_of(split: str) -> list[str]:
    """Return the names of a split's groups."""
    return [name for name in group_names() if name == split or name.startswith(f"{split}=")]


def intervals(ledger: Ledger, roll: Roll, split: Split, draws: list[int]) -> list[dict]:
    """Return estimate, mc_se, low, high and n_pairs of each group."""
    if ledger.summed.size != roll.ids.size:
        ledger.summed = roll.moved(ledger.summed)
    chance = np.maximum(spread_of_sum(ledger.summed / len(ledger.estimates), split), 0.0)
    return [interval(ledger, place, float(chance[place]), draws) for place in range(split.groups)]


def never_below_zero(measure: str, numbers: dict) -> dict:
    """Return an interval of families counted one way only, which cannot be fewer than none."""
    if measure not in PAIRED or measure == "months_of_delay":
        return numbers
    return numbers | {"low": max(numbers["low"], 0.0)}


def interval(ledger: Ledger, place: int, chance: float, draws: list[int]) -> dict:
    """Return one group's estimate and interval; `chance` is the chance variance of the mean over runs."""
    runs, numbers = np.array([estimate[place] for estimate in ledger.estimates]), np.array(draws)
    estimate = float(runs.mean())
    by_draw = np.array([runs[numbers == draw].mean() for draw in dict.fromkeys(draws)])
    between, t = 0.0, normal_quantile()
    if by_draw.size > 1:
        noise = float(np.mean([variance[place] for variance in ledger.variances])) * by_draw.size / runs.size
        between = max(float(by_draw.var(ddof=1)) - noise, 0.0)
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
