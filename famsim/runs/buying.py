"""From a budget to the places that it buys: laid out offer by offer, and found by trying.

What a strategy spends rises with its places until families run out. It is tried at a few numbers of places at once, in
lives of their own (famsim.runs.spent); between what was tried it is taken to be straight in the whole places that come
up, of which a small budget has few: a place more is a step of what is spent.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from famsim.model.policy import DOORS
from famsim.scenario import MAX_PLACES, own_offers, years_of_money

if TYPE_CHECKING:
    from famsim.engine import Sample
    from famsim.population import World
    from famsim.scenario import Offer, Strategy, Year

DIGITS = 4  # of a number of places
SHARE_DIGITS, FEW_DIGITS = 6, 3  # of a share of staff
FIRST = (0.6, 1.0, 1.6)  # as many times the first guess are tried at once, in a few draws
WIDE = (0.8, 1.0, 1.25)  # and of what that comes to, in all draws
NEXT = (0.97, 1.0, 1.03)  # and of every guess after it
ABOUT = 0.025  # of what families can be helped with
FEWER = (0.05, 0.2, 0.5)  # where families run out
NEAR = (0.005, 0.01, 0.02)  # of the money, near enough after so many tries: whole places come no nearer
PASSES = 7
SURE = 1.15  # times the money: what a few draws spend at most, and no fewer places, when all draws surely spend it
PLACE = 0.04  # of a year's money: one place costs no more, so that whole places come within half of that
FLAT = 0.1  # of what the first places cost: more of them that cost less find no families
FURTHEST = 3.0  # times as many places as any tried
ALL_BUT = 0.98  # of what any number of places spends, where families run out: the last few places help few
THOUSAND = 1000.0
HALVINGS = 50
TINY = 1e-9

Rates = tuple[float, ...]  # in each year of the money: places a month of all offers together, or places


class Tried(NamedTuple):
    """Places a month that were tried, and the pounds that they came to, in each year of the money."""

    rates: Rates
    pounds: Rates


class Stand(NamedTuple):
    """An offer as it stands in a year of a strategy's money: places a month, from and to a month."""

    offer: Offer
    places: float
    first: int
    last: int


def standing(strategy: Strategy, year: Year, rate: float, whole: bool) -> list[Stand]:
    """Return the offers that stand in a year and share so many places a month; whole: it is all of the money."""
    here = [offer for offer in own_offers(strategy) if offer.begins <= year.last and year.first <= offer.ends]
    parts = sum(offer.share or 1.0 for offer in here)
    found = []
    for offer in here:
        first, last = (offer.begins, offer.ends) if whole else within(offer, year)
        places = min(rate * (offer.share or 1.0) / parts, MAX_PLACES)
        found.append(Stand(offer, float(f"{places:.{DIGITS}g}"), first, last))
    return found


def laid_out(strategy: Strategy, rates: Rates, months: int) -> Strategy:
    """Return a strategy with so many places a month in each year of its money, shared among the offers that stand."""
    years = years_of_money(strategy, months)
    bought: list[dict[str, Any]] = []
    for year, rate in zip(years, rates, strict=True):
        for offer, places, first, last in standing(strategy, year, rate, len(years) == 1):
            fields = {"places_a_month": places, "begins": first, "ends": last}
            bought.append({name: one for name, one in offer.given().items() if name != "share"} | fields)
    usual = [offer for offer in strategy.offers if offer.usual]
    return strategy.model_copy(update={"offers": [*bought, *usual]})


def come_up(stands: Sequence[Stand], each: Mapping[str, float], sample: Sample, months: int) -> float:
    """Return the pounds of the whole places that come up in so many months; each: of a place, by programme."""
    pounds = 0.0
    for offer, places, first, last in stands:
        whole = sample.whole(places, max(min(last, months) - first + 1, 0))
        pounds += sample.k * whole * each[offer.programme]
    return pounds


def within(offer: Offer, year: Year) -> tuple[int, int]:
    """Return the months of a year in which an offer stands."""
    return max(offer.begins, year.first), min(offer.ends, year.last)


def staffed(
    strategy: Strategy, world: World, figures: Sequence[np.record], pound: float = 1.0, less: float = 0.0
) -> Strategy:
    """Return a strategy whose shares of staff trained are so many times as large that they cost its staff_share.

    They are raised together, to all staff of a door at the most, and cost what they may or less: heads are whole.
    Where own figures are private, no share gives them back. pound: what one of the register's prices is in the money's.
    less: pounds of the share that are spent already.
    """
    if strategy.staff_share is None:
        return strategy
    money = strategy.staff_share * sum(year.money for year in years_of_money(strategy, world.months)) - less
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
    trained = rounded(here, high, digits)
    while heads(trained, at_door, 1.0) * each > money and high > TINY:  # a share rounded up may come to a head more
        high *= 1.0 - 10.0 ** (1 - digits)
        trained = rounded(here, high, digits)
    return strategy.model_copy(update={"staff_trained": trained})


def rounded(shares: dict[str, float], times: float, digits: int) -> dict[str, float]:
    """Return so many times the shares, at most all staff, to so many digits."""
    return {door: min(float(f"{share * times:.{digits}g}"), 1.0) for door, share in shares.items()}


def heads(shares: dict[str, float], at_door: dict[str, float], times: float) -> int:
    """Return how many staff are trained at so many times the shares."""
    return sum(round(at_door[door] * min(share * times, 1.0)) for door, share in shares.items())


def guessed(strategy: Strategy, months: int, set_up: Sequence[float], each: Mapping[str, float]) -> Rates:
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


def next_places(tried: Sequence[Tried], money: Sequence[float], set_up: Sequence[float]) -> tuple[Rates, list[bool]]:
    """Return the places to try next in each year, and in which years more places find no families.

    tried: with its places where a month's stand.
    """
    found = [
        next_place([(one.rates[year], one.pounds[year]) for one in tried], asked, set_up[year])
        for year, asked in enumerate(money)
    ]
    return tuple(places for places, _ in found), [is_full for _, is_full in found]


def next_place(tried: Sequence[tuple[float, float]], asked: float, paid: float) -> tuple[float, bool]:
    """Return the places at which so many pounds are spent, and whether families run out before.

    tried: places and pounds; paid: pounds at no place.
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


def rate_of(places: float, places_at: Callable[[float], float]) -> float:
    """Return the places a month at which so many places come up, or as near to that as whole ones are.

    places_at: the places at a month's. Of all a month's at which as many come up it is the middle.
    """
    if places <= 0.0:
        return 0.0
    top = 1.0
    while places_at(top) < places and top < MAX_PLACES:
        top *= 2.0
    enough = least_rate(places, places_at, top)
    fewer, wanted = places_at(enough * (1.0 - TINY)), places_at(enough)
    if fewer > 0.0 and places - fewer < wanted - places:
        wanted = fewer
    more = least_rate(wanted * (1.0 + TINY), places_at, 2.0 * top)
    return 0.5 * (least_rate(wanted, places_at, top) + more)


def least_rate(places: float, places_at: Callable[[float], float], top: float) -> float:
    """Return the fewest places a month, up to `top`, at which at least so many places come up."""
    low, high = 0.0, top
    for _ in range(HALVINGS):
        middle = 0.5 * (low + high)
        low, high = (low, middle) if places_at(middle) >= places else (middle, high)
    return high
