"""Who gains what: what is counted under the first strategy less what is counted under another, at a published value.

In each account nothing counted is valued twice, and wellbeing is valued in one way alone. Claims (indices of what
families' failure costs, ratios from before and after) are no value here: see claims.toml.
Leaves out: what comes after the scenario's months; the other parent's distress, which is followed only at home, so that
a parting would seem to end it; what schools spend; relationship quality and children's lives beyond their difficulties.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from famsim.appraisal.figures import Figures
from famsim.appraisal.lines import FISCAL, WELLBEING
from famsim.measures import most_of
from famsim.model.counts import FINE, Count
from famsim.model.identity import MONTHS_A_YEAR

YEARS = 1.0 / MONTHS_A_YEAR  # of a month


class Gain(NamedTuple):
    """One thing that is averted: its account, what is counted, what makes a year of it, and what that is worth.

    figures: whose product is the value of a unit. gainers: whose it is; shares: the figure that splits it, none where
    there is one. of_health: discounted as effects on health are. way: of valuing wellbeing.
    """

    name: str
    says: str
    account: str
    counts: tuple[Count, ...]
    scale: float
    figures: tuple[str, ...]
    gainers: tuple[str, ...]
    shares: str = ""
    of_health: bool = False
    way: str = ""

    def units(self, counted: Callable[[Count], np.ndarray]) -> np.ndarray:
        """Return how many units each row holds, (rows,); counted: returns how much of a count each does, (rows,)."""
        found: np.ndarray = np.sum([counted(count) for count in self.counts], axis=0) * self.scale
        return found

    def value(self, of: Figures) -> float:
        """Return the pounds of a unit."""
        return float(np.prod([of.number(name) for name in self.figures]))

    def split(self, of: Figures) -> np.ndarray:
        """Return the share of each gainer, which come to one."""
        if not self.shares:
            return np.ones(1)
        shares = np.asarray(of.numbers(self.shares), np.float64)
        found: np.ndarray = shares / shares.sum()
        return found

    def most(self, months: int) -> float:
        """Return the most units that one family can have."""
        return most_of(self.counts, months) * self.scale


GAINS = (
    Gain(
        "distress",
        "services for mothers in distress",
        FISCAL,
        (Count.MOTHERS_DISTRESSED,),
        YEARS,
        ("evaluation.distress_year",),
        ("nhs", "authority"),
        "evaluation.distress_gainers",
    ),
    Gain(
        "violence",
        "services after violence between parents",
        FISCAL,
        (Count.MOTHERS_HARMED, Count.OTHERS_HARMED),
        YEARS,
        ("evaluation.violence_incidents", "evaluation.violence_incident"),
        ("nhs", "police", "central", "authority"),
        "evaluation.violence_gainers",
    ),
    Gain(
        "difficulties",
        "services for children with difficulties",
        FISCAL,
        (Count.SDQ_HIGH,),
        YEARS / FINE,
        ("evaluation.difficulties_year",),
        ("nhs",),
    ),
    Gain(
        "wellbeing",
        "mothers' wellbeing, in points of life satisfaction",
        WELLBEING,
        (Count.MOTHERS_DISTRESSED,),
        YEARS,
        ("evaluation.wellby_of_distress", "evaluation.wellby"),
        ("families",),
        way="wellby",
    ),
    Gain(
        "health",
        "mothers' health, in years of full health",
        WELLBEING,
        (Count.MOTHERS_DISTRESSED,),
        YEARS,
        ("evaluation.qaly_of_distress", "evaluation.qaly"),
        ("families",),
        of_health=True,
        way="qaly",
    ),
)


def gains_of(wellbeing: str) -> tuple[Gain, ...]:
    """Return what is gained where wellbeing is valued in one way, or ("none") not at all."""
    return tuple(gain for gain in GAINS if gain.way in ("", wellbeing))
