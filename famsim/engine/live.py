"""The only loop over families."""

from __future__ import annotations

from typing import cast

import numpy as np

from famsim.engine.beside import Beside, Lived, enter_beside, has_room, is_long
from famsim.engine.book import book_of, open_account, post, write_down, write_year
from famsim.engine.compiling import kernel
from famsim.engine.desk import Call, Span, Talks, doors_looked_at, look_ahead_for, looking_of, new_desk
from famsim.engine.following import look_on
from famsim.engine.noticed import Noticed
from famsim.engine.one import live_one, stands_in_queue
from famsim.engine.sharing import queue_up, share_out, sort_list
from famsim.engine.state import CALL_MONTHS, State, Timetable, copy_words, month_of
from famsim.model.arrays import Row
from famsim.model.compiling import rare, rule
from famsim.model.identity import entry_month_in
from famsim.model.now import Now
from famsim.model.records import Parameters
from famsim.rules.family.entry import enter
from famsim.rules.month import after_places, before_places

FIRST = cast(int, np.int64(0))  # of a call's months; typed, because a bare 0 would be compiled for itself


@kernel
def live(state: State, timetable: Timetable, p: Row[Parameters], beside: Beside) -> bool:
    """Live the timetable's months (at most CALL_MONTHS, else ValueError) in one area, in place; say whether it is done.

    `p` is an array of one record. Months from 1 on are counted in the book, which is whole when this returns. A family
    lives its months one after the other, alone and in cache, until it stands in a queue; those who do then live month
    by month together, because only they share places. The result is that of living every month together. Strategies
    `beside` are followed family by family. Where their log has no room for another, or as many are lived as one call
    should, the call is to be made again, the log emptied, and goes on from there.
    """
    if timetable.months > CALL_MONTHS:
        raise ValueError("more months than a call can live")
    desk = new_desk(doors_looked_at(p) | doors_looked_at(beside.p), state.tallies.shape[1], p[0])
    done = live_call(state, beside, Call(timetable, p[0], desk))
    post(desk.sheet, timetable.first_month, timetable.months, state.tallies)
    return done


@rare
def live_call(state: State, beside: Beside, call: Call) -> bool:
    """Live as many families as one call should; say whether all have lived the call's months."""
    timetable, turn = call.timetable, beside.turn[0]
    turn.lived = 0
    if turn.row == 0 and turn.arrived == 0:
        if timetable.first_month == 1 and state.census[0].accounts == 0:
            open_accounts(state, call)
            for row in range(state.census[0].families if beside.p.size > 0 else 0):
                enter_beside(state.families[row].account, row, beside)
        state.census[0].waiting = 0
    if turn.together == 0 and not all_alone(state, beside, call):
        return False
    while turn.together < timetable.months:
        if turn.lived > 0 and is_long(turn):
            return False
        live_together(state, turn.together, beside.noticed, call)
        turn.together += 1
        turn.lived += state.census[0].waiting
    turn.row = turn.m = turn.arrived = turn.together = 0
    return True


@rule
def all_alone(state: State, beside: Beside, call: Call) -> bool:
    """Live the families whose turn it is, those who arrive among them; say whether only those on the list are left."""
    turn = beside.turn[0]
    live_alone(state, beside, call)
    while turn.row == state.census[0].families and turn.arrived < call.timetable.months:
        arrive(state, beside, call)
        live_alone(state, beside, call)
    if turn.row < state.census[0].families:
        return False
    sort_list(state)
    return True


@rare
def live_alone(state: State, beside: Beside, call: Call) -> None:
    """Live the families whose turn it is, one after the other, from the month of their entry or the call's first.

    Who stands in a queue is put on the list and left there. Arrays are taken out of their tuples before the
    loop: each time the compiler takes one out, it counts its owners.
    """
    timetable, p, desk = call
    families, luck, looking = state.families, desk.luck[0], looking_of(beside.desk)
    book, turn, followed = book_of(state), beside.turn[0], beside.p.size > 0
    first, month = turn.m, timetable.first_month + turn.m
    while turn.row < state.census[0].families and has_room(beside) and not is_long(turn):
        family = families[turn.row]
        if followed:
            copy_words(beside.desk.start_words, 0, looking.lives, turn.row)
        k = live_one(
            family, Span(turn.row, first, timetable.months - first, followed, False), Talks(0, 0), looking, call
        )
        queued = stands_in_queue(family)
        if queued:
            queue_up(state, turn.row, first + k - 1)
        if followed:
            look_on(state, family, Lived(timetable, first, k - queued, queued, luck), p, beside)
        write_year(book, family, month, k, desk)
        turn.row += 1
        turn.lived += 1


