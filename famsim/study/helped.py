"""Families helped beside their twins: the same families, the same luck, under the comparator; and signal to chance.

At the scale of real grants a rate of the whole area cannot visibly move. So beside each difference stands the spread
that chance alone gives the area's total, and what the families who were helped are like against their own twins.
"""

from dataclasses import dataclass, field

import numpy as np

from famsim.model.counts import Count
from famsim.study.measures import MEASURES
from famsim.study.runs import Outcome
from famsim.study.tables import measured
from famsim.study.vectors import splits, spread_of_sum

TWIN_MEASURES = (
    "quality",
    "dissatisfied_parents",
    "children_distressed_couple",
    "harmful_conflict",
    "separation_rate",
    "loss_rate",
    "exit_rate",
    "sdq",
    "sdq_high",
    "mothers_distressed",
)
SIGNAL = {"separations": [Count.LOSSES, Count.EXITS]}  # that happen: what would be seen
BOTH_WAYS = float(np.sqrt(2.0))  # a change seen between two years of an area holds chance twice
SEEN = 1.96  # standard deviations that stand out


@dataclass
class Helped:
    """One strategy's families with a first session, beside their twins, summed over runs."""

    draws: list[int] = field(default_factory=list)
    helped: list[dict[str, float]] = field(default_factory=list)  # a run each: measure -> value
    twins: list[dict[str, float]] = field(default_factory=list)
    number: list[int] = field(default_factory=list)
    missed: list[int] = field(default_factory=list)  # ever in need, never helped
    needing: list[int] = field(default_factory=list)
    chance: dict[str, list[float]] = field(default_factory=dict)
    change: dict[str, list[float]] = field(default_factory=dict)

    def add(self, strategy: Outcome, comparator: Outcome) -> None:
        """Add one run."""
        reached = strategy.accounts[:, int(Count.STARTED)] > 0
        need = strategy.accounts[:, int(Count.IN_NEED)] > 0
        self.draws.append(strategy.draw)
        self.number.append(int(reached.sum()))
        self.needing.append(int(need.sum()))
        self.missed.append(int((need & ~reached).sum()))
        self.helped.append(over(strategy, reached))
        self.twins.append(over(comparator, reached))
        everyone = splits(comparator.cells)[0]
        for name, happened in SIGNAL.items():
            chance = spread_of_sum(comparator.accounts[:, happened].sum(axis=1), everyone)[0]
            self.chance.setdefault(name, []).append(float(np.sqrt(chance)))
            more = strategy.accounts.sum(axis=0, dtype=np.int64) - comparator.accounts.sum(axis=0, dtype=np.int64)
            self.change.setdefault(name, []).append(float(measured(more, MEASURES[name], 1.0)))


def over(outcome: Outcome, chosen: np.ndarray) -> dict[str, float]:
    """Return each twin measure over some families, NaN where there is nothing to divide by."""
    total = outcome.accounts[chosen].sum(axis=0, dtype=np.int64)
    return {name: float(measured(total, MEASURES[name], 1.0)) for name in TWIN_MEASURES}


def twin_rows(strategy: str, found: Helped) -> list[dict]:
    """Return the rows of `twins`: the helped and their twins, mean and spread over runs."""
    rows = []
    for name in TWIN_MEASURES:
        ours = np.array([one[name] for one in found.helped])
        theirs = np.array([one[name] for one in found.twins])
        there = np.isfinite(ours) & np.isfinite(theirs)
        if there.any():
            difference = (ours - theirs)[there]
            spread = float(difference.std(ddof=1)) if difference.size > 1 else float("nan")
            rows.append(
                {
                    "strategy": strategy,
                    "measure": name,
                    "helped": float(ours[there].mean()),
                    "twins": float(theirs[there].mean()),
                    "difference": float(difference.mean()),
                    "sd_over_runs": spread,
                }
            )
    return rows


def signal_rows(strategy: str, found: Helped, k: float) -> list[dict]:
    """Return the rows of `signal`: the change against chance, always for the whole area, and the reach it would take.

    A sample of 1 in k has k times the change and, of a whole area, the square root of k times the spread.
    """
    rows = []
    helped = float(np.mean(found.number)) * k
    for name in SIGNAL:
        change = float(np.mean(found.change[name])) * k
        chance = float(np.mean(found.chance[name])) * float(np.sqrt(k))
        to_see = SEEN * BOTH_WAYS * chance
        rows.append(
            {
                "strategy": strategy,
                "measure": name,
                "change": change,
                "chance_sd": chance,
                "signal_to_chance": abs(change) / chance if chance else float("nan"),
                "helped": helped,
                "families_to_be_seen": helped * to_see / abs(change) if change else float("inf"),
            }
        )
    return rows
