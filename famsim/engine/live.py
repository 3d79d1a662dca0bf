"""The only loop over families."""

from typing import Any, NamedTuple

import numpy as np

from famsim.engine.book import book_of, open_account, part_ends, write_down
from famsim.engine.compiling import kernel
from famsim.engine.places import bucket, expected_wait, families_by_class, is_waiting_for, last_served
from famsim.model.chance import LUCK, look_ahead
from famsim.model.compiling import rare, rule
from famsim.model.counts import NOTE
from famsim.model.family import LEFT, NOTICED, WAITING
from famsim.model.now import Now
from famsim.rules.entry import enter
from famsim.rules.month import after_places, before_places
from famsim.rules.sessions import given_a_place
from famsim.rules.support import priority_class, talk_if_a_place_can_be_had

FIRST = np.int64(0)  # of a call's months; typed, because a bare 0 would be compiled for itself
CALL_MONTHS = 12  # at most


class Desk(NamedTuple):
    """What one family after the other is lived on; arrays, which stay alive as long as the call."""

    notes: Any  # (12,) NOTE: what each of the family's months adds to the book; blank between families
    luck: Any  # (1,) LUCK: the draws of the family whose turn it is, worked out ahead


@rule
def new_desk():
    """Return a desk with blank notes."""
    return Desk(np.zeros(CALL_MONTHS, NOTE), np.zeros(1, LUCK))


@kernel
def live(state, timetable, p):
    """Live the timetable's months (at most 12 a call) in one area, in place.

    `p` is an array of one record. Months from 1 on are counted in the book. A family lives its months one
    after the other, alone and in cache, until it stands in a queue; those who do then live month by month
    together, because only they share places. The result is that of living every month together.
    """
    desk = new_desk()
    if timetable.first_month == 1:
        open_accounts(state, timetable, p[0], desk)
    state.census[0].waiting = 0
    live_alone(state, (FIRST, state.census[0].families), FIRST, timetable, (p[0], desk))
    for m in range(timetable.months):
        arrive(state, timetable, m, p[0], desk)
    for m in range(timetable.months):
        live_together(state, timetable, m, p[0], desk)


@rare
def live_alone(state, rows, first, timetable, given):
    """Live the months from the call's `first` on of the families in `rows` (from, to), one after the other.

    Who stands in a queue is put on the list and left there. Arrays are taken out of their tuples before the
    loop: each time the compiler takes one out, it counts its owners. `given` are the parameters and the desk.
    """
    p, desk = given
    families, notes, luck = state.families, desk.notes, desk.luck[0]
    economy, book = timetable.economy, book_of(state)
    for row in range(rows[0], rows[1]):
        family = families[row]
        month, months = timetable.first_month + first, timetable.months - first
        look_ahead(luck, family.family_id, month, months, timetable.seed)
        k = 0
        while k < months and family.status != LEFT:
            now = Now(*month_of(family, timetable, economy, first + k), luck, k)
            before_places(family, now, p, notes[k])
            part_ends(notes[k])
            if family.help_stage == WAITING or family.help_stage == NOTICED:
                queue_up(state, row, first + k)
                months = k
            else:
                after_places(family, now, p, notes[k])
            k += 1
        write_down(book, family, month, k, notes)


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
    families, waiting, since, economy = state.families, state.waiting, state.since, timetable.economy
    notes, luck, book, month = desk.notes, desk.luck[0], book_of(state), timetable.first_month + m
    for w in range(state.census[0].waiting):
        if since[w] < m:
            family = families[waiting[w]]
            look_ahead(luck, family.family_id, month, 1, timetable.seed)
            before_places(family, Now(*month_of(family, timetable, economy, m), luck, 0), p, notes[0])
            write_down(book, family, month, 1, notes)
    share_out(state, timetable, m, p, desk)
    for w in range(state.census[0].waiting):
        if since[w] <= m:
            family = families[waiting[w]]
            look_ahead(luck, family.family_id, month, 1, timetable.seed)
            after_places(family, Now(*month_of(family, timetable, economy, m), luck, 0), p, notes[0])
            write_down(book, family, month, 1, notes)


@rule
def live_before(state, row, timetable, m, p, desk):
    """Live the month of the family in one row up to the sharing-out: for who lives families one at a time."""
    family, luck, month = state.families[row], desk.luck[0], timetable.first_month + m
    look_ahead(luck, family.family_id, month, 1, timetable.seed)
    before_places(family, Now(*month_of(family, timetable, timetable.economy, m), luck, 0), p, desk.notes[0])
    write_down(book_of(state), family, month, 1, desk.notes)


