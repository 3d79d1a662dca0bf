"""One strategy by itself is the same as in a comparison: the same families, the same luck."""

import pandas as pd
import pytest

from famsim.errors import ScenarioError
from famsim.questions.compare.run import compare
from famsim.questions.run.result import simulate
from famsim.runs import Running
from famsim.scenario import change, load_scenario


@pytest.fixture(scope="module")
def small():
    """Return the last two of Newcastle's six strategies, beside the first, on a small sample over three years."""
    scenario = load_scenario("newcastle")
    return change(scenario, families=400, months=30, strategies=(scenario.strategies[0], *scenario.strategies[-2:]))


def test_a_strategy_alone_comes_to_what_it_does_beside_others(small):
    """Chance is a function of who, when and what for, so company changes nothing, to the bit."""
    alone = simulate(small, "Croydon", draws=2, threads=1)
    beside = compare(small, Running(draws=2))
    for name in ("outcomes", "series", "runs"):
        rows = beside.tables[name]
        mine = rows[rows.run_id.str.startswith("croydon/")].reset_index(drop=True)
        pd.testing.assert_frame_equal(alone.tables[name], mine, check_exact=True)
    for name in ("funnel", "costs", "summary"):
        rows = beside.tables[name]
        mine = rows[rows.strategy == "croydon"].reset_index(drop=True)
        pd.testing.assert_frame_equal(alone.tables[name], mine, check_exact=True)


def test_a_misspelt_strategy_is_an_error_with_the_nearest(small):
    """Where, what, nearest right thing."""
    with pytest.raises(ScenarioError, match=r"no strategy 'croyden'\. Did you mean 'croydon'"):
        simulate(small, "croyden")
