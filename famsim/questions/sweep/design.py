"""Which points a sweep tries over its levers and uncertainties: a grid, a sample, a list, or points of one's own."""

from collections.abc import Sequence
from itertools import product
from typing import Annotated, Any

import numpy as np

from famsim.limits import LIMITS, Limit
from famsim.questions.sweep.factors import Lever, Uncertainty
from famsim.runs import tidied
from famsim.scenario import Strict, one_of, optional, text, whole_number

MOST_POINTS = 100_000
KINDS = ("grid", "latin hypercube", "sobol", "list", "points")
OWN = KINDS[-1]  # points of one's own, each a line of its numbers
SAMPLED = KINDS[1:3]
USUAL_STEPS = 5  # of a range in a grid
MOST_SIGNS = 1 << 24  # of a table of points
Points = Annotated[int | None, optional(whole_number(Limit(1, MOST_POINTS, "points of the design")))]


class Design(Strict):
    """How points are chosen: `points` and `seed` are of sampled designs; Sobol's has a power of 2.

    table: of points of one's own, a line each, a number for each lever and then for each uncertainty.
    """

    kind: Annotated[str, one_of(KINDS, "design")]
    points: Points = None
    seed: Annotated[int, whole_number(LIMITS["seed"])] = 1
    table: Annotated[str | None, optional(text(MOST_SIGNS, one_line=False))] = None


def size_of(design: Design | None, factors: Sequence[Lever | Uncertainty]) -> int:
    """Return how many points a design has, without making them."""
    if design is None:
        return 1
    if design.kind == "grid":
        return int(np.prod([float(len(factor.values) or factor.steps or USUAL_STEPS) for factor in factors]))
    if design.kind == OWN:
        return len(str(design.table).splitlines())
    return len(factors[0].values) if design.kind == "list" else int(design.points or 0)


def points_of(design: Design | None, factors: Sequence[Lever | Uncertainty]) -> np.ndarray:
    """Return the points, (points, factors); one without columns where there is no design.

    Every number has seven significant digits, so that what is printed is what is run.
    """
    if design is None:
        return np.zeros((1, 0))
    if design.kind == "list":
        return np.column_stack([factor.values for factor in factors])
    if design.kind == OWN:
        return rows_of(str(design.table))
    if design.kind == "grid":
        return np.array([*product(*map(levels, factors))])
    shares = sampled(design, len(factors))
    return np.column_stack([at_shares(factor, shares[:, place]) for place, factor in enumerate(factors)])


def written(points: np.ndarray) -> str:
    """Return points, (points, factors), as a design's table: seven significant digits a number."""
    return "\n".join(" ".join(f"{tidied(value):.7g}" for value in row) for row in points.tolist())


def rows_of(table: str) -> np.ndarray:
    """Return the points of a design's table; ValueError for one that is none."""
    return np.array([[float(number) for number in line.split()] for line in table.splitlines()])


def sampled(design: Design, columns: int) -> np.ndarray:
    """Return points of the unit cube, (points, columns), the same for the same seed."""
    from scipy.stats import qmc  # half a second to load, and few commands need it

    method: Any = qmc.LatinHypercube if design.kind == "latin hypercube" else qmc.Sobol
    generator = np.random.default_rng(design.seed)
    try:
        sampler = method(columns, rng=generator)
    except TypeError:  # before SciPy 1.15 it was called seed
        sampler = method(columns, seed=generator)
    found: np.ndarray = sampler.random(design.points)
    return found


def levels(factor: Lever | Uncertainty) -> list[float]:
    """Return the values of a factor in a grid."""
    if factor.values:
        return list(factor.values)
    low, high = factor.ends
    found = [tidied(value) for value in np.linspace(low, high, factor.steps or USUAL_STEPS).tolist()]
    return list(dict.fromkeys(float(round(value)) for value in found)) if factor.whole else found


def at_shares(factor: Lever | Uncertainty, shares: np.ndarray) -> list[float]:
    """Return the values of a factor at shares of its range from 0 to 1, or those of its list."""
    if factor.values:
        places = np.minimum((shares * len(factor.values)).astype(int), len(factor.values) - 1)
        return [factor.values[place] for place in places]
    low, high = factor.ends
    if factor.whole:
        return [float(min(int(low + share * (high - low + 1)), high)) for share in shares.tolist()]
    return [min(max(tidied(low + share * (high - low)), low), high) for share in shares.tolist()]
