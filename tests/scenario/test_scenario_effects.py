"""Which way a programme's effects go: above 0 is for the better on every channel; what harms is not said to help."""

import numpy as np
import pytest

from famsim.scenario import effects_in_words, for_the_worse, helping, helps, parse_scenario, pointless
from famsim.scenario.channels import DOES
from famsim.scenario.effects import effects_of
from famsim.writing import strategy_in_words

TEXT = """
[scenario]
name = "x"
question = "x?"
area = "hartlepool"
months = 12

[programme.ours]
like = "relationship_group"
sessions = 6
cost_per_session = {{ value = 45, range = [30, 70], price_year = 2014, source = "x" }}
[programme.ours.effects]
{effects}

[[strategy]]
name = "none"

[[strategy]]
name = "it"
[[strategy.offer]]
programme = "ours"
who = {{ together = true }}
found = ["gp"]
places_a_month = 20
"""


def with_effects(**values):
    """Return a scenario whose own programme has some effects, each between -0.9 and 0.9."""
    rows = [
        f'{one} = {{ value = {value}, range = [-0.9, 0.9], half_life = 60, source = "x" }}'
        for one, value in values.items()
    ]
    return parse_scenario(TEXT.format(effects="\n".join(rows)))


@pytest.mark.parametrize(
    ("values", "helped", "worse"),
    [
        ({"level": 0.4}, True, False),
        ({"level": -0.4, "distress": 0.1}, True, False),
        ({"level": -0.4}, False, True),
        ({"level": -0.4, "distress": -0.3}, False, True),
        ({"level": 0.0}, False, False),
        ({"level": 1e-9}, True, False),
    ],
)
def test_what_harms_reaches_and_does_not_help(values, helped, worse):
    """By hand: the one offer is among those that help, or among the others."""
    scenario = with_effects(**values)
    assert helps("ours", scenario) == helped and for_the_worse("ours", scenario) == worse
    found = helping(scenario)["it"]
    assert (found.offers, found.others) == (((0,), ()) if helped else ((), (0,)))
    said = " ".join(strategy_in_words(scenario.strategies[1], scenario))
    assert ("its effects are for the worse" in said) == worse
    assert ("it has no effect" in said) == (not helped and not worse)


def test_an_effect_for_the_worse_is_told_with_what_it_does():
    """Less distress is an effect above 0: the sign that an author would not guess."""
    scenario = with_effects(level=0.4, distress=-0.8)
    said = effects_in_words("ours", scenario)
    assert "level 0.4 is for the better" in said
    assert "distress -0.8 is for the worse (more parents come to be distressed)" in said
    (note,) = [one for one in pointless(scenario) if "for the worse" in one]
    assert "(distress -0.8)" in note and "above 0 is for the better on every channel" in note
    assert not any("for the worse" in one for one in pointless(with_effects(level=0.4)))


def test_an_effect_of_none_says_how_wide_its_draws_are():
    """A value of 0 in a range from -0.9 to 0.9 is not about 0 in draws."""
    (note,) = [one for one in pointless(with_effects(level=0.0, distress=0.0)) if "has been shown" in one]
    assert note.endswith("each is 0 at the central figures; in draws level from -0.9 to 0.9")
    assert effects_in_words("ours", with_effects(level=0.0)) == "none at the central figures"


def test_every_channel_has_words():
    names = [one.rpartition(".d_")[2] for one in effects_of("relationship_group")]
    assert sorted(names) == sorted(DOES) and np.all([better != worse for better, worse in DOES.values()])
