"""Rows of records as types, written by tests/model/record_protocols.py from the record types."""

from __future__ import annotations

from typing import Protocol

from famsim.model.arrays import Row
from famsim.model.records.couple import (
    ApartFigures,
    ChildrenFigures,
    CommitmentFigures,
    ConflictFigures,
    NetworkFigures,
    NurturingFigures,
    SeparationFigures,
    ViolenceFigures,
)
from famsim.model.records.help import (
    CostsFigures,
    MeasureFigures,
    NeedFigures,
    Programme,
    SdqFigures,
    StaffFigures,
    SupportFigures,
)
from famsim.model.records.life import (
    BirthsFigures,
    DistressFigures,
    EntryFigures,
    HealthFigures,
    HistoryFigures,
    MoneyFigures,
    ParentRates,
    QualityFigures,
    StressFigures,
    WorkFigures,
)
from famsim.model.records.policy import Door, MayCome, Policy


class Area(Protocol):
    """The figures of one area (model.parameters.AREA)."""

    first_conceptions: float
    never_together_log_odds: float
    partnering: float
    married_above: float
    hopes: float
    decile_up_to: Row[float]
    unemployed: Row[float]
    job_loss: Row[float]


class Parameters(Protocol):
    """What the rules are handed as `p` (model.parameters.PARAMETERS)."""

    entry: EntryFigures
    quality: QualityFigures
    mother: ParentRates
    other: ParentRates
    stress: StressFigures
    history: HistoryFigures
    distress: DistressFigures
    health: HealthFigures
    births: BirthsFigures
    work: WorkFigures
    money: MoneyFigures
    conflict: ConflictFigures
    violence: ViolenceFigures
    separation: SeparationFigures
    commitment: CommitmentFigures
    apart: ApartFigures
    children: ChildrenFigures
    network: NetworkFigures
    nurturing: NurturingFigures
    measure: MeasureFigures
    sdq: SdqFigures
    doors: Row[Door]
    need: NeedFigures
    staff: StaffFigures
    support: SupportFigures
    costs: CostsFigures
    programmes: Row[Programme]
    may_come: MayCome
    area: Area
    policy: Policy
