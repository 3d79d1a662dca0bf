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
