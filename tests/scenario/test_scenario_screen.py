"""The screen's sensitivity and specificity may be set to anything from 0 to 1, whatever range draws come from."""

import pytest

from famsim.errors import ScenarioError
from famsim.evidence import draw, the_register
from famsim.scenario import load_scenario

SCREEN = ("support.screen_sensitivity", "support.screen_specificity")


@pytest.mark.parametrize("name", SCREEN)
@pytest.mark.parametrize("value", [0.0, 0.1, 1.0])
def test_a_scenario_may_set_a_screen_that_finds_all_or_nobody(name, value):
    scenario = load_scenario("newcastle").with_(evidence={name: value})
    assert scenario.evidence[name] == value
    assert draw(the_register(), 3, 1, {name: value})[name] == value


@pytest.mark.parametrize("name", SCREEN)
def test_nothing_beyond_and_no_draw_outside_the_range(name):
    with pytest.raises(ScenarioError, match="0 to 1"):
        load_scenario("newcastle").with_(evidence={name: 1.01})
    figure = the_register()[name]
    assert all(figure.low <= draw(the_register(), number, 1)[name] <= figure.high for number in range(1, 40))
