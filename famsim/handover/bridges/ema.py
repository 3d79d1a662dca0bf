"""A model of the EMA workbench (Kwakkel 2017): uncertainties, levers and outcomes under its own names."""

from typing import Any

from famsim.handover.bridges.asked import Bridge, Factor, Given, bridge, tool
from famsim.measures import MEASURES
from famsim.questions.sweep import Lever


def ema_model(experiment: Given, measures: list[str], strategy: str | None = None) -> Any:
    """Return an `ema_workbench.Model` of an experiment; outcomes are what the strategy changes against the first.

    Its levers and uncertainties have the experiment's ranges. Raises FamsimError for names that are not known, or where
    the EMA workbench (2.5) is not there.

    Example:
        model = ema_model("experiments/places.toml", ["losses", "delivery_cost"])
        with SequentialEvaluator(model) as evaluator:
            experiments, outcomes = evaluator.perform_experiments(scenarios=50, policies=4)
    """
    asked = bridge(experiment, measures, strategy).against_first()
    ema = tool("ema_workbench", "ema_workbench")
    model = ema.Model("famsim", function=function_of(asked))
    model.uncertainties = [parameter(ema, *one) for one in asked.factors.items() if not isinstance(one[1], Lever)]
    model.levers = [parameter(ema, *one) for one in asked.factors.items() if isinstance(one[1], Lever)]
    model.outcomes = [ema.ScalarOutcome(name, kind=direction(ema, name)) for name in asked.measures]
    return model


def function_of(asked: Bridge) -> Any:
    """Return the function that the workbench calls with a value of each, by name."""

    def famsim(**values: float) -> dict[str, float]:
        return asked.differences(values)

    return famsim


def parameter(ema: Any, name: str, factor: Factor) -> Any:
    """Return a factor as the workbench's parameter."""
    if factor.values:
        return ema.CategoricalParameter(name, factor.values)
    low, high = factor.ends
    return ema.IntegerParameter(name, int(low), int(high)) if factor.whole else ema.RealParameter(name, low, high)


def direction(ema: Any, measure: str) -> int:
    """Return whether more of a difference is better."""
    kinds = {1: ema.ScalarOutcome.MAXIMIZE, -1: ema.ScalarOutcome.MINIMIZE, 0: ema.ScalarOutcome.INFO}
    return int(kinds[MEASURES[measure].good])
