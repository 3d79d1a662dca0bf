"""The only loop over families."""

from typing import Any, NamedTuple

import numpy as np

from famsim.engine.book import add_to_book, open_account, write_down, write_down_all, write_down_month
from famsim.engine.compiling import kernel
from famsim.engine.places import bucket, is_waiting_for, last_served
from famsim.model.chance import LUCK, look_ahead
from famsim.model.compiling import rare, rule
from famsim.model.counts import NOTE, Count
from famsim.model.family import LEFT, WAITING
from famsim.model.now import Now
from famsim.rules.entry import enter
from famsim.rules.month import after_places, before_places
from famsim.rules.sessions import given_a_place

FIRST = np.int64(0)  # of a call's months; typed, because a bare 0 would be compiled for itself


class Desk(NamedTuple):
    """What one family after the other is lived on: arrays of one record, alive as long as the call."""

    note: Any  # NOTE: what one family's month adds to the book; blank between families
    luck: Any  # LUCK: the draws of the family whose turn it is, worked out ahead


@rule
def new_desk():
    """Return a desk with a blank note."""
    return Desk(np.zeros(1, NOTE), np.zeros(1, LUCK))


@kernel
def live(state, timetable, p):
    """Live the timetable's months (at most 12 a call) in one area, in place.

    `p` is an array of one record. Months from 1 on are counted in the book. A family
    lives its months one after the other, alone and in cache, until it stands in a queue; those who do then live month
    by month together, because only they share places. The result is that of living every month together.
    """
    desk = new_desk()
    if timetable.first_month == 1:
        open_accounts(state, timetable, p[0], desk)
    settled = state.census[0].families
    state.census[0].waiting = 0
    for i in range(settled):
        live_alone(state, i, FIRST, timetable, p[0], desk)
    for m in range(timetable.months):
        arrive(state, timetable, m, p[0], desk)
    for m in range(timetable.months):
        live_together(state, timetable, m, p[0], desk)


@rare
def live_alone(state, row, m, timetable, p, desk):
    """Live a family's months from the call's m-th on, until it stands in a queue: then put it on the list.

    Arrays are taken out of their tuples before the loop: each time the compiler takes one out, it counts its owners.
    """
    family, note, luck = state.families[row], desk.note[0], desk.luck[0]
    economy, accounts, tallies = timetable.economy, state.accounts, state.tallies
    first_month, months, seed, first = timetable.first_month, timetable.months, timetable.seed, m
    look_ahead(luck, family.family_id, first_month + m, months - m, seed)
    while m < months and family.status != LEFT:
        now = Now(*month_of(family, first_month + m, seed, economy, m), luck, m - first)
        before_places(family, now, p, note)
        if note.counts[Count.NOTED] != 0:
            write_down_all(state, family, now, note)
        if family.help_stage == WAITING:
            queue_up(state, row, m)
            return
        after_places(family, now, p, note)
        if note.counts[Count.NOTED] != 0:
            write_down_all(state, family, now, note)
        elif now.begun and family.status != LEFT:
            add_to_book(accounts, tallies, family, now, note)
        m += 1


@rule
def queue_up(state, row, m):
    """Put a family on the list of those who live month by month together, from the call's m-th month on."""
    census = state.census[0]
    state.waiting[census.waiting] = row
    state.since[census.waiting] = m
    census.waiting += 1


@rare
def live_together(state, timetable, m, p, desk):
    """Live one month of the families on the list: before places, the sharing-out, after places."""
    for w in range(state.census[0].waiting):
        if state.since[w] < m:
            live_before(state, state.waiting[w], timetable, m, p, desk)
    share_out(state, timetable, m, p, desk)
    for w in range(state.census[0].waiting):
        if state.since[w] <= m:
            live_after(state, state.waiting[w], timetable, m, p, desk)


@rule
def live_before(state, row, timetable, m, p, desk):
    """Live one family's month up to the sharing-out."""
    family, note, luck = state.families[row], desk.note[0], desk.luck[0]
    look_ahead(luck, family.family_id, timetable.first_month + m, 1, timetable.seed)
    now = Now(*month_of(family, timetable.first_month + m, timetable.seed, timetable.economy, m), luck, 0)
    before_places(family, now, p, note)
    write_down(state, family, now, note)


@rule
def live_after(state, row, timetable, m, p, desk):
    """Live the rest of one family's month."""
    family, note, luck = state.families[row], desk.note[0], desk.luck[0]
    look_ahead(luck, family.family_id, timetable.first_month + m, 1, timetable.seed)
    now = Now(*month_of(family, timetable.first_month + m, timetable.seed, timetable.economy, m), luck, 0)
    after_places(family, now, p, note)
    write_down_month(state, family, now, note)


@rule
def month_of(family, month, seed, economy, m):
    """Return the call's m-th month as one family lives it: the fields of a Now, up to its luck."""
    return family.family_id, month, seed, month > 0, economy[m, 0], economy[m, 1], economy[m, 2]


@rule
def arrive(state, timetable, m, p, desk):
    """Let the m-th month's new families enter, in order of id, and live on."""
    for a in range(timetable.arrivals_from[m], timetable.arrivals_from[m + 1]):
        live_alone(state, welcome(state, a, m, timetable, p, desk), m, timetable, p, desk)


@rule
def welcome(state, a, m, timetable, p, desk):
    """Let the a-th arrival enter at the end of the array, with an account if the book is open; return its row."""
    row = state.census[0].families
    family = state.families[row]
    family.family_id = timetable.arrivals[a]
    month = month_of(family, timetable.first_month + m, timetable.seed, timetable.economy, m)
    now = Now(*month, desk.luck[0], 0)
    enter(family, now, p)
    if now.begun:
        open_account(state, family, now, p)
    state.census[0].families = row + 1
    return row


@rare
def open_accounts(state, timetable, p, desk):
    """Open the account of every family of the starting stock."""
    for i in range(state.census[0].families):
        family = state.families[i]
        month = month_of(family, timetable.first_month, timetable.seed, timetable.economy, 0)
        open_account(state, family, Now(*month, desk.luck[0], 0), p)


@rare
def share_out(state, timetable, m, p, desk):
    """Share out each offer's places of the month among those who wait.

    A place that nobody waits for is held for the next month, one at most: staff time does not keep.
    """
    census = state.census[0]
    for offer in range(p.policy.n_offers):
        places = timetable.places[m, offer] + census.held[offer]
        given = share_out_offer(state, (offer, places), timetable, m, (p, desk))
        census.held[offer] = 1 if given < places else 0


@rule
def share_out_offer(state, offered, timetable, m, hands):
    """Give an offer's places to those who stand first; return how many were given."""
    (offer, places), (p, desk) = offered, hands
    month, given = timetable.first_month + m, 0
    last, left = last_served(state, offer, places, (m, month), p)
    for w in range(state.census[0].waiting):
        family = state.families[state.waiting[w]]
        if state.since[w] <= m and is_waiting_for(family, offer):
            place = bucket(family, p.policy.offers[offer], month)
            if place < last or (place == last and left > 0):
                left -= 1 if place == last else 0
                given += 1
                now = Now(*month_of(family, month, timetable.seed, timetable.economy, m), desk.luck[0], 0)
                given_a_place(family, now, p, desk.note[0])
                write_down(state, family, now, desk.note[0])
    return given
