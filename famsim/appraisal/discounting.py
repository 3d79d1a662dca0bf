"""What later pounds are worth now: discount factors by year, of a published schedule.

A schedule has a rate for its years up to 30, one for those up to 75 and one for those up to 125. A pound of year t
counts for the product of 1 / (1 + r) over the t years before it; year 0 counts in full.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from famsim.errors import FamsimError, unknown
from famsim.model.identity import MONTHS_A_YEAR
from famsim.scenario import SCHEDULES

UNTIL = (30, 75, 125)  # the last year of each rate
LATEST, HEALTH = SCHEDULES[0], "health"
KNOWN = (*SCHEDULES, HEALTH)
LATER = "_later"  # of a schedule whose last rate is a figure of its own
PER_CENT = 100.0


def rates_of(figures: Mapping[str, Any], schedule: str = LATEST) -> tuple[float, ...]:
    """Return the rates of a schedule in % a year from the register's figures by name; FamsimError for none of ours."""
    if schedule not in KNOWN:
        raise unknown("schedule", schedule, KNOWN, "discounting", FamsimError)
    name = f"evaluation.discount_{schedule}"
    last = figures[name + LATER].elements if name + LATER in figures else ()
    return (*figures[name].elements, *last)


def discount_factors(years: int, rates: Sequence[float]) -> np.ndarray:
    """Return what a pound of each year counts for, from year 0 on, (years,); at most to the schedule's last year."""
    if not 0 <= years <= UNTIL[-1] + 1:
        raise FamsimError(f"{years} years: allowed: 0 to {UNTIL[-1] + 1}, which is how far the schedule goes")
    number = np.arange(1, max(years, 1))
    of_year = np.asarray(rates)[np.searchsorted(UNTIL, number)]
    found: np.ndarray = np.concatenate([[1.0], np.cumprod(1.0 / (1.0 + of_year / PER_CENT))])[:years]
    return found


def by_month(months: int, rates: Sequence[float]) -> np.ndarray:
    """Return what a pound of each month counts for, (months + 1,): month 0 and the first twelve in full."""
    years = -(-months // MONTHS_A_YEAR)
    factors = np.repeat(discount_factors(years, rates), MONTHS_A_YEAR)[:months]
    found: np.ndarray = np.concatenate([[1.0], factors])
    return found


def present_value(monthly: np.ndarray, rates: Sequence[float]) -> float:
    """Return what amounts of each month from the first, (months,), are worth at the start."""
    return float((monthly * by_month(monthly.size, rates)[1:]).sum())
