"""Births: the first is what starts a family; others follow while the parents hope for them."""

from __future__ import annotations

from famsim.model.chance import normal, uniform
from famsim.model.compiling import rare, rule
from famsim.model.counts import Count
from famsim.model.draws import Draw
from famsim.model.family import INACTIVE, MAX_CHILDREN, NEVER
from famsim.model.identity import MONTHS_A_YEAR
from famsim.model.now import Now
from famsim.model.records import Family, Note, Parameters, Parent, ParentRates
from famsim.rules.family.calendar import GROWN_UP, in_the_area, mothers_age, mothers_months, together
from famsim.rules.family.expecting import expect_child, other_parents_part
from famsim.rules.family.notes import take_note
from famsim.rules.family.relationship import couples_unbuffered_share


@rule
def conceive_and_give_birth(family: Family, now: Now, p: Parameters, note: Note) -> None:
    """Let an expected child be born, or another be conceived; nobody has more than MAX_CHILDREN, whatever is hoped."""
    if family.n_children >= MAX_CHILDREN:
        family.due_month = NEVER
    elif family.due_month == now.month:
        give_birth(family, now, p, note)
    elif family.due_month == NEVER and conceives(family, now, p):
        expect_child(family, now, p)


@rule
def conceives(family: Family, now: Now, p: Parameters) -> bool:
    """Say whether another child is conceived this month.

    Births do not depend on relationship quality. Leaves out: miscarriage, and births that were not hoped for.
    """
    too_old = mothers_months(family, now) > p.births.last_age * MONTHS_A_YEAR
    if family.wants == 0 or now.month < family.next_month or too_old:
        return False
    chance = p.births.conception
    if not together(family):
        chance *= p.births.apart_factor
    return uniform(now, Draw.CONCEPTION) < chance


@rare
def give_birth(family: Family, now: Now, p: Parameters, note: Note) -> None:
    """Add the child, shift the couple's quality once, and decide whether another is hoped for.

    Whose child it is, and what it has of its other parent, was noted at its conception.
    """
    order = family.n_children
    child = family.children[order]
    child.birth_month = now.month
    child.sex = uniform(now, Draw.CHILD_SEX) < p.births.girls
    own = p.children.trait_own * normal(now, Draw.CHILD_TRAIT)
    shared = goes_with_mother(family, now, p) + child.trait
    child.trait = p.children.trait_sd * (shared - p.children.trait_usual + own)
    child.state = 0.0
    family.n_children = order + 1
    family.due_month = NEVER
    take_note(note, Count.BIRTHS, 1)
    if together(family):
        family.birth_shift += birth_change(family, now, p)
    leave_work(family.mother, uniform(now, Draw.LEAVES_WORK), p.mother)
    if together(family):
        leave_work(family.other, uniform(now, Draw.OTHER_LEAVES_WORK), p.other)
    hope_for_another(family, now, p, Draw.WANTS_ANOTHER)


@rule
def goes_with_home(family: Family, now: Now, p: Parameters) -> float:
    """Return what children of these two, born now, share of a lasting part, in its SD: with what both parents bring."""
    return goes_with_mother(family, now, p) + other_parents_part(family, p)


@rule
def goes_with_mother(family: Family, now: Now, p: Parameters) -> float:
    """Return what goes with place, the income position, the mother's age, her history and proneness to distress.

    Selection, not effect: no programme and no event moves it, and moving house or earning more would not.
    """
    c, mother = p.children, family.mother
    circumstances = c.per_decile * family.decile + c.per_income * family.income + c.per_year * mothers_age(family, now)
    return circumstances + c.per_history * mother.history + c.per_proneness * mother.proneness


@rule
def leave_work(parent: Parent, luck: float, who: ParentRates) -> None:
    """Let a parent leave work for longer at a birth, or not."""
    if parent.work != INACTIVE and luck < who.leaves_work_at_birth:
        parent.work = INACTIVE
        parent.months_in_work_state = 0


@rule
def birth_change(family: Family, now: Now, p: Parameters) -> float:
    """Return what this birth changes in both partners' quality, in SD: a fall for most, a rise for some.

    A fall is as much of itself as is not buffered, by capability, support and programmes then felt, against the usual:
    the one thing found that an early start can meet. Mean and spread over England's births stay the register's.
    """
    b, first = p.births, family.n_children == 1
    luck = normal(now, Draw.BIRTH_SHIFT)
    change = (b.first_change if first else b.later_change) + (b.first_spread if first else b.later_spread) * luck
    if change < 0.0:
        change *= 1.0 + b.fall_unbuffered * (couples_unbuffered_share(family, p) / b.usual_share - 1.0)
    return change


@rule
def hope_for_another(family: Family, now: Now, p: Parameters, decision: int) -> None:
    """Draw whether the parents hope for another child, and from when; families are larger in some areas."""
    chance = p.births.another[family.n_children] if family.n_children < MAX_CHILDREN else 0.0
    family.wants = uniform(now, decision) < chance * p.area.hopes / (1.0 - chance + chance * p.area.hopes)
    family.next_month = now.month + int(p.births.gap)


@rule
def youngest_grows_up(family: Family, now: Now) -> bool:
    """Say whether the youngest child turns 18, with no other on the way."""
    if family.n_children == 0 or family.due_month != NEVER or not in_the_area(family):
        return False
    return now.month - family.children[family.n_children - 1].birth_month >= GROWN_UP
