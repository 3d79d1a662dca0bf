"""What a child or a couple has lived through up to a month: marriages, changes of family, poverty, weddings' years."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from famsim.calibration.instruments.cases import (
    Bools,
    Cases,
    Floats,
    Ints,
    at_birth,
    births_of,
    couples,
    same_couple,
)
from famsim.calibration.instruments.incomes import at_least, poor_by_own_answers
from famsim.calibration.instruments.survey import Survey
from famsim.calibration.instruments.watched import Small, Watched
from famsim.model.family import APART, COHABITING, MARRIED

SWEEPS = (9, 36, 60, 84, 132, 168)  # months of age at which the birth cohort was visited
EARLY = 60  # months: sweeps up to this age are early
POOR_TWICE = 2  # of the early, or of the late sweeps


def married_by(seen: Watched, some: Cases) -> Bools:
    """Say whose own parents were or became married between the child's birth and now, as the couple they were."""
    born, then = births_of(seen, some), at_birth(seen, some)
    found = np.zeros(some.size, bool)
    for age in range(int((some.months - born).max(initial=0)) + 1):
        at = then.later(np.minimum(age, some.months - then.months))
        found |= same_couple(seen, then, at) & (seen.fact("status", at.months, at.rows) == MARRIED)
    return found


def changes(seen: Watched, some: Cases) -> Ints:
    """Return how often, from the child's birth to now, whom its mother lives with has changed."""
    then = at_birth(seen, some)
    number, before = np.zeros(some.size, np.int64), partner(seen, then)
    for age in range(1, int((some.months - then.months).max(initial=0)) + 1):
        now = partner(seen, then.later(np.minimum(age, some.months - then.months)))
        number += now != before
        before = now
    return number


def partner(seen: Watched, some: Cases) -> Small:
    """Return the number of the union the mother lives in, 0 for none."""
    found: Small = np.where(couples(seen, some), seen.fact("union", some.months, some.rows), 0)
    return found


def poverty_path(survey: Survey, some: Cases, value: str) -> Floats:
    """Return who is on a path: poor at two or more of the early visits, of the late ones, of both, or of neither.

    By a line of the cohort's own answers, and without their noise, which classes of paths see through. Of the visits
    up to now.
    """
    born = births_of(survey.seen, some)
    chances: dict[bool, list[Floats]] = {True: [], False: []}
    for age in SWEEPS:
        asked = replace(some, months=np.minimum(born + age, survey.seen.months - 1))
        chances[age <= EARLY].append(np.where(born + age <= some.months, poor_by_own_answers(survey, asked), 0.0))
    early, late = (at_least(chances[when], POOR_TWICE) for when in (True, False))
    is_early, is_late = {"never": (0, 0), "early": (1, 0), "late": (0, 1), "persistent": (1, 1)}[value]
    return (early if is_early else 1.0 - early) * (late if is_late else 1.0 - late)


@dataclass(frozen=True)
class Marriages:
    """Marriages that began, or whose family came, while families were watched; months since the wedding."""

    rows: Ints
    comes: Ints  # when it is first seen
    goes: Ints  # when it was last seen
    parted: Bools  # it ended in a parting in the month after
    seen_at: Ints  # the month in which it was first seen, from the first watched


def marriages(survey: Survey) -> Marriages:
    """Return every marriage with a child on the way or born whose wedding is known.

    Of couples who came married the wedding stands at a share of the way from when they began to live together.
    """
    seen = survey.seen
    status = np.zeros((2, seen.families), np.uint8)
    lasting, share = seen.diary.lasting, survey.instruments.wedding_at
    entered = lasting["entry_month"].astype(np.int64) - seen.first
    began = lasting["began_month"].astype(np.int64) - seen.first
    wedding, comes = np.zeros(seen.families, np.int64), np.full(seen.families, -1)
    found: list[tuple[Ints, ...]] = []
    for month in range(seen.months + 1):
        status[0], status[1] = status[1], seen.fact("status", month, slice(None)) if month < seen.months else 0
        ends = np.flatnonzero((comes >= 0) & (status[0] == MARRIED) & (status[1] != MARRIED))
        parted = status[1][ends] == APART
        found.append((ends, comes[ends] - wedding[ends], month - 1 - wedding[ends], parted, comes[ends]))
        comes[ends] = -1
        known = (entered == month) | (status[0] == COHABITING)
        starts = np.flatnonzero((status[1] == MARRIED) & (status[0] != MARRIED) & known)
        came = entered[starts] == month
        wedding[starts] = np.where(came, began[starts] + (share * (month - began[starts])).astype(np.int64), month)
        comes[starts] = month
    rows, first, last, parted, seen_at = (np.concatenate([part[k] for part in found]) for k in range(5))
    return Marriages(rows, first, last, parted.astype(bool), seen_at)


def survival(spells: Marriages, weight: Floats, months: int) -> tuple[Floats, Floats]:
    """Return how many marriages are at risk and how many end in each month since the wedding, (months,) each."""
    at_risk, ending = np.zeros(months + 1), np.zeros(months + 1)
    inside = (spells.comes < months) & (spells.goes >= 0)
    first = np.clip(spells.comes, 0, months)[inside]
    last = np.minimum(spells.goes, months - 1)[inside]
    np.add.at(at_risk, first, weight[inside])
    np.add.at(at_risk, last + 1, -weight[inside])
    ends = inside & spells.parted & (spells.goes < months)
    np.add.at(ending, spells.goes[ends], weight[ends])
    return np.cumsum(at_risk)[:months], ending[:months]
