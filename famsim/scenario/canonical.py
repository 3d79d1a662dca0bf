"""A scenario as one text that says the same whenever it asks the same, and the hash of that text."""

import json
from hashlib import sha256
from typing import Any

from famsim.areas import places_of
from famsim.scenario.budget import is_to_buy, span
from famsim.scenario.by_area import is_many, one_place, places_in
from famsim.scenario.economy import Economy, Spell
from famsim.scenario.money import money_table
from famsim.scenario.offering import Offer, Pathway
from famsim.scenario.opening import Open
from famsim.scenario.own import as_written
from famsim.scenario.prices import prices_of, register_year
from famsim.scenario.schema import Scenario, Strategy


def canonical(scenario: Scenario, strategy: Strategy | None = None) -> str:
    """Return the scenario as canonical JSON; with `strategy`, the world and that strategy alone.

    The same for any layout, comment, order of keys, doors or pathways, for 40 and 40.0, for the slug, name
    or code of an area. The order of strategies and of the rows of `who` counts: the first strategy is the one
    compared with and the funnel counts row by row. The question's wording and what lies after the last month
    do not count. With `strategy`, nor does how pounds are told.
    """
    strategies = scenario.strategies if strategy is None else (strategy,)
    said = {
        "name": scenario.name,
        "area": _areas(scenario),
        "months": scenario.months,
        "seed": scenario.seed,
        "families": scenario.families,
        "start": scenario.start,
        "evidence": dict(scenario.evidence),
        "economy": _economy(scenario.economy, scenario.months),
        "strategies": [_strategy(one, scenario.months) for one in strategies],
    }
    if scenario.programmes:
        said["programmes"] = {name: as_written(one.table) for name, one in scenario.programmes.items()}
    if scenario.doors:
        said["doors"] = {name: _open(one, scenario.months) for name, one in scenario.doors.items()}
    if here := scenario.here.written:
        said["here"] = here
    if strategy is None:
        said |= _pounds(scenario)
    return json.dumps(said, sort_keys=True, separators=(",", ":"), allow_nan=False)


def _pounds(scenario: Scenario) -> dict[str, Any]:
    """Return how pounds are told, as far as that is not the usual way: no life hangs on it, so it names no run."""
    prices, money = prices_of(scenario), money_table(scenario.money)
    year = {} if prices.year == register_year() else {"price_year": prices.year}
    return year | ({"money": money} if money else {})


def config_hash(scenario: Scenario, strategy: Strategy | None = None) -> str:
    """Return the SHA-256 of the canonical text, 64 hexadecimal digits."""
    return sha256(canonical(scenario, strategy).encode("utf-8")).hexdigest()


def _areas(scenario: Scenario) -> str | list[str]:
    """Return the code of an area, or of each of several in rising order: they are lived one by one."""
    return sorted(area.code for area in places_in(scenario)) if is_many(scenario) else one_place(scenario).code


def _strategy(strategy: Strategy, months: int) -> dict[str, Any]:
    there: dict[str, Any] = {"areas": sorted(area.code for area in places_of(strategy.areas))} if strategy.areas else {}
    if strategy.train:
        there["train"] = [list(line.model_dump().values()) for line in strategy.train if line.begins <= months]
    there |= {name: True for name in ("questionnaire",) if getattr(strategy, name)}
    there |= {} if strategy.signposting else {"signposting": False}
    if strategy.navigator:
        there["navigator"] = list(strategy.navigator.model_dump().values())
    return (
        there
        | _money(strategy)
        | {
            "name": strategy.name,
            "staff_trained": {door: share for door, share in strategy.staff_trained.items() if share > 0},
            "pathways": sorted(edge for pathway in strategy.pathways for edge in _edges(pathway)),
            "data_shared": strategy.data_shared,
            "waits_shortened": strategy.waits_shortened,
            "offers": [_offer(offer, months) for offer in strategy.offers],
        }
    )


def _money(strategy: Strategy) -> dict[str, Any]:
    """Return what a run depends on of a strategy's money: a budget that has yet to buy places, what sustains offers."""
    found: dict[str, Any] = {}
    if is_to_buy(strategy):
        found["buys"] = [strategy.budget, strategy.match_funding, strategy.staff_share, list(span(strategy))]
        found["parts"] = [offer.share for offer in strategy.offers]
    if strategy.grant and strategy.grant.factors:
        found["sustained"] = [strategy.grant.ends, *strategy.grant.factors.values()]
    return found


def _edges(pathway: Pathway) -> list[list[Any]]:
    """Return a pathway door by door; a delay is said where there is one."""
    late = [pathway.delay] if pathway.delay else []
    return [[door, pathway.to, pathway.works, *late] for door in pathway.doors]


def _offer(offer: Offer, months: int) -> dict[str, Any]:
    shared: dict[str, Any] = {"shared_by": offer.shared_by} if offer.shared_by else {}
    shared |= {"stands_in": offer.stands_in} if offer.stands_in else {}
    shared |= {"both_willing": True} if offer.both_willing else {}
    return shared | {
        "programme": offer.programme,
        "who": [list(row) for row in offer.who],
        "when": [offer.when.trigger, offer.when.from_month, offer.when.to_month],
        "found": sorted(offer.found),
        "places_a_month": offer.places_a_month,
        "begins": offer.begins,
        "ends": min(offer.ends, months),
        "priority": offer.priority,
        "invites": offer.invites,
    }


def _open(when: Open, months: int) -> list[Any]:
    """Return when a door is open within `months`, and where."""
    opens, closes = when.months
    areas = sorted(area.code for area in places_of(when.areas)) if when.areas else None
    return [max(opens, 1), min(closes, months + 1), areas]


def _economy(economy: Economy, months: int) -> dict[str, list[Any]]:
    """Return the spells that bite within `months`; a factor of 1 says nothing."""
    bites = {name: _within(getattr(economy, name), months) for name in Economy.model_fields}
    return {name: [list(spell) for spell in spells] for name, spells in bites.items() if spells}


def _within(spells: tuple[Spell, ...], months: int) -> list[Spell]:
    kept = [spell for spell in spells if spell.first <= months and spell.factor != 1]
    return [spell._replace(last=min(spell.last, months)) for spell in kept]
