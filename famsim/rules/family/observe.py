"""What is observed of a family each month, as whole numbers; nothing here changes a family."""

from __future__ import annotations

from famsim.model.compiling import rule
from famsim.model.counts import (
    FINE,
    Count,
)
from famsim.model.family import APART, COHABITING, MARRIED
from famsim.model.identity import MONTHS_A_YEAR, N_RISK, cell_at
from famsim.model.maths import nearest, normal_cdf
from famsim.model.now import Now
from famsim.model.records import Family, Note, Parameters, Parent
from famsim.rules.family.calendar import mothers_months, together, under_age
from famsim.rules.family.children import chance_of_high_sdq, contact_is_safe, expected_sdq
from famsim.rules.family.need import in_need
from famsim.rules.family.standing import distressed_at_home, mean_quality, months_in_arrears, someone_unemployed
from famsim.rules.family.violence import (
    child_lives_with_violence,
    lives_with_violence,
    mother_is_harmed,
    other_parent_is_harmed,
)
from famsim.rules.family.work import work_group


@rule
def fine(value: float) -> int:
    """Return an amount in fixed point, to the nearest part."""
    return nearest(value * FINE)


@rule
def observe(family: Family, now: Now, p: Parameters, note: Note) -> None:
    """Note the month's state of one family.

    Leaves out: parents apart in difficulty; in need are couples here, and families amid violence at home.
    """
    note.counts[Count.FAMILIES] += 1
    note.counts[Count.IN_NEED] += in_need(family, p)
    note.counts[Count.MOTHERS_DISTRESSED] += family.mother.distressed
    note.counts[Count.ARREARS] += months_in_arrears(family, now) > 0
    note.counts[Count.UNEMPLOYED] += someone_unemployed(family)
    if lives_with_violence(family):
        note.counts[Count.MOTHERS_HARMED] += mother_is_harmed(family)
        note.counts[Count.OTHERS_HARMED] += other_parent_is_harmed(family)
    children = observe_children(family, now, p, note)
    if together(family):
        observe_couple(family, children, p, note)
    else:
        note.counts[Count.LONE] += 1
    if family.elsewhere:
        observe_contact(family, now, note)


@rule
def observe_couple(family: Family, children: int, p: Parameters, note: Note) -> None:
    """Note a couple: distress by the DWP rule as an expected value, quality, harmful conflict."""
    dissatisfied = fine(chance_below(family.mother, p.measure.cut_das, p)) + fine(
        chance_below(family.other, p.measure.cut_das, p)
    )
    hers = chance_below(family.mother, p.measure.cut_dwp, p)
    his = chance_below(family.other, p.measure.cut_dwp, p)
    note.counts[Count.DISTRESSED_CHILDREN] += children * fine(1.0 - (1.0 - hers) * (1.0 - his))
    note.counts[Count.DISSATISFIED_PARENTS] += dissatisfied
    note.counts[Count.QUALITY] += fine(mean_quality(family))
    note.counts[Count.COUPLES] += 1
    note.counts[Count.COUPLE_CHILDREN] += children
    note.counts[Count.OTHERS_DISTRESSED] += family.other.distressed
    note.counts[Count.HARMFUL_CHILDREN] += children * family.harmful


@rule
def chance_below(parent: Parent, cut: float, p: Parameters) -> float:
    """Return the chance that a parent's reported quality (latent and reporting noise) is below a cut."""
    return normal_cdf((cut - parent.quality) / p.measure.noise_sd)


@rule
def observe_children(family: Family, now: Now, p: Parameters, note: Note) -> int:
    """Note the children and their expected scores; return how many are under 18."""
    children, scored, total, high, violent = 0, 0, 0, 0, 0
    for k in range(family.n_children):
        child = family.children[k]
        if under_age(child, now):
            children += 1
            violent += 1 if child_lives_with_violence(family, child) else 0
            age = now.month - child.birth_month
            if p.measure.sdq_from * MONTHS_A_YEAR <= age < p.measure.sdq_to * MONTHS_A_YEAR:
                scored += 1
                total += fine(expected_sdq(child, p))
                high += fine(chance_of_high_sdq(child, p))
    note.counts[Count.SDQ_TOTAL] += total
    note.counts[Count.SDQ_HIGH] += high
    note.counts[Count.SDQ_CHILDREN] += scored
    note.counts[Count.CHILDREN] += children
    note.counts[Count.POOR_CHILDREN] += children * family.poor
    note.counts[Count.VIOLENT_CHILDREN] += violent
    return children


@rule
def observe_contact(family: Family, now: Now, note: Note) -> None:
    """Note contact with a parent who lives elsewhere: safe, or a risk where that parent was coercive or is violent."""
    children = 0
    for k in range(family.n_children):
        if under_age(family.children[k], now) and family.children[k].of_later_union == 0:
            children += 1
    note.counts[Count.SEPARATED_CHILDREN] += children
    if family.contact:
        note.counts[Count.CONTACT_CHILDREN if contact_is_safe(family) else Count.RISKY_CONTACT] += children


@rule
def cell_of(family: Family, now: Now, p: Parameters) -> int:
    """Return the group a family is counted in: by deprivation, work, household and number of risk factors."""
    deprivation = (int(family.decile) - 1) // 2
    return cell_at(deprivation, work_group(family), household_group(family), risk_group(family, now, p))


@rule
def household_group(family: Family) -> int:
    """Return 0 married, 1 cohabiting, 2 apart, 3 never together."""
    if family.status == MARRIED:
        return 0
    return 1 if family.status == COHABITING else (2 if family.status == APART else 3)


@rule
def risk_group(family: Family, now: Now, p: Parameters) -> int:
    """Return how many risk factors a family has this month, at most two: history, money, distress, a young mother."""
    factors = 1 if family.mother.history or (together(family) and family.other.history) else 0
    factors += months_in_arrears(family, now) > 0
    factors += distressed_at_home(family) > 0
    factors += mothers_months(family, now) < p.need.young_mother * MONTHS_A_YEAR
    return min(factors, N_RISK - 1)