@rare
def live_together(state: State, m: int, noticed: Noticed, call: Call) -> None:
    """Live one month of the families on the list: before places, the sharing-out, after places.

    Who stands in no queue then lives on alone, until it does again.
    """
    timetable, p, desk = call
    families, waiting, since = state.families, state.waiting, state.since
    notes, luck, book, month = desk.notes, desk.luck[0], book_of(state), timetable.first_month + m
    for w in range(state.census[0].waiting):
        if since[w] < m:
            family = families[waiting[w]]
            look_ahead_for(family.family_id, month, 1, call)
            before_places(family, Now(*month_of(family, timetable, m), luck, 0), p, notes[0])
            write_down(book, family, month, 1, notes)
    share_out(state, m, noticed, call)
    kept = 0
    for w in range(state.census[0].waiting):
        if since[w] <= m:
            family = families[waiting[w]]
            if stands_in_queue(family):
                look_ahead_for(family.family_id, month, 1, call)
                after_places(family, Now(*month_of(family, timetable, m), luck, 0), p, notes[0])
                write_down(book, family, month, 1, notes)
            else:
                live_on_alone(state, w, m, noticed, call)
        if since[w] < timetable.months:
            waiting[kept], since[kept] = waiting[w], since[w]
            kept += 1
    state.census[0].waiting = kept


@rare
def live_on_alone(state: State, w: int, m: int, noticed: Noticed, call: Call) -> None:
    """Live the rest of the call's m-th month, and those after it, of a family on the list that stands in no queue.

    It lives alone until it stands in a queue again.
    """
    timetable, _, desk = call
    row = state.waiting[w]
    family = state.families[row]
    span = Span(row, m, timetable.months - m, False, True)
    k = live_one(family, span, Talks(0, 0), looking_of(noticed.desk), call)
    write_down(book_of(state), family, timetable.first_month + m, k, desk.notes)
    state.since[w] = m + k - 1 if stands_in_queue(family) else timetable.months


@rule
def live_before(state: State, row: int, m: int, call: Call) -> None:
    """Live the month of the family in one row up to the sharing-out: for who lives families one at a time."""
    timetable, p, desk = call
    family, luck, month = state.families[row], desk.luck[0], timetable.first_month + m
    look_ahead_for(family.family_id, month, 1, call)
    before_places(family, Now(*month_of(family, timetable, m), luck, 0), p, desk.notes[0])
    write_down(book_of(state), family, month, 1, desk.notes)


@rule
def live_after(state: State, row: int, m: int, call: Call) -> None:
    """Live the rest of the month of the family in one row."""
    timetable, p, desk = call
    family, luck, month = state.families[row], desk.luck[0], timetable.first_month + m
    look_ahead_for(family.family_id, month, 1, call)
    after_places(family, Now(*month_of(family, timetable, m), luck, 0), p, desk.notes[0])
    write_down(book_of(state), family, month, 1, desk.notes)


@rule
def arrive(state: State, beside: Beside, call: Call) -> None:
    """Let the new families of the next month enter, in order of id."""
    turn, timetable = beside.turn[0], call.timetable
    for a in range(timetable.arrivals_from[turn.arrived], timetable.arrivals_from[turn.arrived + 1]):
        row = welcome(state, a, call)
        if beside.p.size > 0:
            enter_beside(state.families[row].account, row, beside)
    turn.m = turn.arrived
    turn.arrived += 1


@rule
def welcome(state: State, a: int, call: Call) -> int:
    """Let the a-th arrival enter at the end of the array, with an account if the book is open; return its row.

    It is what it is in the month of its entry, and may arrive before: to be met by what is offered ahead of it.
    """
    timetable, p, desk = call
    row: int = state.census[0].families
    family = state.families[row]
    family.family_id = timetable.arrivals[a]
    entry_month = entry_month_in(timetable.arrivals[a])
    now = Now(family.family_id, entry_month, timetable.seed, entry_month > 0, 1.0, 1.0, 1.0, desk.luck[0], 0)
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
