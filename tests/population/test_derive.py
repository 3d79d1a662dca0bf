"""What follows from the figures is worked out once for the same figures, and anew for others."""

import numpy as np
import pytest

from famsim.areas import find_area
from famsim.evidence import central, the_register
from famsim.population import derive, trial_samples
from famsim.population.parameters import of_figures, parameters, spread_without_falls

USUAL = central(the_register())
MOVED = {
    "measure.reliability": 0.85,
    "measure.child_noise": 0.4,
    "sdq.boys_mean": 8.0,
    "sdq.girls_sd": 6.0,
    "sdq.high_from": 19.0,
    "programmes.couple_counselling.sample_below": 0.2,
    "programmes.couple_counselling.d_level": 0.3,
    "stress.short_half_life": 3.5,
}


@pytest.mark.parametrize("log_ratio", [-0.6, 0.0, 0.5, 2.0])
@pytest.mark.parametrize("share", [0.0, 0.12, 0.9])
def test_distressed_and_other_parents_are_apart_by_a_ratio_and_1_on_average(log_ratio, share):
    """The rule's own words; at 0 both factors are 1 to the bit, so that nothing moves."""
    theirs, rest = derive.apart_by(log_ratio, share)
    assert theirs / rest == pytest.approx(np.exp(log_ratio))
    assert share * theirs + (1 - share) * rest == pytest.approx(1.0)
    assert log_ratio != 0.0 or (theirs, rest) == (1.0, 1.0)


@pytest.mark.parametrize("mean", [-0.3, -0.19, 0.1])
@pytest.mark.parametrize("extra", [0.0, 0.35])
def test_a_births_change_keeps_its_mean_and_spread_whoever_is_buffered(mean, extra):
    """By simulation of a million couples: mean and spread are the register's; at 0 nothing is taken."""
    luck = np.random.default_rng(1)
    drawn = mean + spread_without_falls(mean, 0.5, extra) * luck.standard_normal(1_000_000)
    felt = np.where(drawn < 0, drawn * (1 + extra * luck.choice([-1.0, 1.0], drawn.size)), drawn)
    assert felt.mean() == pytest.approx(mean, abs=0.0025)
    assert felt.std() == pytest.approx(0.5, abs=0.0025)
    assert extra > 0 or spread_without_falls(mean, 0.5, extra) == 0.5


def remembering_nothing():
    for remembered in (trial_samples._bell, trial_samples._trial_sample, derive.score_tables, of_figures):
        remembered.cache_clear()


def of(values, area="newcastle-upon-tyne"):
    return parameters(values, find_area(area)).tobytes()


@pytest.mark.parametrize("name", MOVED)
def test_a_changed_figure_is_worked_out_anew_and_as_if_nothing_were_remembered(name):
    """Two ways, one number: after the usual figures, and alone; a figure left out of a key would differ."""
    other = USUAL | {name: MOVED[name]}
    assert other[name] != USUAL[name]
    usual, found = of(USUAL), of(other)
    assert found != usual
    remembering_nothing()
    assert of(other) == found
    assert of(USUAL) == usual


def test_an_area_is_no_part_of_what_is_remembered():
    """Croydon after Newcastle is Croydon alone."""
    of(USUAL)
    after = of(USUAL, "croydon")
    remembering_nothing()
    assert of(USUAL, "croydon") == after != of(USUAL)


def test_what_was_handed_out_can_be_changed_without_a_trace():
    """Whoever gets parameters may write into them; the next one gets them as they were."""
    before = of(USUAL)
    p = parameters(USUAL, find_area("newcastle-upon-tyne"))
    p.sdq.expected[:] = 0.0
    p.programmes["moderation_scale"][:] = 7.0
    assert of(USUAL) == before
    with pytest.raises(ValueError, match="read-only"):
        derive.score_tables((8.0, 6.0), 0.5, (-6.0, 0.0625, 17))[0][0] = 1.0


def test_what_is_remembered_is_bounded():
    for one in range(3 * trial_samples.REMEMBERED):
        trial_samples._trial_sample(0.5 + one / 1000.0, 0.7, np.inf)
    assert trial_samples._trial_sample.cache_info().currsize == trial_samples.REMEMBERED
