"""Parents' distress and ill health: mostly separate people. MODEL section 4."""

from math import exp

import pytest

from famsim.model.family import APART, NEVER
from famsim.rules.distress import distress_changes, episode, health_changes, onset, shared_lean

MONTH = 120


@pytest.mark.parametrize(
    ("fields", "load", "lean"),
    [
        ({}, 0.0, 0.0),
        ({}, 2.0, 0.8),
        ({"support": 1.0}, 0.0, -0.15),
        ({"eff_distress": 0.2}, 0.0, -0.2),
        ({"mother": {"quality": -1.0}, "other": {"quality": -3.0}}, 0.0, 0.5),
        ({"mother": {"quality": -2.0}, "other": {"quality": -2.0}, "status": APART}, 0.0, 0.0),
    ],
)
def test_what_leans_both_parents_towards_distress(family, p, fields, load, lean):
    """Worked by hand: .4 a SD of strain, .15 of support, .25 of quality while together, programmes as they are."""
    p.distress.by_strain, p.distress.by_support, p.distress.by_quality = 0.4, 0.15, 0.25
    assert shared_lean(family(**fields), load, p) == pytest.approx(lean)


@pytest.mark.parametrize("history", [0, 1])
def test_onset_is_the_published_shape_scaled_and_leant(family, p, history):
    """Closed form: 1 - exp(-scale x hazard x exp(lean + history))."""
    p.distress.onset_scale, p.history.log_onset = 1.6, 0.69
    parent = family(mother={"history": history}).mother
    expected = 1 - exp(-1.6 * 0.006 * exp(0.3 + 0.69 * history))
    assert onset(parent, 0.006, 0.3, p) == pytest.approx(expected)


def test_the_first_year_after_a_birth_has_its_own_incidence(family, p, now):
    """By construction: only infants' parents become distressed, only those at home, and the month is dated."""
    for who in (p.mother, p.other):
        who.onset, who.onset_infant = 0.0, 1e9
    infant, older, apart = family(ages=(11,)), family(ages=(12,)), family(ages=(11,), status=APART)
    for one in (infant, older, apart):
        distress_changes(one, 0.0, now(MONTH), p)
    assert (infant.mother.distressed, infant.other.distressed, infant.distress_month) == (1, 1, MONTH)
    assert (older.mother.distressed, older.other.distressed, older.distress_month) == (0, 0, NEVER)
    assert (apart.mother.distressed, apart.other.distressed) == (1, 0)


def test_an_episode_keeps_its_length_and_is_dated_once(family, p, now):
    for who in (p.mother, p.other):
        who.onset = who.onset_infant = 1e9
        who.recovery = 0.0
    couple = family()
    for month in range(MONTH, MONTH + 6):
        distress_changes(couple, 0.0, now(month), p)
    assert (couple.mother.months_distressed, couple.distress_month) == (5, MONTH)


def test_help_with_distress_speeds_recovery(family, p):
    """Closed form, hazard x exp(help): at .05, 1 - exp(-.05) = .0488; with help .2, 1 - exp(-.0611) = .0592."""

    def recovers_at(luck, helped):
        parent = family(mother={"distressed": 1, "months_distressed": 9}).mother
        episode(parent, luck, (0.0, 0.05), (-helped, helped), p)
        return parent.distressed == 0 and parent.months_distressed == 0

    assert [recovers_at(luck, 0.0) for luck in (0.0487, 0.0489)] == [True, False]
    assert [recovers_at(luck, 0.2) for luck in (0.0592, 0.0594)] == [True, False]


def test_ill_health_comes_and_goes(family, p, now):
    p.health.falls_ill, p.health.recovers = 1.0, 0.0
    couple, apart = family(), family(status=APART)
    for one in (couple, apart):
        health_changes(one, now(), p)
    assert (couple.mother.ill, couple.other.ill, apart.other.ill) == (1, 1, 0)
    p.health.recovers = 1.0
    health_changes(couple, now(), p)
    assert (couple.mother.ill, couple.other.ill) == (0, 0)
