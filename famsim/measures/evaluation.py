"""What an evaluation would measure of families helped, beside what is true: noise, loss of answers, and its design.

Every family has a score before, one so many months later, and the score that its twin has then, who was not helped.
What is true is the mean of later less twin. What is measured is worked out, not drawn: its mean over all luck in
answering and in reporting, and how far it scatters.
"""

from dataclasses import dataclass

import numpy as np

from famsim.measures.chance import quantile_of_power
from famsim.measures.interval import normal_quantile

TRUE, BEFORE_AFTER, BESIDE_OTHERS = "true", "before and after", "beside others"


@dataclass(frozen=True)
class Seen:
    """How an evaluation sees scores.

    noise: the standard deviation of a report about its score. answers: the share of families that answer later.
    by_gain: by how much the log of that share rises with each unit that a family gained since before.
    families: how many are helped; None for those there are.
    """

    noise: float
    answers: float
    by_gain: float = 0.0
    families: float | None = None


@dataclass(frozen=True)
class Measured:
    """An effect as a design finds it: how many answer, its mean, its standard error, and what it is off by."""

    design: str
    families: float
    estimate: float
    se: float
    bias: float

    @property
    def ends(self) -> tuple[float, float]:
        """The 95% limits between which such an evaluation finds it."""
        half = normal_quantile() * self.se
        return self.estimate - half, self.estimate + half

    @property
    def least(self) -> float:
        """The least effect that such an evaluation finds in four of five times."""
        return (normal_quantile() + quantile_of_power()) * self.se


def evaluated(before: np.ndarray, later: np.ndarray, twin: np.ndarray, seen: Seen) -> list[Measured]:
    """Return what is true, and what each design measures, of families' scores, (families,) each.

    before and after: the change of those who answer, nobody beside them. beside others: their later scores less those
    of as many alike who were not helped and answer in the same way; their twins stand for these.
    """
    helped = len(later) if seen.families is None else seen.families
    true = float(np.mean(later - twin))
    ours, theirs = (answering(gain, seen) for gain in (later - before, twin - before))
    asked = helped * seen.answers
    change, noise = weighted(later - before, ours), seen.noise**2
    first, second = weighted(later, ours), weighted(twin, theirs)
    spread = float(np.std(later - twin)) / np.sqrt(max(helped, 1.0))
    return [
        Measured(TRUE, helped, true, spread, 0.0),
        found(BEFORE_AFTER, asked, change[0], change[1] + 2.0 * noise, true),
        found(BESIDE_OTHERS, asked, first[0] - second[0], first[1] + second[1] + 2.0 * noise, true),
    ]


def found(design: str, answer: float, estimate: float, variance: float, true: float) -> Measured:
    """Return what a design finds when so many families answer and each adds this variance."""
    return Measured(design, answer, estimate, float(np.sqrt(variance / max(answer, 1.0))), estimate - true)


def answering(gain: np.ndarray, seen: Seen) -> np.ndarray:
    """Return how much more likely than the mean each family is to answer, by what it gained, (families,)."""
    tilted: np.ndarray = np.exp(seen.by_gain * (gain - gain.mean()))
    found: np.ndarray = tilted / tilted.mean()
    return found


def weighted(x: np.ndarray, weights: np.ndarray) -> tuple[float, float]:
    """Return the mean and variance of x under weights of mean 1."""
    mean = float(np.mean(weights * x))
    return mean, float(np.mean(weights * (x - mean) ** 2))
