"""An objective of Optuna (Akiba and others 2019): which setting of the levers brings most."""

from collections.abc import Callable
from typing import Any

from famsim.errors import FamsimError
from famsim.handover.bridges.asked import Factor, Given, bridge
from famsim.measures import MEASURES


def optuna_objective(
    experiment: Given, measures: list[str], strategy: str | None = None
) -> tuple[Callable[[Any], float | tuple[float, ...]], list[str]]:
    """Return a function of a trial, and the direction of each measure: what the strategy changes against the first.

    Uncertainties are searched like levers: leave them out, or set them as constants, to search levers alone. Raises
    FamsimError for names that are not known, and for a measure of which neither more nor less is better.

    Example:
        objective, directions = optuna_objective("experiments/places.toml", ["losses", "delivery_cost"])
        optuna.create_study(directions=directions).optimize(objective, n_trials=50)
    """
    asked = bridge(experiment, measures, strategy).against_first()
    for name in asked.measures:
        if not MEASURES[name].good:
            raise FamsimError(f"measure {name!r}: is neither a good nor a harm; allowed: one with a better direction")

    def objective(trial: Any) -> float | tuple[float, ...]:
        values = {name: suggested(trial, name, factor) for name, factor in asked.factors.items()}
        differences = asked.differences(values)
        found = tuple(differences[name] for name in asked.measures)
        return found if len(found) > 1 else found[0]

    return objective, ["maximize" if MEASURES[name].good > 0 else "minimize" for name in asked.measures]


def suggested(trial: Any, name: str, factor: Factor) -> float:
    """Return the value of a factor that a trial suggests."""
    if factor.values:
        return float(trial.suggest_categorical(name, list(factor.values)))
    low, high = factor.ends
    return float(trial.suggest_int(name, int(low), int(high)) if factor.whole else trial.suggest_float(name, low, high))
