"""Measures of who parts, who lives with whom, and who marries."""

from __future__ import annotations

import numpy as np

from famsim.calibration.asks import Ask
from famsim.calibration.instruments.cases import (
    MOTHER,
    SIXTEEN,
    YEARS_OF_EVENTS,
    Bools,
    Cases,
    at_birth,
    births,
    births_of,
    both_own_parents,
    cases,
    children_at,
    children_now,
    couples,
    couples_now,
    families_now,
    here,
    partings,
    parts_in,
    years_ends,
)
from famsim.calibration.instruments.counting import Counted
from famsim.calibration.instruments.membership import mothers_months, status_is
from famsim.calibration.instruments.paths import changes, married_by
from famsim.calibration.instruments.survey import Survey
from famsim.calibration.instruments.told import plainly
from famsim.model.family import COHABITING, MARRIED
from famsim.model.identity import MONTHS_A_YEAR
from famsim.rules.family.calendar import GROWN_UP


def months_of(ask: Ask) -> tuple[int, int]:
    """Return the first and last age in months of a time that is an age; 18 is a month before, as for `children_at`."""
    assert ask.begins is not None and ask.ends is not None
    a_unit = 1 if ask.kind == "months" else MONTHS_A_YEAR
    return min(round(a_unit * ask.begins), GROWN_UP - 1), min(round(a_unit * ask.ends), GROWN_UP - 1)


def children_then(survey: Survey, ask: Ask) -> Cases:
    """Return the children asked about: those of the cohort at an age, or all now."""
    if ask.kind == "now":
        return children_now(survey.seen, years_ends(survey.seen))
    return children_at(survey.seen, months_of(ask)[1])


def parted(survey: Survey, ask: Ask) -> Counted:
    """Count children whose parents have parted, of those whose lived together at the first age, or at the birth."""
    first, last = months_of(ask)
    found = children_at(survey.seen, last)
    begins = found.later(first - last if last > first else -last)
    found, begins = (some.where(both_own_parents(survey.seen, begins)) for some in (found, begins))
    followed = (last - first) / MONTHS_A_YEAR
    told = plainly(~both_own_parents(survey.seen, found))
    return Counted(begins if last > first else found, told, followed=followed)


def parted_of_all(survey: Survey, ask: Ask) -> Counted:
    """Count, of all children, those whose parents lived together at the birth and have parted."""
    found = children_then(survey, ask)
    gone = couples(survey.seen, at_birth(survey.seen, found)) & ~both_own_parents(survey.seen, found)
    return Counted(found, plainly(gone))


def lately(survey: Survey) -> list[int]:
    """Return the beginnings of the years whose events are counted."""
    return years_ends(survey.seen, YEARS_OF_EVENTS + 1)[1:]


def separating(survey: Survey, ask: Ask) -> Counted:
    """Count couples with a child under 16 who part in a year."""
    found = couples_now(survey.seen, lately(survey), SIXTEEN)
    return Counted(found, plainly(parts_in(survey.seen, found, MONTHS_A_YEAR)))


def families_separating(survey: Survey, ask: Ask) -> Counted:
    """Count, of all families, those in which a couple parts in a year."""
    found = families_now(survey.seen, lately(survey))
    return Counted(found, plainly(parts_in(survey.seen, found, MONTHS_A_YEAR)))


def partings_of_cohabiting(survey: Survey, ask: Ask) -> Counted:
    """Count, of couples that part, those not married."""
    months = survey.seen.months
    found = partings(survey.seen, range(months - YEARS_OF_EVENTS * MONTHS_A_YEAR, months))
    return Counted(found, plainly(status_is(survey, found, COHABITING)))


def apart_by_divorce(survey: Survey, ask: Ask) -> Counted:
    """Count, of children who do not live with both parents, those whose parents had been married."""
    found = children_then(survey, ask)
    found = found.where(~both_own_parents(survey.seen, found))
    return Counted(found, plainly(married_by(survey.seen, found)))


def live_with_both(survey: Survey, ask: Ask) -> Counted:
    """Count children who live with both of their own parents."""
    found = children_then(survey, ask)
    return Counted(found, plainly(both_own_parents(survey.seen, found)))


def live_with_married(survey: Survey, ask: Ask) -> Counted:
    """Count children who live with both of their own parents, married."""
    found = children_then(survey, ask)
    return Counted(found, plainly(both_own_parents(survey.seen, found) & status_is(survey, found, MARRIED)))


def live_with_one(survey: Survey, ask: Ask) -> Counted:
    """Count children whose mother has no partner at home."""
    found = children_then(survey, ask)
    return Counted(found, plainly(~couples(survey.seen, found)))


def live_with_step(survey: Survey, ask: Ask) -> Counted:
    """Count children who live with a parent and a new partner."""
    found = children_then(survey, ask)
    return Counted(found, plainly(with_step(survey, found)))


