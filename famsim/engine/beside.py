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

from famsim.engine.book import wipe
from famsim.engine.noticed import SUPPORT_AT, SUPPORT_SIZE, Noticed, nobody_noticed
from famsim.engine.one import LookingDesk, looking_desk
from famsim.engine.state import CALL_MONTHS, LOGGED, NO_SLOT, TALK, TURN, State, Timetable, month_of
from famsim.model.arrays import Row
from famsim.model.compiling import rare, rule
from famsim.model.counts import N_COUNTS, N_LIFE_COUNTS, N_STAGES
from famsim.model.family import COHABITING, FAMILY, LEFT, MARRIED, NO_CONTACT, NOT_YET, NOTICED, WAITING
from famsim.model.now import Now
from famsim.model.parameters import PARAMETERS
from famsim.model.policy import MAX_OFFERS
from famsim.model.records import Family, Luck, Note, Parameters, Turn
from famsim.rules.family.calendar import together
from famsim.rules.family.need import episode_begins, in_window
from famsim.rules.family.sessions import booster_month
from famsim.rules.family.support import another_couple, come_for_support, leave_support, priority_class

# by one family under one strategy in one call: counts, and stages of the funnel as counts above them
MOST_LOGGED = CALL_MONTHS * (N_COUNTS - N_LIFE_COUNTS + MAX_OFFERS * N_STAGES)
ROOM = 4  # families' worth of log, at least
AS_SHARED, NOTICED_ONLY, COMES_APART = 0, 1, 2  # how a family has lived a call under a strategy


class Beside(NamedTuple):
    """Arrays of the strategies beside a life; none for a life by itself."""

    p: Row[Parameters]  # (strategies,): alike in all that a life without support depends on
    support: NDArray[np.uint8]  # (accounts, strategies, SUPPORT_SIZE): where each family stands with support
    apart: NDArray[np.bool_]  # (accounts, strategies): lives apart
    forked: NDArray[np.bool_]  # (slots, strategies): lives apart from this call on
    owners: NDArray[np.int32]  # (slots,): whose slot it is, by account
    starts: np.recarray  # (slots,) FAMILY: the family at the call's start, or at entry
    before: NDArray[np.uint8]  # (slots, strategies, SUPPORT_SIZE): where who is noticed stood with support then
    unions: NDArray[np.int16]  # (slots, 2): its first union, as far as it was known then
    log: np.recarray  # (entries,) LOGGED
    talks: np.recarray  # (entries,) TALK: the talks for which a place would have to be had
    turn: Row[Turn]  # (1,)
    desk: LookingDesk
    noticed: Noticed  # those of one strategy, whose families are being lived apart


class Lived(NamedTuple):
    """How the family whose turn it is has lived the call in the shared life."""

    timetable: Timetable
    m: int  # the first of the call's months that it lived
    months: int  # so many, each to its end
    queued: bool  # after which it came to stand in a queue
    luck: Luck


def empty_beside(p: np.recarray, accounts: int, slots: int) -> Beside:
    """Return what strategies with these parameters, (strategies,) PARAMETERS, have beside a life that is yet to be."""
    strategies = p.size
    return Beside(
        p=p,
        support=np.zeros((accounts, strategies, SUPPORT_SIZE), np.uint8),
        apart=np.zeros((accounts, strategies), np.bool_),
        forked=np.zeros((slots, strategies), np.bool_),
        owners=np.zeros(slots, np.int32),
        starts=np.zeros(slots, FAMILY).view(np.recarray),
        before=np.zeros((slots, strategies, SUPPORT_SIZE), np.uint8),
        unions=np.zeros((slots, 2), np.int16),
        log=np.zeros(ROOM * strategies * MOST_LOGGED, LOGGED).view(np.recarray),
        talks=np.zeros(ROOM * strategies * MOST_LOGGED, TALK).view(np.recarray),
        turn=np.zeros(1, TURN).view(np.recarray),
        desk=looking_desk(),
        noticed=nobody_noticed(),
    )


def nobody_beside(noticed: Noticed | None = None) -> Beside:
    """Return what a life by itself has beside it; `noticed`: those of the strategy whose families are lived."""
    nobody = empty_beside(np.zeros(0, PARAMETERS).view(np.recarray), 0, 0)
    return nobody._replace(noticed=noticed) if noticed else nobody


