"""What an instrument would show of each case, given how it lives: its mean and its variance, with nothing drawn."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr

from famsim.calibration.instruments.cases import Bools, Floats

ROOT_TWO_PI = float(np.sqrt(2.0 * np.pi))


@dataclass(frozen=True)
class Told:
    """What each case would be found to report: the mean over the instrument's noise, and the noise's variance.

    The noise of one case is independent of everything else, so means, spreads and correlations of reports follow
    from these two.
    """

    mean: Floats
    noise: Floats

    def plus(self, other: Told) -> Told:
        """Return the sum of two reports."""
        return Told(self.mean + other.mean, self.noise + other.noise)

    def less(self, other: Told) -> Told:
        """Return the difference of two reports."""
        return Told(self.mean - other.mean, self.noise + other.noise)


def plainly(values: ArrayLike) -> Told:
    """Return what is told as it is."""
    mean = np.asarray(values, np.float64)
    return Told(mean, np.zeros_like(mean))


def with_chance(chance: Floats) -> Told:
    """Return a yes or no that is told with a chance."""
    return Told(chance, chance * (1.0 - chance))


def on_a_scale(latent: Floats, reliability: float) -> Told:
    """Return a report on a scale of stated reliability, which reports a variance of 1 as 1 / reliability."""
    return Told(latent, np.full(latent.shape, noise_variance(reliability)))


def noise_variance(reliability: float) -> float:
    """Return the variance of an instrument's noise on a latent state of variance 1."""
    return 1.0 / reliability - 1.0


def chance_below(latent: Floats, cut: float, reliability: float) -> Floats:
    """Return the chance that the report on such a scale is below a cut."""
    found: Floats = ndtr((cut - latent) / np.sqrt(noise_variance(reliability)))
    return found


def mean_below(latent: Floats, cut: float, reliability: float) -> Floats:
    """Return the mean report of those who report less than a cut, whose noise is therefore low."""
    spread = np.sqrt(noise_variance(reliability))
    z = (cut - latent) / spread
    bell = np.exp(-0.5 * z * z) / ROOT_TWO_PI
    found: Floats = latent - spread * bell / np.maximum(ndtr(z), 1e-300)
    return found


def either(first: Floats, second: Floats) -> Floats:
    """Return the chance that at least one of two reports says yes."""
    return 1.0 - (1.0 - first) * (1.0 - second)


def by_state(state: Bools, sensitivity: float, specificity: float) -> Floats:
    """Return the chance that a case is found, by whether it is one."""
    return np.where(state, sensitivity, 1.0 - specificity)


def by_reliable_state(state: Bools, reliability: float, prevalence: Floats) -> Floats:
    """Return the chance that a case is found by an instrument that finds as many as there are.

    A share `reliability` of answers is the state's, the rest is as good as a guess at the prevalence.
    """
    found: Floats = reliability * state + (1.0 - reliability) * prevalence
    return found
