"""How far work is that goes month by month."""

from collections.abc import Callable
from dataclasses import dataclass

Progress = Callable[[int, int], None]  # done, and in all; called from the thread that asked


@dataclass
class Telling:
    """Tells how far the work is, in months lived of the area."""

    progress: Progress | None
    months: int
    lived: int = 0

    def __call__(self) -> None:
        """Count one month."""
        self.lived += 1
        if self.progress:
            self.progress(self.lived, self.months)
