"""The same money for every strategy: each is given one budget, and how its places were shared among offers is kept.

A strategy that makes no offer and trains staff has its money train them, as many of each door in proportion.
"""

from typing import Any

from famsim.scenario.budget import own_offers
from famsim.scenario.problems import Fault, problem

PLACES = ("places_a_month", "unlimited", "shared_by")


def with_equal_budget(scenario: Any, pounds: float) -> Any:
    """Return a scenario whose strategies have one budget each, of so many pounds, that buys their places.

    Places that were given say how they are shared among a strategy's offers. The first strategy stays as it is. One
    that makes no offer of its own and trains no staff is an error: it has nothing that money could buy more of.
    """
    first = scenario.strategies[0].name
    tables = []
    for strategy in scenario.strategies:
        if strategy.name == first or (strategy.areas and not strategy.offers):
            tables.append(strategy)
            continue
        if not own_offers(strategy) and not any(strategy.staff_trained.values()):
            what = "makes no offer of which a budget could buy more places, and trains no share of any staff"
            fault = Fault(what, "strategies with an offer or staff_trained each, or compare it as it is")
            raise problem(f"{scenario.called()}, strategy {strategy.name}", ("offer",), fault)
        tables.append(_with_budget(strategy, pounds))
    return scenario.changed({"strategies": tables}, "the equal budget")


def _with_budget(strategy: Any, pounds: float) -> dict[str, Any]:
    """Return a strategy's fields under a budget in all."""
    offers = []
    for offer in strategy.offers:
        if offer.usual:
            offers.append(offer)
            continue
        fields = {name: one for name, one in offer.given().items() if name not in PLACES}
        share = offer.share or offer.places_a_month or None
        offers.append(fields | ({"share": share} if share else {}))
    kept = {name: one for name, one in strategy.given().items() if name not in ("budget", "match_funding")}
    trains = {} if own_offers(strategy) else {"staff_share": 1.0}
    return kept | {"budget": pounds, "offers": offers} | trains
