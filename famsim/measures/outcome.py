"""What one strategy of one (draw, repetition) came to."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from famsim.measures.books import Book
from famsim.measures.groups import totals_by_group
from famsim.measures.ledger import PairLedger


@dataclass(frozen=True)
class Outcome:
    """What one strategy of one (draw, rep) came to; counts are of the families simulated, not yet of the area.

    series (months, counts) int64; funnel (months, offers, stages) int64; book: the accounts, whole or beside the first
    strategy's; ids and grouped (families,): of those counted, grouped as famsim.measures.groups has it, the same under
    every strategy; ledger: beside the first strategy.
    """

    strategy: str
    draw: int
    rep: int
    seed: int
    series: np.ndarray
    funnel: np.ndarray
    book: Book | np.ndarray
    ids: np.ndarray
    grouped: np.ndarray
    ledger: PairLedger

    @property
    def accounts(self) -> np.ndarray:
        """The account book, (families, counts) int32, one row a family counted; not to be written in."""
        return self.book.read() if isinstance(self.book, Book) else self.book

    def column(self, count: int) -> np.ndarray:
        """Return one count of every family, (families,) int32, not to be written in: without the rest of the book."""
        return self.book.column(int(count)) if isinstance(self.book, Book) else self.book[:, int(count)]

    def some(self, rows: np.ndarray) -> np.ndarray:
        """Return the account book of some families, rising, (rows, counts) int32."""
        return self.book.some(rows) if isinstance(self.book, Book) else self.book[rows]

    def differs_from(self, first: "Outcome") -> np.ndarray:
        """Return which families have other accounts than under the first strategy, bool (families,)."""
        if isinstance(self.book, Book) and self.book.is_beside(first.book):
            differ = np.zeros(self.ids.size, np.bool_)
            differ[self.book.rows] = True
            return differ
        found: np.ndarray = (self.accounts != first.accounts).any(axis=1)
        return found

    @cached_property
    def totals(self) -> np.ndarray:
        """What was counted over all months in each group, (groups, counts) int64."""
        if isinstance(self.book, Book):
            return self.book.totals(self.grouped)
        return totals_by_group(self.book, self.grouped)
