"""An experiment file: scenarios x areas x strategies x a design x draws x repetitions, checked field by field."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import numpy as np
from pydantic import Field, ValidationError

from famsim.errors import FamsimError, ScenarioError, StoreError
from famsim.evidence import Figure
from famsim.limits import LIMITS
from famsim.measures import MEASURES
from famsim.nearest import nearest
from famsim.questions.sweep.apart import clashes
from famsim.questions.sweep.checks import Checks, figures_in
from famsim.questions.sweep.design import OWN, Design, points_of, written
from famsim.questions.sweep.factors import Lever, Uncertainty
from famsim.runs import SET_UP_COST
from famsim.scenario import (
    OVERRIDES,
    Fault,
    Lines,
    Scenario,
    Strict,
    as_toml,
    explain,
    is_to_buy,
    load_scenario,
    names,
    not_sustained,
    optional,
    parse,
    parse_scenario,
    problem,
    read_text,
    scenario_toml,
    several,
    shipped_names,
    shown,
    text,
    whole_number,
    without_private,
)
from famsim.store import Store

MOST_FACTORS = 200
FILE = "an experiment file (.toml)"
KIND = "famsim experiment 1"
OUTCOMES = (*MEASURES, SET_UP_COST)


class About(Strict):
    """The [experiment] table: what is asked, of which scenarios, areas and strategies, how often.

    areas, strategies: None for those of the scenario. branch_at: up to and with that month every strategy is the first
    one, which is lived once; None for strategies that are their own from the first month on. months, families, seed:
    None for the scenario's own. outcomes: the measures that are exported, None for all.
    """

    name: Annotated[str, text(80, one_line=True)]
    question: Annotated[str, text(2000, one_line=False)]
    scenarios: Annotated[tuple[str, ...], names(1, 20, 500, "a list of scenarios such as ['newcastle']")]
    areas: Annotated[tuple[str, ...] | None, names(1, 400, 80, "a list of areas such as ['luton', 'croydon']")] = None
    strategies: Annotated[tuple[str, ...] | None, names(1, 12, 80, "a list of strategies' names")] = None
    draws: Annotated[int, whole_number(LIMITS["draws"])] = 1
    reps: Annotated[int, whole_number(LIMITS["reps"])] = 1
    months: Annotated[int | None, optional(whole_number(LIMITS["months"]))] = None
    families: Annotated[int | None, optional(whole_number(LIMITS["families"]))] = None
    seed: Annotated[int | None, optional(whole_number(LIMITS["seed"]))] = None
    branch_at: Annotated[int | None, optional(whole_number(LIMITS["branch_at"]))] = None
    outcomes: Annotated[tuple[str, ...] | None, names(1, 100, 80, "a list of measures such as ['separations']")] = None


class ExperimentFile(Strict):
    """An experiment file, table by table."""

    experiment: About
    design: Design | None = None
    levers: Annotated[tuple[Lever, ...], several(0, MOST_FACTORS, "[[lever]] tables")] = Field(
        default=(), alias="lever"
    )
    uncertainties: Annotated[tuple[Uncertainty, ...], several(0, MOST_FACTORS, "[[uncertainty]] tables")] = Field(
        default=(), alias="uncertainty"
    )
    constants: Annotated[Mapping[str, Any], OVERRIDES] = Field(default_factory=dict)
    sensitivity: Mapping[str, Any] = Field(default_factory=dict)  # of `famsim sensitivity`; a sweep does not read it


@dataclass(frozen=True)
class Parsed:
    """An experiment file as it was read: its text, its tables, where each key stands, what messages call it."""

    toml: str
    tables: Mapping[str, Any]
    lines: Lines
    where: str


@dataclass(frozen=True)
class Experiment:
    """An experiment whose every name is known: as it was written, its tables, its scenarios, one for each area.

    cells: each scenario in each of its areas, with the experiment's strategies, months, families, seed and constants.
    """

    toml: str
    about: About
    design: Design | None
    factors: tuple[Lever | Uncertainty, ...]
    scenarios: Mapping[str, Scenario]
    cells: tuple[Scenario, ...]

    @property
    def note(self) -> str:
        """All that it takes to make it again, as one text: what a store keeps of it and workers are given."""
        texts = {name: scenario_toml(scenario) for name, scenario in self.scenarios.items()}
        return json.dumps({"kind": KIND, "experiment": self.toml, "scenarios": texts}, sort_keys=True)

    @property
    def outcomes(self) -> tuple[str, ...]:
        """The measures that are exported."""
        return self.about.outcomes or OUTCOMES

    @property
    def figures(self) -> Mapping[str, Figure]:
        """The figures that there are: of the register, and of its scenarios' own programmes."""
        return figures_in(self.scenarios.values())

    def points(self) -> np.ndarray:
        """Return the points of the design, (points, factors)."""
        return points_of(self.design, self.factors)

    def at(self, points: np.ndarray) -> "Experiment":
        """Return the experiment at points of one's own, (points, factors), in place of its design."""
        raw, _ = parse(self.toml, FILE)
        for one in (*raw.get("lever", []), *raw.get("uncertainty", [])):
            one.pop("steps", None)  # of a grid
        raw["design"] = {"kind": OWN, "table": written(points)}
        return of_tables(raw, "the experiment at points of its own", self.scenarios)

    def more(self, reps: int = 0, draws: int = 0) -> "Experiment":
        """Return the experiment with so many repetitions and draws more; FamsimError where that is too many.

        Draws of an experiment at central values (draws = 1) begin at draw 1, so it then has `draws` of them.
        """
        raw, _ = parse(self.toml, FILE)
        there = self.about.draws if self.about.draws > 1 else 0
        raw["experiment"] |= {"reps": self.about.reps + reps, "draws": there + draws if draws else self.about.draws}
        return of_tables(raw, "the experiment with more", self.scenarios)


