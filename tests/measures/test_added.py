"""What one run adds: where no count of a measure differs nothing is worked out, and it comes to the same."""

from dataclasses import replace

import numpy as np
import pytest

from famsim.measures.added import Level
from famsim.measures.registry import MEASURES
from famsim.measures.vectors import columns, splits
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
    alike, unmoved = level.added(parts, np.arange(6), None), level.unmoved
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
