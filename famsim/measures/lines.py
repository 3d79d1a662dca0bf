"""The lines of the ledger of a pair, each a sum of boxes; the registry that every table and sentence reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from famsim.measures.worthwhile import figure_for
from famsim.model.boxes import Box
from famsim.model.counts import CERTAIN

if TYPE_CHECKING:
    from famsim.measures.ledger import PairLedger


@dataclass(frozen=True)
class Line:
    """One line: the boxes that are added and those that are taken off. `good` as in famsim.measures.registry.

    `letter`: which of the lines A to F that a reader sees, or none.
    """

    name: str
    unit: str
    says: str
    good: int
    boxes: tuple[Box, ...]
    less: tuple[Box, ...] = ()
    letter: str = ""

    @property
    def worthwhile(self) -> str:
        """The register's figure of the smallest difference that matters; none for months that are only moved."""
        return figure_for(self.unit, False)

    def parts(self, ledger: PairLedger, families: int) -> np.ndarray:
        """Return each family's line in whole parts of CERTAIN, (families,) int64."""
        found: np.ndarray = ledger.of(self.boxes, families) - ledger.of(self.less, families)
        return found

    def parts_there(self, ledger: PairLedger) -> np.ndarray:
        """Return the same of the families that are in the ledger, (n,) int64: of all others it is 0."""
        found: np.ndarray = ledger.there(self.boxes) - ledger.there(self.less)
        return found


def boxes(*starts: str) -> tuple[Box, ...]:
    """Return the boxes whose names begin so."""
    return tuple(box for box in Box if box.name.startswith(starts))


STAYS_FREE = (Box.LOSS_AVERTED,)
HARM_ENDED = boxes("OUT_OF")
HARM_PASSED = (*boxes("PASSED"), Box.OUT_ELSEWHERE)
STAYS_IN_HARM = boxes("HELD", "EXIT_PREVENTED")
PARTS_FREE = (Box.LOSS_BROUGHT_ABOUT, *boxes("EXIT_ONLY_HERE"))
PARTS_FROM_HARM = boxes("PARTS_FREE", "EXIT_ENABLED")
IN_VIOLENCE = tuple(box for box in STAYS_IN_HARM if not box.name.endswith("CONFLICT"))
IN_COERCION = tuple(box for box in STAYS_IN_HARM if box.name.endswith("COERCION"))

LINES = (
    Line(
        "fewer_partings",
        "couples",
        "Fewer couples expected to part: A + B + C - D - E",
        0,
        (*STAYS_FREE, *HARM_ENDED, *HARM_PASSED, *STAYS_IN_HARM),
        (*PARTS_FREE, *PARTS_FROM_HARM),
    ),
    Line("stay_free_of_harm", "couples", "Stay together; no harm at home in the year after", 1, STAYS_FREE, letter="A"),
    Line("stay_harm_ended", "couples", "Stay together; help ended the harm", 1, HARM_ENDED, letter="B"),
    Line(
        "stay_harm_passed",
        "couples",
        "Stay together; the harm had passed without help, or would have gone on elsewhere",
        0,
        HARM_PASSED,
        letter="B",
    ),
    Line("stay_in_harm", "couples", "Stay together; harm goes on or begins", -1, STAYS_IN_HARM, letter="C"),
    Line("stay_in_violence", "couples", "Of these, with violence", -1, IN_VIOLENCE),
    Line("stay_in_coercion", "couples", "Of these, with coercive violence", -1, IN_COERCION),
    Line("part_free_of_harm", "couples", "Part; staying would have been free of harm", -1, PARTS_FREE, letter="D"),
    Line(
        "part_from_harm", "couples", "Part; staying would have meant a year with harm", 0, PARTS_FROM_HARM, letter="E"
    ),
    Line("part_either_way", "couples", "Part either way, before or after the harm", 0, (Box.OTHER_KIND,), letter="F"),
    Line("later_unions", "couples", "Partings of later unions, with the strategy less without", 0, (Box.LATER_UNIONS,)),
    Line("months_of_delay", "months", "Later partings of couples who part either way, in months", 0, (Box.DELAY,)),
)
A_BOX = tuple(
    Line(box.name.lower(), "couples", f"Box {box.name.lower().replace('_', ' ')}", line.good, (box,))
    for line in LINES[1:]
    if line.letter
    for box in line.boxes
)
PAIRED = {line.name: line for line in (*LINES, *A_BOX)}
OF_A_PART = 1.0 / CERTAIN  # couples
LEDGER = 2  # which way of telling partings apart a results folder holds; none is said of the first
