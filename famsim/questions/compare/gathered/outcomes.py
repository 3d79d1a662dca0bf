"""The tidy tables of a comparison, the same column names everywhere."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from famsim.measures import (
    MEASURES,
    RATES,
    Limits,
    Measure,
    Outcome,
    band,
    families_by_group,
    families_with,
    group_names,
    measured,
)
from famsim.model.counts import N_STAGES, Count
from famsim.model.identity import MONTHS_A_YEAR, entry_month_of, household_of

MARRIED_OR_COHABITING = 2  # household groups below this are couples


def run_id(outcome: Outcome) -> str:
    """Return the run's name: strategy, draw and repetition."""
    return f"{outcome.strategy}/d{outcome.draw}/r{outcome.rep}"


@dataclass
class Outcomes:
    """The table `outcomes`, a column at a time: each measure over the whole horizon, by group."""

    run: list[str] = field(default_factory=list)
    group: list[str] = field(default_factory=list)
    measure: list[str] = field(default_factory=list)
    value: list[float] = field(default_factory=list)

    def add(self, outcome: Outcome, k: float) -> None:
        """Add one run; `k`: families of the area for each one simulated."""
        total, run, groups = outcome.totals, run_id(outcome), group_names()
        for measure in MEASURES.values():
            values = families_ever(outcome, measure) * k if measure.once else measured(total, measure, k)
            self.value += values.astype(np.float64).tolist()
            self.group += groups
            self.measure += [measure.name] * len(groups)
        self.run += [run] * (len(self.value) - len(self.run))

    def frame(self) -> pd.DataFrame:
        """Return the table."""
        return pd.DataFrame({"run_id": self.run, "group": self.group, "measure": self.measure, "value": self.value})


def families_ever(outcome: Outcome, measure: Measure) -> np.ndarray:
    """Return how many families of each group a measure ever counts, (groups,): each once."""
    return families_by_group(outcome.grouped[families_with(outcome, measure)])


def series_rows(outcome: Outcome) -> list[dict[str, Any]]:
    """Return the rows of `series` for the whole area: each rate over a year, at the year's last month."""
    months = len(outcome.series)
    firsts = range(0, months, MONTHS_A_YEAR)
    yearly = np.array([outcome.series[first : first + MONTHS_A_YEAR].sum(axis=0) for first in firsts])
    values = {measure.name: measured(yearly, measure, 1.0).tolist() for measure in RATES}
    about = {"run_id": run_id(outcome)}
    return [
        about | {"month": min(first + MONTHS_A_YEAR, months), "group": "all", "measure": name, "value": value[year]}
        for year, first in enumerate(firsts)
        for name, value in values.items()
    ]


def frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Return rows that all have the same columns as a table; pandas reads a list a column sooner than rows."""
    return pd.DataFrame({name: [row[name] for row in rows] for name in rows[0]} if rows else [])


@dataclass
class Funnels:
    """Families' episodes by stage of each offer, summed over runs."""

    k: float
    runs: dict[str, int] = field(default_factory=dict)
    stages: dict[str, np.ndarray] = field(default_factory=dict)  # (months, offers, N_STAGES)

    def add(self, outcome: Outcome) -> None:
        """Add one run."""
        self.runs[outcome.strategy] = self.runs.get(outcome.strategy, 0) + 1
        found = self.stages.setdefault(outcome.strategy, np.zeros_like(outcome.funnel))
        found += outcome.funnel

    def episodes(self, strategy: str) -> np.ndarray:
        """Return the area's episodes over the whole horizon, mean of the runs, (offers, N_STAGES)."""
        found: np.ndarray = self.stages[strategy].sum(axis=0) * self.k / self.runs[strategy]
        return found


@dataclass
class Survival:
    """Couples of month 0: how many are still together, with the number at risk, summed over runs.

    A family is no longer at risk once it has left the area (its youngest child turned 18).
    """

    months: int
    events: dict[str, np.ndarray] = field(default_factory=dict)
    gone: dict[str, np.ndarray] = field(default_factory=dict)
    started: dict[str, float] = field(default_factory=dict)
    runs: dict[str, int] = field(default_factory=dict)

    def add(self, outcome: Outcome) -> None:
        """Add one run's couples of month 0."""
        entered = entry_month_of(outcome.ids)
        household = household_of(outcome.grouped)
        couples = np.flatnonzero((entered <= 0) & (household < MARRIED_OR_COHABITING))
        parted = outcome.column(Count.FIRST_SEPARATION)[couples]
        observed = outcome.column(Count.FAMILIES)[couples]
        name = outcome.strategy
        size = self.months + 2
        events = np.bincount(parted[parted > 0], minlength=size)[:size]
        left = observed[(parted == 0) & (observed < self.months)] + 1
        self.events[name] = self.events.get(name, 0) + events
        self.gone[name] = self.gone.get(name, 0) + np.bincount(left, minlength=size)[:size]
        self.started[name] = self.started.get(name, 0) + len(couples)
        self.runs[name] = self.runs.get(name, 0) + 1

    def rows(self, k: float) -> list[dict[str, Any]]:
        """Return strategy, month, at_risk and events (the area's, mean of runs), and share still together.

        low, high: what chance gives the share in an area of this size (see famsim.measures.band).
        """
        rows = []
        for name, events in self.events.items():
            months, scale = self.months + 1, k / self.runs[name]
            happened, gone = events[:months].astype(np.float64), self.gone[name][:months].astype(np.float64)
            parted_before = np.concatenate([[0.0], np.cumsum(happened)[:-1]])
            at_risk = self.started[name] - np.cumsum(gone) - parted_before
            stays = np.divide(happened, at_risk, out=np.zeros(months), where=at_risk > 0)
            found = band(np.cumprod(1.0 - stays), at_risk, happened, gone, scale)
            ends = around_the_share(found)
            for month in range(months):
                rows.append(
                    {
                        "strategy": name,
                        "month": month,
                        "at_risk": float(at_risk[month]) * scale,
                        "events": float(happened[month]) * scale,
                        "share_together": float(found.estimate[month]),
                        "low": max(ends[0][month], 0.0),
                        "high": min(ends[1][month], 1.0),
                    }
                )
        return rows


def around_the_share(found: Limits) -> tuple[list[float], list[float]]:
    """Return the ends of a curve's band; where too few have parted to say more, what those not seen may be.

    In month 0 all are together, by definition.
    """
    few = ~np.isnan(found.at_most)
    low = np.where(few, found.estimate - found.at_most, found.low)
    high = np.where(few, found.estimate + found.at_most, found.high)
    low[0] = high[0] = found.estimate[0]
    return low.tolist(), high.tolist()


STAGE_LABELS = (
    "families in its months",
    *(f"meets row {row}" for row in range(1, 9)),
    "in contact with a door",
    "noticed",
    "conversation",
    "referred",
    "safe to enter",
    "agreed",
    "given a place",
    "came to a first session",
    "completed",
)
assert len(STAGE_LABELS) == N_STAGES
