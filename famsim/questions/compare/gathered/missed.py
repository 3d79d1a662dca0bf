"""Who is missed and who is reached, group by group: of families in need, and of those whom a strategy's offers are for.

A family is in need in any month of the scenario. Whom an offer is for is told of the families of the start, who meet
all that it asks of a family at that time; usual services, which go on under every strategy, are left out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from famsim.measures import Outcome, families_by_group, group_names
from famsim.model.counts import Count
from famsim.model.policy import FEATURES
from famsim.runs import features_of
from famsim.scenario import Scenario, Strategy, own_offers

if TYPE_CHECKING:
    from famsim.population import Starts

TABLE = "missed"
PER_CENT = 100.0


@dataclass
class Missed:
    """Families in need, and families meant, reached or not, by group; summed over runs, of those simulated.

    meant: of each strategy the ids of the families of the start whom it is for, in the run that is gathered first.
    """

    k: float
    meant: Mapping[str, np.ndarray] = field(default_factory=dict)
    runs: int = 0
    need: dict[str, np.ndarray] = field(default_factory=dict)  # (groups,)
    reached: dict[str, np.ndarray] = field(default_factory=dict)
    whom: dict[str, tuple[np.ndarray, np.ndarray]] = field(default_factory=dict)  # meant, and reached of them

    def add(self, outcomes: Sequence[Outcome], usual: bool) -> None:
        """Add the outcomes of one (draw, rep); usual: the first has usual services, whom they reach is not counted."""
        first = outcomes[0].column(Count.STARTED) > 0
        for outcome in outcomes:
            came = outcome.column(Count.STARTED) > 0
            if usual:
                came &= ~first
            need = outcome.column(Count.IN_NEED) > 0
            name = outcome.strategy
            self.need[name] = self.need.get(name, 0) + families_by_group(outcome.grouped[need])
            self.reached[name] = self.reached.get(name, 0) + families_by_group(outcome.grouped[need & came])
            if self.runs == 0 and name in self.meant:
                whom = np.isin(outcome.ids, self.meant[name])
                self.whom[name] = (
                    families_by_group(outcome.grouped[whom]),
                    families_by_group(outcome.grouped[whom & came]),
                )
        self.runs += 1

    def plus(self, other: "Missed") -> None:
        """Add those of an area, as many families as live there; its runs are the same."""
        for mine, found in ((self.need, other.need), (self.reached, other.reached)):
            for name, counts in found.items():
                mine[name] = mine.get(name, 0) + counts * other.k
        for name, (whom, came) in other.whom.items():
            before = self.whom.get(name, (0, 0))
            self.whom[name] = (before[0] + whom * other.k, before[1] + came * other.k)
        self.runs = other.runs

    def rows(self) -> list[dict[str, Any]]:
        """Return the rows of the table `missed`, of every strategy that makes an offer."""
        return [row for name in self.whom for row in self.of_strategy(name)]

    def of_strategy(self, name: str) -> list[dict[str, Any]]:
        """Return one strategy's rows: families of the area, shares in %."""
        scale = self.k / max(self.runs, 1)
        need, reached = self.need[name] * scale, self.reached[name] * scale
        whom, came = (counts * self.k for counts in self.whom[name])
        return [
            {
                "strategy": name,
                "group": group,
                "in_need": float(need[place]),
                "in_need_reached": float(reached[place]),
                "share_missed": share(need[place] - reached[place], need[place]),
                "meant": float(whom[place]),
                "meant_reached": float(came[place]),
                "share_meant_missed": share(whom[place] - came[place], whom[place]),
                "part_of_need": share(need[place], need[0]),
                "part_of_reached": share(reached[place], reached[0]),
            }
            for place, group in enumerate(group_names())
        ]


def share(part: float, whole: float) -> float:
    """Return a part in per cent of its whole; NaN of nothing."""
    return float(PER_CENT * part / whole) if whole else float("nan")


def meant_by(starts: "Starts", scenario: Scenario, first: Outcome) -> dict[str, np.ndarray]:
    """Return the ids of the families of the start whom each strategy's own offers are for, in one run.

    Strategies without an offer of their own are left out.
    """
    run = starts.start(first.draw, first.seed)
    features, ids = features_of(run.families, run.month), run.families["family_id"]
    return {one.name: ids[is_for(one, features)] for one in scenario.strategies if own_offers(one)}


def is_for(strategy: Strategy, features: np.ndarray) -> np.ndarray:
    """Return which families any offer of a strategy is for, from their features (families, FEATURES)."""
    found = np.zeros(len(features), np.bool_)
    for offer in own_offers(strategy):
        meets = np.ones(len(features), np.bool_)
        for row in offer.who:
            value = features[:, FEATURES[row.feature].place]
            meets &= (row.low <= value) & (value <= row.high)
        found |= meets
    return found
