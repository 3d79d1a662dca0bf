"""How many families each strategy reaches, by itself: families, each counted once, with an interval not below 0."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from famsim.measures import (
    BEFORE_A_PLACE,
    MEASURES,
    WITH_EFFECT,
    Added,
    Ledger,
    Outcome,
    Places,
    Rolls,
    families_with,
    helped_by_effect,
    in_groups,
    rows_of,
    touched,
    ways_of,
)
from famsim.scenario import Helping

REACH = ("helped", WITH_EFFECT.name, "completed", "missed_violence", "routed")


@dataclass
class Reach:
    """Families reached under every strategy, the first too, gathered run by run.

    k: the area's for each simulated. helping: each strategy's offers whose programme has a shown effect.
    """

    k: float
    helping: Mapping[str, Helping] = field(default_factory=dict)
    places: Places = field(default_factory=Places)
    rolls: Rolls = field(default_factory=Rolls)
    draws: list[int] = field(default_factory=list)
    ledgers: dict[tuple[str, str, str], Ledger] = field(default_factory=dict)
    alone: bool = False  # there will be one run, and less is held

    def add(self, outcomes: list[Outcome]) -> None:
        """Add the outcomes of one (draw, rep): the same families under every strategy."""
        first = outcomes[0]
        self.draws.append(first.draw)
        ways = self.rolls.call(first)
        for outcome in outcomes:
            holders = self.places.holders(outcome)
            for name in REACH:
                there, fixed = self.reached(outcome, name), None if name in BEFORE_A_PLACE else holders
                each, rows = there.astype(np.float64) * self.k, touched(there, fixed)
                held = None if fixed is None else fixed[rows]
                for split in ways_of(name, ways):
                    ledger = self.ledgers.setdefault((outcome.strategy, name, split.name), Ledger(alone=self.alone))
                    added = Added(in_groups(each, split), each[rows], self.k, held, rows=rows)
                    ledger.add(self.rolls.named[split.name], added, split)

    def reached(self, outcome: Outcome, name: str) -> np.ndarray:
        """Return which families a measure counts, bool (families,)."""
        if name == WITH_EFFECT.name:
            return helped_by_effect(outcome, self.helping[outcome.strategy])
        return families_with(outcome, MEASURES[name])

    def rows(self) -> list[dict[str, Any]]:
        """Return strategy, group, measure, estimate, mc_se, low, high, n_changed, at_most and n_runs, whole area."""
        rows = []
        for (strategy, measure, group), numbers, runs in rows_of(self.ledgers, self.rolls, self.draws):
            numbers["low"] = max(numbers["low"], 0.0)
            rows.append({"strategy": strategy, "group": group, "measure": measure, **numbers, "n_runs": runs})
        return rows
