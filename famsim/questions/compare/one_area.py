"""What one of several areas comes to: lived by itself, gathered run by run, then added to the others and let go."""

from dataclasses import dataclass, field, replace
from functools import cached_property
from threading import Lock
from typing import Any

import numpy as np

from famsim.areas import AreaProfile
from famsim.measures import MEASURES, Outcome, group_names
from famsim.model.identity import MONTHS_A_YEAR
from famsim.population import Starts, world_of
from famsim.questions.compare.gathered import Gathered
from famsim.questions.compare.tables import families_ever
from famsim.runs import Keeper, Watch, run_pair
from famsim.scenario import Scenario, config_hash, in_area
from famsim.store import Store

ONCE = tuple(measure for measure in MEASURES.values() if measure.once)


class Visit:
    """One area on its way through the cores; its starting families are made by whoever first lives there."""

    def __init__(self, scenario: Scenario, area: AreaProfile, store: Store | None) -> None:
        """Take the scenario as it is asked of this area; nothing is lived or solved yet."""
        self.area, self.store = area, store
        self.scenario = in_area(scenario, area)
        self.world = world_of(self.scenario)
        self._lock = Lock()
        self._starts: Starts | None = None

    @cached_property
    def alike(self) -> dict[str, str]:
        """For each strategy the first that does just the same here: of two names for one thing one is lived."""
        first: dict[str, str] = {}
        done = [(one.name, self._does(one)) for one in self.scenario.strategies]
        return {name: first.setdefault(does, name) for name, does in done}

    def _does(self, strategy: Any) -> str:
        return config_hash(self.scenario, strategy.model_copy(update={"name": "any"}))

    @cached_property
    def lived(self) -> Scenario:
        """The scenario with the strategies that are lived."""
        kept = tuple(one for one in self.scenario.strategies if self.alike[one.name] == one.name)
        return self.scenario.model_copy(update={"strategies": kept})

    def starts(self) -> Starts:
        """Return the area's starts, made once."""
        with self._lock:
            if self._starts is None:
                self._starts = Starts(self.world, Keeper(self.store, self.lived) if self.store else None)
            return self._starts

    def live(self, draw: int, rep: int, watch: Watch) -> tuple["Visit", list[Outcome]]:
        """Return this visit, and what every strategy of a (draw, rep) came to here."""
        lived = {one.strategy: one for one in run_pair(self.starts(), self.lived, draw, rep, watch)}
        return self, [replace(lived[self.alike[one.name]], strategy=one.name) for one in self.scenario.strategies]


@dataclass(frozen=True)
class Totals:
    """What a run counted, as many families as live in the area: of rates' parts too, which can be added up.

    counts (groups, counts); yearly (years, counts) of all families; ever (groups,) of each measure of families.
    """

    counts: np.ndarray
    yearly: np.ndarray
    ever: dict[str, np.ndarray]

    def plus(self, other: "Totals | None") -> "Totals":
        """Return both together."""
        if other is None:
            return self
        ever = {name: self.ever[name] + other.ever[name] for name in self.ever}
        return Totals(self.counts + other.counts, self.yearly + other.yearly, ever)


def totals(outcome: Outcome, k: float) -> Totals:
    """Return what a run counted; `k`: families of the area for each one simulated."""
    everyone = outcome.series[:, group_names().index("all")]
    years = range(0, len(everyone), MONTHS_A_YEAR)
    return Totals(
        outcome.series.sum(axis=0) * k,
        np.array([everyone[first : first + MONTHS_A_YEAR].sum(axis=0) for first in years]) * k,
        {measure.name: families_ever(outcome, measure) * k for measure in ONCE},
    )


@dataclass
class AreaGathering(Gathered):
    """One of several areas: with its runs by name, and what they counted."""

    runs: list[tuple[int, int]] = field(default_factory=list)  # draw and repetition
    seeds: list[int] = field(default_factory=list)
    totals: dict[str, list[Totals]] = field(default_factory=dict)  # by strategy, a run each

    def add(self, outcomes: list[Outcome]) -> None:
        """Add one (draw, rep)."""
        self.gather(outcomes)
        self.runs.append((outcomes[0].draw, outcomes[0].rep))
        self.seeds.append(outcomes[0].seed)
        for outcome in outcomes:
            self.totals.setdefault(outcome.strategy, []).append(totals(outcome, self.k))
