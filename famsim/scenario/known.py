"""What a scenario names that stands elsewhere: its area, and the figures of the register that it overrides."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic_core import PydanticCustomError

from famsim.areas import find_area
from famsim.evidence import load_register
from famsim.scenario.evidence_overrides import check_overrides
from famsim.scenario.lines import Lines
from famsim.scenario.problems import problem

Figures = Mapping[str, Any]


@cache
def package_figures() -> Figures:
    """Return the figures of the package's register, read once."""
    return load_register().figures


def check_area(area: str, where: str, lines: Lines | None = None) -> None:
    """Raise AreaError unless there is such an area."""
    find_area(area, f"{where}, line {lines.of(('scenario', 'area'))}: scenario.area" if lines else f"{where}: area")


def check_evidence(
    overrides: Mapping[str, Any], where: str, known: Figures | None = None, lines: Lines | None = None
) -> None:
    """Raise ScenarioError for the first override that is no figure, or is out of its range."""
    if not overrides:
        return
    try:
        check_overrides(overrides, package_figures() if known is None else known)
    except PydanticCustomError as error:
        found: Any = error.context
        at = ("evidence", *found["at"])
        raise problem(where, at, found["what"], found["allowed"], found["near"], lines) from None
