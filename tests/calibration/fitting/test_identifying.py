"""What targets tell of figures, against the closed form of a linear simulator."""

import numpy as np
import pytest

from famsim.calibration import Contraction, contractions, correlations, narrowed, quasi_random, told_alone


def test_contraction_is_the_share_of_variance_taken_away(toy, smooth):
    """1 - posterior variance / prior variance, in closed form; nothing of the figure that does nothing."""
    _, posterior = toy.amortised(smooth)
    values = (0.3, 0.2, -0.1)
    draws = posterior.draws(np.array(values), 20_000, np.random.default_rng(1))
    _, covariance = toy.exact(values)
    found = [one.share for one in contractions(draws, posterior.x, 20_000)]
    assert found == pytest.approx(1.0 - np.diag(covariance), abs=0.04)
    assert abs(found[toy.NOTHING]) < 0.04
    r = covariance[0, 1] / np.sqrt(covariance[0, 0] * covariance[1, 1])
    assert correlations(draws)[0, 1] == pytest.approx(r, abs=0.04)


def test_what_a_target_tells_by_itself(toy, smooth):
    """One linear target: it takes a_j^2 / (sum a^2 + error^2) of figure j's variance."""
    _, posterior = toy.amortised(smooth)
    found = told_alone(posterior.x, (posterior.means, posterior.variances), posterior.aims)
    by_hand = toy.SLOPES**2 / ((toy.SLOPES**2).sum(axis=1) + toy.ERRORS**2)[:, None]
    assert found == pytest.approx(by_hand, abs=0.03)


@pytest.mark.parametrize(("share", "chance", "shown"), [(0.5, 0.05, True), (0.19, 0.01, False), (0.3, 0.2, False)])
def test_only_a_clear_contraction_is_shown(share, chance, shown):
    """A fifth of the variance at least, and twice what chance makes of a figure that nothing tells."""
    assert Contraction(share, 0.0, chance).shown is shown


def test_what_is_true_is_seldom_ruled_out(toy, smooth, assert_share):
    """Of 400 truths the emulators keep at least 95%: three errors of the worst of three targets."""
    generator = np.random.default_rng(3)
    truths = generator.random((400, toy.FIGURES))
    seen = toy.lived(truths) + toy.ERRORS * generator.normal(size=(400, 3))
    kept = [
        narrowed(toy.x_of(truth[None]), smooth, toy.aims(values)).share > 0.0
        for truth, values in zip(truths, seen, strict=True)
    ]
    assert_share(sum(kept), 400, 0.992, within=0.01)  # .9973 to the power of three


def test_a_wave_leaves_less_than_it_was_given(toy, smooth):
    u = quasi_random(1_024, toy.FIGURES, 2)
    left = narrowed(toy.x_of(u), smooth, toy.aims((2.0, 1.5, 0.0)))
    assert 0.0 < left.share < 0.5
    assert len(left.points) == round(left.share * 1_024)


def test_where_nothing_comes_near_the_nearest_are_tried(toy, smooth):
    """Targets that no figures give: the share is nothing, and the points nearest to them are handed on."""
    u = quasi_random(1_024, toy.FIGURES, 2)
    left = narrowed(toy.x_of(u), smooth, toy.aims((50.0, -50.0, 0.0)))
    assert left.share == 0.0 and len(left.points) == 10
    assert (left.points[:, 1] < 0.5).all()  # the second target wants the second figure low
