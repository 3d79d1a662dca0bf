"""What the page opens with: the scenario's own question."""

import pandas as pd
import pytest

from famsim.handover.page.opening import clearest, own_help, own_strategy
from famsim.runs import EVENTS
from famsim.scenario import change, load_scenario


@pytest.mark.parametrize(("name", "event", "programme"), [
    ("newcastle", "birth", "new_parent_group"),
    ("croydon", "arrears", "money_and_us"),
])  # fmt: skip
def test_a_strategy_of_the_scenarios_name_is_its_own_question(name, event, programme):
    """By hand, from the files: newcastle waits for a birth, croydon asks for arrears."""
    scenario = load_scenario(name)
    strategy = scenario.strategies[own_strategy(scenario)]
    assert strategy.name == name
    assert own_help(strategy.offers, list(EVENTS)) == (event, programme)


def test_without_one_it_is_the_first_that_makes_an_offer():
    scenario = change(load_scenario("newcastle"), name="another")
    strategies = [one.name for one in scenario.strategies]
    assert strategies[own_strategy(scenario)] == "primary prevention"


def test_an_event_that_happens_to_nobody_is_not_opened_with():
    strategy = load_scenario("newcastle").strategies[-2]
    assert strategy.name == "newcastle"
    assert own_help(strategy.offers, ["arrears"]) == ("", "new_parent_group")


def cell(measure, estimates, shown=True):
    rows = [("birth", "p", measure, value, 0.1, shown, True) for value in estimates]
    columns = ["event", "programme", "measure", "estimate", "mc_se", "shown", "comparable"]
    return pd.DataFrame(rows, columns=columns)


def test_the_measure_that_depends_most_on_the_month_is_opened_with():
    """Flat, a hill, and a higher hill of which nothing can be shown."""
    cells = pd.concat([cell("flat", [0.5] * 4), cell("hill", [0.1, 0.5, 0.5, 0.1]), cell("blank", [0, 9, 9, 0], False)])
    assert clearest(cells, 4)["measure"] == "hill"


def test_where_nothing_can_be_shown_the_question_stays():
    found = clearest(cell("blank", [0.0, 9.0], False), 2)
    assert found == {"event": "birth", "programme": "p", "measure": "blank"}
