"""An assessment as its users hold it: tables, an answer, figures, a theory and a scenario to change by hand."""

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from famsim.areas import NEWEST
from famsim.errors import FamsimError, shown, unknown
from famsim.evidence import GRADES, the_register
from famsim.limits import THREADS
from famsim.questions.assess.answer import assess_template
from famsim.questions.assess.asked import Options, assess_figure, figures_of, scenario_for
from famsim.questions.assess.found import Assessed
from famsim.questions.assess.maturity import SLIDERS, Maturity
from famsim.questions.assess.offer import GRANT
from famsim.questions.assess.run import run_assessment
from famsim.questions.theory import FILE, Theory, drawn, load_theory, theory_in, theory_tables
from famsim.results import Study, discreet
from famsim.runs import Progress, Running
from famsim.scenario import Scenario, prices_of
from famsim.writing import Writing

if TYPE_CHECKING:
    from matplotlib.figure import Figure

KIND = "famsim assess"


def assess(  # noqa: PLR0913, PLR0917
    area: str,
    area_figures: str | os.PathLike[str] | None = None,
    theory: str | os.PathLike[str] | Theory | None = None,
    maturity: Maturity | Mapping[str, float] | None = None,
    vintage: str = NEWEST,
    families: int | None = None,
    seed: int | None = None,
    progress: Progress | None = None,
    threads: int = THREADS,
) -> Study:
    """Assess where an authority could help: its area beside England's, its families' needs, what a pound averts.

    area: an English authority by name or ONS code. area_figures: a file of its own figures, which stay private. theory:
    the file of a theory of change changed by hand, in the place of the one that is written. maturity: sliders planning,
    leading, delivering, evaluating, each 0 (basic) to 1 (mature), 0.5 unless said. vintage: "newest" published figures,
    or "pilot". families: lived at most, 20,000 unless said. seed: another luck. progress: called with lives lived and
    lives in all. threads: how many; the result is the same.

    Returns a Study with `tables` benchmark (the first), similar, need, doors, leverage, places, orders, maturity,
    edges, nodes, elicited, whole and facts; `answer`, `figures()`, `save(folder)`, which also writes theory.toml and,
    as scenario.toml, the offers that it comes to.

    Raises FamsimError: AreaError for an area there is not, ScenarioError for figures that cannot be, TheoryError for a
    theory.

    Example:
        print(fs.assess("leeds", maturity={"leading": 0.8}).answer)
    """
    given = maturity if isinstance(maturity, Maturity) else maturity_of({} if maturity is None else maturity)
    scenario = scenario_for(area, area_figures, vintage, {"families": families, "seed": seed})
    changed = theory if theory is None or isinstance(theory, Theory) else load_theory(theory, area_figures)
    return assessed(scenario, Options(given, changed), Running(1, 1, progress, threads))


def maturity_of(sliders: Mapping[str, float]) -> Maturity:
    """Return sliders by name; FamsimError for one there is not."""
    if not isinstance(sliders, Mapping):
        raise FamsimError(f"maturity {shown(sliders)}: allowed: sliders by name, such as {{'leading': 0.8}}")
    for name in sliders:
        if name not in SLIDERS:
            raise unknown("slider", str(name), SLIDERS, "maturity", FamsimError)
    return Maturity(**sliders)


def assessed(scenario: Scenario, options: Options, running: Running) -> Study:
    """Return the report of an assessment of a scenario's area."""
    found = run_assessment(scenario, options, running)
    tables = discreet(dict(found.tables) | theory_tables(found.lived) | {"facts": facts(found)}, found.scenario)
    toml = found.lived.theory.toml
    study = Study(
        kind=KIND,
        scenario=found.scenario,
        world=found.world,
        asked={
            "maturity": {name: float(getattr(options.maturity, name)) for name in SLIDERS},
            "theory": changed(options),
        },
        tables=tables,
        told=lambda: told(found, tables),
        drawn=lambda: figures(study, found),
        also={FILE: toml},
    )
    return study


def changed(options: Options) -> str:
    """Return the theory that was given, as it is written; "" for none."""
    return options.theory.toml if options.theory else ""


def told(found: Assessed, tables: Mapping[str, pd.DataFrame]) -> str:
    """Return the answer in Markdown."""
    writing = Writing(tables)
    return writing.printed(assess_template(writing, found))


def figures(study: Study, found: Assessed) -> "dict[str, Figure]":
    """Return the figures by name."""
    from famsim.questions.assess.figures import benchmark_figure, leverage_figure, orders_figure

    tables = study.tables
    return {
        "orders": orders_figure(tables["need"], tables["orders"], study),
        "benchmark": benchmark_figure(tables["benchmark"], study),
        "leverage": leverage_figure(tables["need"], tables["leverage"], study),
        "theory": drawn(found.lived.theory, tables["edges"], study),
    }


def facts(found: Assessed) -> pd.DataFrame:
    """Return name and value of what sentences need beside the other tables."""
    register = the_register()
    graded = {f"figures_{grade}": len(register.graded(grade)) for grade in GRADES}
    said = {
        "area_families": found.area.said_families,
        "simulated_families": found.lived.families,
        "dose": assess_figure(found.scenario, "dose"),
        "follow": assess_figure(found.scenario, "follow"),
        "grant": float(figures_of(found.scenario)[GRANT]) * prices_of(found.scenario).factor,
        "months": found.scenario.months,
        "figures": len(register.figures),
        **graded,
    }
    return pd.DataFrame({"name": list(said), "value": [float(value) for value in said.values()]})


def again(
    scenario: Scenario, record: Mapping[str, Any], progress: Progress | None = None, threads: int = THREADS
) -> Study:
    """Return the same assessment, made again from what its record holds."""
    asked = record["asked"]
    theory = theory_in(asked["theory"], scenario) if asked["theory"] else None
    return assessed(scenario, Options(Maturity(**asked["maturity"]), theory), Running(1, 1, progress, threads))
