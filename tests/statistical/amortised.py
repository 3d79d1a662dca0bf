"""What shows that a fit's posterior says what it means: ranks of what is true, coverage, figures that do nothing.

Held to a posterior for any values of the targets at once: candidates weighed by the same emulators as in
`famsim calibrate`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binom, chi2, kstest

from famsim.calibration import Aims, effective, log_likelihood, weights_of

FAR = 60.0  # log likelihoods, one by one, below the best of which no candidate counts
Floats = NDArray[np.float64]
NDArrayInt = NDArray[np.int64]
NDArrayBool = NDArray[np.bool_]


@dataclass(frozen=True)
class Amortised:
    """Candidates drawn as the figures are before the fit, (points, figures), with the emulators' answers there.

    aims: the targets; only their errors count. together: how the emulators' errors go together.
    """

    x: Floats
    means: Floats
    variances: Floats
    aims: Aims
    together: Floats | None = None

    def weights(self, values: Floats) -> Floats:
        """Return what each candidate weighs where the targets have these values, (targets,)."""
        aims = self.aims.of(values)
        found = log_likelihood(self.means, self.variances, aims)
        if self.together is not None:
            near = found > found.max() - FAR
            found[:] = -np.inf
            found[near] = log_likelihood(self.means[near], self.variances[near], aims, self.together)
        return weights_of(found)

    def draws(self, values: Floats, number: int, generator: np.random.Generator) -> Floats:
        """Return so many draws of the posterior for these values, (number, figures)."""
        return self.x[generator.choice(len(self.x), number, p=self.weights(values))]

    def worth(self, values: Floats) -> float:
        """Return how many candidates of equal weight the posterior rests on."""
        return effective(self.weights(values))


def ranks(truth: Floats, draws: Floats, generator: np.random.Generator) -> NDArrayInt:
    """Return how many draws, (draws, figures), lie below what is true, (figures,); ties by chance."""
    below = (draws < truth).sum(axis=0)
    ties = (draws == truth).sum(axis=0)
    found: NDArrayInt = below + generator.integers(0, ties + 1)
    return found


def uniform_p(found: Sequence[int] | NDArrayInt, draws: int, bins: int = 20) -> float:
    """Return the chance of ranks, 0 to draws, at least as uneven if all were as likely: chi-squared over bins."""
    places = np.asarray(found) * bins // (draws + 1)
    counts = np.bincount(places, minlength=bins)
    widths = np.bincount(np.arange(draws + 1) * bins // (draws + 1), minlength=bins) / (draws + 1)
    expected = widths * len(places)
    return float(chi2.sf(((counts - expected) ** 2 / expected).sum(), bins - 1))


def leaning_p(found: Sequence[int] | NDArrayInt, draws: int) -> float:
    """Return the chance of ranks whose cumulated share strays at least as far from the even one (Kolmogorov-Smirnov).

    Ranks are spread evenly inside their step first, half a step each way: exact to one part in `draws`.
    """
    return float(kstest((np.asarray(found) + 0.5) / (draws + 1), "uniform").pvalue)


def covered(truth: Floats, draws: Floats, share: float) -> NDArrayBool:
    """Return which figures' middle interval of so large a share of the draws holds what is true."""
    low, high = np.quantile(draws, [(1.0 - share) / 2.0, (1.0 + share) / 2.0], axis=0)
    found: NDArrayBool = (low <= truth) & (truth <= high)
    return found


def band(share: float, number: int, sure: float = 1e-3) -> tuple[float, float]:
    """Return between which shares of `number` trials a chance of `share` comes out but for a chance of `sure`."""
    low, high = binom.ppf([sure / 2.0, 1.0 - sure / 2.0], number, share)
    return float(low) / number, float(high) / number
