"""Pence laid over the years of a strategy's money: those of months, and those of staff and pathways."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from famsim.runs.costs import set_up_pence
from famsim.scenario import is_sustained, years_of_money

if TYPE_CHECKING:
    from famsim.scenario import Strategy


def by_year(monthly: NDArray[np.float64], years: Sequence[Any], sustained: bool = False) -> NDArray[np.float64]:
    """Return the sum of monthly amounts over each year of a strategy's money.

    What comes before the first year is of it, and what comes after the last of that, unless offers go on by other means
    (sustained).
    """
    ends = [year.last for year in years[:-1]]
    monthly = monthly[: years[-1].last] if sustained else monthly
    return np.array([part.sum() for part in np.split(monthly, ends)])


def set_up_by_year(
    strategy: Strategy, beside: Strategy | None, p: np.record, whole: tuple[int, int]
) -> NDArray[np.float64]:
    """Return the pence of staff and pathways in each year of a strategy's money, so much more than those `beside`.

    whole: the families of the area, and the scenario's months.
    """
    families, months = whole
    years = years_of_money(strategy, months)
    until = [0, *(year.last for year in years[:-1]), years[-1].last if is_sustained(strategy) else months]

    def paid(one: Strategy) -> NDArray[np.int64]:
        return np.array([set_up_pence(one, p, families, month) if month else 0 for month in until])

    more = paid(strategy) - paid(beside) if beside else paid(strategy)
    return np.diff(more).astype(np.float64)
