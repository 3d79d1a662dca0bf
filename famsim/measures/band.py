"""What chance gives the share of couples still together (Kaplan and Meier), by the one interval.

To first order a couple that parts in month s takes share x (1 / at risk - A) from it, and every other adds share x A, A
being the sum of partings / (at risk)^2 up to the month it was last followed: these sum to 0, and their squares to
Greenwood's variance.
"""

import numpy as np

from famsim.measures.interval import Limits, Moments, limits


def band(share: np.ndarray, at_risk: np.ndarray, events: np.ndarray, gone: np.ndarray, families: float) -> Limits:
    """Return the share by month with the limits that chance gives it, (months,) each.

    at_risk, events, gone (months,): couples that may part in a month, that do, and that left before it. families: as
    how many each of them counts, so that the band is that of an area of this size.
    """
    there = np.maximum(at_risk, 1.0)
    last = np.cumsum(np.where(at_risk > 0, events / there**2, 0.0))  # A of those still followed
    before = np.concatenate([[0.0], last[:-1]])
    parts = np.where(events > 0, 1.0 / there - last, 0.0)
    staying = at_risk - events
    second, third = (
        np.cumsum(events * (-parts) ** power) + np.cumsum(gone * before**power) + staying * last**power
        for power in (2, 3)
    )
    lowest = np.maximum.accumulate(parts)
    of = Moments(np.cumsum(events), second, third, np.where(lowest >= last, -lowest, last))
    return limits(share, of.scaled(share / families, families), 1.0 / there[0])
