"""Whom staff notice is all that a search for places has to live: the same pence, whatever the places."""

from pathlib import Path
from runpy import run_path

import numpy as np
import pytest

from famsim.population import Starts, world_of
from famsim.runs.budgets import searches_of
from famsim.runs.met import Acquainted
from famsim.runs.spent import pence_by_month, pilot_of

MADE = run_path(str(Path(__file__).parents[1] / "made_up" / "bought.py"))
HEAD, bought_by = MADE["HEAD"], MADE["bought_by"]
COUNSELLING = """
[[strategy]]
name = "counselling"
budget = [300000, 200000]
staff_share = 0.2
staff_trained = { early_help = 0.5, gp = 0.3 }
pathways = [{ door = "gp", to = "couple_counselling", works = 0.7 }]

[[strategy.offer]]
programme = "couple_counselling"
who = { harmful_conflict = true }
found = ["early_help", "gp"]
priority = "need"
"""


@pytest.fixture(scope="module", params=["", 'usual = "2026"\n'])
def searched(request):
    """Two strategies with money, of offers that share doors, with and without usual services; a pilot of them."""
    head = HEAD.replace("families = 600\n", f"families = 1500\n{request.param}")
    scenario = bought_by("600000", COUNSELLING, head)
    pilot = pilot_of(scenario, Starts(world_of(scenario)), threads=1)
    return pilot, searches_of(scenario, list(scenario.strategies[1:]), pilot)


def tries(searches, *times):
    return [one.at(tuple(rate * more for rate in one.rates)) for one in searches for more in times]


def whole(pilot, tried):
    """Return the pence of everybody's lives."""
    return pence_by_month(pilot._replace(acquainted=Acquainted()), tried, [1])


@pytest.mark.parametrize("room", [0, 1 << 30])
def test_those_whom_staff_notice_cost_what_everybody_does(searched, room):
    """To the bit, at a hundredth and at thirty times the places first tried; kept as they began, or taken again."""
    pilot, searches = searched
    pilot = pilot._replace(acquainted=Acquainted(room=room))
    pence_by_month(pilot, tries(searches, 1.0), [1])
    met = pilot.acquainted.draws[1]
    assert (met.began is not None) == (room > 0)
    tried = tries(searches, 0.01, 0.5, 30.0)
    np.testing.assert_array_equal(pence_by_month(pilot, tried, [1]), whole(pilot, tried))


def test_a_family_left_out_is_missed(searched):
    """What the other test would see: without half of those whom staff notice the pence are others."""
    pilot, searches = searched
    pilot = pilot._replace(acquainted=Acquainted(room=0))
    pence_by_month(pilot, tries(searches, 1.0), [1])
    met = pilot.acquainted.draws[1]
    pilot.acquainted.draws[1] = met._replace(ids=met.ids[::2])
    tried = tries(searches, 1.0)
    assert (pence_by_month(pilot, tried, [1]) != whole(pilot, tried)).any()


def test_of_a_strategy_not_tried_before_nobody_is_known(searched):
    pilot, searches = searched
    pilot = pilot._replace(acquainted=Acquainted())
    pence_by_month(pilot, tries(searches[:1], 1.0), [1])
    assert pilot.acquainted.met(1, ["groups"]) is not None
    assert pilot.acquainted.met(1, ["groups", "counselling"]) is None
    assert pilot.acquainted.met(2, ["groups"]) is None
