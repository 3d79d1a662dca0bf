"""What was lived lately, kept in memory: the same families under the same figures and luck are not lived again."""

from collections import OrderedDict
from collections.abc import Callable
from hashlib import sha256
from threading import Lock

import numpy as np

from famsim.engine import Run, copy_of

MadeFrom = tuple[object, ...]  # all that a run depends on; can be hashed

MOST_BYTES = 64 << 20  # of all runs kept: two of a city


class Lately:
    """Runs by what they were made from, the last ones asked for; safe to ask from several threads."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        """Keep no more bytes than these; a run that is larger by itself is never kept."""
        self.most_bytes = most_bytes
        self._runs: OrderedDict[MadeFrom, Run] = OrderedDict()
        self._lock = Lock()

    def run(self, made_from: MadeFrom, make: Callable[[], Run]) -> Run:
        """Return a copy of the run made from this, or make it; `made_from` is all that it depends on."""
        with self._lock:
            found = self._runs.get(made_from)
            if found is not None:
                self._runs.move_to_end(made_from)
        if found is not None:
            return own_copy(found)
        run = make()
        if bytes_of(run) <= self.most_bytes:
            self._keep(made_from, own_copy(run))
        return run

    def _keep(self, made_from: MadeFrom, run: Run) -> None:
        with self._lock:
            self._runs[made_from] = run
            while sum(bytes_of(one) for one in self._runs.values()) > self.most_bytes:
                self._runs.popitem(last=False)


def own_copy(run: Run) -> Run:
    """Return a copy of a run that shares nothing."""
    return Run(copy_of(run.state), run.p.copy(), run.sample, run.seed, run.month, run.economy, run.arrivals_end)


def bytes_of(run: Run) -> int:
    """Return how much memory a run's arrays take."""
    return sum(part.nbytes for part in run.state)


def fingerprint(p: np.recarray) -> str:
    """Return the hash of every figure in a record of parameters."""
    return sha256(p.tobytes()).hexdigest()
