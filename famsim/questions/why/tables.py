"""The tidy tables of an attribution, from the families' gains in each setting of the switches."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from famsim.measures import TRACE, Ledger, Moments, interval, moments, most_of
from famsim.questions.why.gains import GAINS
from famsim.questions.why.switches import (
    GIVEN,
    MEAN,
    REVERSE,
    SETTINGS,
    Move,
    Setting,
    moves_of,
    run_names,
    settings_of,
)

PLACE = {setting: place for place, setting in enumerate(SETTINGS)}
Pair = tuple[int, int]  # places of the settings after and before
Pairs = tuple[Pair, ...]  # whose differences are averaged


@dataclass
class Contributions:
    """Families' gains in each setting, summed over draws; only families whom any setting changes are held.

    `k`: families of the area for each one simulated; `months`: of the horizon.
    """

    k: float
    months: int = 1
    draws: list[int] = field(default_factory=list)
    families: int = 0  # counted in any one draw, the most
    totals: list[np.ndarray] = field(default_factory=list)  # a draw each, (settings, measures) int64
    spreads: list[dict[tuple[Pairs, int], np.ndarray]] = field(default_factory=list)  # a draw each, chance variance
    ids: np.ndarray = field(default_factory=lambda: np.zeros(0, np.int64))
    summed: np.ndarray = field(default_factory=lambda: np.zeros((len(SETTINGS), len(GAINS), 0), np.int64))

    def add(self, draw: int, ids: np.ndarray, gains: np.ndarray) -> None:
        """Add one draw's gains, (settings, measures, families) int64, of families with these ids in rising order."""
        changed = gains.any(axis=(0, 1))
        ids, gains = ids[changed], np.ascontiguousarray(gains[:, :, changed])
        self.draws.append(draw)
        self.families = max(self.families, changed.size)
        self.totals.append(gains.sum(axis=2))
        self.spreads.append(
            {(pairs, m): self.moments(gains, pairs, m).variance for pairs in every_pairs() for m in MEASURED}
        )
        together = np.union1d(self.ids, ids)
        summed = np.zeros((*self.summed.shape[:2], together.size), np.int64)
        summed[:, :, np.searchsorted(together, self.ids)] = self.summed
        summed[:, :, np.searchsorted(together, ids)] += gains
        self.ids, self.summed = together, summed

    def moments(self, gains: np.ndarray, pairs: Pairs, measure: int) -> Moments:
        """Return the moments of what families (settings, measures, families) add to a mean difference of settings."""
        x = over(pairs, gains[:, measure].astype(np.float64))
        everyone, least = (
            np.zeros(x.size, np.int64),
            TRACE * most_of((list(GAINS.values())[measure].count,), self.months),
        )
        return moments(x, x, everyone, 1, np.array([self.families])).counting(x, everyone, least)

    def numbers(self, pairs: Pairs, measure: int) -> dict[str, float | int]:
        """Return estimate, limits and how many families differ, of the mean difference of pairs of settings."""
        gain = list(GAINS.values())[measure]
        scale = gain.scale * self.k
        estimates = [np.array([over(pairs, total[:, measure]) * scale]) for total in self.totals]
        variances = [spread[pairs, measure] * scale**2 for spread in self.spreads]
        most = most_of((gain.count,), self.months) * scale
        of = self.moments(self.summed, pairs, measure).scaled(scale / len(self.draws))
        return interval(Ledger(estimates, variances, [most]), of, self.draws).row()


MEASURED = range(len(GAINS))


def over(pairs: Pairs, values: np.ndarray) -> Any:
    """Return the mean over pairs of the difference between two settings; axis 0 is settings."""
    return sum(values[after] - values[before] for after, before in pairs) / len(pairs)


def every_pairs() -> list[Pairs]:
    """Return all that the tables report, each once."""
    steps = [pairs for order in (GIVEN, REVERSE, MEAN) for _, pairs in steps_of(order)]
    values = [against_nothing(setting) for setting in SETTINGS]
    return list(dict.fromkeys(steps + values))


def steps_of(order: str) -> Iterator[tuple[Move, Pairs]]:
    """Yield each step of an order with the pairs of settings it is the difference of."""
    chains = [moves_of(one) for one in (GIVEN, REVERSE)] if order == MEAN else [moves_of(order)]
    beside = [{move.part: (PLACE[move.after], PLACE[move.before]) for move in chain} for chain in chains]
    for move in chains[0]:
        yield move, tuple(chain[move.part] for chain in beside)


def against_nothing(setting: Setting) -> Pairs:
    """Return the pair of a setting and the one that changes nothing."""
    return ((PLACE[setting], PLACE[SETTINGS[0]]),)


def attribution_rows(found: Contributions, strategy: str) -> list[dict[str, Any]]:
    """Return the rows of `attribution`: each measure and order, step by step."""
    return [
        {"strategy": strategy, "measure": name, "part": move.part, "sort": move.sort, "order": order, "step": step}
        | found.numbers(pairs, measure)
        for measure, name in enumerate(GAINS)
        for order in (GIVEN, REVERSE, MEAN)
        for step, (move, pairs) in enumerate(steps_of(order), 1)
    ]


def chain_rows(found: Contributions, strategy: str) -> list[dict[str, Any]]:
    """Return the rows of `chain`: what each run of an order comes to."""
    rows = []
    for measure, gain in enumerate(GAINS.values()):
        for order in (GIVEN, REVERSE):
            for run, setting in zip(run_names(order), settings_of(order), strict=True):
                numbers = found.numbers(against_nothing(setting), measure)
                about = {"strategy": strategy, "measure": gain.name, "order": order, "run": run}
                numbers["value"] = numbers.pop("estimate")
                rows.append(about | {name: numbers[name] for name in ("value", "low", "high", "at_most", "n_changed")})
    return rows


def measure_rows() -> list[dict[str, Any]]:
    """Return the rows of `measures`."""
    return [{"measure": one.name, "unit": one.unit, "says": one.says, "good": one.good} for one in GAINS.values()]
