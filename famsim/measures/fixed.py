"""What a fixed number of places takes away of what families add (see famsim.measures.places)."""

from typing import NamedTuple

import numpy as np

from famsim.measures.loops import Taken

NOTHING_TAKEN = Taken(np.zeros((0, 0)), np.zeros(0, np.int64))


class Fixed(NamedTuple):
    """What is taken away of several estimates: held (h,): the holders' rows; bins (h,); part (estimates, bins)."""

    held: np.ndarray
    bins: np.ndarray
    part: np.ndarray

    def of_holders(self) -> np.ndarray:
        """Return what of each estimate is taken away of each holder, (estimates, h)."""
        found: np.ndarray = self.part[:, self.bins]
        return found

    def among(self, families: int) -> Taken:
        """Return the same by family, of so many."""
        bins = np.full(families, -1)
        bins[self.held] = self.bins
        return Taken(self.part, bins)


def fixed_places(x: np.ndarray, holders: np.ndarray, member: np.ndarray, groups: int) -> Fixed:
    """Return what of x (estimates, families) a fixed number of places takes away, by group of families.

    Of all families (`groups` 1) it is the mean of those who hold a place of the same offer. In a group of families
    that has a share s of the holders how many hold one is left to chance: 1 - sqrt(1 - s) of their mean leaves
    sum x^2 - (sum x)^2 / holders, the variance of a sum over a group when all the holders are a fixed number.
    """
    held = np.flatnonzero(holders)
    bins = (int(holders.max(initial=0)) + 1) * groups
    both = holders[held] * groups + member[held]
    here = np.bincount(both, minlength=bins)
    of_all = np.repeat(here.reshape(-1, groups).sum(axis=1), groups)
    sums = np.array([np.bincount(both, one, bins) for one in x[:, held]]).reshape(len(x), bins)
    part = sums / np.maximum(here, 1) * (1.0 - np.sqrt(1.0 - here / np.maximum(of_all, 1)))
    return Fixed(held, both, part)


def fixed_part(x: np.ndarray, holders: np.ndarray, member: np.ndarray, groups: int) -> np.ndarray:
    """Return what of each family's x (families,) a fixed number of places takes away, as x."""
    fixed, found = fixed_places(x[None], holders, member, groups), np.zeros(x.shape)
    found[fixed.held] = fixed.of_holders()[0]
    return found
