"""Targets that a fit is made without, and predicted, without a family lived again."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from famsim.calibration.fitting.aims import Aims, Surface, effective, log_likelihood, weights_of
from famsim.calibration.fitting.emulator import Floats

Chosen = NDArray[np.bool_]


@dataclass(frozen=True)
class Predicted:
    """What a fit without some targets says of them: mean and sd (targets,), of what would be published.

    worth: the share of its draws that would tell as much if all weighed alike.
    """

    mean: Floats
    sd: Floats
    worth: float


def likely_without(points: Floats, surface: Surface, aims: Aims, out: Chosen) -> Floats:
    """Return how likely the targets but those in `out`, bool (targets,), are at points of the unit cube, (points,)."""
    means, variances = surface.at(points)
    together = None if surface.together is None else surface.together[np.ix_(~out, ~out)]
    return log_likelihood(means[:, ~out], variances[:, ~out], aims.some(~out), together)


def weights_without(draws: Floats, surface: Surface, aims: Aims, out: Chosen) -> Floats:
    """Return what draws of the posterior of all targets weigh in that of all but some (importance sampling)."""
    return weights_of(
        likely_without(draws, surface, aims, out) - log_likelihood(*surface.at(draws), aims, surface.together)
    )


def predicted_at(draws: tuple[Floats, Floats], surface: Surface, aims: Aims, out: Chosen) -> Predicted:
    """Return what draws, (draws, figures) with what each weighs, say of the targets in `out`.

    sd: of the figures, of the emulators and of the targets' own errors.
    """
    places, weights = draws
    means, variances = surface.at(places)
    mean = weights @ means[:, out]
    spread = weights @ (variances[:, out] + (means[:, out] - mean) ** 2)
    return Predicted(mean, np.sqrt(spread + aims.variances[out]), effective(weights) / len(weights))
