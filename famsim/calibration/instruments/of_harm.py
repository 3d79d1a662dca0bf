"""Measures of violence and harmful conflict, of money and work, and of parents who live apart."""

from __future__ import annotations

import numpy as np

from famsim.calibration.asks import Ask
from famsim.calibration.instruments.cases import (
    MOTHER,
    OTHER,
    Bools,
    Cases,
    Floats,
    births_of,
    both_own_parents,
    children_now,
    couples,
    families_now,
    joined,
    parents_of,
    years_ends,
)
from famsim.calibration.instruments.counting import Counted
from famsim.calibration.instruments.incomes import at_least, poor_after_housing, poor_before_housing
from famsim.calibration.instruments.membership import Unseen
from famsim.calibration.instruments.of_couples import couples_children
from famsim.calibration.instruments.of_families import children_then, parted_mothers, pregnancies
from famsim.calibration.instruments.of_parents import EIGHTEEN_WEEKS
from famsim.calibration.instruments.readings import (
    by_parent,
    harmed_in_a_year,
    harmed_then,
    working,
)
from famsim.calibration.instruments.survey import Survey
from famsim.calibration.instruments.told import plainly, with_chance
from famsim.model.family import EMPLOYED
from famsim.model.identity import MONTHS_A_YEAR
from famsim.rules.family.calendar import PREGNANCY

POOR_YEARS, LONG = 4, 3  # poor in three of four years is poor for long


def partner_abuse(survey: Survey, ask: Ask) -> Counted:
    """Count parents who tell of abuse by a partner or former partner in a year, other parents wherever they live."""
    found = families_now(survey.seen, years_ends(survey.seen))
    with_other = found.where(couples(survey.seen, found) | lives_elsewhere(survey, found))
    found = joined([found.about(MOTHER), with_other.about(OTHER)])
    return Counted(found, harmed_in_a_year(survey, found))


def lives_elsewhere(survey: Survey, some: Cases) -> Bools:
    """Say in which families a parent lives elsewhere."""
    found: Bools = survey.seen.fact("elsewhere", some.months, some.rows) > 0
    return found


def abuse_in_pregnancy(survey: Survey, ask: Ask) -> Counted:
    """Count pregnant women who tell of cruelty by the partner since the pregnancy began."""
    found = pregnancies(survey, EIGHTEEN_WEEKS)
    found = found.where(found.months >= PREGNANCY - EIGHTEEN_WEEKS)
    harmed = np.zeros(found.size, bool)
    for ago in range(PREGNANCY - EIGHTEEN_WEEKS):
        harmed |= harmed_then(survey, found.later(-ago))
    return Counted(found, with_chance(np.where(harmed, float(survey.instruments.abuse_told), 0.0)))


def physical_abuse_in_pregnancy(survey: Survey, ask: Ask) -> Counted:
    """Say that it cannot be told."""
    raise Unseen("the model does not tell physical abuse from emotional")


