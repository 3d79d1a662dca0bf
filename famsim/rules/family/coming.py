"""Coming for support: along every offer that stands, found for one of them, and talked with about it."""

from __future__ import annotations

from famsim.model.compiling import rule
from famsim.model.family import NO_CONTACT, REFERRED, WAITING
from famsim.model.now import Now
from famsim.model.records import Family, Note, Parameters
from famsim.rules.family.finding import (
    has_places,
    is_found,
    meets_every_row,
    refer_twice,
    stands_open,
)
from famsim.rules.family.need import episode_begins
from famsim.rules.family.notes import new_episode
from famsim.rules.family.support import hear_about_it


@rule
def come_for_support(family: Family, now: Now, p: Parameters, note: Note) -> None:
    """Take a family along every offer that stands, until it joins a waiting list.

    A family is asked once a month at most; which of the offers whose rows it meets comes first is left to chance.
    Nobody is noticed for an offer without a single place.
    """
    meets = 0
    for offer in range(p.policy.n_offers):
        busy = family.help_stage != NO_CONTACT and family.offer == offer
        if not busy and episode_begins(family, p.policy.offers[offer], now):
            new_episode(family, offer, note)
        if not stands_open(family, offer, now, p) or not meets_every_row(family, offer, now, p, note):
            continue
        if has_places(p.policy.offers[offer]):
            meets |= 1 << offer
            if not busy and family.help_stage in (WAITING, REFERRED):
                refer_twice(family, offer, now, p, note)
    if meets != 0 and family.help_stage == NO_CONTACT and is_found(family, meets, now, p, note):
        hear_about_it(family, now, p, note)
