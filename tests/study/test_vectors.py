"""Families' contributions: closed forms of a ratio's error, and what a pair counts, by hand."""

import numpy as np
import pytest

from famsim.model.counts import CERTAIN
from famsim.study.measures import MEASURES
from famsim.study.vectors import columns, pair_counts, splits


def test_what_a_pair_counts(outcome):
    """By hand, a family each: averted, brought about, prevented, enabled, later by 4 months, sooner by 3, unmoved."""
    one = np.eye(7) / 4
    first = outcome(first_separation=[7, 0, 7, 0, 5, 9, 0])
    ours = outcome(first_separation=[0, 7, 0, 7, 9, 6, 0], partings=one[:, :4] * CERTAIN)
    found = pair_counts(ours, first)
    for place, name in enumerate(("losses_averted", "losses_brought_about", "exits_prevented", "exits_enabled")):
        assert list(found[name]) == list(one[place]), name
    assert list(found["months_of_delay"]) == [0, 0, 0, 0, 4, -3, 0]


@pytest.mark.parametrize("way", [0, 1], ids=["all", "deprivation"])
def test_families_all_at_the_same_rate_leave_nothing_to_chance(outcome, way):
    """Closed form: n_i - R d_i is 0 for each family whose own rate is R, however long it was there."""
    cells = [0, 0, 0, 36, 36, 36]
    parted = np.multiply([1, 2, 3, 2, 4, 6], CERTAIN)
    book = columns(outcome(expected_losses=parted, couples=[12, 24, 36] * 2, cells=cells), 1.0)
    split = splits(np.array(cells))[way]
    nobody = columns(outcome(couples=[0] * 6, cells=cells), 1.0).parts(MEASURES["separation_rate"])
    parts = book.parts(MEASURES["separation_rate"])
    value = parts.value(split)
    contribution = parts.less(nobody, value, split)
    if way:
        assert value[:2] == pytest.approx([100.0, 200.0])
        assert contribution == pytest.approx(np.zeros(6))
    else:
        assert value == pytest.approx([150.0])
        assert contribution == pytest.approx([-50 / 12, -100 / 12, -150 / 12, 50 / 12, 100 / 12, 150 / 12])
