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
from famsim.runs.buying import (
    ABOUT,
    ALL_BUT,
    FEWER,
    FIRST,
    NEAR,
    NEXT,
    PASSES,
    Rates,
    Tried,
    guessed,
    laid_out,
    missed,
    next_rates,
    staffed,
)
from famsim.runs.costs import PENCE
from famsim.runs.keeping import model_version
from famsim.runs.spent import DRAWS, Pilot, paid_by_year, pilot_of, spent_by_year
from famsim.runs.telling import Progress
from famsim.scenario import (
    canonical,
    central_values,
    checked,
    is_many,
    is_to_buy,
    one_place,
    own_offers,
    place_cost,
    prices_of,
    years_of_money,
)
from famsim.version import RESULT, content_hash

if TYPE_CHECKING:
    from famsim.scenario import Scenario, Strategy, Year

SPENT = 0.98  # of a budget: less is an underspend


@dataclass(frozen=True)
class Planned:
    """What a strategy's money is expected to come to: pounds in each of its years, mean over draws.

    rates: the places a month that it buys in each, of all its offers together; none where they were given. staff: the
    shares of staff trained. full: more places would find no families.
    """

    strategy: str
    years: tuple[Year, ...]
    pounds: Rates
    rates: Rates = ()
    staff: tuple[tuple[str, float], ...] = ()
    full: bool = False

    @property
    def spent(self) -> float:
        """Pounds in all."""
        return sum(self.pounds)

    @property
    def money(self) -> float:
        """Pounds there are."""
        return sum(year.money for year in self.years)

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
    plans = kept_plans(scenario, with_money)
    if plans is None:
        pilot = pilot_of(scenario, starts or Starts(world_of(scenario)), threads, progress)
        plans = found_plans(scenario, with_money, pilot)
    by_name = {one.strategy: one for one in plans}
    strategies = tuple(bought(one, by_name.get(one.name), scenario.months) for one in scenario.strategies)
    return Composed(scenario.model_copy(update={"strategies": strategies}), plans)


def bought(strategy: Strategy, planned: Planned | None, months: int) -> Strategy:
    """Return a strategy with what its budget buys."""
    if planned is None or not is_to_buy(strategy):
        return strategy
    trained = strategy.model_copy(update={"staff_trained": dict(planned.staff)}) if planned.staff else strategy
    return laid_out(trained, planned.rates, months)


def found_plans(scenario: Scenario, strategies: list[Strategy], pilot: Pilot) -> tuple[Planned, ...]:
    """Return the plans of strategies, found by trying, and keep them."""
    world, pound = pilot.starts.world, pilot.prices.factor
    searches = [Search(staffed(one, world, pilot.figures, pound), scenario, pilot) for one in strategies]
    for number in range(PASSES):
        waiting = [one for one in searches if not one.done]
        if not waiting:
            break
        asked = [(one, rates) for one in waiting for rates in one.to_try()]
        rough = number == 0 and any(is_to_buy(one.strategy) for one in waiting)
        spent = spent_by_year(pilot, [one.at(rates) for one, rates in asked], rough)
        for (one, rates), pounds in zip(asked, spent, strict=True):
            one.tried.append(Tried(rates, tuple(float(amount) for amount in pounds)))
        for one in waiting:
            one.look(rough)
    plans = tuple(one.planned() for one in searches)
    keeping.keep(file_of(scenario, strategies), json.dumps([asdict(one) for one in plans]).encode("ascii"))
    return plans


