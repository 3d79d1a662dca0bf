"""Measures of how couples fare: relationship distress, happiness, reported satisfaction once and again."""

from __future__ import annotations

from famsim.calibration.asks import Ask
from famsim.calibration.instruments.cases import (
    MOTHER,
    SIXTEEN,
    Cases,
    births,
    children_at,
    children_now,
    couples,
    couples_now,
    parents_of,
    same_couple,
    years_ends,
)
from famsim.calibration.instruments.counting import Counted
from famsim.calibration.instruments.membership import NINE_MONTHS
from famsim.calibration.instruments.of_families import months_of
from famsim.calibration.instruments.readings import (
    distressed_relationship,
    either_reports_distress,
    ghq,
    happy,
    quality,
    satisfaction,
    unhappy,
)
from famsim.calibration.instruments.survey import Survey
from famsim.calibration.instruments.told import mean_below, on_a_scale, with_chance
from famsim.model.identity import MONTHS_A_YEAR


def couples_children(survey: Survey) -> Cases:
    """Return children of couples now."""
    found = children_now(survey.seen, years_ends(survey.seen))
    return found.where(couples(survey.seen, found))


def relationship_distress(survey: Survey, ask: Ask) -> Counted:
    """Count couples' children of whom at least one parent reports relationship distress."""
    found = couples_children(survey)
    return Counted(found, with_chance(either_reports_distress(survey, found)))


def partners_now(survey: Survey) -> Cases:
    """Return both parents of every couple with a child under 16 now."""
    return parents_of(survey.seen, couples_now(survey.seen, years_ends(survey.seen), SIXTEEN))


def adult_distress(survey: Survey, ask: Ask) -> Counted:
    """Count parents in couples who report a distressed relationship."""
    found = partners_now(survey)
    return Counted(found, with_chance(distressed_relationship(survey, found)))


def mothers_then(survey: Survey, ask: Ask) -> Cases:
    """Return mothers who live as a couple at a child's age; so many years later than nine months, where asked so."""
    if ask.kind == "later":
        assert ask.begins is not None
        found = children_at(survey.seen, NINE_MONTHS + round(ask.begins * MONTHS_A_YEAR))
    else:
        found = children_at(survey.seen, months_of(ask)[1])
    return found.where(couples(survey.seen, found)).about(MOTHER)


def happy_mothers(survey: Survey, ask: Ask) -> Counted:
    """Count mothers in couples who answer 6 or 7 of 7."""
    found = mothers_then(survey, ask)
    return Counted(found, with_chance(happy(survey, found)))


def unhappy_mothers(survey: Survey, ask: Ask) -> Counted:
    """Count mothers in couples who answer 1 or 2 of 7."""
    found = mothers_then(survey, ask)
    return Counted(found, with_chance(unhappy(survey, found)))


def asked_twice(survey: Survey, first: Cases, ask: Ask) -> tuple[Cases, Cases]:
    """Return cases asked now and so many years later, of couples who are still the same."""
    assert ask.begins is not None
    last = first.later(round(ask.begins * MONTHS_A_YEAR))
    inside = last.months < survey.seen.months
    first, last = first.where(inside), last.where(inside)
    stays = same_couple(survey.seen, first, last)
    return first.where(stays), last.where(stays)


def unhappy_again(survey: Survey, ask: Ask) -> Counted:
    """Count mothers unhappy again, of those unhappy nine months after a birth and still with the same partner."""
    first, last = asked_twice(survey, children_at(survey.seen, NINE_MONTHS).about(MOTHER), ask)
    assert ask.begins is not None
    told = with_chance(unhappy(survey, last))
    return Counted(first, told, weight=unhappy(survey, first), followed=ask.begins)


def quality_again(survey: Survey, ask: Ask) -> Counted:
    """Correlate mothers' reported satisfaction at a birth and later."""
    first, last = asked_twice(survey, births(survey.seen).about(MOTHER), ask)
    assert ask.begins is not None
    return Counted(first, satisfaction(survey, last), satisfaction(survey, first), followed=ask.begins)


def reported_quality(survey: Survey, ask: Ask) -> Counted:
    """Measure reported satisfaction of parents in couples."""
    if ask.kind == "now":
        found = partners_now(survey)
    else:
        found = children_at(survey.seen, months_of(ask)[1])
        found = parents_of(survey.seen, found.where(couples(survey.seen, found)))
    return Counted(found, satisfaction(survey, found))


def quality_change(survey: Survey, ask: Ask) -> Counted:
    """Measure what reported satisfaction has changed by at a second asking.

    Who was recruited for reporting distress had a low noise then, so that the report rises by itself.
    """
    assert ask.begins is not None
    ends = years_ends(survey.seen, survey.seen.months // MONTHS_A_YEAR)
    asked_at = [month for month in ends[1:-1] if month >= MONTHS_A_YEAR]
    first, last = asked_twice(survey, parents_of(survey.seen, couples_now(survey.seen, asked_at, SIXTEEN)), ask)
    before = satisfaction(survey, first)
    if ask.groups.get("recruited") == "distressed":
        m = survey.p.measure
        low = mean_below(quality(survey, first), float(m.cut_das), float(m.reliability))
        before = on_a_scale(low, float(m.reliability))
    return Counted(first, satisfaction(survey, last).less(before), followed=ask.begins)


def quality_with_distress(survey: Survey, ask: Ask) -> Counted:
    """Correlate reported satisfaction with well-being on the scale of which the GHQ-12's cases are one end."""
    found = partners_now(survey)
    well = with_chance(1.0 - ghq(survey, found))
    return Counted(found, satisfaction(survey, found), well, beside_is_cut=True)


COUPLES = {
    "relationship_distress": relationship_distress,
    "adult_distress": adult_distress,
    "happy": happy_mothers,
    "unhappy": unhappy_mothers,
    "unhappy_again": unhappy_again,
    "quality_again": quality_again,
    "reported_quality": reported_quality,
    "quality_change": quality_change,
    "quality_with_distress": quality_with_distress,
}
