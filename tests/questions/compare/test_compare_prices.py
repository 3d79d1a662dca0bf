"""Every pound of a comparison's tables is brought to the scenario's year, and nothing else is."""

import pandas as pd
import pytest

from famsim.questions.compare.gathered.prices import ENDS, in_prices
from famsim.scenario import Prices

LATER = Prices(2027, 1.5)
NUMBERS = dict.fromkeys(ENDS, 2.0)
TABLES = {
    "outcomes": pd.DataFrame({"measure": ["delivery_cost", "losses"], "value": [2.0, 2.0]}),
    "differences": pd.DataFrame([{"measure": name, **NUMBERS} for name in ("losses", "delivery_cost")]),
    "agencies": pd.DataFrame({"agency": ["health"], "referrals": [2.0], "pounds": [2.0]}),
    "costs": pd.DataFrame({"item": ["talks"], "estimate": [2.0]}),
    "factorial": pd.DataFrame(),
}


def test_pounds_alone_are_brought():
    """By hand: 2 x 1.5."""
    found = in_prices(TABLES, LATER)
    assert found["outcomes"].value.tolist() == [3.0, 2.0]
    assert [found["differences"][end].tolist() for end in ENDS] == [[2.0, 3.0]] * len(ENDS)
    assert found["agencies"].pounds.tolist() == [3.0] and found["agencies"].referrals.tolist() == [2.0]
    assert found["costs"].estimate.tolist() == [2.0], "costs come in whole pence of the year"
    assert TABLES["outcomes"].value.tolist() == [2.0, 2.0], "what was counted stays"


def test_the_register_s_own_year_changes_nothing():
    assert in_prices(TABLES, Prices(2014, 1.0)) is TABLES
    assert LATER.factor == pytest.approx(1.5)
