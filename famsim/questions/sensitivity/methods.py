"""The methods: which points each tries, and the indices that SALib works out from what the points came to.

Points are shares of each figure's range from 0 to 1. A design is made of blocks, each of which tells something of every
figure by itself: a trajectory (Morris), a base point with its changes (Sobol), a point (PAWN).
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np

from famsim.questions.sensitivity.salib import of_salib, problem_of

RESAMPLES = 200  # of a bootstrap
RESAMPLED = 20  # of PAWN, where SALib works out the whole index again
FEWEST = 2  # resamples where no interval is wanted
OF_NORMAL = float(np.sqrt(2 / np.pi))  # the mean size of a normal number with spread 1
SLICES = 8  # of a figure's range, in which PAWN looks at the answer by itself
TWO_SPREADS, IN_TWENTY = 1.96, 0.95


class Asked(NamedTuple):
    """How a design is made and looked at: blocks (trajectories or points), levels of Morris, the seed, resamples."""

    blocks: int
    levels: int = 4
    seed: int = 1
    resamples: int = RESAMPLES


class Indices(NamedTuple):
    """What each figure's index is, arrays (figures,): it, the ends of its 95% interval, and what luck makes of nothing.

    by_chance: the index that a figure without any effect may show here. first, first_low, first_high: Sobol's first
    order; mean, spread: Morris's mu and sigma; NaN of other methods.
    """

    value: np.ndarray
    low: np.ndarray
    high: np.ndarray
    by_chance: np.ndarray
    first: np.ndarray
    first_low: np.ndarray
    first_high: np.ndarray
    mean: np.ndarray
    spread: np.ndarray


class Method(NamedTuple):
    """One method: its words, what its index is called, the fewest blocks, and how it samples and analyses."""

    says: str
    called: str
    has: str  # what a figure of so large an index {0} does, between the ends of its interval {1} and {2}; {3}: a unit
    blocks_are: str
    least: Callable[[int], int]
    usual: int
    rows: Callable[[int], int]  # of a block, for so many figures
    sample: Callable[[Asked, int], np.ndarray]
    analyse: Callable[[np.ndarray, np.ndarray, Asked], Indices]


def indices(index: np.ndarray, half: np.ndarray, by_chance: np.ndarray, **more: np.ndarray) -> Indices:
    """Return indices from what they are and half the width of their intervals; none is below 0."""
    none = np.full(index.shape, np.nan)
    others = {name: more.get(name, none) for name in ("first", "first_low", "first_high", "mean", "spread")}
    return Indices(index, np.maximum(index - half, 0.0), index + half, by_chance, **others)


def sample_morris(asked: Asked, figures: int) -> np.ndarray:
    """Return trajectories in which one figure after the other moves by a step of its range."""
    made = of_salib("sample.morris").sample(problem_of(figures), asked.blocks, num_levels=asked.levels, seed=asked.seed)
    found: np.ndarray = made
    return found


def analyse_morris(shares: np.ndarray, values: np.ndarray, asked: Asked) -> Indices:
    """Return by how much each figure moves the answer over its range, on average and whichever the direction (mu*)."""
    problem = problem_of(shares.shape[1])
    about: dict[str, Any] = {"num_resamples": asked.resamples, "num_levels": asked.levels, "seed": asked.seed}
    found = of_salib("analyze.morris").analyze(problem, shares, values.mean(axis=1), **about)
    steps = elementary(shares, values)
    by_chance = OF_NORMAL * np.sqrt(of_luck(steps).mean(axis=0))
    index, half, mean, sigma = (np.array(found[name], float) for name in ("mu_star", "mu_star_conf", "mu", "sigma"))
    return indices(index, half, by_chance, mean=mean, spread=sigma)


def elementary(shares: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Return the rate of each figure's step in each trajectory, a whole range, (trajectories, figures, lucks)."""
    figures = shares.shape[1]
    x = shares.reshape(-1, figures + 1, figures)
    y = values.reshape(-1, figures + 1, values.shape[1])
    moved, change = np.diff(x, axis=1), np.diff(y, axis=1)
    which = np.abs(moved).argmax(axis=2)
    rate = change / np.take_along_axis(moved, which[:, :, None], axis=2)
    found: np.ndarray = np.empty_like(rate)
    np.put_along_axis(found, which[:, :, None], rate, axis=1)
    return found


