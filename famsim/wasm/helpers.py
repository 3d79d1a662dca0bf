"""The few things NumPy does for rules with whole rows, written as rules are: translated with them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from famsim.model.compiling import makes_arrays, rule

Whole = NDArray[np.int64]


@makes_arrays
def copied(row: Whole) -> Whole:
    """Return a copy of a row."""
    made = np.zeros(row.size, np.int64)
    for place in range(row.size):
        made[place] = row[place]
    return made


@makes_arrays
def gather(row: Whole, places: Whole) -> Whole:
    """Return what stands at some places of a row."""
    made = np.zeros(places.size, np.int64)
    for place in range(places.size):
        made[place] = row[places[place]]
    return made


@rule
def put(to: Whole, row: Whole) -> None:
    """Write a row over another as long."""
    for place in range(row.size):
        to[place] = row[place]


@makes_arrays
def argsort(row: Whole) -> Whole:
    """Return the order that puts a row of whole numbers, no two alike, from the least to the greatest."""
    order = np.zeros(row.size, np.int64)
    for place in range(row.size):
        order[place] = place
    for place in range(row.size - 1, -1, -1):
        sift(row, order, (place, row.size))
    for last in range(row.size - 1, 0, -1):
        greatest: int = order[0]
        order[0], order[last] = order[last], greatest
        sift(row, order, (0, last))
    return order


@rule
def sift(row: Whole, order: Whole, part: tuple[int, int]) -> None:
    """Let one entry of a heap sink to where those below it are less; `part`: its place, and where the heap ends."""
    place, end = part
    below = 2 * place + 1
    while below < end:
        if below + 1 < end and row[order[below + 1]] > row[order[below]]:
            below += 1
        if row[order[place]] >= row[order[below]]:
            below = end
        else:
            greater: int = order[below]
            order[below], order[place] = order[place], greater
            place, below = below, 2 * below + 1
