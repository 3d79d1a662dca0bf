"""Usual services: the same offers under every strategy, written out, with room for them or refused by name."""

import pytest

from famsim.areas import find_area
from famsim.errors import ScenarioError
from famsim.evidence import load_register
from famsim.model.policy import MAX_OFFERS
from famsim.scenario import canonical, in_area, parse_scenario, pointless, scenario_toml, strategy_names

HEAD = """
[scenario]
name = "usual"
question = "what does training alone change?"
area = "newcastle-upon-tyne"
months = 24
families = 3000
usual = "2016"

[[strategy]]
name = "as now"

[[strategy]]
name = "trained"
staff_trained = { gp = 1.0 }
"""
OFFER = '\n[[strategy.offer]]\nprogramme = "coached_online"\nfound = ["gp"]\nplaces_a_month = 1\n'


def usual_of(strategy):
    return [offer for offer in strategy.offers if offer.usual]


def test_every_strategy_has_the_same_usual_services_and_they_are_written_out():
    scenario = parse_scenario(HEAD)
    as_now, trained = scenario.strategies
    assert scenario.usual == "off"
    assert as_now.offers == trained.offers == tuple(usual_of(trained))
    assert parse_scenario(scenario_toml(scenario)) == scenario
    assert parse_scenario(HEAD.replace('usual = "2016"\n', "")).strategies[0].offers == ()
    assert canonical(scenario) != canonical(parse_scenario(HEAD.replace('"2016"', '"2026"')))
    assert len(parse_scenario(HEAD.replace('"2016"', '"2026"')).strategies[0].offers) == 6


def test_places_are_the_registers_for_so_many_families():
    """By hand: families a year for 1,000 families, over twelve months."""
    area = find_area("newcastle-upon-tyne")
    for offer in parse_scenario(HEAD).strategies[0].offers:
        rate = load_register()[f"usual.{offer.programme}"].value
        assert offer.places_a_month == pytest.approx(rate * area.families / 1000 / 12, rel=1e-3)
    more = parse_scenario(f'{HEAD}\n[evidence]\n"usual.debt_advice" = 86\n')
    debts = [one.strategies[0].offers[1].places_a_month for one in (parse_scenario(HEAD), more)]
    assert debts[1] == pytest.approx(2 * debts[0], rel=1e-3)


def test_training_alone_is_no_longer_pointless():
    assert not any("changes nothing" in what for what in pointless(parse_scenario(HEAD)))
    assert any("changes nothing" in what for what in pointless(parse_scenario(HEAD.replace('"2016"', '"off"'))))


def test_there_is_room_for_so_many_own_offers_beside_them():
    assert len(parse_scenario(HEAD + OFFER * (MAX_OFFERS - 3)).strategies[1].offers) == MAX_OFFERS
    with pytest.raises(ScenarioError, match=r"strategy 2, offer.*10 offers of its own and 3 usual services"):
        parse_scenario(HEAD + OFFER * (MAX_OFFERS - 2))


def test_a_misspelt_set_names_the_nearest():
    with pytest.raises(ScenarioError, match=r"there is no set of usual services '2061'.*2016"):
        parse_scenario(HEAD.replace('"2016"', '"2061"'))


def test_areas_where_a_strategy_does_nothing_have_their_usual_services():
    """A strategy of some areas alone: the others have a table of its name, each with its own places."""
    text = HEAD.replace('area = "newcastle-upon-tyne"', 'areas = ["newcastle-upon-tyne", "croydon", "luton"]')
    scenario = parse_scenario(text.replace('name = "trained"', 'name = "trained"\nareas = ["luton"]'))
    assert strategy_names(scenario) == ("as now", "trained")
    for name in ("newcastle-upon-tyne", "croydon", "luton"):
        there = in_area(scenario, find_area(name))
        assert [len(usual_of(one)) for one in there.strategies] == [3, 3], name
        same = [[offer.places_a_month for offer in usual_of(one)] for one in there.strategies]
        assert same[0] == same[1], "an area has as many places under every strategy"
        assert bool(there.strategies[1].staff_trained) == (name == "luton")
    whole = [one.places_a_month for one in scenario.strategies[0].offers]
    shares = [
        in_area(scenario, area).strategies[0].offers
        for area in map(find_area, ("newcastle-upon-tyne", "croydon", "luton"))
    ]
    assert [sum(one.places_a_month for one in column) for column in zip(*shares, strict=True)] == whole
