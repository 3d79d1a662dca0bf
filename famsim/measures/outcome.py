"""What one strategy of one (draw, repetition) came to."""

from dataclasses import dataclass

import numpy as np

from famsim.measures.ledger import PairLedger


@dataclass(frozen=True)
class Outcome:
    """What one strategy of one (draw, rep) came to; counts are of the families simulated, not yet of the area.

    series (months, groups, counts) int64; funnel (months, offers, stages) int64; accounts (families, counts) int32
    with their ids and cells, one row a family counted; ledger: beside the first strategy.
    """

    strategy: str
    draw: int
    rep: int
    seed: int
    series: np.ndarray
    funnel: np.ndarray
    accounts: np.ndarray
    ids: np.ndarray
    cells: np.ndarray
    ledger: PairLedger
