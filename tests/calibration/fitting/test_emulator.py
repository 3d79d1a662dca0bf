"""Emulators: a plane comes out as it is, a point left out is told as by algebra, roughness is not taken for shape."""

import numpy as np
import pytest

from famsim.calibration import emulate, quasi_random


def test_a_plane_comes_out_as_it_is():
    """y = 3 + 2 x1 - x2: at 400 other points within a ten-thousandth of its spread."""
    u, other = quasi_random(40, 2, 1), quasi_random(400, 2, 9)
    found, variance = emulate(u, 3.0 + u @ [2.0, -1.0]).at(other)
    assert found == pytest.approx(3.0 + other @ [2.0, -1.0], abs=1e-4)
    assert (variance < 1e-4).all()


def test_what_bends_is_followed():
    """sin(3 x1) x2 at 400 other points within 2% of its spread (0.26)."""
    u, other = quasi_random(60, 2, 1), quasi_random(400, 2, 9)
    found, _ = emulate(u, np.sin(3.0 * u[:, 0]) * u[:, 1]).at(other)
    assert np.abs(found - np.sin(3.0 * other[:, 0]) * other[:, 1]).mean() < 0.02 * 0.26


def test_a_point_left_out_is_told_as_if_it_had_not_been_lived():
    """Rasmussen and Williams, equation 5.12: the same as the process without that point, its lengths kept."""
    u = quasi_random(20, 2, 3)
    y = np.sin(4.0 * u[:, 0]) + np.random.default_rng(2).normal(0.0, 0.1, 20)
    one = emulate(u, y)
    process, points = one.process, one.process.points
    standard = (y - one.centre) / one.spread
    near = np.exp(-0.5 * (((points[:, None] - points[None]) / process.lengths) ** 2).sum(axis=2))
    k = process.plane * (1.0 + points @ points.T) + process.bends * near + process.rough * np.eye(20)
    rest = [i for i in range(20) if i != 7]
    told = k[7, rest] @ np.linalg.solve(k[np.ix_(rest, rest)], standard[rest])
    left = k[7, 7] - k[7, rest] @ np.linalg.solve(k[np.ix_(rest, rest)], k[rest, 7])
    assert one.left_out[7, 0] == pytest.approx(one.centre + one.spread * told, abs=1e-6)
    assert one.left_out[7, 1] == pytest.approx(one.spread**2 * left, rel=1e-5)


def test_its_error_is_as_large_as_it_says(assert_share):
    """Roughness of .2 about a plane: 95.4% of 1,000 other outcomes lie within two of its own errors.

    1,000 would put an error that is a fifth too small (89%) nine standard errors away.
    """
    generator = np.random.default_rng(4)
    u, other = quasi_random(120, 3, 1), quasi_random(1_000, 3, 9)
    slope = [1.0, -2.0, 0.5]
    one = emulate(u, u @ slope + generator.normal(0.0, 0.2, 120))
    mean, variance = one.at(other)
    off = (other @ slope + generator.normal(0.0, 0.2, 1_000) - mean) / np.sqrt(variance)
    assert_share(int((np.abs(off) <= 2.0).sum()), 1_000, 0.954, within=0.03)
    assert 0.8 < np.sqrt(one.process.rough) * one.spread / 0.2 < 1.2


def test_an_outcome_that_never_moves_is_known():
    mean, variance = emulate(quasi_random(20, 2, 1), np.full(20, 4.0)).at(quasi_random(5, 2, 2))
    assert (mean == 4.0).all() and (variance == 0.0).all()


def test_the_same_points_give_the_same_emulator():
    u = quasi_random(30, 2, 1)
    first, second = (emulate(u, np.cos(5.0 * u[:, 0])).at(u)[0] for _ in range(2))
    assert first.tobytes() == second.tobytes()
