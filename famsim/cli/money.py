"""What `famsim check` says of pounds: of which year they are, who pays before anybody comes, what places come to."""

from typing import Any

from famsim.appraisal import PAYER_SAYS
from famsim.runs import sessions_at_most, set_up_paid
from famsim.scenario import Scenario, financial_year, is_many, package_figures, prices_of, register_year
from famsim.writing import listed, pounds


def money_in_short(scenario: Scenario) -> list[str]:
    """Return a line on prices, and lines of what strategies of one area cost before anybody comes and at most."""
    prices = prices_of(scenario)
    year = f"Pounds: {financial_year(prices.year)} prices"
    lines = [f"{year}, the register's times {prices.factor:.3f}." if prices.year != register_year() else f"{year}."]
    if is_many(scenario):
        return lines
    for name, paid in set_up_paid(scenario).items():
        if paid:
            shares = listed([f"{PAYER_SAYS[payer]} {pounds(amount)}" for payer, amount in paid.items()])
            lines.append(f"{name}: staff and pathways cost {pounds(sum(paid.values()))}, at central figures: {shares}.")
    lines += [
        f"{name}: its places come to {pounds(most)} in sessions if every one is taken by a family that comes to all; "
        "talks with families come on top."
        for name, most in sessions_at_most(scenario).items()
    ]
    return lines


def money_record(scenario: Scenario) -> dict[str, Any]:
    """Return the same for a JSON answer; to three digits where own figures are private."""
    paid = {} if is_many(scenario) else set_up_paid(scenario)
    if scenario.here.hidden:
        paid = {name: {one: float(f"{amount:.3g}") for one, amount in found.items()} for name, found in paid.items()}
    most = {} if is_many(scenario) else sessions_at_most(scenario)
    return {"price_year": prices_of(scenario).year, "set_up_paid": paid, "sessions_at_most": most}


def money_notes(scenario: Scenario) -> list[str]:
    """Return what an analyst should know: prices of another year than it seems, and payers of what nobody offers."""
    notes = []
    year, figures = prices_of(scenario).year, package_figures()
    in_money = [name for name in scenario.evidence if name in figures and figures[name].price_year is not None]
    if year != register_year() and in_money:
        of = {figures[name].price_year for name in in_money}
        years = listed([financial_year(one) for one in sorted(one for one in of if one is not None)])
        notes.append(
            f"{listed(in_money)}: [evidence] is in the prices of the register, {years}; to set a price of another "
            "year, use [money] prices with prices_of"
        )
    offered = {offer.programme for strategy in scenario.strategies for offer in strategy.offers}
    unused = [key for key in scenario.money.payers if key.startswith("sessions.") and key.split(".")[1] not in offered]
    if unused:
        notes.append(f"[money] payers: no strategy offers what {listed(unused)} would pay for")
    return notes
