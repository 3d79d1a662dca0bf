"""The page's layers of the timing map: what matters more, who can be met when, and what rests on protection."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from famsim.handover.page.keys import Tables
from famsim.questions.timing import GROUPS, OUTCOMES, told_first
from famsim.runs import BUFFERS

if TYPE_CHECKING:
    import pandas as pd

    from famsim.handover.page.gathering import Gathered

WORTH = ("estimate", "low", "high")
SHOWN_AS = {
    "estimate": "worth",
    "low": "end",
    "high": "end",
}  # how: of the ends of a range no more is kept than is shown
HUNDRED = 100.0
MATTERS = {
    "programme": "text",
    "most": "count",
    "least": "count",
    "most_month": "month",
    "least_month": "month",
    "most_group": "text",
    "least_group": "text",
    "less": "share",
    "clear": "whole",
}
GROUP_KEYS = {group: f"g{place}" for place, group in enumerate(GROUPS)}


def add_layers(tables: Tables, gathered: Gathered) -> None:
    """Add what `famsim timing` says first of each event, the layers by month of help, and the sizes of protection."""
    found = gathered.timing
    add_matters(tables, found.tables["matters"])
    months = [str(month) for month in found.plan.moves]
    layers = found.tables["layers"]
    layers = layers[layers.comparable & layers.measure.isin([one.measure for one in OUTCOMES])]
    group = layers.event + "." + layers.group.map(GROUP_KEYS) + "." + layers.programme
    reached = {"there": layers.there, "come": layers.there * layers.met / HUNDRED}  # of a hundred couples
    for column, values in reached.items():
        tables.add(f"layer_{column}", dict.fromkeys(months, "met"), by_month(group, layers.month, values))
    for column in WORTH:
        rows = by_month(group + "." + layers.measure, layers.month, layers[column])
        tables.add(f"layer_{column}", dict.fromkeys(months, SHOWN_AS[column]), rows)
    add_buffers(tables, gathered)


def add_matters(tables: Tables, matters: pd.DataFrame) -> None:
    """Add for each event what help hangs on, of the first outcome of which more than one part can be told.

    A row for each of reach, who and month, of the help that does most good, added up over all couples.
    """
    rows: dict[str, dict[str, Any]] = {}
    for event in dict.fromkeys(matters["event"]):
        told = told_first(matters, event)
        mine = matters[(matters["event"] == event) & (matters["measure"] == told[0].measure)] if told else matters[:0]
        for row in mine.to_dict("records"):
            groups = {name: GROUP_KEYS[row[name]].removeprefix("g") for name in ("most_group", "least_group")}
            rows[f"{event}.{row['by']}"] = (
                {name: row[name] for name in MATTERS}
                | groups
                | {"less": row["less"] / HUNDRED, "clear": float(row["clear"])}
            )
    tables.add("matters", MATTERS, rows)


def add_buffers(tables: Tables, gathered: Gathered) -> None:
    """Add what help is worth if it protects from stress by each size that was tried, in the months that compare."""
    found = gathered.timing
    table, layers = found.tables["buffers"], found.tables["layers"]
    months = [str(month) for month in found.plan.curves]
    tables.add("buffer", {"size": "worth"}, {f"b{place}": {"size": size} for place, size in enumerate(BUFFERS)})
    if table.empty:
        return
    compared = set(zip(layers.event[layers.comparable], layers.month[layers.comparable], strict=True))
    table = table[[one in compared for one in zip(table.event, table.month, strict=True)]]
    sizes = table.d_buffer.map({size: f"b{place}" for place, size in enumerate(BUFFERS)})
    keys = table.event + "." + table.programme + "." + table.measure + "." + sizes
    for column in WORTH:
        rows = by_month(keys, table.month, table[column])
        tables.add(f"buffer_{column}", dict.fromkeys(months, SHOWN_AS[column]), rows)


def by_month(keys: pd.Series, months: pd.Series, values: pd.Series) -> dict[str, dict[str, Any]]:
    """Return values by key and month."""
    rows: dict[str, dict[str, Any]] = {}
    for key, month, value in zip(keys, months, values, strict=True):
        rows.setdefault(key, {})[str(month)] = value
    return rows
