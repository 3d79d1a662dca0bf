"""What support changes: seven named channels, felt at once, each with its own fade.

level: both partners' quality; buffer: how much of stress reaches it; capability: resolution and recovery; distress;
parenting: to the child; commitment: directly on the hazard of parting; relief: money strain.
"""

from famsim.model.compiling import rule
from famsim.rules.calendar import together
from famsim.rules.relationship import mean_quality
from famsim.rules.violence import above_the_threshold


@rule
def effects_fade(family, p):
    """Let every effect still felt fade by its programme's monthly share."""
    if family.programme < 0:
        return
    keep = p.programmes[family.programme].keep
    family.mother.level *= keep.level
    family.other.level *= keep.level
    family.mother.learned *= keep.capability
    family.other.learned *= keep.capability
    family.eff_buffer *= keep.buffer
    family.eff_distress *= keep.distress
    family.eff_parenting *= keep.parenting
    family.eff_commitment *= keep.commitment
    family.eff_relief *= keep.relief


@rule
def effects_accrue(family, dose, p):
    """Add what a share `dose` of the whole programme gives: more to couples in difficulty, less amid violence.

    One partner who comes alone carries a share (`support.partner_factor`) to the other.
    """
    programme = p.programmes[family.programme]
    full = programme.full
    felt = dose * moderation(family, programme)
    if together(family):
        others = felt if family.both_take_part else felt * p.support.partner_factor
        family.mother.level += felt * full.level
        family.other.level += others * full.level
        family.other.learned += others * full.capability
        family.eff_buffer += felt * full.buffer
        family.eff_commitment += felt * full.commitment
    family.mother.learned += felt * full.capability
    family.eff_distress += felt * full.distress
    family.eff_parenting += felt * full.parenting
    family.eff_relief += dose * full.relief


@rule
def moderation(family, programme):
    """Return how strongly a programme works for this couple: mean 1 in the sample its effect was measured in."""
    works = 1.0
    if together(family):
        works = programme.moderation_scale * moderated(mean_quality(family) - mean_level(family), programme)
    return works * (programme.amid_violence if above_the_threshold(family) else 1.0)


@rule
def mean_level(family):
    """Return what programmes have lifted the couple by, so that a course does not weaken itself as it works."""
    return 0.5 * (family.mother.level + family.other.level)


@rule
def moderated(quality, programme):
    """Return the moderation before scaling: more for couples in difficulty, within limits."""
    works = 1.0 - programme.moderation_by_quality * quality
    return min(max(works, programme.moderation_at_least), programme.moderation_at_most)
