"""The table `chance`: whether an area's yearly count of couples who part can show what a strategy does, and what could.

For each strategy: the count of a year and what chance makes of it, the strategy's change and how it compares, how many
families, or how much for each, it would take to be found, and a count to set as a target. Beside it the same for a
grant's worth of the strategy, as if all that the grant changes fell into one year.
"""

import math
from typing import Any

import pandas as pd

from famsim.measures import (
    ACTION,
    ALL,
    MEASURES,
    control_limits,
    least_change,
    needed,
    spread_of_count,
    threshold,
)
from famsim.model.identity import MONTHS_A_YEAR
from famsim.runs import TOTAL
from famsim.scenario import Scenario, prices_of

MEASURE = "separations"
GRANT = "evaluation.grant"
NOT_KNOWN = float("nan")


def chance_table(tables: dict[str, pd.DataFrame], scenario: Scenario) -> pd.DataFrame:
    """Return the table, a row for each strategy but the first; `tables`: the comparison's, levels and parameters."""
    years, strategies = scenario.months / MONTHS_A_YEAR, [one.name for one in scenario.strategies]
    level = tables["levels"].set_index(["strategy", "group", "measure"])["value"]
    couples = level[strategies[0], ALL, "couple_months"] / scenario.months
    parts = tables["parameters"].set_index("name")["value"]
    year = Year(float(couples), float(level[strategies[0], ALL, MEASURE]) / years)
    grant = float(parts[GRANT]) * prices_of(scenario).factor
    found = of_each(tables)
    rows = [row_of(found, (strategies[0], name), year, years, grant) for name in strategies[1:]]
    return pd.DataFrame(rows)


def of_each(tables: dict[str, pd.DataFrame]) -> dict[str, dict[str, float]]:
    """Return each strategy's change of partings, families helped and pounds spent, by strategy."""
    differences, costs, summary = tables["differences"], tables["costs"], tables["summary"]
    change = differences[(differences.measure == MEASURE) & (differences.group == ALL)]
    spent = costs[costs.item == TOTAL]
    return {
        "change": dict(zip(change.strategy, change.estimate, strict=True)),
        "helped": dict(zip(summary.strategy, summary.helped, strict=True)),
        "spent": dict(zip(spent.strategy, spent.estimate, strict=True)),
    }


class Year:
    """A year of an area under the first strategy: couples, how many part, and what chance makes of that."""

    def __init__(self, couples: float, parting: float) -> None:
        self.couples, self.parting = couples, parting
        self.share = min(parting / couples, 1.0) if couples > 0.0 else 0.0
        self.spread = spread_of_count(couples, self.share)

    def seen(self, change: float) -> dict[str, float]:
        """Return a change beside chance: how many spreads it is, and 1 where it would be seen."""
        ratio = abs(change) / self.spread if self.spread > 0.0 else NOT_KNOWN
        return {"signal_to_noise": ratio, "seen": float(ratio >= threshold())}


def row_of(
    found: dict[str, dict[str, float]], names: tuple[str, str], year: Year, years: float, grant: float
) -> dict[str, Any]:
    """Return a strategy's row; `names`: the first strategy and this one."""
    first, name = names
    change = float(found["change"][name])
    helped, spent = more(found["helped"], names), more(found["spent"], names)
    cut = -change / helped if helped > 0.0 else NOT_KNOWN
    target = max(year.parting + change / years, 0.0)
    return {
        "strategy": name,
        "baseline": first,
        "measure": MEASURE,
        "unit": f"{MEASURES[MEASURE].unit} a year",
        "couples": year.couples,
        "share": year.share,
        **limits_of("", year.parting, year),
        "chance_sd": year.spread,
        "change": change / years,
        **year.seen(change / years),
        "threshold": threshold(),
        "helped": helped / years,
        "cut": cut,
        "helped_to_be_found": needed(year.spread, cut) if helped > 0.0 else NOT_KNOWN,
        "cut_to_be_found": needed(year.spread, helped / years),
        "change_to_be_found": least_change(year.spread),
        **limits_of("target", target, year),
        **granted(year, (helped, change, spent), grant),
    }


def more(by_strategy: dict[str, float], names: tuple[str, str]) -> float:
    """Return by how much more there is of something under the second of two strategies."""
    return float(by_strategy[names[1]]) - float(by_strategy[names[0]])


def limits_of(name: str, count: float, year: Year) -> dict[str, float]:
    """Return a yearly count with the limits of a control chart: of 95 and of 99.8 years in a hundred."""
    share = min(count / year.couples, 1.0) if year.couples > 0.0 else 0.0
    warning, action = control_limits(year.couples, share), control_limits(year.couples, share, ACTION)
    ends = {"low": warning[0], "high": warning[1], "low_998": action[0], "high_998": action[1]}
    return {name or "a_year": count} | {f"{name}_{end}".strip("_"): value for end, value in ends.items()}


def granted(year: Year, of: tuple[float, float, float], grant: float) -> dict[str, float]:
    """Return what a grant's worth of a strategy comes to, all of its change in one year.

    of: the strategy's families helped, its change of partings and its pounds, over all years.
    """
    helped, change, spent = of
    part = grant / spent if spent > 0.0 and helped > 0.0 else NOT_KNOWN
    seen = {f"grant_{name}": value for name, value in year.seen(part * change).items()}
    seen["grant_seen"] = NOT_KNOWN if math.isnan(part) else seen["grant_seen"]
    return {"grant": grant, "grant_helped": part * helped, "grant_change": part * change} | seen
