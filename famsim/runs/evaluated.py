"""Families helped, watched as an evaluation would: their quality before a first session, and months later.

The same families live with a strategy and under the first, month by month, so that each has a twin; scores are those of
couples together in both lives.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from famsim.engine import Run
from famsim.model.family import COHABITING, MARRIED
from famsim.population import Starts, with_strategy

if TYPE_CHECKING:
    from famsim.scenario import Scenario

RECRUITED = 12  # months: whose first session is in the first year of the scenario
AFTER = (6, 12)  # months later
LONGEST = RECRUITED + AFTER[-1]
NO_SCORE = np.nan


@dataclass
class Scores:
    """Scores of a strategy's families helped, in one array for each time: before, and months after by twin or not."""

    before: list[np.ndarray] = field(default_factory=list)
    later: dict[int, list[np.ndarray]] = field(default_factory=dict)
    twin: dict[int, list[np.ndarray]] = field(default_factory=dict)

    def of(self, after: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return before, later and twin of the couples together at all three times, (couples,) each."""
        there = self.later.get(after, [])
        if not there:
            nobody = np.zeros(0)
            return nobody, nobody, nobody
        three = [np.concatenate(one) for one in (self.before[: len(there)], there, self.twin[after])]
        whole = ~np.isnan(np.sum(three, axis=0))
        return three[0][whole], three[1][whole], three[2][whole]


def qualities(run: Run) -> tuple[np.ndarray, np.ndarray]:
    """Return the ids of a run's families and the quality of each couple, NaN of who is none, (families,) each."""
    rows: np.ndarray = run.families.view(np.ndarray)
    together = np.isin(rows["status"], (MARRIED, COHABITING))
    mean = 0.5 * (rows["mother"]["quality"] + rows["other"]["quality"])
    return rows["family_id"].copy(), np.where(together, mean, NO_SCORE)


def looked_up(scores: tuple[np.ndarray, np.ndarray], ids: np.ndarray) -> np.ndarray:
    """Return the scores of some families, NaN of those who are not there."""
    known, values = scores
    place = np.minimum(np.searchsorted(known, ids), max(known.size - 1, 0))
    there = known[place] == ids if known.size else np.zeros(ids.size, np.bool_)
    found: np.ndarray = np.where(there, values[place] if known.size else NO_SCORE, NO_SCORE)
    return found


def watched(starts: Starts, scenario: Scenario, draw: int, seed: int) -> Mapping[str, Scores]:
    """Return the scores of each strategy's families helped in the first year, by name; of the first nobody's."""
    start, months = starts.start(draw, seed), min(scenario.months, LONGEST)
    first = monthly(with_strategy(start, scenario.strategies[0], starts.world), months)
    twins = [scores for scores, _ in first]
    return {
        one.name: scores_of(monthly(with_strategy(start, one, starts.world), months), twins)
        for one in scenario.strategies[1:]
    }


Month = tuple[tuple[np.ndarray, np.ndarray], np.ndarray]  # the couples' scores, and who came to a first session


def monthly(run: Run, months: int) -> list[Month]:
    """Return a run's scores at month 0 and after each month, with the ids of those whose first session it was."""
    found: list[Month] = [(qualities(run), np.zeros(0, np.int64))]
    known = np.zeros(0, np.int64)
    for _ in range(months):
        run.advance(1)
        rows: np.ndarray = run.families.view(np.ndarray)
        came = np.setdiff1d(rows["family_id"][rows["exposed_month"] == run.month], known)
        known = np.union1d(known, came)
        found.append((qualities(run), came))
    return found


def scores_of(ours: list[Month], twins: list[tuple[np.ndarray, np.ndarray]]) -> Scores:
    """Return the scores of those who came to a first session in the first year and could be followed."""
    scores = Scores()
    for month in range(1, min(RECRUITED, len(ours) - 1) + 1):
        _, came = ours[month]
        scores.before.append(looked_up(ours[month - 1][0], came))
        for after in AFTER:
            if month + after < len(ours):
                scores.later.setdefault(after, []).append(looked_up(ours[month + after][0], came))
                scores.twin.setdefault(after, []).append(looked_up(twins[month + after], came))
    return scores
