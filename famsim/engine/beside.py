"""Strategies beside one life: what of each can be followed without living a family again, and who must be lived apart.

Strategies share luck, and families meet only at places. So under a strategy a family lives the shared life to the bit
until support begins to change it: for as long, only where it stands with support is followed, month by month, by the
very rules, beside the life that is being lived. Whoever comes to wait, to attend or to a booster - under the strategy
or in the shared life - is lived apart from the call's start (famsim.engine.together).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from famsim.engine.book import add_to_funnel, wipe
from famsim.engine.state import CALL_MONTHS, LOGGED, NO_SLOT, TURN, State, Timetable, month_of
from famsim.model.arrays import Row
from famsim.model.compiling import rare, rule
from famsim.model.counts import N_COUNTS, N_LIFE_COUNTS, N_STAGES, NOTE
from famsim.model.family import COHABITING, FAMILY, LEFT, MARRIED, NO_CONTACT, NOT_YET, SUPPORT
from famsim.model.now import Now
from famsim.model.parameters import PARAMETERS
from famsim.model.policy import MAX_OFFERS
from famsim.model.records import Family, Luck, Note, Parameters, Turn
from famsim.rules.family.calendar import together
from famsim.rules.family.need import episode_begins, in_window
from famsim.rules.family.sessions import booster_month
from famsim.rules.family.support import another_couple, come_for_support, leave_support


def byte_of(field: str) -> int:
    """Return where in a family's record a field begins."""
    return int(dict(FAMILY.fields or {})[field][1])


SUPPORT_AT = byte_of((SUPPORT.names or ())[0])
SUPPORT_SIZE: int = SUPPORT.itemsize
MOST_LOGGED = CALL_MONTHS * (N_COUNTS - N_LIFE_COUNTS)  # by one family under one strategy in one call


class Beside(NamedTuple):
    """Arrays of the strategies beside a life; none for a life by itself."""

    p: Row[Parameters]  # (strategies,): alike in all that a life without support depends on
    support: NDArray[np.uint8]  # (accounts, strategies, SUPPORT_SIZE): where each family stands with support
    apart: NDArray[np.bool_]  # (accounts, strategies): lives apart
    forked: NDArray[np.bool_]  # (slots, strategies): lives apart from this call on
    owners: NDArray[np.int32]  # (slots,): whose slot it is, by account
    starts: np.recarray  # (slots,) FAMILY: the family at the call's start, or at entry
    unions: NDArray[np.int16]  # (slots, 2): its first union, as far as it was known then
    funnel: NDArray[np.int64]  # (strategies, months, MAX_OFFERS, N_STAGES)
    log: np.recarray  # (entries,) LOGGED
    turn: Row[Turn]  # (1,)
    desk: LookingDesk


class LookingDesk(NamedTuple):
    """What one family is looked at on; blank between families."""

    start: Row[Family]  # (1,): the family at the call's start
    months: Row[Family]  # (CALL_MONTHS,): as each month's places were about to be shared out
    bytes: NDArray[np.uint8]  # the same memory, (CALL_MONTHS, bytes)
    after: NDArray[np.int64]  # (CALL_MONTHS,): its status when the month was over
    notes: Row[Note]  # (CALL_MONTHS,): what a strategy adds to the book


class Lived(NamedTuple):
    """How the family whose turn it is has lived the call in the shared life."""

    timetable: Timetable
    m: int  # the first of the call's months that it lived
    months: int  # so many, each to its end
    queued: bool  # after which it came to stand in a queue
    luck: Luck


def empty_beside(p: np.recarray, accounts: int, slots: int, months: int) -> Beside:
    """Return what strategies with these parameters, (strategies,) PARAMETERS, have beside a life that is yet to be."""
    strategies = p.size
    watched = np.zeros(CALL_MONTHS, FAMILY).view(np.recarray)
    room = 4 * strategies * MOST_LOGGED
    return Beside(
        p=p,
        support=np.zeros((accounts, strategies, SUPPORT_SIZE), np.uint8),
        apart=np.zeros((accounts, strategies), np.bool_),
        forked=np.zeros((slots, strategies), np.bool_),
        owners=np.zeros(slots, np.int32),
        starts=np.zeros(slots, FAMILY).view(np.recarray),
        unions=np.zeros((slots, 2), np.int16),
        funnel=np.zeros((strategies, months, MAX_OFFERS, N_STAGES), np.int64),
        log=np.zeros(max(room, 1 << 16) if strategies else 0, LOGGED).view(np.recarray),
        turn=np.zeros(1, TURN).view(np.recarray),
        desk=LookingDesk(
            start=np.zeros(1, FAMILY).view(np.recarray),
            months=watched,
            bytes=watched.view(np.ndarray).view(np.uint8).reshape(CALL_MONTHS, FAMILY.itemsize),
            after=np.zeros(CALL_MONTHS, np.int64),
            notes=np.zeros(CALL_MONTHS, NOTE).view(np.recarray),
        ),
    )


def nobody_beside() -> Beside:
    """Return what a life by itself has beside it."""
    return empty_beside(np.zeros(0, PARAMETERS).view(np.recarray), 0, 0, 0)


