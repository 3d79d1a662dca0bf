"""What support changes: nine named channels, felt at once, each with its own fade.

The effects of two programmes are held apart, in a slot each, and fade each at its own rates. A family feels the sum,
and beside it for some weeks what a talk with trained staff has eased.
level: both partners' quality; buffer: how much of stress reaches it; capability: resolution and recovery; distress;
parenting: to the child; commitment: directly on the hazard of parting; relief: money strain; coparenting: conflict
between parents of whom one lives elsewhere; contact: how long that one is seen, and how soon again.
Leaves out: channels on violence and on support from others; violence falls by help only as far as conflict does.
"""

from __future__ import annotations

from typing import NamedTuple

from famsim.model.compiling import rule
from famsim.model.family import NO_PROGRAMME, SLOTS
from famsim.model.records import Channels, Effects, Family, Parameters, Programme
from famsim.rules.family.calendar import together
from famsim.rules.family.need import meets_as_a_couple
from famsim.rules.family.screen import is_above, is_coercive
from famsim.rules.family.standing import mean_quality, where_violent

LEAST_FELT = 0.001  # SD: what a talk has eased is gone below it


@rule
def effects_fade(family: Family) -> None:
    """Let every effect still felt fade, each slot's at its own monthly shares, and a talk's until it is gone."""
    if family.effects[0].programme == NO_PROGRAMME and family.eased == 0.0:
        return
    family.eased *= family.keep_eased
    if abs(family.eased) < LEAST_FELT:
        family.eased = 0.0
        family.keep_eased = 0.0
    for k in range(SLOTS):
        slot = family.effects[k]
        slot.mother_level *= slot.keep_level
        slot.other_level *= slot.keep_level
        slot.mother_learned *= slot.keep_capability
        slot.other_learned *= slot.keep_capability
        slot.buffer *= slot.keep_buffer
        slot.distress *= slot.keep_distress
        slot.parenting *= slot.keep_parenting
        slot.commitment *= slot.keep_commitment
        slot.relief *= slot.keep_relief
        slot.coparenting *= slot.keep_coparenting
        slot.contact *= slot.keep_contact
    add_up(family)


@rule
def add_up(family: Family) -> None:
    """Set what a family feels of help, by channel: the sum over both slots, and of a talk.

    A talk eases what there is between two who live together, otherwise the conflict with the parent elsewhere.
    """
    one, two = family.effects[0], family.effects[1]
    family.mother.level = one.mother_level + two.mother_level
    family.other.level = one.other_level + two.other_level
    family.mother.learned = one.mother_learned + two.mother_learned
    family.other.learned = one.other_learned + two.other_learned
    family.eff_buffer = one.buffer + two.buffer
    family.eff_distress = one.distress + two.distress
    family.eff_parenting = one.parenting + two.parenting
    family.eff_commitment = one.commitment + two.commitment
    family.eff_relief = one.relief + two.relief
    family.eff_coparenting = one.coparenting + two.coparenting
    family.eff_contact = one.contact + two.contact
    if together(family):
        family.mother.level += family.eased
        family.other.level += family.eased
    else:
        family.eff_coparenting += family.eased


@rule
def talk_eases(family: Family, p: Parameters) -> None:
    """Let the month's talk with trained staff ease what it can, which is nothing amid violence; the next takes over.

    Leaves out: that talks in months that follow each other could add up.
    """
    if where_violent(family) == 0:
        family.eased = p.staff.conversation_eases
        family.keep_eased = p.staff.conversation_keep
        add_up(family)


class Felt(NamedTuple):
    """What a dose comes to, of the whole programme: for a parent who comes, the other, the two, the home, and apart."""

    each: float  # the parent who comes; moderated
    hers: float  # the mother, where two live together
    other: float  # and her partner
    couple: float  # what the two have together: the mean over both, where two live together
    home: float  # the mean over the parents at home
    apart: float  # the mean over both, where a parent lives elsewhere
    money: float  # not moderated


