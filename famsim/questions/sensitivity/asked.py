"""What a sensitivity is asked of: an experiment file with a [sensitivity] table, or a scenario as it stands."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError

from famsim.errors import FamsimError, ScenarioError
from famsim.limits import LIMITS, Limit
from famsim.nearest import did_you_mean
from famsim.questions.sensitivity.checks import checked_question
from famsim.questions.sensitivity.figures_read import figures_named, figures_read, spelt_out
from famsim.questions.sensitivity.methods import METHODS
from famsim.questions.sweep import BOUGHT, FILE, MOST_FACTORS, YET_TO_BUY, Design, Experiment, Parsed, of_parsed
from famsim.scenario import (
    YES_OR_NO,
    Lines,
    Scenario,
    Strict,
    as_toml,
    explain,
    is_many,
    is_to_buy,
    load_scenario,
    names,
    one_of,
    optional,
    parse,
    parse_scenario,
    read_text,
    shipped_names,
    shown,
    strategy_names,
    whole_number,
)

MOST_BLOCKS = 10_000
ONE_POINT = {"kind": "latin hypercube", "points": 1}  # in place of a sweep's design, which is not the method's
Size = Annotated[int | None, optional(whole_number(Limit(1, MOST_BLOCKS, "of the method's design")))]
USUAL_REPS, USUAL_SWITCHING_REPS = 2, 8


class SensitivityTable(Strict):
    """The [sensitivity] table: how it is worked out, and of which numbers.

    trajectories, levels: of Morris. points: of Sobol (a power of 2) and PAWN. None: the usual. seed: of the design.
    measures: None for the headline ones. switching: switching values too. between: the two strategies whose order they
    turn.
    """

    method: Annotated[str, one_of(tuple(METHODS), "method")] = "morris"
    trajectories: Size = None
    levels: Annotated[int, whole_number(Limit(4, 100, "values of each figure that Morris takes, an even number"))] = 4
    points: Size = None
    seed: Annotated[int, whole_number(Limit(1, LIMITS["seed"].high, "of the design"))] = 1
    measures: Annotated[tuple[str, ...] | None, names(1, 50, 80, "a list of measures such as ['losses']")] = None
    switching: Annotated[bool, YES_OR_NO] = False
    between: Annotated[tuple[str, ...] | None, names(2, 2, 80, "two strategies by their names")] = None

    @property
    def blocks(self) -> int:
        """How many trajectories or points."""
        asked = self.trajectories if self.method == "morris" else self.points
        return asked or METHODS[self.method].usual


class SensitivityFile(Strict):
    """What of an experiment file is a sensitivity's own, and the design of a sweep: checked, and not lived."""

    sensitivity: SensitivityTable = Field(default_factory=SensitivityTable)
    design: Design | None = None


@dataclass(frozen=True)
class Options:
    """What is asked beside a file; None, or empty, leaves what the file says.

    figures: names, or a topic such as "stress.*"; size: trajectories or points; switching: switching values alone.
    """

    method: str | None = None
    size: int | None = None
    measures: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    strategies: tuple[str, ...] = ()
    families: int | None = None
    months: int | None = None
    seed: int | None = None
    reps: int | None = None
    switching: bool = False


@dataclass(frozen=True)
class Question:
    """A sensitivity whose every name is known.

    experiment: the uncertainties alone, over one scenario in one area. levers: one experiment for each, with it alone.
    tables: what of the file has to be known to ask again. alone: switching values and no indices.
    """

    experiment: Experiment
    table: SensitivityTable
    levers: tuple[Experiment, ...]
    tables: Mapping[str, Any]
    alone: bool

    @property
    def switching(self) -> bool:
        """Whether switching values are asked for."""
        return self.alone or self.table.switching

    @property
    def scenario(self) -> Scenario:
        """The scenario as it is run."""
        return self.experiment.cells[0]


def load_question(asked: str | os.PathLike[str] | Mapping[str, Any] | Scenario, given: Options) -> Question:
    """Return the question of a file, a scenario, or an experiment's tables; ScenarioError for whatever is wrong."""
    if isinstance(asked, Scenario):
        return of_scenario(asked, given)
    if isinstance(asked, Mapping):
        return of_tables(asked, given)
    if not isinstance(asked, str | os.PathLike):
        raise FamsimError(f"{shown(repr(asked))}: is no sensitivity; allowed: a path, a scenario, or tables")
    if os.fspath(asked) in shipped_names() or not Path(asked).exists():
        return of_scenario(load_scenario(asked), given)
    text, where = read_text(Path(asked), FILE), shown(asked)
    raw, lines = parse(text, where)
    if "experiment" not in raw:
        return of_scenario(parse_scenario(text, where), given)
    return question_of(raw, (where, lines), {}, given, Path(asked).parent)