def load_experiment(path: str | os.PathLike[str] | Mapping[str, Any] | Experiment) -> Experiment:
    """Return the experiment of a file, or of the same tables as Python has them; its scenarios stand beside the file.

    Raises ScenarioError or AreaError naming file, line, field, what is allowed and the nearest name.
    """
    if isinstance(path, Experiment):
        return path
    if isinstance(path, Mapping):
        return asked_anew(of_tables(path, "the experiment", {}), "the experiment")
    if not isinstance(path, str | os.PathLike):
        raise FamsimError(f"{shown(repr(path))}: is no experiment; allowed: a path, a table, or an Experiment")
    if os.fspath(path) in shipped_names() and not Path(path).exists():
        raise no_experiment(os.fspath(path))
    toml, where = read_text(Path(path), FILE), shown(path)
    tables, lines = parse(toml, where)
    if "scenario" in tables and "experiment" not in tables:
        raise no_experiment(where)
    return asked_anew(of_parsed(Parsed(toml, tables, lines, where), {}, Path(path).parent), where)


def no_experiment(scenario: str) -> ScenarioError:
    """Return the error where a scenario, by its name or its file, stands in an experiment's place."""
    return ScenarioError(
        f"{scenario}: is a scenario, and an experiment is asked for; allowed: {FILE} that names it, scenarios = "
        f'["{scenario}"] in its [experiment], as experiments/places.toml does (docs/sweeps.md)'
    )


def asked_anew(found: Experiment, where: str) -> Experiment:
    """Return an experiment in which nothing gets in the way of anything else; ScenarioError for another."""
    for at, fault in clashes(found):
        raise problem(where, at, fault, parse(found.toml, where)[1])
    return found


def of_note(note: str, where: str) -> Experiment:
    """Return the experiment of a note; StoreError for a text that is none."""
    try:
        said = json.loads(note)
        if said["kind"] != KIND:
            raise StoreError(f"{where}: holds an experiment of another famsim ({shown(said['kind'])})")
        texts: dict[str, str] = said["scenarios"]
        scenarios = {name: parse_scenario(text, name) for name, text in texts.items()}
        return of_text(said["experiment"], where, scenarios)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise StoreError(f"{where}: what was asked of it cannot be read; allowed: a store that a sweep made") from None