def with_step(survey: Survey, found: Cases) -> Bools:
    """Say which children live with a parent and a new partner."""
    return couples(survey.seen, found) & ~both_own_parents(survey.seen, found)


def one_change(survey: Survey, ask: Ask) -> Counted:
    """Count children who have lived through one change of who their mother lives with."""
    found = children_then(survey, ask)
    return Counted(found, plainly(changes(survey.seen, found) == 1))


def two_changes(survey: Survey, ask: Ask) -> Counted:
    """Count children who have lived through two such changes or more."""
    found = children_then(survey, ask)
    return Counted(found, plainly(changes(survey.seen, found) >= 2))


def married_since(survey: Survey, ask: Ask) -> Counted:
    """Count children of cohabiting parents whose parents have married."""
    found = children_then(survey, ask)
    found = found.where(status_is(survey, at_birth(survey.seen, found), COHABITING))
    return Counted(found, plainly(married_by(survey.seen, found)))


def marrying(survey: Survey, ask: Ask) -> Counted:
    """Count cohabiting couples with a child who marry in a year."""
    found = couples_now(survey.seen, lately(survey))
    found = found.where(status_is(survey, found, COHABITING))
    union = survey.seen.fact("union", found.months, found.rows)
    weds = np.zeros(found.size, bool)
    for ahead in range(1, MONTHS_A_YEAR + 1):
        then = found.later(ahead)
        weds |= status_is(survey, then, MARRIED) & (survey.seen.fact("union", then.months, then.rows) == union)
    return Counted(found, plainly(weds))


def parted_mothers(survey: Survey, years: float) -> Cases:
    """Return mothers at each parting long enough ago, who still have a child under 18 after so many years."""
    months = round(years * MONTHS_A_YEAR)
    found = partings(survey.seen, range(1, survey.seen.months - months))
    return found.where(here(survey.seen, found.later(1 + months)))


def new_partner(survey: Survey, ask: Ask) -> Counted:
    """Count mothers who have lived with a new partner within so many years of a parting."""
    assert ask.begins is not None
    found = parted_mothers(survey, ask.begins)
    again = np.zeros(found.size, bool)
    for ahead in range(1, round(ask.begins * MONTHS_A_YEAR) + 1):
        again |= couples(survey.seen, found.later(1 + ahead))
    return Counted(found.about(MOTHER), plainly(again))


def still_alone(survey: Survey, ask: Ask) -> Counted:
    """Count mothers without a partner, of children whose parents have parted since the birth."""
    found = children_then(survey, ask)
    gone = couples(survey.seen, at_birth(survey.seen, found)) & ~both_own_parents(survey.seen, found)
    found = found.where(gone)
    return Counted(found, plainly(~couples(survey.seen, found)))


def share_of_families(survey: Survey, ask: Ask) -> Counted:
    """Count families in a group, of all with a child under 18."""
    found = families_now(survey.seen, years_ends(survey.seen))
    return Counted(found, plainly(np.ones(found.size)), whole=True)


def share_of_couples(survey: Survey, ask: Ask) -> Counted:
    """Count couples in a group, of all with a child under 18."""
    found = couples_now(survey.seen, years_ends(survey.seen), GROWN_UP)
    return Counted(found, plainly(np.ones(found.size)), whole=True)


def share_of_births(survey: Survey, ask: Ask) -> Counted:
    """Count births in a group."""
    found = births(survey.seen)
    return Counted(found, plainly(np.ones(found.size)), whole=True)


def mother_age_at_birth(survey: Survey, ask: Ask) -> Counted:
    """Measure mothers' ages at births, in years."""
    found = births(survey.seen)
    return Counted(found, plainly(mothers_months(survey, found) / MONTHS_A_YEAR))


def pregnancies(survey: Survey, months_before: int) -> Cases:
    """Return mothers so many months before each birth that was watched."""
    found = births(survey.seen).later(-months_before)
    found = found.where(found.months >= 0)
    return cases(found.rows, births_of(survey.seen, found) - months_before, found.child).about(MOTHER)


FAMILIES = {
    "parted": parted,
    "parted_of_all": parted_of_all,
    "separating": separating,
    "families_separating": families_separating,
    "partings_of_cohabiting": partings_of_cohabiting,
    "apart_by_divorce": apart_by_divorce,
    "both_parents": live_with_both,
    "married_parents": live_with_married,
    "lone_parent": live_with_one,
    "step_parent": live_with_step,
    "one_change": one_change,
    "two_changes": two_changes,
    "married_since": married_since,
    "marrying": marrying,
    "new_partner": new_partner,
    "still_alone": still_alone,
    "share_of_families": share_of_families,
    "share_of_couples": share_of_couples,
    "share_of_births": share_of_births,
    "mother_age_at_birth": mother_age_at_birth,
}
