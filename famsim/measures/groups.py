"""The groups that outcomes are shown by; a family's group is fixed at the start or at its entry."""

import numpy as np

from famsim.model.identity import CELL_SHAPE, N_CELLS

ALL = "all"  # the group that every family is in
DIMENSIONS = {
    "deprivation": ("1 most deprived fifth", "2", "3", "4", "5 least deprived fifth"),
    "work": ("all working", "some working", "none working"),
    "household": ("married", "cohabiting", "apart", "never together"),
    "risk_factors": ("none", "one", "two or more"),
}


def group_names() -> list[str]:
    """Return every group's name: `all`, then `dimension=value`."""
    return [ALL, *(f"{name}={value}" for name, values in DIMENSIONS.items() for value in values)]


def cells_of_groups() -> np.ndarray:
    """Return which cells belong to each group, bool, shape (groups, N_CELLS), in the order of group_names."""
    places = np.array(np.unravel_index(np.arange(N_CELLS), CELL_SHAPE))
    rows = [np.ones(N_CELLS, bool)]
    for axis, values in enumerate(DIMENSIONS.values()):
        rows += [places[axis] == value for value in range(len(values))]
    return np.array(rows)