@rule
def has_room(beside: Beside) -> bool:
    """Say whether the log has room for whatever one more family adds to it."""
    return beside.turn[0].logged + beside.p.size * MOST_LOGGED <= beside.log.size


@rare
def enter_beside(family: Family, beside: Beside) -> None:
    """Let a family that has just been given an account stand with support, under every strategy, where it stands."""
    desk = beside.desk
    desk.months[0] = family
    for s in range(beside.p.size):
        for b in range(SUPPORT_SIZE):
            beside.support[family.account, s, b] = desk.bytes[0, SUPPORT_AT + b]


@rare
def look_on(state: State, family: Family, lived: Lived, p: Parameters, beside: Beside) -> None:
    """Follow every strategy under which the family has lived the shared life so far; mark where it comes apart."""
    account, start, slot = family.account, beside.desk.start[0], NO_SLOT
    together_now = lived.queued or in_support(start, lived.timetable.first_month + lived.m, p)
    for s in range(beside.p.size):
        apart = beside.apart[account, s]
        forks = not apart and (together_now or comes_apart(account, s, lived, beside))
        if apart or forks:
            if slot == NO_SLOT:
                slot = new_slot(state, account, beside)
            beside.forked[slot, s] = forks


@rule
def in_support(family: Family, month: int, p: Parameters) -> bool:
    """Say whether a family waits or attends, or has a booster due in a call that begins in this month."""
    return family.help_stage != NO_CONTACT or month <= booster_month(family, p) < month + CALL_MONTHS


@rule
def new_slot(state: State, account: int, beside: Beside) -> int:
    """Give a family a slot for the call: its months will be kept, with how it stood when the call began."""
    slot: int = beside.turn[0].slots
    beside.turn[0].slots = slot + 1
    state.slots[account] = slot
    beside.owners[slot] = account
    beside.starts[slot] = beside.desk.start[0]
    for s in range(beside.p.size):
        beside.forked[slot, s] = False
    for part in range(2):
        beside.unions[slot, part] = state.unions[account, part]
    for m in range(CALL_MONTHS):
        kept = state.kept[slot, m]
        kept.couple_month = 0
        for what in range(N_LIFE_COUNTS):
            kept.counts[what] = 0
    return slot


@rule
def comes_apart(account: int, s: int, lived: Lived, beside: Beside) -> bool:
    """Follow one strategy through the months lived; say whether the family must be lived apart, else write it down."""
    p, desk, first = beside.p[s], beside.desk, lived.timetable.first_month + lived.m
    months, notes, held = desk.months, desk.notes, 0
    for b in range(SUPPORT_SIZE):
        desk.bytes[0, SUPPORT_AT + b] = beside.support[account, s, b]
    if in_support(months[0], first, p):
        return True
    for k in range(lived.months):
        family = months[k]
        if family.status == LEFT or family.status == NOT_YET:
            continue
        now = Now(*month_of(family, lived.timetable, lived.m + k), lived.luck, k)
        ends = together(family) and not as_a_couple(desk.after[k])
        begins = not together(family) and as_a_couple(desk.after[k])
        if ends or begins or may_act(family, months[held], now, p):
            if held != k:
                for b in range(SUPPORT_AT, SUPPORT_AT + SUPPORT_SIZE):
                    desk.bytes[k, b] = desk.bytes[held, b]
                held = k
            come_for_support(family, now, p, notes[k])
            if family.help_stage != NO_CONTACT:
                for one in range(k + 1):
                    wipe(notes[one])
                return True
            if ends:
                leave_support(family, now, notes[k])
            elif begins:
                another_couple(family)
    for b in range(SUPPORT_SIZE):
        beside.support[account, s, b] = desk.bytes[held, SUPPORT_AT + b]
    for k in range(lived.months):
        if notes[k].noted != 0:
            write_log(account, s, first + k - 1, notes[k], beside)
    return False


@rule
def as_a_couple(status: int) -> bool:
    """Say whether a status is that of two partners who live together."""
    return status in (MARRIED, COHABITING)


@rule
def may_act(family: Family, holder: Family, now: Now, p: Parameters) -> bool:
    """Say whether any offer can do anything with a family this month; `holder` has where it stands with support."""
    for offer in range(p.policy.n_offers):
        terms = p.policy.offers[offer]
        if holder.reached[offer] >= 0 and in_window(family, terms, now):
            return True
        if episode_begins(family, terms, now):
            return True
    return False


@rule
def write_log(account: int, s: int, row: int, note: Note, beside: Beside) -> None:
    """Add a month's note under one strategy to its funnel and to the log; wipe the note."""
    turn = beside.turn[0]
    add_to_funnel(beside.funnel[s], row, note)
    for what in range(N_LIFE_COUNTS, N_COUNTS):
        if note.counts[what] != 0:
            entry = beside.log[turn.logged]
            entry.account, entry.strategy, entry.row = account, s, row
            entry.what, entry.amount = what, note.counts[what]
            turn.logged += 1
    wipe(note)
