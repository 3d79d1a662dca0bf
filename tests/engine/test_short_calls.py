"""A call of the compiled loop is short, by the families it lives; and a year cut into any calls is the same.

Python has no turn during a call: neither Ctrl-C nor another thread's progress is heard before its end.
"""

import numpy as np
import pytest

from famsim.engine import Together
from famsim.engine import apart as apart_module
from famsim.engine import run as run_module
from famsim.engine import together as together_module
from famsim.engine.beside import FAMILIES_A_CALL, is_long, nobody_beside

MONTHS, ALL = 30, 1 << 20


@pytest.fixture
def calls(monkeypatch):
    """Return what is seen of each call: families lived, families on its list, and its answer."""
    seen = []

    def watched(state, timetable, p, beside):
        done = live(state, timetable, p, beside)
        seen.append((int(beside.turn[0].lived), int(state.census[0].waiting), bool(done)))
        return done

    live = run_module.live
    for module in (run_module, apart_module, together_module):
        monkeypatch.setattr(module, "live", watched)
    return seen


@pytest.fixture
def area(small, calls):
    """Return what makes a small area at month 0, with offers; it is settled already."""
    small.small_area(start=0, end=MONTHS)
    calls.clear()
    return lambda: small.small_area(start=0, end=MONTHS)


def alone(small, area, most):
    """Return what a small area holds that was lived by itself, so many families a call."""
    run = area()
    run.by_itself.turn.most = most
    run.advance(MONTHS)
    return small.contents(run)


@pytest.mark.parametrize("most", [1, 7, 64])
def test_a_year_in_short_calls_is_the_year_in_one(small, area, calls, most):
    whole = alone(small, area, ALL)
    assert [done for _, _, done in calls] == [True] * 3, "two years and a half are three calls"
    calls.clear()
    assert alone(small, area, most) == whole
    assert len(calls) > 3 * 120 // most
    assert all(lived - listed <= most for lived, listed, _ in calls), "a month lived together is not cut"


def together(small, area, most):
    """Return the books of a small area's two offers beside a life without them, so many families a call."""
    base = area()
    offers = base.p.copy()
    base.p["policy"]["n_offers"] = 0
    both = Together(base.state, base.p, base.sample, base.seed, 0, base.economy, others=[offers.view(np.recarray)])
    both.beside.turn.most = both.apart[0].by_itself.turn.most = most
    both.advance(MONTHS)
    return small.contents(both), small.contents(both.run_of(0))


@pytest.mark.parametrize("most", [1, 7])
def test_strategies_beside_a_life_in_short_calls_are_those_in_one(small, area, calls, most):
    whole = together(small, area, ALL)
    calls.clear()
    assert together(small, area, most) == whole
    assert len(calls) > 3 * 120 // most


@pytest.mark.parametrize(
    ("most", "lived", "long"),
    [(0, FAMILIES_A_CALL - 1, False), (0, FAMILIES_A_CALL, True), (0, 0, False), (9, 8, False), (9, 9, True)],
)
def test_a_call_ends_after_32768_families_unless_fewer_are_asked_for(most, lived, long):
    turn = nobody_beside().turn
    assert turn[0].most == 0, "whoever makes a call has it end"
    turn.most, turn.lived = most, lived
    assert is_long(turn[0]) is long
    assert FAMILIES_A_CALL == 1 << 15
