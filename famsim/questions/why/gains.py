"""What a difference is measured in: whole counts of each family, so that parts add up without rounding."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from famsim.measures import LINES, MEASURES, OF_A_PART, Averted, Line, PairLedger, averted
from famsim.model.counts import Count

KEPT = (
    Count.COUPLES,
    Count.DISTRESSED_CHILDREN,
    Count.QUALITY,
    Count.HARMFUL_CHILDREN,
    Count.SDQ_CHILDREN,
    Count.SDQ_TOTAL,
    Count.MOTHER_IN_HARM,
    Count.CHILDREN_IN_HARM,
    Count.MOTHER_IN_COPARENTING_CONFLICT,
    Count.CHILDREN_IN_COPARENTING_CONFLICT,
    Count.CONTACT_CHILDREN,
)
TOLD_TOO = ("fewer_partings", "stay_in_violence")  # beside the lines A to F

Counts = dict[Count, np.ndarray]  # of each family, int64


@dataclass(frozen=True)
class Pair:
    """The families' counts with the strategy and without it, and the ledger of their partings."""

    ours: Counts
    without: Counts
    ledger: PairLedger


@dataclass(frozen=True)
class Gain:
    """One measure of a strategy against its comparator: each family's whole counts, `scale` to the unit.

    Positive is what `says`; `good` is -1 where that is a harm, 0 where it is neither.
    """

    name: str
    unit: str
    says: str
    of: Callable[[Pair], np.ndarray]
    scale: float = 1.0
    good: int = 1
    count: Count = Count.EXPECTED_LOSSES  # what it is counted in: bounds what one family can add


def fewer(count: Count) -> Callable[[Pair], np.ndarray]:
    """Return how many fewer there are with the strategy."""
    return lambda pair: pair.without[count] - pair.ours[count]


def inside(says: str) -> str:
    """Return a registry's words for the inside of a sentence."""
    return says[0].lower() + says[1:]


def of_line(line: Line) -> Gain:
    """Return a line of the ledger of a pair (famsim.measures.lines) as a gain."""

    def parts(pair: Pair) -> np.ndarray:
        return line.parts(pair.ledger, len(pair.ours[Count.COUPLES]))

    return Gain(line.name, line.unit, inside(line.says), parts, OF_A_PART, line.good)


def of_measure(name: str, less: Averted, note: str = "") -> Gain:
    """Return how much less there is of a registered measure as a gain."""
    return Gain(name, less.unit, inside(less.says) + note, fewer(less.count), less.scale, less.good, less.count)


def more_of(name: str, measure: str, says: str) -> Gain:
    """Return how much more there is of a registered total as a gain."""
    total = MEASURES[measure]
    count = total.counts[0]
    return Gain(
        name, total.unit, says, lambda pair: pair.ours[count] - pair.without[count], total.scale, total.good, count
    )


def where_same(name: str, measure: str, base: Count, unit: str, says: str) -> Gain:
    """Return the gain in a registered mean, summed over families for whom as many months count with and without."""
    mean = MEASURES[measure]
    amount, sign = mean.counts[0], mean.good

    def change(pair: Pair) -> np.ndarray:
        same = pair.ours[base] == pair.without[base]
        found: np.ndarray = sign * (pair.ours[amount] - pair.without[amount]) * same
        return found

    return Gain(name, unit, says, change, mean.scale, count=amount)


QUALITY_GAINED = (
    "spread-months",
    "relationship quality gained, summed over the months of couples whose months together did not change",
)
DIFFICULTIES_AVERTED = (
    "SDQ point-months",
    "children's difficulties averted, expected SDQ points summed over the months of families in which as many children "
    "have a score",
)
CONTACT_GAINED = "months more that children see a parent who lives elsewhere regularly, where that is safe"
GAINS = {
    gain.name: gain
    for gain in (
        of_measure("relationship_distress_averted", averted("child_months_distressed_couple"), " (DWP indicator)"),
        of_measure("harmful_conflict_averted", averted("child_months_harmful")),
        *(of_line(line) for line in LINES if line.letter or line.name in TOLD_TOO),
        of_measure("mother_harm_averted", averted("mother_months_in_harm")),
        of_measure("child_harm_averted", averted("child_months_in_harm")),
        of_measure("coparenting_conflict_averted", averted("mother_months_coparenting_conflict")),
        of_measure("child_coparenting_conflict_averted", averted("child_months_coparenting_conflict")),
        more_of("contact_gained", "child_months_contact", CONTACT_GAINED),
        where_same("quality_gained", "quality", Count.COUPLES, *QUALITY_GAINED),
        where_same("difficulties_averted", "sdq", Count.SDQ_CHILDREN, *DIFFICULTIES_AVERTED),
    )
}
