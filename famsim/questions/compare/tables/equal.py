"""The table `equal_budget`: strategies that do not cost the same, brought to one sum in proportion."""

from __future__ import annotations

from typing import Any

import pandas as pd

from famsim.measures import ALL, WITH_EFFECT
from famsim.writing import (
    as_change,
)

TABLE = "equal_budget"
SAME = 0.02  # of the greater cost: two that differ by less cost the same
CHANGES = {"fewer_partings": "partings", "child_months_in_harm": "child_months"}  # a measure, and its columns


def equal_table(tables: dict[str, pd.DataFrame]) -> pd.DataFrame | None:
    """Return what strategies would come to for the sum that the least of them costs; None where they cost the same.

    strategy, cost, sum, times, helped, then a change with its limits; those that cost nothing are left out.
    """
    summary = tables["summary"]
    paid = summary.iloc[1:][summary.total.iloc[1:] > 0.0]
    if len(paid) < 2 or paid.total.max() - paid.total.min() <= SAME * paid.total.max():
        return None
    least = float(paid.total.min())
    changes = tables["differences"]
    changes = changes[changes.group == ALL].set_index(["strategy", "measure"])
    return pd.DataFrame([equal_row(one, least, changes) for one in paid.to_dict("records")])


def equal_row(summary: dict[str, Any], pounds_each: float, changes: pd.DataFrame) -> dict[str, Any]:
    """Return a strategy's row, everything in proportion to its pounds."""
    name, times = summary["strategy"], pounds_each / summary["total"]
    found = {"strategy": name, "cost": summary["total"], "sum": pounds_each, "times": times}
    found["helped"] = times * summary[WITH_EFFECT.name]
    for measure, column in CHANGES.items():
        row, turn = changes.loc[(name, measure)], as_change(measure)
        ends = sorted(turn * times * float(row[end]) for end in ("low", "high"))
        found |= {column: turn * times * float(row.estimate), f"{column}_low": ends[0], f"{column}_high": ends[1]}
    return found
