"""Sharing out an area's places: the list of those who wait, the talks about an offer, and who is given a place."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from famsim.engine.book import book_of, write_down
from famsim.engine.compiling import kernel
from famsim.engine.desk import Call, Span, Talks, look_ahead_for, looking_of
from famsim.engine.noticed import Noticed, own_account, stand_with_support
from famsim.engine.one import live_one
from famsim.engine.places import Share, bucket, expected_wait, families_by_class, is_waiting_for, last_served, wait_on
from famsim.engine.state import ELSEWHERE, HELD, State, Timetable, copy_words, month_of
from famsim.model.arrays import Row
from famsim.model.compiling import makes_arrays, rare, rule
from famsim.model.family import NO_CONTACT, NOTICED, WAITING
from famsim.model.identity import arrival_month_of
from famsim.model.now import Now
from famsim.model.policy import NO_PLACE
from famsim.model.records import Family, Parameters
from famsim.rules.family.arriving import stands_in, talk_about_stand_in, talk_or_turn_to_next
from famsim.rules.family.sessions import given_a_place
from famsim.rules.family.support import place_can_be_had, place_to_be_had
from famsim.rules.family.turn import priority_class


@rule
def queue_up(state: State, row: int, m: int) -> None:
    """Put a family on the list of those who live month by month together, from the call's m-th month on."""
    census = state.census[0]
    state.waiting[census.waiting], state.since[census.waiting] = row, m
    census.waiting += 1


@makes_arrays
def in_order_of_id(state: State, count: int) -> None:
    """Merge those behind the first `count` on the list into them; both are in order of id."""
    families, waiting, since, last = state.families, state.waiting, state.since, state.census[0].waiting
    behind, when = waiting[count:last].copy(), since[count:last].copy()
    w, place = count - 1, last - 1
    for e in range(last - count - 1, -1, -1):
        its = families[behind[e]].family_id
        while w >= 0 and families[waiting[w]].family_id > its:
            waiting[place], since[place] = waiting[w], since[w]
            w, place = w - 1, place - 1
        waiting[place], since[place] = behind[e], when[e]
        place -= 1


@makes_arrays
def sort_list(state: State) -> None:
    """Put the list in order of id; it is, but for an array of families that is not."""
    families, waiting, since, last = state.families, state.waiting, state.since, state.census[0].waiting
    sorted_so_far = 1
    while sorted_so_far < last and in_order(families, waiting[sorted_so_far - 1], waiting[sorted_so_far]):
        sorted_so_far += 1
    if sorted_so_far < last:
        ids = np.zeros(last, np.int64)
        for w in range(last):
            ids[w] = families[waiting[w]].family_id
        sort_by(ids, waiting, since)


@rare
def sort_by(ids: Row[int], waiting: Row[int], since: Row[int]) -> None:
    """Sort a list by ids, which are sorted too (Shell, 1959; Knuth's steps): to compile NumPy's own takes seconds."""
    step = 1
    while step < ids.size // 3:
        step = 3 * step + 1
    while step > 0:
        for end in range(step, ids.size):
            its, row, when, place = ids[end], waiting[end], since[end], end
            while place >= step and ids[place - step] > its:
                ids[place], waiting[place] = ids[place - step], waiting[place - step]
                since[place] = since[place - step]
                place -= step
            ids[place], waiting[place], since[place] = its, row, when
        step //= 3


@rule
def in_order(families: Row[Family], one: int, other: int) -> bool:
    """Say whether the families in two rows are in order of id."""
    first: int = families[one].family_id
    second: int = families[other].family_id
    return first < second


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


@makes_arrays
def talk_about(state: State, talk: Talk, noticed: Noticed, call: Call) -> None:
    """Hold the month's talks about an offer, in order of id: each sees the list that the last one left.

    A family `noticed` beside the shared life comes in when it is not as foreseen whether a place can be had for it, and
    when staff may turn to another offer for it.
    """
    offer, m = talk
    timetable, p, _ = call
    families, waiting, since, here = state.families, state.waiting, state.since, state.census[0].waiting
    month = timetable.first_month + m
    listed = families_by_class(state, Share(offer, 0, m, month), p)
    w, e, last = 0, noticed.month_from[m], noticed.month_from[m + 1]
    while w < here or e < last:
        if e < last and (w == here or comes_before(noticed, e, state, w)):
            entry = noticed.entries[e]
            e += 1
            if entry.offer == offer and not noticed.came_in[entry.slot]:
                wait = wait_on(listed, entry.place, timetable.pace[offer])
                can = place_to_be_had(wait, p.policy.offers[offer], month, p)
                if can != entry.to_be_had or entry.held == ELSEWHERE:
                    row = come_in(state, entry.slot, m, noticed, call)
                    talk_with(state, row, talk, listed, call)
                elif entry.held == HELD:
                    noticed.held[entry.slot] |= 1 << m
            continue
        family = families[waiting[w]]
        if since[w] <= m and family.help_stage == NOTICED and family.offer == offer:
            talk_with(state, waiting[w], talk, listed, call)
        w += 1
    if state.census[0].waiting > here:
        in_order_of_id(state, here)


