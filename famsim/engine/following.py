"""Follow strategies beside a family's life: whether each can be followed without living it again, and what it adds."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from famsim.engine.beside import N_TRIGGERS, Beside, Lived
from famsim.engine.book import wipe
from famsim.engine.desk import LookingDesk
from famsim.engine.noticed import SUPPORT_AT, SUPPORT_WORDS
from famsim.engine.state import (
    CALL_MONTHS,
    ELSEWHERE,
    HELD,
    NO_SLOT,
    NOT_HELD,
    State,
    copy_words,
    month_of,
)
from famsim.model.compiling import rule
from famsim.model.counts import N_COUNTS, N_LIFE_COUNTS, N_STAGES
from famsim.model.family import (
    COHABITING,
    LEFT,
    MARRIED,
    NO_CONTACT,
    NOT_YET,
    NOTICED,
)
from famsim.model.now import Now
from famsim.model.policy import MAX_DOORS, Trigger
from famsim.model.records import Family, Note, Parameters
from famsim.rules.family.calendar import together
from famsim.rules.family.coming import come_for_support
from famsim.rules.family.contact import doors_met
from famsim.rules.family.finding import NOBODY_SEES, TALK_HERE, turned_to
from famsim.rules.family.need import episode_begins, in_window, months_since_trigger, rows_met
from famsim.rules.family.screen import another_couple
from famsim.rules.family.sessions import booster_month
from famsim.rules.family.support import leave_support, talk_and_refer
from famsim.rules.family.turn import priority_class

FAR = 1 << 20  # months
UNCHANGED, AS_SHARED, NOTICED_ONLY, COMES_APART = 0, 1, 2, 3  # how a family has lived a call under a strategy


@rule
def look_on(state: State, family: Family, lived: Lived, p: Parameters, beside: Beside) -> None:
    """Follow every strategy under which the family has lived the shared life so far; mark where it comes apart."""
    account, slot, desk = family.account, NO_SLOT, beside.desk
    ps, support, apart, nearest = beside.p, beside.support, beside.apart, desk.nearest
    first, months = lived.timetable.first_month + lived.m, lived.months
    all_apart = lived.queued or family.talked_month >= first or in_support(desk.start[0], first, p)
    changes = look_back(lived, beside)
    for s in range(ps.size):
        how = COMES_APART
        if not apart[account, s] and not all_apart:
            if not changes and nothing_stands(first, months, ps[s], nearest):
                how = COMES_APART if has_booster(support[account, s], first, ps[s]) else UNCHANGED
            else:
                how = followed(account, s, lived, beside)
        if how >= NOTICED_ONLY and slot == NO_SLOT:
            slot = new_slot(state, account, beside)
        if how == COMES_APART:
            beside.forked[slot, s] = not apart[account, s]
        elif how == NOTICED_ONLY:
            write_talks(slot, s, lived, beside)


@rule
def look_back(lived: Lived, beside: Beside) -> bool:
    """Find, once for all strategies, what of the months lived they go by; say whether the couple changed in any."""
    desk, changes = beside.desk, False
    for k in range(lived.months):
        family = desk.months[k]
        here = family.status != LEFT and family.status != NOT_YET
        desk.ends[k] = here and together(family) and not as_a_couple(desk.after[k])
        desk.begins[k] = here and not together(family) and as_a_couple(desk.after[k])
        changes = changes or desk.ends[k] or desk.begins[k]
        desk.doors[k] = 0
    for trigger in range(N_TRIGGERS):
        if beside.triggers[trigger]:
            fewest, most = FAR, -FAR
            for k in range(lived.months):
                since = months_since(trigger, k, lived, desk)
                fewest, most = min(fewest, since), max(most, since)
            desk.nearest[trigger, 0], desk.nearest[trigger, 1] = fewest, most
    return changes


@rule
def months_since(trigger: int, k: int, lived: Lived, desk: LookingDesk) -> int:
    """Return the months since a trigger in the k-th month lived."""
    family = desk.months[k]
    return months_since_trigger(family, trigger, Now(*month_of(family, lived.timetable, lived.m + k), lived.luck, k))


@rule
def at_any_door(family: Family, asked: int, now: Now, beside: Beside) -> bool:
    """Say whether a family is at any of some doors this month, a bit each; what is found is kept for other offers."""
    doors = beside.desk.doors
    known: int = doors[now.ahead]
    left = asked & ~(known >> MAX_DOORS)
    if known & asked == 0 and left != 0:
        known |= left << MAX_DOORS | doors_met(family, left, now, beside.p[0])
        doors[now.ahead] = known
    met: bool = known & asked != 0
    return met


@rule
def nothing_stands(first: int, months: int, p: Parameters, nearest: NDArray[np.int64]) -> bool:
    """Say whether no offer stands in any of the months with the family inside its window."""
    for offer in range(p.policy.n_offers):
        terms = p.policy.offers[offer]
        if terms.begins < first + months and terms.ends >= first:
            if terms.trigger == Trigger.ANY_TIME:
                return False
            if nearest[terms.trigger, 1] >= terms.from_month and nearest[terms.trigger, 0] <= terms.to_month:
                return False
    return True


@rule
def in_support(family: Family, month: int, p: Parameters) -> bool:
    """Say whether a family waits or attends, or has a booster due in a call that begins in this month."""
    return family.help_stage != NO_CONTACT or has_booster(family, month, p)


@rule
def has_booster(family: Family, month: int, p: Parameters) -> bool:
    """Say whether a booster is due in a call that begins in this month; of `family`, SUPPORT is read alone."""
    return month <= booster_month(family, p) < month + CALL_MONTHS


@rule
def new_slot(state: State, account: int, beside: Beside) -> int:
    """Give a family a slot for the call: its months will be kept, with how it stood when the call began."""
    slot: int = beside.turn[0].slots
    beside.turn[0].slots = slot + 1
    state.slots[account] = slot
    beside.owners[slot] = account
    copy_words(beside.start_words, slot, beside.desk.start_words, 0)
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

    Unless it comes apart, what it adds to the book is written down, and where it stands with support now; the desk has
    the talks it was noticed for, and where it stood before.
    """
    p, desk = beside.p[s], beside.desk
    months, notes, held, how = desk.months, desk.notes, 0, AS_SHARED
    for word in range(SUPPORT_WORDS):
        desk.words[0, SUPPORT_AT + word] = beside.words[account, s, word]
    if has_booster(months[0], lived.timetable.first_month + lived.m, p):
        return COMES_APART
    for k in range(lived.months):
        family = months[k]
        desk.talks[k, 0] = -1
        if family.status == LEFT or family.status == NOT_YET:
            continue
        now = Now(*month_of(family, lived.timetable, lived.m + k), lived.luck, k)
        if desk.ends[k] or desk.begins[k] or may_act(family, months[held], now, s, beside):
            bring_support(desk, held, k)
            held = k
            come_for_support(family, now, p, notes[k])
            if family.help_stage == NOTICED and p.policy.offers[family.offer].stand_in == 0:
                how = NOTICED_ONLY
                talk_as_foreseen(family, s, now, beside)
            if family.help_stage != NO_CONTACT or family.talked_month == now.month:
                for one in range(k + 1):
                    wipe(notes[one])
                return COMES_APART
            if desk.ends[k]:
                leave_support(family, now, p, notes[k])
            elif desk.begins[k]:
                another_couple(family, p)
    for word in range(SUPPORT_WORDS):
        desk.before[word] = beside.words[account, s, word]
        beside.words[account, s, word] = desk.words[held, SUPPORT_AT + word]
    for k in range(lived.months):
        if notes[k].noted != 0:
            write_log(account, s, lived.timetable.first_month + lived.m + k - 1, notes[k], beside)
    return how


