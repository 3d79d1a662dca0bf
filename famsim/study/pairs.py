"""Paired differences between strategies, with their chance error at the level of families and their interval.

estimate = mean over draws. mc_se = chance error of that mean: the same families live in every draw, so their
contributions are averaged over draws before they are squared. low, high = estimate +- t x SD over draws with chance
variance removed, plus chance; with one draw they hold chance alone.
"""

from dataclasses import dataclass, field

import numpy as np

from famsim.study.groups import group_names
from famsim.study.measures import MEASURES, Measure
from famsim.study.runs import Outcome
from famsim.study.vectors import Split, contributions, pair_counts, splits, spread_of_sum, values

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

    groups: int
    estimates: list[np.ndarray] = field(default_factory=list)  # a run each, (groups,)
    variances: list[np.ndarray] = field(default_factory=list)  # chance variance of each run, (groups,)
    draws: list[int] = field(default_factory=list)
    ids: np.ndarray = field(default_factory=lambda: np.zeros(0, np.int64))
    summed: np.ndarray = field(default_factory=lambda: np.zeros(0))
    member: np.ndarray = field(default_factory=lambda: np.zeros(0, np.int64))

    def add(self, draw: int, ids: np.ndarray, difference: np.ndarray, split: Split, estimate: np.ndarray) -> None:
        """Add one run's difference; `ids` are in rising order."""
        self.draws.append(draw)
        self.estimates.append(estimate)
        self.variances.append(spread_of_sum(difference, split.member, self.groups))
        if self.ids.size != ids.size or not np.array_equal(self.ids, ids):
            self._widen(ids)
        rows = np.searchsorted(self.ids, ids)
        self.summed[rows] += difference
        self.member[rows] = split.member

    def _widen(self, ids: np.ndarray) -> None:
        """Make room for families not met before."""
        together = np.union1d(self.ids, ids)
        summed, member = np.zeros(together.size), np.zeros(together.size, np.int64)
        rows = np.searchsorted(together, self.ids)
        summed[rows], member[rows] = self.summed, self.member
        self.ids, self.summed, self.member = together, summed, member

    def chance_variance(self) -> np.ndarray:
        """Return the chance variance of the mean over runs, (groups,)."""
        return spread_of_sum(self.summed / len(self.estimates), self.member, self.groups)


class Pairs:
    """The differences of every strategy from the first, gathered run by run."""

    def __init__(self, k: float) -> None:
        self.k = k
        self.ledgers: dict[tuple[str, str, str], Ledger] = {}

    def add(self, outcomes: list[Outcome]) -> None:
        """Add the outcomes of one (draw, rep): the first strategy is the comparator."""
        comparator = outcomes[0]
        ways = splits(comparator.cells)
        for strategy in outcomes[1:]:
            for measure in MEASURES.values():
                for split in ways if measure.name in BY_GROUP else ways[:1]:
                    self._add_measure(strategy, comparator, measure, split)
            for name, contribution in pair_counts(strategy, comparator).items():
                difference = contribution * self.k
                estimate = np.array([difference.sum()])
                self._ledger(strategy, name, ways[0]).add(strategy.draw, strategy.ids, difference, ways[0], estimate)

    def _add_measure(self, strategy: Outcome, comparator: Outcome, measure: Measure, split: Split) -> None:
        ours, theirs = (contributions(one, measure, split, self.k) for one in (strategy, comparator))
        estimate = values(strategy, measure, split, self.k) - values(comparator, measure, split, self.k)
        self._ledger(strategy, measure.name, split).add(strategy.draw, strategy.ids, ours - theirs, split, estimate)

    def _ledger(self, strategy: Outcome, measure: str, split: Split) -> Ledger:
        return self.ledgers.setdefault((strategy.strategy, measure, split.name), Ledger(split.groups))

    def rows(self, baseline: str) -> list[dict]:
        """Return the rows of the table `differences`."""
        rows = []
        for (strategy, measure, split), ledger in self.ledgers.items():
            for place, group in enumerate(groups_of(split)):
                row = {"strategy": strategy, "baseline": baseline, "group": group, "measure": measure}
                rows.append(row | interval(ledger, place))
        return rows


def groups_of(split: str) -> list[str]:
    """Return the names of a split's groups."""
    return [name for name in group_names() if name == split or name.startswith(f"{split}=")]


def interval(ledger: Ledger, place: int) -> dict:
    """Return estimate, mc_se, low, high and n_pairs of one group."""
    runs = np.array([estimate[place] for estimate in ledger.estimates])
    estimate = float(runs.mean())
    chance = max(float(ledger.chance_variance()[place]), 0.0)
    numbers = np.array(ledger.draws)
    by_draw = np.array([runs[numbers == draw].mean() for draw in dict.fromkeys(ledger.draws)])
    reps = runs.size / by_draw.size
    between, t = 0.0, normal_quantile()
    if by_draw.size > 1:
        noise = float(np.mean([variance[place] for variance in ledger.variances])) / reps
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


def t_quantile(freedom: int) -> float:
    """Return the quantile of Student's t for a 95% interval."""
    from scipy.stats import t

    return float(t.ppf(COVERAGE, freedom))


def normal_quantile() -> float:
    """Return the quantile of the normal distribution for a 95% interval."""
    from scipy.special import ndtri

    return float(ndtri(COVERAGE))
