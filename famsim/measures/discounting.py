"""What later pounds are worth now: discount factors by year, of a published schedule.

A schedule has a rate for its years up to 30 and one for those up to 75. A pound of year t counts for the product of
1 / (1 + r) over the t years before it; year 0 counts in full.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from famsim.errors import FamsimError
from famsim.model.identity import MONTHS_A_YEAR

UNTIL = (30, 75)  # the last year of each rate
VINTAGES = ("2022", "2026", "health")
LATEST = "2026"
PER_CENT = 100.0


def rates_of(figures: Mapping[str, Any], vintage: str = LATEST) -> tuple[float, ...]:
    """Return the rates of a vintage in % a year from the register's figures by name; FamsimError for none of ours."""
    if vintage not in VINTAGES:
        raise FamsimError(f"vintage {vintage!r}: there is no such schedule; allowed: {', '.join(VINTAGES)}")
    found: Sequence[float] = figures[f"evaluation.discount_{vintage}"].elements
    return tuple(found)


def discount_factors(years: int, rates: Sequence[float]) -> np.ndarray:
    """Return what a pound of each year counts for, from year 0 on, (years,); at most to the schedule's last year."""
    if not 0 <= years <= UNTIL[-1] + 1:
        raise FamsimError(f"{years} years: allowed: 0 to {UNTIL[-1] + 1}, which is how far the schedule goes")
    number = np.arange(1, max(years, 1))
    of_year = np.asarray(rates)[np.searchsorted(UNTIL, number)]
    found: np.ndarray = np.concatenate([[1.0], np.cumprod(1.0 / (1.0 + of_year / PER_CENT))])[:years]
    return found


def present_value(monthly: np.ndarray, rates: Sequence[float]) -> float:
    """Return what amounts of each month, (months,), are worth at the start; a month counts as its year does."""
    years = -(-monthly.size // MONTHS_A_YEAR)
    by_month = np.repeat(discount_factors(years, rates), MONTHS_A_YEAR)[: monthly.size]
    return float((monthly * by_month).sum())
