"""What strategies spend of their budgets, year by year, and what others add."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import reduce
from typing import TYPE_CHECKING, Any

import numpy as np

from famsim.appraisal import courses_of
from famsim.measures import Outcome
from famsim.runs import PENCE, Whole, by_year, figures_in, of_own_offers, set_up_by_year
from famsim.scenario import Scenario, Strategy, Year, has_usual, is_sustained, prices_of, years_of_money

if TYPE_CHECKING:
    from famsim.population import World

IN_ALL = 0  # the year of a row for all years together


@dataclass
class BudgetsSpent:
    """What each strategy with a budget spends in each of its years, run by run, in pounds of the scenario's prices."""

    scenario: Scenario | None = None
    world: World | None = None
    years: dict[str, list[Year]] = field(default_factory=dict)  # by strategy; of several areas their sums
    spent: dict[str, list[np.ndarray]] = field(default_factory=dict)  # by strategy, a run each, (years,)
    late: dict[str, list[float]] = field(default_factory=dict)  # of the last year, what falls after its last month

    def add(self, outcomes: list[Outcome]) -> None:
        """Add one (draw, rep)."""
        assert self.scenario is not None and self.world is not None
        by_name = {one.name: one for one in self.scenario.strategies}
        for outcome in outcomes:
            strategy = by_name[outcome.strategy]
            if strategy.budget is not None:
                spent, late = self.spent_in(strategy, outcome)
                self.spent.setdefault(strategy.name, []).append(spent)
                self.late.setdefault(strategy.name, []).append(late)
                self.years[strategy.name] = list(years_of_money(strategy, self.scenario.months))

    def spent_in(self, strategy: Strategy, outcome: Outcome) -> tuple[np.ndarray, float]:
        """Return the pounds of a run in each year of a strategy's money, and those of the last that fall after it."""
        assert self.scenario is not None and self.world is not None
        world, months = self.world, self.scenario.months
        usual = self.scenario.strategies[0] if has_usual(self.scenario) else None
        p = figures_in(outcome.draw, tuple(world.overrides.items()), world.own)
        beside = None if strategy is usual else usual
        paid = set_up_by_year(strategy, beside, p, Whole(world.area.families, months, world.programmes))
        courses = courses_of(strategy, p, world.programmes)
        monthly = of_own_offers(outcome.series, outcome.funnel, strategy, courses) * world.sample.k
        years, pound = years_of_money(strategy, months), prices_of(self.scenario).factor / PENCE
        goes_on = is_sustained(strategy)
        found: np.ndarray = pound * (paid + by_year(monthly, years, goes_on))
        late = 0.0 if goes_on else pound * float(monthly[years[-1].last :].sum())
        return found, late

    def plus(self, other: BudgetsSpent) -> None:
        """Add those of another area, whose runs are the same; a year of money lasts as long as in either."""
        for name, runs in other.spent.items():
            if name not in self.spent:
                self.spent[name], self.years[name] = list(runs), list(other.years[name])
                self.late[name] = list(other.late[name])
                continue
            more = len(other.years[name])
            self.spent[name] = [with_more(one, of) for one, of in zip(self.spent[name], runs, strict=True)]
            self.late[name] = [one + of for one, of in zip(self.late[name], other.late[name], strict=True)]
            both = zip(self.years[name], other.years[name], strict=False)
            self.years[name] = [
                *(in_either(one, of) for one, of in both),
                *self.years[name][more:],
                *other.years[name][len(self.years[name]) :],
            ]

    def rows(self) -> list[dict[str, Any]]:
        """Return a row a strategy and year, and where there are several one of all (year 0); pounds, mean over runs."""
        rows = []
        for name, runs in self.spent.items():
            years, spent = self.years[name], np.array(runs)
            late = round(float(np.mean(self.late[name])) * PENCE) / PENCE
            found = [row(name, place + 1, year, spent[:, place]) for place, year in enumerate(years)]
            found.append(row(name, IN_ALL, reduce(in_either, years), spent.sum(axis=1)))
            last = len(years) - 1
            rows += [one | {"after": late if place >= last else 0.0} for place, one in enumerate(found)]
        return rows


def in_either(one: Year, other: Year) -> Year:
    """Return two years as one, from the first month of either to the last."""
    first, last = min(one.first, other.first), max(one.last, other.last)
    return Year(first, last, one.budget + other.budget, one.match + other.match)


def with_more(ours: np.ndarray, theirs: np.ndarray) -> np.ndarray:
    """Return the sums of two areas by year of their money, (years,): who has fewer years has nothing in the others."""
    found = np.zeros(max(ours.size, theirs.size))
    found[: ours.size] += ours
    found[: theirs.size] += theirs
    return found


def row(strategy: str, number: int, year: Year, spent: np.ndarray) -> dict[str, Any]:
    """Return the row of a year of a strategy's money; `spent` by run. What others add is used in proportion."""
    mean = round(float(spent.mean()) * PENCE) / PENCE
    return {
        "strategy": strategy,
        "year": number,
        "first": year.first,
        "last": year.last,
        "budget": year.budget,
        "match": year.match,
        "spent": mean,
        "least": round(float(spent.min()) * PENCE) / PENCE,
        "most": round(float(spent.max()) * PENCE) / PENCE,
        "unspent": round((year.money - mean) * PENCE) / PENCE,
        "match_used": round(mean * year.match / year.money * PENCE) / PENCE if year.money else 0.0,
    }
