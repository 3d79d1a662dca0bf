"""What a fixed number of places takes away of what families add (see famsim.measures.places)."""

import numpy as np

from famsim.measures.interval import in_rows


def fixed_part(x: np.ndarray, holders: np.ndarray, member: np.ndarray, groups: int) -> np.ndarray:
    """Return what of each family's x a fixed number of places takes away, as x: (families,), or several rows of them.

    Of all families (`groups` 1) it is the mean of those who hold a place of the same offer. In a group of families
    that has a share s of the holders how many hold one is left to chance: 1 - sqrt(1 - s) of their mean leaves
    sum x^2 - (sum x)^2 / holders, the variance of a sum over a group when all the holders are a fixed number.
    """
    rows, held = np.atleast_2d(x), np.flatnonzero(holders)
    bins = (int(holders.max()) + 1) * groups
    both = holders[held] * groups + member[held]
    here = np.bincount(both, minlength=bins)
    of_all = np.repeat(here.reshape(-1, groups).sum(axis=1), groups)
    sums = np.bincount(in_rows(both, bins, len(rows)), rows[:, held].ravel(), bins * len(rows)).reshape(-1, bins)
    part = sums / np.maximum(here, 1) * (1.0 - np.sqrt(1.0 - here / np.maximum(of_all, 1)))
    found = np.zeros(rows.shape)
    found[:, held] = part[:, both]
    return found.reshape(x.shape)
