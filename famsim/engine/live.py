"""The only loop over families."""

import numpy as np

from famsim.engine.compiling import kernel
from famsim.engine.places import bucket, is_waiting_for, last_served
from famsim.model.compiling import rare, rule
from famsim.model.counts import N_COUNTS, N_NOTES, N_STAGES, Count
from famsim.model.family import LEFT, WAITING
from famsim.model.now import Now
from famsim.rules.entry import enter
from famsim.rules.month import after_places, before_places
from famsim.rules.observe import cell_of
from famsim.rules.sessions import given_a_place


@kernel
def live(state, timetable, p):
    """Live the timetable's months (at most 12 a call) in one area, in place.

    `p` is an array of one record. Months from 1 on are counted in the book. A family
    lives its months one after the other, alone and in cache, until it stands in a queue; those who do then live month
    by month together, because only they share places. The result is that of living every month together.
    """
    note = np.zeros(N_NOTES, np.int64)
    if timetable.first_month == 1:
        open_accounts(state, timetable, p[0])
    settled = state.census[0].families
    state.census[0].waiting = 0
    for i in range(settled):
        live_alone(state, i, 0, timetable, p[0], note)
    for m in range(timetable.months):
        arrive(state, timetable, m, p[0], note)
    for m in range(timetable.months):
        live_together(state, timetable, m, p[0], note)


@rare
def live_alone(state, row, m, timetable, p, note):
    """Live a family's months from the call's m-th on, until it stands in a queue: then put it on the list."""
    family = state.families[row]
    while m < timetable.months and family.status != LEFT:
        now = month_of(family, timetable, m)
        before_places(family, now, p, note)
        write_down(state, family, now, note)
        if family.help_stage == WAITING:
            queue_up(state, row, m)
            return
        after_places(family, now, p, note)
        write_down_month(state, family, now, note)
        m += 1


@rule
def queue_up(state, row, m):
    """Put a family on the list of those who live month by month together, from the call's m-th month on."""
    census = state.census[0]
    state.waiting[census.waiting] = row
    state.since[census.waiting] = m
    census.waiting += 1


@rare
def live_together(state, timetable, m, p, note):
    """Live one month of the families on the list: before places, the sharing-out, after places."""
    for w in range(state.census[0].waiting):
        if state.since[w] < m:
            family = state.families[state.waiting[w]]
            now = month_of(family, timetable, m)
            before_places(family, now, p, note)
            write_down(state, family, now, note)
    share_out(state, timetable, m, p, note)
    for w in range(state.census[0].waiting):
        if state.since[w] <= m:
            family = state.families[state.waiting[w]]
            now = month_of(family, timetable, m)
            after_places(family, now, p, note)
            write_down_month(state, family, now, note)


@rule
def month_of(family, timetable, m):
    """Return the call's m-th month as one family lives it."""
    month = timetable.first_month + m
    economy = timetable.economy
    return Now(
        family.family_id, month, timetable.seed, month > 0, economy[m, 0], economy[m, 1], economy[m, 2]
    )


@rule
def arrive(state, timetable, m, p, note):
    """Let the m-th month's new families enter at the end of the array, in order of id, and live on."""
    census = state.census[0]
    for a in range(timetable.arrivals_from[m], timetable.arrivals_from[m + 1]):
        family = state.families[census.families]
        family.family_id = timetable.arrivals[a]
        now = month_of(family, timetable, m)
        enter(family, now, p)
        if now.begun:
            open_account(state, family, now, p)
        census.families += 1
        live_alone(state, census.families - 1, m, timetable, p, note)


@rare
def open_accounts(state, timetable, p):
    """Open the account of every family of the starting stock."""
    for i in range(state.census[0].families):
        open_account(state, state.families[i], month_of(state.families[i], timetable, 0), p)


@rare
def open_account(state, family, now, p):
    """Give a family its row in the account book and its group."""
    census = state.census[0]
    family.account = census.accounts
    family.cell = cell_of(family, now, p)
    state.account_ids[census.accounts] = family.family_id
    state.account_cells[census.accounts] = family.cell
    census.accounts += 1


@rare
def share_out(state, timetable, m, p, note):
    """Share out each offer's places of the month among those who wait."""
    for offer in range(p.policy.n_offers):
        month = timetable.first_month + m
        last, left = last_served(state, offer, timetable.places[m, offer], (m, month), p)
        for w in range(state.census[0].waiting):
            family = state.families[state.waiting[w]]
            if state.since[w] <= m and is_waiting_for(family, offer):
                place = bucket(family, p.policy.offers[offer], month)
                if place < last or (place == last and left > 0):
                    if place == last:
                        left -= 1
                    now = month_of(family, timetable, m)
                    given_a_place(family, now, p, note)
                    write_down(state, family, now, note)


@rule
def write_down(state, family, now, note):
    """Put what was noted into the book, if anything was, and clear the note."""
    if note[Count.NOTED] != 0:
        write_down_all(state, family, now, note)


@rule
def write_down_month(state, family, now, note):
    """Put a month's observation into the book, and clear the note."""
    if note[Count.NOTED] != 0:
        write_down_all(state, family, now, note)
    elif now.begun and family.status != LEFT:
        add_to_book(state, family, now, note)


@rare
def write_down_all(state, family, now, note):
    """Put counts and funnel into the book, and clear the note."""
    if now.begun:
        add_to_book(state, family, now, note)
        add_to_funnel(state, now, note)
    for what in range(N_NOTES):
        note[what] = 0


@rule
def add_to_book(state, family, now, note):
    """Add the counts of a note to the family's account and to its group's tally, and clear them."""
    account, month, cell = family.account, now.month - 1, family.cell
    for what in range(N_COUNTS):
        state.accounts[account, what] += note[what]
    for what in range(N_COUNTS):
        state.tallies[month, cell, what] += note[what]
    for what in range(N_COUNTS):
        note[what] = 0


@rule
def add_to_funnel(state, now, note):
    """Add a note to the month's funnel."""
    month = now.month - 1
    for offer in range(state.funnel.shape[1]):
        for stage in range(N_STAGES):
            state.funnel[month, offer, stage] += note[N_COUNTS + offer * N_STAGES + stage]
