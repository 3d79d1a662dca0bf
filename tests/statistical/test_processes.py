"""Each process against its closed form, over a million families' luck.

Every check raises one false alarm in a million with fresh draws; the draws are fixed. Its docstring says the smallest
fault it would see, and a fault of about that size is planted beside it.
"""

from math import exp

import numba
import numpy as np
import pytest
from scipy.stats import chi2

from famsim.model.family import EMPLOYED, NEVER, UNEMPLOYED
from famsim.model.now import Now
from famsim.rules.family.births import conceives
from famsim.rules.family.breakdown import chance_of_parting, separates
from famsim.rules.family.distress import distress_changes, health_changes
from famsim.rules.family.money import money_changes
from famsim.rules.family.relationship import quality_wanders
from famsim.rules.family.work import work_changes

pytestmark = pytest.mark.skipif(numba.config.DISABLE_JIT, reason="a million families need compiled code")

MILLION = 1_000_000
MONTHS = 12
ALARM = 1e-6
FIVE = 4.9  # standard errors that are passed once in a million


@numba.njit
def month_of(i, month):
    return Now(i, month, np.uint64(1), True, 1.0, 1.0, 1.0, None, 0)


@numba.njit
def first_separations(family, p, families):
    """Return the month in which each family's couple parts, 0 if it does not within a year."""
    found, chance = np.zeros(families, np.int8), chance_of_parting(family, month_of(0, 0), p)
    for i in range(families):
        for month in range(1, MONTHS + 1):
            if separates(chance, month_of(i, month)):
                found[i] = month
                break
    return found


def constant(p, hazard):
    """Make the hazard of parting the same for every couple and month."""
    p["separation"]["base_hazard"], p.separation.by_quality, p.separation.by_commitment = hazard, 0.0, 0.0


def test_a_constant_hazard_parts_its_share(family, p, assert_share):
    """1 - exp(-12 h), a tenth of a million couples: sees a hazard 1.5% off."""
    hazard = -np.log(0.9) / MONTHS
    constant(p, hazard)
    parted = np.count_nonzero(first_separations(family(), p, MILLION))
    assert_share(parted, MILLION, 0.1)
    with pytest.raises(AssertionError):
        assert_share(parted, MILLION, 1 - exp(-12 * 1.02 * hazard))


def test_a_doubled_hazard_parts_those_and_more(family, p, assert_share):
    """1 - exp(-24 h), and whoever parts at h parts at 2h, no later."""
    hazard = -np.log(0.9) / MONTHS
    constant(p, hazard)
    once = first_separations(family(), p, MILLION)
    constant(p, 2 * hazard)
    twice = first_separations(family(), p, MILLION)
    assert_share(np.count_nonzero(twice), MILLION, 0.19)
    assert ((twice > 0) & (twice <= once))[once > 0].all()


def test_months_make_a_year(family, p, assert_share):
    """Twelve months at a year's hazard over twelve are the year: 1 - exp(-.3)."""
    constant(p, 0.3 / 12)
    assert_share(np.count_nonzero(first_separations(family(), p, MILLION)), MILLION, 1 - exp(-0.3))


@numba.njit
def loses_a_job(one, now, p):
    one.other.work = EMPLOYED
    work_changes(one, now, p)
    return one.other.work == UNEMPLOYED


@numba.njit
def finds_a_job(one, now, p):
    one.mother.work = UNEMPLOYED
    work_changes(one, now, p)
    return one.mother.work == EMPLOYED


@numba.njit
def falls_behind(one, now, p):
    one.arrears_month = NEVER
    money_changes(one, now, p)
    return one.arrears_month != NEVER


@numba.njit
def catches_up(one, now, p):
    one.arrears_month, one.debt = now.month - 3, 0
    money_changes(one, now, p)
    return one.arrears_month == NEVER


@numba.njit
def falls_ill(one, now, p):
    one.mother.ill = 0
    health_changes(one, now, p)
    return one.mother.ill != 0


@numba.njit
def gets_well(one, now, p):
    one.other.ill = 1
    health_changes(one, now, p)
    return one.other.ill == 0


@numba.njit
def becomes_distressed(one, now, p):
    one.mother.distressed = 0
    distress_changes(one, 0.0, now, p)
    return one.mother.distressed != 0


