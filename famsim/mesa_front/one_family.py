"""The rules as a Mesa model calls them: one family, or one area, at a time.

Each function is a compiled door to the very rules that the engine's loop calls, in the same order.
A timetable here holds one month, a call's first and last.
"""

from famsim.engine import FIRST, kernel, live_after, live_before, new_desk, open_accounts, share_out, welcome


@kernel
def month_begins(state, timetable, p):
    """Open the accounts when the scenario begins, and let the month's families enter at the end."""
    desk = new_desk()
    if timetable.first_month == 1:
        open_accounts(state, timetable, p[0], desk)
    for a in range(timetable.arrivals.size):
        welcome(state, a, FIRST, timetable, p[0], desk)


@kernel
def lives_before_places(state, row, timetable, p):
    """Let the family in a row live up to the sharing out of places, and write down what happened."""
    live_before(state, row, timetable, FIRST, p[0], new_desk())


@kernel
def places_shared_out(state, timetable, p):
    """Share out the month's places among the families on the waiting list."""
    share_out(state, timetable, FIRST, p[0], new_desk())


@kernel
def lives_after_places(state, row, timetable, p):
    """Let the family in a row live the rest of the month, and write down the month."""
    live_after(state, row, timetable, FIRST, p[0], new_desk())
