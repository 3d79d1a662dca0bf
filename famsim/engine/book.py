"""The book: each family's account, each group's tallies of the month, and the funnel of each offer."""

from famsim.model.compiling import rare, rule
from famsim.model.counts import N_COUNTS, N_STAGES, Count
from famsim.model.family import LEFT
from famsim.model.policy import MAX_OFFERS
from famsim.rules.observe import cell_of


@rare
def open_account(state, family, now, p):
    """Give a family its row in the account book and its group."""
    census = state.census[0]
    family.account = census.accounts
    family.cell = cell_of(family, now, p)
    state.account_ids[census.accounts] = family.family_id
    state.account_cells[census.accounts] = family.cell
    census.accounts += 1


@rule
def write_down(state, family, now, note):
    """Put what was noted into the book, if anything was, and clear the note."""
    if note.counts[Count.NOTED] != 0:
        write_down_all(state, family, now, note)


@rule
def write_down_month(state, family, now, note):
    """Put a month's observation into the book, and clear the note."""
    if note.counts[Count.NOTED] != 0:
        write_down_all(state, family, now, note)
    elif now.begun and family.status != LEFT:
        add_to_book(state.accounts, state.tallies, family, now, note)


@rare
def write_down_all(state, family, now, note):
    """Put counts and funnel into the book, and clear the note."""
    if now.begun:
        add_to_funnel(state, now, note)
        add_to_book(state.accounts, state.tallies, family, now, note)
    for what in range(N_COUNTS):
        note.counts[what] = 0
    for offer in range(MAX_OFFERS):
        for stage in range(N_STAGES):
            note.stages[offer, stage] = 0


@rule
def add_to_book(accounts, tallies, family, now, note):
    """Add the counts of a note to the family's account and to its group's tally, and clear them."""
    account, month, cell = family.account, now.month - 1, family.cell
    for what in range(N_COUNTS):
        accounts[account, what] += note.counts[what]
    for what in range(N_COUNTS):
        tallies[month, cell, what] += note.counts[what]
    for what in range(N_COUNTS):
        note.counts[what] = 0


@rule
def add_to_funnel(state, now, note):
    """Add a note to the month's funnel."""
    month = now.month - 1
    for offer in range(MAX_OFFERS):
        for stage in range(N_STAGES):
            state.funnel[month, offer, stage] += note.stages[offer, stage]
