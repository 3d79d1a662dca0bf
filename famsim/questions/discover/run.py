"""Where does our plan lose? Boxes of a sweep's futures that hold up on futures that they were not found in."""

from dataclasses import dataclass, field
from enum import Enum
from typing import Any

import numpy as np

from famsim.areas import AreaProfile
from famsim.questions.discover.asked import Losing, cell_of
from famsim.questions.discover.box import Box, Held, held, inside_any
from famsim.questions.discover.cart import cart
from famsim.questions.discover.folds import Finder, Tried, held_out
from famsim.questions.discover.futures import Futures
from famsim.questions.discover.prim import peeling, prim
from famsim.questions.sweep import Experiment
from famsim.scenario import Scenario, one_place

LEAST_FUTURES, LEAST_OF_EITHER = 60, 12  # fewer say nothing of a box
MOST_BOXES = 3
PRIM, CART = "PRIM", "CART"


class Verdict(Enum):
    """What can be said."""

    FOUND = "found"
    NOTHING = "nothing found"
    NEVER = "never loses"
    ALWAYS = "always loses"
    FEW_FUTURES = "too few futures"
    FEW_LOSE = "too few lose"
    FEW_WIN = "too few win"


@dataclass(frozen=True)
class Found:
    """A box that stands, or all of a tree's: what they hold of all futures, and of futures they were not found in."""

    method: str
    number: int
    boxes: tuple[Box, ...]
    of_all: Held
    out: Tried


@dataclass(frozen=True)
class Where:
    """Where a sweep is set."""

    area: AreaProfile


@dataclass(frozen=True)
class Discovery:
    """What became of the question. path: the boxes that peeling came by, what they hold, from all futures to the least.

    tree: what the tree comes to, though it may not stand; None where there was too little to ask.
    """

    experiment: Experiment
    losing: Losing
    futures: Futures
    verdict: Verdict
    found: tuple[Found, ...] = ()
    tree: Found | None = None
    tried: Tried | None = None  # the first box, stands or not
    path: tuple[Held, ...] = field(default=(), repr=False)

    @property
    def scenario(self) -> Scenario:
        """The scenario in its area."""
        return self.experiment.cells[cell_of(self.experiment, self.losing.cell)]

    @property
    def world(self) -> Where:
        """Where it is set."""
        return Where(one_place(self.scenario))

    @property
    def draws(self) -> int:
        """Draws of the figures that the design does not move."""
        return self.experiment.about.draws

    @property
    def reps(self) -> int:
        """Chance seeds a draw."""
        return self.experiment.about.reps


def discovered(experiment: Experiment, losing: Losing, futures: Futures) -> Discovery:
    """Return where a plan loses among futures."""
    x, y = futures.x, futures.y
    verdict = too_little(y)
    if verdict:
        return Discovery(experiment, losing, futures, verdict)
    boxes, first = covering(x, y)
    leaves = cart(x, y)
    tree = Found(CART, 1, tuple(leaves), held(inside_any(leaves, x), y), held_out(cart, x, y))
    said: dict[str, Any] = {
        "verdict": Verdict.FOUND if boxes or tree.out.stands else Verdict.NOTHING,
        "found": tuple(boxes) + ((tree,) if tree.out.stands else ()),
        "tree": tree,
        "tried": first,
        "path": tuple(held(box.holds(x), y) for box in peeling(x, y)),
    }
    return Discovery(experiment, losing, futures, **said)


def too_little(y: np.ndarray) -> Verdict | None:
    """Return why nothing can be said of so few futures, or of futures so alike; None where something can."""
    lost, won = int(y.sum()), int((~y).sum())
    if y.size < LEAST_FUTURES:
        return Verdict.FEW_FUTURES
    if not lost:
        return Verdict.NEVER
    if not won:
        return Verdict.ALWAYS
    if lost < LEAST_OF_EITHER:
        return Verdict.FEW_LOSE
    return Verdict.FEW_WIN if won < LEAST_OF_EITHER else None


def covering(x: np.ndarray, y: np.ndarray, find: Finder = prim) -> tuple[list[Found], Tried]:
    """Return PRIM's boxes that stand, each found in the futures that those before it do not hold; and the first try."""
    found: list[Found] = []
    left = np.ones(y.size, np.bool_)
    first: Tried | None = None
    while len(found) < MOST_BOXES and not too_little(y[left]):
        tried = held_out(find, x[left], y[left])
        first = first or tried
        boxes = find(x[left], y[left]) if tried.stands else []
        if not boxes:
            break
        found.append(Found(PRIM, len(found) + 1, tuple(boxes), held(inside_any(boxes, x), y), tried))
        left &= ~inside_any(boxes, x)
    assert first is not None
    return found, first
