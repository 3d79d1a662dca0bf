"""Families helped beside their twins: the same families, the same luck, under the comparator; and signal to chance.

At the scale of real grants a rate of the whole area cannot visibly move. So beside each difference stands the spread
that chance alone gives the area's total, and what the families who were helped are like against their own twins.
"""

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from famsim.measures import (
    FEW,
    MEASURES,
    Added,
    Ledger,
    Measure,
    Moments,
    Outcome,
    Parts,
    Roll,
    by_column,
    interval,
    largest_of,
    measured,
    moments,
    most_of_measure,
    span_of,
    trace_of,
    undivided,
)
from famsim.model.counts import Count

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


LEAST_HELPED = 10  # families simulated: of fewer nothing can be said for all who are helped


def of_enough(of: Moments, helped: int) -> Moments:
    """Return the moments of a difference; of too few families helped those of what too few are seen to change."""
    return of if helped >= LEAST_HELPED else replace(of, changed=np.minimum(of.changed, FEW - 1))


def as_can_be(numbers: dict[str, Any], measure: str, twins: float) -> dict[str, Any]:
    """Return limits of a difference no further than what it is a difference from lets it be: no share is below 0%."""
    least, most = span_of(measure)
    numbers["low"] = min(max(numbers["low"], least - twins), numbers["estimate"])
    numbers["high"] = max(min(numbers["high"], most - twins), numbers["estimate"])
    return numbers


@dataclass
class Beside:
    """One measure of the families helped and of their twins, gathered run by run; runs without either are left out."""

    helped: list[float] = field(default_factory=list)
    twins: list[float] = field(default_factory=list)
    draws: list[int] = field(default_factory=list)
    runs: list[tuple[int, int]] = field(default_factory=list)  # draw and repetition
    under: list[tuple[float, float]] = field(default_factory=list)  # what the helped's and the twins' are divided by
    most_helped: int = 0  # families of a run
    roll: Roll = field(default_factory=Roll)
    ledger: Ledger = field(default_factory=Ledger)

    def add(self, strategy: Outcome, ids: np.ndarray, pair: tuple[Parts, Parts], measure: Measure) -> None:
        """Add one run's; the families with these ids were helped, and this is what they and their twins have."""
        (ours, theirs), everyone = pair, undivided(ids.size)
        helped, twins = ours.value(everyone), theirs.value(everyone)
        if ours.under is None or theirs.under is None or not np.isfinite(helped + twins).all():
            return
        self.most_helped = max(self.most_helped, ids.size)
        self.helped.append(float(helped[0]))
        self.twins.append(float(twins[0]))
        self.draws.append(strategy.draw)
        self.runs.append((strategy.draw, strategy.rep))
        self.under.append((float(ours.under.sum()), float(theirs.under.sum())))
        self.roll.call(ids, everyone)
        above, under = most_of_measure(measure, len(strategy.series))
        most = (above + abs(twins) * under) / max(ours.under.sum(), 1.0)
        x, largest = ours.less(theirs, twins, everyone), largest_of(measure, len(strategy.series))
        added = Added(helped - twins, x, most, None, largest, trace_of(measure), both_ways=measure.both_ways)
        self.ledger.add(self.roll, added, everyone)

    def moments(self) -> Moments:
        """Return the moments of what families add to the mean over runs."""
        return self.ledger.moments(self.roll, self.roll.split(undivided(0)))

    def row(self, measure: str) -> dict[str, Any]:
        """Return the mean over runs with its interval."""
        of, about = self.moments(), {"helped": float(np.mean(self.helped)), "twins": float(np.mean(self.twins))}
        numbers = interval(self.ledger, of_enough(of, self.most_helped), self.draws).row()
        numbers = as_can_be(numbers | {"n_changed": int(of.changed[0])}, measure, about["twins"])
        return about | {"difference": numbers.pop("estimate")} | numbers


@dataclass
class Helped:
    """One strategy's families with a first session, beside their twins, summed over runs.

    usual: those alone who come to none under the comparator, whose usual services go on; the number is so many more.
    """

    usual: bool = False
    beside: dict[str, Beside] = field(default_factory=lambda: {name: Beside() for name in TWIN_MEASURES})
    number: list[int] = field(default_factory=list)
    missed: list[int] = field(default_factory=list)  # ever in need, never helped
    needing: list[int] = field(default_factory=list)
    chance: dict[str, list[float]] = field(default_factory=dict)
    change: dict[str, list[float]] = field(default_factory=dict)

    def add(self, strategy: Outcome, comparator: Outcome) -> None:
        """Add one run."""
        reached = strategy.column(Count.STARTED) > 0
        need = strategy.column(Count.IN_NEED) > 0
        anyway = comparator.column(Count.STARTED) > 0
        self.number.append(int(reached.sum()) - (int(anyway.sum()) if self.usual else 0))
        self.needing.append(int(need.sum()))
        self.missed.append(int((need & ~reached).sum()))
        whom = reached & ~anyway if self.usual else reached
        rows = np.flatnonzero(whom)
        ours, theirs = (by_column(one.some(rows), 1.0) for one in (strategy, comparator))
        for name, beside in self.beside.items():
            measure = MEASURES[name]
            pair = (ours.parts(measure), theirs.parts(measure))
            beside.add(strategy, strategy.ids[whom], pair, measure)
        for name, happened in SIGNAL.items():
            parted = np.sum([comparator.column(one) for one in happened], axis=0).astype(np.float64)
            chance = moments(parted, parted, np.zeros(parted.size, np.int64), 1).variance[0]
            self.chance.setdefault(name, []).append(float(np.sqrt(chance)))
            more = strategy.totals[0] - comparator.totals[0]
            self.change.setdefault(name, []).append(float(measured(more, MEASURES[name], 1.0)))


def twin_rows(strategy: str, found: Helped) -> list[dict[str, Any]]:
    """Return the rows of `twins`: the helped and their twins, mean over runs, with intervals."""
    return [
        {"strategy": strategy, "measure": name} | beside.row(name)
        for name, beside in found.beside.items()
        if beside.draws
    ]


def signal_rows(strategy: str, found: Helped, k: float) -> list[dict[str, Any]]:
    """Return the rows of `signal`: the change against chance, always for the whole area.

    A sample of 1 in k has k times the change and, of a whole area, the square root of k times the spread.
    """
    helped = float(np.mean(found.number)) * k
    numbers = {
        name: (float(np.mean(found.change[name])) * k, float(np.mean(found.chance[name])) * float(np.sqrt(k)))
        for name in SIGNAL
    }
    return [signal_row((strategy, name), *numbers[name], helped) for name in SIGNAL]


def signal_row(about: tuple[str, str], change: float, chance: float, helped: float) -> dict[str, Any]:
    """Return the row of a strategy and measure: its change, the spread of chance, and the families helped."""
    return {
        "strategy": about[0],
        "measure": about[1],
        "change": change,
        "chance_sd": chance,
        "signal_to_chance": abs(change) / chance if chance else float("nan"),
        "helped": helped,
    }
