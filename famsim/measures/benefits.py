"""What help moved in time is judged by: counts without help less those with it, or a line of the ledger of a pair."""

from dataclasses import dataclass

from famsim.measures.lines import OF_A_PART, PAIRED, Line
from famsim.measures.registry import MEASURES
from famsim.model.counts import Count

PER_HUNDRED, PER_HUNDRED_HELPED = 100.0, "per 100 families helped"
COARSE = 512.0


@dataclass(frozen=True)
class Benefit:
    """One benefit per family helped: how many fewer of a count there are, or a line of the ledger.

    `scale` turns whole numbers into the unit, `a_month` divides by the months followed.
    Positive is what `says`; `good` is -1 where that is a harm. `finest` is the largest standard error that is shown.
    Around the event `not_around` months of help are not compared by it.
    """

    name: str
    unit: str
    says: str
    of: Count | Line
    scale: float
    a_month: bool
    good: int
    finest: float
    not_around: str = ""

    @property
    def count(self) -> Count:
        """Return the count whose most bounds what one family can add: of a line, a couple's chance of parting."""
        return Count.EXPECTED_LOSSES if isinstance(self.of, Line) else self.of

    @property
    def of_each(self) -> bool:
        """Say whether it is of one family helped; else of a hundred."""
        return not self.unit.endswith(PER_HUNDRED_HELPED)

    @property
    def coarse(self) -> float:
        """Parts of the count to one of its third power: few enough digits that sums of cubes are whole and exact."""
        return 1.0 if self.of == Count.HARMFUL_CHILDREN else COARSE


def of_line(line: Line) -> Benefit:
    """Return a line of the ledger of a pair as a benefit: couples of a hundred families helped."""
    scale = PER_HUNDRED * OF_A_PART
    return Benefit(line.name, PER_HUNDRED_HELPED, line.says, line, scale, False, line.good, 0.3)


def of_measure(name: str, unit: str, says: str, finest: float, not_around: str = "") -> Benefit:
    """Return how much better a registered measure is, a month: counted and turned about as it is there."""
    measure = MEASURES[name]
    return Benefit(name, unit, says, measure.counts[0], -measure.good * measure.scale, True, 1, finest, not_around)


CHILDREN = f"children {PER_HUNDRED_HELPED}"
BENEFITS = (
    of_measure(
        "quality",
        "spreads",
        "Relationship quality gained, mean over the months followed; couples whose months together did not change",
        0.02,
    ),
    *(of_line(PAIRED[name]) for name in ("stay_free_of_harm", "stay_in_harm", "part_free_of_harm")),
    of_measure(
        "harmful_conflict", CHILDREN, "Fewer children living with harmful conflict, mean over the months followed", 0.3
    ),
    of_measure(
        "children_distressed_couple",
        CHILDREN,
        "Fewer children of couples one of whom reports relationship distress (DWP rule), mean over the months followed",
        0.3,
    ),
    of_measure(
        "sdq_high",
        CHILDREN,
        "Fewer children with difficulties of 17 or more (expected), mean over the months followed",
        0.3,
        not_around="birth",  # scored from age 4: the later the help, the more of the months followed count the child
    ),
)
QUALITY = 0  # place of quality in BENEFITS
