"""What a sweep's store holds, as tables: a batch of runs at a time, so that any number of them fits."""

from collections.abc import Iterator

import pandas as pd

from famsim.measures import ALL, group_names
from famsim.questions.sweep.factors import RUNS
from famsim.questions.sweep.plan import Plan, SweepRun, version_of
from famsim.runs import chance_seed, values_of_run
from famsim.scenario import one_place, prices_of
from famsim.store import RunAbout, Store

AT_ONCE = 500  # runs read between two writings
OUTCOMES = ("run_id", "group", "measure", "value")
MISSING = "missing"


def run_id(plan: Plan, run: SweepRun) -> str:
    """Return the name of a run: scenario and area where there are several, strategy, point, draw and repetition."""
    cell = plan.experiment.cells[run.cell]
    where = f"{cell.name}/{one_place(cell).slug}/" if len(plan.experiment.cells) > 1 else ""
    return f"{where}{cell.strategies[run.place].name}/p{run.point}/d{run.draw}/r{run.rep}"


def run_row(plan: Plan, run: SweepRun, status: str, undone: dict[str, RunAbout]) -> dict[str, object]:
    """Return a run's row: what it is, how it ended, and its point of the design, a column each."""
    cell = plan.experiment.cells[run.cell]
    area = one_place(cell).slug
    about = (run_id(plan, run), cell.name, area, cell.strategies[run.place].name, run.point, run.draw, run.rep)
    error = undone[run.key].error if run.key in undone else ""
    said = (chance_seed(cell.seed, run.rep), status, error, version_of(area))
    point = {name: float(value) for name, value in zip(plan.columns, plan.points[run.point], strict=True)}
    return dict(zip(RUNS, (*about, *said), strict=True)) | point


def tables(plan: Plan, store: Store, groups: bool = False) -> Iterator[dict[str, pd.DataFrame]]:
    """Yield the tables runs, outcomes and differences, some runs at a time; a run that is not done has no outcomes.

    runs: one row a run with its design's columns. outcomes(run_id, group, measure, value): over the whole horizon, the
    whole area's, pounds in the prices of the scenario's year; `groups`: of every group, not of all families alone.
    differences: see `differences`.
    """
    undone = store.undone()
    for batch in batches(plan):
        there = store.statuses([run.key for run in batch])
        rows = [run_row(plan, run, there.get(run.key, MISSING), undone) for run in batch]
        runs = pd.DataFrame(rows, columns=[*RUNS, *plan.columns])
        found = outcomes(plan, store, [run for run in batch if there.get(run.key) == "done"], groups)
        yield {"runs": runs, "outcomes": found, "differences": differences(runs, found)}


def batches(plan: Plan) -> Iterator[list[SweepRun]]:
    """Yield all runs, some at a time; the strategies of a point, draw and repetition stay together."""
    for _, runs in plan.groups():
        strategies = len(plan.experiment.cells[runs[0].cell].strategies)
        size = max(1, AT_ONCE // strategies) * strategies
        yield from (runs[first : first + size] for first in range(0, len(runs), size))


def outcomes(plan: Plan, store: Store, runs: list[SweepRun], groups: bool) -> pd.DataFrame:
    """Return the table outcomes of some runs."""
    names = group_names() if groups else [ALL]
    columns: dict[str, list[object]] = {name: [] for name in OUTCOMES}
    for run in runs:
        arrays = store.get(run.key)
        if arrays is None:  # damaged: the store says so, and the run is lived again by the next sweep
            continue
        pound = prices_of(plan.experiment.cells[run.cell]).factor
        for group, name in enumerate(names):
            values = values_of_run(arrays, group, pound)
            for measure in plan.experiment.outcomes:
                if measure in values:
                    cells = (run_id(plan, run), name, measure, values[measure])
                    for column, cell in zip(columns.values(), cells, strict=True):
                        column.append(cell)
    return pd.DataFrame(columns).astype({"value": float})


def differences(runs: pd.DataFrame, outcomes: pd.DataFrame) -> pd.DataFrame:
    """Return what each run differs from that of the first strategy at the same point, draw, repetition and area.

    differences(run_id, strategy, baseline, group, measure, difference): paired, the same families and the same luck.
    """
    first = runs.strategy.iloc[0]
    same = ["scenario", "area", "point", "draw", "rep"]
    found = outcomes.merge(runs[["run_id", "strategy", *same]], on="run_id")
    beside = found[found.strategy == first].drop(columns=["run_id", "strategy"]).rename(columns={"value": "without"})
    others = found[found.strategy != first].merge(beside, on=[*same, "group", "measure"])
    others["difference"] = others["value"] - others["without"]
    others["baseline"] = first
    return others[["run_id", "strategy", "baseline", "group", "measure", "difference"]].reset_index(drop=True)
