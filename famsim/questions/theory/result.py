"""A theory of change as its users hold it: tables, an answer, the drawing, a folder to keep."""

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from famsim.limits import THREADS, check
from famsim.population import world_of
from famsim.questions.theory.answer import theory_template
from famsim.questions.theory.chart import Theory
from famsim.questions.theory.reading import load_theory, theory_in
from famsim.questions.theory.switching import Switched, switched
from famsim.questions.theory.tables import theory_tables
from famsim.results import Study, discreet
from famsim.runs import Progress
from famsim.scenario import Scenario, checked
from famsim.writing import Writing

if TYPE_CHECKING:
    from matplotlib.figure import Figure

KIND, FILE = "famsim theory", "theory.toml"


def theory(
    file: str | os.PathLike[str] | Theory,
    area_figures: str | os.PathLike[str] | None = None,
    progress: Progress | None = None,
) -> Study:
    """Live a theory of change with each of its edges switched off.

    file: a theory's file, as `famsim assess --out DIR` writes it, or a Theory. area_figures: the private figures that
    its scenario rests on. progress: called with settings lived and settings in all.

    Returns a Study with `tables` edges (the first: edge, figures, grade, sources, carries, alone, left), nodes,
    elicited and whole; `answer`, `figures()`, `save(folder)`.

    Raises FamsimError: TheoryError for what cannot be in the file, UnboundEdgeError for an edge that names no figure.

    Example:
        fs.theory("results/leeds/theory.toml").tables["edges"]
    """
    found = file if isinstance(file, Theory) else load_theory(file, area_figures)
    return reported(switched(found, progress))


def reported(found: Switched) -> Study:
    """Return the report of a theory that was lived."""
    asked, scenario = found.theory, checked(found.theory.scenario, private=True)
    tables = discreet(theory_tables(found), scenario)
    study = Study(
        kind=KIND,
        scenario=scenario,
        world=world_of(scenario),
        asked={"theory": asked.toml},
        tables=tables,
        told=lambda: told(asked, tables),
        drawn=lambda: {"theory": figure(study, asked)},
        also={FILE: asked.toml},
    )
    return study


def told(asked: Theory, tables: Mapping[str, Any]) -> str:
    """Return the answer in Markdown."""
    writing = Writing(tables)
    return writing.printed(theory_template(writing, asked))


def figure(study: Study, asked: Theory) -> "Figure":
    """Return the drawing."""
    from famsim.questions.theory.figures import drawn

    return drawn(asked, study.tables["edges"], study)


def again(
    scenario: Scenario, record: Mapping[str, Any], progress: Progress | None = None, threads: int = THREADS
) -> Study:
    """Return the same report, lived again, from what its record holds."""
    check(threads=threads)
    return theory(theory_in(record["asked"]["theory"], scenario), None, progress)
