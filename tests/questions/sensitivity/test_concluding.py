"""Planted truths: stand-in lives whose indices are known beforehand."""

import numpy as np
import pytest
from scipy.special import ndtri

from famsim.questions.sensitivity.concluding import (
    COUNTS,
    DOUBTFUL,
    INERT,
    LUCK,
    NO_MEANING,
    NOTHING,
    ORDER,
    SETTLED,
    TOO_FEW,
    UNSETTLED,
    alike,
    conclude,
    lucks_needed,
    savage,
)
from famsim.questions.sensitivity.methods import METHODS, Asked

pytest.importorskip("SALib")
LUCKS = np.array([0.0, 0.7, -0.4])  # what each luck adds to every point alike


def asked_of(name, life, blocks, figures, luck=None):
    """Return what a method concludes of a stand-in life of shares, under three lucks."""
    method, asked = METHODS[name], Asked(blocks, seed=3)
    shares = method.sample(asked, figures)
    values = life(shares)[:, None] + LUCKS
    if luck is not None:
        values = values + luck(shares, values.shape)
    return conclude(method, shares, values, asked)


def linear_gaussian(shares):
    """2 x1 + 1 x2 + 0 x3 + .5 x4, each x normal with spread 1, 1, 1, 2: variances 4, 1, 0, 1 of 6."""
    x = ndtri(np.clip(shares, 1e-6, 1 - 1e-6)) * np.array([1.0, 1.0, 1.0, 2.0])
    return x @ np.array([2.0, 1.0, 0.0, 0.5])


def ishigami(shares):
    """Its total indices are .5576, .4424, .2437 (a = 7, b = .1); the fourth figure does nothing."""
    x = (2 * shares - 1) * np.pi
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def test_a_linear_gaussian_life_has_the_indices_of_its_closed_form():
    """Within 2%, first order and total; the inert one exactly 0, whatever luck adds to all points alike."""
    found = asked_of("sobol", linear_gaussian, 8192, 4)
    expected = np.array([4, 1, 0, 1]) / 6
    np.testing.assert_allclose(found.indices.value, expected, atol=0.02 * expected.max())
    np.testing.assert_allclose(found.indices.first, expected, atol=0.02 * expected.max())
    np.testing.assert_allclose(found.indices.value[[0, 1, 3]], expected[[0, 1, 3]], rtol=0.02)
    assert found.indices.value[2] == 0.0 == found.indices.low[2] == found.indices.high[2]
    assert [found.said_of(place) for place in range(4)] == [COUNTS, COUNTS, INERT, COUNTS]
    assert found.verdict == SETTLED and found.by_luck < 1e-9 and list(found.direction[:2]) == [1, 1]


def test_sobol_finds_the_ishigami_totals():
    found = asked_of("sobol", ishigami, 4096, 4)
    np.testing.assert_allclose(found.indices.value, [0.5576, 0.4424, 0.2437, 0.0], atol=0.03)
    assert (found.indices.low - 0.03 <= [0.5576, 0.4424, 0.2437, 0.0]).all()


def test_morris_ranks_an_ishigami_like_life_rightly():
    """mu* by numbers, over a fine grid of steps: x2 first, then x1, x3; the fourth does nothing."""
    found = asked_of("morris", ishigami, 200, 4)
    assert found.ranks()[3] == 4 and found.said_of(3) == INERT
    order = list(np.argsort(-found.indices.value))
    shares = METHODS["sobol"].sample(Asked(2048, seed=9), 4)[::6]
    steps = []
    for figure in range(4):
        from_, to = shares.copy(), shares.copy()
        from_[:, figure] = np.round(shares[:, figure]) / 3.0
        to[:, figure] = from_[:, figure] + 2 / 3
        for other in set(range(4)) - {figure}:
            from_[:, other] = to[:, other] = np.floor(shares[:, other] * 4) / 3
        steps.append(np.abs(ishigami(to) - ishigami(from_)).mean() * 1.5)
    assert order == list(np.argsort(-np.array(steps)))
    np.testing.assert_allclose(found.indices.value[:3], steps[:3], rtol=0.2)


