"""The saved file is the scenario at the room's setting: nothing more, nothing less."""

import re

import pytest

from famsim.handover.page.saving import filled, pieces_of
from famsim.runs.levers import AS_IT_IS, LEVERS, at_setting
from famsim.scenario import canonical, parse_scenario

SETTINGS = [(1.3, 0.7, 0.5, 1.0), (0.5, 2.0, 2.0, 1.5), (1.0, 1.0, 1.2, 1.0)]


@pytest.fixture(scope="module")
def scenario(hostile):
    return parse_scenario(hostile)


def moved_only(scenario, setting):
    """Return the scenario at a setting without overrides that only repeat the register."""
    at = at_setting(scenario, setting)
    plain = at_setting(scenario, AS_IT_IS).evidence
    kept = {name: value for name, value in at.evidence.items() if value != plain[name] or name in scenario.evidence}
    return at.model_copy(update={"evidence": kept})


@pytest.mark.parametrize("setting", SETTINGS)
def test_it_asks_what_the_page_showed(scenario, setting):
    saved = parse_scenario(filled(pieces_of(scenario), setting))
    assert canonical(saved) == canonical(moved_only(scenario, setting))
    assert (saved.name, saved.question) == (scenario.name, scenario.question)
    assert [one.name for one in saved.strategies] == [one.name for one in scenario.strategies]


def test_left_as_it_is_it_is_the_same_question(scenario):
    """And no figure is fixed that the register would draw."""
    saved = parse_scenario(filled(pieces_of(scenario), AS_IT_IS))
    assert canonical(saved) == canonical(scenario)


def test_only_numbers_go_into_the_slots(scenario):
    pieces = [one for one in pieces_of(scenario) if not isinstance(one, str)]
    assert len(pieces) > 10
    said = [one for one in pieces if "says" in one]
    assert [one["says"] for one in said] == [one.says for one in LEVERS]
    for piece in pieces[len(said) :]:
        texts = {name for name, value in piece.items() if isinstance(value, str)}
        assert texts in (set(), {"figure", "lever"})


def test_it_says_in_words_what_the_room_chose(scenario):
    """By hand, and in numbers that a reader can check: seven digits, no 19.200000000000003."""
    text = filled(pieces_of(scenario), (0.5, 0.8, 1.0, 1.2))
    head = text.split("\n\n", maxsplit=1)[0].splitlines()
    assert head[1:] == [
        "# Families who say yes when they are asked: 50% of what the scenario has",
        "# How long what was gained lasts: 80% of what the scenario has",
        "# Places a month: as the scenario has it",
        "# How well staff notice a couple in difficulty: 120% of what the scenario has",
    ]
    assert '"programmes.money_and_us.take_up" = 0.25\n' in text
    assert not re.search(r"\d\.\d{8}", text)
