"""Follow strategies beside a family's life: whether each can be followed without living it again, and what it adds."""

from __future__ import annotations

from famsim.engine.acting import another_family, months_it_may_act
from famsim.engine.beside import Beside, Lived
from famsim.engine.book import wipe
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
from famsim.model.records import Family, Note, Parameters
from famsim.rules.family.calendar import together
from famsim.rules.family.coming import come_for_support
from famsim.rules.family.finding import NOBODY_SEES, TALK_HERE, turned_to
from famsim.rules.family.screen import another_couple
from famsim.rules.family.sessions import booster_month
from famsim.rules.family.support import leave_support, talk_and_refer
from famsim.rules.family.turn import priority_class

AS_SHARED, NOTICED_ONLY, COMES_APART = 0, 1, 2  # how a family has lived a call under a strategy


@rule
def look_on(state: State, family: Family, lived: Lived, p: Parameters, beside: Beside) -> None:
    """Follow every strategy under which the family has lived the shared life so far; mark where it comes apart."""
    account, slot, desk = family.account, NO_SLOT, beside.desk
    first, apart = lived.timetable.first_month + lived.m, beside.apart
    all_apart = lived.queued or family.talked_month >= first or in_support(desk.start[0], first, p)
    if not all_apart:
        look_back(lived, beside)
    for s in range(beside.p.size):
        how = COMES_APART
        if not apart[account, s] and not all_apart:
            how = followed(account, s, lived, beside)
        if how >= NOTICED_ONLY and slot == NO_SLOT:
            slot = new_slot(state, account, beside)
        if how == COMES_APART:
            beside.forked[slot, s] = not apart[account, s]
        elif how == NOTICED_ONLY:
            write_talks(slot, s, lived, beside)


@rule
def look_back(lived: Lived, beside: Beside) -> None:
    """Find, once for all strategies, what of the months lived they go by."""
    desk, here, ends, begins = beside.desk, 0, 0, 0
    another_family(lived, beside)
    for k in range(lived.months):
        family = desk.months[k]
        is_here = family.status != LEFT and family.status != NOT_YET
        was, after = is_here and together(family), as_a_couple(desk.after[k])
        here |= (1 if is_here else 0) << k
        ends |= (1 if was and not after else 0) << k
        begins |= (1 if is_here and not was and after else 0) << k
    desk.year[0].here, desk.year[0].ends, desk.year[0].begins = here, ends, begins


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
    if has_booster(beside.support[account, s], lived.timetable.first_month + lived.m, beside.p[s]):
        return COMES_APART
    ahead = months_it_may_act(account, s, 0, lived, beside)
    if ahead == 0:
        return AS_SHARED
    begin_following(account, s, lived, beside)
    how, acted = AS_SHARED, 0
    while ahead != 0:
        k = first_of(ahead)
        acted |= 1 << k
        came = act_on(k, account, s, lived, beside)
        if came == COMES_APART:
            go_back(account, s, acted, beside)
            return COMES_APART
        how, moved = max(how, came), has_moved(k, account, s, beside)
        for word in range(SUPPORT_WORDS):
            beside.words[account, s, word] = beside.desk.words[k, SUPPORT_AT + word]
        ahead = months_it_may_act(account, s, k + 1, lived, beside) if moved else ahead & (ahead - 1)
    for k in range(lived.months):
        if acted >> k & 1 and beside.desk.notes[k].noted != 0:
            write_log(account, s, lived.timetable.first_month + lived.m + k - 1, beside.desk.notes[k], beside)
    return how


@rule
def act_on(k: int, account: int, s: int, lived: Lived, beside: Beside) -> int:
    """Let a strategy act on a family in one of the months lived; return how the family lives it."""
    p, desk, how = beside.p[s], beside.desk, AS_SHARED
    family, note = desk.months[k], desk.notes[k]
    now = Now(*month_of(family, lived.timetable, lived.m + k), lived.luck, k)
    for word in range(SUPPORT_WORDS):
        desk.words[k, SUPPORT_AT + word] = beside.words[account, s, word]
    come_for_support(family, now, p, note)
    if family.help_stage == NOTICED and p.policy.offers[family.offer].stand_in == 0:
        how = NOTICED_ONLY
        talk_as_foreseen(family, s, now, beside)
    if family.help_stage != NO_CONTACT or family.talked_month == now.month:
        return COMES_APART
    if desk.year[0].ends >> k & 1:
        leave_support(family, now, p, note)
    elif desk.year[0].begins >> k & 1:
        begin_as_a_couple(family, desk.after[k], p)
    return how


@rule
def begin_as_a_couple(family: Family, status: int, p: Parameters) -> None:
    """Let another couple begin, as which the family is asked from now on; its record stays that of the month's places.

    What a programme is for hangs on whether two live there.
    """
    before = family.status
    family.status = status
    another_couple(family, p)
    family.status = before


@rule
def has_moved(k: int, account: int, s: int, beside: Beside) -> bool:
    """Say whether a family stands elsewhere on the way into any offer, up to its last row, than before a month."""
    p, family = beside.p[s], beside.desk.months[k]
    for offer in range(p.policy.n_offers):
        rows, before = p.policy.offers[offer].rows, int(beside.support[account, s].reached[offer])
        if min(before, rows) != min(int(family.reached[offer]), rows):
            return True
    return False


@rule
def begin_following(account: int, s: int, lived: Lived, beside: Beside) -> None:
    """Remember where a family stands with support, and that it has had no talk yet."""
    for word in range(SUPPORT_WORDS):
        beside.desk.before[word] = beside.words[account, s, word]
    for k in range(lived.months):
        beside.desk.talks[k, 0] = -1


@rule
def go_back(account: int, s: int, acted: int, beside: Beside) -> None:
    """Forget what a strategy did in some months: the family is lived apart from where it stood before them."""
    for k in range(CALL_MONTHS):
        if acted >> k & 1:
            wipe(beside.desk.notes[k])
    for word in range(SUPPORT_WORDS):
        beside.words[account, s, word] = beside.desk.before[word]


@rule
def first_of(months: int) -> int:
    """Return the first of some months, a bit each, one at least."""
    k = 0
    while months >> k & 1 == 0:
        k += 1
    return k


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
def write_talks(slot: int, s: int, lived: Lived, beside: Beside) -> None:
    """Write down the talks a family was noticed for, and where it stood with support when the call began."""
    turn, desk = beside.turn[0], beside.desk
    for word in range(SUPPORT_WORDS):
        beside.before[s, slot, word] = desk.before[word]
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
