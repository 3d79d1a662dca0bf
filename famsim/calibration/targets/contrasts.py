"""Contrasts: differences between the groups of one table, and ratios that were published as such."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from famsim.calibration.asks import ALL, VERSUS, Ask, parts_of
from famsim.calibration.targets.means import national_mean
from famsim.calibration.targets.target import Target
from famsim.calibration.targets.total import own_error, total_error, transfer_share
from famsim.calibration.vocabulary import vocabulary

DIFFERENCE = "difference"


@dataclass(frozen=True)
class Contrast:
    """Two groups of one table, the first held against the second.

    nothing: its value where the groups do not differ. total: its total error. overall: what that is small against, if
    the contrast is informative. rows: the rows that it is made of.
    """

    target: str
    group: str
    statistic: str
    value: float
    nothing: float
    total: float
    overall: float
    asks: tuple[Ask, ...]
    rows: tuple[Target, ...]

    @property
    def clear(self) -> bool:
        """Say whether the groups differ by more than two total errors."""
        return abs(self.value - self.nothing) > 2.0 * self.total


def contrasts(targets: Sequence[Target]) -> list[Contrast]:
    """Return the published contrasts, and each group of a table against the first in the vocabulary's order."""
    published = [as_published(one, targets) for one in targets if one.is_contrast]
    levels = [one for one in targets if not one.is_contrast and not one.about.whole and one.group != ALL]
    return published + [between(*pair, targets) for pair in pairs(levels)]


def as_published(target: Target, targets: Sequence[Target]) -> Contrast:
    """Return a contrast that stands in a file as a row of its own; a ratio is small or large against itself."""
    ratio = target.statistic != DIFFERENCE
    asks = set(target.asks)
    levels = [one for one in targets if one.measure == target.measure and one.time == target.time]
    means = [national_mean(one, targets) for one in levels if one.statistic in {ask.statistic for ask in asks}]
    overall = abs(means[0]) if means and not ratio and not target.about.signed else target.size
    nothing = 1.0 if ratio else 0.0
    return Contrast(
        target=target.target,
        group=target.group,
        statistic=target.statistic,
        value=target.value,
        nothing=nothing,
        total=total_error(target),
        overall=overall,
        asks=target.asks,
        rows=(target,),
    )


def pairs(levels: Sequence[Target]) -> list[tuple[Target, Target]]:
    """Return each group of a table with the one it is held against, the first of those unlike it in one name alone."""
    found = []
    for one in levels:
        name = name_that_differs(one, levels)
        if name is None:
            continue
        beside = [other for other in levels if other.like == one.like and but_for(other, name) == but_for(one, name)]
        first = min(beside, key=lambda other: vocabulary().groups[name].place(dict(parts_of(other.group))[name]))
        if first is not one:
            found.append((one, first))
    return found


def name_that_differs(one: Target, levels: Sequence[Target]) -> str | None:
    """Return the first name in which alone a row differs from another of its table; None if there is no such row."""
    names = dict(parts_of(one.group))
    for name in names:
        for other in levels:
            alike = other.like == one.like and but_for(other, name) == but_for(one, name)
            if alike and other.group != one.group:
                return name
    return None


def but_for(target: Target, name: str) -> tuple[tuple[str, str], ...] | None:
    """Return a row's group without one name; None if it does not have that name."""
    parts = parts_of(target.group)
    return tuple(part for part in parts if part[0] != name) if name in dict(parts) else None


def between(one: Target, other: Target, targets: Sequence[Target]) -> Contrast:
    """Return the difference of two rows of one table."""
    value = one.value - other.value
    carried = max(transfer_share(one), transfer_share(other)) * abs(value)
    mine, theirs = dict(parts_of(one.group)), dict(parts_of(other.group))
    group = ";".join(
        f"{name}={value}" if theirs[name] == value else f"{name}={value}{VERSUS}{theirs[name]}"
        for name, value in mine.items()
    )
    return Contrast(
        target=f"{one.target} less {other.target}",
        group=group,
        statistic=DIFFERENCE,
        value=value,
        nothing=0.0,
        total=math.hypot(own_error(one), own_error(other), carried),
        overall=one.size if one.about.signed else abs(national_mean(one, targets)),
        asks=one.asks + other.asks,
        rows=(one, other),
    )
