"""From a file to a scenario: read, check every field, look up the area and the figures it overrides."""

import os
from importlib.resources import files
from typing import Any

from pydantic import Field, ValidationError

from famsim.areas import search_areas
from famsim.asking import warn_once
from famsim.errors import PointlessWarning, ScenarioError
from famsim.limits import check_paths
from famsim.nearest import did_you_mean
from famsim.scenario.budget import is_sustained
from famsim.scenario.buying import check_buys
from famsim.scenario.checks import Frozen
from famsim.scenario.economy import Economy
from famsim.scenario.here import Here
from famsim.scenario.known import check_areas, check_evidence, check_question, figures_of
from famsim.scenario.lines import Lines
from famsim.scenario.money import Money, check_prices
from famsim.scenario.own_figures import with_figures
from famsim.scenario.pointless import pointless
from famsim.scenario.problems import explain
from famsim.scenario.reading import decode, parse, read_text, shown
from famsim.scenario.register import Figures
from famsim.scenario.schema import Doors, Overrides, Programmes, Question, Scenario, Strategies, WardsMapped
from famsim.scenario.staff_checks import check_staff
from famsim.scenario.strict import Strict

SHIPPED = "shipped"


class ScenarioFile(Strict):
    """A scenario file, table by table."""

    scenario: Question
    strategies: Strategies = Field(alias="strategy")
    evidence: Overrides = Frozen()
    economy: Economy = Economy()
    programmes: Programmes = Field(default=Frozen(), alias="programme")
    doors: Doors = Field(default=Frozen(), alias="door")
    wards: WardsMapped = Frozen()
    here: Here = Field(default_factory=Here, alias="area")
    money: Money = Money()


def shipped_names() -> tuple[str, ...]:
    """Return the names of the scenarios that come with the package."""
    folder = files("famsim.scenario").joinpath(SHIPPED)
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml")))


def shipped_text(name: str) -> str:
    """Return the text of a scenario that comes with the package."""
    if name not in shipped_names():
        raise _no_such_name(name)
    return decode(files("famsim.scenario").joinpath(SHIPPED, f"{name}.toml").read_bytes(), name)


def load_scenario(
    path_or_name: str | os.PathLike[str],
    known_figures: Figures | None = None,
    area_figures: str | os.PathLike[str] | None = None,
) -> Scenario:
    """Return the scenario of a file, or one that comes with the package by its name ("newcastle").

    `known_figures`: name -> Figure, what [evidence] may override; the package's register unless given.
    `area_figures`: a file of the authority's own figures, CSV, XLSX or TOML (docs/own-data.md).
    Raises ScenarioError or AreaError naming file, line, field, what is allowed and the nearest name.
    """
    check_paths(path_or_name=path_or_name)
    given = os.fspath(path_or_name)
    if given in shipped_names():
        return parse_scenario(shipped_text(given), f"{given}.toml", known_figures, area_figures)
    if not os.path.lexists(given):
        raise _no_such_name(given)
    return parse_scenario(read_text(given), shown(given), known_figures, area_figures)


def parse_scenario(
    text: str,
    where: str = "scenario",
    known_figures: Figures | None = None,
    area_figures: str | os.PathLike[str] | None = None,
) -> Scenario:
    """Return the scenario written in a TOML text; `where` opens every message about it."""
    raw, lines = parse(text, where)
    if "experiment" in raw and "scenario" not in raw:
        what = f"{where}: is an experiment, and a scenario is asked for"
        raise ScenarioError(f"{what}; allowed: a scenario; `famsim sweep` and `sensitivity` take experiments")
    try:
        file = ScenarioFile.model_validate(raw, by_alias=True, by_name=False)
    except ValidationError as error:
        raise explain(error, ScenarioFile, where, lines) from None
    if area_figures is not None or file.here != Here():
        check_question(file.scenario, where, lines)
        file = with_figures(file, area_figures, where)
    scenario = _whole(file, where, lines)
    check_areas(scenario, where, lines)
    known = figures_of(scenario) if known_figures is None else known_figures
    check_evidence(scenario.evidence, where, known, lines)
    check_prices(scenario, where, known, lines)
    check_staff(scenario, where, lines)
    check_buys(scenario, where, lines)
    return scenario.written_out(where)


def change(scenario: Scenario, where: str = "the command line", **fields: Any) -> Scenario:
    """Return the scenario with other months, families or seed; an error about them opens with `where`."""
    return scenario.changed(fields, where)


def checked(scenario: Any, private: bool = False, to_buy: bool = False) -> Scenario:
    """Return a scenario that Python hands to a study, checked again as a file is; ScenarioError says what is wrong.

    private: the study keeps own figures that are private out of what it writes; others refuse them. to_buy: budgets may
    be left whose places are not bought yet.
    """
    if not isinstance(scenario, Scenario):
        raise ScenarioError(f"{shown(repr(scenario))}: is no scenario; allowed: what fs.load_scenario returns")
    again = scenario.rechecked(to_buy)
    return again if private else without_private(again)


def without_private(scenario: Scenario, where: str | None = None) -> Scenario:
    """Return a scenario whose figures may all be written; ScenarioError for one with figures that are private."""
    if scenario.here.hidden:
        what = "own figures are private, and this question does not keep them out of what it writes"
        allowed = "`famsim compare`, `run` or `check`; or private = false in the [area] table"
        raise ScenarioError(f"{where or scenario.called()}: {what}; allowed: {allowed}")
    return scenario


def heeded(scenario: Any, prescribed: bool = False, private: bool = False, to_buy: bool = False) -> Scenario:
    """Return a scenario checked again, and warn (PointlessWarning), once a session, of what in it can do nothing.

    prescribed: places do not matter; private, to_buy: as `checked` has them.
    """
    found = checked(scenario, private, to_buy or prescribed)
    for what in pointless(found, prescribed):
        warn_once(found.name, what, PointlessWarning)
    return found


def not_sustained(scenario: Scenario) -> Scenario:
    """Return a scenario whose offers end with their grants; ScenarioError for one whose offers may go on after them."""
    for strategy in scenario.strategies if isinstance(scenario, Scenario) else ():
        if is_sustained(strategy):
            raise ScenarioError(
                f"{scenario.called()}: {strategy.called()}, grant: what sustains offers after it is lived by "
                "`famsim compare` and `famsim run` alone; allowed here: a grant without the five factors"
            )
    return scenario


def _whole(file: ScenarioFile, where: str, lines: Lines) -> Scenario:
    parts = {name: getattr(file.scenario, name) for name in Question.model_fields}
    parts |= {"strategies": file.strategies, "evidence": file.evidence, "economy": file.economy}
    parts |= {"programmes": file.programmes, "doors": file.doors, "wards": file.wards, "here": file.here}
    parts |= {"money": file.money}
    try:
        return Scenario.model_validate(parts)
    except ValidationError as error:
        raise explain(error, Scenario, where, lines) from None


def _no_such_name(given: str) -> ScenarioError:
    names = shipped_names()
    name = os.path.basename(given).removesuffix(".toml")
    areas = search_areas(name)
    hint = did_you_mean(name, names) or (
        f"; `famsim init {areas[0].slug}` writes one for it" if len(areas) == 1 else ""
    )
    return ScenarioError(
        f"{shown(given)}: there is no such file or scenario; allowed: a file, {', '.join(names)}{hint}"
    )
