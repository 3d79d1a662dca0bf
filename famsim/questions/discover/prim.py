"""PRIM: a box found by peeling off, a little at a time, what loses least, then pasting back (Friedman and Fisher 1999).

From all futures, the twentieth with the lowest or highest values of one column is taken off, again and again: always
at the side in whose outer fifth least is lost (a twentieth by itself says too little where futures are few). Of the
boxes on the way the one is taken that tells losing from other futures best; it is widened where that is better still,
and limits that could be chance are dropped.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from famsim.questions.discover.box import Box, Limit, everything, held, only_sure

PEELED = 0.05  # of the futures in a box, at a time
OUTER = 0.2  # of them, at each side: by what is lost there it is chosen where to peel
LEAST_SHARE, LEAST = 0.05, 8  # a box holds that share of the futures, and so many


def least_of(cases: int) -> int:
    """Return how many futures a box holds at least."""
    return max(LEAST, int(np.ceil(LEAST_SHARE * cases)))


def prim(x: np.ndarray, y: np.ndarray) -> list[Box]:
    """Return the box of futures, x (futures, columns), in which most are lost, y; none where no limit is sure."""
    best = max(peeling(x, y), key=lambda box: held(box.holds(x), y).apart)
    box = only_sure(pasted(best, x, y), x, y)
    return [box] if box.limits else []


def peeling(x: np.ndarray, y: np.ndarray) -> list[Box]:
    """Return the boxes on the way from all futures to the smallest, each inside the one before."""
    boxes, least = [everything(x.shape[1])], least_of(len(x))
    while True:
        inside = boxes[-1].holds(x)
        tried = [one for one in peels(boxes[-1], x[inside], y[inside]) if one.left >= least]
        if not tried or y[inside].all():
            return boxes
        boxes.append(min(tried, key=lambda one: one.lost).box)


class Peel(NamedTuple):
    """A box with a little less of one column at one side, and how many futures are left in it.

    lost: the share that is lost in the outer fifth of that side, then in what is peeled.
    """

    lost: tuple[float, float]
    left: int
    box: Box


def peels(box: Box, x: np.ndarray, y: np.ndarray) -> Iterator[Peel]:
    """Yield what may be peeled off a box, at each side of each column; x, y: the futures inside it.

    The limit lies halfway between the last value that is off and the first that stays; equal values go together.
    """
    peeled, outer = (max(1, int(share * len(x))) - 1 for share in (PEELED, OUTER))
    for column in range(x.shape[1]):
        for side, turn in (("low", 1.0), ("high", -1.0)):
            order = np.argsort(x[:, column] * turn, kind="stable")
            values, lost = x[order, column] * turn, y[order].cumsum()
            off, wide = (int(np.searchsorted(values, values[at], side="right")) for at in (peeled, outer))
            if off < len(values):
                limit = halfway(*sorted((values[off - 1] * turn, values[off] * turn)))
                share = (float(lost[wide - 1] / wide), float(lost[off - 1] / off))
                yield Peel(share, len(values) - off, box.at(Limit(column, side), limit))


def halfway(below: float, above: float) -> float:
    """Return the middle of two values that follow each other."""
    return float((below + above) / 2)


def pasted(box: Box, x: np.ndarray, y: np.ndarray) -> Box:
    """Return a box widened, one limit at a time, for as long as it tells futures apart better."""
    while True:
        now = held(box.holds(x), y).apart
        wider = [(held(one.holds(x), y).apart, place, one) for place, one in enumerate(pastes(box, x))]
        if not wider or max(wider)[0] <= now:
            return box
        box = max(wider)[2]


def pastes(box: Box, x: np.ndarray) -> Iterator[Box]:
    """Yield a box with each limit moved out by a little, and without it."""
    for limit in box.limits:
        wider = box.without(limit)
        yield wider
        values = np.sort(x[wider.holds(x) & ~box.holds(x), limit.column])
        if limit.side == "low":
            values = values[::-1]
        on = max(1, int(PEELED * box.holds(x).sum()))
        beyond = values[on:][values[on:] != values[on - 1]] if values.size > on else values[:0]
        if beyond.size:
            yield box.at(limit, halfway(*sorted((values[on - 1], beyond[0]))))
