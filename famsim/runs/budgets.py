"""The places that budgets buy: a scenario composed by money alone, before it is run.

Keyed by nothing that another strategy's families live by: a plan is found in lives of its own, with the scenario's seed
and the first twenty draws, and what is run is an ordinary scenario with the places written out.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from famsim import keeping
from famsim.errors import ScenarioError
from famsim.limits import THREADS
from famsim.population import Starts, world_of
from famsim.runs.buying import PASSES, Rates, Tried, laid_out, staffed
from famsim.runs.costs import PENCE
from famsim.runs.keeping import model_version
from famsim.runs.searching import Bought, Search
from famsim.runs.spent import DRAWS, FEW, Pilot, paid_by_year, pilot_of, spent_by_year
from famsim.runs.telling import Progress
from famsim.scenario import (
    buys_staff,
    canonical,
    checked,
    is_many,
    is_to_buy,
    one_place,
    prices_of,
    years_of_money,
)
from famsim.version import RESULT, content_hash

if TYPE_CHECKING:
    from famsim.scenario import Scenario, Strategy, Year

SPENT = 0.98  # of a budget: less is an underspend
NOBODY = 1e-9  # a share of any staff that no head comes to
LOOKS = 2  # of a few draws each, before a plan is found in all


@dataclass(frozen=True)
class Planned:
    """What a strategy's money is expected to come to: pounds in each of its years, mean over draws.

    rates: the places a month that it buys in each, of all its offers together; none where they were given. staff: the
    shares of staff trained. full: more places would find no families. draws: how many the places were tried in; at a
    first look, in a few, the pounds are the money: places that spend it there are, and how many is known roughly.
    """

    strategy: str
    years: tuple[Year, ...]
    pounds: Rates
    rates: Rates = ()
    staff: tuple[tuple[str, float], ...] = ()
    full: bool = False
    draws: int = DRAWS

    @property
    def spent(self) -> float:
        """Pounds in all."""
        return sum(self.pounds)

    @property
    def money(self) -> float:
        """Pounds there are."""
        return sum(year.money for year in self.years)

    @property
    def is_first_look(self) -> bool:
        """Whether it was tried in a few draws alone."""
        return self.draws == FEW

    @property
    def is_short(self) -> bool:
        """Whether not all of it is spent."""
        return self.spent < SPENT * self.money


@dataclass(frozen=True)
class Composed:
    """A scenario with the places that its budgets buy, and what each budget is expected to come to."""

    scenario: Scenario
    plans: tuple[Planned, ...]


def composed(
    scenario: Scenario, threads: int = THREADS, progress: Progress | None = None, private: bool = False
) -> Scenario:
    """Return a scenario of one area with the places that its budgets buy; the scenario itself where none buys any.

    threads: how many; the result is the same. progress: called with years lived and years in all, of each of a few
    tries. private: as `checked` has it, for a question that keeps own figures out of what it writes.

    Raises ScenarioError for a budget that staff and pathways use up.

    Example:
        fs.composed(fs.load_scenario("budget_125k")).strategies[1].offers[0].places_a_month
    """
    scenario = checked(scenario, private, to_buy=True)
    if is_many(scenario) or not any(is_to_buy(one) for one in scenario.strategies):
        return scenario
    return plan(scenario, threads, progress=progress).scenario


def plan(
    scenario: Scenario, threads: int = THREADS, starts: Starts | None = None, progress: Progress | None = None
) -> Composed:
    """Return a scenario of one area with the places that its budgets buy, and what each is expected to come to.

    progress: called with years lived and years in all, of each of a few tries. starts: of its area, if there are any.
    """
    scenario = checked(scenario, private=True, to_buy=True)
    one_place(scenario)
    with_money = [one for one in scenario.strategies if one.budget is not None]
    if not with_money:
        return Composed(scenario, ())
    by_name = {one.name: kept_plan(scenario, one) for one in with_money}
    if to_find := [one for one in with_money if by_name[one.name] is None]:
        pilot = pilot_of(scenario, starts or Starts(world_of(scenario)), threads, progress)
        by_name |= {one.strategy: one for one in found_plans(scenario, to_find, pilot)}
    plans = tuple(one for one in by_name.values() if one is not None)
    strategies = tuple(bought(one, by_name.get(one.name), scenario.months) for one in scenario.strategies)
    return Composed(scenario.model_copy(update={"strategies": strategies}), plans)


def first_look(scenario: Scenario, threads: int = THREADS, progress: Progress | None = None) -> tuple[Planned, ...]:
    """Return what each budget of a scenario of one area is expected to come to, as quickly as can be said for sure.

    That is a plan that is kept; a first look in a few draws, where they spend well over the money, so that a plan that
    spends it will be found; and else the plan.
    """
    scenario = checked(scenario, private=True, to_buy=True)
    one_place(scenario)
    with_money = [one for one in scenario.strategies if one.budget is not None]
    found = {one.name: kept_plan(scenario, one) or kept_plan(scenario, one, FEW) for one in with_money}
    to_find = [one for one in with_money if found[one.name] is None]
    if to_find:
        pilot = pilot_of(scenario, Starts(world_of(scenario)), threads, progress)
        found |= {one.strategy: one for one in looked(scenario, to_find, pilot)}
        if unsure := [one for one in to_find if found[one.name] is None]:
            found |= {one.strategy: one for one in found_plans(scenario, unsure, pilot)}
    return tuple(one for one in found.values() if one is not None)


def looked(scenario: Scenario, strategies: list[Strategy], pilot: Pilot) -> list[Planned]:
    """Return the plans, as a few draws have them, of those strategies that surely spend their money."""
    searches = searches_of(scenario, [one for one in strategies if is_to_buy(one) and not buys_staff(one)], pilot)
    found = []
    for _ in range(LOOKS):
        waiting = [one for one in searches if not one.reaches()]
        for one in waiting:
            one.look(rough=True)
        try_all(waiting, pilot, few=True)
    for one in searches:
        if one.reaches():
            rates, _ = one.next()
            found.append(planned(Bought(one.strategy, one.years, Tried(rates, tuple(one.money)), False), FEW))
            keep(scenario, one.strategy, found[-1])
    return found


def bought(strategy: Strategy, planned: Planned | None, months: int) -> Strategy:
    """Return a strategy with what its budget buys."""
    if planned is None or not is_to_buy(strategy):
        return strategy
    if buys_staff(strategy):
        return strategy.model_copy(update={"staff_trained": dict(planned.staff), "staff_share": None})
    trained = strategy.model_copy(update={"staff_trained": dict(planned.staff)}) if planned.staff else strategy
    return laid_out(trained, planned.rates, months)


def found_plans(scenario: Scenario, strategies: list[Strategy], pilot: Pilot) -> tuple[Planned, ...]:
    """Return the plans of strategies, found by trying, and keep each."""
    searches = searches_of(scenario, [one for one in strategies if not buys_staff(one)], pilot)
    if to_buy := [one for one in searches if is_to_buy(one.strategy)]:
        try_all(to_buy, pilot, few=True)
        for one in to_buy:
            one.look(rough=True)
    for _ in range(PASSES):
        waiting = [one for one in searches if not one.done]
        if not waiting:
            break
        try_all(waiting, pilot)
        for one in waiting:
            one.look()
    found = {one.strategy.name: planned(one.found()) for one in searches}
    found |= {one.name: for_staff(scenario, one, pilot) for one in strategies if buys_staff(one)}
    plans = tuple(found[one.name] for one in strategies)
    for strategy, plan in zip(strategies, plans, strict=True):
        keep(scenario, strategy, plan)
    return plans


def for_staff(scenario: Scenario, strategy: Strategy, pilot: Pilot) -> Planned:
    """Return the plan of a strategy that makes no offer: what its pathways leave trains staff, and nobody is tried.

    ScenarioError where they leave less than one course.
    """
    nobody = strategy.model_copy(update={"staff_trained": dict.fromkeys(strategy.staff_trained, NOBODY)})
    before = float(paid_by_year(nobody, pilot).sum()) / PENCE
    years = years_of_money(strategy, scenario.months)
    money, trained = sum(year.money for year in years), nobody
    pounds: Rates = (before,)
    if money > before:
        trained = staffed(strategy, pilot.starts.world, pilot.figures, pilot.prices.factor, before)
        pounds = tuple(float(pence) / PENCE for pence in paid_by_year(trained, pilot))
    if sum(pounds) <= before:
        raise ScenarioError(
            f"{scenario.called()}: {strategy.called()}, budget: pathways, and staff by heads, cost GBP {before:,.0f} "
            f"of GBP {money:,.0f}, which trains nobody else; allowed: more money, or fewer pathways"
        )
    return Planned(strategy.name, years, pounds, staff=tuple(trained.staff_trained.items()))


def searches_of(scenario: Scenario, strategies: list[Strategy], pilot: Pilot) -> list[Search]:
    """Return a search for each strategy, its staff set to their share of the money."""
    world, pound, found = pilot.starts.world, pilot.prices.factor, []
    for one in strategies:
        strategy = staffed(one, world, pilot.figures, pound)
        set_up = [float(pence) / PENCE for pence in paid_by_year(strategy, pilot)]
        found.append(Search(strategy, scenario, pilot, set_up))
    return found


def try_all(searches: list[Search], pilot: Pilot, few: bool = False) -> None:
    """Try what each search asks for, all beside one life of each draw."""
    asked = [(one, rates) for one in searches for rates in one.to_try()]
    if not asked:
        return
    spent = spent_by_year(pilot, [one.at(rates) for one, rates in asked], few)
    for (one, rates), pounds in zip(asked, spent, strict=True):
        one.tried.append(Tried(rates, tuple(float(amount) for amount in pounds)))


def planned(found: Bought, draws: int = DRAWS) -> Planned:
    """Return the plan that a search found."""
    strategy, best = found.strategy, found.spends
    staff = tuple(strategy.staff_trained.items()) if strategy.staff_share is not None else ()
    return Planned(strategy.name, found.years, best.pounds, best.rates, staff, found.full, draws)


def file_of(scenario: Scenario, strategy: Strategy, draws: int = DRAWS) -> str:
    """Return the file in which a strategy's plan is kept on this machine: no other strategy but the first is in it."""
    about = [canonical(scenario, one) for one in (scenario.strategies[0], strategy)]
    money = [strategy.budget, strategy.match_funding, strategy.staff_share]
    grant = strategy.grant.model_dump() if strategy.grant else None
    made_from = [about, money, grant, prices_of(scenario), draws, model_version(one_place(scenario).slug)]
    return f"plans/{content_hash(RESULT, made_from)[:32]}.json"


def keep(scenario: Scenario, strategy: Strategy, plan: Planned) -> None:
    """Keep a strategy's plan on this machine."""
    keeping.keep(file_of(scenario, strategy, plan.draws), json.dumps(asdict(plan)).encode("ascii"))


def kept_plan(scenario: Scenario, strategy: Strategy, draws: int = DRAWS) -> Planned | None:
    """Return a plan of so many draws that was found before, if it is kept."""
    body = keeping.recall(file_of(scenario, strategy, draws))
    if body is None:
        return None
    found: dict[str, Any] = json.loads(body)
    staff = tuple((door, share) for door, share in found["staff"])
    years = years_of_money(strategy, scenario.months)
    return Planned(strategy.name, years, tuple(found["pounds"]), tuple(found["rates"]), staff, found["full"], draws)
