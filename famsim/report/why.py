"""Why did it change? The report of an attribution: tables, a waterfall for each measure asked for, plain words."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from famsim.errors import FamsimError, shown, unknown
from famsim.model.identity import MONTHS_A_YEAR
from famsim.report.cited import Writing
from famsim.report.studies import Study
from famsim.report.why_words import why_template
from famsim.scenario import Scenario, heeded
from famsim.study.attribution import Attribution, attribute
from famsim.study.gains import GAINS
from famsim.study.runs import Progress

KIND = "famsim why"
SHOWN = ("harmful_conflict_averted",)  # unless others are asked for


def why(  # noqa: PLR0913, PLR0917
    scenario: Scenario,
    strategy: str,
    measures: Iterable[str] = SHOWN,
    draws: int = 1,
    progress: Progress | None = None,
    threads: int = 2,
) -> Study:
    """Attribute what a strategy changes to reach, willingness, dose, each channel of effect, fade and places.

    measures: those that the answer and the figures show (see famsim.study.gains); the tables hold all. draws: as for
    compare. Raises FamsimError for an unknown strategy or measure, and for a strategy
    that makes no offer.
    """
    scenario, asked = heeded(scenario), known_measures(measures)
    return reported(attribute(scenario, strategy, draws, progress, threads), asked)


def known_measures(names: Iterable[str]) -> tuple[str, ...]:
    """Return the measures asked for, each once, or the one that is named; FamsimError for one that is not known."""
    if not isinstance(names, Iterable):
        raise FamsimError(f"measures {shown(names)}: allowed: names of measures, such as {SHOWN[0]}")
    asked = (names,) if isinstance(names, str) else tuple(dict.fromkeys(map(str, names))) or SHOWN
    for name in asked:
        if name not in GAINS:
            raise unknown("measure", name, GAINS, "measures asked for", FamsimError)
    return asked


def reported(found: Attribution, measures: tuple[str, ...]) -> Study:
    """Return the report of an attribution."""
    tables = found.tables | {"facts": facts(found)}
    writing = Writing(tables)
    answer = writing.printed(why_template(writing, found, measures))
    asked = {"strategy": found.strategy, "measures": list(measures), "draws": found.draws}
    return Study(
        kind=KIND,
        scenario=found.scenario,
        world=found.world,
        asked=asked,
        tables=tables,
        answer=answer,
        draws=found.draws,
        drawn=lambda: figures(found, measures),
    )


def figures(found: Attribution, measures: tuple[str, ...]) -> dict[str, Any]:
    """Return a waterfall for each measure."""
    from famsim.report.why_figure import waterfall

    return {f"waterfall-{measure.replace('_', '-')}": waterfall(found, measure) for measure in measures}


def facts(found: Attribution) -> pd.DataFrame:
    """Return name and value of what sentences need beside the other tables."""
    world = found.world
    rows = {
        "years": found.scenario.months / MONTHS_A_YEAR,
        "draws": found.draws,
        "repetitions": found.reps,
        "sample_one_in": world.sample.k,
        "area_families": world.area.families,
        "simulated_families": world.area.families / world.sample.k,
    }
    return pd.DataFrame({"name": list(rows), "value": [float(value) for value in rows.values()]})
