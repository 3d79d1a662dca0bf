"""PRIM: a box found by peeling off, a little at a time, what loses least, then pasting back (Friedman and Fisher 1999).

From all futures, the twentieth with the lowest or highest values of one column is taken off, again and again: always
the one whose loss leaves most that is lost for each future taken. Of the boxes on the way the one is taken that tells
losing from other futures best; it is widened where that is better still, and limits that could be chance are dropped.
"""

from collections.abc import Iterator

import numpy as np

from famsim.questions.discover.box import Box, Limit, everything, held, only_sure

PEELED = 0.05  # of the futures in a box, at a time
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
        now = held(inside, y)
        tried = [(box, held(box.holds(x), y)) for box in peels(boxes[-1], x[inside])]
        large_enough = [(box, then) for box, then in tried if then.cases >= least]
        if not large_enough or now.density == 1.0:
            return boxes
        boxes.append(max(large_enough, key=lambda one: (one[1].density - now.density) / (now.cases - one[1].cases))[0])


def peels(box: Box, x: np.ndarray) -> Iterator[Box]:
    """Yield a box with a little less of each column at each side; x: the futures inside it.

    The limit lies halfway between the last value that is off and the first that stays; equal values go together.
    """
    off = max(1, int(PEELED * len(x)))
    for column in range(x.shape[1]):
        values = np.sort(x[:, column])
        if values[0] == values[-1]:
            continue
        first, last = max(values[off - 1], values[0]), min(values[-off], values[-1])
        above, below = values[values > first], values[values < last]
        if above.size:
            yield box.at(Limit(column, "low"), halfway(first, above[0]))
        if below.size:
            yield box.at(Limit(column, "high"), halfway(below[-1], last))


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
