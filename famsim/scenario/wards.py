"""Wards, or other small areas, by name: a scenario says in which decile of deprivation each of them lies.

A family has a decile and no ward: an offer for some wards is for all families of their deciles in the area. The mapping
is the scenario's own, as published for its wards; written out, such an offer asks for the deciles, and keeps the names.
"""

from collections.abc import Mapping
from typing import Any

from famsim.model.policy import FEATURES
from famsim.nearest import nearest
from famsim.scenario.base import Rule
from famsim.scenario.checks import Frozen, shown, table, whole, wrong
from famsim.scenario.conditions import Condition

DECILE = "deprivation_decile"
FIRST, LAST = int(FEATURES[DECILE].low), int(FEATURES[DECILE].high)
ALLOWED = f"a table of wards with their decile of deprivation, {FIRST} the most deprived to {LAST}: Byker = {FIRST}"
SCHEMA = {"type": "object", "additionalProperties": {"type": "integer", "minimum": FIRST, "maximum": LAST}}


def read_wards(value: Any) -> Frozen:
    """Return the decile of each ward of a [wards] table, by name."""
    return Frozen(
        {name: whole(decile, FIRST, LAST, (name,), ALLOWED) for name, decile in table(value, ALLOWED).items()}
    )


MAPPED = Rule(read_wards, ALLOWED, SCHEMA)


def check_wards(scenario: Any) -> None:
    """Raise the error for an offer whose wards are not mapped, or cannot be told from others by their deciles."""
    for i, strategy in enumerate(scenario.strategies):
        for j, offer in enumerate(strategy.offers):
            if offer.wards is not None:
                deciles_of(offer, scenario.wards, ("strategy", i, "offer", j))


def deciles_of(offer: Any, mapped: Mapping[str, int], at: tuple[str | int, ...]) -> Condition:
    """Return the row that an offer's wards come to: their deciles, which must follow each other."""
    for place, ward in enumerate(offer.wards):
        if ward not in mapped:
            known = ", ".join(mapped) or "none: give a [wards] table"
            raise wrong(f"[wards] has no {shown(ward)}", known, (*at, "wards", place), nearest(ward, mapped))
    deciles = {mapped[ward] for ward in offer.wards}
    low, high = min(deciles), max(deciles)
    if any(row.feature == DECILE and (row.low, row.high) != (low, high) for row in offer.who):
        raise wrong("the offer says other deciles too", f"wards, or {DECILE} in who", (*at, "wards"))
    if between := sorted(set(range(low, high + 1)) - deciles):
        what = f"wards of deciles {low} and {high} leave out decile {between[0]}, whose families would be asked too"
        raise wrong(what, "wards of deciles that follow each other, or an offer for each", (*at, "wards"))
    return Condition(DECILE, float(low), float(high))


def with_deciles(scenario: Any) -> list[dict[str, Any]]:
    """Return the tables of a scenario's strategies, wards as rows of `who`, the first that an offer asks for."""
    return [
        one.given() | {"offers": tuple(asking(offer, scenario.wards) for offer in one.offers)}
        for one in scenario.strategies
    ]


def asking(offer: Any, mapped: Mapping[str, int]) -> Any:
    """Return an offer that asks for the deciles of its wards, whose names it keeps, to be told by them."""
    if offer.wards is None or asks(offer):
        return offer
    return offer.model_copy(update={"who": (deciles_of(offer, mapped, ()), *offer.who)})


def named_wards(scenario: Any) -> Frozen:
    """Return of the wards that a scenario maps those that an offer names: a file of one's own may map all there are."""
    named = {ward for one in scenario.strategies for offer in one.offers for ward in offer.wards or ()}
    return Frozen({ward: decile for ward, decile in scenario.wards.items() if ward in named})


def asks(offer: Any) -> bool:
    """Say whether an offer asks for deciles already."""
    return any(row.feature == DECILE for row in offer.who)


def to_be_asked(scenario: Any) -> bool:
    """Say whether an offer of a scenario names wards and does not yet ask for their deciles."""
    return any(offer.wards and not asks(offer) for one in scenario.strategies for offer in one.offers)
