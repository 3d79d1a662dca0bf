"""Measures of parents' distress: by the GHQ-12, in a practice's records, by interview and the Edinburgh scale."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from famsim.calibration.asks import Ask
from famsim.calibration.instruments.cases import (
    MOTHER,
    OTHER,
    Bools,
    Cases,
    Floats,
    at_birth,
    children_at,
    children_now,
    couples,
    families_now,
    here,
    joined,
    parents_of,
    same_couple,
    years_ends,
    youngest_of,
)
from famsim.calibration.instruments.counting import Counted
from famsim.calibration.instruments.membership import Unseen
from famsim.calibration.instruments.of_couples import couples_children
from famsim.calibration.instruments.of_families import months_of, pregnancies
from famsim.calibration.instruments.readings import (
    by_interview,
    edinburgh,
    ghq,
    ghq_of_either,
    in_distress,
    written_down,
)
from famsim.calibration.instruments.survey import Survey
from famsim.calibration.instruments.told import plainly, with_chance
from famsim.model.identity import MONTHS_A_YEAR

EIGHTEEN_WEEKS = 5  # months before the birth
AFTER_BIRTH = 8  # months


def ghq_any(survey: Survey, ask: Ask) -> Counted:
    """Count children with at least one distressed parent at home."""
    found = children_now(survey.seen, years_ends(survey.seen))
    return Counted(found, with_chance(ghq_of_either(survey, found)))


def ghq_mother(survey: Survey, ask: Ask) -> Counted:
    """Count children with a distressed mother."""
    found = children_now(survey.seen, years_ends(survey.seen))
    return Counted(found, with_chance(ghq(survey, found.about(MOTHER))))


def ghq_father(survey: Survey, ask: Ask) -> Counted:
    """Count couples' children with a distressed other parent."""
    found = couples_children(survey)
    return Counted(found, with_chance(ghq(survey, found.about(OTHER))))


def ghq_both(survey: Survey, ask: Ask) -> Counted:
    """Count couples' children with two distressed parents."""
    found = couples_children(survey)
    return Counted(found, with_chance(ghq(survey, found.about(MOTHER)) * ghq(survey, found.about(OTHER))))


def ghq_lone(survey: Survey, ask: Ask) -> Counted:
    """Count lone parents' children whose parent is distressed."""
    found = children_now(survey.seen, years_ends(survey.seen))
    found = found.where(~couples(survey.seen, found))
    return Counted(found, with_chance(ghq(survey, found.about(MOTHER))))


