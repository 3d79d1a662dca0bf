"""A trial as its users hold it: the prediction with its hash, results beside it, answer, figures, folder."""

import hashlib
import json
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from famsim.limits import THREADS
from famsim.questions.trial.answer import template
from famsim.questions.trial.asked import Trial, load_trial, of_text
from famsim.questions.trial.run import Trialled, run_trial
from famsim.results import Study, table_bytes
from famsim.runs import Progress, Running
from famsim.scenario import Scenario
from famsim.version import source_hash
from famsim.writing import Writing, register_of, with_register

if TYPE_CHECKING:
    from matplotlib.figure import Figure

KIND = "famsim trial"
DRAWS = 20


def trial(
    trial: str | os.PathLike[str] | Mapping[str, Any] | Trial,
    draws: int = DRAWS,
    reps: int = 1,
    progress: Progress | None = None,
    threads: int = THREADS,
) -> Study:
    """Run a virtual trial: recruit, randomise, deliver, follow up, measure, analyse; and say what it would find.

    trial: a trial file, the name of one that comes with famsim ("coached_online"), or its tables as Python has them.
    draws: 1 = the register's central values; n > 1 = draws 1 to n, each a trial of its own. reps: trials a draw.
    progress: called with arms lived and arms in all. threads: how many; the result is the same.

    Returns a Study with `tables` prediction (the first: measure, month, arm, statistic, estimate, low, high, truth),
    results (published values beside it), survival, flow, trials and facts; `answer`, `figures()`, `save(folder)`. low
    to high is where nine of ten such trials come out. The prediction's hash stands in `asked` and does not change when
    results are entered in the file.

    Raises FamsimError, with file, line and field, for a trial that cannot be run, and for too few eligible families.

    Example:
        fs.trial("coached_online", draws=5).to_frame()
    """
    return study_of(run_trial(load_trial(trial), Running(draws, reps, progress, threads)))


def study_of(found: Trialled) -> Study:
    """Return a trial as a study."""
    stated = hash_of(found)
    tables = {**found.tables, "facts": facts(found)}
    asked = {"trial": found.trial.toml, "draws": found.draws, "reps": found.reps, "prediction": stated}
    return Study(
        kind=KIND,
        scenario=found.trial.scenario,
        world=found.world,
        asked=asked,
        tables=tables,
        told=lambda: told(found, tables, stated),
        draws=found.draws,
        reps=found.reps,
        drawn=lambda: figures(found),
    )


def hash_of(found: Trialled) -> str:
    """Return the hash that states a prediction: of what is asked without results, how often, by which rules, and it."""
    said = [found.trial.before_results, found.draws, found.reps, source_hash()]
    table = hashlib.sha256(table_bytes(found.tables["prediction"])).hexdigest()
    return hashlib.sha256(json.dumps([*said, table]).encode("ascii")).hexdigest()


def told(found: Trialled, tables: dict[str, pd.DataFrame], stated: str) -> str:
    """Return the answer in Markdown."""
    scenario = found.trial.scenario
    writing = Writing(with_register(tables, scenario.evidence, register_of(scenario)))
    return writing.printed(template(writing, found, stated))


def facts(found: Trialled) -> pd.DataFrame:
    """Return name and value of what sentences need beside the other tables."""
    trial, results = found.trial, found.tables["results"]
    told = results[~results["given"].astype(bool)]
    rows = {
        "months": trial.months,
        "years": trial.months / 12.0,
        "draws": found.draws,
        "repetitions": found.reps,
        "families": trial.file.recruit.families,
        "sites": len(trial.sites),
        "simulated_families": trial.file.trial.families * len(trial.sites),
        "inside": float(told["inside"].sum()),
        "results": len(told),
        "given": len(results) - len(told),
        "untold": len(trial.published) - len(results),
    }
    return pd.DataFrame({"name": list(rows), "value": [float(value) for value in rows.values()]})


def again(
    scenario: Scenario, record: Mapping[str, Any], progress: Progress | None = None, threads: int = THREADS
) -> Study:
    """Return the same trial, run again from what its record holds."""
    asked = record["asked"]
    found = of_text(asked["trial"], scenario.name)
    return study_of(run_trial(found, Running(asked["draws"], asked["reps"], progress, threads)))


def figures(found: Trialled) -> "dict[str, Figure]":
    """Return the figures by name."""
    from famsim.questions.trial.figures import drawn

    return drawn(found)
