"""The small model in famsim's engine style: records, force-inlined rules, keyed chance, one compiled loop."""

from enum import IntEnum
from typing import NamedTuple

import numpy as np
from small import INFANT, NUMBERS, YEAR

from famsim.engine.compiling import kernel
from famsim.model.chance import normal, uniform
from famsim.model.compiling import rule
from famsim.model.maths import chance_within, exp

NAME = "famsim's engine style"

FAMILY = np.dtype(
    [
        ("family_id", np.int64),
        ("hers", np.float64),  # her quality, its wandering part
        ("his", np.float64),
        ("strain", np.float64),
        ("score", np.float64),
        ("months_since_birth", np.int16),
        ("children", np.int16),
        ("together", np.int8),
        ("unemployed", np.int8),
        ("in_arrears", np.int8),
        ("pad", np.int8),
    ],
    align=True,
)
PARAMETERS = np.dtype([(name, np.float64) for name in NUMBERS], align=True)


class Now(NamedTuple):
    """One family's month, as famsim.model.now.Now without the economy."""

    family_id: int
    month: int
    seed: int


class Draw(IntEnum):
    """What each number is for; four neighbours share a block."""

    SHOCK_HERS = 0
    SHOCK_HIS = 1
    SHOCK_SCORE = 2
    SEPARATION = 3
    WORK = 4
    ARREARS = 5
    BIRTH = 6


@rule
def live_a_month(family, now, p):
    """Everything that happens to a family in a month, in order."""
    work_changes(family, now, p)
    arrears_change(family, now, p)
    children_come(family, now, p)
    stress_carried(family, p)
    if family.together:
        quality_wanders(family, now, p)
    score_moves(family, now, p)
    if family.together and separates(family, now, p):
        family.together = 0


@rule
def work_changes(family, now, p):
    luck = uniform(now, Draw.WORK)
    family.unemployed = luck >= p.job_found if family.unemployed else luck < p.job_lost


@rule
def arrears_change(family, now, p):
    luck = uniform(now, Draw.ARREARS)
    if family.in_arrears:
        family.in_arrears = luck >= p.arrears_end
    else:
        family.in_arrears = luck < p.arrears_begin * (p.arrears_without_work if family.unemployed else 1.0)


@rule
def children_come(family, now, p):
    if family.together and family.months_since_birth >= INFANT and uniform(now, Draw.BIRTH) < p.birth:
        family.children += 1
        family.months_since_birth = 0
    else:
        family.months_since_birth += 1


@rule
def stress_carried(family, p):
    load = 0.0
    if family.unemployed:
        load += p.stress_no_work
    if family.in_arrears:
        load += p.stress_arrears
    if family.months_since_birth < INFANT:
        load += p.stress_infant
    family.strain = p.stress_carried * family.strain + (1.0 - p.stress_carried) * load


@rule
def quality_wanders(family, now, p):
    hers = normal(now, Draw.SHOCK_HERS)
    his = p.shared * hers + p.own * normal(now, Draw.SHOCK_HIS)
    family.hers = p.quality_carried * family.hers + p.quality_shock * hers
    family.his = p.quality_carried * family.his + p.quality_shock * his


@rule
def score_moves(family, now, p):
    push = p.score_stress * family.strain + (0.0 if family.together else p.score_apart)
    shock = p.score_shock * normal(now, Draw.SHOCK_SCORE)
    family.score = p.score_carried * family.score + push + shock


@rule
def separates(family, now, p):
    dip = p.sensitivity * family.strain
    low, high = min(family.hers, family.his) - dip, max(family.hers, family.his) - dip
    weighed = p.lower_weighs * low + (1.0 - p.lower_weighs) * high
    hazard = p.base_hazard * exp(-p.by_quality * weighed)
    return uniform(now, Draw.SEPARATION) < chance_within(hazard)


@kernel
def live_months(families, first_month, months, seed, p):
    """Live so many months, at most a year a call: a family lives all of them before the next does."""
    for i in range(families.size):
        family = families[i]
        for month in range(first_month, first_month + months):
            live_a_month(family, Now(family.family_id, month, seed), p[0])


def start(families, seed):
    """Return families of month 0, the seed and the parameters: arrays of records."""
    couples = np.zeros(families, FAMILY).view(np.recarray)
    couples.family_id = np.arange(families)
    couples.children = 1
    couples.together = 1
    return couples, np.uint64(seed), np.array([tuple(NUMBERS.values())], PARAMETERS).view(np.recarray)


def live(state, months):
    families, seed, p = state
    for month in range(0, months, YEAR):
        live_months(families, month, min(YEAR, months - month), seed, p)


def together(state):
    return state[0].together != 0
