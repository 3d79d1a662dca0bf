"""What a strategy comes to in the months of its money and after them: cost, families who come, who complete."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from famsim.appraisal import last_month
from famsim.measures import Ends, Outcome, ends, folds
from famsim.model.counts import Count, Stage
from famsim.runs import PENCE, UNIT, Whole, figures_in, paid
from famsim.scenario import Scenario, Strategy, has_usual, prices_of

if TYPE_CHECKING:
    from famsim.population import World

PHASES = "phases"
WITHIN, AFTER, ALL = "within", "after", "all"
COST, COME, COMPLETE = "cost", "come", "complete"
UNITS = {COST: UNIT, "per_come": UNIT, "per_complete": UNIT}
NAN = float("nan")


class Phase(NamedTuple):
    """Some months of a scenario: of its money, after it, or all."""

    name: str
    first: int
    last: int


@dataclass
class Phases:
    """Pounds of public money, first sessions and completions of each strategy but the first, by phase and run.

    Where usual services go on under the first, so much more than under it. found: by strategy, a run each, (phases, 3);
    monthly: the same by month, (months + 1, 3).
    """

    scenario: Scenario | None = None
    world: World | None = None
    draws: list[int] = field(default_factory=list)
    phases: dict[str, list[Phase]] = field(default_factory=dict)
    found: dict[str, list[np.ndarray]] = field(default_factory=dict)
    monthly: dict[str, list[np.ndarray]] = field(default_factory=dict)

    def add(self, outcomes: list[Outcome]) -> None:
        """Add one (draw, rep)."""
        assert self.scenario is not None
        by_name = {one.name: one for one in self.scenario.strategies}
        first = outcomes[0]
        self.draws.append(first.draw)
        before = self.by_month(by_name[first.strategy], first) if has_usual(self.scenario) else 0.0
        for outcome in outcomes[1:]:
            strategy = by_name[outcome.strategy]
            monthly = self.by_month(strategy, outcome) - before
            self.phases[strategy.name] = phases_of(strategy, self.scenario.months)
            self.monthly.setdefault(strategy.name, []).append(monthly)
            self.found.setdefault(strategy.name, []).append(in_phases(monthly, self.phases[strategy.name]))

    def by_month(self, strategy: Strategy, outcome: Outcome) -> np.ndarray:
        """Return pounds, first sessions and completions of the area, (months + 1, 3); month 0: before anybody comes."""
        assert self.scenario is not None and self.world is not None
        world, months = self.world, self.scenario.months
        p = figures_in(outcome.draw, tuple(world.overrides.items()), world.own)
        pence = paid(strategy, p, Whole(world.area.families, months, world.programmes))
        pence[1:] += outcome.series[:, int(Count.PENCE)] * world.sample.k
        stages = outcome.funnel.sum(axis=1)[:, [int(Stage.STARTED), int(Stage.COMPLETED)]] * world.sample.k
        found = np.zeros((months + 1, 3))
        found[:, 0] = pence * prices_of(self.scenario).factor / PENCE
        found[1:, 1:] = stages
        return found

    def plus(self, other: Phases) -> None:
        """Add those of another area, whose runs are the same; a phase is the first area's that has as many, by months.

        Where the money of one area ends and another's does not, the other's months are told by those of the one.
        """
        self.draws = other.draws
        for name, runs in other.found.items():
            if name not in self.found:
                self.found[name], self.monthly[name] = list(runs), list(other.monthly[name])
                self.phases[name] = list(other.phases[name])
                continue
            phases = max(self.phases[name], other.phases[name], key=len)
            self.found[name] = summed(self.by_phase(name, phases), other.by_phase(name, phases))
            self.monthly[name] = summed(self.monthly[name], other.monthly[name])
            self.phases[name] = phases

    def by_phase(self, name: str, phases: list[Phase]) -> list[np.ndarray]:
        """Return what a strategy comes to, a run each, (phases, 3): by its own, or by others where these are more."""
        if len(self.phases[name]) == len(phases):
            return self.found[name]
        return [in_phases(one, phases) for one in self.monthly[name]]

    def rows(self, year: int) -> list[dict[str, Any]]:
        """Return strategy, phase, first, last, measure, estimate, low, high, unit and price_year.

        measures: cost, come (first sessions), complete, per_come and per_complete, and what the strategy would come to
        for the sum that the least of them costs in such a phase, in proportion: come_for_sum, complete_for_sum. Limits
        are of draws, chance in them; none of one draw.
        """
        least: dict[str, float] = {}
        for name, runs in self.found.items():
            for place, phase in enumerate(self.phases[name]):
                cost = float(np.mean([one[place, 0] for one in runs]))
                if cost > 0.0:
                    least[phase.name] = min(least.get(phase.name, np.inf), cost)
        return [
            {"strategy": name, "phase": phase.name, "first": phase.first, "last": phase.last, "measure": measure}
            | told
            | {"unit": UNITS.get(measure, "times"), "price_year": year}
            for name, runs in self.found.items()
            for place, phase in enumerate(self.phases[name])
            for measure, told in self.measures(np.array(runs)[:, place], least.get(phase.name, NAN)).items()
        ]

    def measures(self, runs: np.ndarray, least: float) -> dict[str, dict[str, float]]:
        """Return estimate and limits of each measure of a phase; runs (runs, 3), least: the sum to bring it to."""
        cost, come, complete = runs.T
        found = {COST: self.told(cost), COME: self.told(come), COMPLETE: self.told(complete)}
        for name, number in ((COME, come), (COMPLETE, complete)):
            found[f"per_{name}"] = self.told(cost, number)
            found[f"{name}_for_sum"] = {
                end: 1.0 / one if (one := value / least) > 0.0 else NAN
                for end, value in zip(("estimate", "low", "high"), swapped(found[f"per_{name}"]), strict=True)
            }
        return found

    def told(self, above: np.ndarray, under: np.ndarray | None = None) -> dict[str, float]:
        """Return a mean over runs, or a quotient of two, with limits by draws where all are above nothing."""
        divided = np.ones(above.size) if under is None else under
        estimate = float(above.mean() / divided.mean()) if divided.mean() > 0.0 else NAN
        low, high = NAN, NAN
        if len(set(self.draws)) > 1 and estimate > 0.0 and (divided > 0.0).all():
            of_draws = folds(above / divided, np.zeros(above.size), 0.0, self.draws)
            if of_draws is not None:
                low, high = ends(estimate, Ends(estimate, estimate), of_draws)
        return {"estimate": estimate, "low": low, "high": high}


def in_phases(monthly: np.ndarray, phases: list[Phase]) -> np.ndarray:
    """Return the sums of some phases, (phases, 3), of what comes up by month, (months + 1, 3)."""
    return np.array([monthly[one.first : one.last + 1].sum(axis=0) for one in phases])


def summed(ours: list[np.ndarray], theirs: list[np.ndarray]) -> list[np.ndarray]:
    """Return two areas' runs together, one by one."""
    return [one + more for one, more in zip(ours, theirs, strict=True)]


def swapped(of: dict[str, float]) -> tuple[float, float, float]:
    """Return an estimate with its limits the other way round."""
    return of["estimate"], of["high"], of["low"]


def phases_of(strategy: Strategy, months: int) -> list[Phase]:
    """Return the months of a strategy's money and those after it, where there are any, and all."""
    last, whole = last_month(strategy, months), Phase(ALL, 0, months)
    if last is None or last >= months:
        return [whole]
    return [Phase(WITHIN, 0, last), Phase(AFTER, last + 1, months), whole]
