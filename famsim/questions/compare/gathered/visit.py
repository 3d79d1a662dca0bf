"""One of several areas on its way through the cores: lived by itself."""

from dataclasses import replace
from functools import cached_property
from threading import Lock

import numpy as np

from famsim.areas import AreaProfile
from famsim.measures import Outcome
from famsim.population import Starts, world_of
from famsim.questions.compare.gathered.missed import meant_by
from famsim.runs import Keeper, Watch, plan, run_pair
from famsim.scenario import Scenario, Strategy, config_hash, in_area
from famsim.store import Store


class Visit:
    """One area on its way through the cores; its starting families are made by whoever first lives there."""

    def __init__(self, scenario: Scenario, area: AreaProfile, store: Store | None, first: tuple[int, int]) -> None:
        """Take the scenario as it is asked of this area; nothing is lived or solved yet. first: draw and repetition."""
        self.area, self.store, self.first = area, store, first
        self.meant: dict[str, np.ndarray] = {}  # whom each strategy is for, once the first run is lived
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

    def _does(self, strategy: Strategy) -> str:
        return config_hash(self.scenario, strategy.model_copy(update={"name": "any"}))

    @cached_property
    def lived(self) -> Scenario:
        """The scenario with the strategies that are lived."""
        kept = tuple(one for one in self.scenario.strategies if self.alike[one.name] == one.name)
        return self.scenario.model_copy(update={"strategies": kept})

    def starts(self) -> Starts:
        """Return the area's starts, made once, when the places that budgets buy here are found."""
        with self._lock:
            if self._starts is None:
                starts = Starts(self.world)
                self.scenario = plan(self.scenario, threads=1, starts=starts).scenario
                starts.keeper = Keeper(self.store, self.lived) if self.store else None
                self._starts = starts
            return self._starts

    def live(self, draw: int, rep: int, watch: Watch) -> tuple["Visit", list[Outcome]]:
        """Return this visit, and what every strategy of a (draw, rep) came to here."""
        starts = self.starts()
        lived = {one.strategy: one for one in run_pair(starts, self.lived, draw, rep, watch)}
        found = [replace(lived[self.alike[one.name]], strategy=one.name) for one in self.scenario.strategies]
        if (draw, rep) == self.first:
            self.meant = meant_by(starts, self.scenario, found[0])
        return self, found
