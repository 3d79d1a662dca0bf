"""What one family after the other is lived on and looked at on, and what a call of months hands over to it."""

from __future__ import annotations

from typing import NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from famsim.engine.state import CALL_MONTHS, SHEET, WORD, WORDS, YEAR, Timetable, words_of
from famsim.model.arrays import Row
from famsim.model.compiling import makes_arrays, rule
from famsim.model.counts import NOTE
from famsim.model.family import FAMILY, SUPPORT
from famsim.model.luck import LUCK, look_ahead
from famsim.model.policy import MAX_DOORS, Trigger
from famsim.model.records import Family, Luck, Note, Parameters, Sheet, Year
from famsim.rules.family.contact import what_luck_lets


class Desk(NamedTuple):
    """What one family after the other is lived on; arrays, which stay alive as long as the call."""

    notes: Row[Note]  # (CALL_MONTHS,) NOTE: what each of the family's months adds to the book; blank between families
    luck: Row[Luck]  # (1,) LUCK: the draws of the family whose turn it is, worked out ahead
    sheet: Row[Sheet]  # (groups,) SHEET: counts of life that are yet to be posted to the tallies


class Call(NamedTuple):
    """What all families of a call live with: what its months bring, the parameters, and the desk."""

    timetable: Timetable
    p: Parameters
    desk: Desk


# typed, because a bare 0 would be compiled for itself
NO_DOORS, NO_CELLS = cast(int, np.int64(0)), cast(int, np.int64(0))


@rule
def doors_looked_at(ps: Row[Parameters]) -> int:
    """Return the doors, a bit each, at which offers under any of some parameters find families, or have them met."""
    doors = 0
    for s in range(ps.size):
        for offer in range(ps[s].policy.n_offers):
            doors |= ps[s].policy.offers[offer].found
        for door in range(MAX_DOORS):
            doors |= ps[s].doors[door].through if doors >> door & 1 else 0
    return doors


@makes_arrays
def new_desk(doors: int, cells: int, p: Parameters) -> Desk:
    """Return a desk with blank notes; `doors`: those that offers look at, a bit each, so that luck there is too.

    `cells`: the groups of families that are tallied, or none where a month is tallied as soon as it is lived.
    """
    desk = Desk(np.zeros(CALL_MONTHS, NOTE), np.zeros(1, LUCK), np.zeros(cells, SHEET))
    desk.luck[0].doors = doors
    what_luck_lets(desk.luck[0], p)
    return desk


@rule
def look_ahead_for(family_id: int, month: int, months: int, call: Call) -> None:
    """Work out a family's luck of some months, from one of the calendar on: its draws, and where it may be met."""
    luck = call.desk.luck[0]
    look_ahead(luck, family_id, month, months, call.timetable.seed)


class LookingDesk(NamedTuple):
    """What one family is looked at on; blank between families."""

    lives: NDArray[np.uint32]  # (capacity, WORDS): the memory of the families that are lived
    start: Row[Family]  # (1,): the family at the call's start
    start_words: NDArray[np.uint32]  # (1, WORDS): the same memory
    months: Row[Family]  # (CALL_MONTHS,): as each month's places were about to be shared out
    words: NDArray[np.uint32]  # (CALL_MONTHS, WORDS): the same memory
    after: NDArray[np.int64]  # (CALL_MONTHS,): its status when the month was over
    notes: Row[Note]  # (CALL_MONTHS,): what a strategy adds to the book
    year: Row[Year]  # (1,)
    since: NDArray[np.int64]  # (triggers, CALL_MONTHS): months since each
    meets: NDArray[np.int64]  # (conditions,): the months in which it meets each that offers ask for, a bit each
    known: NDArray[np.int64]  # (conditions,): in whose turn that was found (Year.turn)
    near: NDArray[np.int64]  # (CALL_MONTHS,): the doors at which it may be, a bit each, once they are known
    before: NDArray[np.uint32]  # (SUPPORT_WORDS,): where it stood with support when the call began
    talks: NDArray[
        np.int64
    ]  # (CALL_MONTHS, 4): the offer it was noticed for or -1, its class, what is foreseen of the talk and of a place


class Looking(NamedTuple):
    """What of a LookingDesk a family is lived with: a call hands over every array of what it passes."""

    lives: NDArray[np.uint32]
    words: NDArray[np.uint32]
    after: NDArray[np.int64]


@rule
def looking_of(desk: LookingDesk) -> Looking:
    """Return what of a desk a family is lived with."""
    return Looking(desk.lives, desk.words, desk.after)


def looking_desk(conditions: int = 0) -> LookingDesk:
    """Return a blank one; `conditions`: those that offers ask for."""
    months, start = np.zeros(CALL_MONTHS, FAMILY), np.zeros(1, FAMILY)
    return LookingDesk(
        lives=np.zeros((0, WORDS), np.uint32),
        start=start.view(np.recarray),
        start_words=words_of(start),
        months=months.view(np.recarray),
        words=words_of(months),
        after=np.zeros(CALL_MONTHS, np.int64),
        notes=np.zeros(CALL_MONTHS, NOTE).view(np.recarray),
        year=np.zeros(1, YEAR).view(np.recarray),
        since=np.zeros((len(Trigger), CALL_MONTHS), np.int64),
        meets=np.zeros(conditions, np.int64),
        known=np.zeros(conditions, np.int64),
        near=np.zeros(CALL_MONTHS, np.int64),
        before=np.zeros(SUPPORT.itemsize // WORD, np.uint32),
        talks=np.zeros((CALL_MONTHS, 4), np.int64),
    )


class Span(NamedTuple):
    """Which of a call's months a family lives alone, at most."""

    row: int  # of the families that are lived
    first: int  # of the call's months
    months: int
    followed: bool  # strategies are followed beside it
    begun: bool  # the first of them is lived already up to the sharing-out


class Talks(NamedTuple):
    """Which of its first months' talks a family lives through alone, for it is known how they came out."""

    months: int  # so many of its months
    held: int  # in which of them a talk was held, a bit each: in the others no place could be had
