"""Whom a search for places has to live: those whom staff notice under one of its strategies, and nobody else.

Families meet only at places. Until staff notice it a family lives as without help, however many places there are: who
is not noticed when a strategy is first tried never is, at any number of its places, and costs it nothing. So everybody
is lived once, and each later try lives those alone who were noticed: its pence are the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from famsim.engine import Run
from famsim.model.family import LEFT

if TYPE_CHECKING:
    from famsim.engine import Together

NO_OWNER = -1
WORTH = 0.75  # of a start's families: where more are noticed there is little to save
MOST_BYTES = 128 << 20  # of families kept as they began, over all draws; of others their ids are


class Met(NamedTuple):
    """Whom staff notice under some strategies, in one draw: their ids, and, if there is room, how they began."""

    strategies: frozenset[str]
    ids: NDArray[np.int64]
    began: Run | None

    def covers(self, strategies: Iterable[str]) -> bool:
        """Say whether nobody else is noticed under some strategies, by their names."""
        return self.strategies.issuperset(strategies)

    def among(self, start: Run) -> Run:
        """Return those of a start who are among them, on their own."""
        families: NDArray[np.void] = start.families.view(np.ndarray)
        alone = Run(start.state, start.p, start.sample, start.seed, start.month, start.economy, start.arrivals_end)
        alone.hold(families[np.isin(families["family_id"], self.ids)], start.state.census[0].held)
        return alone

    def let_others_go(self, run: Run) -> None:
        """Let a run's families go who are not among them."""
        families = run.families
        families["status"][~np.isin(families["family_id"], self.ids)] = LEFT
        run.compact()


@dataclass
class Acquainted:
    """Whom staff notice in each draw, as far as it has been lived; safe to ask and to tell from several threads."""

    draws: dict[int, Met] = field(default_factory=dict)
    room: int = MOST_BYTES
    lock: Lock = field(default_factory=Lock)

    def met(self, draw: int, strategies: Iterable[str]) -> Met | None:
        """Return whom staff notice in a draw under some strategies, by their names; None if it is not known."""
        found = self.draws.get(draw)
        return found if found is not None and found.covers(strategies) else None

    def remember(self, draw: int, strategies: Iterable[str], start: Run, noticed: NDArray[np.int64]) -> None:
        """Remember the ids of those whom staff notice in a draw, unless that is nearly everybody."""
        found = Met(frozenset(strategies), np.unique(noticed), None)
        alone = found.among(start)
        if len(alone.families) > WORTH * len(start.families):
            return
        with self.lock:
            self.room -= (size := alone.state.families.nbytes)
            fits = self.room >= 0
            self.room += 0 if fits else size
        self.draws[draw] = found._replace(began=alone) if fits else found


def live_and_note(together: Together, months: int) -> NDArray[np.int64]:
    """Live the months of one call; return the ids of those whom staff noticed under some strategy, or who had help."""
    owners = together.beside.owners
    owners.fill(NO_OWNER)
    together.advance(months)
    found: NDArray[np.int64] = together.account_ids[owners[owners != NO_OWNER]]
    return found
