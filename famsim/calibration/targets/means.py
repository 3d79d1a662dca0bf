"""The national mean beside a figure: what somebody who knows no difference between groups would say."""

from collections.abc import Sequence

from famsim.calibration.asks import ALL
from famsim.calibration.targets.target import Target
from famsim.calibration.targets.total import UNKNOWN_N


def national_mean(target: Target, targets: Sequence[Target]) -> float:
    """Return the mean of everybody: as its table says, else its source, else the mean of the table's own groups.

    Everybody: the group `all`, or the group that leaves out the one name by which the table's groups differ. The groups
    are weighed by their numbers of people.
    """
    beside = [one for one in targets if one.like == target.like]
    everybody = without_what_differs(target, beside)
    for places in (beside, [one for one in targets if of_one_source(one, target)]):
        found = [one.value for one in places if one.group == everybody]
        if found:
            return found[0]
    weights = [one.n or UNKNOWN_N for one in beside]
    return sum(one.value * weight for one, weight in zip(beside, weights, strict=True)) / sum(weights)


def without_what_differs(target: Target, beside: Sequence[Target]) -> str:
    """Return a target's group without the names by which the rows beside it differ."""
    parts = [set(one.group.split(";")) for one in beside]
    shared = set.intersection(*parts)
    return ";".join(part for part in target.group.split(";") if part in shared and len(parts) > 1) or ALL


def of_one_source(one: Target, other: Target) -> bool:
    """Say whether two figures are of the same measure, time and statistic, in one source."""
    mine, theirs = ((t.source, t.measure, t.time, t.statistic) for t in (one, other))
    return mine == theirs
