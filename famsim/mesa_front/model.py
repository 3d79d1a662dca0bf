"""An area as a Mesa model: the same month as the engine's, one agent at a time."""

from typing import Any, Self

import mesa
import numpy as np

from famsim.engine import Run, State, nobody_noticed
from famsim.mesa_front.agent import FamilyAgent
from famsim.mesa_front.allowed import check_help
from famsim.mesa_front.one_family import month_begins, places_shared_out
from famsim.mesa_front.reporters import REPORTERS
from famsim.model.family import LEFT, NOTICED, WAITING
from famsim.model.identity import MONTHS_A_YEAR


class FamilyModel(mesa.Model):  # type: ignore[misc]  # Mesa has no types
    """One area under one strategy, month by month: the families array and the book are those of the engine.

    `scenario` is a loaded scenario (or a Run, as for `from_run`), `strategy` the name or place of one of its
    strategies, `draw` the draw of the evidence. `rng` is what any Mesa model takes: a whole number seeds the
    families' luck and the model's own generators; left out, the scenario's seed does. The agents are the
    families in the area now.

    The step that lives the last month sets `running` to False; one more raises FamsimError.
    """

    agent_class: type[FamilyAgent] = FamilyAgent

    def __init__(self, scenario: Any, strategy: int | str = 0, draw: int = 0, rng: Any = None) -> None:
        rng = int(rng) if isinstance(rng, np.integer) else rng
        run = scenario if isinstance(scenario, Run) else _start(scenario, strategy, draw, _seed(rng))
        super().__init__(rng=run.seed if rng is None else rng)
        self.run = run
        self.datacollector = mesa.DataCollector(model_reporters=dict(REPORTERS))
        self._look_at_state()
        self._welcome(0)
        self.datacollector.collect(self)

    @classmethod
    def from_run(cls, run: Run, rng: Any = 0) -> Self:
        """Return a model that lives a run on, in place, from its month and under its seed.

        `rng` is for the model's own generators only, which no rule uses.
        """
        return cls(run, rng=rng)

    @property
    def month(self) -> int:
        """The last month lived: 0 before the scenario begins, negative in the years before."""
        return self.run.month

    @property
    def families(self) -> np.recarray:
        """The families array, a view: also those who left since the year began."""
        return self.run.families

    def step(self) -> None:
        """Live one month, in the engine's order; FieldError, and nothing lived, where what was written cannot be."""
        check_help(self.families.view(np.ndarray), int(self.run.p[0].policy.n_offers))
        self._begin_month()
        families = self.agents.select(agent_type=FamilyAgent)
        families.do("before_places")
        self._form_queue()
        places_shared_out(self.state, self.timetable, self.parameters, nobody_noticed())
        families.do("after_places")
        families.select(lambda family: family.status == LEFT).do("remove")
        self._end_month()
        self.datacollector.collect(self)

    def _begin_month(self) -> None:
        """Look up what the month brings, and let its families arrive."""
        self.run.make_room(1)
        self._look_at_state()
        self.timetable = self.run.timetable(1)
        here = len(self.families)
        month_begins(self.state, self.timetable, self.parameters)
        self._welcome(here)

    def _welcome(self, first_row: int) -> None:
        """Make an agent for each row from `first_row` on whose family is in the area."""
        rows = first_row + np.flatnonzero(self.families.status[first_row:] != LEFT)
        self.agent_class.create_agents(self, rows.size, rows.tolist())

    def _form_queue(self) -> None:
        """Put the rows of families who wait or were noticed on the area's list, in the order of the array."""
        rows = np.flatnonzero(np.isin(self.families.help_stage, (WAITING, NOTICED)))
        self.state.waiting[: rows.size] = rows
        self.state.since[: rows.size] = 0
        self.state.census[0].waiting = rows.size

    def _end_month(self) -> None:
        """Turn the calendar, at a year's end with the gaps closed, and stop after the last month."""
        self.run.month += 1
        if self.month % MONTHS_A_YEAR == 0:
            row_now = np.cumsum(self.families.status != LEFT) - 1
            self.run.compact()
            for agent in self.agents.select(agent_type=FamilyAgent):
                agent.moves_to(int(row_now[agent.row]))
        self.running = self.month < len(self.state.tallies)

    def _look_at_state(self) -> None:
        """Take plain views of the run's arrays, which compiled code recognises eight times faster."""
        plain: Any = (array.view(np.ndarray) for array in self.run.state)
        self.state = State(*plain)
        self.parameters = self.run.p.view(np.ndarray)


def _start(scenario: Any, strategy: int | str, draw: int, seed: int | None) -> Run:
    """Return the scenario's area at month 0 under one strategy."""
    from famsim.population import start_run

    return start_run(scenario, strategy, draw=draw, seed=seed)


def _seed(rng: Any) -> int | None:
    """Return the seed of the families' luck for what Mesa takes as `rng`."""
    if rng is None or isinstance(rng, int):
        return rng
    return int(np.random.default_rng(rng).integers(2**63))
