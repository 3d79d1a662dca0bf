"""The rules as a Mesa model calls them: one family, or one area, at a time.

Each function is a compiled door to the very rules that the engine's loop calls, in the same order.
A timetable here holds one month.
"""

import numpy as np

from famsim.engine.compiling import kernel
from famsim.engine.live import (
    month_of,
    open_account,
    open_accounts,
    share_out,
    write_down,
    write_down_month,
)
from famsim.model.counts import N_NOTES
from famsim.rules.entry import enter
from famsim.rules.month import after_places, before_places


@kernel
def month_begins(state, timetable, p):
    """Open the accounts when the scenario begins, and let the month's families enter at the end."""
    if timetable.first_month == 1:
        open_accounts(state, timetable, p[0])
    census = state.census[0]
    for a in range(timetable.arrivals.size):
        family = state.families[census.families]
        family.family_id = timetable.arrivals[a]
        now = month_of(family, timetable, 0)
        enter(family, now, p[0])
        if now.begun:
            open_account(state, family, now, p[0])
        census.families += 1


@kernel
def lives_before_places(state, row, timetable, p):
    """Let the family in a row live up to the sharing out of places, and write down what happened."""
    note = np.zeros(N_NOTES, np.int64)
    family = state.families[row]
    now = month_of(family, timetable, 0)
    before_places(family, now, p[0], note)
    write_down(state, family, now, note)


@kernel
def places_shared_out(state, timetable, p):
    """Share out the month's places among the families on the waiting list."""
    share_out(state, timetable, 0, p[0], np.zeros(N_NOTES, np.int64))


@kernel
def lives_after_places(state, row, timetable, p):
    """Let the family in a row live the rest of the month, and write down the month."""
    note = np.zeros(N_NOTES, np.int64)
    family = state.families[row]
    now = month_of(family, timetable, 0)
    after_places(family, now, p[0], note)
    write_down_month(state, family, now, note)
