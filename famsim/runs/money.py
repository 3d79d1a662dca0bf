"""What a draw's figures say of money: what appraisals price by, each figure in the prices of the register."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from famsim.appraisal import Course, Lines, Payers, courses_of, whole
from famsim.evidence import Value
from famsim.population import world_of
from famsim.runs.costs import figures_in, most_items, values_in
from famsim.runs.staff_costs import in_pence, set_up_by_month
from famsim.scenario import PAYERS, Scenario, brought, package_figures, prices_of, register_year

if TYPE_CHECKING:
    from famsim.population import World

PENCE = 100.0
PROGRAMMES, SESSION = "programmes", "cost_per_session"


@dataclass(frozen=True)
class MoneyFigures:
    """The figures of one draw in one area."""

    world: "World"
    draw: int

    @cached_property
    def p(self) -> np.record:
        """The parameters, what is solved left out."""
        return figures_in(self.draw, tuple(self.world.overrides.items()), self.world.own)

    @cached_property
    def values(self) -> dict[str, Value]:
        """Every figure of the register."""
        return values_in(self.draw, tuple(self.world.overrides.items()))

    def number(self, name: str) -> float:
        """Return a figure that is one number; of money, in the prices of the register's costs."""
        if name.startswith(f"{PROGRAMMES}."):
            programme = name.split(".")[1]
            return float(self.p.programmes[self.world.programmes.index(programme)][SESSION])
        value, year = self.values[name], package_figures()[name].price_year
        assert not isinstance(value, tuple)
        return value if year is None else value * brought(year, register_year())

    def numbers(self, name: str) -> tuple[float, ...]:
        """Return a figure that is several numbers."""
        value = self.values[name]
        assert isinstance(value, tuple)
        return value

    @property
    def referral(self) -> float:
        """The pence of one referral."""
        return float(in_pence(self.p.costs.referral))

    def set_up(self, strategy: Any) -> Lines:
        """Return what a strategy costs for its staff and pathways, (months + 1,) pence by line."""
        return set_up_by_month(strategy, self.p, self.world.area.families, self.world.months)

    def courses(self, strategy: Any) -> list[Course]:
        """Return the programme of each of its offers."""
        return courses_of(strategy, self.p, self.world.programmes)

    def most(self, strategy: Any) -> float:
        """Return the pence that one family costs at most."""
        return sum(most_items(strategy, self.p, self.world.programmes).values())


def set_up_paid(scenario: Scenario) -> dict[str, dict[str, float]]:
    """Return who pays what for each strategy's staff and pathways: pounds by payer, at central figures, without a run.

    Of a scenario of one area, in the prices of its year and to the penny.
    """
    figures, payers = MoneyFigures(world_of(scenario), 0), Payers(scenario.money.payers)
    found: dict[str, dict[str, float]] = {}
    for strategy in scenario.strategies:
        lines = figures.set_up(strategy)
        shares = [payers.shares(line) * float(amounts.sum()) for line, amounts in lines.items()]
        pence = whole(np.sum(shares, axis=0) * prices_of(scenario).factor) if shares else np.zeros(len(PAYERS))
        by_payer = zip(PAYERS, pence.tolist(), strict=True)
        found[strategy.name] = {payer: amount / PENCE for payer, amount in by_payer if amount}
    return found