@rule
def talk_as_foreseen(family: Family, s: int, now: Now, beside: Beside) -> None:
    """Hold the talk that a family was noticed for if a place is foreseen for it; note what was foreseen."""
    p, talks, k = beside.p[s], beside.desk.talks, now.ahead
    place = priority_class(family, p.policy.offers[family.offer], now.month, p)
    seen = turned_to(family, beside.can[s, family.offer, place], now, p)
    held = HELD if seen == TALK_HERE else (NOT_HELD if seen == NOBODY_SEES else ELSEWHERE)
    talks[k, 0], talks[k, 1], talks[k, 2], talks[k, 3] = family.offer, place, held, beside.can[s, family.offer, place]
    family.help_stage = NO_CONTACT
    if held == HELD:
        talk_and_refer(family, now, p, beside.desk.notes[k])


@rule
def bring_support(desk: LookingDesk, held: int, k: int) -> None:
    """Let the record of a month stand with support where an earlier one does."""
    if held < k:
        for word in range(SUPPORT_AT, SUPPORT_AT + SUPPORT_WORDS):
            desk.words[k, word] = desk.words[held, word]


@rule
def write_talks(slot: int, s: int, lived: Lived, beside: Beside) -> None:
    """Write down the talks a family was noticed for, and where it stood with support when the call began."""
    turn, desk = beside.turn[0], beside.desk
    for word in range(SUPPORT_WORDS):
        beside.before[slot, s, word] = desk.before[word]
    for k in range(lived.months):
        if desk.talks[k, 0] >= 0:
            entry = beside.talks[turn.talks]
            entry.slot, entry.strategy, entry.m = slot, s, lived.m + k
            entry.offer, entry.place, entry.held = desk.talks[k, 0], desk.talks[k, 1], desk.talks[k, 2]
            entry.to_be_had = desk.talks[k, 3]
            turn.talks += 1


@rule
def as_a_couple(status: int) -> bool:
    """Say whether a status is that of two partners who live together."""
    return status in (MARRIED, COHABITING)


@rule
def may_act(family: Family, holder: Family, now: Now, s: int, beside: Beside) -> bool:
    """Say whether any offer can do anything with a family this month; `holder` has where it stands with support."""
    p = beside.p[s]
    for offer in range(p.policy.n_offers):
        terms, reached = p.policy.offers[offer], int(holder.reached[offer])
        if episode_begins(family, terms, now):
            return True
        if reached >= 0 and in_window(family, terms, now):
            met = rows_met(family, terms, now)
            if met > reached:
                return True
            if met == terms.rows and at_any_door(family, terms.found, now, beside):
                return True
    return False


@rule
def write_log(account: int, s: int, row: int, note: Note, beside: Beside) -> None:
    """Add a month's note under one strategy to the log; wipe the note."""
    for what in range(N_LIFE_COUNTS, N_COUNTS):
        log(account, s, row, what, note.counts[what], beside)
    for offer in range(note.offers):
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
