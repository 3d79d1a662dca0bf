"""The ledgers of many pairs of lives, compiled: the rules of famsim.rules.family.pair over families."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from famsim.engine.compiling import kernel
from famsim.rules.family.pair import Pair, counted_boxes, expected_boxes

Couples = NDArray[np.int32]


@kernel
def fill_boxes(without: Couples, ours: Couples, exit_months: float, counted: bool, boxes: NDArray[np.int64]) -> None:
    """Fill `boxes` (families, N_BOXES) int64 from two books of couple months, (families, months) int32 each.

    `counted` False: what is expected, in parts of CERTAIN; True: what did happen, in couples.
    """
    for i in range(len(boxes)):
        pair = Pair(without[i], ours[i], exit_months)
        if counted:
            counted_boxes(pair, boxes[i])
        else:
            expected_boxes(pair, boxes[i])
