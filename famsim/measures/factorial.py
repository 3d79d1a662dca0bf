"""Main effects and interactions of a factorial design, from what each family adds under every cell of it.

An effect is a signed sum of cells, so a family adds the same signed sum of what it has in them: the interval follows
from that as every other does (famsim.measures.interval), never from the intervals of the cells, which share families.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from famsim.measures.added import Added
from famsim.measures.interval import Limits, Moments
from famsim.measures.ledgers import Ledger, together
from famsim.measures.lines import PAIRED
from famsim.measures.most import TRACE, most_of_measure, most_of_pair, trace_of
from famsim.measures.outcome import Outcome
from famsim.measures.places import Places
from famsim.measures.registry import BEFORE_A_PLACE, MEASURES, registered
from famsim.measures.rolls import Roll
from famsim.measures.vectors import pair_counts, undivided

OF_EFFECTS = (  # totals alone: rates of cells do not add up
    "fewer_partings",
    "stay_in_harm",
    "stay_in_violence",
    "mother_months_in_harm",
    "child_months_in_harm",
    "child_months_harmful",
    "mother_months_coparenting_conflict",
    "child_months_coparenting_conflict",
    "helped",
    "completed",
    "missed_violence",
    "delivery_cost",
)


@dataclass(frozen=True)
class Effect:
    """One effect: its name, and the strategies that it is made of, each with its sign; the comparator among them."""

    name: str
    signs: Mapping[str, int]


@dataclass
class Factorial:
    """The effects of a design, gathered run by run; `k`: the area's families for each simulated."""

    effects: Sequence[Effect]
    k: float
    places: Places
    draws: list[int] = field(default_factory=list)
    roll: Roll = field(default_factory=Roll)
    ledgers: dict[tuple[str, str], Ledger] = field(default_factory=dict)  # by effect and measure

    def add(self, outcomes: Sequence[Outcome]) -> None:
        """Add the outcomes of one (draw, rep): the first strategy is the comparator."""
        first, everyone = outcomes[0], undivided(outcomes[0].ids.size)
        self.draws.append(first.draw)
        self.roll.call(first.ids, everyone)
        numbers = {one.strategy: numbers_of(one, self.k) for one in outcomes}
        held = {one.strategy: self.places.holders(one) for one in outcomes}
        none = numbers[first.strategy]
        changes = {name: found - none for name, found in numbers.items()}
        sums = {name: found.sum(axis=1) - none.sum(axis=1) for name, found in numbers.items()}
        months = len(first.series)
        for effect in self.effects:
            holders = united_holders([held[name] for name in effect.signs])
            for place, measure in enumerate(OF_EFFECTS):
                x = sum((sign * changes[name][place] for name, sign in effect.signs.items()), np.zeros(first.ids.size))
                estimate = sum(sign * float(sums[name][place]) for name, sign in effect.signs.items())
                fixed = None if measure in BEFORE_A_PLACE else holders
                most = most_of_effect(measure, len(effect.signs), months) * self.k
                added = Added(np.array([estimate]), x, most, fixed, trace=trace_of_one(measure))
                self.ledgers.setdefault((effect.name, measure), Ledger()).add(self.roll, added, everyone)

    def moments(self) -> dict[tuple[str, str], Moments]:
        """Return the moments of what families add to the mean over runs of each effect and measure."""
        whole = self.roll.split(undivided(0))
        return {key: one.moments(self.roll, whole) for key, one in self.ledgers.items()}

    def rows(self) -> list[dict[str, Any]]:
        """Return the rows of the table `factorial`."""
        found = [self.ledgers[key].summary(of, self.draws) for key, of in self.moments().items()]
        return effect_rows(list(self.ledgers), together(found), len(self.draws))


def effect_rows(keys: Sequence[tuple[str, str]], found: Limits, runs: int) -> list[dict[str, Any]]:
    """Return rows of the table `factorial`: effect, measure, unit, and the numbers with their limits."""
    return [
        {"effect": effect, "measure": measure, "unit": unit_of(measure), **numbers, "n_pairs": runs}
        for (effect, measure), numbers in zip(keys, found.rows(), strict=True)
    ]


def unit_of(name: str) -> str:
    """Return the unit of one of the measures."""
    return registered(name).unit


def numbers_of(outcome: Outcome, k: float) -> np.ndarray:
    """Return what each family has of each measure, as many as live in the area, (measures, families)."""
    pairs, rows = pair_counts(outcome), outcome.accounts
    found = np.empty((len(OF_EFFECTS), len(rows)))
    for place, name in enumerate(OF_EFFECTS):
        if name in pairs:
            found[place] = pairs[name]
            continue
        measure = MEASURES[name]
        of = rows[:, [int(count) for count in measure.counts]].sum(axis=1) * measure.scale
        found[place] = of > 0 if measure.once else of
    return found * k


def most_of_effect(name: str, cells: int, months: int) -> float:
    """Return the most that one family adds to an effect of so many cells, half of which are taken off.

    A count is none or more under each cell; a line of the ledger may be either way, and is 0 under the first.
    """
    if name in PAIRED:
        return (cells - 1) * most_of_pair(name, months)
    return most_of_measure(MEASURES[name], months)[0] * cells / 2


def trace_of_one(name: str) -> float:
    """Return the share of it from which a family counts as one that differs."""
    return TRACE if name in PAIRED else trace_of(MEASURES[name])


def united_holders(groups: Sequence[np.ndarray | None]) -> np.ndarray | None:
    """Return each family's group of fixed size in several runs together, as `Places.holders` has it of all at once."""
    there = [one for one in groups if one is not None]
    if not there:
        return None
    found, number = np.zeros_like(there[0]), 0
    for one in there:
        fresh = (found == 0) & (one > 0)
        found[fresh] = one[fresh] + number
        number += int(one.max())
    return found