@rule
def live_after(state, row, timetable, m, p, desk):
    """Live the rest of the month of the family in one row."""
    family, luck, month = state.families[row], desk.luck[0], timetable.first_month + m
    look_ahead(luck, family.family_id, month, 1, timetable.seed)
    after_places(family, Now(*month_of(family, timetable, timetable.economy, m), luck, 0), p, desk.notes[0])
    write_down(book_of(state), family, month, 1, desk.notes)


@rule
def month_of(family, timetable, economy, m):
    """Return the call's m-th month as one family lives it: the fields of a Now, up to its luck."""
    month = timetable.first_month + m
    return family.family_id, month, timetable.seed, month > 0, economy[m, 0], economy[m, 1], economy[m, 2]


@rule
def arrive(state, timetable, m, p, desk):
    """Let the m-th month's new families enter, in order of id, and live on."""
    here = state.census[0].families
    for a in range(timetable.arrivals_from[m], timetable.arrivals_from[m + 1]):
        welcome(state, a, m, timetable, p, desk)
    live_alone(state, (here, state.census[0].families), m, timetable, (p, desk))


@rule
def welcome(state, a, m, timetable, p, desk):
    """Let the a-th arrival enter at the end of the array, with an account if the book is open; return its row."""
    row = state.census[0].families
    family = state.families[row]
    family.family_id = timetable.arrivals[a]
    now = Now(*month_of(family, timetable, timetable.economy, m), desk.luck[0], 0)
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
        open_account(state, family, Now(*month_of(family, timetable, timetable.economy, 0), desk.luck[0], 0), p)


@rare
def share_out(state, timetable, m, p, desk):
    """Share out each offer's places of the month among those who wait, after the talks that put families on the list.

    A place that nobody waits for is held for the next month, one at most: staff time does not keep.
    """
    census = state.census[0]
    for offer in range(p.policy.n_offers):
        if p.policy.offers[offer].limited:
            talk_about(state, offer, timetable, m, (p, desk))
        places = timetable.places[m, offer] + census.held[offer]
        given = share_out_offer(state, (offer, places), timetable, m, (p, desk))
        census.held[offer] = 1 if given < places else 0


@rule
def talk_about(state, offer, timetable, m, hands):
    """Hold the month's talks about an offer, in the order of the array, by id: each sees the list the last one left."""
    p, desk = hands
    families, waiting, since, economy, book = (
        state.families,
        state.waiting,
        state.since,
        timetable.economy,
        book_of(state),
    )
    listed = families_by_class(state, offer, m, p)
    for w in range(state.census[0].waiting):
        family = families[waiting[w]]
        if since[w] <= m and family.help_stage == NOTICED and family.offer == offer:
            month = timetable.first_month + m
            look_ahead(desk.luck[0], family.family_id, month, 1, timetable.seed)
            now = Now(*month_of(family, timetable, economy, m), desk.luck[0], 0)
            place = priority_class(family, p.policy.offers[offer])
            wait = expected_wait(listed, place, timetable.pace[offer])
            talk_if_a_place_can_be_had(family, wait, now, p, desk.notes[0])
            listed[place] += family.help_stage == WAITING
            write_down(book, family, month, 1, desk.notes)


@rule
def share_out_offer(state, offered, timetable, m, hands):
    """Give an offer's places to those who stand first; return how many were given."""
    (offer, places), (p, desk) = offered, hands
    month, given = timetable.first_month + m, 0
    families, waiting, since, economy, book = (
        state.families,
        state.waiting,
        state.since,
        timetable.economy,
        book_of(state),
    )
    last, left = last_served(state, offer, places, (m, month), p)
    for w in range(state.census[0].waiting):
        family = families[waiting[w]]
        if since[w] <= m and is_waiting_for(family, offer):
            place = bucket(family, p.policy.offers[offer], month)
            if place < last or (place == last and left > 0):
                left -= 1 if place == last else 0
                given += 1
                now = Now(*month_of(family, timetable, economy, m), desk.luck[0], 0)
                given_a_place(family, now, p, desk.notes[0])
                write_down(book, family, month, 1, desk.notes)
    return given
