"""Run one strategy of a scenario by itself: its outcomes, its series, its funnel."""

from dataclasses import dataclass

import pandas as pd

from famsim.limits import THREADS
from famsim.population import Starts, World, world_of
from famsim.questions.compare import Gathering
from famsim.runs import Progress, run_all
from famsim.scenario import Scenario, Strategy

TABLES = ("outcomes", "series", "funnel", "runs")


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


def simulated(
    scenario: Scenario, draws: int, reps: int, progress: Progress | None = None, threads: int = THREADS
) -> Simulation:
    """Run the only strategy of a scenario."""
    starts = Starts(world_of(scenario))
    gathering = Gathering(scenario, starts, draws * reps == 1)
    for outcomes in run_all(starts, scenario, draws, reps, progress, threads):
        gathering.add(outcomes)
    tables = gathering.tables()
    return Simulation(scenario, starts.world, draws, reps, {name: tables[name] for name in TABLES})
