"""The posterior by emcee's affine-invariant walkers, the same for the same seed, and how well they have mixed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from famsim.calibration.fitting.aims import effective
from famsim.calibration.fitting.emulator import Floats, one_thread

FEWEST_WALKERS = 24
BLOCK = 250  # steps between two looks at whether they have mixed
MOST_BLOCKS = 24
LENGTHS_WANTED = 30.0  # autocorrelation times that the walkers go, the first fifth of which is thrown away
THROWN_AWAY = 0.2
KEPT = 600  # draws, over all walkers


@dataclass(frozen=True)
class Chains:
    """Draws in the unit cube, (walkers, draws, figures); steps gone; the longest autocorrelation time, in steps;
    ess: how many independent draws the figure that mixes worst is worth before thinning; accepted: share of moves.
    """

    draws: Floats
    steps: int
    time: float
    ess: float
    accepted: float

    @property
    def flat(self) -> Floats:
        """All draws, (draws, figures)."""
        return self.draws.reshape(-1, self.draws.shape[-1])

    @property
    def mixed(self) -> bool:
        """Say whether the walkers went far enough."""
        return self.steps >= LENGTHS_WANTED * self.time


def sample(log_density: Callable[[Floats], Floats], starts: tuple[Floats, Floats], seed: int = 1) -> Chains:
    """Return draws from a density over the unit cube; outside it nothing is possible.

    log_density: of points (points, figures). starts: candidate points and their weights, from which walkers begin.
    """
    from emcee import EnsembleSampler, State

    generator = np.random.default_rng(seed)
    begin = beginnings(*starts, generator)
    walkers, figures = begin.shape

    def inside(u: Floats) -> Floats:
        """Return the density, none outside the cube."""
        allowed = ((u > 0.0) & (u < 1.0)).all(axis=1)
        found = np.full(len(u), -np.inf)
        if allowed.any():
            found[allowed] = log_density(u[allowed])
        return found

    sampler: Any = EnsembleSampler(walkers, figures, inside, vectorize=True)
    state = State(begin, random_state=np.random.RandomState(seed).get_state())
    with one_thread():
        for _ in range(MOST_BLOCKS):
            state = sampler.run_mcmc(state, BLOCK)
            times = times_of(sampler)
            if sampler.iteration >= LENGTHS_WANTED * times.max():
                break
    gone = sampler.iteration
    kept: Floats = sampler.get_chain(discard=round(THROWN_AWAY * gone))
    thin = max(kept.shape[0] * walkers // KEPT, 1)
    ess = kept.shape[0] * walkers / float(times.max())
    draws = np.ascontiguousarray(np.swapaxes(kept[::thin], 0, 1))
    return Chains(draws, gone, float(times.max()), ess, float(sampler.acceptance_fraction.mean()))


def times_of(sampler: Any) -> Floats:
    """Return the autocorrelation time of each figure, in steps; all of them where it cannot be told yet."""
    found = np.asarray(sampler.get_autocorr_time(tol=0, quiet=True), np.float64)
    return np.where(np.isfinite(found), np.maximum(found, 1.0), float(sampler.iteration))


def beginnings(u: Floats, weights: Floats, generator: np.random.Generator) -> Floats:
    """Return where walkers begin: candidates by their weights, tempered until enough of them count, each moved a bit.

    An even number, more than twice the figures.
    """
    walkers = max(FEWEST_WALKERS, 2 * (u.shape[1] + 1))
    tempered = weights
    while effective(tempered) < min(4 * walkers, len(u) / 2):
        tempered = np.sqrt(tempered)
        tempered = tempered / tempered.sum()
    chosen = generator.choice(len(u), walkers, replace=False, p=0.999 * tempered + 0.001 / len(u))
    moved = u[chosen] + generator.normal(0.0, 1e-3, (walkers, u.shape[1]))
    found: Floats = np.clip(moved, 1e-3, 1.0 - 1e-3)
    return found
