"""The posterior of a simulator for which it is known: mean and spread, and planted faults that the same check sees."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import multivariate_normal

from famsim.calibration import Surface, left_out, log_likelihood, quasi_random

VALUES = (0.9, -0.4, 0.5)


def errors_off(toy, found):
    """Return how many standard errors mean and log spread are off the closed form, (2, figures)."""
    mean, covariance = toy.exact(VALUES)
    z, ess, sd = toy.z_of(found.flat), found.ess, np.sqrt(np.diag(covariance))
    return np.array([(z.mean(axis=0) - mean) / (sd / np.sqrt(ess)), np.log(z.std(axis=0) / sd) * np.sqrt(2.0 * ess)])


@pytest.fixture(scope="module")
def found(toy, smooth):
    """Return the posterior of the simulator."""
    return toy.chains(smooth, VALUES)


def test_mean_and_spread_are_those_of_the_closed_form(toy, found):
    """Linear and normal: within five standard errors, which a mean off by a quarter of its spread is not (ess 500)."""
    assert found.mixed and found.ess > 400
    assert (np.abs(errors_off(toy, found)) < 5.0).all()


def test_a_target_of_the_wrong_sign_is_seen(toy, smooth):
    turned = toy.chains(smooth, (VALUES[0], -VALUES[1], VALUES[2]))
    assert np.abs(errors_off(toy, turned)[0]).max() > 10.0


def test_emulators_taken_for_rougher_than_they_are_are_seen(toy, smooth):
    """The spread grows where the emulators' error counts as if it were half a target's."""
    rough = Surface(tuple(replace(one, process=replace(one.process, rough=0.3)) for one in smooth.emulators))
    assert errors_off(toy, toy.chains(rough, VALUES))[1].max() > 5.0


def test_nothing_lies_outside_what_is_assumed(found):
    assert (found.flat > 0.0).all() and (found.flat < 1.0).all()


def test_the_same_seed_gives_the_same_draws(toy, smooth, found):
    assert toy.chains(smooth, VALUES).draws.tobytes() == found.draws.tobytes()
    assert toy.chains(smooth, VALUES, seed=2).draws.tobytes() != found.draws.tobytes()


def test_the_likelihood_is_that_of_normal_errors(toy, smooth):
    """By hand at one point: three normal densities, the emulator's variance added to the target's."""
    means, variances = np.array([[1.0, 0.0, 0.2]]), np.array([[0.1, 0.0, 0.04]])
    aims = toy.aims(VALUES)
    total = aims.errors**2 + variances[0]
    by_hand = sum(
        -0.5 * np.log(2 * np.pi * v) - (m - value) ** 2 / (2 * v)
        for m, v, value in zip(means[0], total, VALUES, strict=True)
    )
    assert log_likelihood(means, variances, aims)[0] == pytest.approx(by_hand)


def test_a_longer_design_begins_with_the_shorter():
    """Sobol's sequence: 32 points are the first 32 of 128, so a larger fit uses what a smaller one has lived."""
    assert quasi_random(32, 4, 3).tobytes() == quasi_random(128, 4, 3)[:32].tobytes()


def test_errors_that_go_together_are_those_of_a_multivariate_normal(toy):
    """By scipy's own density at one point, two of three emulator errors correlated by .8."""
    means, variances, together = np.array([[1.0, 0.0, 0.2]]), np.array([[0.3, 0.2, 0.1]]), np.eye(3)
    together[0, 1] = together[1, 0] = 0.8
    aims, sds = toy.aims(VALUES), np.sqrt(variances[0])
    covariance = np.outer(sds, sds) * together + np.diag(aims.variances)
    exact = multivariate_normal(means[0], covariance).logpdf(VALUES)
    assert log_likelihood(means, variances, aims, together)[0] == pytest.approx(exact)
    assert log_likelihood(means, variances, aims, np.eye(3))[0] == pytest.approx(
        log_likelihood(means, variances, aims)[0]
    )


def test_emulators_that_are_surer_than_they_should_be_are_taken_at_their_worth(smooth):
    """Off by twice their own error at 400 points left out, two of three by the same luck: scale 2, correlation .9."""
    luck = np.random.default_rng(1).normal(size=(400, 3))
    luck[:, 1] = 0.9 * luck[:, 0] + np.sqrt(1.0 - 0.9**2) * luck[:, 1]
    found = smooth.off_as(2.0 * luck)
    assert found.scales == pytest.approx([2.0, 2.0, 2.0], abs=0.2)
    assert found.together[0, 1] == pytest.approx(0.9, abs=0.05)
    assert abs(found.together[0, 2]) < 0.15
    x = quasi_random(5, 3, 4)
    assert found.at(x)[1] == pytest.approx(smooth.at(x)[1] * found.scales**2)


def test_emulators_that_are_less_sure_than_they_could_be_stay_so(smooth):
    """Half as far off as they say: no error is made smaller by it."""
    assert (smooth.off_as(0.5 * np.random.default_rng(2).normal(size=(400, 3))).scales == 1.0).all()


def test_points_left_out_are_told_by_emulators_that_have_not_seen_them(toy):
    """Of a rough simulator with a design of 60: off by about one of their own errors, not by none."""
    u = quasi_random(60, toy.FIGURES, 3)
    off = left_out(toy.x_of(u), toy.lived(u, 0.5, 3))
    assert off.shape == (60, 3)
    assert 0.8 < np.sqrt((off**2).mean()) < 1.6
