"""Both ends of the fall at a birth: what is as here is the map's own, and a deeper fall makes protection worth more."""

import pandas as pd
import pytest

from famsim.evidence import the_register
from famsim.questions.timing.falls import plans_at_ends
from famsim.questions.timing.layered import falls_section
from famsim.questions.timing.run import timed
from famsim.runs.moves import Moves
from famsim.scenario import change, load_scenario
from famsim.writing import Writing

MOVES = Moves((-6, 3), 9, 24, ("birth",), most=100)
PROTECTS = {"programmes.new_parent_group.d_buffer": 0.35, "programmes.new_parent_group.d_level": 0.0}


@pytest.fixture(scope="module")
def scenario():
    found = change(load_scenario("newcastle"), families=250, months=72, evidence=PROTECTS)
    return change(found, strategies=[found.strategies[0], found.strategies[4]])


@pytest.fixture(scope="module")
def mapped(scenario):
    return timed(scenario, MOVES.plan(scenario))


def test_as_here_it_is_the_map_itself(mapped):
    falls, cells = mapped.tables["falls"], mapped.tables["timing"]
    low, high = (float(getattr(the_register().figures["births.first_change"], end)) for end in ("low", "high"))
    assert falls["fall"].min() == low and falls["fall"].max() == high
    keys = ["programme", "month", "measure"]
    both = falls[falls["as_here"] == 1].merge(cells[cells["group"] == "all"], on=keys, suffixes=("", "_map"))
    assert len(both) == 2 * 3 and both["estimate"].to_numpy() == pytest.approx(both["estimate_map"].to_numpy())


def test_the_deeper_the_fall_to_come_the_more_protection_is_worth(mapped):
    """Programme that only protects: help before the birth at the deepest fall, as here, and at none."""
    falls = mapped.tables["falls"]
    before = falls[(falls["measure"] == "quality") & (falls["month"] == -6)].sort_values("fall")
    deep, here, none = before["estimate"]
    assert deep > here > none


def test_only_a_birth_still_to_come_has_ends(scenario):
    assert not plans_at_ends(Moves((0, 9), 9, 24, ("birth",)).plan(scenario))
    assert not plans_at_ends(Moves((-6, 3), 9, 24, ("distress",)).plan(scenario))
    assert [one.means[0] for one in plans_at_ends(MOVES.plan(scenario))] == [-0.4, 0.0]


def test_the_answer_tells_both(mapped):
    about = {"event": "birth", "measure": "quality", "programme": "new_parent_group"}
    matters = pd.DataFrame([about | {"by": by} for by in ("month", "reach")])  # of so few couples little can be told
    writing = Writing(mapped.tables | {"matters": matters})
    text = writing.printed(falls_section(writing, "birth"))
    rows = [line for line in text.splitlines() if line.startswith("| ") and "(" in line]
    assert len(rows) == 3 and sum("(as here)" in row for row in rows) == 1
    assert falls_section(writing, "distress") == ""
