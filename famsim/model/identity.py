"""Who is who, and when: a family's id, the group it is counted in, a year's months. Their layout is written here alone.

An id holds the area (from bit 48), the month of entry (24 bits) and a number within both. A cell is a group by four
things, the last turning fastest.
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from famsim.model.compiling import rule

MONTHS_A_YEAR = 12
MONTH_ZERO = 4096  # what calendar month 0 is counted as in ids and draws: months before are negative, these are not
_AREA, _MONTH = 48, 24  # bits of an id below the area, and below the month of entry
_WITHIN_AREA = (1 << _AREA) - 1
_MONTHS = (1 << _AREA - _MONTH) - 1

Ids = TypeVar("Ids", int, NDArray[np.int64])  # one id, or an array of them


def ids_of(area: int, month: int, count: int) -> NDArray[np.int64]:
    """Return the ids of the first `count` families that enter an area in a calendar month."""
    return (np.int64(area) << _AREA) | (np.int64(month + MONTH_ZERO) << _MONTH) | np.arange(count, dtype=np.int64)


def area_of(ids: Ids) -> Ids:
    """Return the number of the area that each id belongs to."""
    return ids >> _AREA


def within_area(ids: Ids) -> Ids:
    """Return what of each id tells the families of one area apart."""
    return ids & _WITHIN_AREA


def entry_month_of(ids: Ids) -> Ids:
    """Return the calendar month in which each family entered."""
    return ((ids >> _MONTH) & _MONTHS) - MONTH_ZERO


@rule
def entry_month_in(family_id: int) -> int:
    """Return the calendar month in which a family enters, of its id: as `entry_month_of`, for one in a rule."""
    return ((family_id >> _MONTH) & _MONTHS) - MONTH_ZERO


@rule
def arrival_month_of(entry_month: int, ahead: int) -> int:
    """Return the month from which a family is followed that enters in a month: so many `ahead`, from month 1 on."""
    return entry_month if entry_month <= 1 else max(entry_month - ahead, 1)


# groups a family is counted in, fixed at the start or at entry
N_DEPRIVATION = 5  # fifths, 0 = most deprived
N_WORK = 3  # 0 all parents at home work, 1 some, 2 none
N_HOUSEHOLD = 4  # 0 married, 1 cohabiting, 2 apart, 3 never together
N_RISK = 3  # risk factors: none, one, two or more
CELL_SHAPE = (N_DEPRIVATION, N_WORK, N_HOUSEHOLD, N_RISK)
N_CELLS = N_DEPRIVATION * N_WORK * N_HOUSEHOLD * N_RISK


@rule
def cell_at(deprivation: int, work: int, household: int, risk: int) -> int:
    """Return the number of a group, 0 to N_CELLS - 1."""
    return ((deprivation * N_WORK + work) * N_HOUSEHOLD + household) * N_RISK + risk


def household_of(cells: NDArray[np.int16]) -> NDArray[np.int64]:
    """Return each group's household, below N_HOUSEHOLD."""
    return (cells.astype(np.int64) // N_RISK) % N_HOUSEHOLD


def risk_of(cells: NDArray[np.int16]) -> NDArray[np.int8]:
    """Return how many risk factors a group has, at most two."""
    return (cells % N_RISK).astype(np.int8)
