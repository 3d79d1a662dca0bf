"""What one strategy of one (draw, repetition) came to."""

from dataclasses import dataclass

import numpy as np

from famsim.measures.books import Book
from famsim.measures.ledger import PairLedger


@dataclass(frozen=True)
class Outcome:
    """What one strategy of one (draw, rep) came to; counts are of the families simulated, not yet of the area.

    series (months, groups, counts) int64; funnel (months, offers, stages) int64; book: the accounts, whole or beside
    the first strategy's; ids and cells (families,): of those counted; ledger: beside the first strategy.
    """

    strategy: str
    draw: int
    rep: int
    seed: int
    series: np.ndarray
    funnel: np.ndarray
    book: Book | np.ndarray
    ids: np.ndarray
    cells: np.ndarray
    ledger: PairLedger

    @property
    def accounts(self) -> np.ndarray:
        """The account book, (families, counts) int32, one row a family counted; not to be written in."""
        return self.book.read() if isinstance(self.book, Book) else self.book
