"""Capability is what lasts and what was learned."""

from famsim.rules.family.capability import capability, couples_capability


def test_capability_lasts_and_is_learned(family):
    """Relational capability is a trait and what was learned; a couple's is the mean of the two."""
    couple = family(mother={"capability": 0.5, "learned": 0.25}, other={"capability": -1.0, "learned": 0.5})
    assert (capability(couple.mother), capability(couple.other)) == (0.75, -0.5)
    assert couples_capability(couple) == 0.125
