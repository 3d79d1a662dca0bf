"""Measures of children's difficulties, by the SDQ and by interview, and what they go with."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from famsim.calibration.asks import Ask
from famsim.calibration.instruments.cases import (
    MOTHER,
    Cases,
    births_of,
    children_at_years_end,
    children_now,
    years_ends,
)
from famsim.calibration.instruments.counting import Counted
from famsim.calibration.instruments.incomes import told_means
from famsim.calibration.instruments.membership import Unseen, mothers_months
from famsim.calibration.instruments.readings import by_parent
from famsim.calibration.instruments.scores import (
    SCALES,
    disorder,
    high,
    is_girl,
    probable_disorder,
    raised,
    scale,
    scale_high,
    total,
)
from famsim.calibration.instruments.survey import Survey
from famsim.calibration.instruments.told import Told, plainly
from famsim.model.family import EMPLOYED
from famsim.model.identity import MONTHS_A_YEAR

FIRST_SCORED = 2 * MONTHS_A_YEAR  # months: no difficulties are followed before
Shown = Callable[[Survey, Cases], Told]
Measure = Callable[[Survey, Ask], Counted]


def scored(survey: Survey, ask: Ask) -> Cases:
    """Return the children whose difficulties are asked about: of an age, or of all ages that scores are reported at."""
    if ask.kind == "age":
        assert ask.ends is not None
        if ask.ends * MONTHS_A_YEAR < FIRST_SCORED:
            raise Unseen("no difficulties are followed before the second birthday")
        return children_at_years_end(survey.seen, ask.ends)
    found = children_now(survey.seen, years_ends(survey.seen))
    ages = found.months - births_of(survey.seen, found)
    if "child_age" in ask.groups:
        return found.where(ages >= FIRST_SCORED)
    low, beyond = (float(limit) * MONTHS_A_YEAR for limit in (survey.p.measure.sdq_from, survey.p.measure.sdq_to))
    return found.where((ages >= low) & (ages < beyond))


def measure_of(instrument: Shown) -> Measure:
    """Return the measure of what an instrument shows."""

    def measure(survey: Survey, ask: Ask) -> Counted:
        found = scored(survey, ask)
        return Counted(found, instrument(survey, found))

    return measure


def together_with(beside: Shown) -> Measure:
    """Return the measure of how total difficulties go with something."""

    def measure(survey: Survey, ask: Ask) -> Counted:
        found = scored(survey, ask)
        return Counted(found, total(survey, found), beside(survey, found))

    return measure


def of_scale(name: str, instrument: Callable[[Survey, Cases, str], Told]) -> Shown:
    """Return the instrument of one scale."""
    return lambda survey, some: instrument(survey, some, name)


def sum_of(first: str, second: str) -> Shown:
    """Return the instrument that adds two scales."""
    return lambda survey, some: scale(survey, some, first).plus(scale(survey, some, second))


def more_deprived(survey: Survey, some: Cases) -> Told:
    """Return how deprived the place is, higher for more."""
    return plainly(-survey.seen.diary.lasting["decile"][some.rows].astype(np.float64))


def age_at_birth(survey: Survey, some: Cases) -> Told:
    """Return the mother's age in months at the child's birth."""
    return plainly(mothers_months(survey, some) - (some.months - births_of(survey.seen, some)))


def out_of_work(survey: Survey, some: Cases) -> Told:
    """Say whose mother is not in work."""
    return plainly(by_parent(survey, some.about(MOTHER), "work") != EMPLOYED)


def a_girl(survey: Survey, some: Cases) -> Told:
    """Say which children are girls."""
    return plainly(is_girl(survey, some))


CHILDREN: dict[str, Measure] = {
    "sdq_total": measure_of(total),
    "sdq_high": measure_of(high),
    "sdq_raised": measure_of(raised),
    "sdq_internalising": measure_of(sum_of("emotional", "peer")),
    "sdq_externalising": measure_of(sum_of("conduct", "hyperactivity")),
    **{f"sdq_{name}": measure_of(of_scale(name, scale)) for name in SCALES},
    **{f"sdq_{name}_high": measure_of(of_scale(name, scale_high)) for name in SCALES},
    "sdq_with_income": together_with(told_means),
    "sdq_with_place": together_with(more_deprived),
    "sdq_with_mother_age": together_with(age_at_birth),
    "sdq_with_mother_out_of_work": together_with(out_of_work),
    "sdq_with_girl": together_with(a_girl),
    "child_disorder": measure_of(disorder),
    "child_probable_disorder": measure_of(probable_disorder),
}
