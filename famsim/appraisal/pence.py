"""Whole pence that conserve: parts of a sum are rounded so that they come to it, by largest remainder."""

import numpy as np
from numpy.typing import NDArray


def whole(amounts: np.ndarray, total: int | None = None) -> NDArray[np.int64]:
    """Return amounts of any shape as whole numbers whose sum is `total`, or else their own sum to the nearest.

    Each goes down to its whole number; those with the largest remainders, of equal ones the first, go up by one. Where
    the sum is further off than that, all amounts are first brought to it in proportion. Nothing stays nothing.
    """
    flat = np.asarray(amounts, np.float64).ravel()
    own = float(flat.sum())
    aim = round(own) if total is None else total
    there = np.flatnonzero(flat)
    if not there.size:
        return np.zeros(np.shape(amounts), np.int64)
    if abs(aim - own) > there.size and abs(own) >= 1.0:
        flat = flat * (aim / own)
    down = np.floor(flat).astype(np.int64)
    short = aim - int(down.sum())
    order = there[np.argsort(-(flat - down)[there], kind="stable")]
    each, rest = divmod(short, there.size)
    down[there] += each
    down[order[:rest]] += 1
    return down.reshape(np.shape(amounts))
