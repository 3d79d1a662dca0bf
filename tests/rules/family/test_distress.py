"""Parents' distress and ill health: mostly separate people."""

from math import exp, log

import numba
import pytest

from famsim.model.family import APART, NEVER
from famsim.rules.family.distress import Rates, distress_changes, episode, health_changes, own_lean, shared_lean

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


def test_what_leans_one_parent_is_a_history_and_a_lasting_proneness(family, p):
    """Worked by hand: .69 for a history, 1.8 a SD of proneness; at 0 proneness is nothing, to the bit."""
    p.history.log_onset, p.distress.by_proneness = 0.69, 1.8
    prone = family(mother={"history": 1, "proneness": 0.5}).mother
    assert own_lean(prone, p) == pytest.approx(0.69 + 0.9)
    p.distress.by_proneness = 0.0
    assert own_lean(prone, p) == 0.69


def test_the_leans_are_centred_for_each_parent(family, p, now):
    """By construction: what is taken off is far above any lean for one parent, far below for the other."""
    for who in (p.mother, p.other):
        who.onset = 0.1
    p.mother.onset_centre, p.other.onset_centre = 60.0, -60.0
    couple = family(ages=(60,))
    distress_changes(couple, 0.0, now(MONTH), p)
    assert (couple.mother.distressed, couple.other.distressed) == (0, 1)


@pytest.mark.parametrize("history", [0, 1])
def test_onset_is_the_published_shape_scaled_and_leant(family, p, history):
    """Closed form: luck below 1 - exp(-scale x hazard x exp(lean + history)) begins an episode, luck above does not."""
    p.distress.onset_scale, p.history.log_onset = 1.6, 0.69
    chance = 1 - exp(-1.6 * 0.006 * exp(0.3 + 0.69 * history))
    for luck, distressed in ((chance * (1 - 1e-9), 1), (chance * (1 + 1e-9), 0)):
        parent = family(mother={"history": history}).mother
        episode(parent, luck, Rates(0.006, 0.0, 0.3, 0.0), p)
        assert parent.distressed == distressed


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
        episode(parent, 1.0 - luck, Rates(0.0, 0.05, -helped, helped), p)
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


@pytest.mark.parametrize("ages", [(3,), (60,)])
def test_each_parent_has_an_incidence_and_a_recovery_of_its_own(family, p, now, ages):
    """Mother's and father's rows; by construction only the father can fall, then only the father recovers."""
    p.mother.onset = p.mother.onset_infant = p.mother.recovery = 0.0
    p.other.onset = p.other.onset_infant = p.other.recovery = 1e9
    couple, ailing = family(ages=ages), family(ages=ages, mother={"distressed": 1}, other={"distressed": 1})
    for one in (couple, ailing):
        distress_changes(one, 0.0, now(MONTH), p)
    assert (couple.mother.distressed, couple.other.distressed) == (0, 1)
    assert (ailing.mother.distressed, ailing.other.distressed) == (1, 0)


def test_parents_are_mostly_separate_people(family, p, how_often, assert_share):
    """Beside shared stress each has luck of their own: at a half each, a quarter are both struck."""

    @numba.njit
    def both_distressed(one, now, p):
        one.mother.distressed = one.other.distressed = 0
        distress_changes(one, 0.0, now, p)
        return one.mother.distressed + one.other.distressed == 2

    @numba.njit
    def both_ill(one, now, p):
        one.mother.ill = one.other.ill = 0
        health_changes(one, now, p)
        return one.mother.ill + one.other.ill == 2

    p.distress.onset_scale, p.mother.onset, p.other.onset = 1.0, log(2), log(2)
    p.mother.onset_centre = p.other.onset_centre = 0.0
    p.health.falls_ill = 0.5
    for struck in (both_distressed, both_ill):
        assert_share(how_often(struck, family(), p, 100_000), 100_000, 0.25)


@pytest.mark.parametrize(("helped", "well"), [(40.0, True), (-40.0, False)])
def test_help_with_distress_reaches_whoever_is_distressed(family, p, now, helped, well):
    """The channel leans a month's recovery its own way; 1e-9 x exp(40) is certain, 1e-9 x exp(-40) never."""
    p.mother.recovery = p.other.recovery = 1e-9
    couple = family(mother={"distressed": 1}, other={"distressed": 1}, eff_distress=helped)
    distress_changes(couple, 0.0, now(), p)
    assert (couple.mother.distressed == 0, couple.other.distressed == 0) == (well, well)


@pytest.mark.parametrize("luck", [0.001, 0.015, 0.5, 0.985, 0.999])
def test_no_luck_ends_an_episode_in_one_life_and_begins_one_in_another(family, p, luck):
    """By construction: low luck begins, high luck ends; a month's luck does one or the other, whatever the life."""
    well, ill = family(), family(mother={"distressed": 1})
    for couple in (well, ill):
        episode(couple.mother, luck, Rates(0.02, 0.02, 0.0, 0.0), p)
    assert not (well.mother.distressed and not ill.mother.distressed)
    assert (well.mother.distressed, ill.mother.distressed) == (int(luck < 0.5), int(luck <= 0.5))
