"""A box: futures between limits of some columns; how much of what is lost it holds, and how purely."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

SIDES = ("low", "high")
SURE = 0.05  # a limit whose quasi-p is above this is dropped


class Limit(NamedTuple):
    """One limit of a box: of which column, at which side."""

    column: int
    side: str


@dataclass(frozen=True)
class Box:
    """Futures from `low` to `high` of every column; -inf and inf where a column is not limited."""

    low: tuple[float, ...]
    high: tuple[float, ...]

    @property
    def limits(self) -> list[Limit]:
        """The limits that it has."""
        return [
            Limit(column, side)
            for column in range(len(self.low))
            for side in SIDES
            if np.isfinite(getattr(self, side)[column])
        ]

    def holds(self, x: np.ndarray) -> np.ndarray:
        """Return which futures, (futures, columns), it holds."""
        return np.asarray(((x >= self.low) & (x <= self.high)).all(axis=1), np.bool_)

    def at(self, limit: Limit, value: float) -> "Box":
        """Return it with one limit elsewhere."""
        ends = {side: getattr(self, side) for side in SIDES}
        moved = list(ends[limit.side])
        moved[limit.column] = value
        return Box(**{**ends, limit.side: tuple(moved)})

    def without(self, limit: Limit) -> "Box":
        """Return it without one limit."""
        return self.at(limit, -np.inf if limit.side == "low" else np.inf)


def everything(columns: int) -> Box:
    """Return the box without limits."""
    return Box((-np.inf,) * columns, (np.inf,) * columns)


class Held(NamedTuple):
    """What a set of futures holds: how many, how many of them lose, and both of all futures."""

    cases: int
    losing: int
    of_cases: int
    of_losing: int

    @property
    def coverage(self) -> float:
        """Of the futures that lose, the share that is inside."""
        return self.losing / self.of_losing if self.of_losing else float("nan")

    @property
    def density(self) -> float:
        """Of the futures inside, the share that loses."""
        return self.losing / self.cases if self.cases else float("nan")

    @property
    def apart(self) -> float:
        """How well it tells them apart: its share of what loses less its share of what does not."""
        others = self.of_cases - self.of_losing
        return self.coverage - (self.cases - self.losing) / others


def held(inside: np.ndarray, y: np.ndarray) -> Held:
    """Return what is inside; y: which futures lose."""
    return Held(int(inside.sum()), int((inside & y).sum()), y.size, int(y.sum()))


def inside_any(boxes: Sequence[Box], x: np.ndarray) -> np.ndarray:
    """Return which futures any of some boxes holds."""
    found = np.zeros(len(x), np.bool_)
    for box in boxes:
        found |= box.holds(x)
    return found


def quasi_p(box: Box, limit: Limit, x: np.ndarray, y: np.ndarray) -> float:
    """Return how likely so pure a box would be were one limit without meaning (Bryant and Lempert 2010).

    The chance that of as many futures as the box holds as many lose, were each lost at the rate of the box without the
    limit. Called quasi, because the limit was chosen by the same futures.
    """
    from scipy.stats import binom

    mine, wider = held(box.holds(x), y), held(box.without(limit).holds(x), y)
    return float(binom.sf(mine.losing - 1, mine.cases, wider.density))


def only_sure(box: Box, x: np.ndarray, y: np.ndarray) -> Box:
    """Return a box without limits that could be chance, the least sure dropped first."""
    while box.limits:
        p, worst = max((quasi_p(box, limit, x, y), limit) for limit in box.limits)
        if p <= SURE:
            return box
        box = box.without(worst)
    return box
