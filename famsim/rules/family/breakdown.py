"""Marriage and separation: a couple's hazard of parting, and what kind of parting it is."""

from __future__ import annotations

from famsim.model.chance import uniform
from famsim.model.compiling import rare, rule
from famsim.model.counts import CERTAIN, Count
from famsim.model.draws import Draw
from famsim.model.family import APART, COERCIVE, COHABITING, MARRIED, MONTHS_OF_HARM, NEVER
from famsim.model.maths import chance_within, exp, happens, nearest
from famsim.model.now import Now
from famsim.model.records import Family, Note, Parameters
from famsim.rules.family.apart import begin_coparenting
from famsim.rules.family.calendar import under_age, years_together
from famsim.rules.family.effects import couples_effects_end
from famsim.rules.family.ledger import note_couple_month, note_couple_parts
from famsim.rules.family.notes import take_note
from famsim.rules.family.standing import (
    above_the_threshold,
    distressed_at_home,
    lower_quality,
    mean_quality,
    someone_unemployed,
)
from famsim.rules.family.support import leave_support
from famsim.rules.family.violence import goes_on_apart

LOSS, EXIT = 1, 2


@rule
def separates(chance: float, now: Now) -> bool:
    """Say whether a couple parts this month."""
    return uniform(now, Draw.SEPARATION) < chance


@rule
def chance_of_parting(family: Family, now: Now, p: Parameters) -> float:
    """Return the month's chance, of the hazard h0 exp(-b (.7 q_low + .3 q_high) - g C + direct)."""
    return chance_within(p.separation.base_hazard * exp(lean_to_parting(family, now, p)))


@rule
def lean_to_parting(family: Family, now: Now, p: Parameters) -> float:
    """Return what the log of the hazard adds to its base: quality, commitment and direct reasons.

    Leaves out: any effect of marriage itself and of how long a couple has been together (a scenario may set either).
    """
    low = lower_quality(family)
    high = 2.0 * mean_quality(family) - low
    weighed = p.separation.weight_of_lower * low + (1.0 - p.separation.weight_of_lower) * high
    commitment = p.separation.by_commitment * family.commitment + family.eff_commitment
    lean = direct_reasons(family, p) - p.separation.by_quality * weighed - commitment
    if p.separation.by_years != 0.0:
        lean -= p.separation.by_years * years_together(family, now)
    return lean


@rule
def direct_reasons(family: Family, p: Parameters) -> float:
    """Return what raises the log hazard beside quality: what mediation through quality leaves of published totals.

    Leaves out: that control may keep a parent from leaving; coercion leads to a parting as its figure says.
    """
    s = p.separation
    lean = s.violent_coercive if family.violence == COERCIVE else s.violent * above_the_threshold(family)
    if someone_unemployed(family):
        lean += s.unemployed
    if distressed_at_home(family) > 0:
        lean += s.distressed
    return lean + s.married * (family.status == MARRIED)


@rule
def marries(family: Family, now: Now, p: Parameters) -> bool:
    """Say whether a cohabiting couple marries this month; the committed do so sooner, and couples of a later union."""
    lean = p.commitment.marries_by_commitment * family.commitment
    if family.union > 1:
        lean += p.commitment.marries_in_later_unions
    return family.status == COHABITING and happens(uniform(now, Draw.MARRIAGE), p.commitment.marries, lean)


@rule
def remember_harm(family: Family) -> None:
    """Keep, for each of the last twelve months, whether there was harmful conflict or violence above the threshold."""
    harm = family.harmful != 0 or above_the_threshold(family)
    family.harm_bits = (2 * family.harm_bits + (1 if harm else 0)) % HARM_BITS
    family.violent_bits = (2 * family.violent_bits + (1 if above_the_threshold(family) else 0)) % HARM_BITS


HARM_BITS = 1 << MONTHS_OF_HARM


@rule
def months_of_harm(family: Family) -> int:
    """Return in how many of the last twelve months there was harm."""
    months, left = 0, 1 * family.harm_bits
    while left > 0:
        months += left % 2
        left = left // 2
    return months


@rule
def kind_of_parting(family: Family, p: Parameters) -> int:
    """Return EXIT for a parting from a harmful relationship, else LOSS."""
    harmed = family.coercive_here != 0 or months_of_harm(family) >= p.separation.exit_months
    return EXIT if harmed else LOSS


@rare
def part(family: Family, now: Now, p: Parameters, note: Note) -> None:
    """Part the couple: the children live with the mother, the other parent elsewhere.

    Leaves out: children who live with the father (97% of primary carers after separation are mothers).
    """
    kind = kind_of_parting(family, p)
    note_parting(family, kind, now, note)
    family.status = APART
    family.parted_month = now.month
    for k in range(family.n_children):
        child = family.children[k]
        if under_age(child, now) and child.age_at_separation == NEVER:
            child.age_at_separation = now.month - child.birth_month
            child.parted_month = now.month
            child.left_harm = kind == EXIT
    begin_coparenting(family, now, p)
    couple_block_ends(family)
    leave_support(family, now, p, note)


@rule
def note_chance_of_parting(family: Family, chance: float, now: Now, p: Parameters, note: Note) -> None:
    """Note the chance of parting, by what kind of parting it would be: over months it adds up to partings expected."""
    is_exit = kind_of_parting(family, p) == EXIT
    note.counts[Count.EXPECTED_EXITS if is_exit else Count.EXPECTED_LOSSES] += nearest(chance * CERTAIN)
    note_couple_month(family, chance, is_exit, goes_on_apart(family, now, p), note)


@rule
def note_parting(family: Family, kind: int, now: Now, note: Note) -> None:
    """Count the parting by its kind, and the month of the first since month 0."""
    take_note(note, Count.EXITS if kind == EXIT else Count.LOSSES, 1)
    note_couple_parts(note)
    if now.begun and family.first_separation == NEVER:
        family.first_separation = now.month
        take_note(note, Count.FIRST_SEPARATION, now.month)


@rule
def couple_block_ends(family: Family) -> None:
    """Clear what belonged to the couple: births' change, programme effects on the two, violence between them.

    Leaves out: the life of the parent who leaves from now on: distress, health, work, money, home, a new family.
    """
    couples_effects_end(family)
    family.birth_shift = 0.0
    family.harmful = 0
    family.harm_bits = 0
    family.violent_bits = 0
    family.violence = 0
    family.harmed = 0
    family.coercive_here = 0
    family.other.distressed = 0
    family.other.ill = 0