class Search:
    """The search for the places that one strategy's money buys."""

    def __init__(self, strategy: Strategy, scenario: Scenario, pilot: Pilot) -> None:
        """Work out what staff and pathways leave; ScenarioError where that is nothing."""
        self.strategy, self.months = strategy, scenario.months
        self.named = f"{scenario.called()}: {strategy.called()}"
        self.years = years_of_money(strategy, scenario.months)
        self.money = [year.money for year in self.years]
        self.goal = self.money  # or less, where families run out
        self.set_up = [float(pence) / PENCE for pence in paid_by_year(strategy, pilot)]
        self.tried: list[Tried] = []
        self.done, self.full, self.passes, self.levels = False, False, 0, FIRST
        self.rates: Rates = ()
        if not is_to_buy(strategy):
            return
        if sum(self.set_up) >= sum(self.money):
            raise ScenarioError(
                f"{self.named}, budget: staff and pathways cost GBP "
                f"{sum(self.set_up):,.0f}, mean over {DRAWS} draws, so GBP {sum(self.money):,.0f} buy no place; "
                "allowed: "
                f"more than GBP {sum(self.set_up):,.0f}, fewer staff trained, or fewer pathways"
            )
        values = central_values(scenario)
        come = values["support.comes_to_first_session"] * pilot.prices.factor
        each = {one.programme: come * place_cost(one.programme, values) for one in own_offers(strategy)}
        self.rates = guessed(strategy, scenario.months, self.set_up, each)

    def to_try(self) -> list[Rates]:
        """Return the places to try next."""
        if not is_to_buy(self.strategy):
            return [()]
        return [tuple(rate * times for rate in self.rates) for times in self.levels]

    def at(self, rates: Rates) -> Strategy:
        """Return the strategy with some places."""
        return laid_out(self.strategy, rates, self.months) if rates else self.strategy

    def look(self, rough: bool = False) -> None:
        """Look at what was tried: is it near enough, do families run out, or what is to be tried next.

        rough: it was tried in a few draws, and only says where to begin.
        """
        if rough:
            if is_to_buy(self.strategy):
                self.rates, _ = next_rates(self.tried, self.goal, self.set_up)
            self.tried = []
            return
        self.passes += 1
        if not is_to_buy(self.strategy) or missed(self.best(), self.goal) <= NEAR[min(self.passes, len(NEAR)) - 1]:
            self.done = True
            return
        self.rates, full = next_rates(self.tried, self.goal, self.set_up)
        self.levels = NEXT
        if any(full):
            most = [max(one.pounds[year] for one in self.tried) for year in range(len(self.goal))]
            here = zip(self.goal, most, full, strict=True)
            self.goal = [ALL_BUT * top if is_full else goal for goal, top, is_full in here]
            self.levels, self.full = FEWER, True

    def best(self) -> Tried:
        """Return what came nearest to the money; where families run out, the fewest places that help about as many."""
        if self.full and (enough := [one for one in self.tried if missed(one, self.goal) <= ABOUT]):
            return min(enough, key=lambda one: sum(one.rates))
        return min(self.tried, key=lambda one: missed(one, self.goal))

    def planned(self) -> Planned:
        """Return the plan that was found."""
        best = self.best()
        if is_to_buy(self.strategy) and sum(best.pounds) <= sum(self.set_up):
            raise ScenarioError(
                f"{self.named}, budget: GBP {sum(self.money):,.0f} buy nothing, as no family comes to a place while it "
                "lasts; allowed: offers found at more doors, for more families, or for longer, or more staff trained"
            )
        staff = tuple(self.strategy.staff_trained.items()) if self.strategy.staff_share is not None else ()
        return Planned(self.strategy.name, self.years, best.pounds, best.rates, staff, self.full)


def file_of(scenario: Scenario, strategies: list[Strategy]) -> str:
    """Return the file in which the plans of strategies are kept on this machine."""
    first = scenario.strategies[0]
    about = [canonical(scenario, one) for one in (first, *strategies)]
    money = [[one.budget, one.match_funding, one.staff_share] for one in strategies]
    grants = [one.grant.model_dump() if one.grant else None for one in strategies]
    made_from = [about, money, grants, prices_of(scenario), DRAWS, model_version(one_place(scenario).slug)]
    return f"plans/{content_hash(RESULT, made_from)[:32]}.json"


def kept_plans(scenario: Scenario, strategies: list[Strategy]) -> tuple[Planned, ...] | None:
    """Return the plans that were found before, if they are kept."""
    body = keeping.recall(file_of(scenario, strategies))
    if body is None:
        return None
    found: list[dict[str, Any]] = json.loads(body)
    return tuple(
        Planned(
            one["strategy"],
            years_of_money(strategy, scenario.months),
            tuple(one["pounds"]),
            tuple(one["rates"]),
            tuple((door, share) for door, share in one["staff"]),
            one["full"],
        )
        for one, strategy in zip(found, strategies, strict=True)
    )
