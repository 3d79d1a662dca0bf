"""A Gaussian process in place of the model: what it would answer at any point, and how far off that may be."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any
from warnings import catch_warnings, simplefilter

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

FLAT = 1e-9  # of its size: an outcome that moves less is the same everywhere
STEPS = 40  # of the search for the likeliest lengths and variances, from each of its beginnings
STEPS_ON = 12  # of a search that goes on from what was likeliest for fewer or more of the same points
AGAIN = 1  # beginnings besides the usual one
LENGTHS = (0.2, 30.0)  # of the unit cube's side: over which an outcome may bend
VARIANCES = (1e-4, 1e3)  # of a standardised outcome
ROUGH = (1e-6, 1.0)  # variance of what no smooth surface explains
MOST_AT_ONCE = 512  # points asked about in one go


@dataclass(frozen=True)
class Process:
    """A fitted process over standardised outcomes: points, (points, figures) from -1 to 1; the variances of the plane,
    of what bends and of what is rough, and the lengths over which it bends, (figures,); weights (points,) and the
    inverse root of the points' covariance, (points, points), lower.
    """

    points: Floats
    plane: float
    bends: float
    lengths: Floats
    rough: float
    weights: Floats
    root: Floats

    def at(self, x: Floats) -> tuple[Floats, Floats]:
        """Return mean and variance at points, (n, figures) from -1 to 1."""
        apart = x[:, None, :] / self.lengths - self.points[None] / self.lengths
        near = np.exp(-0.5 * (apart**2).sum(axis=2))
        between = self.plane * (1.0 + x @ self.points.T) + self.bends * near
        own = self.plane * (1.0 + (x**2).sum(axis=1)) + self.bends + self.rough
        known = ((between @ self.root.T) ** 2).sum(axis=1)
        return between @ self.weights, np.maximum(own - known, self.rough)

    def left_out(self, y: Floats) -> tuple[Floats, Floats]:
        """Return what all other points tell of each point, and its variance (leave one out).

        Closed form: with K the covariance of the points, y_i - (K^-1 y)_i / (K^-1)_ii and 1 / (K^-1)_ii.
        """
        each: Floats = (self.root**2).sum(axis=0)
        return y - self.weights / each, 1.0 / each


@dataclass(frozen=True)
class Emulator:
    """One outcome over the unit cube of the figures: a plane, what bends about it, and what is rough.

    centre, spread: of the outcome over the design. process: of the standardised outcome; None where the outcome is the
    same at every point. left_out: (points, 2) each point's outcome as all others tell it, and the variance of that.
    """

    centre: float
    spread: float
    process: Process | None
    left_out: Floats

    def at(self, x: Floats) -> tuple[Floats, Floats]:
        """Return the expected answer at points, (points, figures) in the unit cube, and its variance, (points,) each.

        The variance is that of one more run there: of the surface, and of what is rough about it.
        """
        if self.process is None:
            return np.full(len(x), self.centre), np.zeros(len(x))
        means, variances = np.empty(len(x)), np.empty(len(x))
        for first in range(0, len(x), MOST_AT_ONCE):
            part = slice(first, first + MOST_AT_ONCE)
            means[part], variances[part] = self.process.at(sided(x[part]))
        return self.centre + self.spread * means, self.spread**2 * variances

    def explained(self, y: Floats) -> float:
        """Return the share of an outcome's variance that the other points tell of each point (Q squared)."""
        return float(1.0 - ((y - self.left_out[:, 0]) ** 2).sum() / max(((y - y.mean()) ** 2).sum(), 1e-300))

    def within(self, y: Floats, sds: float = 2.0) -> float:
        """Return the share of points whose outcome lies within so many standard deviations of what the others tell."""
        return float((np.abs(y - self.left_out[:, 0]) <= sds * np.sqrt(self.left_out[:, 1])).mean())


def sided(x: Floats) -> Floats:
    """Return points of the unit cube as the process has them: from -1 to 1."""
    return 2.0 * np.asarray(x, np.float64) - 1.0


def emulate(x: Floats, y: Floats, seed: int = 1, before: Emulator | None = None) -> Emulator:
    """Return the emulator of an outcome, (points,), lived at points of the unit cube, (points, figures).

    before: an emulator of the same outcome at other points, from whose lengths and variances the search goes on. The
    same points, outcomes and emulator before give the same emulator.
    """
    centre, spread = float(y.mean()), float(y.std())
    if spread <= FLAT * max(abs(centre), FLAT):
        return Emulator(centre, 0.0, None, np.column_stack([y, np.zeros_like(y)]))
    standard = (y - centre) / spread
    with one_thread():
        process = fitted(sided(x), standard, seed, before.process if before else None)
    means, variances = process.left_out(standard)
    return Emulator(centre, spread, process, np.column_stack([centre + spread * means, spread**2 * variances]))


@contextmanager
def one_thread() -> Iterator[None]:
    """Let linear algebra use one thread: small matrices are slower on more, and their last bits are the same again."""
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1):
        yield


def fitted(points: Floats, y: Floats, seed: int, before: Process | None = None) -> Process:
    """Return the likeliest process for standardised outcomes, (points,)."""
    from scipy.linalg import solve_triangular

    found = regressor(points.shape[1], seed) if before is None else going_on(before, seed)
    with catch_warnings():
        simplefilter("ignore")  # a length at its end says that a figure does nothing, which is no trouble
        found.fit(points, y)
    smooth, noise = found.kernel_.k1, found.kernel_.k2
    return Process(
        points=points,
        plane=float(smooth.k1.k1.constant_value),
        bends=float(smooth.k2.k1.constant_value),
        lengths=np.broadcast_to(smooth.k2.k2.length_scale, points.shape[1:]).astype(np.float64),
        rough=float(noise.noise_level),
        weights=np.asarray(found.alpha_, np.float64),
        root=solve_triangular(found.L_, np.eye(len(y)), lower=True),
    )


def regressor(figures: int, seed: int) -> Any:
    """Return a process that nothing was fitted to: the search for its lengths begins in the middle, and once more."""
    return searched((0.5, 0.5, np.full(figures, 2.0), 0.05), seed, STEPS, AGAIN)


def going_on(before: Process, seed: int) -> Any:
    """Return a process that nothing was fitted to, whose search goes on where another one's ended."""
    return searched((before.plane, before.bends, before.lengths, before.rough), seed, STEPS_ON, 0)


def searched(begins: tuple[float, float, Floats, float], seed: int, steps: int, again: int) -> Any:
    """Return a plane + a smooth surface with a length a figure + roughness; begins: their variances and lengths."""
    from sklearn.gaussian_process import GaussianProcessRegressor
    from sklearn.gaussian_process.kernels import RBF, ConstantKernel, DotProduct, WhiteKernel

    plane = ConstantKernel(begins[0], VARIANCES) * DotProduct(1.0, "fixed")
    bends = ConstantKernel(begins[1], VARIANCES) * RBF(begins[2], LENGTHS)
    kernel = plane + bends + WhiteKernel(begins[3], ROUGH)
    optimiser = partial(likeliest, steps=steps)
    return GaussianProcessRegressor(kernel, optimizer=optimiser, n_restarts_optimizer=again, random_state=seed)


def likeliest(
    objective: Any, start: Floats, bounds: Sequence[tuple[float, float]], steps: int = STEPS
) -> tuple[Floats, float]:
    """Return where an objective with its gradient is least, after so many steps at most, and how much it is there."""
    from scipy.optimize import minimize

    found = minimize(objective, start, method="L-BFGS-B", jac=True, bounds=bounds, options={"maxiter": steps})
    return found.x, float(found.fun)
