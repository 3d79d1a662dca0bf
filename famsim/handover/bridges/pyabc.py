"""A model and a prior of pyABC (Schälte and others 2022): which figures go with what was observed."""

from collections.abc import Callable, Mapping
from typing import Any

from famsim.handover.bridges.asked import Given, bridge, ends, tool


def pyabc_model(
    experiment: Given, measures: list[str], strategy: str | None = None
) -> tuple[Callable[[Mapping[str, float]], dict[str, float]], Any]:
    """Return a function from figures to measures under a strategy, and a prior, uniform over the experiment's ranges.

    Raises FamsimError for names that are not known, for a factor with values, and where pyABC is not there.

    Example:
        model, prior = pyabc_model("experiments/figures.toml", ["separation_rate"], "business as usual")
        pyabc.ABCSMC(model, prior, pyabc.PNormDistance(), population_size=50)
    """
    asked = bridge(experiment, measures, strategy)
    ranges = {name: ends(factor, "pyABC") for name, factor in asked.factors.items()}
    abc = tool("pyabc", "pyabc")
    prior = abc.Distribution(**{name: abc.RV("uniform", low, high - low) for name, (low, high) in ranges.items()})

    def model(values: Mapping[str, float]) -> dict[str, float]:
        return asked.levels({name: float(values[name]) for name in asked.factors})

    return model, prior
