"""What a strategy offers, in words: where it is set, how areas share its places, and what differs by area."""

import pytest

from famsim.scenario import load_scenario, once_each, parse_scenario
from famsim.writing import strategy_in_short, strategy_in_words

TEXT = """
[scenario]
name = "two"
question = "What?"
areas = ["city of london", "isles of scilly"]
months = 12

[[strategy]]
name = "as now"

[[strategy]]
name = "shared"
[[strategy.offer]]
programme = "new_parent_group"
found = ["midwife"]
places_a_month = 20.0
shared_by = "{shared_by}"

[[strategy]]
name = "in one"
areas = ["isles of scilly"]
[[strategy.offer]]
programme = "relationship_group"
found = ["school"]
places_a_month = 3.0
"""


@pytest.mark.parametrize(
    ("shared_by", "said"), [("births", "by births"), ("need", "likely to be poor"), ("each", "20 a month in each area")]
)
def test_how_areas_share_places_is_said(shared_by, said):
    scenario = parse_scenario(TEXT.replace("{shared_by}", shared_by))
    assert said in " ".join(strategy_in_words(scenario.strategies[1], scenario))
    short = strategy_in_short(scenario.strategies[1], scenario)
    assert ("in each area" in short) == (shared_by == "each")


def test_a_strategy_of_some_areas_says_which():
    scenario = parse_scenario(TEXT.replace("{shared_by}", "each"))
    for said in (
        strategy_in_short(scenario.strategies[2], scenario),
        *strategy_in_words(scenario.strategies[2], scenario),
    ):
        assert said.startswith("In Isles of Scilly - illustrative offer: ")
    assert "In " not in strategy_in_short(scenario.strategies[1], scenario)


def test_what_differs_by_area_has_a_line_for_each_and_never_no_offer():
    pilots = load_scenario("twelve")
    own = once_each(pilots).strategies[1]
    lines = strategy_in_words(own, pilots)
    assert len(lines) == 12 == len({line.split(":")[0] for line in lines})
    assert "no offer" not in strategy_in_short(own, pilots)


def test_two_strategies_with_the_same_offers_say_what_else_they_do():
    """Of a 2x2x2 the offers alone would make four rows of the first screen read alike."""
    scenario = parse_scenario(
        TEXT.replace("{shared_by}", "each")
        + """
[[strategy]]
name = "with staff"
areas = ["isles of scilly"]
staff_trained = { gp = 0.5, school = 0.5 }
pathways = [{ door = "gp", to = "relationship_group", works = 0.5 }]
[[strategy.offer]]
programme = "relationship_group"
found = ["school"]
places_a_month = 3.0
"""
    )
    alone, with_staff = (strategy_in_short(one, scenario) for one in scenario.strategies[2:])
    assert with_staff == f"{alone}; staff trained at 2 doors; 1 pathway opened"


def test_doors_that_work_together_are_something_more_than_usual_services():
    """Records shared and a questionnaire help families and cost money: "nothing more" would not be true."""
    scenario = parse_scenario(
        """
[scenario]
name = "shared"
question = "What?"
area = "luton"
months = 12
usual = "2016"
[[strategy]]
name = "as now"
[[strategy]]
name = "shared"
data_shared = true
questionnaire = true
"""
    )
    as_now, shared = (strategy_in_short(one, scenario) for one in scenario.strategies)
    assert as_now == "nothing more, to usual services"
    assert shared == "a questionnaire agreed on; records shared, to usual services"


def test_a_strategy_made_of_others_says_whose_offers_it_makes():
    """By hand: the shipped hub's last strategy makes those of three; with one place less it makes its own."""
    scenario = load_scenario("family_hub_2026")
    all_four = scenario.strategies[-1]
    assert strategy_in_short(all_four, scenario) == "all that hub, family help and money desk offer"
    first, *others = all_four.offers
    fewer = first.model_copy(update={"places_a_month": 1.0})
    own = all_four.model_copy(update={"offers": (fewer, *others)})
    assert strategy_in_short(own, scenario).count(";") > 5


def test_whom_a_programme_is_for_is_not_said_with_two_fors():
    """A name that says whom it is for, and places to two decimals at most."""
    scenario = load_scenario("newcastle")
    words = [line for one in scenario.strategies for line in strategy_in_words(one, scenario)]
    assert words and not [one for one in words if one.split(". Found")[0].split("(")[0].count(" for ") > 1]
