"""The ledger of a pair of strategies: every family's partings, by what they mean beside its other life.

The unit is the first union that stands in both lives in or after month 0, until its first parting in either life, the
youngest child's 18th birthday or the horizon. Partings of later unions are kept apart, with the strategy less without.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from famsim.engine import fill_boxes
from famsim.measures.loops import fill_unions
from famsim.model.boxes import N_BOXES, Box
from famsim.model.couple_month import A_HARM

if TYPE_CHECKING:
    from famsim.engine import Run

CHANCE = A_HARM - 1  # the bits of a word that hold the month's chance of parting


@dataclass(frozen=True)
class CoupleMonths:
    """What the book has of each family's couples under one strategy.

    words (families, months) int32: see famsim.model.couple_month; unions (families, 2) int16: number and first month of
    the first; exit_months: in how many of twelve months there is harm in a relationship that is left as an exit.
    """

    words: np.ndarray
    unions: np.ndarray
    exit_months: float

    def among(self, rows: np.ndarray | slice) -> CoupleMonths:
        """Return those of some families."""
        return CoupleMonths(self.words[rows], self.unions[rows], self.exit_months)

    @property
    def chances(self) -> np.ndarray:
        """Return each month's chance of parting, (families, months) int32, in parts of CERTAIN."""
        return self.words & CHANCE


@dataclass(frozen=True)
class PairLedger:
    """The boxes of the families whose couples differ: rows (n,) int32 of all families, boxes (n, N_BOXES) int32.

    Partings in parts of CERTAIN, delay in months times parts. Who is not in it has 0 in every box that counts a
    difference.
    """

    rows: np.ndarray
    boxes: np.ndarray

    @classmethod
    def of_nobody(cls) -> PairLedger:
        """Return the ledger of a pair under which no couple differs, as of the first strategy beside itself."""
        return cls(np.zeros(0, np.int32), np.zeros((0, N_BOXES), np.int32))

    def of(self, boxes: tuple[Box, ...], families: int) -> np.ndarray:
        """Return the sum of some boxes for each of so many families, (families,) int64."""
        found = np.zeros(families, np.int64)
        found[self.rows] = self.there(boxes)
        return found

    def there(self, boxes: tuple[Box, ...]) -> np.ndarray:
        """Return the sum of some boxes for each family that is in it, (n,) int64."""
        found = np.zeros(len(self.boxes), np.int64)
        for box in boxes:
            found += self.boxes[:, int(box)]
        return found


def couple_months(run: Run) -> CoupleMonths:
    """Return what a finished run has in its book."""
    families = len(run.accounts)
    exit_months = float(run.p.view(np.ndarray)["separation"]["exit_months"][0])
    return CoupleMonths(run.state.couple_months[:families], run.state.unions[:families], exit_months)


def ledger(without: CoupleMonths, ours: CoupleMonths, counted: bool = False) -> PairLedger:
    """Return the ledger of a strategy beside its comparator, `without`; `counted`: of what happened, not expected.

    Couples with the same months have, by the same luck, the same partings, and are left out. Only where the two first
    unions are the same couple are their partings a pair's.
    """
    rows = np.flatnonzero((ours.words != without.words).any(axis=1))
    return PairLedger(rows.astype(np.int32), boxes_of(without.among(rows), ours.among(rows), counted))


def boxes_of(without: CoupleMonths, ours: CoupleMonths, counted: bool = False) -> np.ndarray:
    """Return the boxes of a pair's ledger, (families, N_BOXES) int32, where every family's couples differ."""
    same = (ours.unions == without.unions).all(axis=1)
    (first, later), (ours_first, ours_later) = (in_unions(one, same, counted) for one in (without, ours))
    boxes = np.zeros((same.size, N_BOXES), np.int64)
    fill_boxes(first, ours_first, without.exit_months, counted, boxes)
    boxes[:, Box.LATER_UNIONS] = ours_later - later
    return boxes.astype(np.int32)


def in_unions(life: CoupleMonths, same: np.ndarray, counted: bool) -> tuple[np.ndarray, np.ndarray]:
    """Return (families, months) words up to the first parting, and (families,) all other partings.

    same (families,): whether the first couple is a pair's; where it is not, no word is, and every parting another's.
    Partings are expected, in parts of CERTAIN, or `counted`.
    """
    first, later = np.zeros(life.words.shape, np.int32), np.zeros(same.size, np.int64)
    fill_unions(life.words, same, counted, first, later)
    return first, later
