"""Tables for R: what `voi` and `dampack` take, and any tables as Parquet, Arrow or CSV."""

import os
from pathlib import Path
from typing import Protocol

import pandas as pd

from famsim.errors import FamsimError, unknown
from famsim.measures import ALL, MEASURES
from famsim.questions.sweep import Sweep
from famsim.results import FORMATS, write_tables
from famsim.runs import SET_UP_COST

COSTS = ("delivery_cost", SET_UP_COST)


class HasTables(Protocol):
    """A study, a sweep, or anything else with tables."""

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """Its tables by name."""


def psa_tables(sweep: Sweep, effect: str) -> dict[str, pd.DataFrame]:
    """Return costs, effects and parameters of a probabilistic analysis: a row a point, the same in all three.

    costs, effects: a column a strategy, pounds and the measure turned so that more is better (losses count below 0),
    means over draws and repetitions. parameters: the point's levers and uncertainties. Points with a run that is not
    done are left out. Raises FamsimError for a measure of which neither more nor less is better, for several scenarios
    or areas, and for a sweep of which too little is done.

    In R, with `for_r(...)`'s files read by arrow::read_parquet into costs, effects, parameters:
        voi::evppi(list(c = as.matrix(costs), e = as.matrix(effects), k = c(1e3, 1e4)), parameters)
        dampack::make_psa_obj(cost = costs, effectiveness = effects, parameters = parameters)
    """
    if effect not in MEASURES:
        raise unknown("measure", str(effect), MEASURES, "effect", FamsimError)
    if not MEASURES[effect].good:
        raise FamsimError(
            f"effect {effect!r}: is neither a good nor a harm; allowed: a measure with a better direction"
        )
    if len(sweep.experiment.cells) != 1 or not sweep.experiment.factors:
        raise FamsimError(f"{sweep.experiment.about.name}: allowed: a sweep with a design, of one scenario in one area")
    tables = sweep.only((effect, *COSTS)).tables
    runs, found = tables["runs"], tables["outcomes"]
    values = found[found["group"] == ALL].pivot(index="run_id", columns="measure", values="value")
    each = runs[["run_id", "point", "strategy"]].merge(values, on="run_id")
    each["cost"] = each[list(COSTS)].sum(axis=1)
    each["effect"] = each[effect] * MEASURES[effect].good
    wide = each.pivot_table(index="point", columns="strategy", values=["cost", "effect"]).dropna()
    if wide.empty:
        raise FamsimError(f"{sweep.path}: no point has a run of every strategy; allowed: a sweep that is done")
    names = [one.name for one in sweep.experiment.cells[0].strategies]
    columns = [factor.name for factor in sweep.experiment.factors]
    points = runs.drop_duplicates("point").set_index("point").loc[wide.index, columns]
    costs, effects = (wide[name][names].reset_index(drop=True).rename_axis(columns=None) for name in ("cost", "effect"))
    return {"costs": costs, "effects": effects, "parameters": points.reset_index(drop=True)}


def for_r(tables: HasTables | dict[str, pd.DataFrame], folder: str | os.PathLike[str], kind: str = "parquet") -> Path:
    """Write tables to a new folder and return it; kind: parquet, arrow (Feather), csv, or xlsx, which is one file.

    In R: arrow::read_parquet("folder/differences.parquet") or arrow::read_feather("folder/differences.arrow").

    Raises FamsimError for a place that is taken, a kind that there is not, and a package that is missing.
    """
    if kind not in FORMATS:
        raise unknown("kind", str(kind), FORMATS, "kind", FamsimError)
    place = Path(folder)
    write_tables([tables if isinstance(tables, dict) else tables.tables], place, kind)
    return place
