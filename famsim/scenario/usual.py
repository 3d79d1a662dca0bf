"""Usual services: what there is already, under every strategy and the one that they are compared with.

`usual = "2016"` or `"2026"` in the [scenario] table adds a set of offers to every strategy, as many places as the
register says for so many families. From then on they are offers like any: staff who notice more, and a pathway that is
opened, lead to them; those whom a strategy helps and the others stand in one queue. A scenario is written with them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from famsim.areas import AreaProfile
from famsim.areas import places_of as places_at
from famsim.model.identity import MONTHS_A_YEAR
from famsim.model.policy import MAX_OFFERS
from famsim.scenario.checks import wrong
from famsim.scenario.known import figures_of

OFF = "off"
THOUSAND = 1000.0


@dataclass(frozen=True)
class Service:
    """One usual service: its programme, where families are found, and who is meant, as a file has it."""

    programme: str
    found: tuple[str, ...]
    who: tuple[tuple[str, Any], ...] = ()

    def offer(self, places: dict[str, Any]) -> dict[str, Any]:
        """Return the table of its offer."""
        return {"programme": self.programme, "found": list(self.found), "who": dict(self.who), "usual": True, **places}


COUNSELLING = Service("couple_counselling", ("gp",), (("together", True),))
DEBTS = Service("debt_advice", ("money_desk", "housing"), (("in_arrears", True),))
PARENTING = Service("parenting_group", ("health_visitor", "childrens_centre", "school"))
SETS: dict[str, tuple[Service, ...]] = {
    OFF: (),
    "2016": (COUNSELLING, DEBTS, PARENTING),
    "2026": (
        COUNSELLING,
        DEBTS,
        PARENTING,
        Service("relationship_group", ("childrens_centre", "early_help"), (("together", True),)),
        Service("coparenting_course", ("childrens_centre", "school", "early_help"), (("parent_elsewhere", True),)),
        Service("mediation", ("housing", "gp"), (("apart", True),)),
    ),
}


def places_of(service: Service, areas: Sequence[AreaProfile], scenario: Any) -> dict[str, Any]:
    """Return the places a month of a service, in all areas together."""
    rate = figures_of(scenario)[f"usual.{service.programme}"].elements[0]
    rate = scenario.evidence.get(f"usual.{service.programme}", rate)
    a_month = rate * sum(area.families for area in areas) / THOUSAND / MONTHS_A_YEAR
    if len(areas) == 1:
        return {"places_a_month": float(f"{a_month:.4g}")}
    return {"places_a_month": float(max(round(a_month), 1)), "shared_by": "population"}


def with_usual(scenario: Any) -> list[dict[str, Any]]:
    """Return the tables of a scenario's strategies, the usual services of its areas among the offers of each.

    Where a strategy is set in some areas alone, a table of its name has those of the others. The places of each are
    those of all areas of the scenario, which `in_area` shares out over all of them, so that an area has as many under
    every strategy.
    """
    everywhere, tables = places_at(scenario.places), []
    usual, covered = offers_of(scenario, everywhere), dict[str, set[str]]()
    for one in scenario.strategies:
        areas = places_at(one.areas) if one.areas else everywhere
        tables.append(one.given() | {"offers": (*one.offers, *usual)})
        covered.setdefault(one.name, set()).update(area.slug for area in areas)
    for name, slugs in covered.items():
        if rest := [area for area in everywhere if area.slug not in slugs]:
            others = {"name": name, "areas": tuple(area.slug for area in rest), "offers": usual}
            tables.append(others)
    return tables


def offers_of(scenario: Any, areas: Sequence[AreaProfile]) -> list[dict[str, Any]]:
    """Return the tables of the usual services of some areas."""
    return [one.offer(places_of(one, areas, scenario)) for one in SETS[scenario.usual]]


def check_room(strategy: Any, usual: Sequence[Any], place: int) -> None:
    """Raise the error where a strategy has no room for the usual services beside its own offers."""
    if len(strategy.offers) + len(usual) > MAX_OFFERS:
        what = f"{len(strategy.offers)} offers of its own and {len(usual)} usual services are too many"
        raise wrong(
            what, f"{MAX_OFFERS - len(usual)} offers of its own, or usual = 'off'", ("strategy", place, "offer")
        )
