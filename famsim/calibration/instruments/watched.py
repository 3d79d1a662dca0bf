"""Families that were watched month by month, and what was noted of them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from famsim.calibration.instruments.diary import FACTS, Diary, lowest_bit

Small = NDArray[np.uint8]


def fact_in(words: NDArray[np.uint32], name: str) -> Small:
    """Return a small fact out of words that hold all of them."""
    return (words >> np.uint32(lowest_bit(name)) & np.uint32((1 << FACTS[name]) - 1)).astype(np.uint8)


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

    def fact(self, name: str, months: NDArray[np.int64] | int, rows: NDArray[np.int64] | slice) -> Small:
        """Return a small fact (FACTS) of families in a month each."""
        return fact_in(self.diary.words[months, rows], name)
