"""Run one strategy of a scenario by itself: its outcomes, its series, its funnel."""

from dataclasses import dataclass

import pandas as pd

from famsim.population import Starts, World, world_of
from famsim.questions.compare import Gathering
from famsim.runs import CENTRAL, Running, run_all
from famsim.scenario import Scenario, Strategy

TABLES = ("outcomes", "series", "funnel", "costs", "summary", "runs")


@dataclass(frozen=True)
class Simulation:
    """The tables of one strategy: outcomes, series, funnel and runs, as in a comparison; `scenario` holds it alone."""

    scenario: Scenario
    world: World
    draws: int
    reps: int
    tables: dict[str, pd.DataFrame]

    @property
    def strategy(self) -> Strategy:
        """The strategy that was run."""
        return self.scenario.strategies[0]


def simulated(scenario: Scenario, running: Running = CENTRAL) -> Simulation:
    """Run the only strategy of a scenario."""
    starts = Starts(world_of(scenario))
    gathering = Gathering(scenario, starts.world, running.once)
    for outcomes in run_all(starts, scenario, running):
        gathering.add(outcomes)
    tables = gathering.tables()
    return Simulation(scenario, starts.world, running.draws, running.reps, {name: tables[name] for name in TABLES})
