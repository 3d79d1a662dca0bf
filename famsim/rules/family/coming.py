"""Coming for support: along every offer that stands, found for one of them, and talked with about it."""

from __future__ import annotations

from famsim.model.compiling import rule
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

NOT_FOR, IS_FOR, UNTOLD = 0, 1, 2  # whether an offer is for a family this month


@rule
def come_for_support(family: Family, now: Now, p: Parameters, note: Note) -> None:
    """Take a family along every offer that stands, until it joins a waiting list.

    A family is asked once a month at most; which of the offers whose rows it meets comes first is left to chance.
    Nobody is noticed for an offer without a single place.
    """
    meets, seen = 0, at_a_glance(family, now)
    for offer in range(p.policy.n_offers):
        told = one_look(family, offer, seen, now, p)
        if told == UNTOLD:
            told = look_closely(family, offer, now, p, note)
        if told == IS_FOR and has_places(p.policy.offers[offer]):
            meets |= 1 << offer
            if family.help_stage in (WAITING, REFERRED) and family.offer != offer:
                refer_twice(family, offer, now, p, note)
    if meets != 0 and family.help_stage == NO_CONTACT and is_found(family, meets, now, p, note):
        hear_about_it(family, now, p, note)


@rule
def one_look(family: Family, offer: int, seen: int, now: Now, p: Parameters) -> int:
    """Return whether an offer is for a family, as far as what is `seen` of it at a glance tells: it mostly does.

    It tells of an offer that goes on as it was, where nothing of the family's way is to be counted anew.
    """
    terms = p.policy.offers[offer]
    if terms.glance == Glance.ROWS or not goes_on(family, terms, now):
        return UNTOLD
    if seen >> terms.glance & 1 == 0:
        return NOT_FOR
    return IS_FOR if family.reached[offer] >= terms.rows else UNTOLD


@rule
def look_closely(family: Family, offer: int, now: Now, p: Parameters, note: Note) -> int:
    """Return whether an offer stands for a family that meets all its rows; begin its episode, count the rows met."""
    busy = family.help_stage != NO_CONTACT and family.offer == offer
    if not busy and episode_begins(family, p.policy.offers[offer], now):
        new_episode(family, offer, note)
    if stands_open(family, offer, now, p) and meets_every_row(family, offer, now, p, note):
        return IS_FOR
    return NOT_FOR
