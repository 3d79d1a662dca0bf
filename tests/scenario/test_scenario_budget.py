"""A strategy's money: read, laid over months, refused by field where it contradicts itself or buys nothing."""

import pytest

from famsim.areas import find_area
from famsim.errors import ScenarioError
from famsim.limits import MAX_MONTHS
from famsim.model.policy import MAX_OFFERS
from famsim.scenario import (
    buys_staff,
    canonical,
    change,
    checked,
    is_to_buy,
    load_scenario,
    parse_scenario,
    scenario_toml,
    with_equal_budget,
    years_of_money,
)

TEXT = """
[scenario]
name = "money"
question = "What does it buy?"
area = "leeds"
months = 60

[[strategy]]
name = "nothing"

[[strategy]]
name = "groups"
budget = BUDGET
MORE
pathways = [{ door = "gp", to = "relationship_group", works = 0.8 }]

[[strategy.offer]]
programme = "relationship_group"
found = ["gp"]
PLACES
"""


def read(budget="50000", more="", places=""):
    return parse_scenario(TEXT.replace("BUDGET", budget).replace("MORE", more).replace("PLACES", places), "a.toml")


def without_budget(instead="", places="places_a_month = 4.0"):
    text = TEXT.replace("budget = BUDGET", instead).replace("MORE", "").replace("PLACES", places)
    return parse_scenario(text, "a.toml")


def groups(**given):
    return read(**given).strategies[1]


def test_money_in_all_is_one_year_of_as_many_months_as_its_offers_stand():
    (year,) = years_of_money(groups(places="begins = 3\nends = 26"), 60)
    assert (year.first, year.last, year.budget, year.match) == (1, 26, 50_000, 0)
    (year,) = years_of_money(groups(), 60)
    assert year.last == 60


def test_money_by_year_is_laid_over_twelve_months_each_and_offers_stand_no_longer():
    strategy = groups(budget="[20000, 30000]", more="match_funding = [0, 5000]\ngrant = { begins = 4 }")
    years = years_of_money(strategy, 60)
    assert [(one.first, one.last, one.money) for one in years] == [(4, 15, 20_000), (16, 27, 35_000)]
    assert (strategy.offers[0].begins, strategy.offers[0].ends) == (4, 27)


def test_a_grant_ends_what_it_pays_for_whether_or_not_there_is_a_budget():
    assert groups(more="grant = { ends = 30 }").offers[0].ends == 30
    alone = without_budget("grant = { ends = 30 }")
    assert alone.strategies[1].offers[0].ends == 30
    assert groups().offers[0].ends == MAX_MONTHS


@pytest.mark.parametrize(
    "given", [{}, {"budget": "[1e5, 2e5]", "more": "match_funding = [0, 1]"}, {"places": "share = 2"}]
)
def test_what_is_written_out_reads_back_the_same(given):
    scenario = read(**given)
    assert parse_scenario(scenario_toml(scenario)) == scenario
    assert is_to_buy(scenario.strategies[1])


def test_a_budget_beside_places_that_are_given_buys_none():
    strategy = groups(places="places_a_month = 4.0")
    assert not is_to_buy(strategy) and strategy.budget == 50_000
    plain = without_budget()
    assert canonical(read(places="places_a_month = 4.0")) == canonical(plain), "what it costs changes no life"
    assert canonical(read()) != canonical(read(budget="60000"))


