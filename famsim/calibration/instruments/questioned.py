"""What some families would tell who are asked in one month and look back over the year before it.

An evaluation's wave: the instruments of the surveys, held to families who were chosen for it and live in a run of their
own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from famsim.calibration.instruments.cases import MOTHER, OTHER, Cases, births_of, cases, couples, here
from famsim.calibration.instruments.diary import Diary, blank, note_month
from famsim.calibration.instruments.readings import ghq, harmed_in_a_year, satisfaction
from famsim.calibration.instruments.scores import total
from famsim.calibration.instruments.survey import Survey, figures_of
from famsim.calibration.instruments.told import Told, with_chance
from famsim.calibration.instruments.watched import Watched
from famsim.evidence import Value
from famsim.model.family import MAX_CHILDREN
from famsim.model.identity import MONTHS_A_YEAR

LAST = MONTHS_A_YEAR - 1  # the month asked in, of the year that is noted


def year_of(families: int) -> Diary:
    """Return a diary of a year with nothing in it; each family's row is its account."""
    return blank(MONTHS_A_YEAR, families)


def note_back(families: np.recarray, ago: int, p: np.recarray, diary: Diary) -> None:
    """Write down how families stand at the end of a month, so many before they are asked; 0 = the one asked in."""
    note_month(families, families["account"].astype(np.int64), LAST - ago, p, diary)


def questioned(diary: Diary, month: int, p: np.recarray, values: Mapping[str, Value]) -> Survey:
    """Return what is asked of those whose year is in a diary that ends with a calendar month."""
    return Survey(Watched(diary, month - LAST, p), figures_of(values))


def everyone(survey: Survey) -> Cases:
    """Return every family, asked in the last month."""
    return cases(np.arange(survey.seen.families), LAST)


def of_parents(survey: Survey, ask: Callable[[Survey, Cases], Told]) -> Told:
    """Return what both parents tell, (families, 2); NaN of one who is not at home, or gone."""
    some = everyone(survey)
    told = [ask(survey, some.about(parent)) for parent in (MOTHER, OTHER)]
    there = np.column_stack([here(survey.seen, some), couples(survey.seen, some)])
    mean = np.column_stack([one.mean for one in told])
    return Told(np.where(there, mean, np.nan), np.column_stack([one.noise for one in told]))


def of_children(survey: Survey) -> Told:
    """Return the total difficulties of children of the ages that are scored, (families, children); else NaN."""
    found = Told(np.full((survey.seen.families, MAX_CHILDREN), np.nan), np.zeros((survey.seen.families, MAX_CHILDREN)))
    rows, child = np.nonzero(survey.seen.born > -(1 << 14))
    some = cases(rows, LAST, child)
    months = LAST - births_of(survey.seen, some)
    m = survey.p.measure
    asked = here(survey.seen, some) & (months >= MONTHS_A_YEAR * m.sdq_from) & (months < MONTHS_A_YEAR * m.sdq_to)
    some = some.where(asked)
    if some.size:
        told = total(survey, some)
        found.mean[some.rows, some.child], found.noise[some.rows, some.child] = told.mean, told.noise
    return found


def is_case(survey: Survey, some: Cases) -> Told:
    """Return the chance that a parent is a case by the GHQ-12."""
    return with_chance(ghq(survey, some))


def relationship(survey: Survey) -> Told:
    """Return what both partners report on a relationship scale."""
    return of_parents(survey, satisfaction)


def distress(survey: Survey) -> Told:
    """Return whether parents are cases by the GHQ-12."""
    return of_parents(survey, is_case)


def abuse(survey: Survey) -> Told:
    """Return whether parents tell of abuse since they were first noted, in twelve months at most."""
    return of_parents(survey, harmed_in_a_year)


QUESTIONS: dict[str, Callable[[Survey], Told]] = {
    "quality": relationship,
    "distress": distress,
    "abuse": abuse,
    "child_difficulties": of_children,
}
