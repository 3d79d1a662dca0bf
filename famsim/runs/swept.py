"""One run of a sweep: a strategy under figures of its own, lived beside others that share its life, and what is kept.

Runs share a life when they differ in nothing that a family without support lives by: in the strategy, and in figures of
programmes, staff, support and costs. What is kept of a run is small, so that hundreds of thousands of them fit.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from famsim.engine import Run
from famsim.evidence import Value
from famsim.measures import MEASURES, cells_of_groups, measured
from famsim.model.identity import MONTHS_A_YEAR, N_CELLS
from famsim.population import Starts, World, beside, policy_record, with_strategy
from famsim.runs.costs import PENCE, figures_in, set_up_pence
from famsim.runs.paired import Watch, by_group, live_through
from famsim.runs.seeds import chance_seed
from famsim.runs.sharing import SET_UP_COST, Swept
from famsim.scenario import Strategy

ONCE = tuple(measure for measure in MEASURES.values() if measure.once)
NOBODY = Strategy(name="nobody is helped")


class InvalidRunError(ArithmeticError):
    """A run came to what is no number: where it was found."""


def sweep_life(
    starts: Starts, asked: Sequence[Swept], draw: int, rep: int
) -> Iterator[dict[str, np.ndarray] | InvalidRunError]:
    """Yield what is kept of each run, in order: all are lived at once beside a life in which nobody is helped.

    Byte for byte what each would be by itself. In place of one that came to no number its error is yielded.
    """
    start = starts.start(draw, chance_seed(starts.world.seed, rep))
    for one, run in zip(asked, lived(starts, start, asked, draw), strict=True):
        try:
            check_finite(run)
            yield kept_of(run, one, starts.world, draw)
        except InvalidRunError as error:
            yield error


def lived(starts: Starts, start: Run, asked: Sequence[Swept], draw: int) -> Iterator[Run]:
    """Yield the run of each, lived through; of a single one by itself."""
    world = starts.world
    figures = [figures_under(starts, one.figures, draw) for one in asked]
    for one, p in zip(asked, figures, strict=True):
        p["policy"] = policy_record(one.strategy, world.programmes)
    run = with_strategy(start, NOBODY, world)
    if len(asked) == 1:
        run.p = figures[0]
        live_through(run, world.months, Watch())
        yield run
        return
    together = beside(run, figures)
    live_through(together, world.months, Watch())
    for place in range(len(asked)):
        yield together.run_of(place)


def figures_under(starts: Starts, figures: Mapping[str, Value], draw: int) -> np.recarray:
    """Return the parameters of a draw with some figures overridden besides those of the world."""
    if not figures:
        return starts.parameters(draw)
    return Starts(replace(starts.world, overrides=dict(starts.world.overrides) | dict(figures))).parameters(draw)


def kept_of(run: Run, asked: Swept, world: World, draw: int) -> dict[str, np.ndarray]:
    """Return what is kept of a run, in families simulated but for `paid`, which is the whole area's.

    yearly (years, counts) of all families; total (groups, counts) over the horizon; ever (groups, measures of ONCE)
    families; funnel (offers, stages) episodes; paid (1,) pence before anybody comes; k (1,) families of the area for
    each one simulated.
    """
    series = by_group(run.state.tallies)
    cells, of_group = run.state.account_cells[: len(run.accounts)], cells_of_groups()
    years = range(0, len(series), MONTHS_A_YEAR)
    ever = [_ever(run, measure) for measure in ONCE]
    overrides = tuple((dict(world.overrides) | dict(asked.figures)).items())
    paid = set_up_pence(asked.strategy, figures_in(draw, overrides, world.own), world.area.families)
    return {
        "yearly": np.array([series[first : first + MONTHS_A_YEAR, 0].sum(axis=0) for first in years]),
        "total": series.sum(axis=0),
        "ever": np.stack([of_group @ np.bincount(cells[rows], minlength=N_CELLS) for rows in ever], 1).astype(np.int64),
        "funnel": run.state.funnel.sum(axis=0),
        "paid": np.array([paid], np.int64),
        "k": np.array([world.sample.k]),
    }


def _ever(run: Run, measure: Any) -> np.ndarray:
    """Return which families a measure of families counts, bool (families,)."""
    found: np.ndarray = run.accounts[:, [int(count) for count in measure.counts]].sum(axis=1) > 0
    return found


def check_finite(run: Run) -> None:
    """Raise InvalidRunError where a number of a family's life is none: which family, which field."""
    families = run.families.view(np.ndarray)
    for name, numbers in float_fields(families):
        finite = np.isfinite(numbers.reshape(len(families), -1)).all(axis=1)
        if not finite.all():
            raise InvalidRunError(f"family {families['family_id'][np.argmin(finite)]}: {name} is no finite number")


def float_fields(records: np.ndarray, inside: str = "") -> Iterator[tuple[str, np.ndarray]]:
    """Yield the name and the numbers of each field that holds real numbers, in nested records too."""
    for name in records.dtype.names or ():
        field = records[name]
        if field.dtype.names:
            yield from float_fields(field, f"{inside}{name}.")
        elif field.dtype.kind == "f":
            yield inside + name, field


def values_of_run(arrays: Mapping[str, np.ndarray], group: int = 0) -> dict[str, float]:
    """Return every measure of a run that was kept, of one group over the horizon; counts and pounds are the area's."""
    total, k = arrays["total"][group], float(arrays["k"][0])
    found = {name: float(measured(total, one, k)) for name, one in MEASURES.items() if not one.once}
    found |= {one.name: float(arrays["ever"][group, place]) * k for place, one in enumerate(ONCE)}
    paid = {} if group else {SET_UP_COST: float(arrays["paid"][0]) / PENCE}
    return {name: found[name] for name in MEASURES} | paid
