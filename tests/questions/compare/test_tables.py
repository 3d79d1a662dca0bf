"""Survival with its risk set and the funnel's mean, worked by hand on a few families."""

import numpy as np
import pytest

from famsim.model.counts import N_STAGES
from famsim.model.policy import MAX_OFFERS
from famsim.questions.compare.gathered.outcomes import Funnels, Survival

MARRIED, COHABITING, APART = 0, 3, 6  # cells of the three households, all else alike
BEFORE, AFTER = (4096 - 9) << 24, (4096 + 1) << 24  # ids of families that entered before and after month 0


def test_couples_still_together_by_hand(outcome):
    """Kaplan and Meier: 4 couples; 1 of 4 parts at 2, one is gone at 3, so 1 of 2 parts at 4: .75 x .5 = .375.

    Who is alone at month 0 and who enters later is not among them. A family observed for 2 months is gone at the third.
    """
    lived = Survival(months=4)
    ids = [BEFORE, BEFORE + 1, BEFORE + 2, BEFORE + 3, BEFORE + 4, AFTER]
    cells = [MARRIED, COHABITING, MARRIED, MARRIED, APART, MARRIED]
    lived.add(outcome(families=[4, 2, 4, 4, 4, 3], first_separation=[2, 0, 4, 0, 0, 3], ids=ids, cells=cells))
    rows = lived.rows(10.0)
    assert [row["at_risk"] for row in rows] == [40, 40, 40, 20, 20]
    assert [row["events"] for row in rows] == [0, 0, 10, 0, 10]
    assert [row["share_together"] for row in rows] == pytest.approx([1.0, 1.0, 0.75, 0.75, 0.375])


def test_episodes_are_the_areas_and_the_mean_of_runs(outcome):
    """By hand: 3 and 5 episodes in two runs of a 1-in-10 sample are 40 of the area."""
    funnels = Funnels(10.0)
    for episodes in (3, 5):
        funnel = np.zeros((1, MAX_OFFERS, N_STAGES), np.int64)
        funnel[0, 1, 0] = episodes
        funnels.add(outcome(families=[1], funnel=funnel))
    assert funnels.episodes("ours")[1, 0] == pytest.approx(40.0)
