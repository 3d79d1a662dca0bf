"""A run never writes where its book has no page and no row: it says so before it lives the month."""

import pytest

from famsim.engine.state import with_book
from famsim.errors import FamsimError


def test_no_month_is_lived_for_which_the_book_has_no_page(small):
    """All twelve pages can be filled; a thirteenth is refused before anything is lived."""
    run = small.small_area(start=-2, end=12)
    before = small.contents(run)
    with pytest.raises(FamsimError, match="month 13 cannot be lived: the book has 12 months"):
        run.advance(15)
    assert small.contents(run) == before
    run.advance(14)
    with pytest.raises(FamsimError, match="month 13"):
        run.advance(1)


def test_a_run_without_a_book_ends_with_month_0(small):
    run = small.small_area(start=-2, end=0)
    run.advance(2)
    with pytest.raises(FamsimError, match="month 1 cannot be lived: the book has 0 months"):
        run.advance(1)


@pytest.fixture
def with_rows(small):
    """Return a maker of a year's run whose book has as many rows as it needs, and so many more."""

    def make(more):
        run = small.small_area(start=0, end=12)
        rows = len(run.families) + sum(len(run.arrivals(month)) for month in range(1, 13))
        run.state = with_book(run.state, 12, rows + more)
        return run, rows

    return make


def test_a_book_with_just_enough_rows_is_filled(with_rows):
    run, rows = with_rows(0)
    run.advance(12)
    assert run.state.census[0].accounts == rows
    assert run.state.account_ids.all()


def test_a_year_that_brings_more_families_than_there_are_rows_is_not_lived(small, with_rows):
    run, rows = with_rows(-1)
    before = small.contents(run)
    with pytest.raises(FamsimError, match=f"month 1 cannot be lived: the book has {rows - 1} rows for {rows} families"):
        run.advance(12)
    assert small.contents(run) == before


def test_the_entrant_for_whom_there_is_no_row_does_not_enter(small, with_rows):
    """Month by month, those before it live; the families' array is written no further."""
    run, _ = with_rows(-1)
    with pytest.raises(FamsimError, match="cannot be lived"):
        for _ in range(12):
            run.advance(1)
    assert run.month > 0
    assert run.state.census[0].accounts <= len(run.state.accounts)
