"""What help moved in time is judged by: each benefit is a sum of counts without help, less the sum with it."""

from dataclasses import dataclass

from famsim.model.counts import CERTAIN, FINE, Count

PER_HUNDRED = 100.0
COARSE = 512.0


@dataclass(frozen=True)
class Benefit:
    """One benefit per family helped; `scale` turns counts into the unit, `a_month` divides by the months followed.

    Positive is what `says`; `good` is -1 where that is a harm. `finest` is the largest standard error that is shown.
    Around the event `not_around` months of help are not compared by it.
    """

    name: str
    unit: str
    says: str
    count: Count
    scale: float
    a_month: bool
    good: int
    finest: float
    not_around: str = ""

    @property
    def coarse(self) -> float:
        """Parts of the count to one of its third power: few enough digits that sums of cubes are whole and exact."""
        return 1.0 if self.count == Count.HARMFUL_CHILDREN else COARSE


BENEFITS = (
    Benefit(
        "quality",
        "SD of quality",
        "Relationship quality gained, mean over the months followed; couples whose months together did not change",
        Count.QUALITY,
        -1.0 / FINE,
        True,
        1,
        0.02,
    ),
    Benefit(
        "losses_averted",
        "per 100 families helped",
        "Partings averted that were not from a harmful relationship, less those brought about",
        Count.EXPECTED_LOSSES,
        PER_HUNDRED / CERTAIN,
        False,
        1,
        0.3,
    ),
    Benefit(
        "exits_prevented",
        "per 100 families helped",
        "Partings from a harmful relationship that did not happen, less those enabled: a harm",
        Count.EXPECTED_EXITS,
        PER_HUNDRED / CERTAIN,
        False,
        -1,
        0.3,
    ),
    Benefit(
        "harmful_conflict",
        "children per 100 families helped",
        "Fewer children living with harmful conflict, mean over the months followed",
        Count.HARMFUL_CHILDREN,
        PER_HUNDRED,
        True,
        1,
        0.3,
    ),
    Benefit(
        "children_distressed_couple",
        "children per 100 families helped",
        "Fewer children of couples one of whom reports relationship distress (DWP rule), mean over the months followed",
        Count.DISTRESSED_CHILDREN,
        PER_HUNDRED / FINE,
        True,
        1,
        0.3,
    ),
    Benefit(
        "sdq_high",
        "children per 100 families helped",
        "Fewer children with difficulties of 17 or more (expected), mean over the months followed",
        Count.SDQ_HIGH,
        PER_HUNDRED / FINE,
        True,
        1,
        0.3,
        not_around="birth",  # scored from age 4: the later the help, the more of the months followed count the child
    ),
)
QUALITY = 0  # place of quality in BENEFITS
