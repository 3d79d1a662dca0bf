"""A scenario as TOML with every default written out: reading it back gives the same scenario."""

from collections.abc import Mapping
from typing import Any

import tomli_w

from famsim.errors import ScenarioError
from famsim.scenario.by_area import all_places
from famsim.scenario.conditions import who_table
from famsim.scenario.economy import Economy
from famsim.scenario.money import money_table
from famsim.scenario.offering import Offer, Pathway
from famsim.scenario.own import as_written
from famsim.scenario.schema import Scenario, Strategy


def as_toml(tables: Mapping[str, Any], where: str, file: str) -> str:
    """Return tables as TOML; ScenarioError for what is none. file: what a file of such tables is called."""
    try:
        return tomli_w.dumps(dict(tables))
    except (TypeError, ValueError) as error:
        raise ScenarioError(f"{where}: cannot be written as TOML ({error}); allowed: {file} as tables") from None


def scenario_toml(scenario: Scenario) -> str:
    """Return the text of a scenario file."""
    head = f"# {all_places(scenario).title}. The scenario as it was run, every default written out.\n\n"
    return head + tomli_w.dumps(scenario_tables(scenario))


def scenario_tables(scenario: Scenario) -> dict[str, Any]:
    """Return the tables of a scenario file."""
    evidence = {"evidence": dict(scenario.evidence)} if scenario.evidence else {}
    economy = {name: getattr(scenario.economy, name) for name in Economy.model_fields}
    strategies = [strategy_table(strategy) for strategy in scenario.strategies]
    own = {name: as_written(one.table) for name, one in scenario.programmes.items()}
    programmes = {"programme": own} if own else {}
    money = {"money": found} if (found := money_table(scenario.money)) else {}
    doors = {"door": {name: one.table for name, one in scenario.doors.items()}} if scenario.doors else {}
    here = {"area": found} if (found := scenario.here.written) else {}
    return {
        "scenario": question(scenario),
        **here,
        **programmes,
        **doors,
        **({"wards": dict(scenario.wards)} if scenario.wards else {}),
        "strategy": strategies,
        **evidence,
        "economy": economy,
        **money,
    }


def question(scenario: Scenario) -> dict[str, Any]:
    """Return the [scenario] table."""
    names = ("name", "question", "area", "areas", "months", "seed", "families", "start", "price_year")
    return {name: value for name in names if (value := getattr(scenario, name)) is not None}


def strategy_table(strategy: Strategy) -> dict[str, Any]:
    """Return a [[strategy]] table and its offers."""
    pathways = [pathway_table(one) for one in strategy.pathways]
    navigator = strategy.navigator.model_dump(exclude_none=True) if strategy.navigator else {}
    offers = {"offer": [offer_table(offer) for offer in strategy.offers]} if strategy.offers else {}
    return {
        "name": strategy.name,
        **({"areas": list(strategy.areas)} if strategy.areas else {}),
        "staff_trained": dict(strategy.staff_trained),
        **({"train": [line.model_dump(exclude_none=True) for line in strategy.train]} if strategy.train else {}),
        **({"navigator": navigator} if navigator else {}),
        "pathways": pathways,
        "signposting": strategy.signposting,
        "questionnaire": strategy.questionnaire,
        "data_shared": strategy.data_shared,
        "waits_shortened": strategy.waits_shortened,
        **funding_table(strategy),
        **offers,
    }


def funding_table(strategy: Strategy) -> dict[str, Any]:
    """Return a strategy's money, and its grant."""
    given = {name: getattr(strategy, name) for name in ("budget", "match_funding", "staff_share")}
    written = {name: list(one) if isinstance(one, tuple) else one for name, one in given.items() if one is not None}
    return written | ({"grant": strategy.grant.model_dump(exclude_none=True)} if strategy.grant else {})


def pathway_table(pathway: Pathway) -> dict[str, Any]:
    """Return one pathway of a strategy."""
    late = {"delay": pathway.delay} if pathway.delay else {}
    whose = {"door": pathway.door} if pathway.door else {"agency": pathway.agency}
    return whose | {"to": pathway.to, "works": pathway.works} | late


def offer_table(offer: Offer) -> dict[str, Any]:
    """Return a [[strategy.offer]] table."""
    window = {} if offer.when.trigger == "any_time" else {"from": offer.when.from_month, "to": offer.when.to_month}
    places: dict[str, Any] = {"unlimited": True} if offer.unlimited else {"places_a_month": offer.places_a_month}
    if offer.places_a_month is None and not offer.unlimited:
        places = {} if offer.share is None else {"share": offer.share}
    shared = {"shared_by": offer.shared_by} if offer.shared_by else {}
    return {
        "programme": offer.programme,
        "who": dict(who_table(offer.who)),
        "when": {"trigger": offer.when.trigger, **window},
        "found": list(offer.found),
        **places,
        **shared,
        "begins": offer.begins,
        "ends": offer.ends,
        "priority": offer.priority,
        "invites": offer.invites,
        **({"stands_in": offer.stands_in} if offer.stands_in else {}),
        **({"both_willing": True} if offer.both_willing else {}),
        **({"wards": list(offer.wards)} if offer.wards else {}),
        **({"usual": True} if offer.usual else {}),
    }
