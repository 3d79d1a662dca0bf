"""Months, ages and who is at home: the small words the other rules are written in."""

from __future__ import annotations

from famsim.model.compiling import rule
from famsim.model.family import APART, COHABITING, LEFT, MARRIED, NEVER, NEVER_TOGETHER
from famsim.model.identity import MONTHS_A_YEAR
from famsim.model.now import Now
from famsim.model.records import Child, Family

PREGNANCY = 9  # months
FIRST_UNION = 1  # of the children's own parents; who never lived together has none
FROM_AGE = 2 * MONTHS_A_YEAR  # no difficulties of a child are followed before this age
GROWN_UP = 18 * MONTHS_A_YEAR  # months: a child is followed to its 18th birthday


@rule
def together(family: Family) -> bool:
    """Say whether two partners live together."""
    return family.status == MARRIED or family.status == COHABITING


@rule
def one_parent_at_home(family: Family) -> bool:
    """Say whether a parent lives with the children and without a partner."""
    return family.status == APART or family.status == NEVER_TOGETHER


@rule
def in_the_area(family: Family) -> bool:
    """Say whether the family is still counted: it leaves when its youngest turns 18."""
    return family.status != LEFT


@rule
def before_first_conception(family: Family, now: Now) -> bool:
    """Say whether a couple is followed ahead of its first conception, with which its life here begins."""
    return now.month < family.entry_month


@rule
def youngest_birth(family: Family) -> int:
    """Return the calendar month in which the youngest child was born, or NEVER."""
    return family.children[family.n_children - 1].birth_month if family.n_children > 0 else NEVER


@rule
def months_since_birth(family: Family, now: Now) -> int:
    """Return months since the youngest was born; negative while a birth is expected."""
    if family.due_month != NEVER:
        return now.month - family.due_month
    return now.month - youngest_birth(family)


@rule
def has_infant(family: Family, now: Now) -> bool:
    """Say whether the youngest child is under one."""
    return now.month - youngest_birth(family) < MONTHS_A_YEAR


@rule
def mothers_months(family: Family, now: Now) -> int:
    """Return the mother's age in whole months."""
    return now.month - family.mother.birth_month


@rule
def mothers_age(family: Family, now: Now) -> float:
    """Return the mother's age in years."""
    return mothers_months(family, now) / MONTHS_A_YEAR


@rule
def mothers_age_at_first(family: Family) -> float:
    """Return the mother's age in years when the family began, at her first conception."""
    return (family.entry_month - family.mother.birth_month) / MONTHS_A_YEAR


@rule
def months_alone(family: Family, now: Now) -> int:
    """Return for how long a parent has lived without a partner: since the parting, or since the family began."""
    return now.month - max(family.parted_month, family.entry_month)


@rule
def years_together(family: Family, now: Now) -> float:
    """Return for how many years this couple has lived together."""
    return (now.month - family.together_month) / MONTHS_A_YEAR


@rule
def under_age(child: Child, now: Now) -> bool:
    """Say whether a child is born and under 18."""
    age = now.month - child.birth_month
    return 0 <= age < GROWN_UP


@rule
def shares_a_child(family: Family, now: Now) -> bool:
    """Say whether the mother shares a child under 18, or one expected, with the parent who lives elsewhere."""
    for k in range(family.n_children):
        if family.children[k].of_later_union == 0 and under_age(family.children[k], now):
            return True
    return family.due_month != NEVER and family.children[family.n_children].of_later_union == 0


@rule
def children_at_home(family: Family, now: Now) -> int:
    """Return the number of children under 18."""
    number = 0
    for k in range(family.n_children):
        if under_age(family.children[k], now):
            number += 1
    return number
