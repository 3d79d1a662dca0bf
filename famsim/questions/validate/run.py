"""The model asked what the surveys asked, and the scoreboard that comes of it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from famsim.calibration import Ask, figures, observe, place_observed, scored
from famsim.limits import THREADS
from famsim.questions.validate.asked import Held
from famsim.questions.validate.scoreboard import Place, Scoreboard
from famsim.questions.validate.tables import rows_table, scores_table, sources_table
from famsim.runs import Progress
from famsim.scenario import Scenario


def held_against(
    held: Held, scenario: Scenario, progress: Progress | None = None, threads: int = THREADS
) -> Scoreboard:
    """Ask the model what was published, and return the scoreboard."""
    wanted = figures(held.targets)
    asks = asks_of(ask for one in wanted for ask in one.asks)
    told: dict[str, Any] = {"progress": progress} if progress else {}
    seen = observe(asks, scenario, threads=threads, **told)
    rows = tuple(scored(one, seen) for one in wanted)
    tables = {"rows": rows_table(rows, held), "scores": scores_table(rows), "where_read": sources_table(held)}
    area = replace(place_observed(scenario), offer="documented")
    return Scoreboard(scenario, Place(area), held, rows, tables)


def asks_of(asks: Iterable[Ask]) -> list[Ask]:
    """Return each ask once, in order."""
    return sorted(set(asks))
