"""A policy for one rule's test, and a rule asked many times."""

from functools import cache

import numba
import numpy as np
import pytest

from famsim.model.doors import ALWAYS_OPEN, NO_FACT
from famsim.model.now import Now
from famsim.model.policy import DOORS
from famsim.population.policy import policy_record
from famsim.scenario import Strategy


@pytest.fixture
def meets(p):
    """Return a function that lets every family come to some doors, at a chance a month, and none to any other."""

    def make(*names, chance=1.0):
        p.doors["n_ways"] = p.doors["through"] = 0
        for name in names:
            door = p.doors[DOORS.index(name)]
            door.n_ways, door.most = 1, chance
            door.opens, door.closes = ALWAYS_OPEN
            door.ways[0].rows, door.ways[0].chance, door.ways[0].rises_with = 0, chance, NO_FACT
            door.ways[0].about = 0
            p.may_come.anyone |= 1 << DOORS.index(name)

    return make


@pytest.fixture
def offer(p, meets):
    """Return a function that puts one offer into `p`, all its shares certain, and gives the offer back.

    By default every couple is at the GP's door and nobody at another; it is noticed there, talked with, referred, found
    safe, agrees and starts.
    """

    def make(**given):
        strategy = {
            name: given.pop(name)
            for name in ("staff_trained", "pathways", "data_shared", "waits_shortened")
            if name in given
        }
        terms = {"programme": "relationship_group", "found": ["gp"], "unlimited": True, "invites": "everyone"} | given
        if "places_a_month" in terms:
            del terms["unlimited"]
        p.policy = policy_record(Strategy(name="a test", offer=[terms], **strategy))[0]
        return p.policy.offers[0]

    meets("gp")
    for name in ("conversation_trained", "conversation_untrained", "informal_pathway", "known_pathway"):
        p.staff[name] = 1.0
    p.staff.hears_of_violence_trained = p.staff.hears_of_violence_untrained = 0.0
    for name in (
        "screen_sensitivity",
        "found_while_waiting",
        "screen_specificity",
        "comes_to_first_session",
        "willing_with_history",
        "attendance_poor",
    ):
        p.support[name] = 1.0
    p.support.gives_up_waiting = 0.0
    p.programmes["take_up"] = p.programmes["attendance"] = p.programmes["both_take_part"] = 1.0
    p.programmes["drops_out"] = 0.0
    return make


@cache
def many_times(rule):
    """Return what asks a rule for so many families' luck, compiled once a rule."""

    @numba.njit
    def asked(family, p, times, month):
        yes = 0
        for i in range(times):
            if rule(family, Now(i, month, np.uint64(1), True, 1.0, 1.0, 1.0, None, 0), p):
                yes += 1
        return yes

    return asked


@pytest.fixture
def how_often():
    """Return a function that counts how often a rule(family, now, p) says yes, over so many families' luck."""

    return lambda rule, family, p, times, month=120: many_times(rule)(family, p, times, month)
