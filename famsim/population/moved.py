"""What is solved again where a scenario overrides figures that families live by: only what they enter, from near by.

England's constants are the central ones, moved by what the overridden figures move them by on a smaller sample: two
walks from the central constants with the same families and the same luck, one under each set of figures. Where the
overridden figures leave every margin of England as it was, to the family, an area's own figures stay too; else they
are England's moves on the area's central figures, and a step towards its margins on the sample it was solved on.
"""

from collections.abc import Callable, Mapping

import numpy as np

from famsim.areas import AreaProfile, find_area
from famsim.engine import Sample
from famsim.evidence import Value
from famsim.population.countdown import silent
from famsim.population.parameters import parameters
from famsim.population.reference import set_solved, solved_values
from famsim.population.settling import (
    LIMITS,
    SOLVED_FOR_AREA,
    SOLVING_FAMILIES,
    SOLVING_SEED,
    area_number,
    area_values,
    burn_in,
    burn_in_solving,
    move_towards,
    set_area_values,
)

PASSES = (8_000, 8_000, 8_000)  # sample of England of each pass of a walk
AREA_FIGURES = len(SOLVED_FOR_AREA)
AS_LOGS = [SOLVED_FOR_AREA.index(name) for name in ("partnering", "hopes", "first_conceptions")]

Values = Mapping[str, Value]
Pass = Callable[[int], None]  # told of each pass that ends: how many families it lived


def england_under(values: Values, usual: np.ndarray, beside: np.ndarray, tell: Pass) -> np.ndarray:
    """Return England's figures and constants under overridden values.

    usual: those at central values. beside: the walk from them under central values (see `walk`).
    """
    found = walk(values, usual, beside, tell)
    last = len(found) - 1
    return shifted(usual, found[last] - beside[last])


def walk(values: Values, usual: np.ndarray, beside: np.ndarray | None = None, tell: Pass = silent) -> np.ndarray:
    """Return England's figures and constants after each pass from the usual ones, (passes, figures), rates as logs.

    It ends after the first pass if that leaves all margins exactly as they are in the walk beside it.
    """
    england, found = find_area("england"), []
    p = parameters(values, england)
    set_solved(p[0], usual[AREA_FIGURES:])
    set_area_values(p[0], usual[:AREA_FIGURES])
    for number, families in enumerate(PASSES):
        run = burn_in_solving(p, Sample(area_number(england.code), england.families / families))
        constants = solved_values(p[0])
        move_towards(p[0], england, run)
        found.append([*logs(np.array(area_values(p[0]))), *constants])
        tell(families)
        if beside is not None and np.array_equal(found[number][:AREA_FIGURES], beside[number][:AREA_FIGURES]):
            break
    return np.array(found)


def area_under(p: np.recarray, area: AreaProfile, usual: np.ndarray, moved: np.ndarray, tell: Pass) -> np.ndarray:
    """Return an area's figures under overridden values, which `p` holds with England's constants under them.

    usual: the area's at central values; moved: what England's figures are moved by, rates as logs.
    """
    if not moved.any():
        return usual
    set_area_values(p[0], shifted(usual, moved))
    k = max(area.families / SOLVING_FAMILIES[-1], 1.0)
    run = burn_in(p, Sample(area_number(area.code), k), SOLVING_SEED)
    move_towards(p[0], area, run)
    tell(families_of(area))
    return np.array(area_values(p[0]))


def families_of(area: AreaProfile) -> int:
    """Return how many families an area's step towards its margins lives."""
    return int(min(area.families, SOLVING_FAMILIES[-1]))


def logs(figures: np.ndarray) -> np.ndarray:
    """Return an area's figures with what is a rate or a factor as its logarithm."""
    found = figures.copy()
    found[AS_LOGS] = np.log(found[AS_LOGS])
    return found


def shifted(figures: np.ndarray, by: np.ndarray) -> np.ndarray:
    """Return figures moved by so much (rates and factors by its exponential), inside their limits."""
    found: np.ndarray = figures + by
    found[AS_LOGS] = figures[AS_LOGS] * np.exp(by[AS_LOGS])
    for name, (low, high) in LIMITS.items():
        place = SOLVED_FOR_AREA.index(name)
        found[place] = min(max(found[place], low), high)
    return found
