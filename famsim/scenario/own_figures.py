"""An authority's own figures from a file beside a scenario: laid over its [area] table, before anything else."""

import os
import tomllib
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from famsim.areas import find_area, names_many
from famsim.council import read_own
from famsim.errors import ScenarioError
from famsim.limits import check_paths
from famsim.scenario.here import AGAIN, LEFT_OUT, Here, open_sealed
from famsim.scenario.problems import explain
from famsim.scenario.reading import read_text, shown

HERE_NAMES = {"infants_by_decile": "deciles"}  # a figure's name in the [area] table, where it has another
Path = str | os.PathLike[str]


def with_figures(file: Any, path: Path | None, where: str) -> Any:
    """Return a scenario file, as read, with the figures of another; ScenarioError or AreaError where they cannot be.

    Wards that the other file gives deciles of are mapped, unless the scenario maps wards itself.
    """
    here, wards = file.here, file.wards
    if path is not None:
        check_paths(area_figures=path)
        area = one_area(file.scenario, where)
        given, found = figures_in(path, area, here.part)
        here, wards = laid_over(here, given, shown(path)), wards or found
    here = open_sealed(here, where)
    if here.seal:
        raise ScenarioError(f"{where}: area.seal: {LEFT_OUT}; allowed: {AGAIN}")
    if here.own:
        one_area(file.scenario, where)
    fields = {name: getattr(file, name) for name in type(file).model_fields}
    return type(file).model_construct(**fields | {"here": here, "wards": wards})


def one_area(question: Any, where: str) -> str:
    """Return the one area of a question by name; ScenarioError for several, whose figures these cannot be."""
    if question.areas is not None or names_many(question.area):
        raise ScenarioError(f"{where}: own figures are of one authority; allowed: area = one of them in [scenario]")
    return str(question.area)


def figures_in(path: Path, area: str, part: bool) -> tuple[dict[str, Any], Mapping[str, int]]:
    """Return what a file says as an [area] table has it, and the decile of each ward that it names."""
    if os.fspath(path).lower().endswith(".toml"):
        return table_in(path), {}
    found = read_own(path, find_area(area), part)
    return {HERE_NAMES.get(name, name): value for name, value in found.figures.items()}, found.deciles


def table_in(path: Path) -> dict[str, Any]:
    """Return the [area] table of a TOML file, as it is written there."""
    text = read_text(os.fspath(path), "a CSV, XLSX or TOML file of own figures")
    try:
        found = tomllib.loads(text).get("area", {})
    except (ValueError, RecursionError):
        raise ScenarioError(f"{shown(path)}: is not valid TOML; allowed: an [area] table") from None
    if not isinstance(found, dict) or not found:
        raise ScenarioError(f"{shown(path)}: holds no [area] table; allowed: a table of figures, or a CSV or XLSX file")
    return found


def laid_over(here: Here, given: Mapping[str, Any], where: str) -> Here:
    """Return an [area] table with the figures of a file; ScenarioError where both give one, and not the same."""
    there = here.given()
    for name, value in given.items():
        if name in here.own and here.own[name] != value:
            raise ScenarioError(f"{where}: area.{name}: the scenario gives it too; change: keep one of the two")
    try:
        return Here.model_validate({**there, **given})
    except ValidationError as error:
        raise explain(error, Here, f"{where}, as an [area] table") from None


def notes_of(path: Path | None, area: str, part: bool) -> tuple[str, ...]:
    """Return what an analyst should know of how a file of figures was read; nothing that it holds is in it."""
    if path is None or os.fspath(path).lower().endswith(".toml"):
        return ()
    return read_own(path, find_area(area), part).notes
