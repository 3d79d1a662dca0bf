"""Groups: a number holds a cell and what families are told apart by besides, and each family is once in each split."""

import numpy as np
import pytest

from famsim.measures.books import Shelf
from famsim.measures.groups import (
    BESIDES_SHAPE,
    DIMENSIONS,
    N_BESIDES,
    N_GROUPED,
    families_by_group,
    group_names,
    joined,
    places_of,
    totals_by_group,
)
from famsim.model.identity import CELL_SHAPE, N_CELLS, household_of

FAMILIES = 4000


@pytest.fixture
def grouped():
    """Return the numbers of some families, every part of them anything."""
    rng = np.random.default_rng(1)
    cells, besides = (rng.integers(0, most, FAMILIES).astype(np.int16) for most in (N_CELLS, N_BESIDES))
    return joined(cells, besides)


def test_a_number_gives_back_what_it_was_made_of(grouped):
    """Both parts, and the cell stays readable as the engine writes it."""
    cells = grouped % N_CELLS
    places = places_of(grouped)
    assert list(places) == list(DIMENSIONS) and grouped.dtype == np.int16 and np.iinfo(np.int16).max > N_GROUPED
    engine = [places[name] for name in ("deprivation", "work", "household", "risk_factors")]
    np.testing.assert_array_equal(np.ravel_multi_index(engine, CELL_SHAPE), cells)
    ours = [places[name] for name in ("mother_age", "child_age", "illness")]
    np.testing.assert_array_equal(np.ravel_multi_index(ours, BESIDES_SHAPE), grouped // N_CELLS)
    np.testing.assert_array_equal(household_of(grouped), places["household"])


def test_sums_over_the_groups_of_a_split_are_those_of_all_to_the_bit(grouped):
    """Whole numbers beyond 32 bits in all, each group's added up family by family beside it."""
    accounts = np.random.default_rng(2).integers(0, 2**30, (FAMILIES, 3)).astype(np.int32)
    totals, families, places = totals_by_group(accounts, grouped), families_by_group(grouped), places_of(grouped)
    assert totals.dtype == np.int64 and len(totals) == len(families) == len(group_names())
    everyone = accounts.sum(axis=0, dtype=np.int64)
    for name, values in DIMENSIONS.items():
        at = [group_names().index(f"{name}={value}") for value in values]
        np.testing.assert_array_equal(totals[at].sum(axis=0), everyone)
        assert families[at].sum() == FAMILIES
        for place, row in enumerate(at):
            mine = accounts[places[name] == place]
            np.testing.assert_array_equal(totals[row], mine.sum(axis=0, dtype=np.int64))
            assert families[row] == len(mine)
    np.testing.assert_array_equal(totals[0], everyone)


def test_a_book_beside_the_first_has_the_sums_of_its_own_accounts(grouped):
    """A few families have less, one more: what differs alone is added up."""
    first = np.random.default_rng(3).integers(0, 99, (FAMILIES, 5)).astype(np.int32)
    ours = first.copy()
    ours[[5, 17, 99]] -= 7
    ours[40] += 3
    shelf = Shelf()
    for accounts, book in [(first, shelf.put(first)), (ours, shelf.put(ours))]:
        np.testing.assert_array_equal(book.totals(grouped), totals_by_group(accounts, grouped))


def test_of_nobody_every_sum_is_nothing():
    nobody = np.zeros(0, np.int16)
    assert not totals_by_group(np.zeros((0, 4), np.int32), nobody).any() and not families_by_group(nobody).any()
