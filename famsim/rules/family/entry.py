"""A family begins: at its first conception, with what the two parents bring."""

from __future__ import annotations

from famsim.model.chance import normal, uniform
from famsim.model.compiling import rare, rule
from famsim.model.draws import Draw
from famsim.model.family import (
    COHABITING,
    EMPLOYED,
    INACTIVE,
    LONGEST_COUNT,
    MARRIED,
    MAX_CHILDREN,
    NEVER,
    NEVER_TOGETHER,
    NO_PROGRAMME,
    SHARES_CHILDREN,
    SLOTS,
    UNEMPLOYED,
)
from famsim.model.identity import MONTHS_A_YEAR
from famsim.model.maths import exp, log, months_so_far, square_root
from famsim.model.now import Now
from famsim.model.records import Family, Parameters, Parent, ParentRates
from famsim.rules.family.calendar import mothers_age, mothers_age_at_first, together
from famsim.rules.family.distress import own_lean
from famsim.rules.family.expecting import expect_child
from famsim.rules.family.money import below_the_line, chance_of_catching_up
from famsim.rules.family.relationship import partners_quality
from famsim.rules.family.standing import conflict_that_lasts


@rule
def share_from_odds(log_odds: float) -> float:
    """Return the probability that goes with log odds."""
    return 1.0 / (1.0 + exp(-log_odds))


@rule
def part_shared(own: float, shared: float, correlation: float) -> float:
    """Return a standard value made of a shared part and its own, so that it correlates with the shared part."""
    return correlation * shared + square_root(1.0 - correlation * correlation) * own


@rare
def enter(family: Family, now: Now, p: Parameters) -> None:
    """Start the life of a family whose id is set and whose other fields are zero.

    Leaves out: migration, a parent's death, families that form with children from elsewhere, children after the fifth;
    violence between the two and lasting ill health before; couples of one sex are lived with the row of the other
    parent for both.
    """
    nothing_has_happened_yet(family, now)
    live_somewhere(family, now, p)
    parents_of_some_age(family, now, p)
    bring_histories(family, now, p)
    couple_as_they_are(family, now, p)
    find_their_status(family, now, p)
    have_work_or_not(family, now, p)
    family.income = (
        p.money.income_by_decile * (family.decile - p.money.middle_decile)
        + p.money.income_by_age * mothers_age_deviation(family, now, p)
        + p.money.income_spread * normal(now, Draw.INCOME)
    )
    family.poor = below_the_line(family, now, p)
    distress_at_first(family.mother, uniform(now, Draw.MOTHER_DISTRESSED), p.mother, p)
    distress_at_first(family.other, uniform(now, Draw.OTHER_DISTRESSED), p.other, p)
    family.distress_month = last_distressed(family, now)
    behind_at_first(family, now, p)
    expect_child(family, now, p)


@rule
def distress_at_first(parent: Parent, luck: float, who: ParentRates, p: Parameters) -> None:
    """Draw whether a parent comes to a family in distress, and if so for how long already: one luck says both.

    Odds lean by history and proneness as the onset's hazard does; all in all the share is the survey's prevalence.
    Leaves out: what else leans towards distress (strain, support, quality), and what two partners share of it.
    """
    chance = share_from_odds(who.first_log_odds + own_lean(parent, p))
    parent.distressed = luck < chance
    parent.months_distressed = months_so_far(luck / chance, who.recovery, LONGEST_COUNT) if luck < chance else 0


@rule
def last_distressed(family: Family, now: Now) -> int:
    """Return when a parent at home last became distressed, of those who are as the family begins; NEVER if none is."""
    last = NEVER
    if family.mother.distressed:
        last = now.month - 1 - family.mother.months_distressed
    if family.other.distressed and together(family):
        last = max(last, now.month - 1 - family.other.months_distressed)
    return last


@rule
def behind_at_first(family: Family, now: Now, p: Parameters) -> None:
    """Draw whether the family is already behind, and if so for how long and with what debts: one luck says all.

    Leaves out: that debts have slowed the way out of arrears before now, and debts of families that have caught up.
    """
    luck = uniform(now, Draw.IN_ARREARS)
    if luck < p.entry.in_arrears:
        leaves = -log(1.0 - chance_of_catching_up(family, p))
        months = 1 + months_so_far(luck / p.entry.in_arrears, leaves, LONGEST_COUNT)
        family.arrears_month = now.month - months
        family.debt = months * int(p.money.debt_grows)


