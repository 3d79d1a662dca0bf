"""An experiment as a function: values of its levers and uncertainties in, what a strategy changes out."""

import math
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from famsim.errors import FamsimError, shown, unknown
from famsim.limits import check
from famsim.measures import ALL, MEASURES
from famsim.questions.compare import compare
from famsim.questions.run import simulate
from famsim.questions.sweep import Experiment, Lever, Uncertainty, load_experiment
from famsim.scenario import Scenario, change, strategy_names

Given = str | os.PathLike[str] | Mapping[str, Any] | Experiment
Factor = Lever | Uncertainty


@dataclass(frozen=True)
class Bridge:
    """An experiment of one scenario in one area, one of its strategies, and the measures asked for."""

    experiment: Experiment
    strategy: str
    measures: tuple[str, ...]
    threads: int = 1

    @property
    def factors(self) -> dict[str, Factor]:
        """The levers and uncertainties, by names that are identifiers, as other tools want them."""
        return {identifier(factor.name): factor for factor in self.experiment.factors}

    def scenario(self, values: Mapping[str, float]) -> Scenario:
        """Return the scenario at a point; ScenarioError where a value is out of its range."""
        factors, cell = self.factors, self.experiment.cells[0]
        for name in values:
            if name not in factors:
                raise unknown("lever or uncertainty", str(name), factors, self.experiment.about.name, FamsimError)
        missing = [name for name in factors if name not in values]
        if missing:
            raise FamsimError(f"{self.experiment.about.name}: no value of {', '.join(missing)}; allowed: one of each")
        strategies, figures = cell.strategies, dict(cell.evidence)
        for name, factor in factors.items():
            value = self.within(name, factor, values[name])
            if isinstance(factor, Lever):
                strategies = tuple(factor.pull(one, value) for one in strategies)
            else:
                figures[factor.figure] = value
        return change(cell, self.experiment.about.name, strategies=strategies, evidence=figures)

    def within(self, name: str, factor: Factor, given: Any) -> float:
        """Return the value of a factor if it is a number of its range, or one of its values."""
        try:
            value = float(given)
            value = round(value) if factor.whole else value
        except (TypeError, ValueError, OverflowError):
            value = float("nan")
        low, high = min(factor.ends), max(factor.ends)
        if math.isclose(value, min(max(value, low), high)):  # an end as another tool has worked it out
            value = min(max(value, low), high)
        if not low <= value <= high or (factor.values and value not in factor.values):
            allowed = ", ".join(f"{one:g}" for one in factor.values) or f"a number from {low:g} to {high:g}"
            raise FamsimError(f"{self.experiment.about.name}: {name} {shown(given)}; allowed: {allowed}")
        return value

    def against_first(self) -> "Bridge":
        """Return it where its strategy is not the first; FamsimError where there is no difference to ask of."""
        first = strategy_names(self.experiment.cells[0])[0]
        if self.strategy == first:
            what = f"strategy {shown(first)}: is the one that others are set against"
            raise FamsimError(f"{what}; allowed: an experiment of two strategies or more, and another than the first")
        return self

    def differences(self, values: Mapping[str, float]) -> dict[str, float]:
        """Return what the strategy changes at a point, against the first: each measure's estimate."""
        about = self.experiment.about
        study = compare(self.scenario(values), about.draws, about.reps, threads=self.threads)
        return {name: float(study.difference(self.strategy, name)["estimate"]) for name in self.measures}

    def levels(self, values: Mapping[str, float]) -> dict[str, float]:
        """Return each measure under the strategy at a point: the mean over draws and repetitions."""
        about = self.experiment.about
        study = simulate(self.scenario(values), self.strategy, about.draws, about.reps, threads=self.threads)
        found = study.tables["outcomes"]
        mean = found[found["group"] == ALL].groupby("measure")["value"].mean()
        return {name: float(mean[name]) for name in self.measures}


def bridge(experiment: Given, measures: Iterable[str], strategy: str | None = None, threads: int = 1) -> Bridge:
    """Return an experiment as a function, with every name known.

    experiment: a file, its tables, or an Experiment, of one scenario in one area; its design is left aside, its levers,
    uncertainties, draws and repetitions are used. measures: those wanted. strategy: the last one unless it is named.
    Raises FamsimError for a name that is not known, and for several scenarios or areas.
    """
    check(threads=threads)
    found, names = load_experiment(experiment), tuple((measures,) if isinstance(measures, str) else measures)
    if len(found.cells) != 1:
        raise FamsimError(f"{found.about.name}: has {len(found.cells)} scenarios or areas; allowed: one")
    if not found.factors:
        raise FamsimError(
            f"{found.about.name}: has nothing that moves; allowed: one [[lever]] or [[uncertainty]] or more"
        )
    if not names:
        raise FamsimError("measures: none is given; allowed: one or more, such as ['losses']")
    for name in names:
        if not isinstance(name, str) or name not in MEASURES:
            raise unknown("measure", str(name), MEASURES, "measures", FamsimError)
    known = strategy_names(found.cells[0])
    if strategy is not None and strategy not in known:
        raise unknown("strategy", str(strategy), known, "strategy", FamsimError)
    if len({identifier(factor.name) for factor in found.factors}) < len(found.factors):
        raise FamsimError(f"{found.about.name}: two names differ in signs alone; allowed: names that differ in letters")
    return Bridge(found, strategy or known[-1], names, threads)


def identifier(name: str) -> str:
    """Return a name as an identifier of Python: "midwives trained" -> midwives_trained."""
    found = re.sub(r"\W+", "_", name, flags=re.ASCII).strip("_")
    return found if found and not found[0].isdigit() else f"factor_{found}"


def tool(module: str, install: str) -> Any:
    """Return a module of another tool; FamsimError that says how to have it."""
    try:
        return import_module(module)
    except ImportError:
        raise FamsimError(f"this needs the package {install}; to have it: pip install {install}") from None


def ends(factor: Factor, why: str) -> tuple[float, float]:
    """Return a factor's range; FamsimError for a list of values, where a tool wants a range."""
    if factor.values:
        raise FamsimError(f"{factor.name}: has values, and {why} wants a range; allowed: low and high")
    low, high = factor.ends
    return low, high
