"""The futures of a sweep: each point of its design, and whether our plan loses there."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from famsim.measures import ALL
from famsim.runs import SET_UP_COST

if TYPE_CHECKING:
    from famsim.questions.discover.losing import Losing
    from famsim.questions.sweep import Sweep

COSTS = ("delivery_cost", SET_UP_COST)
PAIR = ["point", "draw", "rep"]
GAIN, COST = "gain", "extra_cost"
ADDED = (GAIN, COST, "margin", "loses")  # columns of a future besides its point
SURE = 1.96  # standard errors
ONLY_ROUNDING = 1e-9


@dataclass(frozen=True)
class Futures:
    """Points of a design with what our plan comes to at each.

    table: a row a point: its columns, gain (how much better than the other, of the measure), extra_cost, margin (below
    0: it loses), loses. columns: the design's. left_out: points without a pair of runs. pairs: runs of each strategy at
    a point, the most. unsure: points where chance alone could turn who wins; NaN where one pair cannot tell.
    """

    table: pd.DataFrame
    columns: tuple[str, ...]
    left_out: int
    pairs: int
    unsure: float

    @property
    def x(self) -> np.ndarray:
        """The points, (futures, columns)."""
        return np.asarray(self.table[list(self.columns)], float)

    @property
    def y(self) -> np.ndarray:
        """Which futures are lost."""
        return np.asarray(self.table["loses"], np.bool_)


def futures_of(sweep: "Sweep", losing: "Losing") -> Futures:
    """Return the futures of a sweep; runs that failed or came to no number are left out."""
    tables = sweep.only((losing.measure, *COSTS)).tables
    runs = tables["runs"]
    columns = tuple(name for name in runs.columns[-len(sweep.experiment.factors) :])
    here = runs[(runs["scenario"] + "/" + runs["area"]) == losing.cell]
    pairs = differences(here, tables["outcomes"], losing)
    pairs["margin"] = margin(pairs, losing)
    mean = pairs.groupby("point")[[GAIN, COST, "margin"]].mean()
    mean[mean.abs() < ONLY_ROUNDING] = 0.0
    points = here.drop_duplicates("point").set_index("point")[list(columns)].sort_index()
    table = points.join(mean, how="inner").reset_index()
    table["loses"] = table["margin"] < 0.0
    each = pairs.groupby("point").size()
    most = int(each.max()) if len(each) else 0
    return Futures(table, columns, len(points) - len(table), most, unsure(pairs, table))


def differences(runs: pd.DataFrame, outcomes: pd.DataFrame, losing: "Losing") -> pd.DataFrame:
    """Return a row for each pair of runs with the same luck: how much better our plan is, and what it costs more."""
    kept = outcomes[outcomes["group"] == ALL].pivot(index="run_id", columns="measure", values="value")
    found = runs[["run_id", "strategy", *PAIR]].merge(kept, on="run_id")
    ours, theirs = (found[found.strategy == name] for name in (losing.strategy, losing.against))
    both = ours.merge(theirs, on=PAIR, suffixes=("_ours", "_theirs"))

    def more(name: str) -> "pd.Series[float]":
        return both[f"{name}_ours"] - both[f"{name}_theirs"]

    pairs = both[PAIR].copy()
    pairs[GAIN] = more(losing.measure) * losing.measured.good
    pairs[COST] = sum(more(name) for name in COSTS)
    return pairs.dropna(subset=[GAIN])


def margin(pairs: pd.DataFrame, losing: "Losing") -> "pd.Series[float]":
    """Return by how much our plan wins: in the measure's unit, or in pounds where what it costs counts."""
    if losing.pay is None:
        return pairs[GAIN] - losing.least
    return pairs[GAIN] * losing.pay - pairs[COST]


def unsure(pairs: pd.DataFrame, table: pd.DataFrame) -> float:
    """Return at how many points who wins is within chance of being turned, by the spread of pairs over all points."""
    grouped = pairs.groupby("point")["margin"]
    size, spread = grouped.size(), grouped.var()
    freedom = size[size > 1] - 1
    if freedom.empty:
        return float("nan")
    pooled = float((spread[freedom.index] * freedom).sum() / freedom.sum())
    error = np.sqrt(pooled / size[table["point"]].to_numpy())
    return float((table["margin"].abs().to_numpy() < SURE * error).sum())
