"""Sharing out an area's limited places: by class, then waiting time, then id - exact, without a sort."""

import numpy as np

from famsim.model.compiling import rule
from famsim.model.family import WAITING
from famsim.rules.support import priority_class

LONGEST_WAIT = 255  # months told apart in the queue
CLASSES = 10
BUCKETS = CLASSES * (LONGEST_WAIT + 1)


@rule
def bucket(family, terms, now):
    """Return where a family stands in the queue: lower is served first; equals are served in order of id."""
    waited = min(now.month - family.joined_month, LONGEST_WAIT)
    return priority_class(family, terms) * (LONGEST_WAIT + 1) + LONGEST_WAIT - waited


@rule
def last_served(state, offer, places, now, p):
    """Return the last bucket of the queue that is reached, and how many places are left for it.

    Within a bucket places go in the order of the array, which is by id.
    """
    terms = p.policy.offers[offer]
    if terms.limited == 0:
        return BUCKETS, 0
    queue = np.zeros(BUCKETS, np.int64)
    for w in range(state.census[0].waiting):
        family = state.families[state.waiting[w]]
        if family.offer == offer:
            queue[bucket(family, terms, now)] += 1
    left = places
    for last in range(BUCKETS):
        if queue[last] > left:
            return last, left
        left -= queue[last]
    return BUCKETS, left


@rule
def takes_place(family, last, left, now, p):
    """Say whether a waiting family is served, when buckets before `last` are, and `left` families of `last` itself."""
    place = bucket(family, p.policy.offers[family.offer], now)
    return place < last or (place == last and left > 0)


@rule
def is_waiting_for(family, offer):
    """Say whether a family waits for an offer."""
    return family.help_stage == WAITING and family.offer == offer
