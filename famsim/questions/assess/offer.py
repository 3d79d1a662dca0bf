"""The scenario that an assessment writes: what a pound does most for, and what most families need, at their doors."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from famsim.errors import FamsimError
from famsim.questions.assess.asked import AS_NOW, figures_of
from famsim.questions.assess.factors import Factor, factors
from famsim.questions.assess.maturity import Lever
from famsim.questions.assess.orders import FACTOR, first_by
from famsim.scenario import Offer, Pathway, Scenario, Strategy, change, prices_of

PER_POUND, NEED = "most for a pound", "greatest need"
DOORS_OFFERED = 3  # at most: those that meet most of its families
GRANT = "evaluation.grant"


def with_offers(
    scenario: Scenario, tables: Mapping[str, pd.DataFrame], set_to: Mapping[str, Lever], prices: Mapping[str, float]
) -> Scenario:
    """Return the scenario with the two offers, their levers set; one where need and leverage name the same factor.

    Each has the places that the register's grant buys in the scenario's months (evaluation.grant), sessions alone.
    """
    first = {NEED: "need_place", PER_POUND: "leverage_place"}
    named = {name: str(first_by(tables["orders"], FACTOR, by)["name"]) for name, by in first.items()}
    wanted = [PER_POUND] if len(set(named.values())) == 1 else [PER_POUND, NEED]
    best = best_help(tables["leverage"])
    money = float(figures_of(scenario)[GRANT]) * prices_of(scenario).factor / scenario.months
    strategies = [Strategy(name=AS_NOW)]
    for name in wanted:
        one = next(factor for factor in factors() if factor.name == named[name])
        programme = best[one.name]
        places = max(round(money / prices[programme], 1), 0.1)
        strategies.append(strategy_of(name, offer_of(one, programme, tables["doors"], places), set_to))
    return change(scenario, "the assessment", strategies=tuple(strategies))


def best_help(leverage: pd.DataFrame) -> dict[str, str]:
    """Return the best programme of each factor."""
    mine = leverage[leverage["best"]]
    return dict(zip(mine["factor"], mine["programme"], strict=True))


def offer_of(factor: Factor, programme: str, doors: pd.DataFrame, places: float) -> Offer:
    """Return the offer of a programme to a factor's families at the doors that meet most of them and may find some."""
    met = doors[(doors["factor"] == factor.name) & (doors["families"] > 0)].sort_values("families", ascending=False)
    about: dict[str, Any] = {"programme": programme, "who": dict(factor.who), "places_a_month": places}
    about |= {"when": dict(factor.when)} if factor.when else {}
    found = tuple(str(door) for door in met["door"] if is_met(about, str(door)))
    return Offer(**about, found=found[:DOORS_OFFERED])


def is_met(about: Mapping[str, Any], door: str) -> bool:
    """Say whether whom an offer is for comes to a door at all."""
    try:
        Offer(**about, found=(door,))
    except FamsimError:
        return False
    return True


def strategy_of(name: str, offer: Offer, set_to: Mapping[str, Lever]) -> Strategy:
    """Return a strategy with one offer, its levers as the sliders of maturity set them."""
    works, trained = set_to["works"].value, set_to["staff_trained"].value
    return Strategy(
        name=name,
        staff_trained=dict.fromkeys(offer.found, trained),
        pathways=tuple(Pathway(door=door, to=offer.programme, works=works) for door in offer.found),
        data_shared=bool(set_to["data_shared"].value),
        questionnaire=bool(set_to["questionnaire"].value),
        waits_shortened=set_to["waits_shortened"].value,
        offer=(offer,),
    )
