"""What strategies lived beside a life came to, read from where they differ from it: no book is written out whole.

To the byte what their whole books say (famsim.engine.Together.book_of), which hold every family of the area again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from famsim.measures import CoupleMonths, PairLedger, boxes_of, couple_months
from famsim.model.counts import N_LIFE_COUNTS

if TYPE_CHECKING:
    from famsim.engine import Together


class Counts(NamedTuple):
    """The accounts of the families that may differ from the shared life's: rows (n,), in order, counts (n, counts)."""

    rows: np.ndarray
    counts: np.ndarray


class Differing:
    """What the strategies beside a life that has been lived through came to, by their places."""

    def __init__(self, together: Together, series: np.ndarray) -> None:
        """Take the life with its series (months, counts), of which what it counted of support is its own alone."""
        self.together, self.life = together, couple_months(together)
        self.supported = np.flatnonzero(together.accounts[:, N_LIFE_COUNTS:].any(axis=1))
        self.unsupported = series.copy()
        self.unsupported[:, N_LIFE_COUNTS:] = 0

    def owners(self, place: int) -> np.ndarray:
        """Return whose accounts the rows of a strategy's own book are, (rows of it,), of those who ever lived apart."""
        apart = self.together.apart[place]
        return apart.shared[: int(apart.state.census[0].accounts)]

    def accounts(self, place: int) -> Counts:
        """Return the accounts of families who may differ under a strategy; all others have the shared life's."""
        together, mine = self.together, self.owners(place)
        noted = together.noted[place]
        may_differ = np.zeros(len(together.accounts), np.bool_)
        for some in (self.supported, mine, *(one["account"] for one in noted)):
            may_differ[some] = True
        rows, at = np.flatnonzero(may_differ), np.cumsum(may_differ) - 1
        counts = together.accounts[rows]
        counts[:, N_LIFE_COUNTS:] = 0
        counts[at[mine]] += together.apart[place].state.accounts[: mine.size]
        for one in noted:
            np.add.at(counts.reshape(-1), at[one["account"]] * counts.shape[1] + one["what"], one["amount"])
        return Counts(rows, counts)

    def series(self, place: int) -> np.ndarray:
        """Return what was counted under a strategy month by month, (months, counts) int64."""
        found = self.unsupported.copy()
        _, cells, counts = self.together.state.tallies.shape
        for at, amounts in self.together.apart[place].tallied:
            month, within = np.divmod(at, cells * counts)
            np.add.at(found.reshape(-1), month * counts + within % counts, amounts)
        return found

    def ledger(self, place: int) -> PairLedger:
        """Return the ledger of a strategy beside the shared life."""
        own, mine = self.together.apart[place].state, self.owners(place)
        there = np.flatnonzero(own.couple_months[: mine.size].any(axis=1))
        there = there[np.argsort(mine[there])]
        rows = mine[there]
        without = self.life.among(rows)
        knows = (own.unions[there, 0] != 0) | self.together.beside.apart[rows, place]
        unions = np.where(knows[:, None], own.unions[there], without.unions)
        ours = CoupleMonths(without.words + own.couple_months[there], unions, without.exit_months)
        return PairLedger(rows.astype(np.int32), boxes_of(without, ours))
