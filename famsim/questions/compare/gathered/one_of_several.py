"""What is gathered of one of several areas, run by run, until it is added to the others and let go."""

from dataclasses import dataclass, field

import numpy as np

from famsim.measures import MEASURES, Outcome
from famsim.model.identity import MONTHS_A_YEAR
from famsim.questions.compare.gathered.common import Gathered
from famsim.questions.compare.gathered.missed import Missed
from famsim.questions.compare.gathered.outcomes import families_ever

ONCE = tuple(measure for measure in MEASURES.values() if measure.once)


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
    series = outcome.series
    years = range(0, len(series), MONTHS_A_YEAR)
    return Totals(
        outcome.totals * k,
        np.array([series[first : first + MONTHS_A_YEAR].sum(axis=0) for first in years]) * k,
        {measure.name: families_ever(outcome, measure) * k for measure in ONCE},
    )


@dataclass
class AreaGathering(Gathered):
    """One of several areas: with its runs by name, and what they counted."""

    runs: list[tuple[int, int]] = field(default_factory=list)  # draw and repetition
    seeds: list[int] = field(default_factory=list)
    totals: dict[str, list[Totals]] = field(default_factory=dict)  # by strategy, a run each

    def __post_init__(self) -> None:
        super().__post_init__()
        self.missed = Missed(self.k)

    def add(self, outcomes: list[Outcome]) -> None:
        """Add one (draw, rep)."""
        self.gather(outcomes)
        self.missed.add(outcomes, self.usual)
        self.runs.append((outcomes[0].draw, outcomes[0].rep))
        self.seeds.append(outcomes[0].seed)
        for outcome in outcomes:
            self.totals.setdefault(outcome.strategy, []).append(totals(outcome, self.k))
