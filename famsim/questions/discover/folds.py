"""Is a box more than noise? It is found in nine tenths of the futures and tried in the rest, ten times over."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from famsim.questions.discover.box import Box, Held, held, inside_any

FOLDS = 10
SEED = 1  # of which future is in which fold
CHANCE = 0.0005  # below it a box stands: less than it says, for folds share futures (of noise, 1 in 100 searches)

Finder = Callable[[np.ndarray, np.ndarray], list[Box]]


class Tried(NamedTuple):
    """What held-out futures say of a way to find boxes: what its boxes hold of them, and how likely that is by luck."""

    held: Held
    p: float

    @property
    def stands(self) -> bool:
        """Say whether it is more than noise."""
        return self.p < CHANCE


def folds(y: np.ndarray) -> Iterator[np.ndarray]:
    """Yield which futures are held out, fold by fold: as many of those that lose in each, the same ones every time."""
    order = np.random.default_rng(SEED).permutation(y.size)
    place = np.empty(y.size, np.int64)
    ranked = order[np.argsort(~y[order], kind="stable")]
    place[ranked] = np.arange(y.size) % FOLDS
    yield from (place == fold for fold in range(FOLDS))


def held_out(find: Finder, x: np.ndarray, y: np.ndarray) -> Tried:
    """Return what boxes found without a future say of it, over all futures."""
    from scipy.stats import hypergeom

    inside = np.zeros(y.size, np.bool_)
    for out in folds(y):
        inside[out] = inside_any(find(x[~out], y[~out]), x[out])
    found = held(inside, y)
    return Tried(found, float(hypergeom.sf(found.losing - 1, found.of_cases, found.of_losing, found.cases)))
