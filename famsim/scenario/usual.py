"""Usual services: what there is already, under every strategy and the one that they are compared with.

`usual = "2016"` or `"2026"` in the [scenario] table adds a set of offers to every strategy, as many places as the
register says for so many families. From then on they are offers like any: staff who notice more, and a pathway that is
opened, lead to them; those whom a strategy helps and the others stand in one queue. A scenario is written with them.
A strategy may deliver more of them, or less: `usual_places = { parenting_group = 1.5 }`, whoever notices whom.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic_core import PydanticCustomError

from famsim.areas import AreaProfile
from famsim.areas import places_of as places_at
from famsim.model.identity import MONTHS_A_YEAR
from famsim.model.policy import MAX_OFFERS
from famsim.nearest import nearest
from famsim.scenario.base import Rule, table_of
from famsim.scenario.checks import Frozen, name_of, number, table, wrong
from famsim.scenario.here import all_placed
from famsim.scenario.known import figures_of

OFF = "off"
THOUSAND = 1000.0


@dataclass(frozen=True)
class Service:
    """One usual service: its programme, where families are found, and who is meant, as a file has it."""

    programme: str
    found: tuple[str, ...]
    who: tuple[tuple[str, Any], ...] = ()

    def offer(self, places: dict[str, Any], shut: Collection[str]) -> dict[str, Any]:
        """Return the table of its offer, at those of its doors that are not shut for good, or at all if all are."""
        found = [door for door in self.found if door not in shut] or list(self.found)
        return {"programme": self.programme, "found": found, "who": dict(self.who), "usual": True, **places}


COUNSELLING = Service("couple_counselling", ("gp", "online"), (("together", True),))
DEBTS = Service("debt_advice", ("money_desk", "housing", "online"), (("in_arrears", True),))
PARENTING = Service("parenting_group", ("health_visitor", "childrens_centre", "school"))
SETS: dict[str, tuple[Service, ...]] = {
    OFF: (),
    "2016": (COUNSELLING, DEBTS, PARENTING),
    "2026": (
        COUNSELLING,
        DEBTS,
        Service("parenting_group", (*PARENTING.found, "family_hub")),
        Service("relationship_group", ("childrens_centre", "family_hub", "early_help"), (("together", True),)),
        Service(
            "coparenting_course",
            ("childrens_centre", "family_hub", "school", "early_help"),
            (("parent_elsewhere", True),),
        ),
        Service("mediation", ("family_court", "helpline"), (("apart", True),)),
    ),
}


SERVICES = tuple(sorted({one.programme for services in SETS.values() for one in services}))
MOST_TIMES = 10
TIMES = f"a number from 0 (none) to {MOST_TIMES} (as many times the usual places)"
USUAL_PLACES = "a table such as { parenting_group = 1.5 }: so many times a usual service's places"


def _times(value: Any) -> Frozen:
    given, known = table(value, USUAL_PLACES), name_of(SERVICES, "usual service")
    return Frozen({known(one, (one,)): number(times, 0, MOST_TIMES, (one,), TIMES) for one, times in given.items()})


PLACES_TIMES = Rule(_times, USUAL_PLACES, table_of(SERVICES, {"type": "number", "minimum": 0, "maximum": MOST_TIMES}))


def places_of(service: Service, areas: Sequence[AreaProfile], scenario: Any, times: float) -> dict[str, Any]:
    """Return the places a month of a service, in all areas together, so many times the register's."""
    rate = figures_of(scenario)[f"usual.{service.programme}"].elements[0]
    rate = scenario.evidence.get(f"usual.{service.programme}", rate)
    a_month = times * rate * sum(area.families for area in areas) / THOUSAND / MONTHS_A_YEAR
    if len(areas) == 1:
        digits = 2 if areas[0].private else 4  # more would give back how many families there are
        return {"places_a_month": float(f"{a_month:.{digits}g}")}
    least = 1 if times > 0.0 else 0
    return {"places_a_month": float(max(round(a_month), least)), "shared_by": "population"}


def with_usual(scenario: Any) -> list[dict[str, Any]]:
    """Return the tables of a scenario's strategies, the usual services of its areas among the offers of each.

    Where a strategy is set in some areas alone, a table of its name has those of the others. The places of each are
    those of all areas of the scenario, which `in_area` shares out over all of them, so that an area has as many under
    every strategy.
    """
    everywhere, tables = all_placed(places_at(scenario.places), scenario.here), []
    covered: dict[str, set[str]] = {}
    for one in scenario.strategies:
        areas = places_at(one.areas) if one.areas else everywhere
        offers = (*one.offers, *offers_of(scenario, everywhere, one.usual_places))
        tables.append(one.given() | {"offers": offers, "usual_places": {}})
        covered.setdefault(one.name, set()).update(area.slug for area in areas)
    for name, slugs in covered.items():
        if rest := [area for area in everywhere if area.slug not in slugs]:
            there = tuple(area.slug for area in rest)
            others = {"name": name, "areas": there, "offers": offers_of(scenario, everywhere, {})}
            tables.append(others)
    return tables


def offers_of(scenario: Any, areas: Sequence[AreaProfile], times: Mapping[str, float]) -> list[dict[str, Any]]:
    """Return the tables of the usual services of some areas; times: of some, how many times the usual places."""
    services = SETS[scenario.usual]
    shut = [door for door, when in scenario.doors.items() if not when.areas and not when.is_open(1, scenario.months)]
    return [one.offer(places_of(one, areas, scenario, times.get(one.programme, 1.0)), shut) for one in services]


def check_usual(strategy: Any, usual: str, place: int) -> None:
    """Raise the error where a strategy has no room for the usual services, or changes the places of one there is not.

    place: which of the scenario's strategies it is, from 0.
    """
    check_room(strategy, SETS[usual], place)
    there = [one.programme for one in SETS[usual]]
    for service in strategy.usual_places:
        if service not in there:
            raise not_there(service, there, ("strategy", place, "usual_places", service))


def not_there(service: str, there: Sequence[str], at: tuple[str | int, ...]) -> PydanticCustomError:
    """Return the error for places of a usual service that a scenario has not, or has no longer as such."""
    if there:
        return wrong(f"{service} is no usual service here", ", ".join(there), at, nearest(service, there))
    allowed = "usual = '2016' or '2026' in [scenario]; where they are written out, the places_a_month of their offers"
    return wrong("there are no usual services", allowed, at)


def has_usual(scenario: Any) -> bool:
    """Say whether usual services go on under a scenario's first strategy, beside which the others are counted."""
    first = scenario.strategies[0].name
    return any(offer.usual for one in scenario.strategies if one.name == first for offer in one.offers)


def check_room(strategy: Any, usual: Sequence[Any], place: int) -> None:
    """Raise the error where a strategy has no room for the usual services beside its own offers."""
    if len(strategy.offers) + len(usual) > MAX_OFFERS:
        what = f"{len(strategy.offers)} offers of its own and {len(usual)} usual services are too many"
        raise wrong(
            what, f"{MAX_OFFERS - len(usual)} offers of its own, or usual = 'off'", ("strategy", place, "offer")
        )
