"""The limits of every whole number that can be asked for, and what a path or a name is: files, the command line and
Python share them.
"""

import os
from typing import Any, NamedTuple

from famsim.errors import FamsimError, shown


class Limit(NamedTuple):
    """The least and greatest of a whole number, and what it is."""

    low: int
    high: int
    says: str

    @property
    def allowed(self) -> str:
        """What is allowed, in words."""
        return f"a whole number from {self.low} to {self.high} ({self.says})"

    def holds(self, value: Any) -> bool:
        """Say whether a value is such a number; true and false are none."""
        return isinstance(value, int) and not isinstance(value, bool) and self.low <= value <= self.high


LIMITS = {
    "months": Limit(1, 240, "how long to look ahead"),
    "branch_at": Limit(1, 239, "the last month in which every strategy is the first one"),
    "families": Limit(200, 10_000_000, "a sample; leave out for the whole area"),
    "seed": Limit(0, 2**63 - 1, "another seed, another luck; the same seed, the same result"),
    "draws": Limit(1, 10_000, "draws of the uncertain figures; 1 = central values only"),
    "reps": Limit(1, 1_000, "repetitions of each draw with other luck"),
    "threads": Limit(1, 256, "threads; the result is the same"),
    "jobs": Limit(1, 256, "worker processes; the result is the same"),
    "sample": Limit(0, 100_000, "runs to live again, taken at random"),
    "more_draws": Limit(0, 10_000, "more draws of the uncertain figures"),
    "more_reps": Limit(0, 1_000, "more repetitions of each draw"),
    "experiment": Limit(1, 10_000, "an experiment of a store, by its number in `famsim status`"),
    "suppress": Limit(0, 1_000, "counts above nothing and below this are left out, and what gives them back"),
    "draw": Limit(0, 10_000, "which draw of the uncertain figures; 0 = central values"),
    # of help moved in time
    "help_month": Limit(-24, 60, "month of help, from the event; negative: before it"),
    "every": Limit(1, 24, "months between two moments of help"),
    "follow": Limit(12, 120, "months followed from the month of help, whenever it is"),
    "most": Limit(1, 10_000_000, "families followed of each event and risk group"),
    # of figures fitted to targets
    "points": Limit(12, 20_000, "points of the first wave; a later one has half as many"),
    "waves": Limit(1, 10, "waves of points, each where those before have not ruled the figures out"),
    "again": Limit(4, 1_000, "draws of what comes out that are lived to see what they give"),
    # of one family followed
    "family": Limit(0, 2**63 - 1, "the id of the family to follow"),
    "earlier": Limit(1, 36, "by how many months help is earlier in another life"),
    "later": Limit(1, 36, "by how many months help is later in another life"),
    "months_after": Limit(12, 239, "for how many months after the event"),
}
A_PATH, A_NAME = "a path, as text or a pathlib.Path", "a name, as text"
THREADS = 2  # unless another number is asked for
MAX_MONTHS = LIMITS["months"].high
LONGEST_SILENCE = 7_200.0  # seconds a sweep's worker may take over a run before it is taken to hang and is ended


def check(**given: Any) -> None:
    """Raise FamsimError for the first number that is not within the limits of its name."""
    for name, value in given.items():
        if not LIMITS[name].holds(value):
            raise FamsimError(f"{name} {shown(value)}: allowed: {LIMITS[name].allowed}")


def is_path(value: Any) -> bool:
    """Say whether a value is a path: text, or what stands for it (os.PathLike); bytes are none."""
    return isinstance(os.fspath(value), str) if isinstance(value, os.PathLike) else isinstance(value, str)


def check_paths(**given: Any) -> None:
    """Raise FamsimError for the first value that is no path."""
    for name, value in given.items():
        if not is_path(value):
            raise FamsimError(f"{name} {shown(value)}: allowed: {A_PATH}")


def check_names(**given: Any) -> None:
    """Raise FamsimError for the first value that is no text."""
    for name, value in given.items():
        if not isinstance(value, str):
            raise FamsimError(f"{name} {shown(value)}: allowed: {A_NAME}")
