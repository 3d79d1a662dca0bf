"""What one run adds: where no count of a measure differs nothing is worked out, and it comes to the same."""

from dataclasses import replace

import numpy as np
import pytest

from famsim.measures.added import Change, Levels
from famsim.measures.fixed import NOTHING_TAKEN, fixed_part, fixed_places
from famsim.measures.interval import moments, moments_of_rows
from famsim.measures.registry import MEASURES
from famsim.measures.vectors import by_column, splits
from famsim.model.counts import N_COUNTS

CELLS = [0, 0, 12, 36, 36, 36]


@pytest.mark.parametrize("name", MEASURES)
@pytest.mark.parametrize("way", [0, 2], ids=["all", "work"])
def test_a_run_in_which_nothing_moved_adds_what_a_like_run_adds(outcome, name, way):
    """In a group with families, and in one where none has what the measure is divided by."""
    counted = np.random.default_rng(1).integers(0, 9, (6, N_COUNTS))
    counted[2] = 0
    run = replace(outcome(couples=[1] * 6, cells=CELLS), book=counted)
    parts, split = {name: by_column(run.accounts, 2.5).parts(MEASURES[name])}, splits(np.array(CELLS))[way]
    level = Levels([MEASURES[name]], parts.__getitem__, split, 12, 2.5)
    alike, unmoved = (level.added(Change.of(moving, parts, np.arange(6), None)) for moving in (parts, {}))
    assert not alike.x.any() and not unmoved.x.any()
    np.testing.assert_array_equal(unmoved.estimate, alike.estimate)
    np.testing.assert_array_equal(unmoved.most, alike.most)
    assert unmoved.largest == alike.largest


@pytest.mark.parametrize("k", [1.0, 2.5])
@pytest.mark.parametrize("way", [0, 2], ids=["all", "work"])
def test_what_is_added_to_all_measures_at_once_is_what_each_alone_adds(outcome, way, k):
    """By definition of each measure, over all families of two books of which three of six families differ.

    Estimates to the bit, also where a scale is no whole part of a binary number and sums would depend on their order.
    """
    rng = np.random.default_rng(2)
    books = rng.integers(1, 999_999, (2, 6, N_COUNTS))
    books[1, [0, 2, 5]] = books[0, [0, 2, 5]]
    there, ours = (by_column(replace(outcome(couples=[1] * 6, cells=CELLS), book=book).accounts, k) for book in books)
    split, rows = splits(np.array(CELLS))[way], np.array([1, 3, 4])
    theirs = {name: there.parts(one) for name, one in MEASURES.items()}
    some = {name: replace(one, number=one.number[rows], under=None if one.under is None else one.under[rows])
            for name, one in ((name, ours.parts(measure)) for name, measure in MEASURES.items())}  # fmt: skip
    before = {name: replace(one, number=one.number[rows], under=None if one.under is None else one.under[rows])
              for name, one in theirs.items()}  # fmt: skip
    level = Levels(list(MEASURES.values()), theirs.__getitem__, split, 12, k)
    added = level.added(Change.of(some, before, rows, None))
    for place, (name, measure) in enumerate(MEASURES.items()):
        one, before = ours.parts(measure), theirs[name].value(split)
        np.testing.assert_array_equal(added.estimate[place], one.value(split) - before, err_msg=name)
        np.testing.assert_array_equal(added.x[place], one.less(theirs[name], before, split)[rows], err_msg=name)


def test_moments_of_many_sums_are_those_of_each():
    """Two ways, one number: compiled and at once, and one sum after the other, where fixed places take some away."""
    rng = np.random.default_rng(3)
    x = np.where(rng.random((4, 50)) < 0.5, rng.normal(size=(4, 50)), 0.0)
    member, families, least = rng.integers(0, 3, 50), np.array([40, 50, 60]), rng.random((4, 3))
    holders = rng.integers(0, 3, 50)
    for taken in (NOTHING_TAKEN, fixed_places(x, holders, member, 3).among(50)):
        many = moments_of_rows(x, taken, member, families, least)
        for row in range(4):
            about = x[row] - fixed_part(x[row], holders, member, 3) if taken.bin.size else x[row]
            one = moments(x[row], about, member, 3, families).counting(x[row], member, least[row])
            for name in ("changed", "variance", "third", "largest"):
                np.testing.assert_array_equal(getattr(many, name)[row], getattr(one, name))


def test_totals_that_are_known_come_to_what_families_sum_up_to(outcome):
    """Two ways, one number, to the bit: from the sums in each group, and family by family."""
    book = np.random.default_rng(4).integers(0, 9_999, (6, N_COUNTS))
    run, split = replace(outcome(couples=[1] * 6, cells=CELLS), book=book), splits(np.array(CELLS))[2]
    parts = {name: by_column(run.accounts, 2.5).parts(one) for name, one in MEASURES.items()}
    totals = np.array([book[split.member == group].sum(axis=0) for group in range(split.groups)])
    known, summed = (Levels(list(MEASURES.values()), parts.__getitem__, split, 12, 2.5, one) for one in (totals, None))
    np.testing.assert_array_equal(known.above, summed.above)
    np.testing.assert_array_equal(known.below, summed.below)


def test_a_measure_rests_on_what_it_counts_and_on_what_it_is_divided_by():
    """For each count of a rate alone; on no other."""
    measure = MEASURES["separation_rate"]
    for count in range(N_COUNTS):
        differ = np.arange(N_COUNTS) == count
        assert measure.rests_on(differ) == (count in (*measure.counts, *measure.of))
