"""The registry of measures: name, unit, definition, what is divided by what, and which direction is good.

Whatever a question measures takes its words, unit and direction from here.
"""

from dataclasses import dataclass
from math import inf

from famsim.measures.lines import PAIRED, Line
from famsim.measures.measure import Measure
from famsim.measures.rates import PER_CENT, RATES
from famsim.measures.totals import TOTALS
from famsim.model.counts import FINE, Count

MEASURES = {measure.name: measure for measure in (*RATES, *TOTALS)}  # of every run

# of a strategy's offers, so no sum of counts alone: see famsim.measures.places.helped_by_effect
WITH_EFFECT = Measure(
    "helped_with_effect",
    "families",
    "Families who come to a first session of a programme with an effect for the better at the central figures",
    (Count.STARTED,),
    good=1,
    once=True,
)

OF_QUESTIONS = (  # what some questions measure beside these
    Measure(
        "child_months_distressed_couple",
        "child-months",
        "Months that couples' children have a parent who reports relationship distress",
        (Count.DISTRESSED_CHILDREN,),
        scale=1.0 / FINE,
        good=-1,
    ),
    Measure("missed", "families", "Families ever in need who never come", (Count.IN_NEED,), good=-1, once=True),
    Measure(
        "together",
        "% of families",
        "Families whose couple lives together",
        (Count.COUPLES,),
        (Count.FAMILIES,),
        PER_CENT,
    ),
)
REGISTRY = MEASURES | {measure.name: measure for measure in (WITH_EFFECT, *OF_QUESTIONS)}


def registered(name: str) -> Measure | Line:
    """Return what the registry has of a measure of a run or of a line of the ledger of a pair."""
    return PAIRED[name] if name in PAIRED else REGISTRY[name]


def span_of(name: str) -> tuple[float, float]:
    """Return the least and the most that a measure of a run can be: a share 0 to 100%, a score its points."""
    measure = MEASURES[name]
    if measure.unit == "SD":
        return -inf, inf
    if measure.unit.startswith("points of "):
        return 0.0, float(measure.unit.removeprefix("points of "))
    return 0.0, PER_CENT if measure.unit.startswith("%") and not measure.unit.endswith("a year") else inf


# what comes before a place is given: not bounded by how many places there are (see famsim.measures.places)
BEFORE_A_PLACE = ("noticed", "agreed", "routed", "left_queue")


@dataclass(frozen=True)
class Averted:
    """How much less there is of a measure: its words, unit and direction, what is counted, and what turns it about."""

    says: str
    unit: str
    good: int
    count: Count
    scale: float


def averted(name: str) -> Averted:
    """Return how much less there is of a registered measure: the other direction is good."""
    measure = REGISTRY[name]
    return Averted(f"{measure.says}, averted", measure.unit, -measure.good, measure.counts[0], measure.scale)
