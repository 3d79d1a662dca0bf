"""What is asked of an assessment: an area with its figures, how mature its work is, a theory changed by hand."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import tomli_w

from famsim.areas import NEWEST, find_area
from famsim.errors import AreaError
from famsim.limits import check_names
from famsim.questions.assess.maturity import Maturity
from famsim.questions.theory import Theory
from famsim.scenario import Scenario, central_values, change, parse_scenario, place_cost, prices_of

MONTHS = 60  # of the scenario that an assessment writes
FAMILIES = 20_000  # lived at most: enough for the cells of a factor by door
AS_NOW = "as now"


@dataclass(frozen=True)
class Options:
    """How an assessment is made, beside its scenario. theory: None for the one that is written."""

    maturity: Maturity = field(default_factory=Maturity)
    theory: Theory | None = None


def scenario_for(
    area: str,
    area_figures: str | os.PathLike[str] | None = None,
    vintage: str = NEWEST,
    changes: Mapping[str, Any] | None = None,
) -> Scenario:
    """Return the scenario of an area in which nobody is helped.

    area: by name or ONS code. area_figures: a file of its own figures. changes: families lived, seed. AreaError for an
    area that there is not, and for England; ScenarioError for figures that cannot be.
    """
    check_names(vintage=vintage)
    found = find_area(area)
    if found.level == "country":
        raise AreaError(f"area: {found.name} is what areas are set beside; allowed: an authority, such as 'leeds'")
    about = {
        "name": f"{found.slug} assessment",
        "question": f"{found.name}: where do families need help, and where would a pound avert most harm?",
        "area": found.slug,
        "months": MONTHS,
        "families": FAMILIES,
    }
    tables = {"scenario": about, "strategy": [{"name": AS_NOW}], "area": {"vintage": vintage}}
    scenario = parse_scenario(tomli_w.dumps(tables), f"assess {found.slug}", area_figures=area_figures)
    given = {name: value for name, value in (changes or {}).items() if value is not None}
    return change(scenario, **given) if given else scenario


def figures_of(scenario: Scenario) -> Mapping[str, Any]:
    """Return the register's values as a scenario sets them."""
    return central_values(scenario)


def assess_figure(scenario: Scenario, name: str) -> Any:
    """Return one of the figures that say how an assessment is made."""
    return figures_of(scenario)[f"evaluation.assess_{name}"]


def prices_in(scenario: Scenario, programmes: tuple[str, ...]) -> dict[str, float]:
    """Return the pounds of a whole place by programme: all sessions, a talk, a referral; in the scenario's prices."""
    values, factor = figures_of(scenario), prices_of(scenario).factor
    door = float(values["costs.conversation"] + values["costs.referral"])
    return {name: factor * (place_cost(name, values) + door) for name in programmes}
