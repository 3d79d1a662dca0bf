"""The tables of staff who are trained by heads: the staff board, courses, training and navigators' weeks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from famsim.population import World
from famsim.runs import board_rows, by_heads, course_rows, training_rows, week_rows
from famsim.scenario import prices_of

if TYPE_CHECKING:
    from famsim.questions.compare.comparison import Comparison
TABLES = {"staff": board_rows, "courses": course_rows, "training": training_rows, "navigators": week_rows}


def staff_tables(comparison: Comparison) -> dict[str, pd.DataFrame]:
    """Return the tables staff, courses, training and navigators, by central figures; none without staff by heads."""
    world, found = comparison.world, {}
    if not isinstance(world, World):
        return {}
    trains = [one for one in comparison.scenario.strategies if by_heads(one)]
    for name, rows_of in TABLES.items():
        if rows := [row for strategy in trains for row in rows_of(strategy, world)]:
            found[name] = pd.DataFrame(rows)
    if "courses" in found:
        found["courses"]["fee_each"] *= prices_of(comparison.scenario).factor
    return found
