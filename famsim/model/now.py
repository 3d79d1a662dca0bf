"""Whose month this is, and what the month brings to everybody in the area."""

from typing import Any, NamedTuple


class Now(NamedTuple):
    """One family's month: who, when, the seed of all luck, and the economy.

    Plain numbers, not a record in memory: so the compiler knows that no change to a family changes them.
    """

    family_id: int  # int64
    month: int  # the area's calendar: month 1 is the scenario's first
    seed: int  # uint64
    begun: bool  # strategies stand and outcomes are counted, from month 1 on
    job_loss: float  # multipliers of the economy this month
    job_finding: float
    arrears: float
    luck: Any = None  # famsim.model.chance.LUCK: draws worked out ahead; None = worked out when asked for
    ahead: int = 0  # which of the months worked out ahead this is
