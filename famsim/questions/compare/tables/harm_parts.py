"""Children's months in harm by part: with harmful conflict at home, and all other harm, which add up to the whole."""

from __future__ import annotations

import numpy as np
import pandas as pd

from famsim.measures import ALL, t_quantile

WHOLE, PART, OTHER = "child_months_in_harm", "child_months_harmful", "other_harm"
COLUMNS = ("strategy", "part", "estimate", "low", "high", "unit")
UNIT = "child-months"
NAN = float("nan")


def harm_parts_table(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return strategy, part, estimate, low, high and unit, less under the first strategy: what is more is above 0.

    part: the whole, the months with harmful conflict at home, and `other_harm`, those with another harm alone
    (violence without such conflict, or by a parent elsewhere, or contact after coercive violence). A part may fall by
    more than the whole, where the other rises: by new harm, or as a month in which conflict has ended and violence goes
    on moves from the one to the other. The whole and the conflict are the rows of `differences`; of the other, which is
    no measure of its own, limits are of draws, chance in them: NaN of one draw.
    """
    runs, outcomes, differences = tables["runs"], tables["outcomes"], tables["differences"]
    measured = differences[differences["group"] == ALL].set_index(["strategy", "measure"])
    named = outcomes[(outcomes["group"] == ALL) & outcomes["measure"].isin([WHOLE, PART])]
    named = named.merge(runs[["run_id", "strategy", "draw", "rep"]], on="run_id")
    found = named.pivot_table(index=["draw", "rep"], columns=["strategy", "measure"], values="value")
    names = list(dict.fromkeys(runs["strategy"]))
    rows = []
    for name in names[1:]:
        told = measured.loc[name].loc[[WHOLE, PART], ["estimate", "low", "high"]]
        rows += [(name, part, *told.loc[part], UNIT) for part in told.index]
        other = {one: found[one, WHOLE] - found[one, PART] for one in (name, names[0])}
        rows.append((name, OTHER, *ends(other[name] - other[names[0]]), UNIT))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def ends(runs: pd.Series[float]) -> tuple[float, float, float]:
    """Return the mean of runs by draw, and t times their spread below and above it."""
    by_draw = runs.groupby(level="draw").mean().to_numpy(np.float64)
    mean = float(by_draw.mean())
    if by_draw.size < 2:
        return mean, NAN, NAN
    half = t_quantile(by_draw.size - 1) * float(by_draw.std(ddof=1))
    return mean, mean - half, mean + half
