"""Sharing out an area's limited places: by class, then waiting time, then id - exact, without a sort."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy import inf
from numpy.typing import NDArray

from famsim.engine.state import State
from famsim.model.compiling import makes_arrays, rule
from famsim.model.family import WAITING
from famsim.model.policy import QUEUE_CLASSES
from famsim.model.records import Family, Offer, Parameters
from famsim.rules.family.support import Wait
from famsim.rules.family.turn import priority_class

LONGEST_WAIT = 255  # months told apart in the queue: more than the longest scenario has (limits)
BUCKETS = QUEUE_CLASSES * (LONGEST_WAIT + 1)


class Share(NamedTuple):
    """What is shared out: an offer's places of one month."""

    offer: int
    places: int
    m: int  # which of the call's months
    month: int  # in the calendar


@rule
def bucket(family: Family, terms: Offer, month: int, p: Parameters) -> int:
    """Return where a family stands in the queue: lower is served first; equals are served in order of id."""
    waited = min(max(month - family.joined_month, 0), LONGEST_WAIT)
    return priority_class(family, terms, month, p) * (LONGEST_WAIT + 1) + LONGEST_WAIT - waited


@makes_arrays
def last_served(state: State, share: Share, p: Parameters) -> tuple[int, int]:
    """Return the last bucket of the queue that is reached, and how many places are left for it.

    Within a bucket places go in the order of the array, which is by id.
    """
    terms, m = p.policy.offers[share.offer], share.m
    if terms.limited == 0:
        return BUCKETS, 0
    queue = np.zeros(BUCKETS, np.int64)
    families, waiting, since = state.families, state.waiting, state.since
    for w in range(state.census[0].waiting):
        family = families[waiting[w]]
        if since[w] <= m and is_waiting_for(family, share.offer):
            queue[bucket(family, terms, share.month, p)] += 1
    left = share.places
    for last in range(BUCKETS):
        if queue[last] > left:
            return last, left
        left -= queue[last]
    return BUCKETS, left


@makes_arrays
def families_by_class(state: State, share: Share, p: Parameters) -> NDArray[np.int64]:
    """Return how many families of each priority class wait for an offer in a month of the call, (classes,)."""
    offer, m, month = share.offer, share.m, share.month
    listed = np.zeros(QUEUE_CLASSES, np.int64)
    families, waiting, since = state.families, state.waiting, state.since
    for w in range(state.census[0].waiting):
        family = families[waiting[w]]
        if since[w] <= m and is_waiting_for(family, offer):
            listed[priority_class(family, p.policy.offers[offer], month, p)] += 1
    return listed


@rule
def wait_on(listed: NDArray[np.int64], place: int, pace: float) -> Wait:
    """Return how long an offer's list takes to come to a family of a class that joins it now.

    listed: families on the list, by class; pace: places a month in the families simulated.
    """
    months = expected_wait(listed, place, pace)
    return Wait(months, months - 1.0 / pace if pace > 0.0 else inf)


@rule
def expected_wait(listed: NDArray[np.int64], place: int, pace: float) -> float:
    """Return the months until a family of a class has a place if it joins an offer's list now: its own is the next.

    listed: families on the list, by class; pace: places a month in the families simulated.
    """
    ahead = 0
    for one in range(place + 1):
        ahead += listed[one]
    return (ahead + 1) / pace if pace > 0.0 else inf


@rule
def is_waiting_for(family: Family, offer: int) -> bool:
    """Say whether a family waits for an offer."""
    return family.help_stage == WAITING and family.offer == offer
