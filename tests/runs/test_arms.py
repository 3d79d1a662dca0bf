"""What the arms of a fork come to, and which families are followed."""

import numpy as np

from famsim.measures.ledger import PairLedger
from famsim.model.boxes import N_BOXES, Box
from famsim.model.counts import N_COUNTS, Count
from famsim.model.family import NEVER
from famsim.runs.arms import Arms, totals_of
from famsim.runs.events import EVENTS, Happened
from famsim.runs.moved import Plan, followed


def test_a_benefit_is_without_less_with_and_quality_of_couples_alike_alone():
    """By hand: two families; the second, one part of a line, stays longer with help: its quality is left out."""
    counts = np.zeros((2, 2, N_COUNTS), np.int64)
    counts[0, :, Count.COUPLES], counts[1, :, Count.COUPLES] = (10, 10), (10, 12)
    counts[0, :, Count.QUALITY], counts[1, :, Count.QUALITY] = (100, 100), (140, 190)
    counts[1, :, Count.STARTED] = (1, 1)
    boxes = np.zeros((1, N_BOXES), np.int32)
    boxes[0, Box.LOSS_AVERTED] = 1
    arms = Arms(counts, [PairLedger(np.array([1]), boxes)], np.zeros((0, 0, 0, 0), np.int64))
    found = totals_of(arms, np.array([4, 4]), np.ones((1, 2)))[4, 0]
    assert found[0, :5].tolist() == [2, -40, 1600, -40, 2]
    assert found[1, :5].tolist() == [2, 1, 1, 1, 2]
    assert found[0, 5:].tolist() == [1, 0, 0, 0, -40], "one has a benefit; its cube is coarse; the highest, the lowest"


def test_followed_families_are_spread_over_ids_and_counted():
    happened = Happened(np.full((len(EVENTS), 90), 5, np.int16), np.repeat(np.arange(3), 30).astype(np.int8))
    plan = Plan(("coached_online",), (-6, 0, 6, 12), 24, events=("arrears",), most=10)
    found = followed(happened, plan)
    assert found.families().tolist() == [[0, 0, 0], [0, 0, 0], [10, 10, 10], [0, 0, 0]]
    assert np.flatnonzero(found.months[2] != NEVER)[[0, 9]].tolist() == [0, 29]
