"""Coming for support: along every offer that stands, found for one of them, and talked with about it."""

from __future__ import annotations

from famsim.model.compiling import rare, rule
from famsim.model.family import NO_CONTACT, REFERRED, WAITING
from famsim.model.now import Now
from famsim.model.policy import Glance
from famsim.model.records import Family, Note, Parameters
from famsim.rules.family.finding import (
    has_places,
    is_found,
    meets_every_row,
    refer_twice,
    stands_open,
)
from famsim.rules.family.need import at_a_glance, episode_begins, goes_on
from famsim.rules.family.notes import new_episode
from famsim.rules.family.support import hear_about_it


@rule
def come_for_support(family: Family, now: Now, p: Parameters, note: Note) -> None:
    """Take a family along every offer that stands, until it joins a waiting list.

    A family is asked once a month at most; which of the offers whose rows it meets comes first is left to chance.
    Nobody is noticed for an offer without a single place.
    """
    meets, seen = 0, at_a_glance(family, now)
    for offer in range(p.policy.n_offers):
        terms = p.policy.offers[offer]
        is_for = seen >> terms.glance & 1 != 0
        if not tells(family, offer, is_for, now, p):
            is_for = look_closely(family, offer, now, p, note)
        meets |= (1 if is_for & has_places(terms) else 0) << offer
    if meets != 0:
        if family.help_stage == NO_CONTACT:
            if is_found(family, meets, now, p, note):
                hear_about_it(family, now, p, note)
        elif family.help_stage in (WAITING, REFERRED):
            be_referred_twice(family, meets, now, p, note)


@rule
def tells(family: Family, offer: int, is_for: bool, now: Now, p: Parameters) -> bool:
    """Say whether one look at a family tells that an offer is, or is not, for it: it mostly does.

    It tells of an offer that goes on as it was, where nothing of the family's way is to be counted anew. Asked of every
    offer in every month: all of it is looked at, as that is quicker than to stop where it is settled.
    """
    terms = p.policy.offers[offer]
    counted = (not is_for) | (family.reached[offer] >= terms.rows)
    return (terms.glance != Glance.ROWS) & goes_on(family, terms, now) & counted


@rule
def look_closely(family: Family, offer: int, now: Now, p: Parameters, note: Note) -> bool:
    """Say whether an offer stands for a family that meets all its rows; begin its episode, count the rows met."""
    busy = family.help_stage != NO_CONTACT and family.offer == offer
    if not busy and episode_begins(family, p.policy.offers[offer], now):
        new_episode(family, offer, note)
    return stands_open(family, offer, now, p) and meets_every_row(family, offer, now, p, note)


@rare
def be_referred_twice(family: Family, meets: int, now: Now, p: Parameters, note: Note) -> None:
    """Let staff who do not know that a family waits talk with it about the other offers whose rows it `meets`."""
    for offer in range(p.policy.n_offers):
        if meets >> offer & 1 and family.offer != offer:
            refer_twice(family, offer, now, p, note)
