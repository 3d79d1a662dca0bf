"""Violence between partners: situational or coercive, and who is harmed."""

from __future__ import annotations

from famsim.model.chance import uniform
from famsim.model.compiling import rare, rule
from famsim.model.draws import Draw
from famsim.model.family import (
    BOTH,
    COERCIVE,
    MOTHER,
    NEVER,
    NO_VIOLENCE,
    NOBODY,
    OTHER_PARENT,
    SITUATIONAL,
)
from famsim.model.maths import happens
from famsim.model.now import Now
from famsim.model.records import Family, Parameters
from famsim.rules.family.calendar import has_infant, together


@rule
def violence_changes(family: Family, now: Now, p: Parameters) -> None:
    """Let violence between partners begin (low luck) or end (high). After a parting, see rules/family/apart.py."""
    luck = uniform(now, Draw.VIOLENCE)
    if family.violence == NO_VIOLENCE:
        if together(family) and happens(luck, p.violence.onset, lean_to_violence(family, now, p)):
            violence_begins(family, now, p)
    elif 1.0 - luck < (p.violence.coercive_ends if family.violence == COERCIVE else p.violence.situational_ends):
        family.violence = NO_VIOLENCE
        family.harmed = NOBODY


@rule
def lean_to_violence(family: Family, now: Now, p: Parameters) -> float:
    """Return what raises the log hazard that violence begins: conflict, adversity, pregnancy and infancy."""
    v = p.violence
    lean = v.by_conflict * family.frequency + v.by_intensity * family.intensity
    lean += v.by_adversity * (family.poor + family.mother.history + family.other.history)
    if family.due_month != NEVER or has_infant(family, now):
        lean += v.pregnancy_or_infant
    return lean


@rare
def violence_begins(family: Family, now: Now, p: Parameters) -> None:
    """Draw the kind of violence and who is harmed."""
    v = p.violence
    coercive = uniform(now, Draw.VIOLENCE_KIND) < v.coercive_share
    luck = uniform(now, Draw.VIOLENCE_HARMS)
    mothers = v.coercive_harms_mother if coercive else v.situational_harms_mother
    both = v.coercive_harms_both if coercive else v.situational_harms_both
    family.violence = COERCIVE if coercive else SITUATIONAL
    family.harmed = MOTHER if luck < mothers else (BOTH if luck < mothers + both else OTHER_PARENT)
    if coercive:
        family.coercive_here = family.coercive_here | family.harmed


@rule
def above_the_threshold(family: Family) -> bool:
    """Say whether the family is above the violence threshold of couple and conflict programmes."""
    return family.violence != NO_VIOLENCE


@rule
def lives_with_violence(family: Family) -> bool:
    """Say whether there is violence between partners, or coercive violence with the parent who lives elsewhere."""
    return above_the_threshold(family) or family.violence_elsewhere != 0


@rule
def mother_is_harmed(family: Family) -> bool:
    """Say whether the mother is harmed, by a partner or by the parent who lives elsewhere."""
    return harms(family.harmed, MOTHER) or (family.violence_elsewhere != 0 and harms(family.harmed_elsewhere, MOTHER))


@rule
def other_parent_is_harmed(family: Family) -> bool:
    """Say whether a partner of the mother's is harmed, or the parent who lives elsewhere."""
    elsewhere = family.violence_elsewhere != 0 and harms(family.harmed_elsewhere, OTHER_PARENT)
    return harms(family.harmed, OTHER_PARENT) or elsewhere


@rule
def harms(whom: int, parent: int) -> bool:
    """Say whether violence that harms `whom` (a parent, BOTH or NOBODY) harms this parent."""
    return (whom & parent) != 0
