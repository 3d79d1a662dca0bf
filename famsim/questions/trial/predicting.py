"""From trials to a prediction: what such a trial finds, between which limits in nine of ten; and results beside it."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.special import ndtri, stdtrit

from famsim.questions.trial.asked import Trial
from famsim.questions.trial.measures import LEVEL, MEASURES, SHARE, unit_of
from famsim.questions.trial.tables_asked import Published

FEWEST = 3  # trials, for their own spread to be told
INSIDE = 0.95  # one side of a 90% interval
KEYS = ["measure", "month", "arm", "statistic"]
PREDICTED = [
    *KEYS,
    "estimate",
    "low",
    "high",
    "spread",
    "se",
    "truth",
    "truth_se",
    "bias",
    "families",
    "trials",
    "unit",
]
RESULTS = [
    *KEYS,
    "value",
    "value_low",
    "value_high",
    "estimate",
    "low",
    "high",
    "inside",
    "given",
    "off",
    "truth",
    "unit",
    "source",
]


def predicted(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the prediction, a row for each outcome, wave, arm and statistic.

    estimate: mean over trials. low, high: where nine of ten such trials find it, by chance and by how uncertain the
    figures are; from one or two trials by chance alone. spread: SD of that. se: the trial's own standard error. truth:
    what the arm changes for all its families, or their level; truth_se: by chance, over all trials. bias: estimate less
    truth. families: that answer. trials: in which enough answer for an estimate.
    """
    found = [row_of(dict(zip(KEYS, key, strict=True)), some) for key, some in rows.groupby(KEYS, sort=False)]
    return pd.DataFrame(found, columns=PREDICTED)


def row_of(about: dict[str, str], some: pd.DataFrame) -> dict[str, object]:
    """Return one row of the prediction."""
    values, errors, truths = (some[name].to_numpy(float) for name in ("estimate", "se", "truth"))
    spread, quantile = spread_of(values, errors)
    middle, true = float(values.mean()), float(truths.mean())
    low, high = middle - quantile * spread, middle + quantile * spread
    kind = MEASURES[about["measure"]].kind
    if about["statistic"] == LEVEL and kind == SHARE:
        low, high = max(low, 0.0), min(high, 100.0)
    about |= {"unit": unit_of(about["statistic"], kind)}
    numbers = {"estimate": middle, "low": low, "high": high, "spread": spread, "se": float(errors.mean())}
    true_se = float(np.sqrt((some["truth_se"].to_numpy(float) ** 2).mean() / values.size))
    beside = {"truth": true, "truth_se": true_se, "bias": middle - true}
    answer: dict[str, object] = {"families": float(some["families"].mean()), "trials": len(some)}
    return {**about, **numbers, **beside, **answer}


def spread_of(values: np.ndarray, errors: np.ndarray) -> tuple[float, float]:
    """Return the SD of what another such trial finds about the mean, and how many of them hold nine of ten trials.

    It is never below the trial's own standard error, which stands for it with fewer than three trials.
    """
    n = values.size
    if n < FEWEST:
        return float(errors.mean()), float(ndtri(INSIDE))
    return float(max(values.std(ddof=1) * np.sqrt(1.0 + 1.0 / n), errors.mean())), float(stdtrit(n - 1, INSIDE))


def results(trial: Trial, prediction: pd.DataFrame) -> pd.DataFrame:
    """Return each result that was entered beside its prediction: whether it lies inside, and how many spreads off.

    given: whether the trial's world was set to it.
    """
    found = []
    for one in trial.published:
        arm = arm_of(trial, one)
        keys = (one.measure, one.month, arm, one.statistic)
        row = prediction[(prediction[KEYS] == list(keys)).all(axis=1)]
        if row.empty:
            continue
        said = row.iloc[0].to_dict()
        about = {"value": one.value, "value_low": one.low, "value_high": one.high, "source": one.source}
        about |= {"inside": bool(said["low"] <= one.value <= said["high"]), "given": one.is_given}
        about |= {"off": (one.value - said["estimate"]) / said["spread"] if said["spread"] > 0.0 else np.nan}
        found.append({**said, **about})
    table = pd.DataFrame(found, columns=RESULTS)
    return table.astype({"value_low": float, "value_high": float})


def arm_of(trial: Trial, one: Published) -> str:
    """Return the arm that a result is of: the first beside the control unless it is said."""
    if one.arm is not None:
        return one.arm
    return trial.arms[0 if trial.is_before_and_after else 1].name


def survived(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the percent of couples together by arm and month: mean over trials, and where nine of ten lie."""
    found = rows.groupby(["arm", "month"], sort=False)
    table = found[["estimate", "truth"]].mean()
    table["low"], table["high"] = (found["estimate"].quantile(one) for one in (1.0 - INSIDE, INSIDE))
    return table.reset_index()[["arm", "month", "estimate", "low", "high", "truth"]]


def went(rows: pd.DataFrame, eligible: Sequence[int]) -> pd.DataFrame:
    """Return how many families were eligible, and are left at each step of each arm: mean over trials."""
    first = pd.DataFrame([{"arm": "all", "step": "eligible", "families": float(np.mean(eligible))}])
    table = rows.groupby(["arm", "step"], sort=False)["families"].mean().reset_index()
    return pd.concat([first, table], ignore_index=True)
