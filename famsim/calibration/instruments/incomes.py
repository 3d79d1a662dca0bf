"""What families tell of their income: poverty by two lines, fifths and bands, each with the noise of the report."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.special import ndtr

from famsim.calibration.instruments.cases import Cases, Floats
from famsim.calibration.instruments.survey import Survey
from famsim.calibration.instruments.told import Told

FINE = 400  # places at which the reports' distribution is worked out
BEYOND = 4.0  # SD of noise beyond the lowest and the highest that it is worked out for
LEAST = 1e-9  # of a noise that is none


def means(survey: Survey, some: Cases) -> Floats:
    """Return the family's income against its needs, in SD."""
    return survey.seen.diary.means[some.months, some.rows].astype(np.float64)


def noise_of(survey: Survey) -> float:
    """Return the noise of a reported income, in SD of means."""
    return max(float(survey.instruments.income_noise), LEAST)


def told_means(survey: Survey, some: Cases) -> Told:
    """Return the income that a family reports."""
    latent = means(survey, some)
    return Told(latent, np.full(latent.shape, noise_of(survey) ** 2))


def below(survey: Survey, some: Cases, line: float) -> Floats:
    """Return the chance that a reported income is below a line."""
    found: Floats = ndtr((line - means(survey, some)) / noise_of(survey))
    return found


def poor_after_housing(survey: Survey, some: Cases) -> Floats:
    """Return the chance to be found in relative poverty after housing costs: by the line that the model lives by."""
    return below(survey, some, float(survey.p.money.poverty_line))


def poor_before_housing(survey: Survey, some: Cases) -> Floats:
    """Return the chance to be found in poverty before housing costs: by a lower line, on which no life depends."""
    return below(survey, some, float(survey.p.money.poverty_line) - survey.instruments.housing_lowers_line)


def poor_by_own_answers(survey: Survey, some: Cases) -> Floats:
    """Return who is in poverty by a birth cohort's answers, as 0 or 1, seen through the noise of single visits."""
    line = float(survey.p.money.poverty_line) - survey.instruments.answers_lower_line
    found: Floats = (means(survey, some) < line).astype(np.float64)
    return found


def at_least(chances: Sequence[Floats], times: int) -> Floats:
    """Return the chance that at least so many of some reports say yes."""
    number = np.zeros((len(chances) + 1, chances[0].size))
    number[0] = 1.0
    for chance in chances:
        number[1:] = number[1:] * (1.0 - chance) + number[:-1] * chance
        number[0] *= 1.0 - chance
    found: Floats = number[times:].sum(axis=0)
    return found


def between(survey: Survey, some: Cases, low: float, high: float) -> Floats:
    """Return the chance that a reported income stands between two shares of all reports from the lowest."""
    latent, noise = means(survey, some), noise_of(survey)
    cuts = [cut_at(latent, noise, share) for share in (low, high)]
    chances = [np.full(latent.shape, float(cut > 0)) if np.isinf(cut) else ndtr((cut - latent) / noise) for cut in cuts]
    found: Floats = chances[1] - chances[0]
    return found


def cut_at(latent: Floats, noise: float, share: float) -> float:
    """Return the value that a share of reports is below; infinite for none and for all."""
    if share <= 0.0 or share >= 1.0:
        return -np.inf if share <= 0.0 else np.inf
    some = np.quantile(latent, (np.arange(FINE) + 0.5) / FINE)
    grid = np.linspace(some[0] - BEYOND * noise, some[-1] + BEYOND * noise, FINE)
    below_each = ndtr((grid[:, None] - some[None, :]) / noise).mean(axis=1)
    return float(np.interp(share, below_each, grid))


def fifth(survey: Survey, some: Cases, value: str) -> Floats:
    """Return the chance to be in a fifth of those surveyed, 1 the poorest, by reported income."""
    return between(survey, some, (int(value) - 1) / 5, int(value) / 5)


def band(survey: Survey, some: Cases, value: str) -> Floats:
    """Return the chance to be in a band of household income: bands are shares of those surveyed."""
    asked = survey.instruments
    low, high = asked.income_under_10k, 1.0 - asked.income_from_50k
    return between(survey, some, *{"under_10k": (0.0, low), "50k_plus": (high, 1.0)}.get(value, (low, high)))
