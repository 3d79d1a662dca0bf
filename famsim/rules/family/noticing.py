"""What staff at a door notice, say and pass on: by their skill, along a pathway, at the cost of whose door it is."""

from __future__ import annotations

from famsim.model.chance import lasting_uniform
from famsim.model.compiling import rule
from famsim.model.counts import Count
from famsim.model.draws import FIRST_DOORS, Draw
from famsim.model.now import Now
from famsim.model.policy import MONTHS_KNOWN
from famsim.model.records import Family, Note, Offer, Parameters, Programme
from famsim.rules.family.need import difficulty, needs
from famsim.rules.family.notes import spend, take_note


@rule
def noticed(family: Family, door: int, terms: Offer, now: Now, p: Parameters) -> bool:
    """Say whether staff at a door notice the family: another door has told, or by their skill.

    How easily a family is noticed is in part its own and lasts: who is hard to see stays hard to see.
    """
    programme = p.programmes[terms.programme]
    if terms.everyone > 0 or is_told_of(family, door, programme, now, p):
        return True
    luck = lasting_uniform(now, draw_of_noticing(door), Draw.VISIBILITY, p.staff.visibility_lasts)
    return luck < chance_of_noticing(needs(family, programme, now, p), trained_at(door, now, p), p)


@rule
def is_told_of(family: Family, door: int, programme: Programme, now: Now, p: Parameters) -> bool:
    """Say whether doors share records, and another has noticed the family for the same difficulty not long ago.

    Leaves out: a door's memory of whom it has noticed itself.
    """
    if p.policy.data_shared <= 0.0 or family.door == door:
        return False
    if now.month - family.noticed_month > p.staff.remembers or family.offer < 0:
        return False
    noticed_for = p.programmes[p.policy.offers[family.offer].programme]
    return difficulty(family, noticed_for) == difficulty(family, programme)


@rule
def draw_of_noticing(door: int) -> int:
    """Return the decision that a door's noticing is drawn by."""
    return Draw.NOTICED + door if door < FIRST_DOORS else Draw.NOTICED_APPENDED + door - FIRST_DOORS


@rule
def trained_at(door: int, now: Now, p: Parameters) -> float:
    """Return the share of a door's staff who do as trained ones this month; after the last month known, as in it."""
    return p.policy.trained[min(now.month, MONTHS_KNOWN) - 1][door]


@rule
def chance_of_noticing(need: bool, trained: float, p: Parameters) -> float:
    """Return the chance that staff notice: sensitivity if in need, one less specificity if not, by trained share.

    A questionnaire that doors have agreed on raises what is seen of those in need.
    """
    s = p.staff
    if need:
        sees = trained * s.sensitivity_trained + (1.0 - trained) * s.sensitivity_untrained
        return min(sees * s.questionnaire, 1.0) if p.policy.questionnaire > 0.0 else sees
    return trained * (1.0 - s.specificity_trained) + (1.0 - trained) * (1.0 - s.specificity_untrained)


@rule
def chance_of_talking(door: int, comes: bool, now: Now, p: Parameters) -> float:
    """Return the chance that staff at a door who have noticed a family talk with it; always if it `comes` to do so."""
    s, trained = p.staff, trained_at(door, now, p)
    return 1.0 if comes else trained * s.conversation_trained + (1.0 - trained) * s.conversation_untrained


@rule
def pathway_works(door: int, offer: int, comes: bool, p: Parameters) -> float:
    """Return the share of referrals that get through: the opened pathway's, or that of informal signposting.

    Who comes about the difficulty is signposted better, by others or by themselves. Where no way is, nobody is
    referred.
    """
    if p.policy.closed[door][offer] > 0.0:
        return p.policy.pathway[door][offer]
    informal = p.staff.known_pathway if comes else p.staff.informal_pathway
    return max(p.policy.pathway[door][offer], informal)


@rule
def chance_of_hearing(door: int, now: Now, p: Parameters) -> float:
    """Return the chance that a family amid violence speaks of it to staff at a door who talk with it."""
    s, trained = p.staff, trained_at(door, now, p)
    return trained * s.hears_of_violence_trained + (1.0 - trained) * s.hears_of_violence_untrained


@rule
def spend_on_talks(door: int, pence: int, p: Parameters, note: Note) -> None:
    """Add whole pence to what talks have cost, and to what they have cost the agency whose door it is."""
    spend(note, Count.PENCE_TALKS, pence)
    take_note(note, Count.TALKS_BY_HEALTH + p.policy.agency[door], pence)
