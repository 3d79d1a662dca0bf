"""What a sweep's runs came to, as one array: no table of a million rows where numbers alone are wanted."""

from collections.abc import Sequence

import numpy as np

from famsim.questions.sweep.plan import Plan
from famsim.runs import values_of_run
from famsim.scenario import prices_of
from famsim.store import Store


def values_of(plan: Plan, store: Store, measures: Sequence[str]) -> np.ndarray:
    """Return measures over the horizon, the whole area's, (points, strategies, draws x repetitions, measures).

    Of the first cell, pounds in the prices of its year. NaN where a run is not done, failed, or came to no number.
    """
    about = plan.experiment.about
    first = plan.experiment.cells[0]
    strategies, pound = len(first.strategies), prices_of(first).factor
    found = np.full((len(plan.points), strategies, about.draws * about.reps, len(measures)), np.nan)
    seen: dict[str, list[float]] = {}
    for (cell, draw, rep, _), runs in plan.groups():
        if cell:
            continue
        luck = max(draw - 1, 0) * about.reps + rep
        for run in runs:
            if run.key not in seen:
                seen[run.key] = numbers(store, run.key, measures, pound)
            found[run.point, run.place, luck] = seen[run.key]
    return found


def numbers(store: Store, key: str, measures: Sequence[str], pound: float) -> list[float]:
    """Return the measures of one run, NaN for one that is not there; pound: see values_of_run."""
    arrays = store.get(key)
    if arrays is None:
        return [np.nan] * len(measures)
    values = values_of_run(arrays, pound=pound)
    return [values[name] for name in measures]
