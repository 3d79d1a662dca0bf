"""The scenarios that come with the package say what their names promise, and equal the analyst's copies."""

from pathlib import Path

import pytest

from famsim.areas import all_areas, find_area, pilots, upper_tier
from famsim.scenario import (
    commented_scenario,
    in_area,
    load_scenario,
    parse_scenario,
    places_in,
    pointless,
    shipped_names,
    shipped_text,
    strategy_names,
)
from famsim.scenario.conditions import Condition

COPIES = Path(__file__).parents[2] / "scenarios"
SIX = [
    "business as usual",
    "primary prevention",
    "at-risk groups",
    "intensive support",
    "newcastle",
    "croydon",
]


OF_SIX = ("croydon", "england", "newcastle", "recession", "three_tiers")
# a course before a first child, twelve pilots, a hub of 2026, the way through a programme, what a grant can show, dated
# economies, what money buys
FOR_ALL = ("primary prevention", "before conception", "while expecting")
OTHERS = {
    "before_a_child": ["business as usual", "before conception", "while expecting"],
    "budget_50k": ["no grant", "groups", "counselling", "coached online"],
    "budget_125k": ["no grant", "hub", "front door", "parents apart"],
    "twelve": ["business as usual", "its own offer"],
    "hub_125k": ["usual services", "hub", "family help", "money desk", "coordinator", "all four"],
    "family_hub_2026": ["usual services", "hub", "family help", "money desk", "coordinator", "all four"],
    "funnel_2019_22": ["none", "as in 2019-22"],
    "grant_50k": ["no grant", "groups", "counselling", "coached online"],
    "cost_of_living": ["no desk", "money desk", "larger desk"],
    "two_child_limit": ["no desk", "money desk"],
}


def own(strategy):
    """Return a strategy's offers but for usual services."""
    return tuple(offer for offer in strategy.offers if not offer.usual)


def strategy(scenario, name):
    """Return a strategy by name."""
    return next(one for one in scenario.strategies if one.name == name)


def test_the_shipped_scenarios():
    """The five that compare the same six, and those that ask something else."""
    assert shipped_names() == tuple(sorted((*OF_SIX, *OTHERS)))


@pytest.mark.parametrize("name", shipped_names())
def test_the_analysts_copy_is_the_shipped_one(name):
    """Edit one, and the other must follow, byte for byte."""
    assert (COPIES / f"{name}.toml").read_bytes().decode() == shipped_text(name)
    assert {path.stem for path in COPIES.glob("*.toml")} == set(shipped_names())


@pytest.mark.parametrize("name", shipped_names())
def test_a_shipped_scenario_loads_by_name_and_by_path(name):
    """Its strategies, the first of which offers nothing of its own and trains nobody."""
    scenario = load_scenario(name)
    assert scenario == load_scenario(COPIES / f"{name}.toml")
    assert scenario.name == name
    assert list(strategy_names(scenario)) == OTHERS.get(name, SIX)
    assert not own(scenario.strategies[0])
    assert not scenario.strategies[0].staff_trained


def test_newcastle_and_croydon_compare_the_same_six():
    """Only the place differs, so that the two famous cases can be set side by side."""
    newcastle, croydon = load_scenario("newcastle"), load_scenario("croydon")
    assert newcastle.strategies == croydon.strategies
    assert newcastle.strategies == load_scenario("recession").strategies == load_scenario("three_tiers").strategies
    assert find_area(newcastle.area).code == "E08000021"
    assert find_area(croydon.area).code == "E09000008"


def test_newcastle_is_deprived_places_and_a_birth_and_a_history_found_early():
    """Most deprived wards AND new birth AND history, by midwives and health visitors."""
    (offer,) = strategy(load_scenario("newcastle"), "newcastle").offers
    assert offer.who == (
        Condition("deprivation_decile", 1, 1),
        Condition("together", 1, 1),
        Condition("history_of_difficulties", 1, 1),
    )
    assert (offer.when.trigger, offer.when.from_month, offer.when.to_month) == ("birth", -6, 12)
    assert offer.found == ("midwife", "health_visitor")
    assert 6 <= offer.places_a_month <= 10


@pytest.mark.parametrize("name", shipped_names())
def test_only_primary_prevention_invites_everyone(name):
    """For all at universal contacts; every other strategy helps those whom staff notice."""
    for one in load_scenario(name).strategies:
        expected = {"everyone"} if one.name in FOR_ALL else {"noticed"}
        assert {offer.invites for offer in one.offers} <= expected


def test_croydon_is_reached_at_the_money_desk_alone():
    """Families in money trouble, only when they come to Gateway, by trained desk staff."""
    croydon = strategy(load_scenario("croydon"), "croydon")
    assert set(croydon.staff_trained) == {"money_desk"}
    assert croydon.offers[0].programme == "money_and_us"
    for offer in croydon.offers:
        assert offer.found == ("money_desk",)
        assert offer.who == (Condition("in_arrears", 1, 1), Condition("together", 1, 1))


