"""Rows of records as types, written by tests/model/record_protocols.py from the record types."""

from __future__ import annotations

from typing import Protocol

from famsim.model.arrays import Row


class Parent(Protocol):
    """One of a family's two parents (model.family.PARENT)."""

    quality: float
    trait: float
    drift: float
    level: float
    capability: float
    learned: float
    proneness: float
    parenting: float
    birth_month: int
    months_in_work_state: int
    months_distressed: int
    work: int
    distressed: int
    history: int
    ill: int


class Child(Protocol):
    """One of a family's children (model.family.CHILD)."""

    trait: float
    state: float
    birth_month: int
    months_violent: int
    age_at_separation: int
    parted_month: int
    sex: int
    left_harm: int
    of_later_union: int


class Effects(Protocol):
    """What is still felt of programmes in one slot (model.family.EFFECTS)."""

    mother_level: float
    other_level: float
    mother_learned: float
    other_learned: float
    buffer: float
    distress: float
    parenting: float
    commitment: float
    relief: float
    coparenting: float
    contact: float
    keep_level: float
    keep_capability: float
    keep_buffer: float
    keep_distress: float
    keep_parenting: float
    keep_commitment: float
    keep_relief: float
    keep_coparenting: float
    keep_contact: float
    programme: int


class Family(Protocol):
    """All that is remembered about one family (model.family.FAMILY)."""

    family_id: int
    commitment: float
    strain_short: float
    strain_long: float
    birth_shift: float
    frequency: float
    intensity_trait: float
    intensity: float
    resolution: float
    support: float
    support_moved: float
    income: float
    coparenting: float
    eff_buffer: float
    eff_distress: float
    eff_parenting: float
    eff_commitment: float
    eff_relief: float
    eff_coparenting: float
    eff_contact: float
    mother: Parent
    other: Parent
    children: Row[Child]
    effects: Row[Effects]
    eased: float
    keep_eased: float
    coparenting_lasts: float
    debt: int
    account: int
    entry_month: int
    together_month: int
    parted_month: int
    due_month: int
    next_month: int
    arrears_month: int
    job_loss_month: int
    distress_month: int
    assessed_month: int
    harm_bits: int
    violent_bits: int
    first_separation: int
    cell: int
    elsewhere_month: int
    noticed_month: int
    joined_month: int
    start_month: int
    exposed_month: int
    talked_month: int
    refused_month: Row[int]
    help_stage: int
    offer: int
    door: int
    programme: int
    sessions: int
    due_sessions: int
    both_take_part: int
    safe_missed: int
    specialist: int
    specialist_apart: int
    reached: Row[int]
    refusals: Row[int]
    status: int
    decile: int
    n_children: int
    wants: int
    union: int
    poor: int
    harmful: int
    violence: int
    harmed: int
    coercive_here: int
    coercive_elsewhere: int
    violence_elsewhere: int
    harmed_elsewhere: int
    contact: int
    elsewhere: int