@rule
def nothing_has_happened_yet(family: Family, now: Now) -> None:
    """Set every month to NEVER."""
    family.entry_month = now.month
    family.parted_month = NEVER
    family.elsewhere_month = NEVER
    family.next_month = NEVER
    family.arrears_month = NEVER
    family.job_loss_month = NEVER
    family.distress_month = NEVER
    family.assessed_month = NEVER
    family.noticed_month = NEVER
    for which in range(family.refused_month.size):
        family.refused_month[which] = NEVER
    family.talked_month = NEVER
    family.joined_month = NEVER
    family.start_month = NEVER
    family.exposed_month = NEVER
    family.first_separation = NEVER
    family.programme = NO_PROGRAMME
    family.offer = -1
    for slot in range(SLOTS):
        family.effects[slot].programme = NO_PROGRAMME
    family.account = -1
    for offer in range(family.reached.size):
        family.reached[offer] = -1
    for k in range(MAX_CHILDREN):
        child = family.children[k]
        child.birth_month = NEVER
        child.age_at_separation = NEVER
        child.parted_month = NEVER


@rule
def live_somewhere(family: Family, now: Now, p: Parameters) -> None:
    """Give the family its small area's decile of deprivation, by where the area's infants live."""
    luck = uniform(now, Draw.DECILE)
    family.decile = 1
    for below in range(p.area.decile_up_to.size - 1):
        if luck >= p.area.decile_up_to[below]:
            family.decile = below + 2


@rule
def parents_of_some_age(family: Family, now: Now, p: Parameters) -> None:
    """Draw both parents' ages at the first conception; mothers in more deprived places are younger."""
    age = p.entry.mothers_age + p.entry.mothers_age_by_decile * (family.decile - p.money.middle_decile)
    age += p.entry.mothers_age_sd * normal(now, Draw.MOTHERS_AGE)
    age = min(max(age, p.entry.youngest_mother), p.entry.oldest_mother)
    family.mother.birth_month = now.month - int(age * MONTHS_A_YEAR)
    family.other.birth_month = now.month - int(partners_age(age, normal(now, Draw.OTHERS_AGE), p) * MONTHS_A_YEAR)


@rule
def partners_age(hers: float, luck: float, p: Parameters) -> float:
    """Return a partner's age in years for a mother's: near hers, and never under the youngest parent's."""
    return max(hers + p.entry.age_gap + p.entry.age_gap_sd * luck, p.entry.youngest_mother)


@rule
def mothers_age_deviation(family: Family, now: Now, p: Parameters) -> float:
    """Return how much older than the mean the mother is, in SD."""
    return (mothers_age(family, now) - p.entry.mothers_age) / p.entry.mothers_age_sd


@rule
def bring_histories(family: Family, now: Now, p: Parameters) -> None:
    """Say which parents have a history of social or emotional difficulties, and how prone to distress they are."""
    chance = history_chance(family, p)
    family.mother.history = uniform(now, Draw.MOTHER_HISTORY) < chance
    family.other.history = uniform(now, Draw.OTHER_HISTORY) < chance
    hers = normal(now, Draw.PRONENESS_MOTHER)
    his = part_shared(normal(now, Draw.PRONENESS_OTHER), hers, p.distress.proneness_partners)
    family.mother.proneness = proneness_of(family.mother, hers, p)
    family.other.proneness = proneness_of(family.other, his, p)


@rule
def proneness_of(parent: Parent, own: float, p: Parameters) -> float:
    """Return a parent's lasting proneness to distress, standard: it goes with a history, the rest is `own`."""
    share = p.history.share
    history = (parent.history - share) / square_root(share * (1.0 - share))
    return part_shared(own, history, p.distress.proneness_with_history)


@rule
def history_chance(family: Family, p: Parameters) -> float:
    """Return a parent's chance of such a history: higher in more deprived places (the gradient is assumed)."""
    return share_from_odds(p.history.log_odds + p.history.by_decile * (p.money.middle_decile - family.decile))