def of_tables(tables: Mapping[str, Any], where: str, given: Mapping[str, Scenario]) -> Experiment:
    """Return the experiment of tables as Python has them; scenarios may be given as they are, in the list."""
    raw, known = dict(tables), dict(given)
    about = raw.get("experiment")
    if isinstance(about, Mapping) and isinstance(about.get("scenarios"), list | tuple):
        known |= {one.name: one for one in about["scenarios"] if isinstance(one, Scenario)}
        listed = [one.name if isinstance(one, Scenario) else one for one in about["scenarios"]]
        raw["experiment"] = {**about, "scenarios": listed}
    return of_text(as_toml(raw, where, FILE), where, known)


def of_text(toml: str, where: str, given: Mapping[str, Scenario], folder: Path | None = None) -> Experiment:
    """Return the experiment written in a TOML text; `given`: scenarios that are known already."""
    return of_parsed(Parsed(toml, *parse(toml, where), where), given, folder)


def of_parsed(read: Parsed, given: Mapping[str, Scenario], folder: Path | None = None) -> Experiment:
    """Return the experiment of a file that was read; `given`: scenarios that are known already."""
    where, lines = read.where, read.lines
    try:
        file = ExperimentFile.model_validate(read.tables, by_alias=True, by_name=False)
    except ValidationError as error:
        raise explain(error, ExperimentFile, where, lines) from None
    scenarios = {
        name: without_private(given[name] if name in given else scenario_beside(name, folder, (where, lines, i)))
        for i, name in enumerate(file.experiment.scenarios)
    }
    for i, name in enumerate(file.experiment.scenarios):
        if any(is_to_buy(one) for one in scenarios[name].strategies):
            fault = Fault(f"the budgets of {name} {YET_TO_BUY}", BOUGHT)
            raise problem(where, ("experiment", "scenarios", i), fault, lines)
        not_sustained(scenarios[name])
    for i, name in enumerate(file.experiment.outcomes or ()):
        if name not in OUTCOMES:
            at = ("experiment", "outcomes", i)
            fault = Fault(f"there is no measure {name!r}", ", ".join(OUTCOMES), nearest(name, OUTCOMES))
            raise problem(where, at, fault, lines)
    checks = Checks(file, scenarios, where, lines)
    return Experiment(read.toml, file.experiment, file.design, checks.factors(), scenarios, checks.cells())


YET_TO_BUY = "have yet to buy their places"
BOUGHT = "places_a_month, as scenario.toml has them that `famsim compare --out` writes, or fs.composed(scenario)"


def scenario_beside(name: str, folder: Path | None, at: tuple[str, Lines, int]) -> Scenario:
    """Return a scenario by its name, or of a file beside the experiment's."""
    where, lines, place = at
    if name in shipped_names():
        return load_scenario(name)
    beside = folder / name if folder else Path(name)
    if not beside.exists() and not Path(name).exists():
        near = nearest(name, shipped_names())
        what = f"there is no scenario {name!r}"
        allowed = f"a scenario file beside this one, or one that comes with famsim: {', '.join(shipped_names())}"
        raise problem(where, ("experiment", "scenarios", place), Fault(what, allowed, near), lines)
    return load_scenario(beside if beside.exists() else name)


def latest(store: Store) -> Experiment:
    """Return the experiment that a store was last asked for; StoreError if there is none."""
    notes = store.notes()
    if not notes and any("damaged" in one for one in store.warnings):
        raise StoreError(
            f"{store.path}: what was asked of it is damaged; allowed: the experiment's file again (`famsim sweep FILE "
            f"--store {store.path}`), which keeps the runs that are sound"
        )
    if not notes:
        raise StoreError(f"{store.path}: no sweep was run into this store; allowed: one that `famsim sweep` made")
    return of_note(notes[-1], str(store.path))
