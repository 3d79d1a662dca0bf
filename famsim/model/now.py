"""Whose month this is, and what the month brings to everybody in the area."""

from typing import NamedTuple


class Now(NamedTuple):
    """One family's month: who, when, the seed of all luck, and the economy.

    Plain numbers rather than a record in memory, so that the compiler knows that no change to a family changes them,
    and four neighbouring decisions share one block of random words.
    """

    family_id: int  # int64
    month: int  # the area's calendar: month 1 is the scenario's first
    seed: int  # uint64
    begun: bool  # strategies stand and outcomes are counted, from month 1 on
    job_loss: float  # multipliers of the economy this month
    job_finding: float
    arrears: float