@rule
def couple_as_they_are(family: Family, now: Now, p: Parameters) -> None:
    """Draw what lasts in a couple: traits, capability, commitment, how they fight, who stands by them."""
    mother, other = family.mother, family.other
    hers = normal(now, Draw.MOTHER_TRAIT)
    his = part_shared(normal(now, Draw.OTHER_TRAIT), hers, p.quality.trait_partners)
    mother.trait = p.quality.trait_sd * hers
    other.trait = p.quality.trait_sd * his
    between = standing_between(hers, his, p)
    mother.capability = part_shared(normal(now, Draw.MOTHER_CAPABILITY), between, p.conflict.with_capability)
    other.capability = part_shared(normal(now, Draw.OTHER_CAPABILITY), between, p.conflict.with_capability)
    family.intensity_trait = part_shared(normal(now, Draw.INTENSITY), -between, p.conflict.with_intensity)
    family.commitment = commitment_of(normal(now, Draw.COMMITMENT), between, family, p)
    family.support = normal(now, Draw.SUPPORT)
    hers = normal(now, Draw.MOTHER_DRIFT)
    mother.drift = p.quality.drift_sd * hers
    other.drift = p.quality.drift_sd * part_shared(normal(now, Draw.OTHER_DRIFT), hers, p.quality.drift_partners)
    family.frequency = -p.conflict.from_quality * between
    partners_quality(family, p)


@rule
def commitment_of(own: float, between: float, family: Family, p: Parameters) -> float:
    """Return a standard commitment: with the couple's traits, with the mother's age at her first conception, its own.

    Selection, said so: committed couples are older when they begin a family, and no rule makes anyone committed.
    """
    with_trait, with_age = p.commitment.with_trait, p.commitment.with_age
    age = (mothers_age_at_first(family) - p.entry.mothers_age) / p.entry.mothers_age_sd
    rest = square_root(1.0 - with_trait * with_trait - with_age * with_age)
    return with_trait * between + with_age * age + rest * own


@rule
def standing_between(hers: float, his: float, p: Parameters) -> float:
    """Return what the two traits have in common as one standard value."""
    return (hers + his) / square_root(2.0 * (1.0 + p.quality.trait_partners))


@rule
def find_their_status(family: Family, now: Now, p: Parameters) -> None:
    """Say whether the parents live together, and married or not; some more marry before the birth."""
    together_for = p.entry.together_at_least + p.entry.together_up_to * uniform(now, Draw.MONTHS_TOGETHER)
    grown_up = family.mother.birth_month + int(p.entry.youngest_mother * MONTHS_A_YEAR)
    family.together_month = max(now.month - int(together_for), grown_up)
    family.union = 1
    if uniform(now, Draw.NEVER_TOGETHER) < never_together_chance(family, now, p):
        family.status = NEVER_TOGETHER
        family.union = 0
        family.elsewhere = SHARES_CHILDREN
        family.coparenting_lasts = conflict_that_lasts(family, p.apart.lasts_above_never, p)
        family.coparenting = 1.0 * family.coparenting_lasts
        family.contact = uniform(now, Draw.CONTACT_AT_ENTRY) < p.apart.contact_never_together
        return
    leaning = part_shared(normal(now, Draw.MARRIED_AT_ENTRY), family.commitment, p.commitment.with_married)
    family.status = MARRIED if leaning > p.area.married_above else COHABITING


@rule
def never_together_chance(family: Family, now: Now, p: Parameters) -> float:
    """Return the chance that the parents never live together: higher for young mothers and in deprived places."""
    return share_from_odds(
        p.area.never_together_log_odds
        + p.entry.never_together_by_age * mothers_age_deviation(family, now, p)
        + p.entry.never_together_by_decile * (p.money.middle_decile - family.decile)
    )


@rule
def have_work_or_not(family: Family, now: Now, p: Parameters) -> None:
    """Give both parents a work state at the area's rates."""
    unemployed = p.area.unemployed[family.decile - 1]
    family.mother.work = work_at_first(uniform(now, Draw.MOTHER_WORK), p.mother.inactive, unemployed)
    family.other.work = work_at_first(uniform(now, Draw.OTHER_WORK), p.other.inactive, unemployed)


@rule
def work_at_first(luck: float, inactive: float, unemployed: float) -> int:
    """Return a work state for a draw: inactive first, then unemployed among the rest."""
    if luck < inactive:
        return INACTIVE
    return UNEMPLOYED if luck < inactive + (1.0 - inactive) * unemployed else EMPLOYED
