"""Targets that a fit is made without: their prediction against the closed form of a made-up simulator."""

import numpy as np
import pytest

from famsim.calibration import Surface, likely_without, predicted_at, quasi_random, sample, weights_of, weights_without

VALUES = (0.4, -0.3, 0.5)


def left(*out):
    """Return which targets are left out."""
    return np.isin(np.arange(3), out)


def exact(toy, out):
    """Return mean and sd of what would be published: the posterior of the others, and the target's own error."""
    slopes, errors = toy.SLOPES[~out], toy.ERRORS[~out]
    weighed = slopes.T / errors**2
    covariance = np.linalg.inv(np.eye(toy.FIGURES) + weighed @ slopes)
    mean = toy.SLOPES[out] @ covariance @ weighed @ np.array(VALUES)[~out]
    return mean, np.sqrt(np.diag(toy.SLOPES[out] @ covariance @ toy.SLOPES[out].T) + toy.ERRORS[out] ** 2)


def test_a_fit_made_anew_without_a_target_predicts_it_as_the_closed_form_does(toy, smooth):
    """Normal in closed form. One that had seen its own target would have a third less spread, and another mean."""
    out = left(1)

    def density(u):
        return likely_without(toy.x_of(u), smooth, toy.aims(VALUES), out)

    u = quasi_random(4096, toy.FIGURES, 2)
    draws = toy.x_of(sample(density, (u, weights_of(density(u))), 1).flat)
    found = predicted_at((draws, np.full(len(draws), 1.0 / len(draws))), smooth, toy.aims(VALUES), out)
    mean, sd = exact(toy, out)
    assert found.mean == pytest.approx(mean, abs=0.15) and found.sd == pytest.approx(sd, rel=0.15)
    assert found.worth == pytest.approx(1.0)


def test_draws_weighed_anew_do_so_where_little_is_left_out_and_say_where_too_much_is(toy, smooth):
    draws = toy.x_of(toy.chains(smooth, VALUES).flat)
    worth = {}
    for out in (2, 0, 1):
        weights = weights_without(draws, smooth, toy.aims(VALUES), left(out))
        found = predicted_at((draws, weights), smooth, toy.aims(VALUES), left(out))
        worth[out] = found.worth
    mean, sd = exact(toy, left(2))
    weights = weights_without(draws, smooth, toy.aims(VALUES), left(2))
    found = predicted_at((draws, weights), smooth, toy.aims(VALUES), left(2))
    assert found.mean == pytest.approx(mean, abs=0.15) and found.sd == pytest.approx(sd, rel=0.15)
    assert worth[2] > 0.6 > worth[0] > 0.25 > worth[1]  # the second target tells most of its figure


def test_errors_that_go_together_by_nothing_are_as_one_by_one(toy, smooth):
    draws = toy.x_of(quasi_random(200, toy.FIGURES, 3))
    apart = Surface(smooth.emulators, np.ones(3), np.eye(3))
    one, two = (weights_without(draws, each, toy.aims(VALUES), left(1)) for each in (smooth, apart))
    assert one == pytest.approx(two)
