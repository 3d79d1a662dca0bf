"""Families helped and their twins in several areas as one: sums of what their rates are made of, run by run."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from famsim.measures import OverAreas, of_area, together
from famsim.questions.compare.gathered.helped import SIGNAL, Beside, Helped, as_can_be, of_enough, signal_row


@dataclass
class BesideOverAreas:
    """One measure of the helped and of their twins; (runs,) each: what it counts, and what that is divided by."""

    helped: np.ndarray
    helped_under: np.ndarray
    twins: np.ndarray
    twins_under: np.ndarray
    found: OverAreas | None = None
    most_helped: int = 0  # families of a run, of all areas

    def add(self, beside: Beside, places: list[int], k: float) -> None:
        """Add an area's; `places`: where its runs stand among all, those without a family helped left out."""
        self.most_helped += beside.most_helped
        ours, theirs = np.array(beside.under).T * k
        self.helped[places] += np.array(beside.helped) * ours
        self.helped_under[places] += ours
        self.twins[places] += np.array(beside.twins) * theirs
        self.twins_under[places] += theirs
        share = len(places) / self.helped.size
        one = of_area(beside.ledger, beside.moments(), ours[:, None])
        self.found = OverAreas(
            spread_out(one.estimates, places, self.helped.size),
            spread_out(one.variances, places, self.helped.size),
            one.of.scaled(share),
            one.most * share,
            one.largest,
        ).plus(self.found)

    def row(self, measure: str, draws: list[int]) -> dict[str, Any]:
        """Return the mean over runs with its interval; runs in which no area helped anybody are left out."""
        there = (self.helped_under > 0) & (self.twins_under > 0)
        assert self.found is not None
        helped = self.helped[there] / self.helped_under[there]
        twins = self.twins[there] / self.twins_under[there]
        changed = int(self.found.of.changed[0])
        part = OverAreas(
            self.found.estimates[there],
            self.found.variances[there],
            of_enough(self.found.of.scaled(there.size / there.sum()), self.most_helped),
            self.found.most,
            self.found.largest,
        )
        of_draws = [draw for draw, is_there in zip(draws, there, strict=True) if is_there]
        summary = part.summary(of_draws, self.helped_under[there][:, None], (helped - twins)[:, None])
        numbers = together([summary]).row() | {"n_changed": changed}
        numbers = as_can_be(numbers, measure, float(twins.mean()))
        about = {"helped": float(helped.mean()), "twins": float(twins.mean())}
        return about | {"difference": numbers.pop("estimate")} | numbers


def nothing_yet(runs: int) -> BesideOverAreas:
    """Return what no area has yet added to."""
    return BesideOverAreas(np.zeros(runs), np.zeros(runs), np.zeros(runs), np.zeros(runs))


def spread_out(runs: np.ndarray, places: list[int], size: int) -> np.ndarray:
    """Return rows of some runs among all of them, 0 for the others."""
    found = np.zeros((size, *runs.shape[1:]))
    found[places] = runs
    return found


@dataclass
class HelpedOverAreas:
    """One strategy's families with a first session in several areas, and what chance does there, run by run."""

    runs: int
    beside: dict[str, BesideOverAreas] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.number, self.needing, self.missed = (np.zeros(self.runs) for _ in range(3))
        self.change = {name: np.zeros(self.runs) for name in SIGNAL}
        self.variance = {name: np.zeros(self.runs) for name in SIGNAL}

    def add(self, area: Helped, runs: list[tuple[int, int]], k: float) -> None:
        """Add an area's; `k`: its families for each one simulated."""
        self.number += np.array(area.number) * k
        self.needing += np.array(area.needing) * k
        self.missed += np.array(area.missed) * k
        for name in SIGNAL:
            self.change[name] += np.array(area.change[name]) * k
            self.variance[name] += np.array(area.chance[name]) ** 2 * k
        for name, beside in area.beside.items():
            if beside.runs:
                self.beside.setdefault(name, nothing_yet(self.runs)).add(
                    beside, [runs.index(run) for run in beside.runs], k
                )

    def twin_rows(self, strategy: str, draws: list[int]) -> list[dict[str, Any]]:
        """Return the rows of `twins`."""
        return [{"strategy": strategy, "measure": name} | one.row(name, draws) for name, one in self.beside.items()]

    def signal_rows(self, strategy: str) -> list[dict[str, Any]]:
        """Return the rows of `signal`; chance in one area says nothing of another, so its variances are summed."""
        helped = float(self.number.mean())
        return [
            signal_row(
                (strategy, name),
                float(self.change[name].mean()),
                float(np.sqrt(self.variance[name]).mean()),
                helped,
            )
            for name in SIGNAL
        ]
