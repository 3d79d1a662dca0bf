"""Some families of an area lived by themselves: exactly as they live among all, if all who may ever queue are there.

Families touch each other only in the queues for places, and nobody queues whom staff have not noticed.
"""

from dataclasses import dataclass, field

import numpy as np

from famsim.engine import Run, Together, empty_state, with_book
from famsim.population import World


@dataclass
class PartRun(Run):
    """A run of chosen families; `only` holds the ids of those who may enter, in rising order."""

    only: np.ndarray = field(default_factory=lambda: np.zeros(0, np.int64))

    def arrivals(self, month: int) -> np.ndarray:
        """Return the ids of the chosen families that enter in a month."""
        return those_of(super().arrivals(month), self.only)


@dataclass
class PartTogether(Together):
    """A life of chosen families, and strategies beside it; `only` as for a PartRun."""

    only: np.ndarray = field(default_factory=lambda: np.zeros(0, np.int64))

    def arrivals(self, month: int) -> np.ndarray:
        """Return the ids of the chosen families that enter in a month."""
        return those_of(super().arrivals(month), self.only)


def those_of(ids: np.ndarray, only: np.ndarray) -> np.ndarray:
    """Return the ids that are among others."""
    return ids[np.isin(ids, only, assume_unique=True)]


def part_of(start: Run, p: np.recarray, ids: np.ndarray, world: World) -> PartRun:
    """Return a run of a start's families with these ids (rising), under other parameters, with a book of its own."""
    here = start.families.view(np.ndarray)
    here = here[np.isin(here["family_id"], ids, assume_unique=True)]
    state = empty_state(here.size, 0, 0)
    state.families[:] = here
    state.census[0].families = here.size
    state = with_book(state, world.months, ids.size)
    return PartRun(state, p, start.sample, start.seed, start.month, world.economy, start.arrivals_end, ids)


def part_beside(base: PartRun, others: list[np.recarray]) -> PartTogether:
    """Return a part at month 0 that goes on with strategies beside it, whose parameters these are."""
    about = (base.state, base.p, base.sample, base.seed, base.month, base.economy, base.arrivals_end)
    return PartTogether(*about, others=others, only=base.only)
