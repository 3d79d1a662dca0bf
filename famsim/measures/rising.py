"""Arrays of keys or rows that rise, each there once: who stands where in another, who is in either; in one pass."""

import numpy as np

from famsim.measures.loops import fill_places, fill_union


def places_among(keys: np.ndarray, some: np.ndarray) -> np.ndarray:
    """Return where each of some rising keys stands among others that rise, (some,); below 0 where it is not there."""
    found = np.empty(some.size, np.int64)
    fill_places(keys, some, np.zeros((0, some.size)), found)
    return found


def united(ours: np.ndarray, theirs: np.ndarray) -> np.ndarray:
    """Return every key of two rising arrays once, in rising order."""
    if not ours.size or not theirs.size:
        return ours if ours.size else theirs
    return union(ours, theirs)[0]


def union(ours: np.ndarray, theirs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return every key of two rising arrays once, rising, and where it stands: in ours, or behind all of ours.

    There those of theirs alone stand, in their order.
    """
    found, source = np.empty((2, ours.size + theirs.size), np.int64)
    size = fill_union(ours, theirs, found, source)
    return found[:size].copy(), source[:size].copy()
