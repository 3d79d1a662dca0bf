"""How much the targets tell of each figure: contraction, correlations, and which target tells what."""

import math
from dataclasses import dataclass

import numpy as np

from famsim.calibration.fitting.aims import Aims, weights_of
from famsim.calibration.fitting.emulator import Floats

LEAST_CONTRACTION = 0.2  # of the variance of what is assumed; a figure that loses less is not called calibrated
SURE = 2.0  # times what chance alone makes of a figure that nothing tells


@dataclass(frozen=True)
class Contraction:
    """The share of a figure's variance before the fit that the targets take away, with its chance error.

    1: known exactly. 0: nothing learnt. Below 0: less sure than before, which a posterior with two peaks can be.
    by_chance: the chance error of the share of a figure that nothing tells.
    """

    share: float
    se: float
    by_chance: float

    @property
    def shown(self) -> bool:
        """Say whether the targets inform the figure: without this no figure is called calibrated."""
        return self.share >= LEAST_CONTRACTION and self.share > SURE * self.by_chance


def contractions(after: Floats, before: Floats, ess: float) -> list[Contraction]:
    """Return the contraction of each figure: draws after the fit, (draws, figures), and before it.

    ess: how many independent draws there are after it; the relative variance of a variance is taken as 2 / ess.
    """
    left = after.var(axis=0) / before.var(axis=0)
    chance = math.sqrt(2.0 / max(ess, 1.0))
    return [Contraction(float(1.0 - one), float(one) * chance, chance) for one in left]


def correlations(after: Floats) -> Floats:
    """Return the correlations between figures after the fit, (figures, figures)."""
    found: Floats = np.atleast_2d(np.corrcoef(after, rowvar=False))
    return found


def told_alone(x: Floats, answers: tuple[Floats, Floats], aims: Aims) -> Floats:
    """Return what each target by itself tells of each figure: contractions, (targets, figures).

    x: candidates drawn as the figures are before the fit, (points, figures). answers: the emulators' means and
    variances there, (points, targets) each.
    """
    means, variances = answers
    before = x.var(axis=0)
    found = np.empty((means.shape[1], x.shape[1]))
    for place, value in enumerate(aims.values):
        total = aims.variances[place] + variances[:, place]
        weights = weights_of(-0.5 * ((means[:, place] - value) ** 2 / total + np.log(total)))
        centre = weights @ x
        found[place] = 1.0 - (weights @ (x - centre) ** 2) / before
    return found
