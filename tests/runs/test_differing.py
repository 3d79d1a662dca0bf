"""What differs under the strategies beside a life, read without their whole books: to the byte what those say."""

import numpy as np
import pytest

from famsim.measures import Shelf, couple_months, ledger
from famsim.population import Starts, together_from, world_of
from famsim.runs.differing import Differing
from famsim.runs.paired import Watch, live_through, outcomes_of
from famsim.scenario import change, load_scenario


@pytest.fixture(scope="module", params=[False, True], ids=["nobody helped first", "an offer first"])
def lived(request):
    """Return a life of 300 families over 30 months with strategies beside it, where it has an offer of its own too."""
    scenario = change(load_scenario("newcastle"), families=300, months=30)
    strategies = scenario.strategies[::-1] if request.param else scenario.strategies
    world = world_of(scenario)
    run = together_from(Starts(world).start(1, 5), strategies, world)
    return run, live_through(run, scenario.months, Watch()), [one.name for one in strategies]


def test_every_strategy_comes_to_what_its_whole_book_says(lived):
    """Two ways, one number: book by book, beside the first one's; some families differ, and some couples."""
    run, life, names = lived
    found = list(outcomes_of(run, life, names, (1, 0)))
    first = couple_months(run)
    books = [run, *(run.book_of(place) for place in range(len(names) - 1))]
    for outcome, name, book in zip(found, names, books, strict=True):
        pair = ledger(first, couple_months(book))
        assert (outcome.strategy, outcome.seed) == (name, run.seed)
        np.testing.assert_array_equal(outcome.accounts, book.accounts)
        np.testing.assert_array_equal(outcome.series, book.state.tallies.sum(axis=1))
        np.testing.assert_array_equal(outcome.funnel, book.state.funnel)
        np.testing.assert_array_equal(outcome.ledger.rows, pair.rows)
        np.testing.assert_array_equal(outcome.ledger.boxes, pair.boxes)
        assert (outcome.ledger.rows.dtype, outcome.ledger.boxes.dtype) == (np.int32, np.int32)
    assert sum(outcome.ledger.rows.size for outcome in found) > 10


def test_what_is_kept_of_a_strategy_is_what_differs(lived):
    """The rows of a shelf are those that a comparison of whole books finds, and no more."""
    run, _, names = lived
    by_rows, by_books, differing = Shelf(), Shelf(), Differing(run, run.state.tallies.sum(axis=1))
    by_rows.put(run.accounts)
    by_books.put(run.accounts)
    for place in range(len(names) - 1):
        book = by_books.put(run.book_of(place).accounts)
        np.testing.assert_array_equal(by_rows.put_rows(*differing.accounts(place)).rows, book.rows)
        assert book.rows.size > 0