@rare
def talk_with(state: State, row: int, talk: Talk, listed: NDArray[np.int64], call: Call) -> None:
    """Hold the talk with a family, if a place can be had; if it joins the list, `listed` (classes,) counts it."""
    timetable, p, desk = call
    family, month, terms = state.families[row], timetable.first_month + talk.m, p.policy.offers[talk.offer]
    now = Now(*month_of(family, timetable, talk.m), desk.luck[0], 0)
    place = priority_class(family, terms, month, p)
    can = place_to_be_had(wait_on(listed, place, timetable.pace[talk.offer]), terms, month, p)
    look_ahead_for(family.family_id, month, 1, call)  # what it has come about, and other doors, are of its own luck
    other = terms.stand_in - 1
    if other >= 0 and can == NO_PLACE and stands_in(family, other, now, p):
        refer_to_stand_in(state, row, Talk(other, talk.m), now, call)
    else:
        talk_or_turn_to_next(family, can, now, p, desk.notes[0])
        listed[place] += family.help_stage == WAITING and family.offer == talk.offer
    write_down(book_of(state), family, month, 1, desk.notes)


@makes_arrays
def refer_to_stand_in(state: State, row: int, talk: Talk, now: Now, call: Call) -> None:
    """Talk with a family about the offer that stands in for one whose list is too long, if it has a place itself."""
    timetable, p, desk = call
    family, terms = state.families[row], p.policy.offers[talk.offer]
    listed = families_by_class(state, Share(talk.offer, 0, talk.m, now.month), p)
    wait = expected_wait(listed, priority_class(family, terms, now.month, p), timetable.pace[talk.offer])
    family.help_stage = NO_CONTACT
    if terms.limited == 0 or place_can_be_had(wait, terms, now.month, p):
        talk_about_stand_in(family, talk.offer, now, p, desk.notes[0])


@rule
def comes_before(noticed: Noticed, e: int, state: State, w: int) -> bool:
    """Say whether the e-th entry's family comes before the w-th on the list, in order of id."""
    its: int = noticed.starts[noticed.entries[e].slot].family_id
    listed: int = state.families[state.waiting[w]].family_id
    return its < listed


@rare
def come_in(state: State, slot: int, m: int, noticed: Noticed, call: Call) -> int:
    """Let a family live apart from the call's start up to a month's talk, and put it on the list; return its row."""
    timetable, desk, row = call.timetable, call.desk, state.census[0].families
    start = noticed.starts[slot]
    copy_words(noticed.lives, row, noticed.start_words, slot)
    state.census[0].families = row + 1
    noticed.came_in[slot] = True
    family = state.families[row]
    stand_with_support(row, slot, noticed)
    own_account(state, family, slot, noticed)
    first = max(arrival_month_of(start.entry_month, call.p.policy.ahead) - timetable.first_month, 0)
    talks = Talks(m - first, noticed.held[slot] >> first)
    k = live_one(family, Span(row, first, m - first + 1, False, False), talks, looking_of(noticed.desk), call)
    write_down(book_of(state), family, timetable.first_month + first, k, desk.notes)
    queue_up(state, row, m)
    return int(row)


@kernel
def places_to_be_had(state: State, timetable: Timetable, p: Row[Parameters], can: NDArray[np.int8]) -> None:
    """Say for which offers and classes, (MAX_OFFERS, classes), what place was to be had at a call's end."""
    m = timetable.months - 1
    for offer in range(p[0].policy.n_offers):
        listed = families_by_class(state, Share(offer, 0, m, timetable.first_month + m), p[0])
        for place in range(can.shape[1]):
            wait = wait_on(listed, place, timetable.pace[offer])
            can[offer, place] = place_to_be_had(wait, p[0].policy.offers[offer], timetable.first_month + m, p[0])


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
            place = bucket(family, p.policy.offers[offer], month, p)
            if place < last or (place == last and left > 0):
                left -= 1 if place == last else 0
                given += 1
                now = Now(*month_of(family, timetable, m), desk.luck[0], 0)
                given_a_place(family, now, p, desk.notes[0])
                write_down(book, family, month, 1, desk.notes)
    return given
