"""The grid: only families who may be noticed are lived again, and it comes to what a whole comparison comes to."""

import numpy as np
import pytest

from famsim.questions.compare.run import compare
from famsim.runs.grid import RESULTS, Lived, settings_held_out, settings_to_fit
from famsim.runs.levers import AS_IT_IS, LEVERS, at_setting, pulled
from famsim.scenario import change, parse_scenario

SMALL = """
[scenario]
name = "small"
question = "?"
area = "newcastle-upon-tyne"
months = 60
families = 4000

[[strategy]]
name = "as now"
{first}
[[strategy]]
name = "counselling"
staff_trained = {{ gp = 0.4, school = 0.3 }}
[[strategy.offer]]
programme = "couple_counselling"
who = {{ together = true }}
found = ["gp", "school", "early_help"]
places_a_month = 12.0
"""
OFFER = """
[[strategy.offer]]
programme = "coached_online"
who = { parent_distressed = true }
found = ["gp"]
places_a_month = 20.0
"""
SETTING = (1.3, 0.6, 0.7, 1.4)  # uptake, fade, places, noticing


def paired(found):
    """Return what a comparison has of the grid's results that are differences."""
    lines = {name: found.difference("counselling", name)["estimate"] for name in ("stay_free_of_harm", "stay_in_harm")}
    return lines | {"conflict_averted": -found.difference("counselling", "child_months_harmful")["estimate"]}


@pytest.mark.parametrize("first", ["", OFFER], ids=["nothing", "an offer"])
@pytest.mark.parametrize("setting", [AS_IT_IS, SETTING])
def test_some_families_alone_come_to_what_all_of_them_come_to(first, setting):
    """Two ways, one number: the saved scenario compared on every family, and the grid's part of them; to the bit."""
    scenario = parse_scenario(SMALL.format(first=first))
    moved, lived = pulled(scenario), Lived.of(scenario, pulled(scenario))
    strategy = scenario.strategies[1]
    noticed = lived.noticed(strategy)
    values, errors = lived.results(noticed, strategy, [setting], moved)[setting]
    found = compare(at_setting(scenario, setting))
    cost = found.tables["summary"].set_index("strategy").loc["counselling"]
    ours = dict(zip([one.name for one in RESULTS], values, strict=True))
    assert ours.pop("cost") == pytest.approx(cost.total, abs=0.02), "a comparison's costs are in whole pence"
    totals = found.tables["outcomes"].query("measure == 'child_months_harmful'")["value"]
    rounded = 4 * np.spacing(totals.max())  # a comparison's difference is of two such totals
    expected = paired(found) | {"helped": cost.helped, "missed": cost.missed}
    assert ours == pytest.approx(expected, rel=1e-12, abs=rounded)
    chance = found.difference("counselling", "child_months_harmful")["mc_se"]
    assert errors[4] == pytest.approx(chance, rel=1e-9), "full places are no chance, here as there"
    assert 0 < noticed.ids.size < lived.book.ids.size


def test_the_levers_do_something():
    """Twice the places and more who say yes: more families helped; nothing else moves who is helped."""
    scenario = change(parse_scenario(SMALL.format(first="")), families=6000)
    moved, lived = pulled(scenario), Lived.of(scenario, pulled(scenario))
    strategy = scenario.strategies[1]
    noticed = lived.noticed(strategy)
    helped, slow, many, few = (
        lived.results(noticed, strategy, [one], moved)[one][0, 0]
        for one in (AS_IT_IS, (1, 2, 1, 1), (1.5, 1, 2, 1.5), (0.5, 1, 0.5, 0.5))
    )
    assert many > 1.5 * helped > 2 * few
    assert helped == slow


def test_a_lever_that_cannot_move_a_strategy_is_left_alone():
    scenario = parse_scenario(SMALL.format(first=""))
    strategy = scenario.strategies[1]
    offer = strategy.offers[0].model_copy(update={"invites": "everyone", "unlimited": True, "places_a_month": None})
    free = strategy.model_copy(update={"offers": (offer,)})
    alone = Lived.left_alone
    lived = type("Comparator", (), {"comparator": scenario.strategies[0]})()
    names = [lever.name for lever in LEVERS]
    assert dict(zip(names, alone(lived, strategy), strict=True)) == dict.fromkeys(names, False)
    assert dict(zip(names, alone(lived, free), strict=True)) == {
        "uptake": False, "fade": False, "places": True, "noticing": True,
    }  # fmt: skip


def test_held_out_settings_lie_inside_and_are_never_fitted():
    fitted, held = settings_to_fit(), settings_held_out()
    assert fitted[0] == AS_IT_IS
    assert len(set(fitted)) == len(fitted)
    assert not set(fitted) & set(held)
    for setting in held:
        assert all(lever.low < factor < lever.high for lever, factor in zip(LEVERS, setting, strict=True))


def test_a_figure_stops_at_its_own_limits():
    """By hand: half of 0.4 is 0.2, and 1.5 times 0.7 would be over the limit of 0.75."""
    online = parse_scenario(SMALL.format(first=OFFER) + '[evidence]\n"programmes.coached_online.take_up" = 0.7\n')
    take_up = {one.name: one for one in pulled(online)}["programmes.coached_online.take_up"]
    assert (take_up.at(0.5), take_up.at(1.0), take_up.at(1.5)) == (0.35, 0.7, 0.75)
