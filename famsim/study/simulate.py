"""Run one strategy of a scenario by itself: its outcomes, its series, its funnel."""

from dataclasses import dataclass

import pandas as pd

from famsim.limits import check
from famsim.population.draws import Starts, strategy_named, world_of
from famsim.population.start import World
from famsim.scenario import Scenario, Strategy, change, heeded
from famsim.study.compare import THREADS, Gathering
from famsim.study.runs import Progress, run_all

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

    def to_frame(self) -> pd.DataFrame:
        """Return the table of outcomes."""
        return self.tables["outcomes"]


def simulate(  # noqa: PLR0913, PLR0917
    scenario: Scenario,
    strategy: str,
    draws: int = 1,
    reps: int = 1,
    progress: Progress | None = None,
    threads: int = THREADS,
) -> Simulation:
    """Run one strategy for so many parameter draws and repetitions; luck and start are those of a comparison.

    draws: 1 = the register's central values; n > 1 = draws 1 to n. reps: chance seeds a draw.
    """
    scenario = heeded(scenario)
    check(draws=draws, reps=reps, threads=threads)
    alone = change(scenario, strategies=(strategy_named(scenario, strategy),))
    return simulated(alone, draws, reps, progress, threads)


def simulated(
    scenario: Scenario, draws: int, reps: int, progress: Progress | None = None, threads: int = THREADS
) -> Simulation:
    """Run the only strategy of a scenario."""
    starts = Starts(world_of(scenario))
    gathering = Gathering(scenario, starts)
    for outcomes in run_all(starts, scenario, draws, reps, progress, threads):
        gathering.add(outcomes)
    tables = gathering.tables()
    return Simulation(scenario, starts.world, draws, reps, {name: tables[name] for name in TABLES})
