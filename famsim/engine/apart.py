"""The families who live apart under one strategy: their lives, and by how much their book differs from the shared one.

The state holds their records alone, under accounts of its own. What it counts is a difference: their own months less
those that the shared life has counted of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from famsim.engine.beside import SUPPORT_AT, SUPPORT_SIZE, byte_of, nobody_beside
from famsim.engine.compiling import kernel
from famsim.engine.live import live
from famsim.engine.run import Run, with_capacity
from famsim.engine.state import CALL_MONTHS, State, Timetable
from famsim.model.arrays import Table
from famsim.model.counts import N_LIFE_COUNTS
from famsim.model.family import FAMILY
from famsim.model.records import Kept

ACCOUNT_AT = byte_of("account")
OF_LIFE = np.ones(FAMILY.itemsize, np.bool_)  # the bytes of a family's record that two equal lives share
OF_LIFE[SUPPORT_AT : SUPPORT_AT + SUPPORT_SIZE] = False
OF_LIFE[ACCOUNT_AT : ACCOUNT_AT + FAMILY["account"].itemsize] = False
NOT_HERE = -1


def as_bytes(families: np.ndarray) -> NDArray[np.uint8]:
    """Return records as bytes, (families, bytes) uint8, a view."""
    return families.view(np.ndarray).view(np.uint8).reshape(families.size, FAMILY.itemsize)


@dataclass
class Apart(Run):
    """A run of those who live apart; `where` (accounts,) int32: the row here of each account of the shared book."""

    where: NDArray[np.int32] = field(default_factory=lambda: np.zeros(0, np.int32))
    entrants: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    tallied: list[tuple[NDArray[np.int64], NDArray[np.int64]]] = field(default_factory=list)

    def arrivals(self, month: int) -> NDArray[np.int64]:
        """Return the ids of the families that enter in a month and live apart from then on."""
        return self.entrants[np.isin(self.entrants, super().arrivals(month), assume_unique=True)]

    def take(self, families: NDArray[np.void], accounts: NDArray[np.int64], opened: bool) -> None:
        """Take families in that come apart now, as they stood when the call began; `accounts`: their shared ones.

        opened False: accounts are opened when the call begins, for it begins the scenario.
        """
        if opened:
            known = self.where[accounts]
            new = known == NOT_HERE
            known[new] = self.open(families[new])
            self.where[accounts] = known
            families["account"] = known
        here = np.concatenate([self.families.view(np.ndarray), families])
        here = here[np.argsort(here["family_id"], kind="stable")]
        self.hold(here, self.state.census[0].held)

    def open(self, families: NDArray[np.void]) -> NDArray[np.int64]:
        """Return new rows of the book for families, in order."""
        first = int(self.state.census[0].accounts)
        self.make_rows(families.size)
        rows = np.arange(first, first + families.size)
        self.state.account_ids[rows] = families["family_id"]
        self.state.account_cells[rows] = families["cell"]
        self.state.census[0].accounts += families.size
        return rows

    def make_rows(self, families: int) -> None:
        """Grow the book where it has no rows for so many families more."""
        state, used = self.state, int(self.state.census[0].accounts)
        if used + families > len(state.accounts):
            rows = 2 * (used + families)
            grown: dict[str, Any] = {}
            for name in ("accounts", "account_ids", "account_cells", "couple_months", "unions"):
                was = getattr(state, name)
                grown[name] = np.zeros((rows, *was.shape[1:]), was.dtype)
                grown[name][:used] = was[:used]
            self.state = state._replace(**grown)

    def live(self, timetable: Timetable) -> None:
        """Live the months of one call, and keep what they changed of the tallies."""
        here, coming = len(self.families), len(timetable.arrivals)
        self.make_rows(coming + (here if timetable.first_month == 1 else 0))
        if here + coming > self.state.families.size:
            self.state = with_capacity(self.state, 2 * (here + coming))
        live(self.state, timetable, self.p, nobody_beside())

    def tally(self, first: int, months: int) -> None:
        """Keep what a call changed of the tallies, and wipe them: they are shared with other strategies."""
        block = self.state.tallies[first - 1 : first - 1 + months]
        at = np.flatnonzero(block)
        flat = block.reshape(-1)
        self.tallied.append((at + (first - 1) * block[0].size, flat[at]))
        block[:] = 0


class Counted(NamedTuple):
    """What the shared life has counted in a call of some families: `kept` (a State's), their slots and rows here."""

    kept: Table[Kept]
    slots: NDArray[np.int64]
    rows: NDArray[np.int64]


@kernel
def take_away(state: State, counted: Counted, first: int, months: int) -> None:
    """Take what the shared life has counted of some families in so many months from `first` on off a book."""
    kept, slots, rows = counted
    for i in range(slots.size):
        row, cell = rows[i], state.account_cells[rows[i]]
        for m in range(months):
            month = first - 1 + m
            one = kept[slots[i], month % CALL_MONTHS]
            state.couple_months[row, month] -= one.couple_month
            for what in range(N_LIFE_COUNTS):
                state.accounts[row, what] -= one.counts[what]
                state.tallies[month, cell, what] -= one.counts[what]
