"""The account books of many strategies on the same families: the first whole, of each other what differs from it.

A small grant changes a few hundred families of many thousands. So memory grows with the families that strategies
change, not with strategies times families: beside the first book one at most lies open.
"""

from __future__ import annotations

import numpy as np

from famsim.measures.groups import totals_by_group
from famsim.measures.rising import places_among


class Shelf:
    """The books of one (draw, repetition), and the one that was read last, written out."""

    def __init__(self) -> None:
        """Begin without a book."""
        self._first: np.ndarray | None = None
        self._open: tuple[Book, np.ndarray] | None = None
        self._totals: np.ndarray | None = None
        self._columns: dict[int, np.ndarray] = {}  # of the first book

    def put(self, accounts: np.ndarray) -> Book:
        """Return the book of a strategy with these accounts, (families, counts) int32: whole for the first that comes.

        Of the others the rows that differ are kept.
        """
        if self._first is None:
            self._first = accounts
        rows = np.flatnonzero((accounts != self._first).any(axis=1))
        return Book(self, rows, accounts[rows], self._first is accounts)

    def put_rows(self, rows: np.ndarray, counts: np.ndarray) -> Book:
        """Return the book of a strategy with these counts (n, counts) in some rising rows, the first's in others."""
        assert self._first is not None
        differ = (counts != self._first[rows]).any(axis=1)
        return Book(self, rows[differ], counts[differ], is_first=False)

    def totals(self, book: Book, grouped: np.ndarray) -> np.ndarray:
        """Return a book's sums in each group, (groups, counts) int64; `grouped` (families,) is the same for every."""
        assert self._first is not None
        if self._totals is None:
            self._totals = totals_by_group(self._first, grouped)
        return self._totals + totals_by_group(book.counts - self._first[book.rows], grouped[book.rows])

    def column(self, book: Book, count: int) -> np.ndarray:
        """Return one count of every family in a book, (families,) int32, not to be written in."""
        assert self._first is not None
        if count not in self._columns:
            self._columns[count] = np.ascontiguousarray(self._first[:, count])
        if not book.rows.size:
            return self._columns[count]
        found = self._columns[count].copy()
        found[book.rows] = book.counts[:, count]
        return found

    def some(self, book: Book, rows: np.ndarray) -> np.ndarray:
        """Return a book's accounts of some families, rising, (rows, counts) int32."""
        assert self._first is not None
        places = places_among(book.rows, rows)
        own = np.flatnonzero(places >= 0)
        found: np.ndarray = book.counts[places[own]]
        if own.size < rows.size:
            found, ours = self._first[rows], found
            found[own] = ours
        return found

    def read(self, book: Book) -> np.ndarray:
        """Return a book's accounts, not to be written in."""
        assert self._first is not None
        if not book.rows.size:
            return self._first
        if self._open is None or self._open[0] is not book:
            self._open = None  # let go before the next is written out
            accounts = self._first.copy()
            accounts[book.rows] = book.counts
            accounts.flags.writeable = False
            self._open = book, accounts
        return self._open[1]


class Book:
    """One strategy's accounts beside the first's: the rows (n,) that differ, and the counts (n, counts) there."""

    def __init__(self, shelf: Shelf, rows: np.ndarray, counts: np.ndarray, is_first: bool) -> None:
        """Take what differs from the first book of a shelf, or that it is that one."""
        self.shelf, self.rows, self.counts, self.is_first = shelf, rows, counts, is_first

    def is_beside(self, other: Book | np.ndarray) -> bool:
        """Say whether another is the first book of the shelf that this one stands on."""
        return isinstance(other, Book) and other.shelf is self.shelf and other.is_first

    def read(self) -> np.ndarray:
        """Return the accounts of every family, (families, counts) int32, not to be written in."""
        return self.shelf.read(self)

    def column(self, count: int) -> np.ndarray:
        """Return one count of every family, (families,) int32, not to be written in."""
        return self.shelf.column(self, count)

    def some(self, rows: np.ndarray) -> np.ndarray:
        """Return the accounts of some families, rising, (rows, counts) int32."""
        return self.shelf.some(self, rows)

    def totals(self, grouped: np.ndarray) -> np.ndarray:
        """Return the sums in each group, (groups, counts) int64; `grouped` (families,): each family's group."""
        return self.shelf.totals(self, grouped)
