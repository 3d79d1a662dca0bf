"""A simulator whose posterior is known: answers are linear in standard normal figures, and rough by chance.

answers = SLOPES z + rough e, z the figures as standard normal numbers, one of which does nothing; targets are seen with
ERRORS. With no roughness the posterior is normal in closed form: its precision is 1 + SLOPES' ERRORS^-2 SLOPES.
"""

from dataclasses import dataclass, replace
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import numpy as np
from scipy.special import ndtri

from famsim.calibration import (
    CANDIDATES,
    Aims,
    contractions,
    log_likelihood,
    quasi_random,
    sample,
    surface,
    weights_of,
)

_spec = spec_from_file_location("amortised", Path(__file__).parents[1] / "statistical" / "amortised.py")
checks = module_from_spec(_spec)
_spec.loader.exec_module(checks)

SLOPES = np.array([[1.0, 0.5, 0.0], [0.0, 1.0, 0.0], [0.8, -0.6, 0.0]])
ERRORS = np.array([0.5, 0.4, 0.6])
FIGURES = SLOPES.shape[1]
NOTHING = 2  # the figure that does nothing
WIDTH = 0.12  # of the unit cube, for a standard deviation of a figure
DRAWS = 99  # of a posterior, among which the truth has a rank
MANY = 600  # draws from which a contraction is told
SHARES = (0.5, 0.9)  # of the intervals whose coverage is counted


def z_of(u):
    """Return the figures as standard normal numbers at points of the cube."""
    return ndtri(np.clip(u, 1e-9, 1.0 - 1e-9))


def x_of(u):
    """Return the figures as an emulator has them."""
    return 0.5 + WIDTH * z_of(u)


def aims(values=(0.0, 0.0, 0.0)):
    """Return targets of these values."""
    none = np.zeros(len(ERRORS))
    return Aims(("a", "b", "c"), np.array(values, float), ERRORS, none, none)


def lived(u, rough=0.0, seed=0):
    """Return what the simulator answers at points of the cube, (points, targets)."""
    return z_of(u) @ SLOPES.T + rough * np.random.default_rng(seed).normal(size=(len(u), len(ERRORS)))


def fitted(rough=0.0, points=60, seed=1):
    """Return emulators of the simulator, lived at a design."""
    u = quasi_random(points, FIGURES, seed)
    return surface(x_of(u), lived(u, rough, seed))


def exact(values):
    """Return mean and covariance of the figures after the fit, for a simulator that is not rough."""
    weighed = SLOPES.T / ERRORS**2
    covariance = np.linalg.inv(np.eye(FIGURES) + weighed @ SLOPES)
    return covariance @ weighed @ np.asarray(values), covariance


def amortised(emulators):
    """Return the posterior for any values of the targets."""
    u = quasi_random(CANDIDATES, FIGURES, 2)
    return u, checks.Amortised(z_of(u), *emulators.at(x_of(u)), aims())


def chains(emulators, values, seed=1):
    """Return the posterior for some values of the targets by emcee."""
    u, wanted = quasi_random(CANDIDATES, FIGURES, 2), aims(values)

    def density(points):
        return log_likelihood(*emulators.at(x_of(points)), wanted)

    return sample(density, (u, weights_of(density(u))), seed)


@dataclass(frozen=True)
class Checked:
    """Many worlds, each with figures drawn from what is assumed: ranks (worlds, figures) of the truth among draws;
    held (shares, worlds, figures): whether intervals hold it; shown (worlds, figures): whether a figure would be called
    calibrated.
    """

    ranks: np.ndarray
    held: np.ndarray
    shown: np.ndarray


def worlds(number, rough, fault=None, designs=5, seed=7):
    """Return what so many worlds of each of some designs say of the amortised posterior.

    A design has luck of its own: what its emulators are off by is the same in all of its worlds. fault: "no emulator
    error" leaves it out of the likelihood; "wrong sign" of a target; "no target error" of targets.
    """
    parts = [of_design(number // designs, rough, fault, seed + 100 * design) for design in range(designs)]
    return Checked(
        *(np.concatenate(part, axis=axis) for part, axis in zip(zip(*parts, strict=True), (0, 1, 0), strict=True))
    )


def of_design(number, rough, fault, seed):
    """Return ranks, coverage and figures called calibrated in so many worlds of one design."""
    generator = np.random.default_rng(seed)
    _, posterior = amortised(fitted(rough, seed=seed))
    if fault == "no emulator error":
        posterior = replace(posterior, variances=np.zeros_like(posterior.variances))
    if fault == "no target error":
        posterior = replace(posterior, aims=replace(posterior.aims, errors=ERRORS / 10.0))
    truths = generator.random((number, FIGURES))
    seen = lived(truths, rough, seed + 1) + ERRORS * generator.normal(size=(number, len(ERRORS)))
    if fault == "wrong sign":
        seen[:, 1] *= -1.0
    found, held, shown = [], [], []
    for truth, values in zip(z_of(truths), seen, strict=True):
        draws = posterior.draws(values, DRAWS, generator)
        found.append(checks.ranks(truth, draws, generator))
        held.append([checks.covered(truth, draws, share) for share in SHARES])
        many = posterior.draws(values, MANY, generator)
        shown.append([one.shown for one in contractions(many, posterior.x, min(MANY, posterior.worth(values)))])
    return np.array(found), np.swapaxes(np.array(held), 0, 1), np.array(shown)
