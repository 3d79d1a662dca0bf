"""Which figure does the answer hang on, and when does the order turn? As its users ask and hold it."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from famsim.limits import THREADS, check
from famsim.questions.sensitivity.answer import template
from famsim.questions.sensitivity.asked import Options, Question, load_question
from famsim.questions.sensitivity.found import Found
from famsim.questions.sensitivity.run import Lives, index
from famsim.questions.sensitivity.shares import KIND
from famsim.questions.sensitivity.switching import switch
from famsim.questions.sensitivity.tables import tables_of
from famsim.questions.sweep import Experiment, Plan, Ways, swept, values_of
from famsim.results import Study
from famsim.runs import Progress
from famsim.scenario import Scenario
from famsim.store import Store, place_for_store
from famsim.writing import Writing


def sensitivity(  # noqa: PLR0913, PLR0917
    asked: str | os.PathLike[str] | Mapping[str, Any] | Scenario,
    store: str | os.PathLike[str] | None = None,
    method: str | None = None,
    switching: bool = False,
    progress: Progress | None = None,
    jobs: int = THREADS,
) -> Study:
    """Find which figures an answer hangs on, or where the order of two strategies turns.

    asked: an experiment file or its tables, with a [sensitivity] table (method, trajectories or points, measures, ...)
    and [[uncertainty]] tables; or a scenario as it stands: then the figures that its offers read, by Morris.
    store: a file in which every run is kept, so that the same call goes on; None: nothing is kept.
    method: "morris", "sobol" or "pawn" instead of the file's. switching: switching values alone, and no indices.
    progress: called with runs kept and runs in all. jobs: worker processes; the result is the same.

    Returns a Study: `answer`; `tables` indices (the first: strategy, baseline, measure, figure, rank, index, low, high,
    ...), growing, conclusions, swings, switching, measures, figures, facts; `figures()`, `save(folder)`.

    Raises ScenarioError for whatever is wrong in what is asked, a design too small for its method among it; FamsimError
    where SALib is not installed (pip install 'famsim[calibrate]'); StoreError for a store that cannot be used.

    Example:
        fs.sensitivity("newcastle", store="newcastle.sqlite").tables["indices"]
    """
    check(jobs=jobs)
    question = load_question(asked, Options(method=method, switching=switching))
    return study_in(question, store, jobs, progress)


def study_in(
    question: Question, store: str | os.PathLike[str] | None, jobs: int = THREADS, progress: Progress | None = None
) -> Study:
    """Return the study of a question, lived into a store, or into one that is gone afterwards."""
    with place_for_store(store) as place, Store(place) as kept:
        ways = Ways(jobs, progress=progress)
        found = find(question, lambda experiment, names: lived(experiment, kept, ways, names))
        kept.settle()
        warnings, alarms = tuple(kept.warnings), tuple(kept.alarms)
    return replace(study_of(found), warnings=warnings, alarms=alarms)


def find(question: Question, lives: Lives) -> Found:
    """Return what is asked, worked out."""
    indexed = None if question.alone else index(question, lives)
    return Found(question, indexed, switch(question, lives) if question.switching else None)


def lived(experiment: Experiment, store: Store, ways: Ways, names: Sequence[str]) -> np.ndarray:
    """Return measures of every run of an experiment, (points, strategies, lucks, names), lived unless they are kept."""
    swept(experiment, store, ways)
    return values_of(Plan(experiment), store, names)


def study_of(found: Found) -> Study:
    """Return what was found as a study."""
    tables = tables_of(found)
    return Study(
        kind=KIND,
        scenario=found.scenario,
        world=found.world,
        asked=asked_of(found.question),
        tables=tables,
        told=lambda: told(found, tables),
        reps=found.reps,
        drawn=lambda: figures_of(found, tables),
    )


def asked_of(question: Question) -> dict[str, Any]:
    """Return what has to be known to ask again, besides the scenario."""
    about = question.experiment.about
    table = {name: value for name, value in question.table.model_dump().items() if value is not None}
    named = {"name": about.name, "question": about.question}
    more: dict[str, Any] = plain(question.tables)
    return {"about": named, "sensitivity": plain(table), "alone": question.alone} | more


def plain(value: Any) -> Any:
    """Return tables and tuples as JSON has them."""
    if isinstance(value, Mapping):
        return {name: plain(one) for name, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, list | tuple) else value


def told(found: Found, tables: dict[str, Any]) -> str:
    """Return the answer in Markdown."""
    writing = Writing(tables)
    return writing.printed(template(writing, found))


def figures_of(found: Found, tables: dict[str, Any]) -> dict[str, Any]:
    """Return the figures by name."""
    from famsim.questions.sensitivity.figures import drawn

    return drawn(found, tables)


def again(
    scenario: Scenario, record: Mapping[str, Any], progress: Progress | None = None, threads: int = THREADS
) -> Study:
    """Return the same sensitivity, worked out again from what its record holds."""
    asked = record["asked"]
    about = {**asked["about"], "scenarios": [scenario], "reps": record["reps"]}
    tables = {"experiment": about, **{name: asked[name] for name in ("sensitivity", "uncertainty", "lever")}}
    return study_in(load_question(tables, Options(switching=asked["alone"])), None, threads, progress)
