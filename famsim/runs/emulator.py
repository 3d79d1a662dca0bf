"""A short cut to a grid: each result as a cubic in the levers, with its error on runs that the fit never saw.

The cubic goes through the run that leaves the levers as they are, so that there it says what a comparison says.
"""

from dataclasses import dataclass
from itertools import combinations_with_replacement

import numpy as np
import pandas as pd

from famsim.runs.grid import Grid
from famsim.runs.levers import AS_IT_IS, LEVERS, Setting

LINEAR = tuple((at,) for at in range(len(LEVERS)))
SQUARE = tuple(combinations_with_replacement(range(len(LEVERS)), 2))
GRIDDED = tuple(at for at, lever in enumerate(LEVERS) if lever.name != "fade")  # three factors each, all together
CUBIC = (*(tuple(sorted((one, one, two))) for one in GRIDDED for two in GRIDDED if one != two), GRIDDED)
TERMS = (*LINEAR, *SQUARE, *CUBIC)  # each a product of levers
NOISE = 1e-9  # of the largest value: smaller coefficients are the remains of rounding, which differ by machine
NEVER_BELOW_ZERO = ("helped", "missed", "cost")


@dataclass(frozen=True)
class Fit:
    """One result of one strategy: `centre` + coefficients x TERMS; `chance` likewise, of its chance error.

    off: the root mean square of what the fit is off by in the held-out runs; furthest: the most it is off by.
    """

    centre: float
    coefficients: tuple[float, ...]
    chance_centre: float
    chance: tuple[float, ...]
    off: float
    furthest: float
    below_zero: bool

    def value(self, setting: Setting) -> float:
        """Return the result under a setting."""
        found = summed(self.centre, self.coefficients, setting)
        return found if self.below_zero else max(found, 0.0)

    def chance_error(self, setting: Setting) -> float:
        """Return the chance error (one standard error) under a setting."""
        return max(summed(self.chance_centre, self.chance, setting), 0.0)


def summed(centre: float, coefficients: tuple[float, ...], setting: Setting) -> float:
    """Return a cubic at a setting, its terms added in order."""
    found = centre
    for coefficient, term in zip(coefficients, terms_at(setting), strict=True):
        found += coefficient * term
    return found


def terms_at(setting: Setting) -> list[float]:
    """Return each term at a setting."""
    places = [lever.place(factor) for lever, factor in zip(LEVERS, setting, strict=True)]
    return [float(np.prod([places[at] for at in term])) for term in TERMS]


def emulate(grid: Grid) -> dict[tuple[str, str], Fit]:
    """Return the fit of each strategy and result."""
    found = {}
    for (strategy, result), rows in grid.table.groupby(["strategy", "result"], sort=False):
        found[str(strategy), str(result)] = fit_of(rows, str(result) not in NEVER_BELOW_ZERO)
    return found


def fit_of(rows: pd.DataFrame, below_zero: bool) -> Fit:
    """Return the least-squares fit to the rows for the fit, and its error on those held out."""
    fitted, held = rows[rows["use"] == "fit"], rows[rows["use"] == "held out"]
    centre, coefficients = through_the_centre(fitted, "value")
    chance_centre, chance = through_the_centre(fitted, "mc_se")
    fit = Fit(centre, coefficients, chance_centre, chance, 0.0, 0.0, below_zero)
    settings = held[[lever.name for lever in LEVERS]].itertuples(index=False, name=None)
    off = np.array([fit.value(one) for one in settings]) - held["value"].to_numpy()
    errors = float(np.sqrt(np.mean(off**2))), float(np.abs(off).max())
    return Fit(centre, coefficients, chance_centre, chance, *errors, below_zero)


def through_the_centre(rows: pd.DataFrame, column: str) -> tuple[float, tuple[float, ...]]:
    """Return the value with every lever as it is, and the coefficients that fit the differences from it best."""
    settings = list(rows[[lever.name for lever in LEVERS]].itertuples(index=False, name=None))
    values = rows[column].to_numpy()
    centre = float(values[settings.index(AS_IT_IS)])
    terms = np.array([terms_at(one) for one in settings])
    coefficients = np.linalg.lstsq(terms, values - centre, rcond=None)[0]
    coefficients[np.abs(coefficients) < NOISE * np.abs(values).max()] = 0.0
    return centre, tuple(float(one) for one in coefficients)
