"""Life apart: conflict between parents who live apart, contact with the children, a new partner."""

from __future__ import annotations

from famsim.model.chance import normal, uniform
from famsim.model.compiling import rare, rule
from famsim.model.draws import Draw
from famsim.model.family import CHILDREN_GROWN, COHABITING, NEVER, NO_VIOLENCE, NOBODY, SHARES_CHILDREN
from famsim.model.identity import MONTHS_A_YEAR
from famsim.model.maths import exp, share_in_state
from famsim.model.now import Now
from famsim.model.records import Family, Parameters
from famsim.rules.family.births import hope_for_another
from famsim.rules.family.calendar import months_alone, mothers_age, one_parent_at_home, shares_a_child
from famsim.rules.family.entry import (
    commitment_of,
    distress_at_first,
    history_chance,
    part_shared,
    partners_age,
    proneness_of,
    standing_between,
    work_at_first,
)
from famsim.rules.family.relationship import partners_quality
from famsim.rules.family.screen import another_couple
from famsim.rules.family.standing import conflict_apart, conflict_that_lasts, strain
from famsim.rules.family.violence import goes_on_apart, violence_apart_changes


@rule
def begin_coparenting(family: Family, now: Now, p: Parameters) -> None:
    """Begin life apart for the first couple: conflict carried over, some of it for good, contact or none.

    Coercive violence goes on, situational violence may; whom it harms and has harmed stays as it was.
    Leaves out: a second other parent, of the children of a later union.
    """
    if family.elsewhere:
        return
    goes_on = goes_on_apart(family, now, p)
    family.elsewhere = SHARES_CHILDREN
    family.elsewhere_month = now.month
    family.coparenting_lasts = conflict_that_lasts(family, p.apart.lasts_above, p)
    family.coparenting = max(p.apart.conflict_carried * family.frequency + p.apart.conflict_at_parting, 0.0)
    family.coercive_elsewhere = family.coercive_here
    family.violence_elsewhere = family.violence if goes_on else NO_VIOLENCE
    family.harmed_elsewhere = family.harmed if goes_on else NOBODY
    family.contact = uniform(now, Draw.CONTACT_AT_PARTING) < p.apart.contact_at_parting


@rule
def live_apart(family: Family, now: Now, p: Parameters) -> None:
    """Let conflict between the parents settle, contact be lost (high luck) or found (low), violence begin or end.

    Conflict settles to what lasts of it, half of the way in each half-life.
    Conflict that is felt ends contact sooner; what programmes give to contact keeps it longer and finds it sooner.
    Once their children are grown up the two are parents apart no more; violence between them may go on, or begin.
    """
    family.elsewhere = SHARES_CHILDREN if shares_a_child(family, now) else CHILDREN_GROWN
    lasts = 1.0 * family.coparenting_lasts
    family.coparenting = lasts + p.apart.conflict_carry * (family.coparenting - lasts)
    luck = uniform(now, Draw.CONTACT_LOST)
    if family.contact:
        lean = p.apart.contact_lost_by_conflict * conflict_apart(family) - family.eff_contact
        family.contact = 1.0 - luck >= p.apart.contact_lost * exp(lean)
    else:
        family.contact = luck < p.apart.contact_found * exp(family.eff_contact)
    violence_apart_changes(family, now, p)


@rule
def finds_partner(family: Family, now: Now, p: Parameters) -> bool:
    """Say whether a mother who lives without a partner begins to live with a new one this month.

    Most readily just after a parting, or after entry alone; less with every year alone, and with age. How readily in
    an area is solved, so that its share of lone parents is the published one; England's is what comes of the figures.
    """
    luck, soonest = uniform(now, Draw.NEW_PARTNER), p.apart.new_partner * p.area.partnering
    if luck >= soonest or not one_parent_at_home(family):
        return False
    years_older, years_alone = mothers_age(family, now) - p.entry.mothers_age, months_alone(family, now) / MONTHS_A_YEAR
    lean = -p.apart.new_partner_by_age * max(years_older, 0.0) - p.apart.new_partner_fades * years_alone
    return luck < soonest * exp(lean)


@rare
def live_with_partner(family: Family, now: Now, p: Parameters) -> None:
    """Begin a new union: a new other partner and a new couple block; co-parenting stays with the first.

    Leaves out: children whom the new partner brings.
    """
    family.status = COHABITING
    family.union = min(max(family.union, 1) + 1, int(p.apart.unions_counted))
    family.together_month = now.month
    new_partner_is_someone(family, now, p)
    new_couple_block(family, now, p)
    if family.due_month == NEVER:
        hope_for_another(family, now, p, Draw.WANTS_WITH_PARTNER)
        family.next_month = now.month + int(p.births.gap_with_partner)
    partners_quality(family, p)


@rule
def new_partner_is_someone(family: Family, now: Now, p: Parameters) -> None:
    """Draw the new partner as the first was drawn, and health as of a parent who has lived with a child for as long.

    Leaves out: what the two partners' wandering parts of quality share at first.
    """
    other = family.other
    hers = family.mother.trait / p.quality.trait_sd
    his = part_shared(normal(now, Draw.PARTNER_TRAIT), hers, p.quality.trait_partners)
    between = standing_between(hers, his, p)
    other.trait = p.quality.trait_sd * his
    other.capability = part_shared(normal(now, Draw.PARTNER_CAPABILITY), between, p.conflict.with_capability)
    other.drift = p.quality.drift_sd * normal(now, Draw.PARTNER_DRIFT)
    his_age = partners_age(mothers_age(family, now), normal(now, Draw.PARTNER_AGE), p)
    other.birth_month = now.month - int(his_age * MONTHS_A_YEAR)
    other.history = uniform(now, Draw.PARTNER_HISTORY) < history_chance(family, p)
    prone = part_shared(normal(now, Draw.PRONENESS_PARTNER), family.mother.proneness, p.distress.proneness_partners)
    other.proneness = proneness_of(other, prone, p)
    luck = uniform(now, Draw.PARTNER_WORK)
    other.work = work_at_first(luck, p.other.inactive, p.area.unemployed[family.decile - 1])
    other.months_in_work_state = 0
    distress_at_first(other, uniform(now, Draw.PARTNER_DISTRESSED), p.other, p)
    here = 1.0 * (now.month - family.entry_month)
    other.ill = uniform(now, Draw.PARTNER_ILL) < share_in_state(p.health.falls_ill, p.health.recovers, here)
    other.parenting = 0.0


@rule
def new_couple_block(family: Family, now: Now, p: Parameters) -> None:
    """Draw what lasts in the new couple, and start its conflict near where its traits put it.

    Leaves out: how well the two resolve what they argue about at first; it follows their capability within months.
    """
    hers, his = family.mother.trait / p.quality.trait_sd, family.other.trait / p.quality.trait_sd
    between = standing_between(hers, his, p)
    fierce = part_shared(normal(now, Draw.PARTNER_INTENSITY), -between, p.conflict.with_intensity)
    family.intensity_trait = fierce
    committed = commitment_of(normal(now, Draw.PARTNER_COMMITMENT), between, family, p)
    family.commitment = committed - p.commitment.less_in_later_unions
    family.frequency = p.conflict.from_strain * strain(family) - p.conflict.from_quality * between
    family.intensity = fierce
    family.resolution = 0.0
    family.birth_shift = 0.0
    family.harm_bits = 0
    family.violent_bits = 0
    another_couple(family, p)
