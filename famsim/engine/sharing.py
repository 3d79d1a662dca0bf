"""Sharing out an area's places: the list of those who wait, the talks about an offer, and who is given a place."""

from __future__ import annotations

from typing import NamedTuple

from famsim.engine.book import book_of, write_down
from famsim.engine.noticed import Noticed, own_account, stand_with_support
from famsim.engine.one import Call, Span, live_one
from famsim.engine.places import Share, bucket, expected_wait, families_by_class, is_waiting_for, last_served
from famsim.engine.state import State, copy_words, month_of
from famsim.model.chance import look_ahead
from famsim.model.compiling import rare, rule
from famsim.model.family import NOTICED, WAITING
from famsim.model.now import Now
from famsim.rules.family.sessions import given_a_place
from famsim.rules.family.support import place_can_be_had, priority_class, talk_if_a_place_can_be_had


@rule
def queue_up(state: State, place: int, row: int, m: int) -> None:
    """Put a family at a place of the list of those who live month by month together, from the call's m-th month on."""
    census, waiting, since = state.census[0], state.waiting, state.since
    for behind in range(census.waiting, place, -1):
        waiting[behind], since[behind] = waiting[behind - 1], since[behind - 1]
    waiting[place], since[place] = row, m
    census.waiting += 1


@rule
def in_order_of_id(state: State) -> None:
    """Put the list in order of id; it is, but for an array of families that is not."""
    families, waiting, since = state.families, state.waiting, state.since
    for w in range(1, state.census[0].waiting):
        place, row, m = w, waiting[w], since[w]
        while place > 0 and families[waiting[place - 1]].family_id > families[row].family_id:
            waiting[place], since[place] = waiting[place - 1], since[place - 1]
            place -= 1
        waiting[place], since[place] = row, m


@rare
def share_out(state: State, m: int, noticed: Noticed, call: Call) -> None:
    """Share out each offer's places of the month among those who wait, after the talks that put families on the list.

    A place that nobody waits for is held for the next month, one at most: staff time does not keep.
    """
    census, timetable = state.census[0], call.timetable
    for offer in range(call.p.policy.n_offers):
        if call.p.policy.offers[offer].limited:
            talk_about(state, Talk(offer, m), noticed, call)
        places = timetable.places[m, offer] + census.held[offer]
        given = share_out_offer(state, Share(offer, places, m, timetable.first_month + m), call)
        census.held[offer] = 1 if given < places else 0


class Talk(NamedTuple):
    """What is talked about, and when."""

    offer: int
    m: int  # which of the call's months


@rule
def talk_about(state: State, talk: Talk, noticed: Noticed, call: Call) -> None:
    """Hold the month's talks about an offer, in order of id: each sees the list that the last one left.

    A family `noticed` beside the shared life comes in when a place can be had for it.
    """
    offer, m = talk
    timetable, p, desk = call
    families, waiting, since, book = state.families, state.waiting, state.since, book_of(state)
    listed, month = families_by_class(state, offer, m, p), timetable.first_month + m
    w, e, last = 0, noticed.month_from[m], noticed.month_from[m + 1]
    while w < state.census[0].waiting or e < last:
        if e < last and is_next(noticed, e, state, w):
            entry = noticed.entries[e]
            e += 1
            if entry.offer == offer and not noticed.came_in[entry.slot]:
                wait = expected_wait(listed, entry.place, timetable.pace[offer])
                if place_can_be_had(wait, p.policy.offers[offer], month, p):
                    come_in(state, entry.slot, Comes(w, m), noticed, call)
            continue
        family = families[waiting[w]]
        if since[w] <= m and family.help_stage == NOTICED and family.offer == offer:
            look_ahead(desk.luck[0], family.family_id, month, 1, timetable.seed)
            now = Now(*month_of(family, timetable, m), desk.luck[0], 0)
            place = priority_class(family, p.policy.offers[offer])
            wait = expected_wait(listed, place, timetable.pace[offer])
            talk_if_a_place_can_be_had(family, wait, now, p, desk.notes[0])
            listed[place] += family.help_stage == WAITING
            write_down(book, family, month, 1, desk.notes)
        w += 1


@rule
def is_next(noticed: Noticed, e: int, state: State, w: int) -> bool:
    """Say whether the e-th entry's family comes before the w-th on the list, in order of id."""
    if w >= state.census[0].waiting:
        return True
    its: int = noticed.starts[noticed.entries[e].slot].family_id
    listed: int = state.families[state.waiting[w]].family_id
    return its < listed


class Comes(NamedTuple):
    """Where on the list, and in which of the call's months, a family comes in."""

    place: int
    m: int


@rare
def come_in(state: State, slot: int, comes: Comes, noticed: Noticed, call: Call) -> None:
    """Let a family live apart from the call's start, up to this month's talk, and put it on the list."""
    timetable, desk, row = call.timetable, call.desk, state.census[0].families
    m, start = comes.m, noticed.starts[slot]
    copy_words(noticed.lives, row, noticed.start_words, slot)
    state.census[0].families = row + 1
    noticed.came_in[slot] = True
    family = state.families[row]
    stand_with_support(row, slot, noticed)
    own_account(state, family, slot, noticed)
    first = max(start.entry_month - timetable.first_month, 0)
    k = live_one(family, Span(row, first, m - first + 1, m - first, False), noticed.desk, call)
    write_down(book_of(state), family, timetable.first_month + first, k, desk.notes)
    queue_up(state, comes.place, row, m)


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
