"""One family's months, one after the other, alone and in cache."""

from __future__ import annotations

from famsim.engine.desk import Call, Looking, Span, Talks, look_ahead_for
from famsim.engine.state import copy_words, month_of
from famsim.model.compiling import rare, rule
from famsim.model.family import LEFT, NO_CONTACT, NOTICED, WAITING
from famsim.model.now import Now
from famsim.model.records import Family
from famsim.rules.family.support import talk_and_refer
from famsim.rules.month import after_places, before_places


@rare
def live_one(family: Family, span: Span, talks: Talks, looking: Looking, call: Call) -> int:
    """Live a family's months until it stands in a queue, has left, or they are over; return how many were begun.

    What they add to the book is left in the notes.
    """
    timetable, p, desk = call
    notes, luck = desk.notes, desk.luck[0]
    look_ahead_for(family.family_id, timetable.first_month + span.first, span.months, call)
    k = 0
    while k < span.months and family.status != LEFT:
        now = Now(*month_of(family, timetable, span.first + k), luck, k)
        if k > 0 or not span.begun:
            before_places(family, now, p, notes[k])
            if k < talks.months and family.help_stage == NOTICED:
                family.help_stage = NO_CONTACT
                if talks.held >> k & 1:
                    talk_and_refer(family, now, p, notes[k])
            if stands_in_queue(family):
                return k + 1
        if span.followed:
            copy_words(looking.words, k, looking.lives, span.row)
        after_places(family, now, p, notes[k])
        if span.followed:
            looking.after[k] = family.status
        k += 1
    return k


@rule
def stands_in_queue(family: Family) -> bool:
    """Say whether a family waits for a place, or for the talk that may put it on a list."""
    return family.help_stage == WAITING or family.help_stage == NOTICED
