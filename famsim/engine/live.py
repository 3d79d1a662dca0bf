"""The only loop over families."""

from __future__ import annotations

from typing import NamedTuple, cast

import numpy as np

from famsim.engine.beside import Beside, Lived, enter_beside, has_room, look_on
from famsim.engine.book import book_of, open_account, write_down
from famsim.engine.compiling import kernel
from famsim.engine.places import Share, bucket, expected_wait, families_by_class, is_waiting_for, last_served
from famsim.engine.state import CALL_MONTHS, State, Timetable, month_of
from famsim.model.arrays import Row
from famsim.model.chance import LUCK, look_ahead
from famsim.model.compiling import rare, rule
from famsim.model.counts import NOTE
from famsim.model.family import LEFT, NOTICED, WAITING
from famsim.model.now import Now
from famsim.model.records import Luck, Note, Parameters
from famsim.rules.family.entry import enter
from famsim.rules.family.sessions import given_a_place
from famsim.rules.family.support import priority_class, talk_if_a_place_can_be_had
from famsim.rules.month import after_places, before_places

FIRST = cast(int, np.int64(0))  # of a call's months; typed, because a bare 0 would be compiled for itself


class Desk(NamedTuple):
    """What one family after the other is lived on; arrays, which stay alive as long as the call."""

    notes: Row[Note]  # (CALL_MONTHS,) NOTE: what each of the family's months adds to the book; blank between families
    luck: Row[Luck]  # (1,) LUCK: the draws of the family whose turn it is, worked out ahead


class Call(NamedTuple):
    """What all families of a call live with: what its months bring, the parameters, and the desk."""

    timetable: Timetable
    p: Parameters
    desk: Desk


@rule
def new_desk() -> Desk:
    """Return a desk with blank notes."""
    return Desk(np.zeros(CALL_MONTHS, NOTE), np.zeros(1, LUCK))


@kernel
def live(state: State, timetable: Timetable, p: Row[Parameters], beside: Beside) -> bool:
    """Live the timetable's months (at most CALL_MONTHS, else ValueError) in one area, in place; say whether it is done.

    `p` is an array of one record. Months from 1 on are counted in the book. A family lives its months one
    after the other, alone and in cache, until it stands in a queue; those who do then live month by month
    together, because only they share places. The result is that of living every month together. Strategies
    `beside` are followed family by family; where their log has no room for another, the call is to be made again
    once it is emptied, and goes on from there.
    """
    if timetable.months > CALL_MONTHS:
        raise ValueError("more months than a call can live")
    call, turn = Call(timetable, p[0], new_desk()), beside.turn[0]
    if turn.row == 0 and turn.arrived == 0:
        if timetable.first_month == 1:
            open_accounts(state, call)
            for row in range(state.census[0].families if beside.p.size > 0 else 0):
                enter_beside(state.families[row], beside)
        state.census[0].waiting = 0
    live_alone(state, beside, call)
    while turn.row == state.census[0].families and turn.arrived < timetable.months:
        arrive(state, beside, call)
        live_alone(state, beside, call)
    if turn.row < state.census[0].families:
        return False
    for m in range(timetable.months):
        live_together(state, m, call)
    turn.row = turn.m = turn.arrived = 0
    return True


@rare
def live_alone(state: State, beside: Beside, call: Call) -> None:
    """Live the families whose turn it is, one after the other, from the month of their entry or the call's first.

    Who stands in a queue is put on the list and left there. Arrays are taken out of their tuples before the
    loop: each time the compiler takes one out, it counts its owners.
    """
    timetable, p, desk = call
    families, notes, luck, looking = state.families, desk.notes, desk.luck[0], beside.desk
    book, turn, followed = book_of(state), beside.turn[0], beside.p.size > 0
    first, months = turn.m, timetable.months - turn.m
    while turn.row < state.census[0].families and has_room(beside):
        family, row, left = families[turn.row], turn.row, months
        look_ahead(luck, family.family_id, timetable.first_month + first, months, timetable.seed)
        if followed:
            looking.start[0] = family
        k = 0
        while k < left and family.status != LEFT:
            now = Now(*month_of(family, timetable, first + k), luck, k)
            before_places(family, now, p, notes[k])
            if family.help_stage == WAITING or family.help_stage == NOTICED:
                queue_up(state, row, first + k)
                left = k
            else:
                if followed:
                    looking.months[k] = family
                after_places(family, now, p, notes[k])
                if followed:
                    looking.after[k] = family.status
            k += 1
        if followed:
            look_on(state, family, Lived(timetable, first, min(k, left), k > left, luck), p, beside)
        write_down(book, family, timetable.first_month + first, k, notes)
        turn.row += 1


@rule
def queue_up(state: State, row: int, m: int) -> None:
    """Put a family on the list of those who live month by month together, from the call's m-th month on."""
    census = state.census[0]
    state.waiting[census.waiting] = row
    state.since[census.waiting] = m
    census.waiting += 1


