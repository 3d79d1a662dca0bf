"""Prices: of which year pounds are, and what they are in another year's, by the deflator of the register.

A price year is a financial year, named by the calendar year it ends in: 2027 is 2026/27.
"""

from functools import cache
from typing import Any, NamedTuple

from famsim.errors import FamsimError
from famsim.limits import Limit
from famsim.scenario.base import optional, whole_number
from famsim.scenario.register import package_figures

DEFLATOR, FIRST = "evaluation.gdp_deflator", 2011  # the series, and the year of its first number
OF_THE_REGISTER = "costs.referral"  # the register's costs are in prices of one year, which a test holds them to
LAST = 2029
YEARS = Limit(FIRST, LAST, "the financial year that ends in it: 2027 for 2026/27")
PRICE_YEAR = whole_number(YEARS)
PRICE_YEAR_OR_NONE = optional(PRICE_YEAR)


class Prices(NamedTuple):
    """The year that a scenario's pounds are told in, and how many of them a pound of the register's prices is."""

    year: int
    factor: float


@cache
def register_year() -> int:
    """Return the year of the prices that the register's costs are in."""
    year = package_figures()[OF_THE_REGISTER].price_year
    assert year is not None
    return int(year)


def deflator(year: int) -> float:
    """Return the level of prices in a financial year; FamsimError for one of which it was not read."""
    series = package_figures()[DEFLATOR].elements
    if not FIRST <= year < FIRST + len(series):
        raise FamsimError(f"prices of {year}: the deflator has no such year; allowed: {YEARS.allowed}")
    return float(series[year - FIRST])


def brought(of: int, to: int) -> float:
    """Return how many pounds of one year's prices a pound of another's is: 1 of itself, exactly."""
    return 1.0 if of == to else deflator(to) / deflator(of)


def prices_of(scenario: Any) -> Prices:
    """Return the year of a scenario's prices: the register's, where it does not ask for another."""
    year = scenario.price_year or register_year()
    return Prices(year, brought(register_year(), year))


def financial_year(year: float) -> str:
    """Return the financial year that ends in a price year, as unit costs are published: 2014 -> 2013/14."""
    return f"{int(year) - 1}/{int(year) % 100:02d}"
