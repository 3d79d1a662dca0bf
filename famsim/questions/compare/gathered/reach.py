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
    AddedRows,
    Bundle,
    Outcome,
    Places,
    Rolls,
    Split,
    added_to_totals,
    families_with,
    helped_by_effect,
    in_groups,
    is_shown,
    of_everyone,
    rows_of,
    taken_away,
    touched,
)
from famsim.questions.compare.led import REACHED
from famsim.scenario import Helping


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
    bundles: dict[str, dict[str, Bundle]] = field(default_factory=dict)  # by strategy and split
    alone: bool = False  # there will be one run, and less is held
    usual: bool = False

    def add(self, outcomes: list[Outcome]) -> None:
        """Add the outcomes of one (draw, rep): the same families under every strategy."""
        first = outcomes[0]
        self.draws.append(first.draw)
        ways = self.rolls.call(first)
        for outcome in outcomes:
            beside = (first,) if self.usual and outcome is not first else ()
            holders, bundles = self.places.holders(outcome, *beside), self.bundles_of(outcome.strategy, ways)
            each = np.array([self.reached(outcome, name) for name in REACHED], np.float64)
            for one in beside:
                each -= [self.reached(one, name) for name in REACHED]
            each *= self.k
            rows = touched(np.any(each, axis=0), holders)
            held = None if holders is None else holders[rows]
            for split in ways:
                bundles[split.name].add(self.rolls.named[split.name], self.added(each, split.among(rows), held))

    def added(self, each: np.ndarray, some: Split, held: np.ndarray | None) -> AddedRows:
        """Return what a run adds in one split; each (REACHED, families); held (n,): the holders among some of them."""
        assert some.whole is not None
        which = [place for place, name in enumerate(REACHED) if is_shown(name, some)]
        x, most = np.array([some.part_of(one) for one in each[which]]), np.full(len(which), self.k)
        fixed = taken_away(x, held, some, [REACHED[place] not in BEFORE_A_PLACE for place in which])
        return added_to_totals(np.array([in_groups(one, some.whole) for one in each[which]]), x, most, some, fixed)

    def bundles_of(self, strategy: str, ways: list[Split]) -> dict[str, Bundle]:
        """Return the ledgers of a strategy by split; opened when it is first met."""
        if strategy not in self.bundles:
            names = {way.name: [name for name in REACHED if is_shown(name, way)] for way in ways}
            self.bundles[strategy] = {way: Bundle(found, self.alone, way) for way, found in names.items()}
        return self.bundles[strategy]

    def reached(self, outcome: Outcome, name: str) -> np.ndarray:
        """Return which families a measure counts, bool (families,)."""
        if name == WITH_EFFECT.name:
            return helped_by_effect(outcome, self.helping[outcome.strategy])
        return families_with(outcome, MEASURES[name])

    def rows(self, by_group: bool = True) -> list[dict[str, Any]]:
        """Return strategy, group, measure, estimate, mc_se, low, high, n_changed, at_most and n_runs, whole area.

        by_group False: rows of all families alone.
        """
        rows, bundles = [], self.bundles if by_group else of_everyone(self.bundles)
        for (strategy, measure, group), numbers, runs in rows_of(bundles, self.rolls, self.draws):
            rows.append({"strategy": strategy, "group": group, "measure": measure, **numbers, "n_runs": runs})
        return by_themselves(rows, self.usual)


def by_themselves(rows: list[dict[str, Any]], usual: bool) -> list[dict[str, Any]]:
    """Return rows of `reach`, the first strategy's first, in which what is counted by itself is never below 0."""
    first = rows[0]["strategy"] if rows else ""
    for row in rows:
        if not usual or row["strategy"] == first:
            row["low"] = max(row["low"], 0.0)
    return rows
