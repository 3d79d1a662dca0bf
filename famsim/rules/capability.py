"""Relational capability: what lets a couple resolve conflict and recover from stress."""

from famsim.model.compiling import rule


@rule
def capability(parent):
    """Return a parent's relational capability: lasting and learned, in SD."""
    return parent.capability + parent.learned


@rule
def couples_capability(family):
    """Return the mean capability of the two partners, in SD."""
    return 0.5 * (capability(family.mother) + capability(family.other))
