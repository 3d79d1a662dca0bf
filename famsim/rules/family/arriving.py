"""Talks where places are limited, referrals that take their time to arrive, offers that stand in for a full one."""

from __future__ import annotations

from famsim.model.compiling import rare, rule
from famsim.model.counts import Stage
from famsim.model.family import NO_CONTACT
from famsim.model.now import Now
from famsim.model.policy import MAX_DOORS
from famsim.model.records import Family, Note, Parameters
from famsim.rules.family.finding import TALK_HERE, may_be_asked, stands_open, turned_to
from famsim.rules.family.need import rows_met
from famsim.rules.family.notes import reach
from famsim.rules.family.support import be_received, come_to_nothing, hear_about_it, talk_and_refer


@rule
def stands_in(family: Family, offer: int, now: Now, p: Parameters) -> bool:
    """Say whether an offer may take a family that was noticed for another: it stands, and the family may be asked."""
    terms = p.policy.offers[offer]
    stands = stands_open(family, offer, now, p) and rows_met(family, terms, now) == terms.rows
    return stands and may_be_asked(family, offer, now, p)


@rule
def talk_about_stand_in(family: Family, offer: int, now: Now, p: Parameters, note: Note) -> None:
    """Talk with a family about the offer that stands in for the one it was noticed for, and for which no place is."""
    family.offer = offer
    reach(family, offer, Stage.NOTICED, note)
    talk_and_refer(family, now, p, note)


@rule
def talk_or_turn_to_next(family: Family, to_be_had: int, now: Now, p: Parameters, note: Note) -> None:
    """Hold the conversation with a family noticed this month, unless the list is longer than families wait.

    `to_be_had`: what place (famsim.model.policy.SOON).

    A family that nobody talks with has refused nothing: staff turn to the next offer that they see it for this month,
    as written, and it can be noticed again next month. So they do where the list is long, and the next offer is help
    with the same difficulty.
    """
    family.help_stage = NO_CONTACT
    seen = turned_to(family, to_be_had, now, p)
    if seen == TALK_HERE:
        talk_and_refer(family, now, p, note)
    elif seen >= 0:
        family.offer, family.door = seen // MAX_DOORS, seen % MAX_DOORS
        reach(family, family.offer, Stage.CONTACT, note)
        hear_about_it(family, now, p, note)


@rare
def referral_arrives(family: Family, now: Now, p: Parameters, note: Note) -> None:
    """Let a referral under way arrive in its month, if the offer still stands."""
    if now.month < family.start_month:
        return
    family.help_stage = NO_CONTACT
    if now.month > p.policy.offers[family.offer].ends:
        come_to_nothing(family, now, p)
    else:
        be_received(family, now, p, note)
