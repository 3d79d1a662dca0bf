"""The interval of what cannot be below nothing: a cost, what a payer pays, pounds for each family helped.

Such sums are skewed: figures are often drawn over a whole factor, so that half as much is as likely as twice as much.
The mean give or take t times a spread then has a lower limit below what any draw came to, and below nothing. Draws are
therefore measured in logarithms: how many times as much, or as little, as the mean. Chance is put into such folds too,
and each side is the root of both squares, as it is in the one interval (famsim.measures.interval). Of three draws or
more that are all above nothing no limit is nothing by that; where a draw did come to nothing, nothing is the limit.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from famsim.measures.interval import t_quantile


class Folds(NamedTuple):
    """How far the truth may lie below and above the mean by the draws of the figures, as logarithms of a factor."""

    below: float
    above: float


class Ends(NamedTuple):
    """The lower and the upper limit."""

    low: float
    high: float


ALIKE = Folds(0.0, 0.0)  # what one draw says of others


def folds(runs: np.ndarray, variances: np.ndarray, chance: float, draws: Sequence[int]) -> Folds | None:
    """Return the folds of sums (runs,), or of quotients, none of which is below nothing; None where one is nothing.

    variances (runs,): of each by chance; chance: of their mean. What chance gives each draw alone is taken off. The
    spread of the logarithms is s; the mean of so skewed a sum lies exp(s^2 / 2) above its middle.
    """
    different = dict.fromkeys(draws)
    if len(different) < 2:
        return ALIKE
    numbers = np.array(draws)
    by_draw = np.array([runs[numbers == draw].mean() for draw in different])
    if not (np.isfinite(by_draw).all() and by_draw.min() > 0.0):
        return None
    number, centre = len(by_draw), float(by_draw.mean())
    own = max(float(variances.mean()) * number / len(runs) - chance, 0.0) * number / (number - 1)
    squared = max(float(np.log(by_draw).var(ddof=1)) - own / centre**2, 0.0)
    far = t_quantile(number - 1) * np.sqrt(squared)
    return Folds(far + squared / 2.0, max(far - squared / 2.0, 0.0))


def ends(estimate: float, by_chance: Ends, of_draws: Folds) -> Ends:
    """Return the limits of an estimate above nothing, from its limits by chance alone and the folds of draws.

    The lower one is nothing only where chance alone may leave nothing; the upper one may be infinite.
    """
    if not estimate > 0.0:
        return Ends(min(estimate, by_chance.low), max(estimate, by_chance.high))
    below = np.log(estimate / by_chance.low) if by_chance.low > 0.0 else np.inf
    above = np.log(max(by_chance.high / estimate, 1.0))
    return Ends(
        estimate * float(np.exp(-np.hypot(max(below, 0.0), of_draws.below))),
        estimate * float(np.exp(np.hypot(above, of_draws.above))),
    )
