"""A scenario written as TOML is the same scenario when it is read back."""

import pytest

from famsim.scenario import change, config_hash, load_scenario, parse_scenario, shipped_names
from famsim.scenario.writing import scenario_toml


@pytest.mark.parametrize("name", shipped_names())
def test_the_shipped_scenarios_come_back(name):
    scenario = load_scenario(name)
    again = parse_scenario(scenario_toml(scenario))
    assert again == scenario and config_hash(again) == config_hash(scenario)


def test_what_a_command_line_changes_comes_back():
    scenario = change(load_scenario("newcastle"), families=500, months=24, seed=2**62, evidence={"stress.arrears": 0.4})
    again = parse_scenario(scenario_toml(scenario))
    assert again == scenario and again.evidence["stress.arrears"] == 0.4


def test_a_text_with_every_awkward_sign_comes_back():
    awkward = 'a "quoted" \\ back\nslash # = [x] \u00a3 \U0001f600 \t'
    scenario = change(load_scenario("newcastle"), question=awkward)
    assert parse_scenario(scenario_toml(scenario)).question == awkward