@rule
def felt_of(dose: float, family: Family, programme: Programme, p: Parameters) -> Felt:
    """Return what a dose comes to: more for couples in difficulty, less amid violence.

    One parent who comes alone carries a share (`support.partner_factor`) to the other; what is not held parent by
    parent is the mean of what the two have of it. Both who come are the couple that a programme meets, otherwise the
    parents apart: of these a new partner at home is none, and of the couple a parent elsewhere is none.
    Leaves out: a father who comes alone. Who comes alone is the mother.
    """
    each = dose * moderation(family, programme, p)
    as_a_couple = meets_as_a_couple(family, programme)
    shared = carried(family, as_a_couple, p)
    apart = 0.5 * (each + each * carried(family, not as_a_couple, p)) if family.elsewhere else 0.0
    if together(family):
        both = 0.5 * (each + each * shared)
        return Felt(each, each, each * shared, both, both, apart, dose)
    return Felt(each, 0.0, 0.0, 0.0, each, apart, dose)


@rule
def carried(family: Family, the_two: bool, p: Parameters) -> float:
    """Return what share of hers the other parent has: all of it if it is `the_two` who come, and both do."""
    return 1.0 if the_two and family.both_take_part else 1.0 * p.support.partner_factor


@rule
def effects_accrue(family: Family, dose: float, p: Parameters) -> None:
    """Add what a share `dose` of the whole programme gives."""
    programme = p.programmes[family.programme]
    felt = felt_of(dose, family, programme, p)
    if not gives_something(programme.full, felt):
        return
    slot = family.effects[slot_for(family, programme.keep)]
    slot.programme = family.programme
    fades_join(slot, programme, felt)
    full = programme.full
    slot.mother_level += felt.hers * full.level
    slot.other_level += felt.other * full.level
    slot.mother_learned += felt.each * full.capability
    slot.other_learned += felt.other * full.capability
    slot.buffer += felt.couple * full.buffer
    slot.distress += felt.home * full.distress
    slot.parenting += felt.home * full.parenting
    slot.commitment += felt.couple * full.commitment
    slot.relief += felt.money * full.relief
    slot.coparenting += felt.apart * full.coparenting
    slot.contact += felt.apart * full.contact
    add_up(family)


@rule
def gives_something(full: Channels, felt: Felt) -> bool:
    """Say whether a dose gives anything at all: what gives nothing takes no slot and leaves no trace."""
    to_the_couple = full.level != 0.0 or full.buffer != 0.0 or full.commitment != 0.0
    to_each = full.capability != 0.0 or full.distress != 0.0 or full.parenting != 0.0
    gives = felt.each != 0.0 and (to_the_couple or to_each)
    gives = gives or (felt.apart != 0.0 and (full.coparenting != 0.0 or full.contact != 0.0))
    return gives or (felt.money != 0.0 and full.relief != 0.0)


@rule
def slot_for(family: Family, keep: Channels) -> int:
    """Return the slot that a programme's effects go to: its own, else one in which nothing is felt, else the nearest.

    Leaves out: effects of three programmes held apart. A third joins the slot whose fading is nearest to its own.
    """
    for k in range(SLOTS):
        if family.effects[k].programme == family.programme and something_felt(family.effects[k]):
            return k
    for k in range(SLOTS):
        if not something_felt(family.effects[k]):
            return k
    return 0 if far_in_fading(family.effects[0], keep) <= far_in_fading(family.effects[1], keep) else 1


@rule
def something_felt(slot: Effects) -> bool:
    """Say whether anything is felt of what a slot holds."""
    parents = slot.mother_level != 0.0 or slot.other_level != 0.0
    parents = parents or slot.mother_learned != 0.0 or slot.other_learned != 0.0
    home = slot.buffer != 0.0 or slot.distress != 0.0 or slot.parenting != 0.0
    apart = slot.coparenting != 0.0 or slot.contact != 0.0
    return parents or home or apart or slot.commitment != 0.0 or slot.relief != 0.0


