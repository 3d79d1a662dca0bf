"""In which of the months that a family has lived a strategy may act on it; months are a bit each.

For a family that neither waits nor attends, no month is passed over in which the rules would have anything to do; in
each that is named they are run themselves (famsim.engine.following). What is found of a condition is kept for every
offer that asks for the same, whatever the strategy.
"""

from __future__ import annotations

from typing import NamedTuple

from famsim.engine.beside import Beside, Lived
from famsim.engine.state import CALL_MONTHS, month_of
from famsim.model.compiling import rule
from famsim.model.now import Now
from famsim.model.policy import Trigger
from famsim.model.records import Offer
from famsim.rules.family.contact import may_come_to, not_ruled_out
from famsim.rules.family.need import episode_begins, meets_row, months_since_trigger


@rule
def another_family(lived: Lived, beside: Beside) -> None:
    """Find the months since each trigger; forget what was found of the last family's conditions and doors."""
    desk = beside.desk
    desk.year[0].turn += 1
    desk.year[0].doors_known = 0
    for trigger in range(beside.triggers.size):
        if beside.triggers[trigger]:
            for k in range(lived.months):
                family = desk.months[k]
                now = Now(*month_of(family, lived.timetable, lived.m + k), lived.luck, k)
                desk.since[trigger, k] = months_since_trigger(family, trigger, now)


@rule
def months_it_may_act(account: int, s: int, first: int, lived: Lived, beside: Beside) -> int:
    """Return the months from the `first` on in which a strategy may act on a family, as it stands with support.

    Those in which its couple changes are among them.
    """
    p, year = beside.p[s], beside.desk.year[0]
    months = year.ends | year.begins
    for offer in range(p.policy.n_offers):
        terms, reached = p.policy.offers[offer], int(beside.support[account, s].reached[offer])
        inside = months_inside(terms, lived, beside)
        if inside != 0:
            months |= months_that_begin(terms, inside, lived, beside)
            if reached >= 0:
                months |= months_that_go_on(Stood(s, offer, reached), inside, lived, beside)
    return months & year.here & (-1 << first)


@rule
def months_inside(terms: Offer, lived: Lived, beside: Beside) -> int:
    """Return the months in which an offer stands and a family is inside its window, and it may be a few more."""
    begins = lived.timetable.first_month + lived.m
    first, last = max(terms.begins - begins, 0), min(terms.ends - begins, lived.months - 1)
    if last < first:
        return 0
    stands = (1 << last + 1) - (1 << first)
    if terms.trigger == Trigger.ANY_TIME:
        return stands
    inside = 0
    for k in range(lived.months):
        since = beside.desk.since[terms.trigger, k]
        inside |= (1 if (terms.from_month <= since) & (since <= terms.to_month) else 0) << k
    return stands & inside


@rule
def months_that_begin(terms: Offer, inside: int, lived: Lived, beside: Beside) -> int:
    """Return those of the months inside an offer's window in which an episode of it may begin.

    For an offer at any time they are told from two months, as rules.family.need.episode_begins tells them.
    """
    months, first = beside.desk.months, lived.timetable.first_month + lived.m
    if terms.trigger == Trigger.ANY_TIME:
        return inside & (nth_month(terms.begins - first) | nth_month(months[0].entry_month - first))
    begin = 0
    for k in range(lived.months):
        if inside >> k & 1:
            now = Now(*month_of(months[k], lived.timetable, lived.m + k), lived.luck, k)
            begin |= (1 if episode_begins(months[k], terms, now) else 0) << k
    return begin


@rule
def nth_month(k: int) -> int:
    """Return the bit of the k-th month lived, or none of a month that is no month of the call."""
    return 1 << k if 0 <= k < CALL_MONTHS else 0


class Stood(NamedTuple):
    """A strategy, an offer of it, and how far on the way into that a family is."""

    strategy: int
    offer: int
    reached: int


@rule
def months_that_go_on(stood: Stood, inside: int, lived: Lived, beside: Beside) -> int:
    """Return those of the months inside an offer's window in which a family may come further on the way into it.

    It meets another row; or, where it has met them all, it meets them and may be at a door that finds families.
    """
    terms = beside.p[stood.strategy].policy.offers[stood.offer]
    asked = min(stood.reached + 1, terms.rows)
    met, row = 1 * inside, 0
    while met != 0 and row < asked:
        met &= months_that_meet(beside.asked_by[stood.strategy, stood.offer, row], lived, beside)
        row += 1
    if met != 0 and stood.reached >= terms.rows:
        met &= months_near(terms.found, lived, beside)
    return met


@rule
def months_that_meet(condition: int, lived: Lived, beside: Beside) -> int:
    """Return the months in which a family meets a condition."""
    desk = beside.desk
    if desk.known[condition] != desk.year[0].turn:
        meets = 0
        for k in range(lived.months):
            family = desk.months[k]
            now = Now(*month_of(family, lived.timetable, lived.m + k), lived.luck, k)
            meets |= (1 if meets_row(family, beside.asked[condition], now) else 0) << k
        desk.known[condition], desk.meets[condition] = desk.year[0].turn, meets
    found: int = desk.meets[condition]
    return found


@rule
def months_near(doors: int, lived: Lived, beside: Beside) -> int:
    """Return the months in which a family may be at any of some doors, a bit each."""
    desk = beside.desk
    if desk.year[0].doors_known == 0:
        desk.year[0].doors_known = 1
        for k in range(lived.months):
            family, p = desk.months[k], beside.p[0]
            now = Now(*month_of(family, lived.timetable, lived.m + k), lived.luck, k)
            desk.near[k] = not_ruled_out(family, now, p) & may_come_to(family, now, p)
    near = 0
    for k in range(lived.months):
        near |= (1 if desk.near[k] & doors != 0 else 0) << k
    return near
