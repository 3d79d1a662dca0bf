"""A scenario as TOML with every default written out: reading it back gives the same scenario."""

import json
from collections.abc import Mapping
from typing import Any

from famsim.areas import find_area
from famsim.scenario.conditions import who_table
from famsim.scenario.economy import Economy
from famsim.scenario.schema import Offer, Scenario, Strategy

DELETE = "\x7f"  # the one sign that JSON leaves alone and TOML does not allow


def scenario_toml(scenario: Scenario) -> str:
    """Return the text of a scenario file."""
    parts = [
        f"# {find_area(scenario.area).title}. The scenario as it was run, every default written out.\n",
        question(scenario),
    ]
    parts += [strategy_toml(strategy) for strategy in scenario.strategies]
    if scenario.evidence:
        parts.append("[evidence]\n" + lines(scenario.evidence, quoted=True))
    parts.append("[economy]\n" + lines({name: getattr(scenario.economy, name) for name in Economy.model_fields}))
    return "\n".join(parts)


def question(scenario: Scenario) -> str:
    """Return the [scenario] table."""
    names = ("name", "question", "area", "months", "seed", "families", "start")
    given = {name: getattr(scenario, name) for name in names}
    return "[scenario]\n" + lines({name: value for name, value in given.items() if value is not None})


def strategy_toml(strategy: Strategy) -> str:
    """Return a [[strategy]] table and its offers."""
    said = {
        "name": strategy.name,
        "staff_trained": strategy.staff_trained,
        "pathways": [{"door": one.door, "to": one.to, "works": one.works} for one in strategy.pathways],
        "data_shared": strategy.data_shared,
        "waits_shortened": strategy.waits_shortened,
    }
    return "\n".join(["[[strategy]]\n" + lines(said), *(offer_toml(offer) for offer in strategy.offers)])


def offer_toml(offer: Offer) -> str:
    """Return a [[strategy.offer]] table."""
    window = {} if offer.when.trigger == "any_time" else {"from": offer.when.from_month, "to": offer.when.to_month}
    places = {"unlimited": True} if offer.unlimited else {"places_a_month": offer.places_a_month}
    said = {
        "programme": offer.programme,
        "who": who_table(offer.who),
        "when": {"trigger": offer.when.trigger, **window},
        "found": offer.found,
        **places,
        "begins": offer.begins,
        "ends": offer.ends,
        "priority": offer.priority,
        "invites": offer.invites,
    }
    return "[[strategy.offer]]\n" + lines(said)


def lines(said: Mapping[str, Any], quoted: bool = False) -> str:
    """Return a line a key."""
    return "".join(f"{text(name) if quoted else name} = {toml(value)}\n" for name, value in said.items())


def toml(value: Any) -> str:
    """Return a value in TOML."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return text(value)
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{name} = {toml(one)}" for name, one in value.items()) + " }" if value else "{}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(toml(one) for one in value) + "]"
    return repr(value)


def text(value: str) -> str:
    """Return a text in quotes."""
    return json.dumps(value, ensure_ascii=False).replace(DELETE, "\\u007f")