def exposed_to_abuse(survey: Survey, ask: Ask) -> Counted:
    """Count children who tell of violence between adults at home: who saw or heard it in a year that had some."""
    found = children_then(survey, ask)
    born = births_of(survey.seen, found)
    found, born = found.where(born >= 0), born[born >= 0]
    unaware = np.ones(found.size)
    for years in range(int((found.months - born).max(initial=0)) // MONTHS_A_YEAR + 1):
        in_year = np.zeros(found.size, bool)
        for month in range(MONTHS_A_YEAR):
            then = born + years * MONTHS_A_YEAR + month
            violent = survey.seen.fact("violent", np.minimum(then, found.months), found.rows) > 0
            in_year |= violent & (then <= found.months)
        unaware *= np.where(in_year, float(survey.instruments.child_unaware), 1.0)
    return Counted(found, with_chance(1.0 - unaware))


def harmful_conflict(survey: Survey, ask: Ask) -> Counted:
    """Count couples' children who live with harmful conflict."""
    found = couples_children(survey)
    return Counted(found, plainly(survey.seen.fact("harmful", found.months, found.rows)))


def share_of_children(survey: Survey, ask: Ask) -> Counted:
    """Count children in a group."""
    found = children_then(survey, ask)
    return Counted(found, plainly(np.ones(found.size)), whole=True)


def poor(survey: Survey, ask: Ask) -> Counted:
    """Count children in poverty after housing costs."""
    found = children_then(survey, ask)
    return Counted(found, with_chance(poor_after_housing(survey, found)))


def poor_before(survey: Survey, ask: Ask) -> Counted:
    """Count children in poverty before housing costs."""
    found = children_then(survey, ask)
    return Counted(found, with_chance(poor_before_housing(survey, found)))


def asked_four_years(survey: Survey) -> Cases:
    """Return children now who were born four askings ago, a year apart."""
    found = children_now(survey.seen, years_ends(survey.seen))
    return found.where(found.months - births_of(survey.seen, found) >= (POOR_YEARS - 1) * MONTHS_A_YEAR)


def poor_for_long(survey: Survey, ask: Ask) -> Counted:
    """Count children poor after housing costs at three of four yearly askings."""
    found = asked_four_years(survey)
    chances = [poor_after_housing(survey, found.later(-ago * MONTHS_A_YEAR)) for ago in range(POOR_YEARS)]
    return Counted(found, with_chance(at_least(chances, LONG)))


def poor_for_long_before(survey: Survey, ask: Ask) -> Counted:
    """Count children poor before housing costs at three of four yearly askings."""
    found = asked_four_years(survey)
    chances = [poor_before_housing(survey, found.later(-ago * MONTHS_A_YEAR)) for ago in range(POOR_YEARS)]
    return Counted(found, with_chance(at_least(chances, LONG)))


def falls_into_poverty(survey: Survey, found: Cases, years: float) -> Floats:
    """Return the chance to be found not poor before a parting and poor so many years after: before housing costs."""
    after = found.later(round(years * MONTHS_A_YEAR))
    return (1.0 - poor_before_housing(survey, found)) * poor_before_housing(survey, after)


def poor_by_parting(survey: Survey, ask: Ask) -> Counted:
    """Count children, of those whose parents part, who fall into poverty."""
    assert ask.begins is not None
    mothers = parted_mothers(survey, ask.begins)
    ages = mothers.months[:, None] - survey.seen.born[mothers.rows]
    which, child = np.nonzero((ages >= 0) & (ages < 16 * MONTHS_A_YEAR))
    found = Cases(mothers.rows[which], mothers.months[which], child, mothers.parent[which])
    return Counted(found, with_chance(falls_into_poverty(survey, found, ask.begins)))


def mother_poor_by_parting(survey: Survey, ask: Ask) -> Counted:
    """Count mothers, of those who part, who fall into poverty."""
    assert ask.begins is not None
    found = parted_mothers(survey, ask.begins).about(MOTHER)
    return Counted(found, with_chance(falls_into_poverty(survey, found, ask.begins)))


def workless(survey: Survey, ask: Ask) -> Counted:
    """Count children in homes in which nobody works."""
    found = children_now(survey.seen, years_ends(survey.seen))
    return Counted(found, plainly(working(survey, found) == 0))


def mother_in_work(survey: Survey, ask: Ask) -> Counted:
    """Count mothers in work, of all with a child under 18, or of children of an age."""
    found = families_now(survey.seen, years_ends(survey.seen)) if ask.kind == "now" else children_then(survey, ask)
    found = found.about(MOTHER)
    return Counted(found, plainly(by_parent(survey, found, "work") == EMPLOYED))


def parent_in_work(survey: Survey, ask: Ask) -> Counted:
    """Count parents in work, of those who live with a child under 18."""
    found = parents_of(survey.seen, families_now(survey.seen, years_ends(survey.seen)))
    return Counted(found, plainly(by_parent(survey, found, "work") == EMPLOYED))


def in_arrears(survey: Survey, ask: Ask) -> Counted:
    """Count families in arrears."""
    found = families_now(survey.seen, years_ends(survey.seen))
    return Counted(found, plainly(survey.seen.fact("arrears", found.months, found.rows)))


def sees_other_parent(survey: Survey, ask: Ask) -> Counted:
    """Count children in regular contact, of those of whom a parent lives elsewhere."""
    found = children_now(survey.seen, years_ends(survey.seen))
    later = survey.seen.diary.lasting["later_union"][found.rows, found.child] > 0
    found = found.where(lives_elsewhere(survey, found) & ~later & ~both_own_parents(survey.seen, found))
    return Counted(found, plainly(survey.seen.fact("contact", found.months, found.rows)))


def contact_by_own_report(survey: Survey, ask: Ask) -> Counted:
    """Say that it cannot be told."""
    raise Unseen("the model knows regular contact, as the parent at home tells of it, and no other")


HARM = {
    "partner_abuse": partner_abuse,
    "abuse_in_pregnancy": abuse_in_pregnancy,
    "physical_abuse_in_pregnancy": physical_abuse_in_pregnancy,
    "exposed_to_abuse": exposed_to_abuse,
    "harmful_conflict": harmful_conflict,
    "share_of_children": share_of_children,
    "poor": poor,
    "poor_before_housing": poor_before,
    "poor_for_long": poor_for_long,
    "poor_for_long_before_housing": poor_for_long_before,
    "poor_by_parting": poor_by_parting,
    "mother_poor_by_parting": mother_poor_by_parting,
    "workless": workless,
    "mother_in_work": mother_in_work,
    "parent_in_work": parent_in_work,
    "in_arrears": in_arrears,
    "sees_other_parent": sees_other_parent,
    "any_contact": contact_by_own_report,
    "weekly_contact": contact_by_own_report,
}
