"""The search for the places that one strategy's money buys: tried roughly, then in as many draws as a plan rests on.

What is spent goes by the whole places that come up, not by places a month: between what was tried it is taken to be
straight in these. What is found was tried: its pounds are those of the very lives that a study of these draws has.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from famsim.errors import ScenarioError
from famsim.runs.buying import (
    ABOUT,
    ALL_BUT,
    FEWER,
    FIRST,
    NEAR,
    NEXT,
    PLACE,
    SURE,
    WIDE,
    Rates,
    Tried,
    come_up,
    guessed,
    laid_out,
    missed,
    next_places,
    rate_of,
    standing,
)
from famsim.scenario import central_values, is_to_buy, one_place, own_offers, place_cost, prices_of, years_of_money

if TYPE_CHECKING:
    from famsim.runs.spent import Pilot
    from famsim.scenario import Scenario, Strategy, Year


class Bought(NamedTuple):
    """What a search found: the strategy with its staff, years of money, and what is spent at which places a month."""

    strategy: Strategy
    years: tuple[Year, ...]
    spends: Tried
    full: bool  # more places would find no families


def pounds_of_places(strategy: Strategy, scenario: Scenario) -> dict[str, float]:
    """Return the pounds that a place of each of a strategy's offers comes to, at central figures, by programme."""
    values = central_values(scenario)
    come = values["support.comes_to_first_session"] * prices_of(scenario).factor
    return {one.programme: come * place_cost(one.programme, values) for one in own_offers(strategy)}


def step_of(strategy: Strategy, scenario: Scenario) -> float:
    """Return the pounds that one whole place of a sample stands for in the area, of its dearest offer; 0 of an area.

    A budget of one area is met to such steps, and no nearer.
    """
    area, each = one_place(scenario), pounds_of_places(strategy, scenario)
    if scenario.families is None or scenario.families >= area.families:
        return 0.0
    return area.families / scenario.families * max(each.values(), default=0.0)


class Search:
    """The search for the places that one strategy's money buys."""

    def __init__(self, strategy: Strategy, scenario: Scenario, pilot: Pilot, set_up: list[float]) -> None:
        """Work out what staff and pathways leave; ScenarioError where that is nothing.

        set_up: what they cost in each year of the money, in pounds, mean over draws.
        """
        self.strategy, self.months = strategy, scenario.months
        self.named = f"{scenario.called()}: {strategy.called()}"
        self.years = years_of_money(strategy, scenario.months)
        self.money = [year.money for year in self.years]
        self.goal = self.money  # or less, where families run out
        self.set_up = set_up
        self.tried: list[Tried] = []
        self.done, self.full, self.passes = False, False, 0
        self.levels: tuple[float, ...] = FIRST
        self.now_full: list[bool] = []  # years in which families were just found to run out
        self.rates: Rates = ()
        if not is_to_buy(strategy):
            return
        if sum(self.set_up) >= sum(self.money):
            paid, fewer = ("staff, posts", "fewer posts or") if strategy.navigator else ("staff", "fewer")
            raise ScenarioError(
                f"{self.named}, budget: {paid} and pathways cost GBP {sum(self.set_up):,.0f}, mean over "
                f"{len(pilot.figures)} draws, so GBP {sum(self.money):,.0f} buy no place; allowed: "
                f"more than GBP {sum(self.set_up):,.0f}, {fewer} staff trained, or fewer pathways"
            )
        self.sample, self.each = pilot.world.sample, pounds_of_places(strategy, scenario)
        self.rates = guessed(strategy, scenario.months, self.set_up, self.each)

    def to_try(self) -> list[Rates]:
        """Return the places to try next."""
        if not is_to_buy(self.strategy):
            return [()]
        if not any(self.now_full):
            return [tuple(rate * times for rate in self.rates) for times in self.levels]
        return [
            tuple(rate * (few if is_full else near) for rate, is_full in zip(self.rates, self.now_full, strict=True))
            for few, near in zip(FEWER, NEXT, strict=True)
        ]

    def at(self, rates: Rates) -> Strategy:
        """Return the strategy with some places."""
        return laid_out(self.strategy, rates, self.months) if rates else self.strategy

    def look(self, rough: bool = False) -> None:
        """Look at what was tried: is it near enough, do families run out, or what is to be tried next.

        rough: it was tried in a few draws, and only says where to begin.
        """
        if rough:
            if self.tried:
                self.rates, _ = self.next()
                self.tried, self.levels = [], WIDE
            return
        self.passes += 1
        near = ABOUT if self.full else NEAR[min(self.passes, len(NEAR)) - 1]
        if not is_to_buy(self.strategy) or missed(self.best(), self.goal) <= near:
            self.done = True
            return
        self.rates, self.now_full = self.next()
        self.levels = NEXT
        if any(self.now_full):
            most = [max(one.pounds[year] for one in self.tried) for year in range(len(self.goal))]
            here = zip(self.goal, most, self.now_full, strict=True)
            self.goal = [ALL_BUT * top if is_full else goal for goal, top, is_full in here]
            self.full = True
        known = {self.places(one.rates) for one in self.tried}
        self.done = all(self.places(rates) in known for rates in self.to_try())

    def reaches(self) -> bool:
        """Say whether what was tried in a few draws surely reaches the money: well over it, by places few enough."""
        if not self.tried or self.sample.k * max(self.each.values()) > PLACE * min(filter(None, self.goal)):
            return False
        most = [max(one.pounds[year] for one in self.tried) for year in range(len(self.goal))]
        return all(there >= SURE * asked for there, asked in zip(most, self.goal, strict=True))

    def next(self) -> tuple[Rates, list[bool]]:
        """Return the places a month to try next, and in which years more places find no families."""
        tried = [Tried(self.places(one.rates), one.pounds) for one in self.tried]
        places, full = next_places(tried, self.goal, self.set_up)
        return tuple(rate_of(one, partial(self.places_in, year)) for year, one in enumerate(places)), full

    def places(self, rates: Rates) -> Rates:
        """Return the places that come up in each year, in pounds of what a place costs at central figures."""
        return tuple(self.places_in(year, rate) for year, rate in enumerate(rates))

    def places_in(self, year: int, rate: float) -> float:
        """Return the same of one year."""
        stands = standing(self.strategy, self.years[year], rate, len(self.years) == 1)
        return come_up(stands, self.each, self.sample, self.months)

    def best(self) -> Tried:
        """Return what came nearest to the money; where families run out, the fewest places that help about as many."""
        if self.full and (enough := [one for one in self.tried if missed(one, self.goal) <= ABOUT]):
            return min(enough, key=lambda one: sum(one.rates))
        return min(self.tried, key=lambda one: missed(one, self.goal))

    def found(self) -> Bought:
        """Return what was found; ScenarioError where no family comes."""
        best = self.best()
        if is_to_buy(self.strategy) and sum(best.pounds) <= sum(self.set_up):
            raise ScenarioError(
                f"{self.named}, budget: GBP {sum(self.money):,.0f} buy nothing, as no family comes to a place while it "
                "lasts; allowed: offers found at more doors, for more families, or for longer, or more staff trained"
            )
        return Bought(self.strategy, self.years, best, self.full)
