"""When does our plan lose? The report of a discovery: boxes, tables, figures, plain words, a folder to run again."""

import os
from collections.abc import Mapping
from typing import Any

from famsim.errors import FamsimError
from famsim.limits import THREADS, check
from famsim.questions.discover.answer import discover_template
from famsim.questions.discover.asked import experiment_in, losing_of
from famsim.questions.discover.cart import needed
from famsim.questions.discover.futures import futures_of
from famsim.questions.discover.losing import USUAL, Losing
from famsim.questions.discover.run import Discovery, discovered
from famsim.questions.discover.tables import tables_of
from famsim.questions.sweep import Experiment, of_note, sweep
from famsim.results import Study
from famsim.runs import Progress
from famsim.scenario import Scenario
from famsim.store import place_for_store
from famsim.writing import Writing

KIND = "famsim discover"


def discover(  # noqa: PLR0913, PLR0917
    experiment: str | os.PathLike[str] | Mapping[str, Any] | Experiment,
    strategy: str | None = None,
    against: str | None = None,
    measure: str = USUAL,
    least: float = 0.0,
    pay: float | None = None,
    store: str | os.PathLike[str] | None = None,
    cell: str | None = None,
    jobs: int = THREADS,
    progress: Progress | None = None,
) -> Study:
    """Find the futures of a sweep in which a plan loses, as boxes of its levers and uncertainties.

    experiment: an experiment file, its tables, or the store of a sweep; runs that are missing are lived first.
    strategy: our plan, if there are several. against: the other, the first unless it is named. measure: what the plan
    should better, such as "losses". It loses where it betters it by less than `least`, or, if `pay` is given, where one
    of it bettered costs more than so many pounds. store: the file that keeps the runs; a passing one unless it is
    given. cell: "scenario/area", of an experiment with several. jobs: worker processes; the result is the same.
    progress: called with runs kept and runs in all.

    Returns a Study with `tables` boxes (the first: method, box, coverage, density, held out too), limits, peeling,
    shares, columns, futures and facts; `answer`, `figures()`, `save(folder)`. Where nothing can be concluded there is
    no box, and the answer says why.

    Raises FamsimError for what cannot be asked of the experiment, ScenarioError for whatever is wrong in it, StoreError
    for a store that cannot be used.

    Example:
        print(fs.discover("experiments/places.toml", store="places.sqlite").answer)
    """
    check(jobs=jobs)
    found, kept = experiment_in(experiment)
    if kept and store is not None:
        raise FamsimError("store: is given twice; allowed: an experiment file with a store, or a store alone")
    asked = losing_of(found, Losing(strategy, against, measure, least, pay, cell))
    needed()
    return lived(found, asked, kept or store, (jobs, progress))


def lived(
    experiment: Experiment,
    asked: Losing,
    store: str | os.PathLike[str] | None,
    how: tuple[int, Progress | None],
) -> Study:
    """Return the report of an experiment, after living what its store does not hold."""
    jobs, progress = how
    with place_for_store(store) as place:
        futures = futures_of(sweep(experiment, place, jobs, progress=progress), asked)
    return reported(discovered(experiment, asked, futures))


def reported(found: Discovery) -> Study:
    """Return the report of a discovery."""
    tables = tables_of(found)
    return Study(
        kind=KIND,
        scenario=found.scenario,
        world=found.world,
        asked={"experiment": found.experiment.note, **found.losing.as_record()},
        tables=tables,
        told=lambda: told(found, tables),
        draws=found.draws,
        reps=found.reps,
        drawn=lambda: figures(found),
    )


def told(found: Discovery, tables: Mapping[str, Any]) -> str:
    """Return the answer in Markdown."""
    writing = Writing(tables)
    return writing.printed(discover_template(writing, found))


def figures(found: Discovery) -> dict[str, Any]:
    """Return the figures by name."""
    from famsim.questions.discover.figures import drawn

    return drawn(found)


def again(
    scenario: Scenario, record: Mapping[str, Any], progress: Progress | None = None, threads: int = THREADS
) -> Study:
    """Return the same report, every run lived again, from what its record holds."""
    asked = dict(record["asked"])
    experiment = of_note(asked.pop("experiment"), "record.json")
    return lived(experiment, losing_of(experiment, Losing(**asked)), None, (threads, progress))