@rule
def has_room(beside: Beside) -> bool:
    """Say whether the logs have room for whatever one more family adds to them."""
    turn, strategies = beside.turn[0], beside.p.size
    logged = turn.logged + strategies * MOST_LOGGED <= beside.log.size
    return logged and turn.talks + strategies * CALL_MONTHS <= beside.talks.size


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
    all_apart = lived.queued or in_support(start, lived.timetable.first_month + lived.m, p)
    for s in range(beside.p.size):
        follows = not beside.apart[account, s] and not all_apart
        how = followed(account, s, lived, beside) if follows else COMES_APART
        if how != AS_SHARED and slot == NO_SLOT:
            slot = new_slot(state, account, beside)
        if how == COMES_APART:
            beside.forked[slot, s] = not beside.apart[account, s]
        else:
            if how == NOTICED_ONLY:
                write_talks(slot, s, account, lived, beside)
            write_down_support(account, s, lived, beside)


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
def followed(account: int, s: int, lived: Lived, beside: Beside) -> int:
    """Follow one strategy through the months lived; return how the family has lived them under it.

    Unless it comes apart, the desk has what it adds to the book, the talks it was noticed for, and, in its last month's
    record, where it stands with support.
    """
    p, desk, first = beside.p[s], beside.desk, lived.timetable.first_month + lived.m
    months, notes, held, how = desk.months, desk.notes, 0, AS_SHARED
    for b in range(SUPPORT_SIZE):
        desk.bytes[0, SUPPORT_AT + b] = beside.support[account, s, b]
    if in_support(months[0], first, p):
        return COMES_APART
    for k in range(lived.months):
        family = months[k]
        desk.talks[k, 0] = -1
        if family.status == LEFT or family.status == NOT_YET:
            continue
        now = Now(*month_of(family, lived.timetable, lived.m + k), lived.luck, k)
        ends = together(family) and not as_a_couple(desk.after[k])
        begins = not together(family) and as_a_couple(desk.after[k])
        if ends or begins or may_act(family, months[held], now, p):
            bring_support(desk, held, k)
            held = k
            come_for_support(family, now, p, notes[k])
            if family.help_stage == WAITING:
                for one in range(k + 1):
                    wipe(notes[one])
                return COMES_APART
            if family.help_stage == NOTICED:
                how = NOTICED_ONLY
                desk.talks[k, 0] = family.offer
                desk.talks[k, 1] = priority_class(family, p.policy.offers[family.offer])
                family.help_stage = NO_CONTACT
            if ends:
                leave_support(family, now, notes[k])
            elif begins:
                another_couple(family)
    bring_support(desk, held, lived.months - 1)
    return how


@rule
def bring_support(desk: LookingDesk, held: int, k: int) -> None:
    """Let the record of a month stand with support where an earlier one does."""
    if held < k:
        for b in range(SUPPORT_AT, SUPPORT_AT + SUPPORT_SIZE):
            desk.bytes[k, b] = desk.bytes[held, b]


@rule
def write_talks(slot: int, s: int, account: int, lived: Lived, beside: Beside) -> None:
    """Write down the talks a family was noticed for, and where it stood with support when the call began."""
    turn, desk = beside.turn[0], beside.desk
    for b in range(SUPPORT_SIZE):
        beside.before[slot, s, b] = beside.support[account, s, b]
    for k in range(lived.months):
        if desk.talks[k, 0] >= 0:
            entry = beside.talks[turn.talks]
            entry.slot, entry.strategy, entry.m = slot, s, lived.m + k
            entry.offer, entry.place = desk.talks[k, 0], desk.talks[k, 1]
            turn.talks += 1


@rule
def write_down_support(account: int, s: int, lived: Lived, beside: Beside) -> None:
    """Write down where a family stands with support under a strategy now, and what it has added to the book."""
    desk, first = beside.desk, lived.timetable.first_month + lived.m
    if lived.months > 0:
        for b in range(SUPPORT_SIZE):
            beside.support[account, s, b] = desk.bytes[lived.months - 1, SUPPORT_AT + b]
    for k in range(lived.months):
        if desk.notes[k].noted != 0:
            write_log(account, s, first + k - 1, desk.notes[k], beside)


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
    """Add a month's note under one strategy to the log; wipe the note."""
    for what in range(N_LIFE_COUNTS, N_COUNTS):
        log(account, s, row, what, note.counts[what], beside)
    for offer in range(MAX_OFFERS):
        for stage in range(N_STAGES):
            log(account, s, row, N_COUNTS + offer * N_STAGES + stage, note.stages[offer, stage], beside)
    wipe(note)


@rule
def log(account: int, s: int, row: int, what: int, amount: int, beside: Beside) -> None:  # noqa: PLR0913, PLR0917
    """Add an entry to the log, unless it is of nothing."""
    if amount != 0:
        turn = beside.turn[0]
        entry = beside.log[turn.logged]
        entry.account, entry.strategy, entry.row, entry.what, entry.amount = account, s, row, what, amount
        turn.logged += 1
