"""What the grant pays by month: less what others add to a budget, and nothing once it has closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from famsim.scenario import years_of_money

if TYPE_CHECKING:
    from famsim.scenario import Strategy

OWN, MATCH, AFTER = range(3)


def last_month(strategy: Strategy, months: int) -> int | None:
    """Return the last month of a strategy's money: of its budget's years or its grant; None where neither is given."""
    years = years_of_money(strategy, months)
    if years:
        return int(years[-1].last)
    grant = strategy.grant
    return None if grant is None or grant.ends is None else int(min(grant.ends, months))


def granted(strategy: Strategy, months: int) -> NDArray[np.float64]:
    """Return who pays what the map has the grant pay, (3, months + 1): it, who adds to it, who goes on after it.

    Each month's shares come to one. By year others pay the part of the money that they add; before its first month the
    first year's. A pound is of the month it falls in: after the last month of the money the grant has closed, and who
    goes on pays, for offers that are sustained and, of those that end with it, for families still on a course.
    """
    found = np.zeros((3, months + 1))
    found[OWN] = 1.0
    years = years_of_money(strategy, months)
    for number, year in enumerate(years):
        first = 0 if number == 0 else year.first
        found[MATCH, first:] = year.match / year.money if year.money else 0.0
        found[OWN, first:] = 1.0 - found[MATCH, first:]
    last = last_month(strategy, months)
    if last is not None:
        found[:, last + 1 :] = np.array([[0.0], [0.0], [1.0]])
    return found
