"""What every comparison gathers of one area, run by run, so that no run has to be held."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from famsim.appraisal import Book
from famsim.measures import Effect, Factorial, Outcome, Pairs, Places, Rolls
from famsim.questions.compare.gathered.after import AfterGrant
from famsim.questions.compare.gathered.agencies import Agencies
from famsim.questions.compare.gathered.budgets import BudgetsSpent
from famsim.questions.compare.gathered.helped import Helped
from famsim.questions.compare.gathered.outcomes import Funnels, Survival
from famsim.questions.compare.gathered.phases import Phases
from famsim.questions.compare.gathered.reach import Reach
from famsim.runs import Spending, money_figures
from famsim.scenario import (
    Scenario,
    cells_of,
    effect_called,
    effects,
    figures_of,
    has_usual,
    helping,
    signs,
)

if TYPE_CHECKING:
    from famsim.population import World


@dataclass
class Gathered:
    """What is gathered of one area, whatever is then told of it; `gather` takes the runs in the order (draw, rep).

    k: families of the area for each one simulated.
    """

    scenario: Scenario
    world: World
    alone: bool = False  # there will be one run, and less is held
    helped: dict[str, Helped] = field(default_factory=dict)  # by strategy

    def __post_init__(self) -> None:
        self.k = self.world.sample.k
        places = Places.of(self.scenario.strategies, self.world.sample, self.scenario.months)
        rolls = Rolls()
        self.pairs = Pairs(self.k, places, self.alone, rolls)
        self.usual = has_usual(self.scenario)
        self.reach = Reach(self.k, helping(self.scenario), places, rolls, alone=self.alone, usual=self.usual)
        self.spending = Spending(self.scenario, self.world, places, rolls)
        self.budgets, self.after = BudgetsSpent(self.scenario, self.world), AfterGrant(self.scenario, self.world)
        self.phases = Phases(self.scenario, self.world)
        self.funnels, self.survival = Funnels(self.k), Survival(self.scenario.months)
        self.agencies = Agencies(self.k)
        self.money = Book(self.scenario, self.k, places, figures_of(self.scenario), rolls)
        self.factorial = factorial(self.scenario, self.k, places)

    def gather(self, outcomes: list[Outcome]) -> None:
        """Add what every strategy came to in one (draw, rep)."""
        self.pairs.add(outcomes)
        self.reach.add(outcomes)
        self.spending.add(outcomes)
        self.budgets.add(outcomes)
        self.phases.add(outcomes)
        self.after.add(outcomes)
        self.money.add(outcomes, money_figures(self.world, outcomes[0].draw, self.scenario.strategies))
        if self.factorial is not None:
            self.factorial.add(outcomes)
        self.pairs.rolls.let_go()
        for outcome in outcomes:
            self.funnels.add(outcome)
            self.agencies.add(outcome)
            self.survival.add(outcome)
            helped = self.helped.setdefault(outcome.strategy, Helped(self.usual and outcome is not outcomes[0]))
            helped.add(outcome, outcomes[0])


def factorial(scenario: Scenario, k: float, places: Places) -> Factorial | None:
    """Return what gathers main effects and interactions, nothing where the strategies are no 2x2x2."""
    cells = cells_of(scenario.strategies)
    if cells is None:
        return None
    of = [Effect(effect_called(one), {cells[cell]: sign for cell, sign in signs(one).items()}) for one in effects()]
    return Factorial(of, k, places)
