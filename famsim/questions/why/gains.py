"""What a difference is measured in: whole counts of each family, so that parts add up without rounding."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from famsim.measures import LINES, OF_A_PART, Line, PairLedger
from famsim.model.counts import FINE, Count

KEPT = (
    Count.COUPLES,
    Count.DISTRESSED_CHILDREN,
    Count.QUALITY,
    Count.HARMFUL_CHILDREN,
    Count.SDQ_CHILDREN,
    Count.SDQ_TOTAL,
    Count.MOTHER_IN_HARM,
    Count.CHILDREN_IN_HARM,
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


def of_line(line: Line) -> Gain:
    """Return a line of the ledger of a pair (famsim.measures.lines) as a gain."""

    def parts(pair: Pair) -> np.ndarray:
        return line.parts(pair.ledger, len(pair.ours[Count.COUPLES]))

    says = line.says[0].lower() + line.says[1:]
    return Gain(line.name, line.unit, says, parts, OF_A_PART, line.good)


def where_same(amount: Count, base: Count, sign: int) -> Callable[[Pair], np.ndarray]:
    """Return the change of an amount in families for whom as many months count, so that who is counted is the same."""

    def change(pair: Pair) -> np.ndarray:
        same = pair.ours[base] == pair.without[base]
        found: np.ndarray = sign * (pair.ours[amount] - pair.without[amount]) * same
        return found

    return change


GAINS = {
    gain.name: gain
    for gain in (
        Gain(
            "relationship_distress_averted",
            "child-months",
            "months that couples' children have a parent who reports relationship distress, averted (DWP indicator)",
            fewer(Count.DISTRESSED_CHILDREN),
            1.0 / FINE,
            count=Count.DISTRESSED_CHILDREN,
        ),
        Gain(
            "harmful_conflict_averted",
            "child-months",
            "months that children live with harmful conflict, averted",
            fewer(Count.HARMFUL_CHILDREN),
            count=Count.HARMFUL_CHILDREN,
        ),
        *(of_line(line) for line in LINES if line.letter or line.name in TOLD_TOO),
        Gain(
            "mother_harm_averted",
            "months",
            "months that mothers live in harm, at home or from the parent elsewhere, averted",
            fewer(Count.MOTHER_IN_HARM),
            count=Count.MOTHER_IN_HARM,
        ),
        Gain(
            "child_harm_averted",
            "child-months",
            "months that children live in harm, at home or from the parent elsewhere, averted",
            fewer(Count.CHILDREN_IN_HARM),
            count=Count.CHILDREN_IN_HARM,
        ),
        Gain(
            "quality_gained",
            "spread-months",
            "relationship quality gained, summed over the months of couples whose months together did not change",
            where_same(Count.QUALITY, Count.COUPLES, 1),
            1.0 / FINE,
            count=Count.QUALITY,
        ),
        Gain(
            "difficulties_averted",
            "SDQ point-months",
            "children's difficulties averted, expected SDQ points summed over the months of families in which as many "
            "children have a score",
            where_same(Count.SDQ_TOTAL, Count.SDQ_CHILDREN, -1),
            1.0 / FINE,
            count=Count.SDQ_TOTAL,
        ),
    )
}
