"""The only loop over families."""

import numpy as np

from famsim.engine.compiling import kernel
from famsim.engine.places import bucket, is_waiting_for, last_served, takes_place
from famsim.model.compiling import rule
from famsim.model.counts import N_COUNTS, N_NOTES, N_STAGES, Count
from famsim.model.family import LEFT, NOT_YET, WAITING
from famsim.rules.entry import enter
from famsim.rules.month import after_places, before_places
from famsim.rules.observe import cell_of
from famsim.rules.sessions import given_a_place


@kernel
def live(state, timetable, now, p, first_month):
    """Live the timetable's months (at most 12 a call) in one area, in place, from calendar month `first_month`.

    `now` and `p` are arrays of one record. Months from 1 on are counted in the book.
    """
    note = np.zeros(N_NOTES, np.int64)
    for m in range(timetable.economy.shape[0]):
        today = now[0]
        begin_month(today, timetable, m, first_month + m)
        if today.month == 1:
            open_accounts(state, today, p[0])
        arrive(state, timetable, m, today, p[0])
        state.census[0].waiting = 0
        for i in range(state.census[0].families):
            family = state.families[i]
            before_places(family, today, p[0], note)
            write_down(state, family, today, note)
            if family.help_stage == WAITING:
                state.waiting[state.census[0].waiting] = i
                state.census[0].waiting += 1
        share_out(state, timetable, m, today, p[0])
        for i in range(state.census[0].families):
            family = state.families[i]
            after_places(family, today, p[0], note)
            write_down_month(state, family, today, note)


@rule
def begin_month(today, timetable, m, month):
    """Set the calendar and the economy of the month."""
    today.month = month
    today.begun = 1 if month > 0 else 0
    today.job_loss = timetable.economy[m, 0]
    today.job_finding = timetable.economy[m, 1]
    today.arrears = timetable.economy[m, 2]


@rule
def arrive(state, timetable, m, today, p):
    """Let the month's new families enter at the end of the array, so that it stays in order of id."""
    census = state.census[0]
    for a in range(timetable.arrivals_from[m], timetable.arrivals_from[m + 1]):
        family = state.families[census.families]
        family.family_id = timetable.arrivals[a]
        enter(family, today, p)
        if today.begun:
            open_account(state, family, today, p)
        census.families += 1


@rule
def open_accounts(state, today, p):
    """Open the account of every family of the starting stock."""
    for i in range(state.census[0].families):
        open_account(state, state.families[i], today, p)


@rule
def open_account(state, family, today, p):
    """Give a family its row in the account book and its group."""
    census = state.census[0]
    family.account = census.accounts
    family.cell = cell_of(family, today, p)
    state.account_ids[census.accounts] = family.family_id
    state.account_cells[census.accounts] = family.cell
    census.accounts += 1


@rule
def share_out(state, timetable, m, today, p):
    """Share out each offer's places of the month among the waiting."""
    note = np.zeros(N_NOTES, np.int64)
    for offer in range(p.policy.n_offers):
        last, left = last_served(state, offer, timetable.places[m, offer], today, p)
        for w in range(state.census[0].waiting):
            family = state.families[state.waiting[w]]
            if is_waiting_for(family, offer) and takes_place(family, last, left, today, p):
                if bucket(family, p.policy.offers[offer], today) == last:
                    left -= 1
                given_a_place(family, today, p, note)
                write_down(state, family, today, note)


@rule
def write_down(state, family, today, note):
    """Put what was noted into the book, if anything was, and clear the note."""
    if note[Count.NOTED] != 0:
        if today.begun:
            add_to_book(state, family, today, note)
            add_to_funnel(state, today, note)
        note[:] = 0


@rule
def write_down_month(state, family, today, note):
    """Put a month's observation into the book, and clear the note."""
    if today.begun and family.status != LEFT and family.status != NOT_YET:
        add_to_book(state, family, today, note)
        if note[Count.NOTED] != 0:
            add_to_funnel(state, today, note)
        note[:] = 0
    elif note[Count.NOTED] != 0:
        note[:] = 0


@rule
def add_to_book(state, family, today, note):
    """Add a note to the family's account and to its group's tally."""
    account = state.accounts[family.account]
    tally = state.tallies[today.month - 1, family.cell]
    for what in range(1, N_COUNTS):
        account[what] += note[what]
        tally[what] += note[what]


@rule
def add_to_funnel(state, today, note):
    """Add a note to the month's funnel."""
    funnel = state.funnel[today.month - 1]
    for offer in range(funnel.shape[0]):
        for stage in range(N_STAGES):
            funnel[offer, stage] += note[N_COUNTS + offer * N_STAGES + stage]
