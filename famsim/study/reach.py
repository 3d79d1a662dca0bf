"""How many families each strategy reaches, by itself: families, each counted once, with an interval not below 0."""

from dataclasses import dataclass, field

import numpy as np

from famsim.study.measures import MEASURES, Measure
from famsim.study.pairs import BY_GROUP, Ledger, Rolls, groups_of, intervals
from famsim.study.runs import Outcome
from famsim.study.vectors import Split, families_with, in_groups

REACH = ("helped", "completed", "missed_violence", "routed")


@dataclass
class Reach:
    """Families reached under every strategy, the first too, gathered run by run; `k`: the area's for each simulated."""

    k: float
    rolls: Rolls = field(default_factory=Rolls)
    draws: list[int] = field(default_factory=list)
    ledgers: dict[tuple[str, str, str], Ledger] = field(default_factory=dict)

    def add(self, outcomes: list[Outcome]) -> None:
        """Add the outcomes of one (draw, rep): the same families under every strategy."""
        first = outcomes[0]
        self.draws.append(first.draw)
        ways = self.rolls.call(first)
        for outcome in outcomes:
            for measure in (MEASURES[name] for name in REACH):
                there = families_with(outcome, measure).astype(np.float64) * self.k
                for split in by(measure, ways):
                    ledger = self.ledgers.setdefault((outcome.strategy, measure.name, split.name), Ledger())
                    ledger.add(self.rolls.named[split.name], there, split, in_groups(there, split))

    def rows(self) -> list[dict]:
        """Return strategy, group, measure, estimate, mc_se, low, high and n_runs, for the whole area."""
        rows, ways = [], self.rolls.splits()
        for (strategy, measure, name), ledger in self.ledgers.items():
            found = intervals(ledger, self.rolls.named[name], ways[name], self.draws)
            for group, numbers in zip(groups_of(name), found, strict=True):
                runs = numbers.pop("n_pairs")
                numbers["low"] = max(numbers["low"], 0.0)
                rows.append({"strategy": strategy, "group": group, "measure": measure} | numbers | {"n_runs": runs})
        return rows


def by(measure: Measure, ways: list[Split]) -> list[Split]:
    """Return the splits in which a measure is shown."""
    return ways if measure.name in BY_GROUP else ways[:1]
