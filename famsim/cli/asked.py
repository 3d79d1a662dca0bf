"""What was asked of a command that runs the model."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from famsim.cli.ending import Ending
from famsim.limits import THREADS
from famsim.results import Place
from famsim.scenario import Scenario, change, load_scenario, with_equal_budget

Changes = Mapping[str, int | None]


@dataclass(frozen=True)
class Asked:
    """What was asked of a command; `changes` holds the scenario's fields given on the command line."""

    file: str
    changes: Changes
    draws: int = 1
    reps: int = 1
    threads: int = THREADS
    out: str | None = None
    force: bool = False
    as_json: bool = False
    store: str | None = None
    full: bool = False
    separately: bool = False
    sensitivity: str | None = None
    evaluation: bool = False
    area_figures: str | None = None
    equal_budget: float | None = None
    posterior: str | None = None
    rivals: bool = False

    def scenario(self) -> Scenario:
        """Return the scenario with what the command line changes; everything wrong with it is found here."""
        scenario = changed(load_scenario(self.file, area_figures=self.area_figures), self.changes)
        return scenario if self.equal_budget is None else with_equal_budget(scenario, self.equal_budget)

    def folder(self) -> Place | None:
        """Return the folder that results go to; it, and the store of runs, are found usable before the work begins."""
        if self.store is not None:
            from famsim.store import check_usable

            check_usable(self.store)
        return Ending(self.out, self.force).folder()

    @property
    def count(self) -> str:
        """How many runs were asked for, in words."""
        draws = "central values" if self.draws == 1 else f"{self.draws} draws"
        return draws if self.reps == 1 else f"{draws} x {self.reps} repetitions"


def changed(scenario: Scenario, changes: Changes) -> Scenario:
    """Return a scenario with the fields that were given on the command line."""
    given: dict[str, Any] = {name: value for name, value in changes.items() if value is not None}
    return change(scenario, **given)
