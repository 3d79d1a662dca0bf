"""A problem of SALib (Iwanaga, Usher and Herman 2022), and what comes out at the points of its samples."""

from typing import Any

import numpy as np

from famsim.errors import FamsimError
from famsim.handover.bridges.asked import Given, bridge, ends


def salib_problem(experiment: Given) -> dict[str, Any]:
    """Return num_vars, names and bounds of an experiment's levers and uncertainties, as SALib's samplers want them.

    Raises FamsimError for a factor that has values and no range.

    Example:
        problem = salib_problem("experiments/places.toml")
        X = SALib.sample.morris.sample(problem, N=8)
        Y = salib_outputs("experiments/places.toml", X, "losses")
    """
    factors = bridge(experiment, ["losses"]).factors
    bounds = [list(ends(factor, "SALib")) for factor in factors.values()]
    return {"num_vars": len(factors), "names": list(factors), "bounds": bounds}


def salib_outputs(experiment: Given, samples: np.ndarray, measure: str, strategy: str | None = None) -> np.ndarray:
    """Return what a strategy changes against the first at each row of samples, (points,).

    Raises FamsimError for samples of another shape, and for a value out of its range.
    """
    asked = bridge(experiment, [measure], strategy).against_first()
    points = np.asarray(samples)
    if points.ndim != 2 or points.shape[1] != len(asked.factors):
        raise FamsimError(f"samples: have the shape {points.shape}; allowed: (points, {len(asked.factors)})")
    rows = [dict(zip(asked.factors, row, strict=True)) for row in points.tolist()]
    return np.array([asked.differences(row)[measure] for row in rows])