@rare
def live_together(state: State, m: int, call: Call) -> None:
    """Live one month of the families on the list: before places, the sharing-out, after places."""
    timetable, p, desk = call
    families, waiting, since = state.families, state.waiting, state.since
    notes, luck, book, month = desk.notes, desk.luck[0], book_of(state), timetable.first_month + m
    for w in range(state.census[0].waiting):
        if since[w] < m:
            family = families[waiting[w]]
            look_ahead(luck, family.family_id, month, 1, timetable.seed)
            before_places(family, Now(*month_of(family, timetable, m), luck, 0), p, notes[0])
            write_down(book, family, month, 1, notes)
    share_out(state, m, call)
    for w in range(state.census[0].waiting):
        if since[w] <= m:
            family = families[waiting[w]]
            look_ahead(luck, family.family_id, month, 1, timetable.seed)
            after_places(family, Now(*month_of(family, timetable, m), luck, 0), p, notes[0])
            write_down(book, family, month, 1, notes)


@rule
def live_before(state: State, row: int, m: int, call: Call) -> None:
    """Live the month of the family in one row up to the sharing-out: for who lives families one at a time."""
    timetable, p, desk = call
    family, luck, month = state.families[row], desk.luck[0], timetable.first_month + m
    look_ahead(luck, family.family_id, month, 1, timetable.seed)
    before_places(family, Now(*month_of(family, timetable, m), luck, 0), p, desk.notes[0])
    write_down(book_of(state), family, month, 1, desk.notes)


@rule
def live_after(state: State, row: int, m: int, call: Call) -> None:
    """Live the rest of the month of the family in one row."""
    timetable, p, desk = call
    family, luck, month = state.families[row], desk.luck[0], timetable.first_month + m
    look_ahead(luck, family.family_id, month, 1, timetable.seed)
    after_places(family, Now(*month_of(family, timetable, m), luck, 0), p, desk.notes[0])
    write_down(book_of(state), family, month, 1, desk.notes)


@rule
def arrive(state: State, beside: Beside, call: Call) -> None:
    """Let the new families of the next month enter, in order of id."""
    turn, timetable = beside.turn[0], call.timetable
    for a in range(timetable.arrivals_from[turn.arrived], timetable.arrivals_from[turn.arrived + 1]):
        row = welcome(state, a, turn.arrived, call)
        if beside.p.size > 0:
            enter_beside(state.families[row], beside)
    turn.m = turn.arrived
    turn.arrived += 1


@rule
def welcome(state: State, a: int, m: int, call: Call) -> int:
    """Let the a-th arrival enter at the end of the array, with an account if the book is open; return its row."""
    timetable, p, desk = call
    row: int = state.census[0].families
    family = state.families[row]
    family.family_id = timetable.arrivals[a]
    now = Now(*month_of(family, timetable, m), desk.luck[0], 0)
    enter(family, now, p)
    if now.begun:
        open_account(state, family, now, p)
    state.census[0].families = row + 1
    return row


@rare
def open_accounts(state: State, call: Call) -> None:
    """Open the account of every family of the starting stock."""
    timetable, p, desk = call
    for i in range(state.census[0].families):
        family = state.families[i]
        open_account(state, family, Now(*month_of(family, timetable, 0), desk.luck[0], 0), p)


@rare
def share_out(state: State, m: int, call: Call) -> None:
    """Share out each offer's places of the month among those who wait, after the talks that put families on the list.

    A place that nobody waits for is held for the next month, one at most: staff time does not keep.
    """
    census, timetable = state.census[0], call.timetable
    for offer in range(call.p.policy.n_offers):
        if call.p.policy.offers[offer].limited:
            talk_about(state, offer, m, call)
        places = timetable.places[m, offer] + census.held[offer]
        given = share_out_offer(state, Share(offer, places, m, timetable.first_month + m), call)
        census.held[offer] = 1 if given < places else 0


@rule
def talk_about(state: State, offer: int, m: int, call: Call) -> None:
    """Hold the month's talks about an offer, in the order of the array, by id: each sees the list the last one left."""
    timetable, p, desk = call
    families, waiting, since, book = state.families, state.waiting, state.since, book_of(state)
    listed = families_by_class(state, offer, m, p)
    for w in range(state.census[0].waiting):
        family = families[waiting[w]]
        if since[w] <= m and family.help_stage == NOTICED and family.offer == offer:
            month = timetable.first_month + m
            look_ahead(desk.luck[0], family.family_id, month, 1, timetable.seed)
            now = Now(*month_of(family, timetable, m), desk.luck[0], 0)
            place = priority_class(family, p.policy.offers[offer])
            wait = expected_wait(listed, place, timetable.pace[offer])
            talk_if_a_place_can_be_had(family, wait, now, p, desk.notes[0])
            listed[place] += family.help_stage == WAITING
            write_down(book, family, month, 1, desk.notes)


@rule
def share_out_offer(state: State, share: Share, call: Call) -> int:
    """Give an offer's places to those who stand first; return how many were given."""
    timetable, p, desk = call
    offer, m, month, given = share.offer, share.m, share.month, 0
    families, waiting, since, book = state.families, state.waiting, state.since, book_of(state)
    last, left = last_served(state, share, p)
    for w in range(state.census[0].waiting):
        family = families[waiting[w]]
        if since[w] <= m and is_waiting_for(family, offer):
            place = bucket(family, p.policy.offers[offer], month)
            if place < last or (place == last and left > 0):
                left -= 1 if place == last else 0
                given += 1
                now = Now(*month_of(family, timetable, m), desk.luck[0], 0)
                given_a_place(family, now, p, desk.notes[0])
                write_down(book, family, month, 1, desk.notes)
    return given
