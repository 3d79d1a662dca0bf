"""One run's money: what a strategy spends and what is gained by it, month by month and family by family."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from famsim.appraisal.delivery import (
    OWN_TIME,
    delivered,
    from_month_0,
    own_time,
    weights_by_family,
    weights_by_month,
)
from famsim.appraisal.figures import Figures
from famsim.appraisal.gains import Gain
from famsim.appraisal.lines import Line, Lines, added
from famsim.measures import Outcome, places_among, places_given, united
from famsim.model.counts import CERTAIN, Count

if TYPE_CHECKING:
    from famsim.scenario import Strategy

PENCE = 100.0
AVERTED = {  # what a pound may avert: the count, and what makes one of it
    "per_child_month": (Count.CHILDREN_IN_HARM, 1.0),
    "per_loss": (Count.EXPECTED_LOSSES, 1.0 / CERTAIN),
}
HOUR, HOURS = "evaluation.family_hour", "evaluation.family_hours"


@dataclass(frozen=True)
class Spent:
    """What is spent under one strategy: pence of the area by line and month, and what the families in `rows` cost.

    lines (months + 1,) and families (n,), the second without what is spent before anybody comes; families' own time is
    a line of both.
    """

    lines: Lines
    families: Lines
    rows: np.ndarray

    @property
    def all_lines(self) -> list[Line]:
        """Every line on which anything is spent."""
        return list(self.lines | self.families)


def spent(outcome: Outcome, strategy: Strategy, figures: Figures, k: float) -> Spent:
    """Return what a run of a strategy spends in the area, `k` times what its families cost."""
    courses = figures.of(strategy).courses
    rows = np.flatnonzero((outcome.column(Count.PENCE) > 0) | (outcome.column(Count.SESSIONS) > 0))
    accounts = outcome.some(rows)
    given = np.array([places_given(outcome, offer)[rows] for offer in range(len(courses))], np.float64)
    weights = weights_by_family(given.reshape(len(courses), rows.size).T, courses)
    hour, hours = figures.number(HOUR), figures.number(HOURS)
    by_month = delivered(outcome.series, courses, weights_by_month(outcome.funnel, courses), figures.referral)
    by_month[OWN_TIME] = own_time(outcome.series, hour, hours)
    by_family = delivered(accounts, courses, weights, figures.referral)
    by_family[OWN_TIME] = own_time(accounts, hour, hours)
    lines = added(figures.of(strategy).set_up, from_month_0(by_month), k)
    return Spent(lines, {line: amounts * k for line, amounts in by_family.items()}, rows)


def beside(ours: Spent, theirs: Spent) -> Spent:
    """Return what is spent beyond what is spent under another strategy."""
    rows = united(ours.rows, theirs.rows)
    families = added(at(ours, rows), at(theirs, rows), -1.0)
    return Spent(added(ours.lines, theirs.lines, -1.0), families, rows)


def at(of: Spent, rows: np.ndarray) -> Lines:
    """Return what families cost, by line, among more families than cost anything."""
    places, found = places_among(rows, of.rows), {}
    for line, amounts in of.families.items():
        found[line] = np.zeros(rows.size)
        found[line][places] = amounts
    return found


@dataclass(frozen=True)
class Gained:
    """What is gained beside the first strategy: pence of the area by gain, by month (months + 1,), by family (n,).

    averted (n,): how much less there is of each thing of AVERTED, in the area.
    """

    months: dict[str, np.ndarray]
    families: dict[str, np.ndarray]
    averted: dict[str, np.ndarray]
    rows: np.ndarray


def gained(outcome: Outcome, first: Outcome, gains: Sequence[Gain], figures: Figures, k: float) -> Gained:
    """Return what a run gains: what the first strategy's counts, at their value, less those of this one."""
    rows = np.flatnonzero(outcome.differs_from(first))
    less_by_month = first.series - outcome.series

    def less(count: Count) -> np.ndarray:
        found: np.ndarray = first.column(count)[rows].astype(np.int64) - outcome.column(count)[rows]
        return found

    months, families = {}, {}
    for gain in gains:
        pence = gain.value(figures) * PENCE * k
        months[gain.name] = np.concatenate([[0.0], gain.units(lambda count: less_by_month[:, int(count)]) * pence])
        families[gain.name] = gain.units(less) * pence
    averted = {name: less(count) * (scale * k) for name, (count, scale) in AVERTED.items()}
    return Gained(months, families, averted, rows)
