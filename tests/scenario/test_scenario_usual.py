"""Usual services: the same offers under every strategy, written out, with room for them or refused by name."""

import pytest

from famsim.areas import find_area
from famsim.errors import ScenarioError
from famsim.evidence import the_register
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
        rate = the_register()[f"usual.{offer.programme}"].value
        assert offer.places_a_month == pytest.approx(rate * area.families / 1000 / 12, rel=1e-3)
    more = parse_scenario(f'{HEAD}\n[evidence]\n"usual.debt_advice" = 86\n')
    debts = [one.strategies[0].offers[1].places_a_month for one in (parse_scenario(HEAD), more)]
    assert debts[1] == pytest.approx(2 * debts[0], rel=1e-3)


def test_in_2026_the_court_and_a_helpline_lead_to_mediation_and_a_hub_to_groups():
    """WORLD 2026: health sent 20 of 30,245 to funded mediation, so no GP; hubs are in every authority."""
    found = {one.programme: one.found for one in parse_scenario(HEAD.replace('"2016"', '"2026"')).strategies[0].offers}
    assert set(found["mediation"]) == {"family_court", "helpline"}
    groups = ("coparenting_course", "parenting_group", "relationship_group")
    assert all({"family_hub", "childrens_centre"} <= set(found[one]) for one in groups)
    assert not any("family_hub" in offer.found for offer in parse_scenario(HEAD).strategies[0].offers), "none in 2016"


@pytest.mark.parametrize(("closes", "there"), [(1, False), (15, True)])
def test_a_usual_service_is_not_looked_for_at_a_door_that_is_shut_for_good(closes, there):
    scenario = parse_scenario(f"{HEAD}\n[door.childrens_centre]\ncloses = {closes}\n")
    group = next(one for one in scenario.strategies[0].offers if one.programme == "parenting_group")
    assert ("childrens_centre" in group.found) == there
    assert {"health_visitor", "school"} <= set(group.found)
    assert not any("childrens_centre" in what for what in pointless(scenario))


def test_where_all_its_doors_are_shut_a_usual_service_is_said_to_be_out_of_reach():
    shut = "".join(f"\n[door.{door}]\ncloses = 1\n" for door in ("health_visitor", "childrens_centre", "school"))
    with pytest.raises(ScenarioError, match="nobody can be found there"):
        parse_scenario(HEAD + shut)


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


MORE = HEAD.replace("staff_trained = { gp = 1.0 }", "usual_places = { parenting_group = 1.5, debt_advice = 0 }")


def test_a_strategy_may_deliver_more_or_less_of_them():
    """By hand: one and a half times the places of one, none of another, the third as it is; the first as usual."""
    as_now, more = parse_scenario(MORE).strategies
    places = {one.programme: one.places_a_month for one in as_now.offers}
    times = {one.programme: one.places_a_month / places[one.programme] for one in more.offers}
    assert times == pytest.approx({"couple_counselling": 1.0, "debt_advice": 0.0, "parenting_group": 1.5}, rel=1e-3)
    scenario = parse_scenario(MORE)
    assert parse_scenario(scenario_toml(scenario)) == scenario


def test_of_several_areas_too():
    text = MORE.replace('area = "newcastle-upon-tyne"', 'areas = ["newcastle-upon-tyne", "croydon"]')
    as_now, more = parse_scenario(text).strategies
    for usual, offer in zip(as_now.offers, more.offers, strict=True):
        times = {"parenting_group": 1.5, "debt_advice": 0.0}.get(usual.programme, 1.0)
        assert offer.places_a_month == pytest.approx(times * usual.places_a_month, abs=1.0)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("{ parenting_gruop = 2 }", "there is no usual service 'parenting_gruop'.*parenting_group"),
        ("{ mediation = 2 }", "mediation is no usual service here.*couple_counselling, debt_advice, parenting_group"),
        ("{ parenting_group = 11 }", "11 is out of range"),
        ("{ parenting_group = -1 }", "-1 is out of range"),
    ],
)
def test_places_of_what_is_no_usual_service_are_refused_by_name(given, message):
    with pytest.raises(ScenarioError, match=rf"line 15: strategy 2, usual_places.*{message}"):
        parse_scenario(MORE.replace("{ parenting_group = 1.5, debt_advice = 0 }", given))


def test_without_usual_services_there_are_no_places_of_them():
    """Nor where they are written out: there they are offers, whose places can be changed."""
    with pytest.raises(ScenarioError, match="there are no usual services"):
        parse_scenario(MORE.replace('"2016"', '"off"'))
    with pytest.raises(ScenarioError, match=r"there are no usual services.*places_a_month"):
        parse_scenario(HEAD).with_(strategies={"trained": {"usual_places": {"parenting_group": 2.0}}})
