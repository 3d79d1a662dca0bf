"""What a difference is measured in: whole counts of each family, so that parts add up without rounding."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from famsim.model.counts import FINE, Count

KEPT = (
    Count.COUPLES,
    Count.LOSSES,
    Count.EXITS,
    Count.DISTRESSED_CHILDREN,
    Count.QUALITY,
    Count.HARMFUL_CHILDREN,
    Count.SDQ_CHILDREN,
    Count.SDQ_TOTAL,
)

Counts = dict[Count, np.ndarray]  # of each family, int64


@dataclass(frozen=True)
class Gain:
    """One measure of a strategy against its comparator: each family's whole counts, `scale` to the unit.

    Positive is what `says`; `good` is -1 where that is a harm. `one_way`: families counted one way only, never below 0.
    """

    name: str
    unit: str
    says: str
    of: Callable[[Counts, Counts], np.ndarray]  # with the strategy, without it
    scale: float = 1.0
    good: int = 1
    one_way: bool = False


def fewer(count: Count) -> Callable[[Counts, Counts], np.ndarray]:
    """Return how many fewer there are with the strategy."""
    return lambda ours, without: without[count] - ours[count]


def only_without(count: Count) -> Callable[[Counts, Counts], np.ndarray]:
    """Return how many happen under the comparator only."""
    return lambda ours, without: np.maximum(without[count] - ours[count], 0)


def only_with(count: Count) -> Callable[[Counts, Counts], np.ndarray]:
    """Return how many happen under the strategy only."""
    return lambda ours, without: np.maximum(ours[count] - without[count], 0)


def where_same(amount: Count, base: Count, sign: int) -> Callable[[Counts, Counts], np.ndarray]:
    """Return the change of an amount in families for whom as many months count, so that who is counted is the same."""
    return lambda ours, without: sign * (ours[amount] - without[amount]) * (ours[base] == without[base])


GAINS = {
    gain.name: gain
    for gain in (
        Gain(
            "relationship_distress_averted",
            "child-months",
            "months that couples' children have a parent who reports relationship distress, averted (DWP indicator)",
            fewer(Count.DISTRESSED_CHILDREN),
            1.0 / FINE,
        ),
        Gain(
            "harmful_conflict_averted",
            "child-months",
            "months that children live with harmful conflict, averted",
            fewer(Count.HARMFUL_CHILDREN),
        ),
        Gain(
            "losses_averted",
            "couples",
            "losses averted: couples kept from parting where there was no harm",
            only_without(Count.LOSSES),
            one_way=True,
        ),
        Gain(
            "losses_brought_about",
            "couples",
            "losses brought about: couples, not in harm, who part only with the strategy",
            only_with(Count.LOSSES),
            good=-1,
            one_way=True,
        ),
        Gain(
            "exits_prevented",
            "couples",
            "exits prevented: couples who no longer leave a harmful relationship",
            only_without(Count.EXITS),
            good=-1,
            one_way=True,
        ),
        Gain(
            "exits_enabled",
            "couples",
            "exits enabled: couples who leave a harmful relationship only with the strategy",
            only_with(Count.EXITS),
            one_way=True,
        ),
        Gain(
            "quality_gained",
            "SD-months",
            "relationship quality gained, summed over the months of couples whose months together did not change",
            where_same(Count.QUALITY, Count.COUPLES, 1),
            1.0 / FINE,
        ),
        Gain(
            "difficulties_averted",
            "SDQ point-months",
            "children's difficulties averted, expected SDQ points summed over the months of families in which as many "
            "children have a score",
            where_same(Count.SDQ_TOTAL, Count.SDQ_CHILDREN, -1),
            1.0 / FINE,
        ),
    )
}
