"""The small model with NumPy: an array for each attribute, a mask for each condition."""

from types import SimpleNamespace

import numpy as np
from small import INFANT, NUMBERS

NAME = "NumPy masks"
P = SimpleNamespace(**NUMBERS)


def start(families, seed):
    """Return the families as arrays, and their generator."""
    return SimpleNamespace(
        rng=np.random.default_rng(seed),
        hers=np.zeros(families),
        his=np.zeros(families),
        strain=np.zeros(families),
        score=np.zeros(families),
        months_since_birth=np.zeros(families, np.int16),
        children=np.ones(families, np.int16),
        together=np.ones(families, bool),
        unemployed=np.zeros(families, bool),
        in_arrears=np.zeros(families, bool),
    )


def live(f, months):
    for _ in range(months):
        events(f)
        stress_and_quality(f)
        score_and_separation(f)


def events(f):
    n = f.hers.size
    luck = f.rng.random(n)
    f.unemployed = np.where(f.unemployed, luck >= P.job_found, luck < P.job_lost)
    luck = f.rng.random(n)
    begin = P.arrears_begin * np.where(f.unemployed, P.arrears_without_work, 1.0)
    f.in_arrears = np.where(f.in_arrears, luck >= P.arrears_end, luck < begin)
    born = f.together & (f.months_since_birth >= INFANT) & (f.rng.random(n) < P.birth)
    f.children[born] += 1
    f.months_since_birth += 1
    f.months_since_birth[born] = 0


def stress_and_quality(f):
    load = P.stress_no_work * f.unemployed + P.stress_arrears * f.in_arrears
    load += P.stress_infant * (f.months_since_birth < INFANT)
    f.strain = P.stress_carried * f.strain + (1.0 - P.stress_carried) * load
    couples = np.flatnonzero(f.together)
    hers = f.rng.standard_normal(couples.size)
    his = P.shared * hers + P.own * f.rng.standard_normal(couples.size)
    f.hers[couples] = P.quality_carried * f.hers[couples] + P.quality_shock * hers
    f.his[couples] = P.quality_carried * f.his[couples] + P.quality_shock * his


def score_and_separation(f):
    push = P.score_stress * f.strain + P.score_apart * ~f.together
    f.score = P.score_carried * f.score + push + P.score_shock * f.rng.standard_normal(f.score.size)
    couples = np.flatnonzero(f.together)
    hers, his, dip = f.hers[couples], f.his[couples], P.sensitivity * f.strain[couples]
    weighed = P.lower_weighs * np.minimum(hers, his) + (1.0 - P.lower_weighs) * np.maximum(hers, his) - dip
    chance = -np.expm1(-P.base_hazard * np.exp(-P.by_quality * weighed))
    f.together[couples[f.rng.random(couples.size) < chance]] = False


def together(f):
    return f.together