@pytest.mark.parametrize("name", shipped_names())
def test_every_offer_has_a_pathway_from_every_door_it_is_found_at(name):
    """A referral follows an existing pathway, so an offer without one helps nobody."""
    for one in load_scenario(name).strategies:
        opened = {(pathway.door, pathway.to) for pathway in one.pathways}
        assert {(door, offer.programme) for offer in own(one) for door in offer.found} <= opened
        assert set(one.staff_trained) <= {door for offer in one.offers for door in offer.found}


def test_the_recession_is_newcastle_with_another_economy():
    """Jobs go twice as fast in years 2 and 3 and come back more slowly."""
    economy = load_scenario("recession").economy
    assert [economy.factor("job_loss", month) for month in (12, 13, 36, 37, 49)] == [1.0, 2.0, 2.0, 1.3, 1.0]
    assert economy.factor("job_finding", 24) < 1 < economy.factor("arrears", 24)


def test_england_is_every_authority_with_places_to_its_scale():
    """England has about 209 times Newcastle's families, and here 200 times its places, shared out over authorities."""
    england, newcastle = load_scenario("england"), load_scenario("newcastle")
    assert (places_in(england), england.families) == (upper_tier(), None)
    for big, small in zip(england.strategies, newcastle.strategies, strict=True):
        for large, little in zip(big.offers, small.offers, strict=True):
            assert large.places_a_month == pytest.approx(200 * little.places_a_month)
            assert large.shared_by


def test_each_pilot_has_one_offer_of_its_own():
    """MISSION: twelve authorities; newcastle's is the one that newcastle.toml compares."""
    scenario = load_scenario("twelve")
    assert {area for one in scenario.strategies[1:] for area in one.areas} == {area.slug for area in pilots()}
    assert len(scenario.strategies) == 13
    here = in_area(scenario, find_area("newcastle-upon-tyne")).strategies[1]
    assert own(here) == strategy(load_scenario("newcastle"), "newcastle").offers


def test_the_pilots_are_found_where_the_record_says():
    """MISSION 2.2: the Gateway is money and housing; seven weeks for any parents; Luton's centres closed in 2021."""
    scenario = load_scenario("twelve")
    offers = {area.slug: own(in_area(scenario, area).strategies[1]) for area in pilots()}
    assert all(set(one.found) == {"money_desk", "housing"} for one in offers["croydon"])
    assert [(one.programme, one.found) for one in offers["blackburn-with-darwen"]] == [
        ("seven_week_group", ("childrens_centre",))
    ]
    closed = {area.slug for area in pilots() if "childrens_centre" in in_area(scenario, area).doors}
    assert closed == {"luton"} and "childrens_centre" in offers["luton"][0].found


def test_the_hub_of_2026_has_the_doors_of_2026():
    """Its children's centres are the hub: no offer, no training and no pathway is left at a door that is shut."""
    scenario = load_scenario("family_hub_2026")
    found = {door for one in scenario.strategies for offer in one.offers for door in offer.found}
    trained = {door for one in scenario.strategies for door in one.staff_trained}
    assert {"family_hub", "health_visitor", "jobcentre", "family_court", "helpline", "nursery"} <= found & trained
    assert "childrens_centre" not in found | trained
    assert not any("shut" in what or "nobody" in what for what in pointless(scenario))


def what_init_writes(area):
    """Hold what `init` writes for an area to what is known of it; one whose offer is not on record is titled so."""
    text = commented_scenario(area.slug)
    scenario = parse_scenario(text, "init")
    assert places_in(scenario) == (upper_tier() if area.level == "country" else (area,)), area.slug
    assert ("- illustrative offer" in scenario.question) == (area.offer != "documented"), area.slug
    assert ("- illustrative offer" in text.splitlines()[0]) == (area.offer != "documented"), area.slug
    assert [one.name for one in scenario.strategies] == SIX, area.slug
    assert scenario.price_year == 2027


@pytest.mark.parametrize("name", ["england", "newcastle-upon-tyne", "leeds", "essex", "cumberland"])
def test_init_writes_a_scenario(name):
    """The country, a documented offer, an illustrative one, a county and one of 2023's councils."""
    what_init_writes(find_area(name))


def test_init_writes_a_scenario_for_every_area():
    """Every English authority."""
    for area in all_areas():
        what_init_writes(area)


def test_init_scales_places_by_families():
    """Leeds: its families over Newcastle's, times Newcastle's 8 places a month."""
    leeds, newcastle = find_area("leeds"), find_area("newcastle-upon-tyne")
    offer = strategy(parse_scenario(commented_scenario("leeds")), "newcastle").offers[0]
    assert offer.places_a_month == pytest.approx(8 * leeds.families / newcastle.families, abs=0.05)


def test_dated_economies_stand_on_the_newest_figures():
    """Month 1 is April 2026: bills rise from October; without the two-child limit fewer fall behind from the first."""
    dear, limit = load_scenario("cost_of_living"), load_scenario("two_child_limit")
    assert dear.here.vintage == limit.here.vintage == "newest"
    assert [dear.economy.factor("arrears", month) for month in (6, 7, 30, 31, 43)] == [1.0, 1.5, 1.5, 1.2, 1.0]
    assert 0.9 <= limit.economy.factor("arrears", 1) < 1.0
