"""No screen is not a screen that lets nobody in: where nobody asks about violence, who comes with it is not counted."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from famsim.handover.case.mistaken import let_in, slipped
from famsim.model.counts import N_STAGES
from famsim.questions.compare.gathered.labels import labelled_stages
from famsim.questions.compare.result import study_of
from famsim.questions.compare.tables.facts import report_tables
from famsim.scenario import is_screened, parse_scenario, screens_of
from famsim.writing import Writing

OF = "families in which there is violence come as others do, and how many is not counted."


UNASKED = {"money_and_us": "debt_advice", "new_parent_group": "parenting_group"}  # what stands in, and does not ask


def without_screens(found, *programmes):
    """Return a made-up comparison in which what does not ask about violence is offered in the place of some."""
    changed = []
    for one in found.scenario.strategies:
        offers = [
            offer.model_copy(update={"programme": UNASKED[offer.programme]}) if offer.programme in programmes else offer
            for offer in one.offers
        ]
        changed.append(one.model_copy(update={"offers": tuple(offers)}))
    return replace(found, scenario=found.scenario.model_copy(update={"strategies": tuple(changed)}))


def section(text, of):
    """Return the paragraph on violence of one strategy; "" for none."""
    mine = text.split("\n## Strategy by strategy")[1].split("\n### ")[of].split("\n## ")[0]
    return next((one for one in mine.split("\n\n") if one.startswith("**Violence.**")), "")


def test_a_programme_without_a_screen_is_not_said_to_let_nobody_in(comparison):
    """By hand: one strategy's only programme asks nobody, the other's asks everybody."""
    text = study_of(without_screens(comparison, "money_and_us")).answer
    assert f"There is no screen for violence before debt advice: {OF}" in section(text, 1)
    assert "in these runs the screen" not in section(text, 1).lower() and "found by the screen" not in section(text, 1)
    assert "found by the screen" in section(text, 2) and OF not in section(text, 2)
    beside = text.split("\n## Side by side")[1].split("\n## ")[0]
    assert "The violence screen misses" in beside and "(*=cmd|' /C calc'!A0 $x_1$" in beside.replace("\\", "")


def test_where_no_programme_asks_no_screen_is_spoken_of(comparison):
    text = study_of(without_screens(comparison, "money_and_us", "new_parent_group")).answer
    assert text.count(OF) == 2
    assert "violence screen misses" not in text and "screen lets no family" not in text


def test_with_a_screen_nothing_is_said_of_none(comparison):
    assert "no screen" not in study_of(comparison).answer


def test_the_register_says_which_programmes_ask():
    """docs/howto: neither a parenting group nor debt advice asks about violence."""
    text = """
[scenario]
name = "x"
question = "x?"
area = "hartlepool"
months = 12

[[strategy]]
name = "none"

[[strategy]]
name = "both"
[[strategy.offer]]
programme = "parenting_group"
found = ["gp"]
places_a_month = 2
[[strategy.offer]]
programme = "couple_counselling"
who = { together = true }
found = ["gp"]
places_a_month = 2
"""
    scenario = parse_scenario(text)
    assert screens_of("both", scenario) == (("couple_counselling",), ("parenting_group",))
    assert screens_of("none", scenario) == ((), ())
    assert not is_screened("debt_advice", scenario)
    assert labels(scenario) == [(1, "goes on (no screen for violence)"), (2, "safe to enter")]


def labels(scenario):
    """Return what the picture calls the families who get past the place of the screen, offer by offer."""
    stages = {"both": np.ones((2, N_STAGES)), "none": np.ones((0, N_STAGES))}
    rows = labelled_stages(scenario, Stages(stages))
    return [(row["offer"], row["label"]) for row in rows if row["label"] in PLACES]


PLACES = ("goes on (no screen for violence)", "safe to enter")


class Stages:
    """Episodes by offer and stage of each strategy."""

    def __init__(self, found):
        self.episodes = found.get


@pytest.mark.parametrize("name", ["@places", "as now"])
def test_no_strategy_without_an_offer_has_a_screen_to_speak_of(comparison, name):
    assert bool(screens_of(name, comparison.scenario).screened) == (name == "@places")


def case_of(found):
    """Return what a business case is told from, as far as its sentences on violence need it."""
    names = [one.name for one in found.scenario.strategies[1:]]
    return SimpleNamespace(
        options=names,
        asked=names,
        scenario=found.scenario,
        writing=Writing(report_tables(found)),
        called=lambda name: f"<{name}>",
    )


def test_a_business_case_says_where_nobody_asks(comparison):
    """Nothing about a mistake where no question is put; and of the option that asks what it was before."""
    one, both = (without_screens(comparison, *some) for some in (["money_and_us"], UNASKED))
    case, none = case_of(one), case_of(both)
    first, second = case.options
    assert f"which may endanger them: <{second}>" in let_in(case) and f"first (<{first}>)" in let_in(case)
    assert "mistake" not in let_in(none) and let_in(none).endswith("how many is not counted.")
    assert slipped(case, first).startswith("not counted") and slipped(case, second).endswith(" families")
    assert "not counted" not in let_in(case_of(comparison))
