"""What is asked of a sweep: which strategy is our plan, against which other, and where it loses."""

import math
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from famsim.errors import FamsimError, shown, unknown
from famsim.measures import MEASURES
from famsim.questions.discover.futures import ADDED
from famsim.questions.discover.losing import MEASURED, Losing, cell_names, cell_of
from famsim.questions.sweep import Experiment, Plan, asked_of, existing, load_experiment
from famsim.store import is_store

MOST_PAID, MOST_LEAST = 1e9, 1e12  # pounds; a difference


def losing_of(experiment: Experiment, asked: Losing) -> Losing:
    """Return what is asked with every name known; FamsimError for what cannot be asked of an experiment."""
    check_numbers(asked)
    if asked.measure not in MEASURED:
        if asked.measure in MEASURES:
            raise FamsimError(
                f"measure {shown(asked.measure)}: is neither a good nor a harm; allowed: {', '.join(MEASURED)}"
            )
        raise unknown("measure", asked.measure, MEASURED, "measure", FamsimError)
    if len(Plan(experiment).columns) == 0:
        raise FamsimError(
            f"{experiment.about.name}: its design moves nothing, so all futures are one; allowed: an experiment with a "
            "[design] over levers or uncertainties"
        )
    for name in Plan(experiment).columns:
        if name in ADDED:
            raise FamsimError(
                f"{experiment.about.name}: {name!r} is a lever and a column of what is found; allowed: "
                "another name for the lever"
            )
    cell = cell_of(experiment, asked.cell)
    names = [one.name for one in experiment.cells[cell].strategies]
    against = known(asked.against or names[0], names, "against")
    others = [name for name in names if name != against]
    if asked.strategy is None and others == names[:1]:
        what = f"against {shown(against)}: is the plan itself, of two strategies"
        raise FamsimError(f"{what}; allowed: {names[0]}, or name the plan too (strategy {names[0]})")
    if asked.strategy is None and len(others) != 1:
        raise FamsimError(f"strategy: must be given, one of {', '.join(others) or 'two or more'}")
    strategy = known(asked.strategy or others[0], names, "strategy")
    if strategy == against:
        raise FamsimError(f"strategy {shown(strategy)}: is the one that it is set against; allowed: two that differ")
    return Losing(strategy, against, asked.measure, float(asked.least), asked.pay, cell_names(experiment)[cell])


def check_numbers(asked: Losing) -> None:
    """Refuse numbers that are none, or out of range."""
    for name, value, low, high in (("least", asked.least, -MOST_LEAST, MOST_LEAST), ("pay", asked.pay, 0.0, MOST_PAID)):
        if value is None:
            continue
        number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
        if not number or not low <= value <= high:
            raise FamsimError(f"{name} {shown(value)}: allowed: a number from {low:g} to {high:g}")
    if asked.pay is not None and asked.least:
        raise FamsimError("least, pay: both are given; allowed: one of them")
    if asked.pay is not None and MEASURES.get(asked.measure) and MEASURES[asked.measure].unit == "GBP":
        raise FamsimError(f"pay: {asked.measure} is pounds itself; allowed: another measure, or no pay")


def known(given: str, names: list[str], where: str) -> str:
    """Return a strategy's name if it is one."""
    if given not in names:
        raise unknown("strategy", str(given), names, where, FamsimError)
    return given


def experiment_in(
    given: str | os.PathLike[str] | Mapping[str, Any] | Experiment, number: int | None = None
) -> tuple[Experiment, str | None]:
    """Return an experiment, and its store where a store was given: the one asked for last, or by its number."""
    if isinstance(given, str | os.PathLike) and is_store(Path(given)):
        with existing(given) as store:
            return asked_of(store, number), os.fspath(given)
    if number is not None:
        raise FamsimError("experiment: is of a store that holds several; allowed: leave it out for an experiment file")
    return load_experiment(given), None
