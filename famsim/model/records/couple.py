"""Rows of records as types, written by tests/model/record_protocols.py from the record types."""

from __future__ import annotations

from typing import Protocol


class ConflictFigures(Protocol):
    """The figures of the topic `conflict`."""

    half_life: float
    carry: float
    shock_sd: float
    shock: float
    from_strain: float
    from_distress: float
    from_quality: float
    intensity_from_strain: float
    resolution_from_distress: float
    resolution_half_life: float
    resolution_carry: float
    with_capability: float
    with_intensity: float
    harmful_share: float
    frequent: float
    intense: float
    poorly_resolved: float


class ViolenceFigures(Protocol):
    """The figures of the topic `violence`."""

    onset: float
    by_conflict: float
    by_intensity: float
    by_adversity: float
    pregnancy_or_infant: float
    coercive_share: float
    situational_ends: float
    coercive_ends: float
    situational_harms_mother: float
    situational_harms_both: float
    coercive_harms_mother: float
    coercive_harms_both: float
    by_poverty: float
    by_ill_health: float
    by_age: float
    onset_apart: float
    goes_on_apart: float
    ends_apart: float
    by_conflict_apart: float


class SeparationFigures(Protocol):
    """The figures of the topic `separation`."""

    base_hazard: float
    by_quality: float
    weight_of_lower: float
    by_commitment: float
    married: float
    unemployed: float
    distressed: float
    violent: float
    violent_coercive: float
    by_years: float
    exit_months: float


class CommitmentFigures(Protocol):
    """The figures of the topic `commitment`."""

    with_married: float
    with_trait: float
    with_age: float
    less_in_later_unions: float
    marries: float
    marries_by_commitment: float
    marries_in_later_unions: float


class ApartFigures(Protocol):
    """The figures of the topic `apart`."""

    conflict_carried: float
    conflict_at_parting: float
    conflict_half_life: float
    conflict_carry: float
    conflict_lasts: float
    lasts_above: float
    lasts_above_never: float
    contact_at_parting: float
    contact_never_together: float
    contact_lost: float
    contact_lost_by_conflict: float
    contact_found: float
    new_partner: float
    new_partner_by_age: float
    new_partner_fades: float
    unions_counted: float


class ChildrenFigures(Protocol):
    """The figures of the topic `children`."""

    trait_sd: float
    state_half_life: float
    carry: float
    state_sd: float
    shock_sd: float
    usual_push: float
    harmful_conflict: float
    mother_distressed: float
    other_distressed: float
    poverty: float
    violence: float
    coparenting: float
    risky_contact: float
    separation_young: float
    separation_older: float
    separation_age: float
    separation_half_life: float
    separation_fades: float
    separation_from_harm: float
    trait_by_place: float
    trait_by_mothers_age: float
    trait_by_history: float
    trait_by_proneness: float
    trait_by_income: float
    trait_usual: float
    trait_own: float
    per_decile: float
    per_year: float
    per_history: float
    per_proneness: float
    per_income: float


class NetworkFigures(Protocol):
    """The figures of the topic `network`."""

    half_life: float
    carry: float
    moves_house: float
    lost_at_move: float
    lost_at_parting: float
    lost_when_ill: float


class NurturingFigures(Protocol):
    """The figures of the topic `nurturing`."""

    half_life: float
    carry: float
    through: float
    by_capability: float
    by_strain: float
