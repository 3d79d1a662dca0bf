"""Whose turn it is: the classes of a waiting list, by when a family joined, by place, or by need on one scale."""

from __future__ import annotations

from famsim.model.compiling import rule
from famsim.model.policy import (
    CLASS_MONTHS,
    CLASSES_A_SD,
    LINE_CLASS,
    OF_APART,
    OF_CHILDREN,
    OF_COUPLE,
    OF_DEBTS,
    QUEUE_CLASSES,
    Priority,
)
from famsim.model.records import Family, Offer, Parameters, Programme
from famsim.rules.family.need import childs_difficulties, difficulty
from famsim.rules.family.screen import is_above
from famsim.rules.family.standing import conflict_apart, lower_quality, months_behind


@rule
def priority_class(family: Family, terms: Offer, month: int, p: Parameters) -> int:
    """Return the queue's class, 0 served first: first come, the most deprived, or those in greatest need."""
    if terms.priority == Priority.DEPRIVATION:
        return int(family.decile) - 1
    if terms.priority == Priority.NEED:
        return need_class(family, p.programmes[terms.programme], month, p)
    return 0


@rule
def need_class(family: Family, programme: Programme, month: int, p: Parameters) -> int:
    """Return the class of need for a programme, 0 served first, by the difficulty that it is for.

    Debts: the longest behind first. Else by how far the family is past the line from which it counts as in need, in SD:
    a child's difficulties, the less happy partner's quality, the conflict between two parents apart. First of all come
    couples in harmful conflict, and two who live with violence that nobody has found.
    Leaves out: children's ages, a pregnancy or distress as reasons to be served sooner.
    """
    which = difficulty(family, programme)
    if which == OF_DEBTS:
        return most_first(months_behind(family, month) / CLASS_MONTHS)
    if which == OF_CHILDREN:
        return past_the_line(childs_difficulties(family, month) - p.need.child_above)
    if is_above(family, programme) or (which == OF_COUPLE and family.harmful != 0):
        return 0
    if which == OF_APART:
        return past_the_line(conflict_apart(family) - p.conflict.frequent)
    return past_the_line(p.need.quality_below - lower_quality(family))


@rule
def past_the_line(sd: float) -> int:
    """Return the queue's class of a need that is so many SD past its own line, never the first."""
    return max(most_first(QUEUE_CLASSES - 1.0 - LINE_CLASS + CLASSES_A_SD * sd), 1)


@rule
def most_first(classes: float) -> int:
    """Return the queue's class of so many classes of need: the more of it, the sooner served."""
    return int(min(max(QUEUE_CLASSES - 1.0 - classes, 0.0), QUEUE_CLASSES - 1.0))
