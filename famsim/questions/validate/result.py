"""The scoreboard as its users hold it: answer, tables, figures, a folder that can be run again."""

import os
from collections.abc import Mapping
from typing import Any

import pandas as pd

from famsim.limits import THREADS, check
from famsim.questions.validate.answer import template
from famsim.questions.validate.asked import Held, again_held, held_to, observed_in
from famsim.questions.validate.run import held_against
from famsim.questions.validate.scoreboard import Scoreboard
from famsim.results import Study
from famsim.runs import Progress
from famsim.scenario import Scenario, change
from famsim.writing import Writing

KIND = "famsim validate"


def validate(
    scenario: Scenario | None = None,
    targets: str | os.PathLike[str] | pd.DataFrame | None = None,
    progress: Progress | None = None,
    threads: int = THREADS,
    families: int | None = None,
) -> Study:
    """Hold the model to published figures, measured as surveys measure them: levels, and differences between groups.

    scenario: gives area, sample, seed and figures, and by default a sample of England; nobody is helped, so its
    strategies do not matter. targets: your own, a CSV or XLSX file or a pandas.DataFrame (`famsim validate --init`
    writes a template); by default the figures that come with famsim. progress: called with years lived and years in
    all. threads: how many; the result is the same. families: of the sample, if not as many as the scenario's own.

    Returns a Study with `tables` rows (the first: target, use, model, low, high, value, z, pass, ...) and scores;
    `answer`, `figures()`, `save(folder)`.

    Raises FamsimError, with row and column, for targets that cannot be used, and for a number out of its limits.

    Example:
        fs.validate(targets="my_survey.csv").to_frame()
    """
    check(threads=threads)
    held = held_to(targets)
    where = observed_in(scenario)
    sized = where if families is None else change(where, families=families)
    return scored_study(held_against(held, sized, progress, threads))


def scored_study(found: Scoreboard) -> Study:
    """Return a scoreboard as a study."""
    return Study(
        kind=KIND,
        scenario=found.scenario,
        world=found.world,
        asked=found.held.as_record(),
        tables=found.tables,
        told=lambda: told(found),
        drawn=lambda: figures(found),
    )


def told(found: Scoreboard) -> str:
    """Return the answer in Markdown."""
    writing = Writing(found.tables)
    return writing.printed(template(writing, found))


def again(
    scenario: Scenario, record: Mapping[str, Any], progress: Progress | None = None, threads: int = THREADS
) -> Study:
    """Return the same scoreboard, made again from what its record holds."""
    held: Held = again_held(record["asked"])
    return scored_study(held_against(held, scenario, progress, threads))


def figures(found: Scoreboard) -> dict[str, Any]:
    """Return the figures by name."""
    from famsim.questions.validate.figures import drawn

    return drawn(found)
