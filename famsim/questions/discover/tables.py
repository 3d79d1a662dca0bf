"""The tidy tables of a discovery: boxes, their limits, the way there, shares by fifths, the futures, facts."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from famsim.model.identity import MONTHS_A_YEAR
from famsim.questions.discover.box import Box, Limit, quasi_p
from famsim.questions.discover.run import LEAST_FUTURES, LEAST_OF_EITHER, Discovery, Found
from famsim.questions.sweep import Lever

FIFTHS = 5
BOXES = (
    "method", "box", "cases", "losing", "coverage", "density",
    "held_out_cases", "held_out_losing", "held_out_coverage", "held_out_density", "held_out_p",
)  # fmt: skip
LIMITS = ("method", "box", "part", "factor", "low", "high", "quasi_p_low", "quasi_p_high")
PATH = ("step", "cases", "losing", "coverage", "density")
COLUMNS = ("factor", "sort", "low", "high", "unit", "says")
SHARES = ("factor", "fifth", "from", "to", "cases", "losing", "share")


def tables_of(found: Discovery) -> dict[str, pd.DataFrame]:
    """Return the tables by name, the boxes first."""
    return {
        "boxes": pd.DataFrame([box_row(one) for one in found.found], columns=BOXES),
        "limits": pd.DataFrame([*limit_rows(found)], columns=LIMITS),
        "peeling": pd.DataFrame(
            [(step, *one[:2], one.coverage, one.density) for step, one in enumerate(found.path)], columns=PATH
        ),
        "shares": pd.DataFrame([*share_rows(found)], columns=SHARES),
        "columns": pd.DataFrame([*column_rows(found)], columns=COLUMNS),
        "futures": found.futures.table,
        "facts": facts(found),
    }


def box_row(found: Found) -> tuple[Any, ...]:
    """Return the row of a box, or of a tree's boxes together."""
    mine, out = found.of_all, found.out.held
    return (
        found.method, found.number, mine.cases, mine.losing, mine.coverage, mine.density,
        out.cases, out.losing, out.coverage, out.density, found.out.p,
    )  # fmt: skip


def limit_rows(found: Discovery) -> Iterator[tuple[Any, ...]]:
    """Yield a row for each limited column of each box; `part`: which of a tree's boxes."""
    x, y = found.futures.x, found.futures.y
    for one in found.found:
        for part, box in enumerate(one.boxes, 1):
            for column in sorted({limit.column for limit in box.limits}):
                ends = (box.low[column], box.high[column])
                sure = [p_of(box, Limit(column, side), x, y) for side in ("low", "high")]
                shown = [end if np.isfinite(end) else np.nan for end in ends]
                yield (one.method, one.number, part, found.futures.columns[column], *shown, *sure)


def p_of(box: Box, limit: Limit, x: np.ndarray, y: np.ndarray) -> float:
    """Return the quasi-p of a limit over all futures, NaN where there is no such limit."""
    return quasi_p(box, limit, x, y) if limit in box.limits else float("nan")


def share_rows(found: Discovery) -> Iterator[tuple[Any, ...]]:
    """Yield how often the plan loses in each fifth of the futures by each column; equal values are never parted."""
    x, y = found.futures.x, found.futures.y
    if not y.size:
        return
    for place, column in enumerate(found.futures.columns):
        values = np.unique(x[:, place])
        if values.size > FIFTHS:
            ends = np.quantile(x[:, place], np.arange(1, FIFTHS) / FIFTHS)
            of = np.searchsorted(np.unique(ends), x[:, place], side="left")
        else:
            of = np.searchsorted(values, x[:, place])
        for number, fifth in enumerate(np.unique(of), 1):
            mine = of == fifth
            lost, at = int(y[mine].sum()), x[mine, place]
            yield (column, number, at.min(), at.max(), int(mine.sum()), lost, lost / mine.sum())


def column_rows(found: Discovery) -> Iterator[tuple[Any, ...]]:
    """Yield what each column of the design is: its range as it was tried, and what it says."""
    figures = found.experiment.figures
    for factor in found.experiment.factors:
        if isinstance(factor, Lever):
            yield (factor.name, "lever", *factor.ends, "", factor.changes.replace("_", " "))
        else:
            figure = figures[factor.figure]
            yield (factor.name, "uncertainty", *factor.ends, figure.unit, figure.says)


def facts(found: Discovery) -> pd.DataFrame:
    """Return name and value of what sentences need beside the other tables."""
    futures, scenario, area = found.futures, found.scenario, found.world.area
    lost, nan = int(futures.y.sum()), float("nan")
    tried = found.tried
    rows = {
        "months": scenario.months,
        "years": scenario.months / MONTHS_A_YEAR,
        "draws": found.draws,
        "repetitions": found.reps,
        "area_families": area.families,
        "simulated_families": scenario.families or area.families,
        "futures": futures.y.size,
        "losing": lost,
        "winning": futures.y.size - lost,
        "share_losing": lost / futures.y.size if futures.y.size else nan,
        "pairs": futures.pairs,
        "unsure": futures.unsure,
        "left_out": futures.left_out,
        "least": found.losing.least,
        "pay": nan if found.losing.pay is None else found.losing.pay,
        "least_futures": LEAST_FUTURES,
        "least_of_either": LEAST_OF_EITHER,
        "mean_gain": futures.table["gain"].mean(),
        "least_gain": futures.table["gain"].min(),
        "most_gain": futures.table["gain"].max(),
        "mean_extra_cost": futures.table["extra_cost"].mean(),
        "first_try_cases": tried.held.cases if tried else nan,
        "first_try_losing": tried.held.losing if tried else nan,
        "first_try_density": tried.held.density if tried else nan,
        "first_try_p": tried.p if tried else nan,
    }
    if scenario.price_year is not None:
        rows["price_year"] = scenario.price_year
    return pd.DataFrame({"name": list(rows), "value": [float(value) for value in rows.values()]})
