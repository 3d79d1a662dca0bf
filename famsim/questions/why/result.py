"""Why did it change? The report of an attribution: tables, a waterfall for each measure asked for, plain words."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from famsim.errors import FamsimError, shown, unknown
from famsim.limits import THREADS
from famsim.model.identity import MONTHS_A_YEAR
from famsim.questions.why.answer import why_template
from famsim.questions.why.gains import GAINS
from famsim.questions.why.run import Attribution, attribute
from famsim.results import Study
from famsim.runs import Progress, composed
from famsim.scenario import Scenario, heeded, not_sustained
from famsim.writing import Writing

KIND = "famsim why"
SHOWN = ("harmful_conflict_averted",)  # unless others are asked for


def why(  # noqa: PLR0913, PLR0917
    scenario: Scenario,
    strategy: str,
    measures: Iterable[str] = SHOWN,
    draws: int = 1,
    progress: Progress | None = None,
    threads: int = THREADS,
) -> Study:
    """Attribute what a strategy changes to reach, willingness, dose, each channel of effect, fade and places.

    strategy: its name. measures: those that the answer and the figures show, such as "harmful_conflict_averted"; the
    tables hold all. draws: 1 = the register's central values; n > 1 = draws 1 to n. progress: called with years lived
    and years in all. threads: how many; the result is the same.

    Returns a Study with `tables` attribution (the first: part, sort, measure, order, estimate, low, high), chain,
    measures and facts; `answer`, `figures()`, `save(folder)`. Parts add up exactly to the difference.

    Raises FamsimError for an unknown strategy or measure, and for a strategy that makes no offer.

    Example:
        fs.why(fs.load_scenario("newcastle"), "newcastle").tables["attribution"]
    """
    scenario, asked = heeded(composed(not_sustained(scenario), threads)), known_measures(measures)
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
    asked = {"strategy": found.strategy, "measures": list(measures), "draws": found.draws}
    return Study(
        kind=KIND,
        scenario=found.scenario,
        world=found.world,
        asked=asked,
        tables=tables,
        told=lambda: told(found, tables, measures),
        draws=found.draws,
        drawn=lambda: figures(found, measures),
    )


def told(found: Attribution, tables: dict[str, pd.DataFrame], measures: tuple[str, ...]) -> str:
    """Return the answer in Markdown."""
    writing = Writing(tables)
    return writing.printed(why_template(writing, found, measures))


def again(
    scenario: Scenario, record: Mapping[str, Any], progress: Progress | None = None, threads: int = THREADS
) -> Study:
    """Return the same attribution, made again from what its record holds."""
    asked = record["asked"]
    return why(scenario, asked["strategy"], asked["measures"], asked["draws"], progress, threads)


def figures(found: Attribution, measures: tuple[str, ...]) -> dict[str, Any]:
    """Return a waterfall for each measure."""
    from famsim.questions.why.figures import waterfall

    return {f"waterfall-{measure.replace('_', '-')}": waterfall(found, measure) for measure in measures}


def facts(found: Attribution) -> pd.DataFrame:
    """Return name and value of what sentences need beside the other tables."""
    world = found.world
    rows = {
        "months": found.scenario.months,
        "years": found.scenario.months / MONTHS_A_YEAR,
        "draws": found.draws,
        "repetitions": found.reps,
        "sample_one_in": world.sample.k,
        "area_families": world.area.families,
        "simulated_families": world.area.families / world.sample.k,
    }
    return pd.DataFrame({"name": list(rows), "value": [float(value) for value in rows.values()]})
