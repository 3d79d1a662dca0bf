"""Children's difficulties: a lasting part, a changing part pushed by life at home, and what a survey would score.

Latent difficulties with measured variance 1. A cross-sectional effect e is a monthly push e (1 - carry), entered as a
deviation from the push England's children live with, because the norms already hold the population with its pushes.
"""

from __future__ import annotations

from famsim.model.chance import normal
from famsim.model.compiling import rule
from famsim.model.draws import Draw
from famsim.model.family import MAX_CHILDREN, MOTHER, NEVER, NO_VIOLENCE
from famsim.model.identity import MONTHS_A_YEAR
from famsim.model.maths import exp, table_value
from famsim.model.now import Now
from famsim.model.records import Child, Family, Parameters
from famsim.rules.family.calendar import FROM_AGE, GROWN_UP, together
from famsim.rules.family.parenting import nurturing, parenting_moves
from famsim.rules.family.standing import above_the_threshold, conflict_apart
from famsim.rules.family.violence import child_lives_with_violence, harms


@rule
def children_live_through(family: Family, now: Now, p: Parameters) -> None:
    """Update every child's exposures and difficulties for the month.

    Leaves out: how many months a child has lived in harmful conflict or in poverty; how many with violence is kept, and
    no rule asks for it. Internalising and externalising difficulties apart, norms by age, and the start of school.
    The harm of the month in which a couple parts, which the ledger counts.
    """
    parenting_moves(family, p)
    at_home, elsewhere = push_at_home(family, p), push_from_elsewhere(family, p)
    for k in range(family.n_children):
        child = family.children[k]
        age = now.month - child.birth_month
        if 0 <= age < GROWN_UP:
            child.months_violent += 1 if child_lives_with_violence(family, child) else 0
            if age >= FROM_AGE:
                push = at_home if child.of_later_union else at_home + elsewhere
                difficulties_move(child, normal(now, shock_of(k)), push, now, p)


@rule
def shock_of(k: int) -> int:
    """Return the decision that moves the k-th child, never one beyond the last child's."""
    return Draw.CHILD_SHOCK + min(k, MAX_CHILDREN - 1)


@rule
def difficulties_move(child: Child, shock: float, at_home: float, now: Now, p: Parameters) -> None:
    """Move the changing part of one child's difficulties.

    Leaves out: what a child has lived through before it is two; its changing part begins then, by chance about 0.
    """
    c = p.children
    if now.month - child.birth_month == FROM_AGE:
        child.state = c.state_sd * shock
        return
    push = at_home + push_of_separation(child, now, p) - c.usual_push
    child.state = c.carry * child.state + (1.0 - c.carry) * push + c.shock_sd * shock


@rule
def push_at_home(family: Family, p: Parameters) -> float:
    """Return the push that all children of a family share this month: conflict, distress, poverty, violence.

    Of conflict and distress a part is direct, the rest runs through parenting.
    Leaves out: that peace takes time; with a parting the push of what was at home is gone in that month.
    """
    c, direct = p.children, 1.0 - p.nurturing.through
    push = direct * c.mother_distressed * family.mother.distressed + c.poverty * family.poor - nurturing(family)
    if together(family):
        push += direct * c.other_distressed * family.other.distressed + direct * c.harmful_conflict * family.harmful
    return push + c.violence if above_the_threshold(family) else push


@rule
def push_from_elsewhere(family: Family, p: Parameters) -> float:
    """Return the push on children whose other parent lives elsewhere: conflict and violence between the two, contact.

    Violence counts once where there is violence at home too.
    Leaves out: what contact with a safe parent is worth to a child, and what it costs to lose it.
    """
    if family.elsewhere == 0:
        return 0.0
    c, push = p.children, 0.0
    if family.violence_elsewhere != NO_VIOLENCE and not above_the_threshold(family):
        push += c.violence
    if family.contact and not contact_is_safe(family):
        push += c.risky_contact
    return push + c.coparenting * conflict_apart(family)


@rule
def push_of_separation(child: Child, now: Now, p: Parameters) -> float:
    """Return the push of having lived through a separation: by age at it, mostly passing.

    About zero before seven, and of one size from then to 17, though what is published ends at 14.
    `separation_from_harm` (centred on 0) is the interaction of separation with conflict.
    """
    if child.age_at_separation == NEVER:
        return 0.0
    c = p.children
    size = c.separation_young if child.age_at_separation < c.separation_age * MONTHS_A_YEAR else c.separation_older
    passing = exp(-c.separation_fades * (now.month - child.parted_month))
    return (size + c.separation_from_harm * child.left_harm) * passing


@rule
def expected_sdq(child: Child, p: Parameters) -> float:
    """Return the expected total difficulties score (0-40) a parent would report."""
    return table_value(p.sdq.expected[child.sex], p.sdq.low, p.sdq.step, child.trait + child.state)


@rule
def chance_of_high_sdq(child: Child, p: Parameters) -> float:
    """Return the chance that the reported score is 17 or more."""
    return table_value(p.sdq.high[child.sex], p.sdq.low, p.sdq.step, child.trait + child.state)


@rule
def contact_is_safe(family: Family) -> bool:
    """Say whether contact with the parent elsewhere counts as good: not if that parent was coercive or is violent.

    Leaves out: the risk to children who live with a mother who has been coercive; contact with whom she harmed is safe.
    """
    violent_now = family.violence_elsewhere != NO_VIOLENCE and harms(family.harmed_elsewhere, MOTHER)
    return not (violent_now or harms(family.coercive_elsewhere, MOTHER))
