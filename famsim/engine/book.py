"""The book: each family's account, each group's tallies of the month, and the funnel of each offer."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from famsim.engine.desk import Desk
from famsim.engine.state import CALL_MONTHS, NO_SLOT, State
from famsim.model.arrays import Row, Table
from famsim.model.compiling import rare, rule
from famsim.model.counts import N_COUNTS, N_LIFE_COUNTS, N_STAGES
from famsim.model.now import Now
from famsim.model.records import Family, Kept, Note, Parameters, Sheet
from famsim.rules.family.observe import cell_of


class Book(NamedTuple):
    """The arrays of a State (famsim.engine.state) that notes are added to."""

    accounts: NDArray[np.int32]
    couple_months: NDArray[np.int32]
    unions: NDArray[np.int16]
    tallies: NDArray[np.int64]
    funnel: NDArray[np.int64]
    slots: NDArray[np.int32]
    kept: Table[Kept]


@rule
def book_of(state: State) -> Book:
    """Return a run's book: a call for every family passes this, a State being seventy numbers."""
    return Book(state.accounts, state.couple_months, state.unions, state.tallies, state.funnel, state.slots, state.kept)


@rare
def open_account(state: State, family: Family, now: Now, p: Parameters) -> None:
    """Give a family its row in the account book and its group."""
    census = state.census[0]
    family.account = census.accounts
    family.cell = cell_of(family, now, p)
    state.account_ids[census.accounts] = family.family_id
    state.account_cells[census.accounts] = family.cell
    census.accounts += 1


@rare
def write_down(book: Book, family: Family, month: int, months: int, notes: Row[Note]) -> None:
    """Put a family's notes of so many months, the first of them `month`, into the book; wipe the notes.

    Months before the scenario's first are not counted.
    """
    account, cell = family.account, family.cell
    slot = slot_of(book, account)
    for k in range(months):
        note, row = notes[k], month + k - 1
        if row >= 0:
            for what in range(N_LIFE_COUNTS):
                book.tallies[row, cell, what] += note.counts[what]
            write_month(book, (account, row, cell), slot, note)
        wipe(note)


@rare
def write_year(book: Book, family: Family, month: int, months: int, desk: Desk) -> None:
    """Put the desk's notes of so many months into the book as `write_down` does; their counts of life on the sheet.

    To fetch a year's places in the tallies one by one takes longer than to add it up.
    """
    account, cell, sheet = family.account, family.cell, desk.sheet
    slot = slot_of(book, account)
    for k in range(months):
        note, row = desk.notes[k], month + k - 1
        if row >= 0:
            for what in range(N_LIFE_COUNTS):
                sheet[cell].counts[row % CALL_MONTHS, what] += note.counts[what]
            write_month(book, (account, row, cell), slot, note)
        wipe(note)


@rule
def write_month(book: Book, where: tuple[int, int, int], slot: int, note: Note) -> None:
    """Put a month's note into the book but for its tallies of life; `where`: account, row of the month, cell."""
    accounts, tallies, unions = book.accounts, book.tallies, book.unions
    account, row, cell = where
    for what in range(N_LIFE_COUNTS):
        accounts[account, what] += note.counts[what]
    book.couple_months[account, row] += note.couple_month
    if note.couple_month != 0 and unions[account, 0] == 0:
        unions[account, 0], unions[account, 1] = note.union, note.since
    if note.noted != 0:
        for what in range(N_LIFE_COUNTS, N_COUNTS):
            accounts[account, what] += note.counts[what]
            tallies[row, cell, what] += note.counts[what]
        add_to_funnel(book.funnel, row, note)
    if slot != NO_SLOT:
        keep_month(book.kept[slot, row % CALL_MONTHS], note)


@rare
def post(sheet: Row[Sheet], first_month: int, months: int, tallies: NDArray[np.int64]) -> None:
    """Add to the tallies what is on the sheet of so many months; before the scenario's first there is nothing."""
    for row in range(max(first_month - 1, 0), first_month - 1 + months):
        for cell in range(sheet.size):
            for what in range(N_LIFE_COUNTS):
                tallies[row, cell, what] += sheet[cell].counts[row % CALL_MONTHS, what]


@rule
def slot_of(book: Book, account: int) -> int:
    """Return where a family's months are kept, or NO_SLOT."""
    return book.slots[account] if account >= 0 and book.slots.size > 0 else NO_SLOT


@rule
def keep_month(kept: Kept, note: Note) -> None:
    """Keep what a month of life added, for strategies under which the family lives apart."""
    for what in range(N_LIFE_COUNTS):
        kept.counts[what] += note.counts[what]
    kept.couple_month += note.couple_month


@rule
def add_to_funnel(funnel: NDArray[np.int64], month: int, note: Note) -> None:
    """Add the stages reached to the month's funnel."""
    for offer in range(note.offers):
        for stage in range(funnel.shape[2]):
            funnel[month, offer, stage] += note.stages[offer, stage]


@rule
def wipe(note: Note) -> None:
    """Make a note blank; counts of support are there only if something is noted."""
    if note.noted != 0:
        for offer in range(note.offers):
            for stage in range(N_STAGES):
                note.stages[offer, stage] = 0
        for what in range(N_LIFE_COUNTS, N_COUNTS):
            note.counts[what] = 0
    note.noted = 0
    note.offers = 0
    note.couple_month = 0
    for what in range(N_LIFE_COUNTS):
        note.counts[what] = 0
