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
    first_log_odds: float
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
    gap_with_partner: float
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
