"""The rules as a Mesa model calls them: one family, or one area, at a time.

Each function is a compiled door to the very rules that the engine's loop calls, in the same order.
A timetable here holds one month, a call's first and last.
"""

from __future__ import annotations

from famsim.engine import (
    FIRST,
    NO_CELLS,
    NO_DOORS,
    Call,
    Noticed,
    State,
    Timetable,
    kernel,
    live_after,
    live_before,
    new_desk,
    open_accounts,
    share_out,
    welcome,
)
from famsim.model.arrays import Row
from famsim.model.records import Parameters


@kernel
def month_begins(state: State, timetable: Timetable, p: Row[Parameters]) -> None:
    """Open the accounts when the scenario begins, and let the month's families enter at the end."""
    call = Call(timetable, p[0], new_desk(NO_DOORS, NO_CELLS, p[0]))
    if timetable.first_month == 1:
        open_accounts(state, call)
    for a in range(timetable.arrivals.size):
        welcome(state, a, call)


@kernel
def lives_before_places(state: State, row: int, timetable: Timetable, p: Row[Parameters]) -> None:
    """Let the family in a row live up to the sharing out of places, and write down what happened."""
    live_before(state, row, FIRST, Call(timetable, p[0], new_desk(NO_DOORS, NO_CELLS, p[0])))


@kernel
def places_shared_out(state: State, timetable: Timetable, p: Row[Parameters], noticed: Noticed) -> None:
    """Share out the month's places among the families on the waiting list."""
    share_out(state, FIRST, noticed, Call(timetable, p[0], new_desk(NO_DOORS, NO_CELLS, p[0])))


@kernel
def lives_after_places(state: State, row: int, timetable: Timetable, p: Row[Parameters]) -> None:
    """Let the family in a row live the rest of the month, and write down the month."""
    live_after(state, row, FIRST, Call(timetable, p[0], new_desk(NO_DOORS, NO_CELLS, p[0])))