@numba.njit
def recovers(one, now, p):
    one.other.distressed = 1
    distress_changes(one, 0.0, now, p)
    return one.other.distressed == 0


def set_figure(topic, name):
    """Return a function that sets one figure."""
    return lambda p, rate: p[topic].__setitem__(name, rate)


def set_job_loss(p, rate):
    p.area.job_loss[:] = rate
    for who in (p.mother, p.other):
        who.loses = who.loses_distressed = 1.0


def set_finding(p, rate):
    p.work.finding = rate
    for who in (p.mother, p.other):
        who.finds = who.finds_distressed = 1.0


def set_onset(p, rate):
    p.distress.onset_scale, p.mother.onset, p.mother.onset_centre = 1.0, -np.log(1 - rate), 0.0


def set_recovery(p, rate):
    p.other.recovery = -np.log(1 - rate)


def set_conception(p, rate):
    p.births.conception = rate


PROCESSES = {
    "job lost": (loses_a_job, set_job_loss),
    "job found": (finds_a_job, set_finding),
    "arrears begin": (falls_behind, set_figure("money", "falls_behind")),
    "arrears end": (catches_up, set_figure("money", "catches_up")),
    "ill health begins": (falls_ill, set_figure("health", "falls_ill")),
    "ill health ends": (gets_well, set_figure("health", "recovers")),
    "distress begins": (becomes_distressed, set_onset),
    "distress ends": (recovers, set_recovery),
    "a child is conceived": (conceives, set_conception),
}


@pytest.mark.parametrize("name", PROCESSES)
def test_events_happen_as_often_as_their_figure_says(family, p, assert_share, name):
    """At a monthly 2%, a million family-months see a rate 3.4% off; a fault of 5% is planted."""
    rule, set_rate = PROCESSES[name]

    @numba.njit
    def count(one, p):
        yes = 0
        for i in range(MILLION):
            yes += rule(one, month_of(i, 120), p)
        return yes

    def counted(rate):
        set_rate(p, rate)
        return count(family(ages=(60,), income=9.0, wants=1, next_month=0), p)

    assert_share(counted(0.02), MILLION, 0.02)
    with pytest.raises(AssertionError):
        assert_share(counted(0.021), MILLION, 0.02)


@numba.njit
def drifts(family, p, start, months):
    """Return both partners' drift after so many months, shape (families, 2), from `start`."""
    found = np.empty_like(start)
    for i in range(start.shape[0]):
        family.mother.drift, family.other.drift = start[i, 0], start[i, 1]
        for month in range(months):
            quality_wanders(family, month_of(i, month), p)
        found[i] = family.mother.drift, family.other.drift
    return found


def in_chance(values, variance):
    """Say whether a sample's mean is 0 and its variance as given, each within one false alarm in a million."""
    n = values.size
    square = (values**2).sum() / variance
    low, high = chi2.ppf([ALARM / 2, 1 - ALARM / 2], n)
    return abs(values.mean()) < FIVE * np.sqrt(variance / n) and low < square < high


@pytest.mark.parametrize(("months", "left"), [(24, 0.5), (48, 0.25)])
def test_quality_wanders_as_far_as_an_ar1_does(family, p, months, left):
    """Closed form: from nothing, variance sd^2 (1 - left^2) with a half-life of 24 months; 3% more is seen."""
    assert p.quality.drift_half_life == 24
    found = drifts(family(), p, np.zeros((200_000, 2)), months)
    variance = p.quality.drift_sd**2 * (1 - left**2)
    assert in_chance(found[:, 0], variance)
    assert in_chance(found[:, 1], variance)
    assert not in_chance(found[:, 0] * 1.015, variance)
    assert not in_chance(found[:, 0] + 0.01, variance)


def test_partners_wander_together_by_035_and_half_is_left_after_24_months(family, p):
    """Shocks correlated .35, half-life 24 months; 200,000 couples see .01 of correlation."""
    rng = np.random.default_rng(6)
    start = p.quality.drift_sd * rng.standard_normal((200_000, 2))
    found = drifts(family(), p, start, 24)
    grown = found - 0.5 * start
    assert np.corrcoef(grown.T)[0, 1] == pytest.approx(0.35, abs=0.01)
    assert np.corrcoef(found[:, 0], start[:, 0])[0, 1] == pytest.approx(0.5, abs=0.01)
    assert in_chance(found[:, 0], p.quality.drift_sd**2)
