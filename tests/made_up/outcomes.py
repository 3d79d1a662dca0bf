"""Outcomes written by hand: a few families with their counts, no engine."""

import numpy as np

from famsim.measures.ledger import PairLedger
from famsim.measures.outcome import Outcome
from famsim.model.boxes import N_BOXES
from famsim.model.counts import N_COUNTS, N_STAGES, Count
from famsim.model.policy import MAX_OFFERS

SOME_MONTH = (4096 - 100) << 24  # ids of families that entered a hundred months before month 0


def outcome(strategy="ours", *, draw=0, rep=0, ids=None, cells=None, funnel=None, ledger=None, **counts):
    """Return an outcome: `counts` are named columns of the account book, a number a family."""
    families = len(next(iter(counts.values())))
    accounts = np.zeros((families, N_COUNTS), np.int32)
    for name, values in counts.items():
        accounts[:, Count[name.upper()]] = values
    return Outcome(
        strategy=strategy,
        draw=draw,
        rep=rep,
        seed=1,
        series=np.zeros((1, N_COUNTS), np.int64),
        funnel=np.zeros((1, MAX_OFFERS, N_STAGES), np.int64) if funnel is None else funnel,
        book=accounts,
        ids=SOME_MONTH + np.arange(families) if ids is None else np.array(ids),
        grouped=np.zeros(families, np.int16) if cells is None else np.array(cells, np.int16),
        ledger=PairLedger(np.zeros(0, np.int32), np.zeros((0, N_BOXES), np.int32)) if ledger is None else ledger,
    )
