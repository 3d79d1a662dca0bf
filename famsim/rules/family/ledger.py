"""The ledger of a family: what each month was for its couple, and the months that its people live in harm."""

from __future__ import annotations

from famsim.model.compiling import rule
from famsim.model.counts import CERTAIN, Count
from famsim.model.couple_month import (
    A_HARM,
    A_KIND,
    COERCION,
    CONFLICT,
    ELSEWHERE,
    NO_HARM,
    PARTED,
    TOGETHER,
    VIOLENCE,
)
from famsim.model.family import COERCIVE, MOTHER, SHARES_CHILDREN
from famsim.model.maths import nearest
from famsim.model.now import Now
from famsim.model.records import Family, Note, Parameters
from famsim.rules.family.calendar import together, under_age
from famsim.rules.family.children import contact_is_safe
from famsim.rules.family.standing import above_the_threshold, conflict_apart
from famsim.rules.family.violence import harms


@rule
def harm_at_home(family: Family) -> int:
    """Return the worst harm of the month between two who live together: violence before harmful conflict."""
    if above_the_threshold(family):
        return COERCION if family.violence == COERCIVE else VIOLENCE
    return CONFLICT if family.harmful != 0 else NO_HARM


@rule
def harm_left(family: Family, is_exit: bool) -> int:
    """Return the worst harm that makes a parting an exit: coercion ever, violence or conflict in its twelve months."""
    if not is_exit:
        return NO_HARM
    if family.coercive_here != 0:
        return COERCION
    return VIOLENCE if family.violent_bits != 0 else CONFLICT


@rule
def note_couple_month(family: Family, chance: float, is_exit: bool, goes_on: bool, note: Note) -> None:
    """Note the month of a couple before it may part: its harm, its chance of parting and what that would be.

    Whether its violence would go on elsewhere is said by `goes_on_apart` (rules/family/violence.py), in the luck of the
    month in which it may part.
    """
    word = TOGETHER + A_HARM * harm_at_home(family) + A_KIND * harm_left(family, is_exit)
    if goes_on:
        word += ELSEWHERE
    note.couple_month += word + nearest(chance * CERTAIN)
    note.union = family.union
    note.since = family.together_month


@rule
def note_couple_parts(note: Note) -> None:
    """Note that the couple whose month it was has parted."""
    note.couple_month += PARTED


@rule
def note_months_in_harm(family: Family, now: Now, note: Note) -> None:
    """Note whether the mother, and each child, live in harm: at home, or from the parent who lives elsewhere.

    The mother, where violence by that parent harms her; a child, where violence goes on between its parents, whoever
    is harmed, or where it has contact after coercive violence. Conflict between parents apart is counted by itself, in
    months without other harm. A child of a later union is not touched by the parent who lives elsewhere.
    """
    at_home = together(family) and harm_at_home(family) != NO_HARM
    elsewhere = family.elsewhere != 0 and family.violence_elsewhere != 0
    risky = family.elsewhere != 0 and family.contact != 0 and not contact_is_safe(family)
    if mother_in_harm(family):
        note.counts[Count.MOTHER_IN_HARM] += 1
    if at_home or elsewhere or risky:
        for k in range(family.n_children):
            child = family.children[k]
            if under_age(child, now) and (at_home or child.of_later_union == 0):
                note.counts[Count.CHILDREN_IN_HARM] += 1


@rule
def mother_in_harm(family: Family) -> bool:
    """Say whether the mother lives in harm: at home, or from violence that harms her by the parent elsewhere."""
    if together(family) and harm_at_home(family) != NO_HARM:
        return True
    return family.elsewhere != 0 and family.violence_elsewhere != 0 and harms(family.harmed_elsewhere, MOTHER)


@rule
def note_coparenting_conflict(family: Family, now: Now, p: Parameters, note: Note) -> None:
    """Note months of conflict between parents apart above the line of frequent conflict, where no other harm counts.

    For the mother, where she lives in none; for their children, where these live in none. Once the children are grown
    up the two are parents apart no more.
    """
    if family.elsewhere != SHARES_CHILDREN or conflict_apart(family) <= p.conflict.frequent:
        return
    if together(family) and harm_at_home(family) != NO_HARM:
        return
    if not mother_in_harm(family):
        note.counts[Count.MOTHER_IN_COPARENTING_CONFLICT] += 1
    if family.violence_elsewhere != 0:
        return
    if family.contact != 0 and not contact_is_safe(family):
        return
    for k in range(family.n_children):
        if under_age(family.children[k], now) and family.children[k].of_later_union == 0:
            note.counts[Count.CHILDREN_IN_COPARENTING_CONFLICT] += 1
