"""How a study is run: how often, on how many threads, and who hears how far it is."""

from dataclasses import dataclass

from famsim.limits import THREADS, check
from famsim.runs.seeds import draw_numbers
from famsim.runs.telling import Progress


@dataclass(frozen=True)
class Running:
    """How a study is run; FamsimError for a number out of its limits.

    draws: 1 = the register's central values; n > 1 = draws 1 to n of its distributions. reps: chance seeds a draw.
    progress: called with what is done and what there is in all. threads: how many; the result is the same. separately:
    every strategy is lived by itself, to the same result, and families whom no strategy changes are not lived once for
    all.
    """

    draws: int = 1
    reps: int = 1
    progress: Progress | None = None
    threads: int = THREADS
    separately: bool = False

    def __post_init__(self) -> None:
        """Check the numbers."""
        check(draws=self.draws, reps=self.reps, threads=self.threads)

    @property
    def pairs(self) -> list[tuple[int, int]]:
        """Each draw with each of its repetitions, in the order in which they are run."""
        return [(draw, rep) for draw in draw_numbers(self.draws) for rep in range(self.reps)]

    @property
    def once(self) -> bool:
        """Whether there will be one run."""
        return self.draws * self.reps == 1

    def lives(self, strategies: int) -> int:
        """Return how many whole lives a pair lives to run so many strategies."""
        return strategies if self.separately else 1


CENTRAL = Running()  # once, at the register's central values
