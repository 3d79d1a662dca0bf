"""Strategies that have a past in common: it is lived once, and each goes on from there beside the one that led it.

A checkpoint is a run that stands still: its families, queues, staff, places held, pence and tallies. Byte for byte each
strategy comes to what it would if all its months were lived by itself.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from famsim.engine import Run, Together
from famsim.model.counts import N_LIFE_COUNTS
from famsim.model.family import SUPPORT
from famsim.population import beside
from famsim.runs.finite import not_finite
from famsim.runs.grouping import Lived, Roster
from famsim.runs.living import Watch, live_through


def branched(run: Run, others: Sequence[np.recarray], months: int, roster: Roster) -> Iterator[Lived]:
    """Yield the run of each strategy, by its PARAMETERS record, that goes on from where a run stands for some months.

    roster: the families noted so far. A single one goes on by itself. Of several, each holds its whole book, and of its
    families those who live otherwise than the shared life - or all, if there is anything of which a number is none.
    """
    if len(others) == 1:
        run.p = others[0]
        yield live_through(run, months, Watch(), roster)
        return
    past = run.state.accounts.copy(), run.state.tallies.copy(), run.state.funnel.copy()
    together = beside_from(run, list(others))
    grouped = live_through(together, months, Watch(), roster).grouped
    sound = not_finite(together.families) is None
    for place in range(len(others)):
        theirs = those_apart(together, place) if sound else together.run_of(place)
        yield Lived(with_past(theirs, *past), grouped)


def those_apart(together: Together, place: int) -> Run:
    """Return the run of the strategy at a place: its book, and the families who live apart under it."""
    run, apart = together.book_of(place), together.apart[place]
    census = run.state.census.copy()
    census[0].families = apart.state.census[0].families
    return replace(run, state=run.state._replace(families=apart.state.families, census=census))


def beside_from(run: Run, others: list[np.recarray]) -> Together:
    """Return a run that goes on from its month, with strategies beside it that stand where it stands."""
    together = beside(replace(run, month=0), others)
    together.month = run.month
    families, held = together.families.view(np.ndarray), run.state.census[0].held
    stands = together.beside.support.view(np.ndarray)
    for name in SUPPORT.names or ():
        stands[name][families["account"]] = families[name][:, None]
    for apart in together.apart:
        apart.month = run.month
        apart.state.census[0].held = held
    return together


def with_past(run: Run, accounts: np.ndarray, tallies: np.ndarray, funnel: np.ndarray) -> Run:
    """Return a run with what was counted of support up to the branch; months since count the rest."""
    run.state.accounts[:, N_LIFE_COUNTS:] += accounts[:, N_LIFE_COUNTS:]
    run.state.tallies[:, :, N_LIFE_COUNTS:] += tallies[:, :, N_LIFE_COUNTS:]
    return replace(run, state=run.state._replace(funnel=run.state.funnel + funnel))
