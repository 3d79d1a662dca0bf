"""What a draw's figures say of money: what appraisals price by, each figure in the prices of the register."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from famsim.appraisal import Charged, Figures, Payers, courses_of, granted, whole
from famsim.evidence import Value
from famsim.population import world_of
from famsim.runs.costs import figures_in, most_items, values_in
from famsim.runs.staff_costs import in_pence, set_up_by_month
from famsim.scenario import (
    PAYERS,
    Scenario,
    brought,
    central_values,
    is_to_buy,
    own_offers,
    package_figures,
    place_cost,
    prices_of,
    register_year,
)

if TYPE_CHECKING:
    from famsim.population import World
    from famsim.scenario import Strategy

PENCE = 100.0
PROGRAMMES, SESSION = "programmes", "cost_per_session"


def money_figures(world: World, draw: int, strategies: Sequence[Strategy]) -> Figures:
    """Return what appraisals price by in a draw: figures in the prices of the register's costs, and each strategy's."""
    overrides = tuple(world.overrides.items())
    p, values = figures_in(draw, overrides, world.own), values_in(draw, overrides)
    sessions = {
        f"{PROGRAMMES}.{name}.{SESSION}": float(p.programmes[row][SESSION]) for row, name in enumerate(world.programmes)
    }
    priced = {name: in_register_prices(name, value) for name, value in values.items()} | sessions
    charged = {
        one.name: Charged(
            set_up_by_month(one, p, world.area.families, world.months, world.programmes),
            courses_of(one, p, world.programmes),
            sum(most_items(one, p, world.programmes).values()),
        )
        for one in strategies
    }
    return Figures(priced, float(in_pence(p.costs.referral)), charged)


def in_register_prices(name: str, value: Value) -> Value:
    """Return a figure as it is; of one number in money of another year, in the prices of the register's costs."""
    figure = package_figures().get(name)
    year = None if figure is None else figure.price_year
    return value if year is None or isinstance(value, tuple) else value * brought(year, register_year())


def set_up_paid(scenario: Scenario) -> dict[str, dict[str, float]]:
    """Return who pays what for each strategy's staff and pathways: pounds by payer, at central figures, without a run.

    Of a scenario of one area, in the prices of its year and to the penny. Nothing of a strategy whose budget has
    yet to say how many staff it trains.
    """
    world, payers = world_of(scenario), Payers(scenario.money.payers)
    figures = money_figures(world, 0, scenario.strategies)
    found: dict[str, dict[str, float]] = {}
    for strategy in scenario.strategies:
        if is_to_buy(strategy) and strategy.staff_share is not None:
            continue
        lines = figures.of(strategy).set_up
        of_grant = granted(strategy, scenario.months)
        shares = [payers.by_month(line, of_grant) @ amounts for line, amounts in lines.items()]
        pence = whole(np.sum(shares, axis=0) * prices_of(scenario).factor) if shares else np.zeros(len(PAYERS))
        by_payer = zip(PAYERS, pence.tolist(), strict=True)
        found[strategy.name] = {payer: amount / PENCE for payer, amount in by_payer if amount}
    return found


def sessions_at_most(scenario: Scenario) -> dict[str, float]:
    """Return the pounds of each strategy's sessions if every place is taken by a family that comes to every one.

    At central figures, without a run, in the prices of the scenario's year; of strategies whose places are given.
    """
    values, factor, found = central_values(scenario), prices_of(scenario).factor, {}
    for strategy in scenario.strategies:
        given = [(offer, offer.places_a_month) for offer in own_offers(strategy)]
        if not given or any(places is None for _, places in given):
            continue
        pounds = [
            places * max(min(offer.ends, scenario.months) - offer.begins + 1, 0) * place_cost(offer.programme, values)
            for offer, places in given
            if places is not None
        ]
        found[strategy.name] = sum(pounds) * factor
    return found