def of_tables(tables: Mapping[str, Any], given: Options) -> Question:
    """Return the question of an experiment's tables as Python has them; scenarios may be given as they are."""
    raw, known = dict(tables), {}
    about = raw.get("experiment")
    if isinstance(about, Mapping) and isinstance(about.get("scenarios"), list | tuple):
        known = {one.name: one for one in about["scenarios"] if isinstance(one, Scenario)}
        listed = [one.name if isinstance(one, Scenario) else one for one in about["scenarios"]]
        raw["experiment"] = {**about, "scenarios": listed}
    return question_of(raw, ("the experiment", None), known, given)


def of_scenario(scenario: Scenario, given: Options) -> Question:
    """Return the question of a scenario as it stands: the figures that its offers read, by Morris unless asked."""
    known, called = strategy_names(scenario), f"scenario {scenario.name}"
    if is_many(scenario):
        what = f"{called}: is of several areas, each of which has an answer of its own"
        raise ScenarioError(f"{what}; allowed: a scenario of one, area = 'luton' in its file, say")
    if any(is_to_buy(one) for one in scenario.strategies):
        raise ScenarioError(f"{called}: its budgets {YET_TO_BUY}; allowed: {BOUGHT}")
    for name in given.strategies:
        if name not in known:
            near = did_you_mean(name, known)
            raise ScenarioError(f"{called}: no strategy {name!r}; allowed: {', '.join(known)}{near}")
    chosen = list(dict.fromkeys([known[0], *given.strategies])) if given.strategies else known
    used = [one for one in scenario.strategies if one.name in chosen]
    figures = [] if given.figures else figures_read(scenario, used)
    if len(figures) > MOST_FACTORS:
        what = f"{called}: its offers read {len(figures)} uncertain figures"
        allowed = f"{MOST_FACTORS} at once: choose some (--figure 'staff.*'), or strategies (--strategy NAME)"
        raise ScenarioError(f"{what}; allowed: up to {allowed}")
    reps = USUAL_SWITCHING_REPS if given.switching else USUAL_REPS
    tables = {
        "experiment": {
            "name": f"sensitivity of {scenario.name}"[:80],
            "question": scenario.question,
            "scenarios": [scenario],
            "strategies": chosen,
            "reps": reps,
        },
        "uncertainty": [{"figure": name} for name in figures],
    }
    return of_tables(tables, replace(given, strategies=()))


def question_of(
    raw: Mapping[str, Any],
    at: tuple[str, Lines | None],
    known: Mapping[str, Scenario],
    given: Options,
    folder: Path | None = None,
) -> Question:
    """Return the question of an experiment's tables with what is asked beside them."""
    tables, (where, lines) = with_options(raw, given), at
    try:
        mine = {name: tables.pop(name) for name in SensitivityFile.model_fields if name in tables}
        own = SensitivityFile.model_validate(mine)
    except ValidationError as error:
        raise explain(error, SensitivityFile, where, lines) from None
    levers = tables.pop("lever", [])
    placed, scenarios = Lines() if lines is None else lines, dict(known)

    def experiment(**factors: Any) -> Experiment:
        """Return the experiment with some factors alone."""
        there = tables | {name: value for name, value in factors.items() if value}
        design = {"design": dict(ONE_POINT)} if any(factors.values()) else {}
        whole = {name: value for name, value in there.items() if name != "uncertainty" or factors.get(name)} | design
        return of_parsed(Parsed(as_toml(whole, where, FILE), whole, placed, where), scenarios, folder)

    read = experiment()
    scenarios |= read.scenarios
    if given.figures:
        tables["uncertainty"] = [{"figure": name} for name in figures_named(given.figures, read.figures)]
    if isinstance(tables.get("uncertainty"), list):
        tables["uncertainty"], placed = spelt_out(tables["uncertainty"], placed, read.figures)
    uncertain = tables.get("uncertainty", [])
    experiment(uncertainty=uncertain, lever=levers)  # all at once, so that an error names the right line
    found = Question(
        experiment(uncertainty=uncertain),
        own.sensitivity,
        tuple(experiment(lever=[one]) for one in levers) if isinstance(levers, list) else (),
        {"uncertainty": uncertain, "lever": levers},
        given.switching,
    )
    return checked_question(found, where, placed)


def with_options(raw: Mapping[str, Any], given: Options) -> dict[str, Any]:
    """Return the tables with what is asked beside them in place."""
    tables = {name: dict(value) if isinstance(value, Mapping) else value for name, value in raw.items()}
    fields = {"families": given.families, "months": given.months, "seed": given.seed, "reps": given.reps}
    set_in(tables, "experiment", fields | {"strategies": list(given.strategies) or None})
    method = given.method or dict(tables.get("sensitivity", {})).get("method", "morris")
    size = {"trajectories" if method == "morris" else "points": given.size}
    set_in(tables, "sensitivity", {"method": given.method, "measures": list(given.measures) or None} | size)
    return tables


def set_in(tables: dict[str, Any], name: str, fields: Mapping[str, Any]) -> None:
    """Set the fields of a table that are given."""
    wanted = {field: value for field, value in fields.items() if value is not None}
    if wanted and isinstance(tables.get(name, {}), dict):
        tables[name] = {**tables.get(name, {}), **wanted}