def of_luck(values: np.ndarray) -> np.ndarray:
    """Return the variance of the means over lucks, the last axis; none can be told of one luck."""
    lucks = values.shape[-1]
    if lucks < 2:
        return np.full(values.shape[:-1], np.nan)
    found: np.ndarray = values.var(axis=-1, ddof=1) / lucks
    return found


def sample_sobol(asked: Asked, figures: int) -> np.ndarray:
    """Return Saltelli's points: two samples, and the one with each figure taken from the other."""
    made = of_salib("sample.sobol").sample(
        problem_of(figures), asked.blocks, calc_second_order=False, seed=np.random.default_rng(asked.seed)
    )
    found: np.ndarray = made
    return found


def analyse_sobol(shares: np.ndarray, values: np.ndarray, asked: Asked) -> Indices:
    """Return each figure's share of the answer's variance: with what it does together with others, and alone."""
    figures, mean = shares.shape[1], values.mean(axis=1)
    about: dict[str, Any] = {"calc_second_order": False, "num_resamples": asked.resamples, "seed": asked.seed or 2**31}
    found = of_salib("analyze.sobol").analyze(problem_of(figures), mean, **about)
    total, half, first, of_first = (np.array(found[name], float) for name in ("ST", "ST_conf", "S1", "S1_conf"))
    y = values.reshape(-1, figures + 2, values.shape[1])
    noise = 0.5 * of_luck(y[:, :1] - y[:, 1 : figures + 1]).mean(axis=0) / mean.var()
    return indices(total, half, noise, first=first, first_low=first - of_first, first_high=first + of_first)


def sample_pawn(asked: Asked, figures: int) -> np.ndarray:
    """Return a Latin hypercube; PAWN takes any sample."""
    from scipy.stats import qmc

    generator = np.random.default_rng(asked.seed)
    method: Any = qmc.LatinHypercube
    try:
        sampler = method(figures, rng=generator)
    except TypeError:  # before SciPy 1.15 it was called seed
        sampler = method(figures, seed=generator)
    found: np.ndarray = sampler.random(asked.blocks)
    return found


def analyse_pawn(shares: np.ndarray, values: np.ndarray, asked: Asked) -> Indices:
    """Return how far knowing a figure moves the answer's distribution; above 0 for nothing, which is said beside it.

    The interval is of the same index of points drawn again; `by_chance`, the most of 19 in 20 figures that do nothing:
    a figure's own shares shuffled.
    """
    mean, chance = values.mean(axis=1), np.random.default_rng(asked.seed)
    index = pawn(shares, mean)
    times = min(asked.resamples, RESAMPLED)
    drawn = [chance.integers(len(mean), size=len(mean)) for _ in range(times)]
    again = np.array([pawn(shares[rows], mean[rows]) for rows in drawn])
    shuffled = np.column_stack([chance.permutation(shares[:, 0]) for _ in range(times)])
    nothing = np.quantile(pawn(shuffled, mean), IN_TWENTY)
    return indices(index, TWO_SPREADS * again.std(axis=0, ddof=1), np.full(index.shape, nothing))


def pawn(shares: np.ndarray, mean: np.ndarray) -> np.ndarray:
    """Return how far apart the answer's distribution is within slices of each figure's range: the median slice."""
    found = of_salib("analyze.pawn").analyze(problem_of(shares.shape[1]), shares, mean, S=SLICES)
    return np.array(found["median"], float)


METHODS: Mapping[str, Method] = {
    "morris": Method(
        "Morris's screening: by how much a figure moves the answer from one end of its range to the other, on average",
        "move over its range (mu*)",
        "moves it by {0} {3} over its range, 95% interval {1} to {2}",
        "trajectories",
        lambda figures: 4,
        10,
        lambda figures: figures + 1,
        sample_morris,
        analyse_morris,
    ),
    "sobol": Method(
        "Sobol's indices: the share of the answer's variance that a figure has, together with others",
        "share of the variance (total)",
        "has {0} of the variance, with others; 95% interval {1} to {2}",
        "points",
        lambda figures: 64,
        256,
        lambda figures: figures + 2,
        sample_sobol,
        analyse_sobol,
    ),
    "pawn": Method(
        "PAWN: how far the answer's distribution moves when a figure is known",
        "distance of distributions (PAWN)",
        "index {0}, 95% interval {1} to {2}",
        "points",
        lambda figures: max(100, 10 * figures),
        512,
        lambda figures: 1,
        sample_pawn,
        analyse_pawn,
    ),
}
