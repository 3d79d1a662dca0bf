"""What `check` says of budgets: what each is expected to come to before anything is run, and what it buys."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any, NamedTuple

from famsim.cli.progress import progress
from famsim.runs import Planned, half_life, plan
from famsim.scenario import (
    Prices,
    Scenario,
    Strategy,
    financial_year,
    in_area,
    is_many,
    is_sustained,
    places_in,
    prices_of,
)

FINDS = "what budgets buy, 20 draws"
MORE = "families staff notice at more doors, more staff trained, or a smaller budget"


class InArea(NamedTuple):
    """What a strategy's budget is expected to come to in an area."""

    area: str
    planned: Planned
    prices: Prices


def plans_of(scenario: Scenario) -> list[InArea]:
    """Return what every budget of a scenario is expected to come to, area by area; nothing where there is none."""
    if all(one.budget is None for one in scenario.strategies):
        return []
    found = []
    for area in places_in(scenario):
        with progress(area.title, FINDS) as report:
            here = plan(in_area(scenario, area) if is_many(scenario) else scenario, progress=report)
        plans = [discreet(one) for one in here.plans] if area.private else here.plans
        found += [InArea(area.name, one, prices_of(scenario)) for one in plans]
    return found


def discreet(planned: Planned) -> Planned:
    """Return a plan to three digits, from which no own figure can be worked out."""

    def short(many: Sequence[float]) -> tuple[float, ...]:
        return tuple(float(f"{one:.3g}") for one in many)

    return replace(planned, pounds=short(planned.pounds), rates=short(planned.rates))


def lines_of(plans: list[InArea], strategy: str) -> list[str]:
    """Return what is said of a strategy's budget, a line for each area."""
    many = len({one.area for one in plans}) > 1
    return [
        (f"{one.area}: " if many else "") + in_words(one.planned, one.prices)
        for one in plans
        if one.planned.strategy == strategy
    ]


def in_words(planned: Planned, prices: Prices) -> str:
    """Return what a budget is expected to come to, in which prices, and what it buys."""
    match = sum(year.match for year in planned.years)
    adds = f" with GBP {match:,.0f} that others add" if match else ""
    said = f"Budget: GBP {planned.money:,.0f}{adds}, in {financial_year(prices.year)} prices; expected to spend "
    said += f"GBP {planned.spent:,.0f} (mean of 20 draws)"
    if len(planned.years) > 1:
        by_year = [
            f"year {number} GBP {pounds:,.0f} of {year.money:,.0f}"
            for number, (year, pounds) in enumerate(zip(planned.years, planned.pounds, strict=True), 1)
        ]
        said += f": {', '.join(by_year)}"
    if planned.rates:
        said += f"; it buys {', then '.join(f'{rate:.3g}' for rate in planned.rates)} places a month"
    if planned.staff:
        said += f", staff trained: {', '.join(f'{door} {share:.1%}' for door, share in planned.staff)}"
    if planned.is_short:
        said += f". GBP {planned.money - planned.spent:,.0f} are left: "
        said += why_left(planned)
    return f"{said}."


def life_in_words(strategy: Strategy, scenario: Scenario) -> list[str]:
    """Return how long a strategy's offers last after its grant, a line, or none where nothing sustains them."""
    if not is_sustained(strategy) or strategy.grant is None:
        return []
    found = half_life(strategy.grant.factors, tuple(scenario.evidence.items()))
    return [
        f"After its grant, in month {strategy.grant.ends}: half of such offers have stopped {found.years:.1f} years "
        f"later ({found.low:.1f} to {found.high:.1f})."
    ]


def why_left(planned: Planned) -> str:
    """Return why money is left, and what would spend it."""
    if planned.full:
        return f"more places find no families; what would spend it: {MORE}"
    return "whole places come no nearer; a larger sample would" if planned.rates else "its places are given"


def as_rows(plans: list[InArea]) -> list[dict[str, Any]]:
    """Return the same for JSON."""
    return [
        {
            "area": one.area,
            "spent": one.planned.spent,
            "money": one.planned.money,
            "price_year": one.prices.year,
            **asdict(one.planned),
        }
        for one in plans
    ]
