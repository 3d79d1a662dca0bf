"""The books of many strategies: read back to the byte, and one at a time written out."""

import numpy as np
import pytest

from famsim.measures.books import Shelf

FAMILIES, COUNTS = 500, 7


@pytest.fixture
def books():
    """Return three books: the first, one that differs in a few rows, and one like the first."""
    rng = np.random.default_rng(3)
    first = rng.integers(0, 50, (FAMILIES, COUNTS)).astype(np.int32)
    other = first.copy()
    other[[3, 77, 499]] += np.int32(1)
    return [first, other, first.copy()]


def test_a_book_reads_as_it_was_put(books):
    shelf = Shelf()
    put = [shelf.put(one) for one in books]
    for again in (put, put[::-1]):
        for book, accounts in zip(again, books if again is put else books[::-1], strict=True):
            np.testing.assert_array_equal(book.read(), accounts)
            assert book.read().dtype == np.int32


def test_what_is_kept_of_a_strategy_is_what_differs(books):
    """By hand: three rows of 500, none of a strategy that changes nothing; both then read the first book itself."""
    shelf = Shelf()
    first, other, same = (shelf.put(one) for one in books)
    assert [book.counts.shape for book in (first, other, same)] == [(0, COUNTS), (3, COUNTS), (0, COUNTS)]
    assert first.read() is same.read() is books[0]


def test_a_book_is_written_out_once_while_it_is_read_and_cannot_be_written_in(books):
    shelf = Shelf()
    _, other, _ = (shelf.put(one) for one in books)
    assert other.read() is other.read()
    with pytest.raises(ValueError, match="read-only"):
        other.read()[0, 0] = 1
