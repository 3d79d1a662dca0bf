"""Violence between partners, and between parents who live apart: situational or coercive, and who is harmed."""

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
from famsim.model.records import Child, Family, Parameters
from famsim.rules.family.calendar import has_infant, mothers_age, together
from famsim.rules.family.standing import above_the_threshold, conflict_apart


@rule
def violence_changes(family: Family, now: Now, p: Parameters) -> None:
    """Let violence between partners begin (low luck) or end (high). After a parting, see `violence_apart_changes`.

    Leaves out: what violence does to the person harmed (distress, quality, work, money, support): it ends couples, and
    pushes children. A lasting part, that violence which has been is likelier to come again; and that a programme might
    act on it other than through conflict. An onset of its own for coercive violence: no table in the evidence tells
    what leads to each kind, so that both begin by the same rate and leans, and the kind is drawn then.
    """
    luck = uniform(now, Draw.VIOLENCE)
    if family.violence == NO_VIOLENCE:
        if together(family) and happens(luck, p.violence.onset, lean_to_violence(family, now, p)):
            violence_begins(family, now, p)
    elif 1.0 - luck < (p.violence.coercive_ends if family.violence == COERCIVE else p.violence.situational_ends):
        family.violence = NO_VIOLENCE
        family.harmed = NOBODY


@rule
def lean_to_violence(family: Family, now: Now, p: Parameters) -> float:
    """Return what raises the log hazard that violence begins.

    Conflict, adversity (histories, and poverty a second time), poverty, ill health and youth; pregnancy and infancy.
    Leaves out: that violence comes back: once ended it is as likely as in any couple, with a new partner too.
    """
    v = p.violence
    lean = v.by_conflict * family.frequency + v.by_intensity * family.intensity
    lean += v.by_adversity * (family.poor + family.mother.history + family.other.history)
    lean += v.by_ill_health * (family.mother.ill + family.other.ill) + lean_of_home(family, now, p)
    if family.due_month != NEVER or has_infant(family, now):
        lean += v.pregnancy_or_infant
    return lean


@rare
def violence_begins(family: Family, now: Now, p: Parameters) -> None:
    """Draw the kind of violence and who is harmed."""
    coercive = uniform(now, Draw.VIOLENCE_KIND) < p.violence.coercive_share
    family.violence = COERCIVE if coercive else SITUATIONAL
    family.harmed = whom_it_harms(uniform(now, Draw.VIOLENCE_HARMS), coercive, p)
    if coercive:
        family.coercive_here = family.coercive_here | family.harmed


@rule
def whom_it_harms(luck: float, coercive: bool, p: Parameters) -> int:
    """Return whom violence of a kind harms: the mother, both or the other parent."""
    v = p.violence
    mothers = v.coercive_harms_mother if coercive else v.situational_harms_mother
    both = v.coercive_harms_both if coercive else v.situational_harms_both
    return MOTHER if luck < mothers else (BOTH if luck < mothers + both else OTHER_PARENT)


@rule
def lean_of_home(family: Family, now: Now, p: Parameters) -> float:
    """Return what poverty and the mother's youth add to the log hazard, whether parents live together or apart."""
    older = mothers_age(family, now) - p.entry.mothers_age
    return p.violence.by_poverty * family.poor - p.violence.by_age * older


@rule
def goes_on_apart(family: Family, now: Now, p: Parameters) -> bool:
    """Say whether a couple's violence would go on after a parting this month: coercive always, situational by chance.

    Leaves out: violence after a later couple's parting, where another parent lives elsewhere already: it ends.
    """
    if family.elsewhere != 0 or family.violence == NO_VIOLENCE:
        return False
    return family.violence == COERCIVE or uniform(now, Draw.VIOLENCE_GOES_ON) < p.violence.goes_on_apart


@rule
def violence_apart_changes(family: Family, now: Now, p: Parameters) -> None:
    """Let violence between the parents who live apart end, at its kind's own rate, or situational violence begin.

    Leaves out: that it is most dangerous to leave: nothing rises at a parting or after it; coercion that begins apart.
    """
    if family.violence_elsewhere == COERCIVE:
        ends = uniform(now, Draw.VIOLENCE_ELSEWHERE) < p.violence.coercive_ends
    else:
        luck = uniform(now, Draw.VIOLENCE_APART)
        ends = family.violence_elsewhere == SITUATIONAL and 1.0 - luck < p.violence.ends_apart
        if family.violence_elsewhere == NO_VIOLENCE and happens(
            luck, p.violence.onset_apart, lean_apart(family, now, p)
        ):
            family.violence_elsewhere = SITUATIONAL
            family.harmed_elsewhere = whom_it_harms(uniform(now, Draw.VIOLENCE_APART_HARMS), False, p)
    if ends:
        family.violence_elsewhere = NO_VIOLENCE
        family.harmed_elsewhere = NOBODY


@rule
def lean_apart(family: Family, now: Now, p: Parameters) -> float:
    """Return what raises the log hazard that violence begins between parents apart: conflict between them, adversity.

    Of adversity only what is known of the mother's home counts: poverty, her history, her health, her age.
    """
    v = p.violence
    lean = v.by_conflict_apart * conflict_apart(family) + v.by_adversity * (family.poor + family.mother.history)
    return lean + v.by_ill_health * family.mother.ill + lean_of_home(family, now, p)


@rule
def lives_with_violence(family: Family) -> bool:
    """Say whether there is violence between partners, or with the parent who lives elsewhere."""
    return above_the_threshold(family) or family.violence_elsewhere != 0


@rule
def child_lives_with_violence(family: Family, child: Child) -> bool:
    """Say whether a child lives with violence: at home, or between its own parents of whom one lives elsewhere.

    Of the child of a later union the parent who lives elsewhere is none, and what that parent does is not counted.
    """
    return above_the_threshold(family) or (family.violence_elsewhere != NO_VIOLENCE and child.of_later_union == 0)


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
