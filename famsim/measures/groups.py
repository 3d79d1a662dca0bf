"""The groups that outcomes are shown by; a family's group is fixed at the start or at its entry.

A group's number holds a cell of the engine's and what families are told apart by besides (see
famsim.measures.beginning): the cell is what is left when the number is divided by N_CELLS.
"""

from functools import cache
from math import prod

import numpy as np
from numpy.typing import NDArray

from famsim.measures.loops import fill_totals
from famsim.model.identity import CELL_SHAPE, N_CELLS

ALL = "all"  # the group that every family is in
OF_A_CELL = {  # what the engine tells families apart by
    "deprivation": ("1 most deprived fifth", "2", "3", "4", "5 least deprived fifth"),
    "work": ("all working", "some working", "none working"),
    "household": ("married", "cohabiting", "apart", "never together"),
    "risk_factors": ("none", "one", "two or more"),
}
BESIDES = {  # and what they are told apart by besides
    "mother_age": ("under 20", "20 to 24", "25 to 29", "30 to 34", "35 or over"),
    "child_age": ("first expected", "under 2", "2 to 4", "5 to 10", "11 or over"),
    "illness": ("a parent ill", "no parent ill", "came in later"),
}
DIMENSIONS = OF_A_CELL | BESIDES
BESIDES_SHAPE = tuple(len(values) for values in BESIDES.values())
N_BESIDES = prod(BESIDES_SHAPE)
N_GROUPED = N_BESIDES * N_CELLS


@cache
def group_names() -> tuple[str, ...]:
    """Return every group's name: `all`, then `dimension=value`."""
    return (ALL, *(f"{name}={value}" for name, values in DIMENSIONS.items() for value in values))


def joined(cells: NDArray[np.int16], besides: NDArray[np.int16]) -> NDArray[np.int16]:
    """Return the numbers, below N_GROUPED, that hold each family's cell and what it is told apart by besides."""
    found: NDArray[np.int16] = besides * np.int16(N_CELLS) + cells
    return found


def places_of(grouped: NDArray[np.int16]) -> dict[str, NDArray[np.int64]]:
    """Return each family's place among the values of every dimension, by dimension, from its number."""
    places = np.unravel_index(grouped.astype(np.int64), (*BESIDES_SHAPE, *CELL_SHAPE))
    by_name = dict(zip((*BESIDES, *OF_A_CELL), places, strict=True))
    return {name: by_name[name] for name in DIMENSIONS}


@cache
def groups_of_numbers() -> NDArray[np.int64]:
    """Return which groups each number belongs to, their places in group_names, (N_GROUPED, splits): one in each."""
    places, rows, first = places_of(np.arange(N_GROUPED, dtype=np.int16)), [np.zeros(N_GROUPED, np.int64)], 1
    for name, values in DIMENSIONS.items():
        rows.append(first + places[name])
        first += len(values)
    found = np.stack(rows, axis=1)
    found.flags.writeable = False  # handed out again
    return found


def families_by_group(grouped: NDArray[np.int16]) -> NDArray[np.int64]:
    """Return how many of some families are in each group, (groups,)."""
    counted, of = np.bincount(grouped, minlength=N_GROUPED), groups_of_numbers()
    numbers, found = np.flatnonzero(counted), np.zeros(len(group_names()), np.int64)
    np.add.at(found, of[numbers], counted[numbers, None])
    return found


def totals_by_group(accounts: NDArray[np.int32], grouped: NDArray[np.int16]) -> NDArray[np.int64]:
    """Return an account book's (families, counts) sums in each group, (groups, counts)."""
    assert len(grouped) == len(accounts) and grouped.max(initial=0) < N_GROUPED, "compiled code looks at no bounds"
    found = np.zeros((len(group_names()), accounts.shape[1]), np.int64)
    fill_totals(accounts, grouped, groups_of_numbers(), found)
    return found
