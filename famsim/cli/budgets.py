"""What `check` says of budgets: what each is expected to come to before anything is run, and what it buys."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any, NamedTuple

from famsim.cli.progress import progress
from famsim.runs import Planned, composed, first_look, half_life, plan, step_of
from famsim.scenario import (
    Prices,
    Scenario,
    Strategy,
    all_places,
    financial_year,
    in_area,
    is_many,
    is_sustained,
    is_to_buy,
    places_in,
    prices_of,
)
from famsim.writing import door

FINDS, PLACES = "what budgets buy", "finding the places that budgets buy"
ALL_OFFERS = ", its offers together,"
MORE = "families staff notice at more doors, more staff trained, or a smaller budget"


class InArea(NamedTuple):
    """What a strategy's budget is expected to come to in an area."""

    area: str
    planned: Planned
    prices: Prices
    step: float = 0.0  # pounds that a whole place of a sample stands for; 0 where every family is simulated


def with_places(scenario: Scenario, threads: int) -> tuple[Scenario, str]:
    """Return a scenario with the places that its budgets buy, telling how far that is, and what is yet to settle.

    That is the area's title, or "" where its families have been made. Of several areas each finds its own as it is run.
    """
    title = all_places(scenario).title
    if is_many(scenario) or not any(map(is_to_buy, scenario.strategies)):
        return scenario, title
    with progress(title, PLACES) as report:
        return composed(scenario, threads, report, private=True), ""


def plans_of(scenario: Scenario, whole: bool = False) -> list[InArea]:
    """Return what every budget of a scenario is expected to come to, area by area; nothing where there is none.

    whole: by the plan that a study runs, where a first look would do.
    """
    if all(one.budget is None for one in scenario.strategies):
        return []
    found = []
    for area in places_in(scenario):
        with progress(area.title, FINDS) as report:
            here = in_area(scenario, area) if is_many(scenario) else scenario
            plans = plan(here, progress=report).plans if whole else first_look(here, progress=report)
        told = [discreet(one) if area.private else one for one in plans]
        steps = {one.name: step_of(one, here) for one in here.strategies}
        found += [InArea(area.name, one, prices_of(scenario), steps[one.strategy]) for one in told]
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
        (f"{one.area}: " if many else "") + in_words(one.planned, one.prices) + of_a_sample(one)
        for one in plans
        if one.planned.strategy == strategy
    ]


def in_words(planned: Planned, prices: Prices) -> str:
    """Return what a budget is expected to come to, in which prices, and what it buys."""
    match = sum(year.match for year in planned.years)
    adds = f", GBP {match:,.0f} of it from others" if match else ""
    said = f"Budget: GBP {planned.money:,.0f}{adds}, in {financial_year(prices.year)} prices; "
    said += looked_at(planned) if planned.is_first_look else expected(planned)
    if planned.staff:
        said += f"; staff trained: {', '.join(f'{door(name)} {share:.1%}' for name, share in planned.staff)}"
    if planned.is_short:
        said += f". GBP {planned.money - planned.spent:,.0f} are left: {why_left(planned)}"
    return f"{said}."


def of_a_sample(one: InArea) -> str:
    """Return, with a space before it, how near whole places of a sample come to the money; nothing of a whole area."""
    planned = one.planned
    if not one.step or not (planned.rates or planned.is_first_look):
        return ""
    said = (
        f" In this sample a place stands for several of the area, up to GBP {float(f'{one.step:.2g}'):,.0f} "
        f"({one.step / planned.money:.1%} of the money): whole places come no nearer than that"
    )
    if planned.is_first_look:
        return f"{said}; the whole area (without families) does."
    off = planned.spent - planned.money
    return f"{said}. Here GBP {abs(off):,.0f} {'over' if off > 0 else 'under'} it; the whole area comes nearer."


def looked_at(planned: Planned) -> str:
    """Return what a first look says: that there are places which spend the money, and about how many."""
    rates = ", then ".join(f"{rate:.2g}" for rate in planned.rates)
    draws = f"{planned.draws} draws; --plan finds them"
    return f"about {rates} places a month{ALL_OFFERS} spend it, within 2% (a first look, {draws})"


def expected(planned: Planned) -> str:
    """Return what a plan is expected to spend, in all and by year, and the places a month that it buys."""
    said = f"expected to spend GBP {planned.spent:,.0f} (mean of {planned.draws} draws)"
    if len(planned.years) > 1:
        by_year = [
            f"year {number} GBP {pounds:,.0f} of {year.money:,.0f}"
            for number, (year, pounds) in enumerate(zip(planned.years, planned.pounds, strict=True), 1)
        ]
        said += f": {', '.join(by_year)}"
    rates = ", then ".join(f"{rate:.3g}" for rate in planned.rates)
    return said + (f"; it buys {rates} places a month{ALL_OFFERS}" if rates else "")


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
    if planned.staff and not planned.rates:
        if all(share >= 1.0 for _, share in planned.staff):
            return "all staff at these doors are trained with it; what would spend it: more doors, or a smaller budget"
        return "staff are trained one by one, and one more would cost more"
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
            "step": float(f"{one.step:.2g}"),
            **asdict(one.planned),
        }
        for one in plans
    ]
