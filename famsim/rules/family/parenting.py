"""Parenting of each parent: a state that follows what both live through, and what it takes off children's difficulties.

Part of what distress and harmful conflict push children by runs through it, so that their whole effect stays the
register's: once parenting has followed, what it no longer takes off is what no longer acts directly.
"""

from __future__ import annotations

from famsim.model.compiling import rule
from famsim.model.records import Family, Parameters, Parent
from famsim.rules.family.calendar import together
from famsim.rules.family.capability import capability
from famsim.rules.family.standing import strain


@rule
def parenting_moves(family: Family, p: Parameters) -> None:
    """Let each parent at home's parenting follow distress, harmful conflict, strain and capability.

    Leaves out: parenting of the parent who lives elsewhere, and that children differ in what they call forth.
    """
    mother, other, c = family.mother, family.other, p.children
    if together(family):
        conflict = 0.5 * c.harmful_conflict * family.harmful
        other.parenting = carried(other, c.other_distressed * other.distressed + conflict, family, p)
        mother.parenting = carried(mother, c.mother_distressed * mother.distressed + conflict, family, p)
    else:
        mother.parenting = carried(mother, c.mother_distressed * mother.distressed, family, p)


@rule
def carried(parent: Parent, pushes: float, family: Family, p: Parameters) -> float:
    """Return a parent's parenting this month: last month's, on its way to what this month makes of it."""
    towards = p.nurturing.by_capability * capability(parent) - p.nurturing.by_strain * strain(family)
    towards -= p.nurturing.through * pushes
    return p.nurturing.carry * parent.parenting + (1.0 - p.nurturing.carry) * towards


@rule
def nurturing(family: Family) -> float:
    """Return what parents at home take off their children's difficulties, programmes included, against the usual."""
    hers = family.eff_parenting + family.mother.parenting
    return hers + family.other.parenting if together(family) else hers
