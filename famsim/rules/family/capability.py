"""Relational capability: what lets a couple resolve conflict and recover from stress."""

from __future__ import annotations

from famsim.model.compiling import rule
from famsim.model.records import Family, Parent


@rule
def capability(parent: Parent) -> float:
    """Return a parent's relational capability: lasting and learned, in SD."""
    return parent.capability + parent.learned


@rule
def couples_capability(family: Family) -> float:
    """Return the mean capability of the two partners, in SD."""
    return 0.5 * (capability(family.mother) + capability(family.other))
