"""One run of a sweep: a strategy under figures of its own, lived beside others that share its life, and what is kept.

Runs share a life when they differ in nothing that a family without support lives by: in the strategy, and in figures of
programmes, staff, support and costs. What is kept of a run is small, so that hundreds of thousands of them fit.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

import numpy as np

from famsim.engine import Run
from famsim.evidence import Value
from famsim.measures import MEASURES, families_by_group, measured, totals_by_group
from famsim.model.identity import MONTHS_A_YEAR
from famsim.population import Starts, World, set_policy, with_strategy
from famsim.runs.branched import branched
from famsim.runs.costs import PENCE, UNIT, figures_in, set_up_pence
from famsim.runs.finite import not_finite
from famsim.runs.grouping import Lived, Roster
from famsim.runs.living import Watch, live_through
from famsim.runs.seeds import chance_seed
from famsim.runs.sharing import SET_UP_COST, Swept
from famsim.scenario import Strategy

ONCE = tuple(measure for measure in MEASURES.values() if measure.once)
IN_POUNDS = {name for name, measure in MEASURES.items() if measure.unit == UNIT} | {SET_UP_COST}
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
    for one, life in zip(asked, lived(starts, start, asked, draw), strict=True):
        try:
            check_finite(life.run)
            yield kept_of(life, one, starts.world, draw)
        except InvalidRunError as error:
            yield error


def lived(starts: Starts, start: Run, asked: Sequence[Swept], draw: int) -> Iterator[Lived]:
    """Yield the run of each, lived through; those that have a past in common from it on."""
    for _, group in groupby(asked, lambda one: one.past):
        alike = list(group)
        yield from (lived_from if alike[0].branch_at else at_once)(starts, start, alike, draw)


def at_once(starts: Starts, start: Run, asked: Sequence[Swept], draw: int) -> Iterator[Lived]:
    """Yield the run of each from month 0, lived beside a life in which nobody is helped; of a single one by itself."""
    run = with_strategy(start, NOBODY, starts.world)
    yield from branched(run, parameters_of(starts, asked, draw), starts.world.months, Roster.of(run))


def lived_from(starts: Starts, start: Run, asked: Sequence[Swept], draw: int) -> Iterator[Lived]:
    """Yield the run of each, whose months up to the branch are those of one and the same strategy, lived once."""
    first = asked[0]
    run = with_strategy(start, NOBODY, starts.world)
    (run.p,) = parameters_of(starts, [replace(first, strategy=first.first or NOBODY)], draw)
    roster = Roster.of(run)
    live_through(run, first.branch_at, Watch(), roster)
    yield from branched(run, parameters_of(starts, asked, draw), starts.world.months - first.branch_at, roster)


def parameters_of(starts: Starts, asked: Sequence[Swept], draw: int) -> list[np.recarray]:
    """Return the PARAMETERS record of each: its figures and its policy."""
    under: dict[tuple[tuple[str, Value], ...], np.recarray] = {}
    found = []
    for one in asked:
        figures = tuple(sorted(one.figures.items()))
        if figures not in under:
            under[figures] = figures_under(starts, one.figures, draw)
        found.append(under[figures].copy())
        set_policy(found[-1], one.strategy, starts.world)
    return found


def figures_under(starts: Starts, figures: Mapping[str, Value], draw: int) -> np.recarray:
    """Return the parameters of a draw with some figures overridden besides those of the world."""
    if not figures:
        return starts.parameters(draw)
    return Starts(starts.world.under(figures)).parameters(draw)


def kept_of(life: Lived, asked: Swept, world: World, draw: int) -> dict[str, np.ndarray]:
    """Return what is kept of a run, in families simulated but for `paid`, which is the whole area's.

    yearly (years, counts) of all families; total (groups, counts) over the horizon; ever (groups, measures of ONCE)
    families; funnel (offers, stages) episodes; paid (1,) pence before anybody comes; k (1,) families of the area for
    each one simulated.
    """
    run, grouped = life.run, life.grouped
    series = run.state.tallies.sum(axis=1)
    years = range(0, len(series), MONTHS_A_YEAR)
    ever = [_ever(run, measure) for measure in ONCE]
    under = world.under(asked.figures)
    figures = figures_in(draw, tuple(under.overrides.items()), under.own)
    paid = set_up_pence(asked.strategy, figures, world.area.families, world.months, world.programmes)
    return {
        "yearly": np.array([series[first : first + MONTHS_A_YEAR].sum(axis=0) for first in years]),
        "total": totals_by_group(run.accounts, grouped),
        "ever": np.stack([families_by_group(grouped[rows]) for rows in ever], 1),
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
    if (where := not_finite(run.families)) is not None:
        raise InvalidRunError(where)


def values_of_run(arrays: Mapping[str, np.ndarray], group: int = 0, pound: float = 1.0) -> dict[str, float]:
    """Return every measure of a run that was kept, of one group over the horizon; counts and pounds are the area's.

    pound: how many of the prices that pounds are told in one of the register's is.
    """
    total, k = arrays["total"][group], float(arrays["k"][0])
    found = {name: float(measured(total, one, k)) for name, one in MEASURES.items() if not one.once}
    found |= {one.name: float(arrays["ever"][group, place]) * k for place, one in enumerate(ONCE)}
    paid = {} if group else {SET_UP_COST: float(arrays["paid"][0]) / PENCE}
    told = {name: found[name] for name in MEASURES} | paid
    return {name: value * pound if name in IN_POUNDS else value for name, value in told.items()}
