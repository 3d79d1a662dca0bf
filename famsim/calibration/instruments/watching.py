"""A simulated England, watched month by month under no strategy: who lives how, as no survey could see it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from famsim.calibration.instruments.diary import FACTS, Diary, blank, lowest_bit, note_month
from famsim.engine import Run
from famsim.model.identity import MONTHS_A_YEAR
from famsim.population import BURN_IN, england_sample, no_families

FAMILIES = 40_000  # of England at the end
YEARS = 22  # watched: a birth cohort of eight years is followed to its fourteenth birthday
SEED = 1967  # the luck of the families that are watched: others than those whom constants were solved on


@dataclass(frozen=True)
class Watched:
    """Families and what was noted of them; months are counted from 0, the first watched."""

    diary: Diary
    first: int  # calendar month of the first
    p: np.recarray  # (1,) the parameters they lived by

    @property
    def months(self) -> int:
        """How many months were watched."""
        return len(self.diary.words)

    @property
    def families(self) -> int:
        """How many families were seen at least once."""
        return self.diary.lasting.size

    @property
    def born(self) -> NDArray[np.int64]:
        """The month in which each child was born, from the first watched; far below 0 = none, (families, children)."""
        return self.diary.lasting["born"].astype(np.int64) - self.first

    def fact(self, name: str, months: NDArray[np.int64] | int, rows: NDArray[np.int64] | slice) -> NDArray[np.int64]:
        """Return a small fact (FACTS) of families in a month each."""
        words = self.diary.words[months, rows]
        return (words >> np.uint32(lowest_bit(name)) & np.uint32((1 << FACTS[name]) - 1)).astype(np.int64)


def watch(p: np.recarray, families: int = FAMILIES, years: int = YEARS, seed: int = SEED) -> Watched:
    """Return a sample of England, watched for so many years up to month 0 after a whole burn-in, under no strategy."""
    months = years * MONTHS_A_YEAR
    run = no_families(p, england_sample(families), seed)
    run.month -= months
    run.advance(BURN_IN)
    return noted(run, months)


def noted(run: Run, months: int) -> Watched:
    """Return what is noted of a run's families in its next months."""
    first = run.month + 1
    ids = np.concatenate([run.families["family_id"], *(run.arrivals(first + m) for m in range(months))])
    diary = blank(months, ids.size)
    for m in range(months):
        run.advance(1)
        note_month(run.families, np.searchsorted(ids, run.families["family_id"]), m, run.p, diary)
    return Watched(diary, first, run.p)
