"""What a budget buys at the least: refused before any work where staff and pathways leave no pound for a place."""

from collections.abc import Mapping
from typing import Any

from famsim.areas import AreaProfile, places_of
from famsim.model.policy import DOORS, MAX_OFFERS
from famsim.scenario.budget import buys_staff, is_listed, is_to_buy, own_offers, years_of_money
from famsim.scenario.here import all_placed
from famsim.scenario.known import figures_of
from famsim.scenario.lines import Lines
from famsim.scenario.money import prices_as_evidence
from famsim.scenario.prices import financial_year, prices_of
from famsim.scenario.problems import Fault, problem

THOUSAND = 1000.0


def check_buys(scenario: Any, where: str, lines: Lines | None = None) -> None:
    """Raise ScenarioError for the first budget that buys no place at central figures, or more offers than there may be.

    Leaves out: training by heads and navigators, whose cost is found when places are bought (famsim.runs.budgets).
    """
    for i, strategy in enumerate(scenario.strategies):
        if not is_to_buy(strategy):
            continue
        if fault := too_many_offers(strategy):
            raise problem(where, ("strategy", i, "budget"), fault, lines)
        for area in all_placed(places_of(strategy.areas or scenario.places), scenario.here):
            if fault := buys_nothing(strategy, area, scenario):
                raise problem(where, ("strategy", i, "budget"), fault, lines)


def too_many_offers(strategy: Any) -> Fault | None:
    """Return the fault of a budget by year whose offers, one a year each, are more than a strategy may have."""
    if not is_listed(strategy.budget):
        return None
    own, years = len(own_offers(strategy)), len(strategy.budget)
    usual = len(strategy.offers) - own
    if own * years + usual <= MAX_OFFERS:
        return None
    most = (MAX_OFFERS - usual) // years
    what = f"{own} offers in each of {years} years are {own * years + usual}, usual services with them"
    return Fault(what, f"at most {MAX_OFFERS}: {most} offers, fewer years, or one sum in all")


def buys_nothing(strategy: Any, area: AreaProfile, scenario: Any) -> Fault | None:
    """Return the fault of a budget that staff and pathways use up before a place is bought."""
    values, prices = central_values(scenario), prices_of(scenario)
    money = sum(year.money for year in years_of_money(strategy, scenario.months))
    pathways = len(strategy.pathways) * values["costs.pathway_opening"] * prices.factor
    if buys_staff(strategy):
        return trains_nobody(money, pathways, values["costs.training"] * prices.factor, prices.year)
    staff = staff_cost(strategy, area, values) * prices.factor
    staff = money * strategy.staff_share if strategy.staff_share else staff
    each = min(place_cost(offer.programme, values) for offer in own_offers(strategy)) * prices.factor
    if money >= pathways + staff + each:
        return None
    share = strategy.staff_share or 0.0
    least = (pathways + each) / (1.0 - share) if 0.0 < share < 1.0 else pathways + staff + each
    said = about if area.private else "{:,.0f}".format
    what = (
        f"GBP {money:,.0f} buys no place in {area.name}: staff (GBP {said(staff)}) and pathways (GBP {pathways:,.0f}) "
        f"come first, and a family's sessions cost GBP {each:,.0f}, all in {financial_year(prices.year)} prices"
    )
    if share == 1.0:
        return Fault(what, "a staff_share below 1")
    return Fault(what, f"GBP {said(least)} or more, fewer staff trained, or fewer pathways")


def trains_nobody(money: float, pathways: float, each: float, year: int) -> Fault | None:
    """Return the fault of a budget for staff alone that pathways use up before anybody is trained."""
    if money >= pathways + each:
        return None
    what = (
        f"GBP {money:,.0f} trains nobody: pathways (GBP {pathways:,.0f}) come first, and a course for one costs GBP "
        f"{each:,.0f}, all in {financial_year(year)} prices"
    )
    return Fault(what, f"GBP {pathways + each:,.0f} or more, or fewer pathways")


def central_values(scenario: Any) -> Mapping[str, Any]:
    """Return the central figures, as a scenario sets them."""
    central = {name: figure.value for name, figure in figures_of(scenario).items()}
    return central | dict(scenario.evidence) | prices_as_evidence(scenario)


def about(pounds: float) -> str:
    """Return pounds to three digits, from which no own figure can be worked out."""
    return f"about {float(f'{pounds:.3g}'):,.0f}"


def staff_cost(strategy: Any, area: AreaProfile, values: Mapping[str, Any]) -> float:
    """Return the pounds that staff trained as shares cost an area."""
    at_door = values["staff.at_door"]
    heads = sum(
        round(at_door[DOORS.index(door)] * area.families / THOUSAND * share)
        for door, share in strategy.staff_trained.items()
    )
    return float(heads * values["costs.training"])


def place_cost(programme: str, values: Mapping[str, Any]) -> float:
    """Return the pounds of all sessions of a family that comes to every one."""
    sessions, each = (values[f"programmes.{programme}.{name}"] for name in ("sessions", "cost_per_session"))
    return float(sessions * each)
