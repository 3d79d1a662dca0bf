"""What is left of an offer in the five years after its grant: provision, skill, pathways, reach and effect.

Of strategies whose grant says what sustains them. Leaves out: help that others take up.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from famsim.measures import Outcome
from famsim.model.counts import Count
from famsim.model.identity import MONTHS_A_YEAR
from famsim.runs import HalfLife, after_years, half_life, last_month_of, wear_of
from famsim.scenario import FACTORS, Scenario, Strategy, has_usual, is_sustained

if TYPE_CHECKING:
    from famsim.population import World

YEARS = 5
ENDS = (2.5, 97.5)  # % of runs between the limits
COUNTED = {"helped": Count.STARTED, "averted": Count.CHILDREN_IN_HARM}


@dataclass
class AfterGrant:
    """What each sustained strategy comes to in the last year of its grant (year 0) and the five after it, by run."""

    scenario: Scenario
    world: World
    runs: dict[tuple[str, str], list[np.ndarray]] = field(default_factory=dict)  # strategy, what: (years,)
    on: dict[str, list[int]] = field(default_factory=dict)  # by strategy: months after the grant, a run each

    def __post_init__(self) -> None:
        self.strategies = {one.name: one for one in self.scenario.strategies if is_sustained(one)}

    def add(self, outcomes: list[Outcome]) -> None:
        """Add one (draw, rep)."""
        first = outcomes[0]
        usual = has_usual(self.scenario)
        for outcome in outcomes:
            if (strategy := self.strategies.get(outcome.strategy)) is None:
                continue
            for what, count in COUNTED.items():
                monthly = outcome.series[:, int(count)].astype(np.float64)
                less = first.series[:, int(count)].astype(np.float64)
                if what == "averted":
                    monthly = less - monthly
                elif usual:
                    monthly -= less
                yearly = after_years(monthly * self.world.sample.k, ends_of(strategy), YEARS)
                self.runs.setdefault((strategy.name, what), []).append(yearly)
            last = last_month_of(strategy, self.world, outcome.draw, outcome.rep)
            self.on.setdefault(strategy.name, []).append(last - ends_of(strategy))

    def plus(self, other: AfterGrant | None) -> AfterGrant:
        """Return this with another area's, whose runs are the same; a year after is each area's own.

        Whether offers go on is one luck for all areas, so that what is told of it is any area's. Of grants that leave
        an area fewer years, as many years are told.
        """
        if other is None:
            return self
        for key, theirs in other.runs.items():
            ours = self.runs.get(key, [np.zeros_like(one) for one in theirs])
            both = zip(ours, theirs, strict=True)
            self.runs[key] = [one[: len(more)] + more[: len(one)] for one, more in both]
        self.on, self.strategies = other.on | self.on, other.strategies | self.strategies
        return self

    def tables(self) -> dict[str, list[dict[str, Any]]]:
        """Return the tables `half_life`, a row a strategy, and `after_grant`, a row a strategy and year; or nothing."""
        if not self.strategies:
            return {}
        lives = [self.life_row(one) for one in self.strategies.values()]
        rows = [row for one in self.strategies.values() for row in self.year_rows(one)]
        return {"half_life": lives, "after_grant": rows}

    def life_row(self, strategy: Strategy) -> dict[str, Any]:
        """Return a strategy's factors, and how long half of such offers last."""
        factors = factors_of(strategy)
        found: HalfLife = half_life(factors, tuple(self.world.overrides.items()))
        ends = {"ends": ends_of(strategy)}
        return {"strategy": strategy.name} | ends | factors | dict(zip(("years", "low", "high"), found, strict=True))

    def year_rows(self, strategy: Strategy) -> list[dict[str, Any]]:
        """Return what is left at the end of each year, and what was done in it."""
        wear, rows = wear_of(strategy, self.world, 0), []
        counted_in = {what: np.array(self.runs[strategy.name, what]) for what in COUNTED}
        for year in range(counted_in["helped"].shape[1]):
            months = MONTHS_A_YEAR * year
            left = {"goes_on": wear.goes_on(months), "skill": wear.skill(months), "pathways": wear.pathways(months)}
            ran_on = {"runs_on": float(np.mean([on >= months for on in self.on[strategy.name]]))}
            row = {"strategy": strategy.name, "year_after": year} | left | ran_on
            for what, runs in counted_in.items():
                low, high = np.percentile(runs[:, year], ENDS)
                row |= {what: float(runs[:, year].mean()), f"{what}_low": float(low), f"{what}_high": float(high)}
            rows.append(row)
        return rows


def factors_of(strategy: Strategy) -> dict[str, float]:
    """Return what sustains a strategy's offers."""
    assert strategy.grant is not None
    return {name: strategy.grant.factors[name] for name in FACTORS}


def ends_of(strategy: Strategy) -> int:
    """Return the last month of a strategy's grant."""
    assert strategy.grant is not None and strategy.grant.ends is not None
    return strategy.grant.ends
