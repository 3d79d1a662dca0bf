"""What the instruments read of the cases of a survey: relationships, distress, violence, work."""

from __future__ import annotations

import numpy as np

from famsim.calibration.instruments.cases import (
    MOTHER,
    Bools,
    Cases,
    Floats,
    Ints,
    couples,
)
from famsim.calibration.instruments.survey import Survey
from famsim.calibration.instruments.told import (
    Told,
    by_reliable_state,
    by_state,
    chance_below,
    either,
    on_a_scale,
    with_chance,
)
from famsim.calibration.instruments.watched import Small, fact_in
from famsim.model.family import EMPLOYED, UNEMPLOYED
from famsim.model.identity import MONTHS_A_YEAR


def quality(survey: Survey, some: Cases) -> Floats:
    """Return each parent's latent quality; nothing is known of those who live alone."""
    found = survey.seen.diary.quality[some.months, some.rows, some.parent].astype(np.float64)
    return np.where(couples(survey.seen, some), found, np.nan)


def satisfaction(survey: Survey, some: Cases) -> Told:
    """Return what parents report on a relationship scale."""
    return on_a_scale(quality(survey, some), float(survey.p.measure.reliability))


def unhappy(survey: Survey, some: Cases) -> Floats:
    """Return the chance that a parent gives one of the two lowest of seven answers to the single question."""
    asked = survey.instruments
    return chance_below(quality(survey, some), asked.unhappy_below, asked.item_reliability)


def happy(survey: Survey, some: Cases) -> Floats:
    """Return the chance that a parent gives one of the two highest of seven answers to the single question."""
    asked = survey.instruments
    return 1.0 - chance_below(quality(survey, some), asked.happy_from, asked.item_reliability)


def distressed_relationship(survey: Survey, some: Cases) -> Floats:
    """Return the chance that a parent reports a distressed relationship, by the cut of the DAS type."""
    m = survey.p.measure
    return chance_below(quality(survey, some), float(m.cut_das), float(m.reliability))


def either_reports_distress(survey: Survey, some: Cases) -> Floats:
    """Return the chance that at least one parent reports relationship distress, by the DWP rule."""
    m = survey.p.measure
    each = [chance_below(quality(survey, some.about(k)), float(m.cut_dwp), float(m.reliability)) for k in (0, 1)]
    return either(*each)


def in_distress(survey: Survey, some: Cases) -> Bools:
    """Say which parents are in distress, as they live and not as they tell."""
    return by_parent(survey, some, "distressed") > 0


def by_parent(survey: Survey, some: Cases, fact: str) -> Small:
    """Return a fact of each case's parent; 0 of another parent who is not at home."""
    words = survey.seen.diary.words[some.months, some.rows]
    return np.where(some.parent == MOTHER, fact_in(words, f"mother_{fact}"), fact_in(words, f"other_{fact}"))


def ghq(survey: Survey, some: Cases) -> Floats:
    """Return the chance that a parent at home is a case by the GHQ-12; nobody where there is none."""
    p, asked = survey.p, survey.instruments
    usual = np.where(some.parent == MOTHER, float(p.mother.prevalence), float(p.other.prevalence))
    found = by_reliable_state(in_distress(survey, some), asked.ghq_reliability, usual)
    return np.where((some.parent == MOTHER) | couples(survey.seen, some), found, 0.0)


def ghq_of_either(survey: Survey, some: Cases) -> Floats:
    """Return the chance that at least one parent at home is a case by the GHQ-12."""
    return either(ghq(survey, some.about(0)), ghq(survey, some.about(1)))


def by_interview(survey: Survey, some: Cases) -> Floats:
    """Return the chance that a diagnostic interview finds a mother depressed."""
    asked = survey.instruments
    return by_state(in_distress(survey, some), asked.interview_sensitivity, asked.interview_specificity)


def edinburgh(survey: Survey, some: Cases) -> Floats:
    """Return the chance that a mother is above the cut of the Edinburgh scale."""
    asked = survey.instruments
    return by_state(in_distress(survey, some), asked.edinburgh_sensitivity, asked.edinburgh_specificity)


def written_down(survey: Survey, now: Bools, before: Bools, after_birth: Bools) -> Floats:
    """Return how many episodes of depression a general practice writes down in a month, as expected.

    One that begins is written down with one chance, one that lasts with another, each month anew; this is higher after
    a birth, when every mother is seen and asked. now, before: who is in distress at the end of the month, and was at
    the end of the one before. after_birth: mothers in the first year.
    """
    asked = survey.instruments
    lasts = np.where(after_birth, asked.gp_after_birth, asked.gp_while_distressed)
    found: Floats = now * np.where(before, lasts, asked.gp_at_onset)
    return found


def harmed_in_a_year(survey: Survey, some: Cases) -> Told:
    """Return the chance that a parent tells of abuse by a partner or former partner in the last twelve months."""
    harmed = np.zeros(some.size, bool)
    for ago in range(MONTHS_A_YEAR):
        harmed |= harmed_then(survey, some.later(-ago))
    return with_chance(np.where(harmed, float(survey.instruments.abuse_told), 0.0))


def harmed_then(survey: Survey, some: Cases) -> Bools:
    """Say which parents are harmed in that month, the other one also when living elsewhere."""
    hers, his = (survey.seen.fact(f"{who}_harmed", some.months, some.rows) > 0 for who in ("mother", "other"))
    harmed: Bools = np.where(some.parent == MOTHER, hers, his)
    return harmed


def working(survey: Survey, some: Cases) -> Ints:
    """Return how many of the parents at home work."""
    counted = [by_parent(survey, some.about(k), "work") == EMPLOYED for k in (0, 1)]
    two = couples(survey.seen, some)
    found: Ints = counted[0].astype(np.int64) + (counted[1] & two)
    return found


def looking_for_work(survey: Survey, some: Cases) -> Bools:
    """Say where a parent at home is unemployed."""
    found: Bools = np.logical_or(*(by_parent(survey, some.about(k), "work") == UNEMPLOYED for k in (0, 1)))
    return found