def ghq_twice(survey: Survey, ask: Ask) -> tuple[Cases, Floats, Floats]:
    """Return parents asked twice, and their chances to be a case at each asking; other parents of the same couple."""
    assert ask.begins is not None
    ends = years_ends(survey.seen, survey.seen.months // MONTHS_A_YEAR)
    first = parents_of(survey.seen, families_now(survey.seen, ends[1:]))
    last = first.later(round(ask.begins * MONTHS_A_YEAR))
    inside = last.months < survey.seen.months
    first, last = first.where(inside), last.where(inside)
    stays = here(survey.seen, last) & ((first.parent == MOTHER) | same_couple(survey.seen, first, last))
    first, last = first.where(stays), last.where(stays)
    return first, ghq(survey, first), ghq(survey, last)


def ghq_again(survey: Survey, ask: Ask) -> Counted:
    """Correlate being a case by the GHQ-12 at two askings."""
    first, before, after = ghq_twice(survey, ask)
    return Counted(first, with_chance(after), with_chance(before), followed=ask.begins or 0.0)


def ghq_persists(survey: Survey, ask: Ask) -> Counted:
    """Count cases at a second asking, of those at the first."""
    first, before, after = ghq_twice(survey, ask)
    return Counted(first, with_chance(after), weight=before, followed=ask.begins or 0.0)


def watched_parents(survey: Survey, ask: Ask) -> tuple[Cases, int]:
    """Return both parents of each child of the cohort at its birth, and how many months they are followed for."""
    _, last = months_of(ask)
    if last >= survey.seen.months:
        raise Unseen(f"children are followed for {survey.seen.months} months at most")
    found = at_birth(survey.seen, children_at(survey.seen, last))
    return joined([found.about(MOTHER), found.about(OTHER)]), last


def months_with(survey: Survey, found: Cases, ages: range) -> Iterator[tuple[Bools, Floats]]:
    """Yield, for each age in months, which parents are at home and what a practice writes down of them, as expected."""
    before = in_distress(survey, found.later(ages.start - 1))
    for age in ages:
        then = found.later(age)
        now = in_distress(survey, then)
        at_home = (then.parent == MOTHER) | couples(survey.seen, then)
        after_birth = (then.parent == MOTHER) & (youngest_of(survey.seen, then) < MONTHS_A_YEAR)
        yield at_home, np.where(at_home, written_down(survey, now, before, after_birth), 0.0)
        before = now


def gp_depression(survey: Survey, ask: Ask) -> Counted:
    """Count episodes that a general practice writes down, for each year of a parent's between two ages of the child."""
    begins, _ = months_of(ask)
    found, last = watched_parents(survey, ask)
    first = 0 if begins == last else begins
    written, months = np.zeros(found.size), np.zeros(found.size)
    for at_home, noted in months_with(survey, found, range(first + 1, last + 1)):
        written += noted
        months += at_home
    return Counted(found, plainly(written), exposure=months / MONTHS_A_YEAR)


def gp_episode(survey: Survey, ask: Ask) -> Counted:
    """Count parents of whom an episode was written down since the birth; other parents while they are at home."""
    found, last = watched_parents(survey, ask)
    none = np.ones(found.size)
    for _, noted in months_with(survey, found, range(1, last + 1)):
        none *= 1.0 - noted
    lived = (found.parent == MOTHER) | couples(survey.seen, found)
    return Counted(found, with_chance(1.0 - none), weight=lived.astype(np.float64))


def depressed_in_pregnancy(survey: Survey, ask: Ask) -> Counted:
    """Count pregnant women whom an interview finds depressed."""
    found = pregnancies(survey, EIGHTEEN_WEEKS)
    return Counted(found, with_chance(by_interview(survey, found)))


def depressed_after_birth(survey: Survey, ask: Ask) -> Counted:
    """Count mothers whom an interview finds depressed at a child's age in months."""
    found = children_at(survey.seen, months_of(ask)[1]).about(MOTHER)
    return Counted(found, with_chance(by_interview(survey, found)))


def depressed_still(survey: Survey, ask: Ask) -> Counted:
    """Count mothers above the cut of the Edinburgh scale at the second age, of those above it at the first."""
    begins, last = months_of(ask)
    found = children_at(survey.seen, last).about(MOTHER)
    first = found.later(begins - last)
    told = with_chance(edinburgh(survey, found))
    return Counted(first, told, weight=edinburgh(survey, first), followed=(last - begins) / MONTHS_A_YEAR)


def around_birth(survey: Survey) -> tuple[Cases, Floats, Floats]:
    """Return mothers eight months after a birth, and their chances to be above the cut before it and then."""
    found = children_at(survey.seen, AFTER_BIRTH).about(MOTHER)
    before = found.later(-AFTER_BIRTH - EIGHTEEN_WEEKS)
    known = before.months >= 0
    found, before = found.where(known), before.where(known)
    return found, edinburgh(survey, before), edinburgh(survey, found)


def depressed_throughout(survey: Survey, ask: Ask) -> Counted:
    """Count mothers above the cut before and after a birth."""
    found, before, after = around_birth(survey)
    return Counted(found, with_chance(before * after))


def depressed_only_after(survey: Survey, ask: Ask) -> Counted:
    """Count mothers above the cut after a birth, not before it."""
    found, before, after = around_birth(survey)
    return Counted(found, with_chance((1.0 - before) * after))


def depressed_only_before(survey: Survey, ask: Ask) -> Counted:
    """Count mothers above the cut before a birth, not after it."""
    found, before, after = around_birth(survey)
    return Counted(found, with_chance(before * (1.0 - after)))


PARENTS = {
    "ghq_any": ghq_any,
    "ghq_mother": ghq_mother,
    "ghq_father": ghq_father,
    "ghq_both": ghq_both,
    "ghq_lone": ghq_lone,
    "ghq_again": ghq_again,
    "ghq_persists": ghq_persists,
    "gp_depression": gp_depression,
    "gp_episode": gp_episode,
    "depressed_in_pregnancy": depressed_in_pregnancy,
    "depressed_after_birth": depressed_after_birth,
    "depressed_still": depressed_still,
    "depressed_throughout": depressed_throughout,
    "depressed_only_after": depressed_only_after,
    "depressed_only_before": depressed_only_before,
}
