"""Pence laid over the years of a strategy's money: those of months, and those of staff and pathways.

A budget pays for staff, for pathways, and for what a strategy's own offers come to. Where usual services go on,
families whom it leads to these are served there as others are, by whoever pays for usual services: in `costs` and the
ledger that is a cost of the strategy, of its budget it is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from famsim.appraisal import Course, weights_by_month
from famsim.model.counts import Count, Stage
from famsim.runs.staff_costs import set_up_by_month
from famsim.scenario import is_sustained, years_of_money

if TYPE_CHECKING:
    from famsim.scenario import Strategy


class Whole(NamedTuple):
    """What staff are paid for: the families of a whole area, a scenario's months, its programmes by row."""

    families: int
    months: int
    programmes: Sequence[str]


def by_year(monthly: NDArray[np.float64], years: Sequence[Any], sustained: bool = False) -> NDArray[np.float64]:
    """Return the sum of monthly amounts over each year of a strategy's money.

    What comes before the first year is of it, and what comes after the last of that, unless offers go on by other means
    (sustained).
    """
    ends = [year.last for year in years[:-1]]
    monthly = monthly[: years[-1].last] if sustained else monthly
    return np.array([part.sum() for part in np.split(monthly, ends)])


def set_up_by_year(strategy: Strategy, beside: Strategy | None, p: np.record, whole: Whole) -> NDArray[np.float64]:
    """Return the pence of staff and pathways in each year of a strategy's money, so much more than those `beside`.

    What is paid before anybody comes is of the first.
    """
    more = paid(strategy, p, whole) - paid(beside, p, whole) if beside else paid(strategy, p, whole)
    more[1] += more[0]
    return by_year(more[1:], years_of_money(strategy, whole.months), is_sustained(strategy))


def paid(strategy: Strategy, p: np.record, whole: Whole) -> NDArray[np.float64]:
    """Return the pence of staff and pathways by month, (months + 1,): before anybody comes, and in each month."""
    found = np.zeros(whole.months + 1)
    for amounts in set_up_by_month(strategy, p, *whole).values():
        found += amounts
    return found


def of_own_offers(
    counts: NDArray[np.int64], funnel: NDArray[np.int64], strategy: Strategy, courses: Sequence[Course]
) -> NDArray[np.float64]:
    """Return the pence of each month that a strategy's own offers come to, (months,): all, unless usual ones stand by.

    counts (months, counts), funnel (months, offers, stages). Of usual services' offers sessions are told apart by who
    has begun which (see appraisals), the rest by whom staff spoke to about which.
    """
    own = np.array([not offer.usual for offer in strategy.offers], np.bool_)
    pence = counts[:, int(Count.PENCE)].astype(np.float64)
    if own.all() and own.size:
        return pence
    if not own.any():
        return np.zeros(len(counts))
    sessions = counts[:, int(Count.PENCE_SESSIONS)]
    held = weights_by_month(funnel, courses)[:, own].sum(axis=1)
    spoken = funnel[:, : own.size, int(Stage.CONVERSATION)].astype(np.float64)
    of_all = spoken.sum(axis=1)
    told = np.divide(spoken[:, own].sum(axis=1), of_all, out=held.copy(), where=of_all > 0)
    found: NDArray[np.float64] = sessions * held + (pence - sessions) * told
    return found