REFUSED = [
    ({"budget": "0"}, r"line 13: strategy 2, budget: 0 buys nothing"),
    ({"budget": "-5"}, r"budget: -5 is out of range"),
    ({"budget": "true"}, r"budget: true is not a number"),
    ({"budget": "[1000, 'x']"}, r"budget 2: 'x' is not a number"),
    ({"budget": "[]"}, r"budget: 0 years are given"),
    ({"budget": "2000"}, r"line 13: strategy 2, budget: GBP 2,000 buys no place in Leeds.*allowed: GBP 2,960 or more"),
    ({"more": "match_funding = [1, 2]"}, r"match_funding: is not given as the budget is"),
    ({"more": "staff_share = 0.2"}, r"staff_share: it is not said whom it trains"),
    ({"more": "staff_share = 1.0\nstaff_trained = { gp = 0.1 }"}, r"buys no place.*a staff_share below 1"),
    ({"budget": "[1e5, 1e5]", "more": "grant = { ends = 12 }"}, r"budget: 2 years are given and the grant lasts 12"),
    ({"budget": "[1e5, 1e5, 1e5, 1e5, 1e5, 1e5]"}, r"budget: the money lasts to month 72, after the scenario's last"),
    ({"more": "grant = { ends = 61 }"}, r"grant.ends: the money lasts to month 61"),
    ({"more": "grant = { begins = 9, ends = 8 }"}, r"grant.ends: 8 is before begins = 9"),
    ({"more": "grant = { ends = 12, depth = 0.5 }"}, r"grant.stakeholders: must be given, as depth is"),
    ({"more": "grant = { ends = 12, dept = 0.5 }"}, r"there is no key 'dept'.*did you mean 'depth'"),
    ({"more": "grant = { ends = 12 }", "places": "begins = 20"}, r"offer 1, begins: the offer stands from month 20"),
    ({"places": "unlimited = true"}, r"offer 1, unlimited: places without a limit keep to no budget"),
    ({"places": "shared_by = 'need'"}, r"offer 1, shared_by: a budget is each area's own"),
    ({"places": "share = 0"}, r"offer 1, share: 0 is out of range"),
    ({"places": "share = 1\nplaces_a_month = 2"}, r"offer 1, share: the places are given"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "says"), REFUSED)
def test_what_contradicts_itself_is_refused_by_field(given, says):
    with pytest.raises(ScenarioError, match=says):
        read(**given)


def test_places_are_needed_where_no_budget_buys_them():
    for line, field in (("", "places_a_month"), ("share = 2\nplaces_a_month = 1", "share")):
        with pytest.raises(ScenarioError, match=rf"offer 1, {field}"):
            without_budget(places=line)


def test_some_offers_with_places_and_some_without_are_refused():
    more = '[[strategy.offer]]\nprogramme = "coached_online"\nfound = ["gp"]\nplaces_a_month = 1'
    with pytest.raises(ScenarioError, match=r"offer 2, places_a_month: some offers of this budget have places"):
        read(places=more)


def test_a_budget_by_year_has_room_for_an_offer_in_each_year():
    offer = '\n[[strategy.offer]]\nprogramme = "coached_online"\nfound = ["gp"]\n'
    assert len(groups(budget="[1e6, 1e6, 1e6]", places=offer * 3).offers) == 4
    with pytest.raises(ScenarioError, match=rf"5 offers in each of 3 years are 15.*at most {MAX_OFFERS}: 4 offers"):
        read(budget="[1e6, 1e6, 1e6]", places=offer * 4)


def test_what_has_yet_to_buy_its_places_is_never_run_without():
    with pytest.raises(ScenarioError, match=r"strategy groups: the places that its budget buys are not set yet"):
        checked(read())
    assert checked(read(), to_buy=True) == read()
    with pytest.raises(ScenarioError, match="after the scenario's last"):
        change(read(more="grant = { ends = 36 }"), months=24)


LINK = {"door": "gp", "to": "couple_counselling", "works": 0.5}


def test_an_equal_budget_keeps_who_is_offered_what_in_which_proportion():
    shipped = load_scenario("grant_50k")
    same = with_equal_budget(shipped, 30_000)
    assert same.strategies[0] == shipped.strategies[0]
    for before, after in zip(shipped.strategies[1:], same.strategies[1:], strict=True):
        assert after.budget == 30_000 and is_to_buy(after)
        assert [one.share for one in after.offers] == [one.places_a_month for one in before.offers]
        assert [one.ends for one in after.offers] == [one.ends for one in before.offers]
    hub = with_equal_budget(load_scenario("family_hub_2026"), 400_000)
    assert [(one.name, one.staff_share) for one in hub.strategies if buys_staff(one)] == [("coordinator", 1.0)]
    pathways_alone = shipped.with_(strategies=[shipped.strategies[0], {"name": "links", "pathways": [LINK]}])
    with pytest.raises(ScenarioError, match=r"strategy links: offer: makes no offer"):
        with_equal_budget(pathways_alone, 125_000)
    with pytest.raises(ScenarioError, match=r"the equal budget.*budget: -1 is out of range"):
        with_equal_budget(shipped, -1)


def test_a_budget_is_each_areas_own():
    text = TEXT.replace("BUDGET", "50000").replace("MORE", "").replace("PLACES", "")
    scenario = parse_scenario(text.replace('area = "leeds"', 'areas = ["leeds", "cumberland"]'))
    assert find_area("cumberland").families < find_area("leeds").families
    assert scenario.strategies[1].budget == 50_000
