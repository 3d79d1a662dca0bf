"""Draws of some figures taken together, from a posterior that is kept; all others are drawn as the register says."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from threading import Lock
from typing import Any

import numpy as np

from famsim.errors import FamsimError
from famsim.population import Starts, World


@dataclass(frozen=True)
class Joint:
    """Figures drawn together: where they are from, names, and a row of values for each draw from 1 on.

    told: those of which the targets of the fit told anything; all others come out as they were put in.
    """

    name: str
    names: tuple[str, ...]
    rows: tuple[tuple[float, ...], ...]
    told: tuple[str, ...] = ()

    def at(self, number: int) -> dict[str, float]:
        """Return the figures' values in a draw; FamsimError for one that there is not."""
        if not 1 <= number <= len(self.rows):
            raise FamsimError(f"draw {number} of {self.name}: allowed: 1 to {len(self.rows)}, the draws that are kept")
        return dict(zip(self.names, self.rows[number - 1], strict=True))

    def as_record(self) -> dict[str, Any]:
        """Return what a record keeps of it, so that the same draws can be lived again."""
        rows = [list(row) for row in self.rows]
        return {"name": self.name, "names": list(self.names), "rows": rows, "told": list(self.told)}

    @classmethod
    def of_record(cls, said: Mapping[str, Any]) -> "Joint":
        """Return what a record has kept."""
        rows = tuple(tuple(float(value) for value in row) for row in said["rows"])
        return cls(str(said["name"]), tuple(said["names"]), rows, tuple(said.get("told", ())))


class JointStarts(Starts):
    """Starts whose draws take some figures together; what England is solved for is solved under them, draw by draw."""

    def __init__(self, world: World, joint: Joint) -> None:
        """Make the central parameters, which are the register's."""
        super().__init__(world)
        self.joint = joint

    def parameters(self, number: int) -> np.recarray:
        """Return the parameters of a draw (0 = central), everything solved."""
        if number == 0:
            return super().parameters(0)
        there = copy(self)
        there.world = self.world.under(self.joint.at(number))
        there._lock, there._reference, there._reference_central = Lock(), None, None
        return Starts.parameters(there, number)


def starts_of(world: World, joint: Joint | None = None) -> Starts:
    """Return the starts of a world, whose draws are the register's or take some figures together."""
    return Starts(world) if joint is None else JointStarts(world, joint)