def test_morris_of_a_linear_life_is_what_the_whole_range_does():
    found = asked_of("morris", lambda shares: shares @ np.array([5.0, -3.0, 0.0]), 8, 3)
    np.testing.assert_allclose(found.indices.value, [5, 3, 0], atol=1e-9)
    assert list(found.direction) == [1, -1, 0] and list(found.ranks()) == [1, 2, 3]


def test_pawn_tells_an_inert_figure_from_one_that_counts():
    found = asked_of("pawn", linear_gaussian, 512, 4)
    assert found.said_of(0) == COUNTS and found.said_of(2) == DOUBTFUL and found.ranks()[0] == 1
    assert found.indices.low[2] <= found.indices.by_chance[2]


@pytest.mark.parametrize("name", ["morris", "sobol"])
def test_luck_at_each_point_makes_no_inert_figure_count(name):
    """Planted: luck that is another at every point and repetition, a tenth of what the figures do."""

    def luck(shares, shape):
        return np.random.default_rng(5).normal(0.0, 0.25, shape)

    found = asked_of(name, linear_gaussian, 256, 4, luck)
    assert found.said_of(2) != COUNTS and found.said_of(0) == COUNTS
    assert 0 < found.by_luck < 0.1


def test_what_is_mostly_luck_is_not_concluded_from():
    """Variance by luck of a mean of three: 30 / 3 = 10, of the figures 6: a share of .625."""

    def luck(shares, shape):
        return np.random.default_rng(5).normal(0.0, np.sqrt(30.0), shape)

    found = asked_of("sobol", linear_gaussian, 1024, 4, luck)
    assert found.verdict == LUCK and found.indices is None
    assert found.by_luck == pytest.approx(0.625, abs=0.03)
    assert found.needed == pytest.approx(20, abs=3)


def test_the_repetitions_that_would_do():
    """By hand: luck 10 with 3 beside 6 of the figures; with n, 30 / n is a fifth of 30 / n + 6 at n = 20."""
    assert lucks_needed(10 / 16, 3) == 20


def test_nothing_missing_and_too_few():
    method, asked = METHODS["morris"], Asked(6, seed=1)
    shares = method.sample(asked, 3)
    assert conclude(method, shares, np.ones((len(shares), 2)), asked).verdict == NOTHING
    values = (shares @ np.array([3.0, 2.0, 1.0]))[:, None] + np.zeros(2)
    assert conclude(method, shares, values * np.nan, asked).verdict == NO_MEANING
    values[[0, 4, 9]] = np.nan  # a point each of three trajectories: three are left of the four that it takes
    found = conclude(method, shares, values, asked)
    assert (found.verdict, found.blocks, found.needed) == (TOO_FEW, 3, 4)
    values[9] = values[8]
    assert conclude(method, shares, np.nan_to_num(values, nan=np.nan), asked).blocks == 4


def test_a_design_whose_halves_disagree_has_not_settled():
    """Planted: a life that is no function of its figures at all, the same under every luck."""
    found = asked_of("morris", lambda shares: np.random.default_rng(2).normal(size=len(shares)), 8, 12)
    assert found.verdict == UNSETTLED and found.needed >= 16
    assert found.sizes == (2, 4, 6, 8) and found.growing.shape == (4, 12)


def test_few_points_settle_the_order_before_the_sizes():
    found = asked_of("sobol", linear_gaussian, 64, 4)
    assert found.verdict in (ORDER, UNSETTLED) and found.needed >= 128


def test_savage_scores_by_hand():
    """Three figures: 1 + 1/2 + 1/3, 1/2 + 1/3, 1/3."""
    np.testing.assert_allclose(savage(np.array([5.0, 9.0, 1.0])), [5 / 6, 11 / 6, 1 / 3])
    assert alike(np.array([1.0, 2.0, 3.0]), np.array([10.0, 20.0, 30.0])) == pytest.approx(1.0)
    assert alike(np.array([1.0, 2.0, 3.0]), np.array([3.0, 2.0, 1.0])) < -0.5
