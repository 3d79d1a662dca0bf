"""An effect that was measured elsewhere has a wider range here, by named differences between the two places."""

from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from famsim.areas import DIFFERENCES, differences, find_area, upper_tier
from famsim.errors import AreaError
from famsim.scenario import parse_scenario, scenario_toml
from famsim.scenario.moving import A_SPREAD_APART, moved

TEXT = """
[scenario]
name = "moved"
question = "?"
area = "{area}"
months = 24

[programme.our_course]
says = "A course of our own"
sessions = 6
cost_per_session = {{ value = 40, range = [20, 80], price_year = 2014 }}
effects = {{ level = {{ value = 0.2, range = [0.1, 0.3], half_life = 12, source = "our pilot" }} }}
{measured}

[[strategy]]
name = "none"
[[strategy]]
name = "ours"
[[strategy.offer]]
programme = "our_course"
found = ["gp"]
places_a_month = 3
"""
effects = st.tuples(st.floats(-1, 1), st.floats(0, 1), st.floats(0, 1)).map(
    lambda one: (one[0], one[0] - one[1], one[0] + one[2])
)
apart = st.fixed_dictionaries({name: st.floats(0, 4) for name in DIFFERENCES})


def read(area, measured='measured_in = "dorset"'):
    """Return the scenario, and its effect's table."""
    scenario = parse_scenario(TEXT.format(area=area, measured=measured))
    return scenario, scenario.programmes["our_course"].table["effects"]["level"]


def test_between_blackpool_and_dorset_each_difference_widens_by_its_part():
    """Worked here: a tenth of the effect for each spread, 95% of a normal distribution, squares added."""
    there, here = find_area("dorset"), find_area("blackpool")
    more = [1.96 * A_SPREAD_APART * 0.2 * one for one in differences(there, here).values()]
    _, effect = read("blackpool")
    assert effect["value"] == 0.2
    assert effect["range"][0] == pytest.approx(0.2 - hypot(0.1, *more), abs=1e-5)
    assert effect["range"][1] == pytest.approx(0.2 + hypot(0.1, *more), abs=1e-5)
    assert "moved from Dorset" in effect["source"]
    assert "deprivation" in effect["source"]


def test_where_it_was_measured_it_keeps_its_range():
    """A place is like itself."""
    assert all(one == 0.0 for one in differences(find_area("dorset"), find_area("dorset")).values())
    assert tuple(read("dorset")[1]["range"]) == pytest.approx((0.1, 0.3))


def test_an_effect_of_nobody_knows_where_is_left_alone():
    """Nothing is said, nothing is widened."""
    assert tuple(read("blackpool", "")[1]["range"]) == (0.1, 0.3)


@given(effects, apart)
def test_moving_only_widens_and_keeps_the_middle(effect, apart):
    """For any effect and any differences; the parts are those that make it up."""
    value, low, high = effect
    found = moved(effect, apart)
    assert found.low <= low + 1e-12
    assert found.high >= high - 1e-12
    assert found.high - value == pytest.approx(hypot(high - value, *found.adds.values()), abs=1e-9) or found.high == 3.0
    assert list(found.adds.values()) == sorted(found.adds.values(), reverse=True)


@given(effects, apart, st.sampled_from(sorted(DIFFERENCES)))
def test_the_further_apart_the_wider(effect, apart, name):
    """Each difference alone."""
    more = moved(effect, apart | {name: apart[name] + 1.0})
    assert more.high - more.low >= moved(effect, apart).high - moved(effect, apart).low


def test_places_are_told_apart_alike_in_both_directions():
    """A distance, in spreads between the 153 authorities: their own spread is one."""
    for one, other in (("dorset", "blackpool"), ("essex", "croydon")):
        assert differences(find_area(one), find_area(other)) == differences(find_area(other), find_area(one))
    england = find_area("england")
    for name in DIFFERENCES:
        if name != "size":
            away = sorted(differences(area, england)[name] for area in upper_tier() if area.families > 1000)
            assert away[len(away) // 2] < 1.5, name


def test_written_out_it_has_the_range_of_here():
    """A results folder reads the same without knowing where it was measured."""
    scenario, effect = read("blackpool")
    again = parse_scenario(scenario_toml(scenario)).programmes["our_course"].table["effects"]["level"]
    assert tuple(again["range"]) == tuple(effect["range"])


def test_a_place_that_is_none_is_named():
    """With the nearest one."""
    with pytest.raises(AreaError, match="blackpool"):
        read("dorset", 'measured_in = "blackpol"')
