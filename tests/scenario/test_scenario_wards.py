"""Wards by name: mapped to deciles by the scenario, written out, refused where a decile cannot tell them apart."""

import re

import pytest

from famsim.errors import ScenarioError
from famsim.scenario import canonical, parse_scenario, scenario_toml
from famsim.scenario.conditions import Condition
from famsim.writing import strategy_in_short, strategy_in_words

TEXT = """
[scenario]
name = "wards"
question = "what if help goes to two wards?"
area = "newcastle-upon-tyne"
months = 24

[wards]
Byker = 1
Walker = 1
Fenham = 3
Elswick = 2

[[strategy]]
name = "as now"

[[strategy]]
name = "wards"

[[strategy.offer]]
programme = "relationship_group"
wards = ["Byker", "Elswick"]
who = { together = true }
found = ["school"]
places_a_month = 4
"""


def test_wards_become_their_deciles_before_all_other_rows():
    scenario = parse_scenario(TEXT)
    (offer,) = scenario.strategies[1].offers
    assert offer.who == (Condition("deprivation_decile", 1, 2), Condition("together", 1, 1))
    assert offer.wards == ("Byker", "Elswick") and scenario.wards["Byker"] == 1, "the names are kept, to be told"
    plain = TEXT.replace('wards = ["Byker", "Elswick"]', "").replace(
        "who = { ", "who = { deprivation_decile = [1, 2], "
    )
    assert canonical(scenario) == canonical(parse_scenario(plain))
    assert parse_scenario(scenario_toml(scenario)) == scenario


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"Byker", "Elswick"', '"Biker"', r"offer 1.*wards.*\[wards\] has no 'Biker'.*Byker"),
        ('"Byker", "Elswick"', '"Byker", "Fenham"', "leave out decile 2"),
        ("who = { together", "who = { deprivation_decile = 1, together", "says other deciles too"),
        ("Byker = 1", "Byker = 11", "wards.*Byker.*11"),
        ("Byker = 1", "Byker = 1.5", "wards.*Byker.*whole number"),
        ("[wards]", "[ward]", "ward.*wards"),
    ],
)
def test_what_cannot_be_is_refused_by_name(old, new, says):
    with pytest.raises(ScenarioError, match=says):
        parse_scenario(TEXT.replace(old, new))


def test_both_willing_is_part_of_what_is_asked():
    """It changes the hash where it is said, and nothing where it is not."""
    asked = TEXT.replace("places_a_month = 4", "places_a_month = 4\nboth_willing = true")
    scenario = parse_scenario(asked)
    assert scenario.strategies[1].offers[0].both_willing
    assert parse_scenario(scenario_toml(scenario)) == scenario
    assert canonical(scenario) != canonical(parse_scenario(TEXT))
    assert "both_willing" not in canonical(parse_scenario(TEXT))


def test_an_offer_for_wards_is_told_by_their_names():
    """On the first screen, in what a strategy is, and in a saved scenario: with that all of their tenths are asked."""
    scenario = parse_scenario(TEXT)
    short, long = (
        strategy_in_short(scenario.strategies[1], scenario),
        strategy_in_words(scenario.strategies[1], scenario),
    )
    for text in (short, *long):
        assert re.search(r"Byker and Elswick: all [\d,]+ or so families in deprivation tenths 1 to 2", text)
    assert "Byker" in scenario_toml(scenario)
