"""What one run adds: where no count of a measure differs nothing is worked out, and it comes to the same."""

from dataclasses import astuple, replace

import numpy as np
import pytest

from famsim.measures.added import Level
from famsim.measures.pairs import Ledger
from famsim.measures.registry import MEASURES
from famsim.measures.rolls import Roll
from famsim.measures.vectors import Some, columns, splits
from famsim.model.counts import N_COUNTS

CELLS = [0, 0, 12, 36, 36, 36]


@pytest.mark.parametrize("name", MEASURES)
@pytest.mark.parametrize("way", [0, 2], ids=["all", "work"])
def test_a_run_in_which_nothing_moved_adds_what_a_like_run_adds(outcome, name, way):
    """In a group with families, and in one where none has what the measure is divided by."""
    counted = np.random.default_rng(1).integers(0, 9, (6, N_COUNTS))
    counted[2] = 0
    run = replace(outcome(couples=[1] * 6, cells=CELLS), book=counted)
    parts, split = columns(run, 2.5).parts(MEASURES[name]), splits(np.array(CELLS))[way]
    level = Level(MEASURES[name], parts, split, 12, 2.5)
    alike, unmoved = level.added(parts, None), level.unmoved
    assert not alike.x.any() and not unmoved.x.any()
    np.testing.assert_array_equal(unmoved.estimate, alike.estimate)
    np.testing.assert_array_equal(unmoved.most, alike.most)
    assert unmoved.largest == alike.largest


def test_a_measure_rests_on_what_it_counts_and_on_what_it_is_divided_by():
    """For each count of a rate alone; on no other."""
    measure = MEASURES["separation_rate"]
    for count in range(N_COUNTS):
        differ = np.arange(N_COUNTS) == count
        assert measure.rests_on(differ) == (count in (*measure.counts, *measure.of))


@pytest.mark.parametrize("name", MEASURES)
@pytest.mark.parametrize("way", [0, 2], ids=["all", "work"])
def test_families_that_do_not_differ_add_nothing_and_may_be_left_out(outcome, name, way):
    """Two ways, one number, to the byte: of all families, and of those that differ or hold a place, in a sample too."""
    rng, cells = np.random.default_rng(7), np.repeat(CELLS, 50)
    before = rng.integers(0, 99, (cells.size, N_COUNTS))
    after, holders = before.copy(), (rng.random(cells.size) < 0.1).astype(np.int64)
    touched = np.flatnonzero(rng.random(cells.size) < 0.2)
    after[touched] += rng.integers(0, 9, (touched.size, N_COUNTS))
    runs = [replace(outcome(couples=[1] * cells.size, cells=list(cells)), book=one) for one in (before, after)]
    theirs, ours = (columns(one, 2.5).parts(MEASURES[name]) for one in runs)
    split, roll = splits(cells)[way], Roll()
    roll.call(np.arange(cells.size), split)
    level = Level(MEASURES[name], theirs, split, 12, 2.5)
    rows = np.flatnonzero(ours.other_than(theirs) | (holders > 0))
    assert 0 < rows.size < 0.5 * cells.size
    whole = level.added(ours, holders)
    part = level.added(ours.of(rows), holders[rows], Some.of(split, rows))
    np.testing.assert_array_equal(part.estimate, whole.estimate)
    np.testing.assert_array_equal(part.most, whole.most)
    np.testing.assert_array_equal(whole.x[rows], part.x)
    assert np.delete(whole.x, rows).any() == 0
    ledgers = Ledger(), Ledger()
    for ledger, added in zip(ledgers, (whole, part), strict=True):
        ledger.add(roll, added, split)
        ledger.add(roll, added, split)
    for one, other in zip(*(astuple(ledger.moments(roll.split(split))) for ledger in ledgers), strict=True):
        np.testing.assert_array_equal(one, other)