@rule
def far_in_fading(slot: Effects, keep: Channels) -> float:
    """Return how far a slot's monthly shares kept are from a programme's, over the nine channels."""
    far = abs(slot.keep_level - keep.level) + abs(slot.keep_capability - keep.capability)
    far += abs(slot.keep_buffer - keep.buffer) + abs(slot.keep_distress - keep.distress)
    far += abs(slot.keep_parenting - keep.parenting) + abs(slot.keep_commitment - keep.commitment)
    far += abs(slot.keep_coparenting - keep.coparenting) + abs(slot.keep_contact - keep.contact)
    return far + abs(slot.keep_relief - keep.relief)


@rule
def fades_join(slot: Effects, programme: Programme, felt: Felt) -> None:
    """Let a slot fade, channel by channel, as what is felt in it and what is about to be added do together."""
    full, keep = programme.full, programme.keep
    slot.keep_level = kept_together(slot.keep_level, slot.mother_level, keep.level, felt.hers * full.level)
    slot.keep_capability = kept_together(
        slot.keep_capability, slot.mother_learned, keep.capability, felt.each * full.capability
    )
    slot.keep_buffer = kept_together(slot.keep_buffer, slot.buffer, keep.buffer, felt.couple * full.buffer)
    slot.keep_distress = kept_together(slot.keep_distress, slot.distress, keep.distress, felt.home * full.distress)
    slot.keep_parenting = kept_together(slot.keep_parenting, slot.parenting, keep.parenting, felt.home * full.parenting)
    slot.keep_commitment = kept_together(
        slot.keep_commitment, slot.commitment, keep.commitment, felt.couple * full.commitment
    )
    slot.keep_relief = kept_together(slot.keep_relief, slot.relief, keep.relief, felt.money * full.relief)
    slot.keep_coparenting = kept_together(
        slot.keep_coparenting, slot.coparenting, keep.coparenting, felt.apart * full.coparenting
    )
    slot.keep_contact = kept_together(slot.keep_contact, slot.contact, keep.contact, felt.apart * full.contact)


@rule
def kept_together(kept: float, there: float, keeps: float, added: float) -> float:
    """Return the monthly share kept of two effects together: the mean of the two shares, each by its effect's size."""
    size = abs(there) + abs(added)
    return (abs(there) * kept + abs(added) * keeps) / size if size > 0.0 else keeps


@rule
def couples_effects_end(family: Family) -> None:
    """End what programmes gave the two as a couple, and the other parent; what the mother learned and has stays."""
    for k in range(SLOTS):
        slot = family.effects[k]
        slot.mother_level = 0.0
        slot.other_level = 0.0
        slot.other_learned = 0.0
        slot.buffer = 0.0
        slot.commitment = 0.0
    add_up(family)


@rule
def moderation(family: Family, programme: Programme, p: Parameters) -> float:
    """Return how strongly a programme works for this family: mean 1 in the sample its effect was measured in.

    Amid coercion that a screen has not found, nothing that two do together can be counted on (`support.amid_coercion`:
    none, with harm in its range).

    Leaves out: that programmes may do more for parents apart who are in more conflict.
    """
    works = 1.0
    if meets_as_a_couple(family, programme):
        works = programme.moderation_scale * moderated(mean_quality(family) - mean_level(family), programme)
    if not is_above(family, programme):
        return works
    coercive = programme.screened > 0.0 and is_coercive(family, programme)
    return works * (min(p.support.amid_coercion, programme.amid_violence) if coercive else programme.amid_violence)


@rule
def mean_level(family: Family) -> float:
    """Return what programmes have lifted the couple by, so that a course does not weaken itself as it works."""
    return 0.5 * (family.mother.level + family.other.level)


@rule
def moderated(quality: float, programme: Programme) -> float:
    """Return the moderation before scaling: more for couples in difficulty, within limits."""
    works = 1.0 - programme.moderation_by_quality * quality
    return min(max(works, programme.moderation_at_least), programme.moderation_at_most)
