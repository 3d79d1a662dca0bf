"""What a difference is measured in: whole counts of each family, so that parts add up without rounding."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from famsim.model.counts import CERTAIN, FINE, Count
from famsim.study.partings import PAIRED_PARTINGS

KEPT = (
    Count.COUPLES,
    Count.DISTRESSED_CHILDREN,
    Count.QUALITY,
    Count.HARMFUL_CHILDREN,
    Count.SDQ_CHILDREN,
    Count.SDQ_TOTAL,
)

Counts = dict[Count, np.ndarray]  # of each family, int64


@dataclass(frozen=True)
class Pair:
    """The families' counts with the strategy and without it, and what chances they had to part under one alone.

    partings (families, 4): see famsim.study.partings.
    """

    ours: Counts
    without: Counts
    partings: np.ndarray


@dataclass(frozen=True)
class Gain:
    """One measure of a strategy against its comparator: each family's whole counts, `scale` to the unit.

    Positive is what `says`; `good` is -1 where that is a harm. `one_way`: couples expected to part under one alone,
    which cannot be fewer than none.
    """

    name: str
    unit: str
    says: str
    of: Callable[[Pair], np.ndarray]
    scale: float = 1.0
    good: int = 1
    one_way: bool = False
    count: Count = Count.EXPECTED_LOSSES  # what it is counted in: bounds what one family can add


def fewer(count: Count) -> Callable[[Pair], np.ndarray]:
    """Return how many fewer there are with the strategy."""
    return lambda pair: pair.without[count] - pair.ours[count]


def partings(name: str) -> Callable[[Pair], np.ndarray]:
    """Return how many couples are expected to part under one of the two alone."""
    place = PAIRED_PARTINGS.index(name)
    return lambda pair: pair.partings[:, place]


def where_same(amount: Count, base: Count, sign: int) -> Callable[[Pair], np.ndarray]:
    """Return the change of an amount in families for whom as many months count, so that who is counted is the same."""

    def change(pair: Pair) -> np.ndarray:
        same = pair.ours[base] == pair.without[base]
        return sign * (pair.ours[amount] - pair.without[amount]) * same

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
        Gain(
            "losses_averted",
            "couples",
            "losses averted: couples kept from parting where there was no harm",
            partings("losses_averted"),
            1.0 / CERTAIN,
            one_way=True,
        ),
        Gain(
            "losses_brought_about",
            "couples",
            "losses brought about: couples, not in harm, who part only with the strategy",
            partings("losses_brought_about"),
            1.0 / CERTAIN,
            good=-1,
            one_way=True,
        ),
        Gain(
            "exits_prevented",
            "couples",
            "exits prevented: couples who no longer leave a harmful relationship",
            partings("exits_prevented"),
            1.0 / CERTAIN,
            good=-1,
            one_way=True,
        ),
        Gain(
            "exits_enabled",
            "couples",
            "exits enabled: couples who leave a harmful relationship only with the strategy",
            partings("exits_enabled"),
            1.0 / CERTAIN,
            one_way=True,
        ),
        Gain(
            "quality_gained",
            "SD-months",
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
