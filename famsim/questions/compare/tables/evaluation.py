"""The table `evaluation`: what an evaluation of a grant's worth of a strategy would measure, beside what is true.

Scores are couples' relationship quality in SD. Reports have the noise of a scale; answers are lost; some designs have
nobody to compare with.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from famsim.errors import FamsimError
from famsim.measures import FEW, Seen, evaluated
from famsim.population import Starts, world_of
from famsim.runs import AFTER, Running, Scores, chance_seed, watched
from famsim.scenario import Scenario, is_many

ANSWERS = {6: "evaluation.answers_after_six", 12: "evaluation.answers_after_twelve"}
BY_GAIN, RELIABILITY = "evaluation.answers_by_gain", "measure.reliability"
PARENTS = 2.0  # who report, each with noise of their own
TABLE = "evaluation"
COLUMNS = ("strategy", "months", "design", "families", "estimate", "se", "low", "high", "bias", "least")
WATCHED = Mapping[str, Scores]


def scores_of(scenario: Scenario, running: Running) -> WATCHED:
    """Return the scores of families helped under each strategy, in the first run; FamsimError for several areas."""
    if is_many(scenario):
        raise FamsimError(
            f"scenario {scenario.name}: an evaluation is of one authority's families, and it asks of several; allowed: "
            "area = one of them, or no --evaluation"
        )
    draw, rep = running.pairs[0]
    return watched(Starts(world_of(scenario)), scenario, draw, chance_seed(scenario.seed, rep))


def evaluation_table(tables: dict[str, pd.DataFrame], scores: WATCHED) -> pd.DataFrame:
    """Return the table: for each strategy, time and design, how many answer, what is found, and what that is off by."""
    figures = tables["parameters"].set_index("name")["value"]
    grant = tables["chance"].set_index("strategy")["grant_helped"]
    rows: list[dict[str, Any]] = []
    for name, found in scores.items():
        for after in AFTER:
            before, later, twin = found.of(after)
            if len(later) >= FEW:
                seen = seen_by(figures, after, float(grant[name]))
                rows += [about | {"strategy": name, "months": after} for about in designs(before, later, twin, seen)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def seen_by(figures: "pd.Series[Any]", after: int, families: float) -> Seen:
    """Return how scores are seen so many months after, with the register's figures as the scenario used them."""
    noise = np.sqrt((1.0 / float(figures[RELIABILITY]) - 1.0) / PARENTS)
    helped = families if np.isfinite(families) else None
    return Seen(float(noise), float(figures[ANSWERS[after]]), float(figures[BY_GAIN]), helped)


def designs(before: np.ndarray, later: np.ndarray, twin: np.ndarray, seen: Seen) -> list[dict[str, Any]]:
    """Return what is true and what each design measures, as rows of the table."""
    return [
        {
            "design": one.design,
            "families": one.families,
            "estimate": one.estimate,
            "se": one.se,
            "low": one.ends[0],
            "high": one.ends[1],
            "bias": one.bias,
            "least": one.least,
        }
        for one in evaluated(before, later, twin, seen)
    ]
