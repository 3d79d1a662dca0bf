"""How many families each strategy reaches, each counted once, with an interval.

By itself, and then not below 0; where usual services go on under every strategy, so many more than the first reaches.
"""

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

    k: the area's for each simulated. helping: each strategy's offers whose programme has a shown effect. usual: the
    first has usual services, which go on under the others.
    """

    k: float
    helping: Mapping[str, Helping] = field(default_factory=dict)
    places: Places = field(default_factory=Places)
    rolls: Rolls = field(default_factory=Rolls)
    draws: list[int] = field(default_factory=list)
    ledgers: dict[tuple[str, str, str], Ledger] = field(default_factory=dict)
    alone: bool = False  # there will be one run, and less is held
    usual: bool = False

    def add(self, outcomes: list[Outcome]) -> None:
        """Add the outcomes of one (draw, rep): the same families under every strategy."""
        first = outcomes[0]
        self.draws.append(first.draw)
        ways = self.rolls.call(first)
        for outcome in outcomes:
            beside = (first,) if self.usual and outcome is not first else ()
            holders = self.places.holders(outcome, *beside)
            for name in REACH:
                more, fixed = (
                    self.reached(outcome, name).astype(np.float64),
                    None if name in BEFORE_A_PLACE else holders,
                )
                for one in beside:
                    more -= self.reached(one, name)
                each, rows = more * self.k, touched(more != 0.0, fixed)
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
            rows.append({"strategy": strategy, "group": group, "measure": measure, **numbers, "n_runs": runs})
        return by_themselves(rows, self.usual)


def by_themselves(rows: list[dict[str, Any]], usual: bool) -> list[dict[str, Any]]:
    """Return rows of `reach`, the first strategy's first, in which what is counted by itself is never below 0."""
    first = rows[0]["strategy"] if rows else ""
    for row in rows:
        if not usual or row["strategy"] == first:
            row["low"] = max(row["low"], 0.0)
    return rows
