"""The ledger: whole pence by month, purpose, whose it is and who pays or gains, which add up whichever way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from famsim.appraisal.lines import FISCAL, Line, Lines
from famsim.appraisal.payers import FUNDS, Payers
from famsim.appraisal.pence import whole
from famsim.appraisal.sums import Sums
from famsim.scenario import PAYERS, Prices

PENCE = 100
PAYS, GAINS = "pays", "gains"
TALKS = "talks"
ITEM = {"conversations": TALKS, "referrals": TALKS}  # of the costs of a comparison; of others their purpose
Row = dict[str, Any]


def item_of(line: Line) -> str:
    """Return the item of a comparison's costs that a line is of."""
    return ITEM.get(line.purpose, line.purpose)


@dataclass(frozen=True)
class Terms:
    """How a ledger is told: the map of payers, what of each strategy its grant pays (3, months + 1), and the prices."""

    payers: Payers
    of_grant: Mapping[str, np.ndarray]
    prices: Prices


def ledger_rows(sums: Sums, terms: Terms, costs: Mapping[tuple[str, str], int]) -> list[Row]:
    """Return strategy, month, flow, account, purpose, whose, fund, who, pence and price_year; none of nothing.

    fund: what somebody pays from where that is in the grant's place: what others add to a budget (`match`), or what
    goes on once the grant has closed (`after_grant`). Month 0 is before anybody comes. costs: whole pence by strategy
    and item, to which what is paid adds up.
    """
    found, prices = [], terms.prices
    for strategy, lines in sums.lines.items():
        for item in dict.fromkeys(item_of(line) for line in lines):
            of_item = {line: amounts * prices.factor for line, amounts in lines.items() if item_of(line) == item}
            found += paid_rows(strategy, of_item, terms, costs.get((strategy, item)))
        for (account, name, gainer), amounts in sums.gainers.get(strategy, {}).items():
            pence = whole(amounts * prices.factor)
            found += [
                row_of(strategy, int(month), (GAINS, account, name, "", "", gainer), int(pence[month]))
                for month in np.flatnonzero(pence)
            ]
    return [row | {"price_year": prices.year} for row in found]


def paid_rows(strategy: str, lines: Lines, terms: Terms, total: int | None) -> list[Row]:
    """Return the rows of some lines, whose pence come to a total."""
    if not lines:
        return []
    shares = np.array([terms.payers.by_fund(line, terms.of_grant[strategy]) for line in lines])
    pence = whole(np.array(list(lines.values()))[:, None, None, :] * shares, total)
    told: dict[tuple[str, str, str], np.ndarray] = {}
    for line, amounts in zip(lines, pence, strict=True):  # a programme may be an offer's and a usual service's
        about = (line.account, line.purpose, line.whose)
        told[about] = told[about] + amounts if about in told else amounts
    return [
        row_of(strategy, int(month), (PAYS, *about, FUNDS[fund], PAYERS[payer]), int(amounts[fund, payer, month]))
        for about, amounts in told.items()
        for month, payer, fund in zip(*np.nonzero(amounts.transpose(2, 1, 0)), strict=True)
    ]


def row_of(strategy: str, month: int, about: tuple[str, str, str, str, str, str], pence: int) -> Row:
    """Return one row; about: flow, account, purpose, whose it is, from what it is paid, and who pays or gains."""
    names = ("flow", "account", "purpose", "whose", "fund", "who")
    return {"strategy": strategy, "month": month} | dict(zip(names, about, strict=True)) | {"pence": pence}


def totals(rows: Sequence[Row], *by: str) -> dict[tuple[Any, ...], int]:
    """Return the pence of a ledger's rows by some of its columns."""
    found: dict[tuple[Any, ...], int] = {}
    for row in rows:
        key = tuple(row[name] for name in by)
        found[key] = found.get(key, 0) + row["pence"]
    return found


def pence_of(costs: Sequence[Mapping[str, Any]]) -> dict[tuple[str, str], int]:
    """Return whole pence by strategy and item from the rows of a comparison's costs."""
    return {(row["strategy"], row["item"]): round(row["estimate"] * PENCE) for row in costs}


__all__ = ["FISCAL", "GAINS", "PAYS", "Terms", "ledger_rows", "pence_of", "totals"]
