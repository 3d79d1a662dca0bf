"""The families who live apart under one strategy: their lives, and by how much their book differs from the shared one.

The state holds their records alone, in any order, under accounts of its own. What it counts is a difference: their own
months less those that the shared life has counted of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from famsim.engine.book import post
from famsim.engine.compiling import kernel
from famsim.engine.live import live
from famsim.engine.noticed import SUPPORT_AT, SUPPORT_WORDS, Noticed, byte_of, nobody_noticed
from famsim.engine.run import Run, with_capacity
from famsim.engine.sharing import places_to_be_had
from famsim.engine.state import (
    CALL_MONTHS,
    NOT_HERE,
    SHEET,
    WORD,
    WORDS,
    State,
    Timetable,
    as_bytes,
    copy_words,
    words_of,
)
from famsim.model.arrays import Row, Table
from famsim.model.compiling import rule
from famsim.model.counts import N_LIFE_COUNTS
from famsim.model.family import LEFT, NO_CONTACT
from famsim.model.identity import entry_month_of
from famsim.model.records import Family, Kept

OF_LIFE = np.ones(WORDS, np.bool_)  # the words of a family's record that two equal lives share
OF_LIFE[SUPPORT_AT : SUPPORT_AT + SUPPORT_WORDS] = False
OF_LIFE[byte_of("account") // WORD] = False
BOOK = ("accounts", "account_ids", "account_cells", "couple_months", "unions")


@dataclass
class Apart(Run):
    """A run of those who live apart: where (accounts,) int32: their rows here; shared (rows,) int32: the reverse."""

    where: NDArray[np.int32] = field(default_factory=lambda: np.zeros(0, np.int32))
    shared: NDArray[np.int32] = field(default_factory=lambda: np.zeros(0, np.int32))
    entrants: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    tallied: list[tuple[NDArray[np.int64], NDArray[np.int64]]] = field(default_factory=list)
    noticed: Noticed = field(default_factory=nobody_noticed)

    def make_room_for(self, families: int) -> None:
        """Grow the array and the book where they have no rows for so many families more."""
        here, used, state = len(self.families), int(self.state.census[0].accounts), self.state
        if here + families > state.families.size:
            state = with_capacity(state, 2 * (here + families))
        if used + families > len(state.accounts):
            rows = 2 * (used + families)
            book: dict[str, Any] = {name: grown(getattr(state, name), used, rows) for name in BOOK}
            state = state._replace(**book)
            self.shared = grown(self.shared, used, rows)
        self.state = state

    def take(self, families: NDArray[np.void], accounts: NDArray[np.int64], unions: NDArray[np.int16]) -> None:
        """Take in families as they stood when the call began, with their shared accounts and first unions."""
        census, state = self.state.census[0], self.state
        new = self.where[accounts] == NOT_HERE
        first, count = int(census.accounts), int(new.sum())
        rows = np.arange(first, first + count)
        state.account_ids[rows], state.account_cells[rows] = families["family_id"][new], families["cell"][new]
        self.know(rows, accounts[new])
        census.accounts += count
        mine = self.where[accounts].astype(np.int64)
        families["account"] = mine
        blank = state.unions[mine, 0] == 0
        state.unions[mine[blank]] = unions[blank]
        as_bytes(state.families)[int(census.families) : int(census.families) + families.size] = as_bytes(families)
        census.families += families.size

    def arrived(self, entry_months: NDArray[Any]) -> NDArray[np.int64]:
        """Return the months from which families are followed that enter in some months."""
        months: NDArray[np.int64] = entry_months.astype(np.int64)
        return np.where(months <= 1, months, np.maximum(months - self.ahead, 1))

    def know(self, rows: NDArray[np.int64], accounts: NDArray[np.int64]) -> None:
        """Remember which rows here are which shared accounts'."""
        self.where[accounts], self.shared[rows] = rows, accounts

    def live_call(self, timetable: Timetable, can: NDArray[np.int8]) -> None:
        """Live the months of one call, with the families that enter and live apart, and those whom staff have noticed.

        `timetable` is that of the shared life; `can` is filled (see places_to_be_had).
        """
        arrived = self.arrived(entry_month_of(self.entrants))
        starts = np.searchsorted(arrived, timetable.first_month + np.arange(timetable.months + 1))
        places = self.places_in(timetable.first_month, timetable.months)
        own = timetable._replace(arrivals=self.entrants, arrivals_from=starts, places=places, pace=self.pace())
        noticed = self.noticed._replace(where=self.where, shared=self.shared, lives=words_of(self.state.families))
        while not live(self.state, own, self.p, self.by_itself._replace(noticed=noticed)):
            continue
        places_to_be_had(self.state, own, self.p, can)

    def tally(self, first: int, months: int) -> None:
        """Keep what a call changed of the tallies, and wipe them: they are shared with other strategies."""
        block = self.state.tallies[first - 1 : first - 1 + months]
        at = np.flatnonzero(block != 0)  # of booleans NumPy finds them in a fifth of the time
        self.tallied.append((at + (first - 1) * block[0].size, block.reshape(-1)[at]))
        block[:] = 0


