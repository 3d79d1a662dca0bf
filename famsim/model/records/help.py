"""Rows of records as types, written by tests/model/record_protocols.py from the record types."""

from __future__ import annotations

from typing import Protocol

from famsim.model.arrays import Row, Table


class Channels(Protocol):
    """One figure a channel of support (model.parameters.CHANNELS)."""

    level: float
    buffer: float
    capability: float
    distress: float
    parenting: float
    commitment: float
    relief: float
    coparenting: float
    contact: float


class Programme(Protocol):
    """The figures of one programme (model.parameters.PROGRAMME)."""

    full: Channels
    keep: Channels
    moderation_scale: float
    couples: float
    apart: float
    screened: float
    debts: float
    children: float
    d_level: float
    d_buffer: float
    d_capability: float
    d_distress: float
    d_parenting: float
    d_commitment: float
    d_relief: float
    d_coparenting: float
    d_contact: float
    sample_below: float
    sample_dose: float
    transfer: float
    half_life_level: float
    half_life_buffer: float
    half_life_capability: float
    half_life_distress: float
    half_life_parenting: float
    half_life_commitment: float
    half_life_relief: float
    half_life_coparenting: float
    half_life_contact: float
    moderation_by_quality: float
    moderation_at_least: float
    moderation_at_most: float
    amid_violence: float
    sessions: float
    sessions_a_month: float
    take_up: float
    both_take_part: float
    needs_both: float
    attendance: float
    drops_out: float
    wait_for_start: float
    booster_after: float
    booster_dose: float
    cost_per_session: float


class MeasureFigures(Protocol):
    """The figures of the topic `measure`."""

    reliability: float
    noise_sd: float
    cut_dwp: float
    cut_das: float
    sdq_from: float
    sdq_to: float
    child_noise: float


class SdqFigures(Protocol):
    """The figures of the topic `sdq`."""

    low: float
    step: float
    high_from: float
    boys_mean: float
    boys_sd: float
    girls_mean: float
    girls_sd: float
    expected: Table[float]
    high: Table[float]


class NeedFigures(Protocol):
    """The figures of the topic `need`."""

    quality_below: float
    young_mother: float
    child_above: float


class StaffFigures(Protocol):
    """The figures of the topic `staff`."""

    sensitivity_trained: float
    sensitivity_untrained: float
    specificity_trained: float
    specificity_untrained: float
    conversation_trained: float
    conversation_untrained: float
    conversation_eases: float
    conversation_half_life: float
    conversation_keep: float
    informal_pathway: float
    known_pathway: float
    hears_of_violence_trained: float
    hears_of_violence_untrained: float
    remembers: float
    visibility_lasts: float
    leaves: float
    months_vacant: float
    lapses: float
    coaching_keeps: float
    fidelity: float
    trainer_trains: float
    culture_follows: float
    culture_by_leaders: float
    culture_spots: float
    advice_hours: float
    advice_gain: float
    hours_a_week: float
    weeks_a_year: float
    session_hours: float
    questionnaire: float
    refers_within: float
    rather_elsewhere: float
    at_door: Row[float]
    roles: Row[float]
    take_up: Row[float]


class SupportFigures(Protocol):
    """The figures of the topic `support`."""

    ask_again: float
    asked_again_at_most: float
    amid_coercion: float
    screen_sensitivity: float
    found_while_waiting: float
    screen_specificity: float
    willing_with_history: float
    gives_up_waiting: float
    comes_to_first_session: float
    attendance_poor: float
    partner_factor: float
    completes: float
    willingness_lasts: float
    coparenting_mean: float
    coparenting_sd: float
    violent_apart: float
    coerced_apart: float
    partners_quality: float
    longer_tail: float
    capability_with_reports: float
    couples_load: float
    load_by_quality: float


class CostsFigures(Protocol):
    """The figures of the topic `costs`."""

    conversation: float
    referral: float
    specialist: float
    training: float
    pathway_opening: float
    course_fee: float
    trainer_course: float
    handing_on: float
    coaching: float
    post: float
