"""Rows of records as types, written by tests/model/record_protocols.py from the record types."""

from __future__ import annotations

from typing import Protocol

from famsim.model.arrays import Row


class ParentRates(Protocol):
    """Figures of mothers, or of other parents (model.parameters.PARENT_RATES)."""

    average: float
    spread: float
    onset: float
    onset_infant: float
    recovery: float
    inactive: float
    becomes_inactive: float
    returns_to_work: float
    leaves_work_at_birth: float
    prevalence: float
    onset_centre: float
    loses: float
    loses_distressed: float
    finds: float
    finds_distressed: float


class EntryFigures(Protocol):
    """The figures of the topic `entry`."""

    mothers_age: float
    mothers_age_sd: float
    youngest_mother: float
    oldest_mother: float
    age_gap: float
    age_gap_sd: float
    never_together_by_age: float
    never_together_by_decile: float
    together_at_least: float
    together_up_to: float
    mothers_age_by_decile: float
    in_arrears: float
    never_together: float
    cohabiting_at_birth: float


class QualityFigures(Protocol):
    """The figures of the topic `quality`."""

    trait_sd: float
    trait_partners: float
    drift_half_life: float
    drift_partners: float
    centre: float
    drift_sd: float
    drift_carry: float
    drift_shock: float
    drift_partners_rest: float
    by_decile: float
    eroded_by_conflict: float
    lasts: float


class StressFigures(Protocol):
    """The figures of the topic `stress`."""

    sensitivity: float
    short_half_life: float
    long_half_life: float
    short_carry: float
    long_carry: float
    unemployment: float
    arrears: float
    partner_distressed: float
    infant: float
    poverty: float
    ill_health: float
    long_unemployment: float
    long_search_months: float
    alone: float
    job_loss: float
    falling_behind: float
    parting: float
    workless: float
    buffer_capability: float
    buffer_support: float
    buffer_at_most: float
    recovery_by_capability: float


class HistoryFigures(Protocol):
    """The figures of the topic `history`."""

    share: float
    log_odds: float
    by_decile: float
    sensitivity: float
    log_onset: float


class DistressFigures(Protocol):
    """The figures of the topic `distress`."""

    onset_scale: float
    by_strain: float
    by_support: float
    by_quality: float
    centred: float
    by_proneness: float
    proneness_with_history: float
    proneness_partners: float


class HealthFigures(Protocol):
    """The figures of the topic `health`."""

    falls_ill: float
    recovers: float


class BirthsFigures(Protocol):
    """The figures of the topic `births`."""

    conception: float
    last_age: float
    apart_factor: float
    girls: float
    first_change: float
    later_change: float
    change_sd: float
    change_half_life: float
    change_carry: float
    gap: float
    first_share: float
    fall_unbuffered: float
    usual_share: float
    share_spread: float
    first_spread: float
    later_spread: float
    another: Row[float]


class WorkFigures(Protocol):
    """The figures of the topic `work`."""

    finding: float
    deprivation_gradient: float
    loses_by_distress: float
    finds_by_distress: float
    returns_by_capability: float
    alone_with_small: float
    small_until: float
    by_decile: Row[float]


class MoneyFigures(Protocol):
    """The figures of the topic `money`."""

    income_by_decile: float
    income_by_age: float
    income_spread: float
    middle_decile: float
    earner: float
    second_adult_needs: float
    poverty_line: float
    grows_with_child: float
    grows_about: float
    apart_receives: float
    varies: float
    falls_behind: float
    falls_behind_poor: float
    falls_behind_unemployed: float
    catches_up: float
    catches_up_poor: float
    relief_speeds: float
    debt_grows: float
    debt_repaid: float
    debt_heavy: float


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
