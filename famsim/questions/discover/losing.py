"""Where a plan loses, and in which scenario and area of an experiment that is looked at."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from famsim.errors import FamsimError, unknown
from famsim.measures import MEASURES, Measure
from famsim.scenario import Scenario, one_place

if TYPE_CHECKING:
    from famsim.questions.sweep import Experiment

USUAL = "losses"
MEASURED = tuple(name for name, measure in MEASURES.items() if measure.good)


@dataclass(frozen=True)
class Losing:
    """Where a plan loses.

    strategy, against: of which the difference is taken, None for the only other, and for the first. measure: what it
    should better. least: it loses where it betters it by less. pay: pounds that one of the measure bettered may cost:
    it loses where it costs more; None: what it costs does not count. cell: which scenario and area, of several.
    """

    strategy: str | None = None
    against: str | None = None
    measure: str = USUAL
    least: float = 0.0
    pay: float | None = None
    cell: str | None = None

    @property
    def measured(self) -> Measure:
        """The measure."""
        return MEASURES[self.measure]

    def as_record(self) -> dict[str, Any]:
        """Return what a record keeps of it."""
        return asdict(self)


def cell_names(experiment: Experiment) -> list[str]:
    """Return what each scenario in its area is called: as in the runs' names."""
    return [cell_name(one) for one in experiment.cells]


def cell_name(cell: Scenario) -> str:
    """Return what a scenario in its area is called."""
    return f"{cell.name}/{one_place(cell).slug}"


def cell_of(experiment: Experiment, given: str | None) -> int:
    """Return the place of the scenario and area that is asked about."""
    names = cell_names(experiment)
    if given is None:
        if len(names) > 1:
            raise FamsimError(f"cell: must be given, for the experiment has {len(names)}: {', '.join(names)}")
        return 0
    if given not in names:
        raise unknown("cell", str(given), names, "cell", FamsimError)
    return names.index(given)
