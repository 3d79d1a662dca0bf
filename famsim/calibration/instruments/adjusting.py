"""Who has parted, as if those counted were alike in what published analyses hold fixed."""

from __future__ import annotations

import numpy as np

from famsim.calibration.asks import Ask
from famsim.calibration.instruments.cases import MOTHER, Cases, Floats, at_birth, births_of
from famsim.calibration.instruments.counting import Counted
from famsim.calibration.instruments.membership import NINE_MONTHS, marriage, mothers_months
from famsim.calibration.instruments.of_families import parted
from famsim.calibration.instruments.readings import happy, unhappy
from famsim.calibration.instruments.survey import Survey
from famsim.calibration.instruments.told import plainly

ALIKE = 1e-9  # a smaller spread is that of rounding
WEDDINGS = ("before", "after", "never")


def parted_adjusted(survey: Survey, ask: Ask) -> Counted:
    """Count children whose parents have parted, adjusted for what the analyses of the cohort adjusted for.

    That is the mother's age, how long the couple had lived together, and her happiness nine months after the birth, as
    she reports it. Leaves out: ethnicity and education, which the model has not.
    """
    counted = parted(survey, ask)
    some = counted.cases
    groups = np.column_stack([marriage(survey, some, when).astype(np.float64) for when in WEDDINGS])
    held, noise = held_fixed(survey, some)
    return Counted(some, plainly(as_if_alike(counted.told.mean, groups, held, noise)), followed=counted.followed)


def held_fixed(survey: Survey, some: Cases) -> tuple[Floats, Floats]:
    """Return what is held fixed of each case, and the noise of the reports among it, as summed squares and products."""
    seen, born = survey.seen, births_of(survey.seen, some)
    age = mothers_months(survey, some) - (some.months - born)
    together = born - (seen.diary.lasting["began_month"][some.rows].astype(np.int64) - seen.first)
    then = at_birth(seen, some).later(NINE_MONTHS).about(MOTHER)
    sad, glad = (as_the_others(one(survey, then)) for one in (unhappy, happy))
    noise = np.zeros((5, 5))
    noise[3:, 3:] = [
        [(sad * (1.0 - sad)).sum(), -(sad * glad).sum()],
        [-(sad * glad).sum(), (glad * (1.0 - glad)).sum()],
    ]
    return np.column_stack([age, age * age, together, sad, glad]).astype(np.float64), noise


def as_the_others(values: Floats) -> Floats:
    """Return values with the mean in place of what is not known."""
    found: Floats = np.where(np.isnan(values), np.nanmean(values), values)
    return found


def as_if_alike(told: Floats, groups: Floats, held: Floats, noise: Floats) -> Floats:
    """Return what is told, less what goes with what is held fixed within groups (least squares), of a mean case.

    groups: (cases, groups), who is in which. held: (cases, things). noise: what the reports' noise adds to the squares
    and products of things.
    """
    spread = held.std(axis=0)
    scale = np.where(spread > ALIKE, spread, 1.0)
    things = (held - held.mean(axis=0)) / scale
    number, everything = groups.shape[1], np.column_stack([groups, things])
    squares = everything.T @ everything
    squares[number:, number:] += noise / np.outer(scale, scale)
    slopes = np.linalg.lstsq(squares, everything.T @ told, rcond=None)[0][number:]
    found: Floats = told - things @ slopes
    return found


ADJUSTED = {"parted_adjusted": parted_adjusted}
