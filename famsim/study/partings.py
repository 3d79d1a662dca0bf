"""Partings of a pair, family by family: what chance each couple had to part under one strategy and not the other.

Both lives meet the same luck, so while a couple is together in both the chance that it parts in one alone is the
difference of the two chances. Who has parted in one may still part in the other: that is taken off as it comes.
The sums are expected values of the four counts of a pair (losses averted and brought about, exits prevented and
enabled), of the same mean as counting who did part, with far less chance in them.
"""

from dataclasses import dataclass

import numpy as np

from famsim.engine.run import Run
from famsim.model.counts import Count
from famsim.rules.breakdown import EXIT, LOSS

NEITHER = 0
NOT_IN_TIME = np.iinfo(np.int32).max  # the month of a first parting that does not come
PAIRED_PARTINGS = ("losses_averted", "losses_brought_about", "exits_prevented", "exits_enabled")


@dataclass(frozen=True)
class Partings:
    """The partings of each family under one strategy: chances (families, months) int32, and the first parting's month.

    Chances are in parts of CERTAIN; one below 0 is of a parting that would be an exit.
    """

    chances: np.ndarray
    first: np.ndarray  # (families,), NOT_IN_TIME if none

    def among(self, rows: np.ndarray) -> "Partings":
        """Return those of some families."""
        return Partings(self.chances[rows], self.first[rows])

    @property
    def kind(self) -> np.ndarray:
        """Return of what kind the first parting was, (families,)."""
        month = np.minimum(self.first, self.chances.shape[1]) - 1
        would_be = np.where(self.chances[np.arange(len(month)), month] < 0, EXIT, LOSS)
        return np.where(self.first == NOT_IN_TIME, NEITHER, would_be)

    def chance_of(self, kind: int) -> np.ndarray:
        """Return the chance of a first parting of a kind in each month, (families, months); 0 after the first."""
        chances = self.chances if kind == LOSS else -self.chances
        return np.where(np.arange(1, chances.shape[1] + 1) <= self.first[:, None], np.maximum(chances, 0), 0)


def partings_of(run: Run) -> Partings:
    """Return the partings that a finished run has in its book."""
    first = run.accounts[:, int(Count.FIRST_SEPARATION)]
    return Partings(run.state.partings[: len(first)], np.where(first > 0, first, NOT_IN_TIME))


def paired_partings(ours: Partings, comparator: Partings) -> np.ndarray:
    """Return each family's expected PAIRED_PARTINGS, (families, 4) int32 in parts of CERTAIN.

    Who has the same chances has, by the same luck, the same partings.
    """
    found = np.zeros((len(ours.first), len(PAIRED_PARTINGS)), np.int32)
    rows = np.flatnonzero((ours.chances != comparator.chances).any(axis=1))
    ours, comparator = ours.among(rows), comparator.among(rows)
    for place, kind in ((0, LOSS), (2, EXIT)):
        found[rows, place] = only_in(comparator, ours, kind)
        found[rows, place + 1] = only_in(ours, comparator, kind)
    return found


def only_in(one: Partings, other: Partings, kind: int) -> np.ndarray:
    """Return each family's expected first partings of a kind in `one` that do not happen in `other`, (families,).

    While together in both: by how much the chance in `one` is above that in `other`. Once parted in `other` by the
    other kind: the whole chance in `one`. Once parted in `one` by this kind: less the chance that `other` follows.
    """
    here, there = one.chance_of(kind), other.chance_of(kind)
    month = np.arange(1, here.shape[1] + 1)
    one_parted, other_parted = month > one.first[:, None], month > other.first[:, None]
    together = np.where(one_parted | other_parted, 0, np.maximum(here - there, 0)).sum(axis=1)
    otherwise = np.where(other.kind == other_kind(kind), (here * other_parted).sum(axis=1), 0)
    follows = np.where(one.kind == kind, (there * one_parted).sum(axis=1), 0)
    return together + otherwise - follows


def other_kind(kind: int) -> int:
    """Return the other kind of parting."""
    return LOSS if kind == EXIT else EXIT
