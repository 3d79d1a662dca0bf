"""From which money each payer pays: the grant, what others add, what goes on after it, or their own by the map."""

from __future__ import annotations

from typing import Any

import pandas as pd

from famsim.appraisal import last_month
from famsim.scenario import Scenario

GRANT, OWN, MATCH, AFTER_GRANT = "grant", "own", "match", "after_grant"
ORDER = (GRANT, MATCH, OWN, AFTER_GRANT)
COLUMNS = ("strategy", "source", "who", "there_is", "within", "after", "pounds", "left", "price_year")
IN_ALL = 0  # the year of a row of `budgets` for all years together
PENCE = 100
NAN = float("nan")
Source = tuple[str, str]  # the source, and who pays from it


def funding_table(tables: dict[str, pd.DataFrame], scenario: Scenario) -> pd.DataFrame:
    """Return who pays from which money, a row a strategy, source and payer: strategy, source, who, then pounds.

    source: `grant`; `match`, what others add to a budget; `own`, what a payer pays itself as the map has it, such as
    its own staff's time; `after_grant`, what somebody pays in the grant's place once it has closed. there_is: how much
    of it the scenario gives (NaN where it does not say); within and after: what falls in the months of the money and
    after them; pounds: both; left: there_is less pounds. They add up, to the penny, to the ledger's public money.
    """
    ledger = tables["ledger"]
    if ledger.empty:  # nothing is paid, and nothing gained
        return pd.DataFrame(columns=list(COLUMNS))
    paid = ledger[(ledger["flow"] == "pays") & (ledger["account"] == "fiscal")]
    year, rows = int(tables["costs"]["price_year"].iloc[0]), []
    for name in dict.fromkeys(one.name for one in scenario.strategies):
        there = money_of(name, tables)
        found = by_source(paid[paid["strategy"] == name], last_of(scenario, name))
        for source, who in sorted({*found, *there}, key=lambda one: (ORDER.index(one[0]), one[1])):
            within, after = found.get((source, who), (0, 0))
            pounds, given = (within + after) / PENCE, there.get((source, who), NAN)
            numbers = (given, within / PENCE, after / PENCE, pounds, given - pounds)
            rows.append((name, source, who, *numbers, year))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def last_of(scenario: Scenario, name: str) -> int:
    """Return the last month of a strategy's money; the scenario's where no money ends before."""
    found = [last_month(one, scenario.months) for one in scenario.strategies if one.name == name]
    return max(scenario.months if one is None else one for one in found)


def money_of(name: str, tables: dict[str, pd.DataFrame]) -> dict[Source, float]:
    """Return what a strategy's budget has of the grant and of each who adds to it; nothing without a budget."""
    if "budgets" not in tables:
        return {}
    budgets = tables["budgets"]
    whole = budgets[(budgets["strategy"] == name) & (budgets["year"] == IN_ALL)]
    if whole.empty:
        return {}
    found, match = {(GRANT, GRANT): float(whole["budget"].iloc[0])}, float(whole["match"].iloc[0])
    others = tables["payer_map"]
    others = others[others["purpose"] == MATCH]
    if match:
        found |= {(MATCH, str(row["payer"])): match * float(row["share"]) for row in others.to_dict("records")}
    return found


def by_source(paid: pd.DataFrame, last: int) -> dict[Source, tuple[int, int]]:
    """Return the pence of the months up to the last and of those after it, by source and payer."""
    found: dict[Source, tuple[int, int]] = {}
    for row in paid.to_dict("records"):
        key = source_of(row)
        within, after = found.get(key, (0, 0))
        late = int(row["month"]) > last
        found[key] = (within + row["pence"] * (not late), after + row["pence"] * late)
    return found


def source_of(row: dict[str, Any]) -> Source:
    """Return from which money a row of the ledger is paid, and by whom."""
    fund, who = str(row["fund"]), str(row["who"])
    return (fund if fund in (MATCH, AFTER_GRANT) else GRANT if who == GRANT else OWN, who)
