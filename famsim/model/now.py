"""Whose month this is, and what the month brings to everybody in the area."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from famsim.model.records import Luck


class Now(NamedTuple):
    """One family's month: who, when, the seed of all luck, and the economy.

    Plain numbers, not a record in memory: so the compiler knows that no change to a family changes them.
    """

    family_id: int  # int64
    month: int  # the area's calendar: month 1 is the scenario's first
    seed: np.uint64
    begun: bool  # strategies stand and outcomes are counted, from month 1 on
    job_loss: float  # multipliers of the economy this month
    job_finding: float
    arrears: float
    luck: Luck | None = None  # draws worked out ahead; None = worked out when asked for
    ahead: int = 0  # which of the months worked out ahead this is
