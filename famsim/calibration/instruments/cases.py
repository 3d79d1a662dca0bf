"""Who a survey counts, and when: children of an age, families at the year's ends, couples, parents, partings."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from famsim.calibration.instruments.watched import Watched
from famsim.model.family import COHABITING, MARRIED
from famsim.model.identity import MONTHS_A_YEAR
from famsim.rules.family.calendar import GROWN_UP

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

NO_CHILD = -1
NOBODY, MOTHER, OTHER = -1, 0, 1  # which parent a case is about; nobody: a family or a child
NOW_YEARS = 5  # year's ends that "now" is an average over
YEARS_OF_EVENTS = 8  # years whose events "year" counts
SIXTEEN = 16 * MONTHS_A_YEAR


@dataclass(frozen=True)
class Cases:
    """One entry a case: its family, the month in which it is asked, the child and the parent it is about."""

    rows: Ints
    months: Ints
    child: Ints  # NO_CHILD: about none
    parent: Ints  # NOBODY, MOTHER or OTHER

    @property
    def size(self) -> int:
        """How many cases there are."""
        return self.rows.size

    def where(self, kept: Bools) -> Cases:
        """Return those that are kept."""
        return Cases(self.rows[kept], self.months[kept], self.child[kept], self.parent[kept])

    def later(self, months: int | Ints) -> Cases:
        """Return the same cases, asked so many months later."""
        return replace(self, months=self.months + months)

    def about(self, parent: int) -> Cases:
        """Return the same cases, about one parent."""
        return replace(self, parent=np.full(self.size, parent))


def cases(rows: Ints, months: Ints | int, child: Ints | None = None) -> Cases:
    """Return cases about families, or about children."""
    each = np.full(rows.size, months) if isinstance(months, int) else months
    about = np.full(rows.size, NO_CHILD) if child is None else child
    return Cases(rows, each, about, np.full(rows.size, NOBODY))


def joined(parts: list[Cases]) -> Cases:
    """Return several sets of cases as one."""
    columns = ("rows", "months", "child", "parent")
    return Cases(*(np.concatenate([getattr(part, name) for part in parts]) for name in columns))


def here(seen: Watched, some: Cases) -> Bools:
    """Say which families are in the area when they are asked."""
    found: Bools = seen.fact("status", some.months, some.rows) > 0
    return found


def couples(seen: Watched, some: Cases) -> Bools:
    """Say where two partners live together when they are asked."""
    status = seen.fact("status", some.months, some.rows)
    found: Bools = (status == MARRIED) | (status == COHABITING)
    return found


def births(seen: Watched) -> Cases:
    """Return every birth while the families were watched, asked at the end of the month of the birth."""
    rows, child = np.nonzero(seen.born >= 0)
    return cases(rows, seen.born[rows, child], child)


def children_at(seen: Watched, months: int) -> Cases:
    """Return every child born while its family was watched, asked at so many months of age; at 18 a month before."""
    found = births(seen).later(min(months, GROWN_UP - 1))
    return found.where(found.months < seen.months)


def children_at_years_end(seen: Watched, years: float) -> Cases:
    """Return every child born while its family was watched, asked at the first year's end from a birthday on."""
    found = births(seen).later(min(round(years * MONTHS_A_YEAR), GROWN_UP - MONTHS_A_YEAR))
    found = replace(found, months=found.months + (-1 - found.months) % MONTHS_A_YEAR)
    found = found.where(found.months < seen.months)
    return found.where(here(seen, found))


def years_ends(seen: Watched, years: int = NOW_YEARS) -> list[int]:
    """Return the months that end the last years, or all that were watched, latest first."""
    return list(range(seen.months - 1, -1, -MONTHS_A_YEAR))[:years]


def families_now(seen: Watched, months: list[int]) -> Cases:
    """Return every family with a child under 18 in each month."""
    parts = []
    for month in months:
        rows = np.flatnonzero(youngest(seen, month) < GROWN_UP)
        rows = rows[seen.fact("status", month, rows) > 0]
        parts.append(cases(rows, month))
    return joined(parts)


def children_now(seen: Watched, months: list[int]) -> Cases:
    """Return every child under 18 in each month."""
    parts = []
    for month in months:
        ages = month - seen.born
        rows, child = np.nonzero((ages >= 0) & (ages < GROWN_UP))
        stays = seen.fact("status", month, rows) > 0
        parts.append(cases(rows[stays], month, child[stays]))
    return joined(parts)


def couples_now(seen: Watched, months: list[int], below: int = GROWN_UP) -> Cases:
    """Return every couple with a child below an age in months in each month."""
    found = families_now(seen, months)
    found = found.where(couples(seen, found))
    return found.where(np.array([], bool) if found.size == 0 else youngest_of(seen, found) < below)


def parents_of(seen: Watched, some: Cases) -> Cases:
    """Return the parents at home: every mother, and the other parent where two live together."""
    two = some.where(couples(seen, some))
    return joined([some.about(MOTHER), two.about(OTHER)])


def youngest(seen: Watched, month: int) -> Ints:
    """Return the age in months of each family's youngest child in a month; GROWN_UP and more: none is under 18."""
    ages = month - seen.born
    found: Ints = np.where(ages < 0, GROWN_UP, ages).min(axis=1)
    return found


def youngest_of(seen: Watched, some: Cases) -> Ints:
    """Return the age in months of each case's youngest child when it is asked."""
    ages = some.months[:, None] - seen.born[some.rows]
    found: Ints = np.where(ages < 0, GROWN_UP, ages).min(axis=1)
    return found


def dependent_children(seen: Watched, some: Cases) -> Ints:
    """Return how many children under 18 each case's family has when it is asked."""
    ages = some.months[:, None] - seen.born[some.rows]
    found: Ints = ((ages >= 0) & (ages < GROWN_UP)).sum(axis=1)
    return found


def births_of(seen: Watched, some: Cases) -> Ints:
    """Return the month in which each case's child was born."""
    found: Ints = seen.born[some.rows, some.child]
    return found


def at_birth(seen: Watched, some: Cases) -> Cases:
    """Return the same cases in the month of the child's birth, but not before the first that was watched."""
    return replace(some, months=np.maximum(births_of(seen, some), 0))


def same_couple(seen: Watched, first: Cases, second: Cases) -> Bools:
    """Say where the couple of the first asking still lives together at the second."""
    both = couples(seen, first) & couples(seen, second)
    unions = [seen.fact("union", some.months, some.rows) for some in (first, second)]
    same: Bools = both & (unions[0] == unions[1])
    return same


def both_own_parents(seen: Watched, some: Cases) -> Bools:
    """Say which children live with both of their own parents."""
    return same_couple(seen, at_birth(seen, some), some)


def parts_in(seen: Watched, some: Cases, months: int) -> Bools:
    """Say which couples have parted so many months later."""
    within = np.zeros(some.size, bool)
    union = seen.fact("union", some.months, some.rows)
    for ahead in range(1, months + 1):
        after = some.later(ahead)
        gone = here(seen, after) & (~couples(seen, after) | (seen.fact("union", after.months, after.rows) != union))
        within |= gone
    return within & couples(seen, some)


def partings(seen: Watched, months: range) -> Cases:
    """Return every parting of a couple in some months, asked at the end of the month before it."""
    parts = []
    everyone = np.arange(seen.families)
    for month in months:
        before = cases(everyone, month - 1)
        gone = couples(seen, before) & here(seen, before.later(1)) & ~couples(seen, before.later(1))
        parts.append(before.where(gone))
    return joined(parts)
