"""Switching values: at which value of one figure in money two strategies change places by what they are worth.

What a figure prices is its value times how many units of it there are, which no price moves. So the value at which two
strategies are worth the same follows without another run; set in `[evidence]`, it turns their order.
"""

import math
from collections.abc import Mapping
from itertools import combinations
from typing import Any

from famsim.appraisal.book import EVERY_COST, EVERY_GAIN
from famsim.appraisal.parts import NET
from famsim.appraisal.sums import Priced, Sums
from famsim.scenario import brought, register_year

NEAR = 1e-9  # of the units that two strategies have: below, a figure prices both alike
TIMES = {EVERY_COST: "All that it costs, times", EVERY_GAIN: "All that is gained, times"}
Row = dict[str, Any]


def switching_rows(sums: Sums, strategies: list[str], figures: Mapping[str, Any]) -> list[Row]:
    """Return a row for each two strategies and each figure that prices either.

    strategy, beside, figure, says, unit, price_year, now (mean of runs), switches_at (NaN: no value
    does), low, high, grade, and within: whether it lies in the figure's range. All is counted beside the first
    strategy, which by itself is worth nothing.
    """
    worth = {name: net(sums, name) for name in strategies}
    names = list(dict.fromkeys(figure for _, figure in sums.priced))
    rows = []
    for one, other in combinations(strategies, 2):
        for name in names:
            ours, theirs = (sums.priced.get((who, name), Priced()) for who in (other, one))
            if ours.units or theirs.units:
                value = switches_at((worth[other], ours), (worth[one], theirs))
                rows.append({"strategy": other, "beside": one} | row_of(name, figures, sums.values[name], value))
    return rows


def net(sums: Sums, name: str) -> float:
    """Return what a strategy is worth at the start in pence, mean of runs."""
    return float(sums.spent[name, NET].estimates.mean())


def switches_at(ours: tuple[float, Priced], theirs: tuple[float, Priced]) -> float:
    """Return the value of a figure at which two strategies are worth the same; NaN where none above nothing does.

    ours, theirs: what it is worth, and what of that the figure prices.
    """
    fewer = ours[1].units - theirs[1].units
    if abs(fewer) <= NEAR * max(abs(ours[1].units), abs(theirs[1].units)):
        return float("nan")
    value = ((theirs[0] - theirs[1].pence) - (ours[0] - ours[1].pence)) / fewer
    return value if value >= 0.0 else float("nan")


def row_of(name: str, figures: Mapping[str, Any], now: float, value: float) -> Row:
    """Return what a figure is now and where it switches, with its range, all in the prices of the figure's own year.

    now, value: in the prices of the register's costs.
    """
    if name in TIMES:
        return {"figure": name, "says": TIMES[name], "unit": "times", "price_year": ""} | {
            "now": 1.0, "switches_at": value, "low": math.nan, "high": math.nan, "grade": "", "within": "",
        }  # fmt: skip
    figure = figures[name]
    low, high = figure.may_be or (math.nan, math.nan)
    own = 1.0 if figure.price_year is None else brought(register_year(), figure.price_year)
    now, value = now * own, value * own
    return {
        "figure": name,
        "says": figure.says,
        "unit": figure.unit,
        "price_year": figure.price_year or "",
        "now": now,
        "switches_at": value,
        "low": low,
        "high": high,
        "grade": figure.grade,
        "within": "yes" if low <= value <= high else "no",
    }
