"""The order of a month: what a family does before places are shared out, and after. Nowhere else."""

from __future__ import annotations

from famsim.model.compiling import rule
from famsim.model.family import LEFT, MARRIED, NOT_YET, REFERRED, WAITING
from famsim.model.now import Now
from famsim.model.records import Family, Note, Parameters
from famsim.rules.family.apart import finds_partner, live_apart, live_with_partner
from famsim.rules.family.arriving import referral_arrives
from famsim.rules.family.assessment import remember_assessment
from famsim.rules.family.births import conceive_and_give_birth, youngest_grows_up
from famsim.rules.family.breakdown import (
    chance_of_parting,
    marries,
    note_chance_of_parting,
    part,
    remember_harm,
    separates,
)
from famsim.rules.family.calendar import before_first_conception, together
from famsim.rules.family.children import children_live_through
from famsim.rules.family.coming import come_for_support
from famsim.rules.family.distress import distress_changes, health_changes
from famsim.rules.family.effects import effects_fade
from famsim.rules.family.ledger import note_coparenting_conflict, note_months_in_harm
from famsim.rules.family.money import money_changes
from famsim.rules.family.network import network_moves
from famsim.rules.family.observe import observe
from famsim.rules.family.relationship import conflict_moves, in_harmful_conflict, partners_quality, quality_wanders
from famsim.rules.family.sessions import support_this_month
from famsim.rules.family.standing import strain, where_violent
from famsim.rules.family.stressors import stress_carried
from famsim.rules.family.support import leave_queue, leave_queue_amid_violence, stop_waiting
from famsim.rules.family.violence import violence_changes
from famsim.rules.family.work import work_changes


@rule
def before_places(family: Family, now: Now, p: Parameters, note: Note) -> None:
    """Everything a family does on its own before places are shared out: life events, the way into support.

    A couple that an offer is for before its first conception can find support; its life here begins with that month.
    Leaves out: couples who hope for a child and have none, or who part before; what changes before a conception.
    """
    if youngest_grows_up(family, now):
        if family.help_stage == WAITING:
            stop_waiting(family, now, p, note)
        family.status = LEFT
    if family.status == LEFT or family.status == NOT_YET:
        return
    if not before_first_conception(family, now):
        conceive_and_give_birth(family, now, p, note)
        work_changes(family, now, p)
        money_changes(family, now, p)
        health_changes(family, now, p)
        remember_assessment(family, now, p)
    if family.help_stage == WAITING:
        leave_queue(family, now, p, note)
    elif family.help_stage == REFERRED:
        referral_arrives(family, now, p, note)
    if p.policy.n_offers > 0 and now.begun:
        come_for_support(family, now, p, note)


@rule
def after_places(family: Family, now: Now, p: Parameters, note: Note) -> None:
    """What the month does to a family once it knows whether it has a place.

    Of a couple before its first conception: what support has lifted its quality by.
    """
    if family.status == LEFT or family.status == NOT_YET:
        return
    effects_fade(family)
    if p.policy.n_offers > 0:
        support_this_month(family, now, p, note)
    if before_first_conception(family, now):
        if together(family):
            partners_quality(family, p)
        return
    adapt(family, now, p)
    couple_changes(family, now, p, note)
    children_live_through(family, now, p)
    if now.begun:
        observe(family, now, p, note)


@rule
def adapt(family: Family, now: Now, p: Parameters) -> None:
    """Let conflict, stress, distress and quality adapt; every loop is lagged one month somewhere.

    Within the month strain lowers quality, and conflict that has become harmful or violent leads to partings.
    """
    if together(family):
        conflict_moves(family, now, p)
    load = strain(family)
    network_moves(family, now, p)
    stress_carried(family, now, p)
    distress_changes(family, load, now, p)
    if together(family):
        quality_wanders(family, now, p)
        partners_quality(family, p)
        family.harmful = in_harmful_conflict(family, p)


@rule
def couple_changes(family: Family, now: Now, p: Parameters, note: Note) -> None:
    """Violence, life apart, separation, marriage, a new partner.

    Violence that begins during a wait takes a family off the list of a programme that it is not for.
    """
    before = where_violent(family)
    violence_changes(family, now, p)
    if family.elsewhere:
        live_apart(family, now, p)
    if family.help_stage == WAITING:
        after = where_violent(family)
        leave_queue_amid_violence(family, after - (after & before), now, p, note)
    if now.begun:
        note_months_in_harm(family, now, note)
        note_coparenting_conflict(family, now, p, note)
    if together(family):
        chance = chance_of_parting(family, now, p)
        note_chance_of_parting(family, chance, now, p, note)
        if separates(chance, now):
            part(family, now, p, note)
        else:
            remember_harm(family)
            if marries(family, now, p):
                family.status = MARRIED
    elif finds_partner(family, now, p):
        live_with_partner(family, now, p)
