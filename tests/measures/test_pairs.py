"""Chance errors worked by hand on outcomes of a few families."""

import numpy as np
import pytest

from famsim.measures.ledger import PairLedger
from famsim.measures.outcome import Outcome
from famsim.measures.pairs import Pairs
from famsim.model.boxes import N_BOXES
from famsim.model.counts import CERTAIN, N_COUNTS, Count

ALL_WORK, SOME_WORK = 0, 12  # cells that differ in work alone: work is the second of (5, 3, 4, 3)
IDS = (2021 << 48) + np.arange(5, dtype=np.int64)


def outcome(strategy, draw, cells, losses):
    """Return an outcome of five families with so many losses each."""
    accounts = np.zeros((IDS.size, N_COUNTS), np.int32)
    accounts[:, Count.FAMILIES] = 12
    accounts[:, Count.EXPECTED_LOSSES] = np.multiply(losses, CERTAIN)
    nothing, beside = np.zeros(0, np.int64), PairLedger(np.zeros(0, np.int32), np.zeros((0, N_BOXES), np.int32))
    return Outcome(strategy, draw, 0, 1, nothing, nothing, accounts, IDS, np.array(cells, np.int16), beside)


@pytest.fixture
def pairs():
    """Return the pairs of two draws: in draw 1 the first family, all working, is kept from one of two losses.

    In draw 2 nothing is kept from anyone, and the same family is among those where some work.
    """
    pairs = Pairs(1.0)
    before = [ALL_WORK, ALL_WORK, SOME_WORK, SOME_WORK, SOME_WORK]
    after = [SOME_WORK, *before[1:]]
    pairs.add([outcome("as now", 1, before, [2, 0, 0, 0, 0]), outcome("help", 1, before, [0, 0, 0, 0, 0])])
    pairs.add([outcome("as now", 2, after, 0), outcome("help", 2, after, 0)])
    return pairs


@pytest.fixture
def losses(pairs):
    """Return the rows of losses by group."""
    return {row["group"]: row for row in pairs.rows("as now") if row["measure"] == "separations"}


def test_a_change_stays_with_the_group_it_happened_in(losses):
    """By hand: -2 in one of two draws is -1 on average, with a variance of 1, less T^2 / n for two families."""
    assert losses["work=all working"]["estimate"] == losses["all"]["estimate"] == -1
    assert losses["work=all working"]["mc_se"] == pytest.approx(np.sqrt(1 - 1 / 2))
    assert losses["work=some working"]["estimate"] == losses["work=some working"]["mc_se"] == 0
    assert losses["work=all working"]["n_changed"] == losses["all"]["n_changed"] == 1


def test_rows_of_all_families_alone_are_those_of_the_whole_table(pairs):
    """Two ways, one number, in the same order."""
    whole = [row for row in pairs.rows("as now") if row["group"] == "all"]
    alone = pairs.rows("as now", by_group=False)
    assert list(map(repr, alone)) == list(map(repr, whole))  # a number that is none is itself there
