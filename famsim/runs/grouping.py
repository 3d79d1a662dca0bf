"""Each family's group, noted as the run is lived: that of the starting stock at month 0, of the others once they enter.

Only the shared life is looked at, and nothing that a strategy moves is read: the group is the same in every life.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from famsim.engine import Run
from famsim.measures import besides, joined

NOT_SEEN = -1


@dataclass(frozen=True)
class Lived:
    """A run that has been lived through, with each family's group (see famsim.measures.groups), (families,) int16."""

    run: Run
    grouped: NDArray[np.int16]


@dataclass
class Roster:
    """What each account's family is told apart by besides its cell, (accounts,) int16; `seen`: how many are noted."""

    besides: NDArray[np.int16]
    seen: int

    @classmethod
    def of(cls, run: Run) -> Roster:
        """Begin with the starting stock of a run at month 0: its accounts are opened in the order they stand in."""
        stock = besides(run.families)
        noted = np.full(len(run.state.accounts), NOT_SEEN, np.int16)
        noted[: stock.size] = stock
        return cls(noted, stock.size)

    def look(self, run: Run) -> None:
        """Note the families that have come in since the last look: they stand last, and none leaves within a year."""
        opened = len(run.accounts)
        new = run.families[len(run.families) - (opened - self.seen) :]
        self.besides[new["account"]] = besides(new)
        self.seen = opened

    def grouped(self, run: Run) -> NDArray[np.int16]:
        """Return each family's group, (families,), of a run lived through."""
        noted, cells = self.besides[: self.seen], run.state.account_cells[: self.seen]
        assert (noted != NOT_SEEN).all()
        return joined(cells, noted)
