"""What the grant pays by month: less what others add to a budget, and nothing of what goes on after its end."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from famsim.scenario import is_sustained, years_of_money

OWN, MATCH, AFTER = range(3)


def granted(strategy: Any, months: int) -> NDArray[np.float64]:
    """Return who pays what the map has the grant pay, (3, months + 1): it, who adds to it, who goes on after it.

    Each month's shares come to one. By year others pay the part of the money that they add; before its first month the
    first year's. After its last month offers that others sustain are paid by who goes on; of those that end with it
    what families still come to is of the last year, as a budget has it.
    """
    found = np.zeros((3, months + 1))
    found[OWN] = 1.0
    years = years_of_money(strategy, months)
    for number, year in enumerate(years):
        first = 0 if number == 0 else year.first
        found[MATCH, first:] = year.match / year.money if year.money else 0.0
        found[OWN, first:] = 1.0 - found[MATCH, first:]
    if is_sustained(strategy):
        found[:, strategy.grant.ends + 1 :] = np.array([[0.0], [0.0], [1.0]])
    return found
