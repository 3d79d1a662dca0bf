"""From a budget to the places that it buys: laid out offer by offer, and found by trying.

What a strategy spends rises with its places until families run out. It is tried at a few numbers of places at once, in
lives of their own (famsim.runs.spent); between what was tried it is taken to be straight.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from famsim.model.policy import DOORS
from famsim.scenario import MAX_PLACES, own_offers, years_of_money

if TYPE_CHECKING:
    from famsim.population import World
    from famsim.scenario import Strategy, Year

DIGITS = 4  # of a number of places
SHARE_DIGITS, FEW_DIGITS = 6, 3  # of a share of staff
FIRST = (0.6, 1.0, 1.6)  # as many times the first guess are tried at once
NEXT = (0.95, 1.0, 1.05)  # and of every guess after it
ABOUT = 0.025  # of what families can be helped with
FEWER = (0.05, 0.2, 0.5)  # where families run out
NEAR = (0.003, 0.005, 0.01, 0.02)  # of the money, near enough after so many tries: whole places come no nearer
PASSES = 7
FLAT = 0.1  # of what the first places cost: more of them that cost less find no families
FURTHEST = 3.0  # times as many places as any tried
ALL_BUT = 0.98  # of what any number of places spends, where families run out: the last few places help few
THOUSAND = 1000.0

Rates = tuple[float, ...]  # places a month of all offers together, in each year of the money


class Tried(NamedTuple):
    """Places a month that were tried, and the pounds that they came to, in each year of the money."""

    rates: Rates
    pounds: Rates


def laid_out(strategy: Strategy, rates: Rates, months: int) -> Strategy:
    """Return a strategy with so many places a month in each year of its money, shared among the offers that stand."""
    years, own = years_of_money(strategy, months), own_offers(strategy)
    bought: list[dict[str, Any]] = []
    for year, rate in zip(years, rates, strict=True):
        here = [offer for offer in own if offer.begins <= year.last and year.first <= offer.ends]
        parts = sum(offer.share or 1.0 for offer in here)
        for offer in here:
            whole = len(years) == 1
            first, last = (offer.begins, offer.ends) if whole else within(offer, year)
            places = min(rate * (offer.share or 1.0) / parts, MAX_PLACES)
            fields = {"places_a_month": float(f"{places:.{DIGITS}g}"), "begins": first, "ends": last}
            bought.append({name: one for name, one in offer.given().items() if name != "share"} | fields)
    usual = [offer for offer in strategy.offers if offer.usual]
    return strategy.model_copy(update={"offers": [*bought, *usual]})


def within(offer: Any, year: Year) -> tuple[int, int]:
    """Return the months of a year in which an offer stands."""
    return max(offer.begins, year.first), min(offer.ends, year.last)


def staffed(strategy: Strategy, world: World, figures: Sequence[np.record], pound: float = 1.0) -> Strategy:
    """Return a strategy whose shares of staff trained are so many times as large that they cost its staff_share.

    They are raised together, to all staff of a door at the most, and cost what they may or less: heads are whole.
    Where own figures are private, no share gives them back. pound: what one of the register's prices is in the money's.
    """
    if strategy.staff_share is None:
        return strategy
    money = strategy.staff_share * sum(year.money for year in years_of_money(strategy, world.months))
    each = pound * float(np.mean([p.costs.training for p in figures]))
    here = {door: share for door, share in strategy.staff_trained.items() if share > 0.0}
    at_door = {
        door: float(figures[0].staff.at_door[DOORS.index(door)]) * world.area.families / THOUSAND for door in here
    }
    low, high = 0.0, 1.0 / max(here.values())
    if heads(here, at_door, high) * each > money:
        for _ in range(40):
            middle = 0.5 * (low + high)
            low, high = (middle, high) if heads(here, at_door, middle) * each <= money else (low, middle)
        high = low
    digits = FEW_DIGITS if world.area.private else SHARE_DIGITS
    trained = {door: min(float(f"{share * high:.{digits}g}"), 1.0) for door, share in here.items()}
    return strategy.model_copy(update={"staff_trained": trained})


def heads(shares: dict[str, float], at_door: dict[str, float], times: float) -> int:
    """Return how many staff are trained at so many times the shares."""
    return sum(round(at_door[door] * min(share * times, 1.0)) for door, share in shares.items())


def guessed(strategy: Strategy, months: int, set_up: Sequence[float], each: dict[str, float]) -> Rates:
    """Return a first guess of places a month, in each year of the money; each: pounds of a place, by programme."""
    found, own = [], own_offers(strategy)
    for year, paid in zip(years_of_money(strategy, months), set_up, strict=True):
        here = [offer for offer in own if offer.begins <= year.last and year.first <= offer.ends]
        parts = sum(offer.share or 1.0 for offer in here)
        cost = sum((offer.share or 1.0) / parts * each[offer.programme] for offer in here)
        left = max(year.money - paid, 0.05 * year.money)
        found.append(left / cost / (year.last - year.first + 1) if cost else 0.0)
    return tuple(found)


def missed(tried: Tried, money: Sequence[float]) -> float:
    """Return by how much of the money what was tried misses it in its worst year."""
    whole = sum(money)
    return max(abs(spent - asked) / (asked or whole) for spent, asked in zip(tried.pounds, money, strict=True))


def next_rates(tried: Sequence[Tried], money: Sequence[float], set_up: Sequence[float]) -> tuple[Rates, list[bool]]:
    """Return the places a month to try next, and in which years more places find no families."""
    found = [
        next_rate([(one.rates[year], one.pounds[year]) for one in tried], asked, set_up[year])
        for year, asked in enumerate(money)
    ]
    return tuple(rate for rate, _ in found), [is_full for _, is_full in found]


def next_rate(tried: Sequence[tuple[float, float]], asked: float, paid: float) -> tuple[float, bool]:
    """Return the places a month at which so many pounds are spent, and whether families run out before.

    tried: places a month and pounds; paid: pounds at no place.
    """
    points = sorted({0.0: paid} | dict(tried))
    spent = dict(tried) | {0.0: paid}
    for less, more in pairwise(points):
        if spent[less] <= asked <= spent[more]:
            part = (asked - spent[less]) / (spent[more] - spent[less]) if spent[more] > spent[less] else 0.0
            return less + part * (more - less), False
    if asked < paid or len(points) == 1:
        return 0.0, len(points) == 1
    last, before = points[-1], points[-2]
    slope, first = (spent[last] - spent[before]) / (last - before), (spent[points[1]] - paid) / points[1]
    if slope <= FLAT * max(first, 0.0):
        most = max(spent.values())
        return next(one for one in points if spent[one] >= ALL_BUT * most), True
    return min(last + (asked - spent[last]) / slope, FURTHEST * last), False
