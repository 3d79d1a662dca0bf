"""What staff at a door notice, say and pass on: by their skill, along a pathway, at the cost of whose door it is."""

from __future__ import annotations

from famsim.model.chance import lasting_uniform, uniform
from famsim.model.compiling import rare, rule
from famsim.model.counts import Count
from famsim.model.draws import FIRST_DOORS, Draw
from famsim.model.now import Now
from famsim.model.policy import MONTHS_KNOWN
from famsim.model.records import Family, Note, Offer, Parameters
from famsim.rules.family.need import needs
from famsim.rules.family.notes import pence, spend, take_note


@rule
def noticed(family: Family, door: int, terms: Offer, now: Now, p: Parameters) -> bool:
    """Say whether staff at a door notice the family: by their skill, or because another door shared what it knew.

    How easily a family is noticed is in part its own and lasts: who is hard to see stays hard to see.
    """
    if terms.everyone > 0:
        return True
    if p.policy.data_shared > 0.0 and now.month - family.noticed_month <= p.staff.remembers:
        return True
    luck = lasting_uniform(now, draw_of_noticing(door), Draw.VISIBILITY, p.staff.visibility_lasts)
    need = needs(family, p.programmes[terms.programme], now, p)
    return luck < chance_of_noticing(need, trained_at(door, now, p), p)


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
def chance_of_talking(door: int, now: Now, p: Parameters) -> float:
    """Return the chance that staff at a door who have noticed a family talk with it."""
    s, trained = p.staff, trained_at(door, now, p)
    return trained * s.conversation_trained + (1.0 - trained) * s.conversation_untrained


@rule
def pathway_works(door: int, offer: int, p: Parameters) -> float:
    """Return the share of referrals that get through: the opened pathway's, or that of informal signposting.

    Where neither is, nobody is referred.
    """
    if p.policy.closed[door][offer] > 0.0:
        return p.policy.pathway[door][offer]
    return max(p.policy.pathway[door][offer], p.staff.informal_pathway)


@rule
def spend_on_talks(door: int, pence: int, p: Parameters, note: Note) -> None:
    """Add whole pence to what talks have cost, and to what they have cost the agency whose door it is."""
    spend(note, Count.PENCE_TALKS, pence)
    take_note(note, Count.TALKS_BY_HEALTH + p.policy.agency[door], pence)


@rare
def talk_twice(door: int, offer: int, now: Now, p: Parameters, note: Note) -> None:
    """Talk with a family who waits for another offer already, and refer it: staff who share no records do not know.

    It costs them the time, and changes nothing for the family.
    """
    if uniform(now, Draw.CONVERSATION) < chance_of_talking(door, now, p):
        spend_on_talks(door, pence(p.costs.conversation), p, note)
        if uniform(now, Draw.REFERRAL) < pathway_works(door, offer, p):
            spend_on_talks(door, pence(p.costs.referral), p, note)
            take_note(note, Count.DUPLICATED, 1)
