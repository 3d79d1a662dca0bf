"""How long it takes to solve constants for figures that a scenario overrides: said first, and what is left of it."""

import logging
from dataclasses import dataclass, field
from time import monotonic

SECONDS_A_FAMILY = 1.6e-4  # to live a family's part of a burn-in, on one core
SPEAKS_AFTER = 2.0  # seconds since the last line
POINTS = 50  # of a design, such as a sweep over one figure's range

log = logging.getLogger("famsim")
_told: set[str] = set()  # of this process


@dataclass
class Countdown:
    """Says what is solved and for how long, then what is left; called with the families of each pass that ends."""

    what: str
    families: int
    ahead: int = 0  # families that will be lived elsewhere for the same scenario
    lived: int = 0
    began: float = field(init=False)
    said: float = field(init=False)

    def __post_init__(self) -> None:
        self.began = self.said = monotonic()
        say(opening(self.what, self.families, self.ahead), first=self.ahead > 0)

    def __call__(self, families: int) -> None:
        """Say how much is left, if the last line is old."""
        self.lived += families
        now = monotonic()
        left = (now - self.began) * (self.families - self.lived) / self.lived
        if left > 0.0 and now - self.said >= SPEAKS_AFTER:
            self.said = now
            say(f"{self.what}: about {left:.0f} s left")


def opening(what: str, families: int, ahead: int) -> str:
    """Return what is said before a pass is lived."""
    seconds = (families + ahead) * SECONDS_A_FAMILY
    many = f"; {POINTS} such settings take about {POINTS * seconds / 60.0:.0f} minutes" if ahead else ""
    return f"Settling {what} under figures of the scenario's own, once: about {max(seconds, 1.0):.0f} s{many}"


def say(line: str, first: bool = False) -> None:
    """Tell a line; where nobody listens to the library's lines, the first of the process's life as a warning."""
    if log.isEnabledFor(logging.INFO):
        log.info(line)
    elif first and not _told:
        _told.add(line)
        log.warning(line)


def silent(families: int) -> None:
    """Say nothing of a pass."""
