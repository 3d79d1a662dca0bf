"""Who a programme is for, and the screen for violence before it: one of couples, one of parents apart.

A programme takes couples who live together, parents of a child under age of whom one lives elsewhere (apart, never
together, or with a new partner), or both. One that takes couples meets a couple as such; whoever else it takes, as two
parents apart, each by themselves. What takes both and is for debts or a child takes any family: also a mother alone
whose children's other parent is apart from her no more. Money help, parenting groups and children's programmes have no
screen: nobody is asked about violence before a debt or a child is looked at.
"""

from __future__ import annotations

from famsim.model.compiling import rule
from famsim.model.counts import Count
from famsim.model.family import COERCIVE, NEVER, NO_CONTACT, NO_VIOLENCE, NOBODY, SHARES_CHILDREN
from famsim.model.policy import OF_COUPLE
from famsim.model.records import Family, Note, Parameters, Programme
from famsim.rules.family.need import difficulty, meets_as_a_couple
from famsim.rules.family.notes import pence, spend, take_note
from famsim.rules.family.standing import above_the_threshold


@rule
def may_take_part(family: Family, programme: Programme) -> bool:
    """Say whether a programme is for a family as it lives: a couple, with a parent elsewhere, or whoever is at home."""
    if meets_as_a_couple(family, programme):
        return True
    return programme.apart > 0.0 and (family.elsewhere == SHARES_CHILDREN or is_for_any_family(programme))


@rule
def is_for_any_family(programme: Programme) -> bool:
    """Say whether a programme for couples and for parents apart is about neither, but about debts or a child."""
    return programme.couples > 0.0 and (programme.debts > 0.0 or programme.children > 0.0)


@rule
def two_could_come(family: Family, programme: Programme) -> bool:
    """Say whether there is a second parent who could take part: at home, or elsewhere in one for these."""
    return meets_as_a_couple(family, programme) or family.elsewhere == SHARES_CHILDREN


@rule
def is_above(family: Family, programme: Programme) -> bool:
    """Say whether a family is above the violence threshold of a programme.

    Of couples: violence between the two. Of parents apart: violence by the one who lives elsewhere, or coercion ever.
    """
    if meets_as_a_couple(family, programme):
        return above_the_threshold(family)
    return family.violence_elsewhere != NO_VIOLENCE or family.coercive_elsewhere != NOBODY


@rule
def is_coercive(family: Family, programme: Programme) -> bool:
    """Say whether the violence that a programme's screen looks for is coercive, or has been between parents apart."""
    if meets_as_a_couple(family, programme):
        return family.violence == COERCIVE
    return family.coercive_elsewhere != NOBODY


@rule
def is_known_to_be_above(family: Family, programme: Programme) -> bool:
    """Say whether a screen has found the family above the threshold before, in a programme that screens."""
    if programme.screened <= 0.0:
        return False
    return (family.specialist if meets_as_a_couple(family, programme) else family.specialist_apart) != 0


@rule
def safe_to_enter(family: Family, programme: Programme, luck: float, p: Parameters, note: Note) -> bool:
    """Screen for violence: whoever is found, rightly or wrongly, does not enter and goes to a specialist service.

    Each screen errs by luck of its own, and it is a family that is asked.
    Leaves out: that who has hidden violence once hides it again, that coercion may be the harder to find, and asking
    each partner alone, or a mother who comes with a new partner about the parent who lives elsewhere too.
    """
    if programme.screened <= 0.0:
        return True
    violent = is_above(family, programme)
    found = luck < (p.support.screen_sensitivity if violent else 1.0 - p.support.screen_specificity)
    if found:
        route_to_specialist(family, programme, violent, note)
        spend(note, Count.PENCE_SPECIALIST, pence(p.costs.specialist))
    return not found


@rule
def send_to_specialist(family: Family, programme: Programme, p: Parameters, note: Note) -> None:
    """Let a family whose violence has come to be known go to a specialist service, at its cost."""
    route_to_specialist(family, programme, True, note)
    spend(note, Count.PENCE_SPECIALIST, pence(p.costs.specialist))


@rule
def route_to_specialist(family: Family, programme: Programme, violent: bool, note: Note) -> None:
    """End the way into a programme and count it: for good amid violence, which the service sees.

    A family without violence, found wrongly, can be asked again as after a refusal.
    Leaves out: a service that errs, and all that being found changes: support, safety planning, a sooner end of the
    violence. So finding violence is a cost in every table, and its worth is in none.
    """
    if meets_as_a_couple(family, programme):
        family.specialist = family.specialist or violent
    else:
        family.specialist_apart = family.specialist_apart or violent
    family.help_stage = NO_CONTACT
    take_note(note, Count.ROUTED, 1)


@rule
def another_couple(family: Family, p: Parameters) -> None:
    """Let a new couple be asked as if nobody had been: what the last was asked, and what it hid, is not theirs.

    What the mother is in goes on; where it meets the two as a couple from now on, she comes to it alone.
    """
    if family.help_stage != NO_CONTACT and p.programmes[p.policy.offers[family.offer].programme].couples > 0.0:
        family.both_take_part = 0
    family.specialist = 0
    family.refused_month[OF_COUPLE] = NEVER
    for offer in range(p.policy.n_offers):
        if difficulty(family, p.programmes[p.policy.offers[offer].programme]) == OF_COUPLE:
            family.refusals[offer] = 0


@rule
def count_if_missed(family: Family, programme: Programme, note: Note) -> None:
    """Count a family above the violence threshold that the screens before a session have let in: once, a harm.

    Leaves out: a price of that harm, in pounds or in what follows for those harmed.
    """
    if programme.screened > 0.0 and is_above(family, programme):
        family.safe_missed = 1
        take_note(note, Count.MISSED_VIOLENT, 1)
