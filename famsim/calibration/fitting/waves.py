"""Waves: points spread evenly over the figures' ranges, then over what the waves before have not ruled out."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from famsim.calibration.fitting.aims import Aims, Surface, implausibility
from famsim.calibration.fitting.emulator import Floats

CANDIDATES = 8_192  # points asked of the emulators alone, a power of 2
RULED_OUT = 3.0  # standard deviations of the worst target: Pukelsheim's three sigma holds for any shape with one peak


@dataclass(frozen=True)
class Narrowed:
    """What a wave leaves: of the candidates those not ruled out, (n, figures), and their share."""

    points: Floats
    share: float


def quasi_random(points: int, figures: int, seed: int) -> Floats:
    """Return points of the unit cube by Sobol's sequence, scrambled, (points, figures); a prefix is such a design."""
    from scipy.stats import qmc

    method: Any = qmc.Sobol
    generator = np.random.default_rng(seed)
    try:
        sampler = method(figures, rng=generator)
    except TypeError:  # before SciPy 1.15 it was called seed
        sampler = method(figures, seed=generator)
    found: Floats = sampler.random_base2(max(int(np.ceil(np.log2(max(points, 1)))), 0))[:points]
    return found


def worst_of(means: Floats, variances: Floats, aims: Aims) -> Floats:
    """Return the largest implausibility of each point over the targets, (points,)."""
    found: Floats = implausibility(means, variances, aims).max(axis=1, initial=0.0)
    return found


def narrowed(x: Floats, surface: Surface, aims: Aims) -> Narrowed:
    """Return which candidates, (n, figures) in the unit cube, no target rules out.

    Where all are ruled out: those nearest to not being so, an empty share.
    """
    worst = worst_of(*surface.at(x), aims)
    inside = worst <= RULED_OUT
    if inside.any():
        return Narrowed(x[inside], float(inside.mean()))
    return Narrowed(x[np.argsort(worst, kind="stable")[: max(len(x) // 100, 1)]], 0.0)


def next_points(left: Narrowed, points: int) -> Floats:
    """Return so many points of what a wave leaves, spread evenly: in the order of the sequence they come from."""
    return left.points[:points]