def grown(array: NDArray[Any], used: int, rows: int) -> NDArray[Any]:
    """Return an array with so many rows, the first of them those in use."""
    more = np.zeros((rows, *array.shape[1:]), array.dtype)
    more[:used] = array[:used]
    return more


def alike(ours: NDArray[np.void], theirs: NDArray[np.void]) -> NDArray[np.bool_]:
    """Say which families, pair by pair, have the same life, whatever their account, group and support."""
    ours, theirs = ours.copy(), theirs.copy()
    ours["cell"] = theirs["cell"] = 0
    same: NDArray[np.bool_] = (words_of(ours)[:, OF_LIFE] == words_of(theirs)[:, OF_LIFE]).all(axis=1)
    return same


class Counted(NamedTuple):
    """What the shared life has counted in a call of some families: `kept` (a State's), their slots and rows here."""

    kept: Table[Kept]
    slots: NDArray[np.int64]
    rows: NDArray[np.int64]


@kernel
def take_away(state: State, counted: Counted, first: int, months: int) -> None:
    """Take what the shared life has counted of some families in so many months from `first` on off a book."""
    kept, slots, rows = counted
    sheet = np.zeros(state.tallies.shape[1], SHEET)
    for i in range(slots.size):
        row, cell = rows[i], state.account_cells[rows[i]]
        for m in range(months):
            month = first - 1 + m
            at = month % CALL_MONTHS
            one = kept[slots[i], at]
            state.couple_months[row, month] -= one.couple_month
            for what in range(N_LIFE_COUNTS):
                state.accounts[row, what] -= one.counts[what]
                sheet[cell].counts[at, what] -= one.counts[what]
    post(sheet, first, months, state.tallies)


class Back(NamedTuple):
    """Where those who live the shared life again are put back: a strategy's place beside it."""

    lives: NDArray[np.uint32]  # (families, WORDS): the memory of the shared life's array
    rows: NDArray[np.int32]  # (accounts,): in it, or NOT_HERE
    place: int
    support: NDArray[np.uint32]  # (accounts, strategies, SUPPORT_WORDS)
    apart: NDArray[np.bool_]  # (accounts, strategies)
    accounts: NDArray[np.int32]  # (rows of the own book,): shared accounts


@kernel
def put_back(families: Row[Family], lives: NDArray[np.uint32], count: int, back: Back) -> int:
    """Let families whose life is the shared one again live it, forget those who left; return how many stay apart.

    `lives` is the memory of the families.
    """
    stay = 0
    for i in range(count):
        family = families[i]
        account = back.accounts[family.account]
        row, again = back.rows[account], False
        if row != NOT_HERE and family.help_stage == NO_CONTACT:
            again = same_life(lives, i, back.lives, row)
        back.apart[account, back.place] = not again
        if again:
            for word in range(SUPPORT_WORDS):
                back.support[account, back.place, word] = lives[i, SUPPORT_AT + word]
        elif family.status != LEFT:
            if stay < i:
                copy_words(lives, stay, lives, i)
            stay += 1
    for i in range(stay, count):  # who enters is written on blank paper
        for word in range(WORDS):
            lives[i, word] = 0
    return stay


@rule
def same_life(ours: NDArray[np.uint32], place: int, theirs: NDArray[np.uint32], row: int) -> bool:
    """Say whether two records are alike in all that is life."""
    for word in range(WORDS):  # noqa: SIM110  # compiled
        if OF_LIFE[word] and ours[place, word] != theirs[row, word]:
            return False
    return True
