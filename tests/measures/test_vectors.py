"""Families' contributions: closed forms of a ratio's error, and what a pair counts, by hand."""

import numpy as np
import pytest

from famsim.measures.ledger import PairLedger
from famsim.measures.lines import PAIRED
from famsim.measures.registry import MEASURES
from famsim.measures.vectors import by_column, pair_counts, splits
from famsim.model.boxes import N_BOXES, Box
from famsim.model.counts import CERTAIN


def test_what_a_pair_counts(outcome):
    """By hand: of four families the second stays free of harm, the fourth, by a quarter, while harm goes on."""
    boxes = np.zeros((2, N_BOXES), np.int32)
    boxes[0, Box.LOSS_AVERTED], boxes[1, Box.EXIT_PREVENTED_VIOLENCE] = CERTAIN, CERTAIN / 4
    found = pair_counts(outcome(couples=[1] * 4, ledger=PairLedger(np.array([1, 3]), boxes)))
    assert list(found["stay_free_of_harm"]) == list(found["loss_averted"]) == [0, 1, 0, 0]
    assert list(found["stay_in_harm"]) == list(found["stay_in_violence"]) == [0, 0, 0, 0.25]
    assert list(found["fewer_partings"]) == [0, 1, 0, 0.25]
    assert not found["stay_in_coercion"].any() and set(found) == set(PAIRED)


@pytest.mark.parametrize("way", [0, 1], ids=["all", "deprivation"])
def test_families_all_at_the_same_rate_leave_nothing_to_chance(outcome, way):
    """Closed form: n_i - R d_i is 0 for each family whose own rate is R, however long it was there."""
    cells = [0, 0, 0, 36, 36, 36]
    parted = np.multiply([1, 2, 3, 2, 4, 6], CERTAIN)
    book = by_column(outcome(expected_losses=parted, couples=[12, 24, 36] * 2, cells=cells).accounts, 1.0)
    split = splits(np.array(cells))[way]
    nobody = by_column(outcome(couples=[0] * 6, cells=cells).accounts, 1.0).parts(MEASURES["separation_rate"])
    parts = book.parts(MEASURES["separation_rate"])
    value = parts.value(split)
    contribution = parts.less(nobody, value, split)
    if way:
        assert value[:2] == pytest.approx([100.0, 200.0])
        assert contribution == pytest.approx(np.zeros(6))
    else:
        assert value == pytest.approx([150.0])
        assert contribution == pytest.approx([-50 / 12, -100 / 12, -150 / 12, 50 / 12, 100 / 12, 150 / 12])
