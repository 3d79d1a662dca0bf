"""A scenario of several areas as one scenario for each: its strategies there, its places, its part of a sample."""

from collections.abc import Mapping, Sequence
from math import floor

from famsim.areas import AreaProfile, added_up, names_many, places_of
from famsim.errors import FamsimError
from famsim.limits import LIMITS
from famsim.scenario.checks import shown
from famsim.scenario.here import all_placed
from famsim.scenario.known import EACH
from famsim.scenario.offering import Offer
from famsim.scenario.opening import doors_in
from famsim.scenario.schema import Scenario, Strategy
from famsim.scenario.staff_checks import staff_shared

LISTED = 3  # areas whose names make the name of several; of more the first so many


def places_in(scenario: Scenario) -> tuple[AreaProfile, ...]:
    """Return the areas that a scenario is asked of, in its order, with the figures that its [area] table says."""
    return all_placed(places_of(scenario.places, "area" if scenario.areas is None else "areas"), scenario.here)


def is_many(scenario: Scenario) -> bool:
    """Say whether a scenario is asked of areas one by one and in all, rather than of one area."""
    return scenario.areas is not None or names_many(scenario.area or "")


def one_place(scenario: Scenario) -> AreaProfile:
    """Return the area of a scenario that has one; FamsimError for several."""
    if not is_many(scenario):
        return places_in(scenario)[0]
    several = len(places_in(scenario))
    raise FamsimError(
        f"scenario {shown(scenario.name)[1:-1]}: asks of areas one by one ({several} of them), which `famsim compare` "
        "does; allowed here: area = one of them"
    )


def all_places(scenario: Scenario) -> AreaProfile:
    """Return the area of a scenario, or what its areas are together: title, families, whether offers are on record."""
    places = places_in(scenario)
    if not is_many(scenario):
        return places[0]
    first = ", ".join(area.name for area in places[:LISTED])
    name = scenario.area or (first if len(places) <= LISTED else f"{first} and others")
    return added_up(places, name[:1].upper() + name[1:])


def in_area(scenario: Scenario, area: AreaProfile) -> Scenario:
    """Return what a scenario of several areas asks of one of them."""
    everywhere = places_in(scenario)
    strategies = tuple(_there(scenario, name, area, everywhere) for name in strategy_names(scenario))
    sample = sample_in(scenario, area, everywhere)
    here = {"area": area.slug, "strategies": strategies, "families": sample, "doors": doors_in(scenario.doors, area)}
    return scenario.model_copy(update=here)


def strategy_names(scenario: Scenario) -> tuple[str, ...]:
    """Return the names of a scenario's strategies, each once."""
    return tuple(dict.fromkeys(strategy.name for strategy in scenario.strategies))


def once_each(scenario: Scenario) -> Scenario:
    """Return a scenario with one strategy a name: of those that differ by area the name alone."""
    tables = {name: [one for one in scenario.strategies if one.name == name] for name in strategy_names(scenario)}
    strategies = tuple(found[0] if len(found) == 1 else Strategy(name=name) for name, found in tables.items())
    return scenario.model_copy(update={"strategies": strategies}) if is_many(scenario) else scenario


def _there(scenario: Scenario, name: str, area: AreaProfile, everywhere: Sequence[AreaProfile]) -> Strategy:
    """Return what is done in an area under a name: nothing where no table of that name says anything."""
    for one in scenario.strategies:
        areas = all_placed(places_of(one.areas), scenario.here) if one.areas else everywhere
        if one.name == name and area in areas:
            offers = tuple(_offered(offer, everywhere if offer.usual else areas, area) for offer in one.offers)
            there = {"train": staff_shared(one.train, areas, area)} if one.train else {}
            return one.model_copy(update={"areas": None, "offers": offers} | there)
    return Strategy(name=name)


def _offered(offer: Offer, areas: Sequence[AreaProfile], area: AreaProfile) -> Offer:
    """Return an offer with the places that an area has of it."""
    places = offer.places_a_month
    if places is not None and offer.shared_by not in (None, EACH):
        places = float(
            shared_out(int(places), {one.slug: need_of(one, str(offer.shared_by)) for one in areas})[area.slug]
        )
    return offer.model_copy(update={"places_a_month": places, "shared_by": None})


def need_of(area: AreaProfile, shared_by: str) -> float:
    """Return an area's claim to places: births a year, families with children, or those of them likely to be poor."""
    poor = area.families * area.child_poverty
    return float({"births": area.births, "need": poor, "population": area.families}[shared_by])


def shared_out(places: int, claims: Mapping[str, float]) -> dict[str, int]:
    """Return whole places that add up: claims rounded down, the rest to the largest remainders, then by name."""
    in_all = sum(claims.values())
    exact = {name: places * claim / in_all for name, claim in claims.items()}
    found = {name: floor(share) for name, share in exact.items()}
    order = sorted(exact, key=lambda name: (found[name] - exact[name], name))
    for name in order[: places - sum(found.values())]:
        found[name] += 1
    return found


def sample_in(scenario: Scenario, area: AreaProfile, everywhere: Sequence[AreaProfile]) -> int | None:
    """Return an area's part of a sample; no area has fewer families simulated than any sample may have."""
    if scenario.families is None:
        return None
    share = scenario.families * area.families / sum(one.families for one in everywhere)
    return max(round(share), LIMITS["families"].low)
