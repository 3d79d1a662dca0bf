"""Whose money pays in which months, what is had for it, and prices with their years: on one small life of two years."""

import numpy as np
import pandas as pd
import pytest

from famsim.evidence import the_register
from famsim.questions.compare import compare
from famsim.questions.compare.gathered.phases import Phase, Phases
from famsim.questions.compare.tables.facts import report_tables
from famsim.questions.compare.tables.harm_parts import harm_parts_table
from famsim.questions.compare.tables.unit_prices import unit_prices_table
from famsim.scenario import brought, parse_scenario

TEXT = """
[scenario]
name = "money"
question = "What does the money do?"
area = "newcastle-upon-tyne"
months = 24
families = 600
price_year = 2027

[money]
payers = { match = { charities = 0.4, schools = 0.6 }, after_grant = "nhs" }

[[strategy]]
name = "nothing"

[[strategy]]
name = "closes"
budget = 900000
match_funding = 300000
grant = { ends = 12 }
staff_trained = { gp = 1.0, school = 1.0, health_visitor = 1.0, childrens_centre = 1.0 }
[[strategy.offer]]
programme = "couple_counselling"
found = ["gp", "school", "health_visitor", "childrens_centre"]
places_a_month = 2000
"""
CLOSED = 12


@pytest.fixture(scope="module")
def study():
    return compare(parse_scenario(TEXT), draws=2)


@pytest.fixture(scope="module")
def tables(study):
    return report_tables(study)


@pytest.fixture(scope="module")
def paid(tables):
    ledger = tables["ledger"]
    return ledger[(ledger.strategy == "closes") & (ledger.flow == "pays") & (ledger.account == "fiscal")]


def test_no_grant_pays_after_it_has_closed(paid):
    """Families who began before month 12 are on a course after it: who goes on pays, and no pound is the grant's."""
    late = paid[paid.month > CLOSED]
    assert late[late.purpose == "sessions"].pence.sum() > 0, "else nothing is seen"
    assert set(late[late.purpose == "sessions"].who) == {"nhs"}
    assert "grant" not in set(late.who) and set(late.fund) <= {"", "after_grant"}
    assert "after_grant" not in set(paid[paid.month <= CLOSED].fund)


def test_what_others_add_has_a_line_and_a_payer_of_its_own(paid, tables):
    """By hand: 300,000 of 1,200,000 is a quarter of what the map has the grant pay, two fifths of it charities'."""
    early = paid[(paid.month <= CLOSED) & (paid.purpose == "sessions")]
    by_fund = early.groupby("fund").pence.sum()
    assert by_fund["match"] == pytest.approx(early.pence.sum() / 4.0, abs=len(early))
    match = early[early.fund == "match"].groupby("who").pence.sum()
    assert match["charities"] == pytest.approx(0.4 * match.sum(), abs=len(early))
    rows = tables["funding"].set_index(["strategy", "source", "who"]).loc["closes"]
    assert rows.loc[("grant", "grant")].there_is == 900_000.0
    assert rows.loc[("match", "charities")].there_is == pytest.approx(120_000.0)
    assert rows.loc[("match", "schools")].pounds > 0.0 and rows.loc[("after_grant", "nhs")].within == 0.0


def test_pence_of_all_sources_come_to_what_is_paid(paid, tables):
    """To the penny: sources come to the ledger, and the ledger to the costs."""
    rows = tables["funding"]
    rows = rows[rows.strategy == "closes"]
    costs = tables["costs"].set_index(["strategy", "item"]).estimate
    whole = round(costs["closes", "total"] * 100)
    assert round(rows.pounds.sum() * 100) == paid.pence.sum() == whole
    assert round((rows.within + rows.after).sum() * 100) == whole
    assert (rows.there_is - rows.pounds - rows.left).dropna().abs().max() < 1e-6


def test_a_budget_says_what_of_it_falls_after_its_last_month(paid, tables):
    """What its own offers come to from month 13 on is in no month of its money: the ledger has as much."""
    budget = tables["budgets"]
    whole = budget[(budget.strategy == "closes") & (budget.year == 0)].iloc[0]
    assert 0.0 < whole.after < whole.spent
    assert whole.after == pytest.approx(paid[paid.month > CLOSED].pence.sum() / 100, abs=0.03)


def test_what_services_are_spared_is_one_sum(tables):
    """Undiscounted: the payers' rows come to `all` to the penny, and its limits lie about it."""
    gained = tables["gainers"]
    gained = gained[(gained.strategy == "closes") & (gained.account == "fiscal")].set_index("who")
    whole = gained.loc["all"]
    assert round(gained.drop(index="all").estimate.sum() * 100) == round(whole.estimate * 100) != 0
    assert whole.low <= whole.estimate <= whole.high


def of_phase(tables, phase):
    rows = tables["phases"]
    return rows[(rows.strategy == "closes") & (rows.phase == phase)].set_index("measure")


def test_months_of_the_money_and_after_it_stand_side_by_side(paid, tables):
    """Both come to the whole; pounds are the ledger's; who comes and who completes each have their own pounds."""
    parts = {one: of_phase(tables, one) for one in ("within", "after", "all")}
    for measure in ("cost", "come", "complete"):
        whole = parts["all"].loc[measure].estimate
        assert parts["within"].loc[measure].estimate + parts["after"].loc[measure].estimate == pytest.approx(whole)
    within = paid[paid.month <= CLOSED].pence.sum() / 100
    assert parts["within"].loc["cost"].estimate == pytest.approx(within, abs=0.5)
    told = parts["all"].estimate
    assert told["per_come"] == pytest.approx(told["cost"] / told["come"])
    assert (
        told["per_complete"] == pytest.approx(told["cost"] / told["complete"])
        and told["per_complete"] > told["per_come"]
    )
    cost = parts["all"].loc["cost"]
    assert 0.0 < cost.low < cost.estimate < cost.high
    starts = tables["funnel"]
    starts = starts[(starts.strategy == "closes") & (starts.label == "came to a first session")].episodes.sum()
    assert told["come"] == pytest.approx(starts)


def test_pounds_for_each_have_limits_above_nothing_where_every_draw_has_some():
    """By hand: 25 and 16 pounds for each who comes in two draws; of a draw to which nobody comes no limit is known."""
    found = Phases(draws=[1, 2], phases={"one": [Phase("all", 0, 12)]})
    found.found = {"one": [np.array([[100.0, 4.0, 2.0]]), np.array([[160.0, 10.0, 0.0]])]}
    rows = {row["measure"]: row for row in found.rows(2027)}
    assert 0.0 < rows["per_come"]["low"] < rows["per_come"]["estimate"] == pytest.approx(260 / 14)
    assert rows["per_come"]["high"] > 25.0 and np.isnan(rows["per_complete"]["low"])


def test_for_the_same_sum_each_comes_to_as_much_as_its_pounds_buy():
    """By hand: 100 for 4 and 200 for 10: for 100 the second has 5."""
    found = Phases(draws=[1])
    found.phases = {one: [Phase("all", 0, 12)] for one in ("one", "two")}
    found.found = {"one": [np.array([[100.0, 4.0, 2.0]])], "two": [np.array([[200.0, 10.0, 2.0]])]}
    rows = {(row["strategy"], row["measure"]): row["estimate"] for row in found.rows(2027)}
    assert rows["two", "come_for_sum"] == pytest.approx(5.0) and rows["two", "complete_for_sum"] == pytest.approx(1.0)
    assert rows["one", "come_for_sum"] == pytest.approx(4.0)


@pytest.mark.parametrize("first", ["ends", "stays"])
def test_money_that_ends_in_one_of_two_areas_is_told_by_its_months(first):
    """By hand: of one area's 12 pounds 8 are spent while its money lasts; the other's 24, 2 a month, by those months.

    Whichever of the two is added up first.
    """
    ends, stays = Phases(draws=[1]), Phases(draws=[1])
    ends.phases["one"] = [Phase("within", 0, 6), Phase("after", 7, 12), Phase("all", 0, 12)]
    ends.found["one"] = [np.array([[8.0, 4.0, 2.0], [4.0, 2.0, 1.0], [12.0, 6.0, 3.0]])]
    stays.phases["one"], monthly = [Phase("all", 0, 12)], np.zeros((13, 3))
    monthly[1:] = 2.0
    stays.found["one"], stays.monthly["one"], ends.monthly["one"] = [monthly.sum(axis=0)[None]], [monthly], [monthly]
    both = Phases()
    for one in (ends, stays) if first == "ends" else (stays, ends):
        both.plus(one)
    assert [one.name for one in both.phases["one"]] == ["within", "after", "all"]
    assert both.found["one"][0].tolist() == [[20.0, 16.0, 14.0], [16.0, 14.0, 13.0], [36.0, 30.0, 27.0]]


def test_prices_say_whose_year_they_are_of_and_what_they_are_now(study, tables):
    """A point of life satisfaction: 13,000 in 2019/20, and so many times as much as prices have risen since."""
    asked = ["evaluation.wellby", "evaluation.distress_year", "every cost", *tables["switching"]["figure"]]
    used = tables | {"switching": pd.DataFrame({"figure": asked})}
    rows = unit_prices_table(used, study.scenario).set_index("figure")
    assert set(tables["unit_prices"].figure) <= set(rows.index) and "every cost" not in rows.index
    point = rows.loc["evaluation.wellby"]
    assert (point.value, point.price_year, point.uprated) == (13_000, 2020, "yes")
    assert point.in_prices == pytest.approx(13_000 * brought(2020, 2027)) and point.in_prices > 15_000
    figures = the_register().figures
    for name in ("costs.specialist", "programmes.couple_counselling.cost_per_session", "evaluation.distress_year"):
        assert rows.loc[name].value == pytest.approx(figures[name].value)
        assert rows.loc[name].in_low < rows.loc[name].in_prices < rows.loc[name].in_high
        assert rows.loc[name].source and rows.loc[name].grade == figures[name].grade
    assert rows.loc["costs.specialist"].prices == "cost" and point.prices == "gain"


def test_a_part_may_fall_by_more_than_the_whole_and_the_rest_is_shown():
    """By hand, two draws: harm in all 10 and 20 less, with conflict 12 and 25 less: other harm 2 and 5 more.

    The whole and the conflict have the limits of `differences`: one measure, one interval.
    """
    whole, part = {("a", 1): 100.0, ("a", 2): 100.0, ("b", 1): 90.0, ("b", 2): 80.0}, {}
    part = {("a", 1): 60.0, ("a", 2): 60.0, ("b", 1): 48.0, ("b", 2): 35.0}
    runs = pd.DataFrame(
        [(f"{name}/{draw}", name, draw, 0) for name, draw in whole], columns=["run_id", "strategy", "draw", "rep"]
    )
    named = {"child_months_in_harm": whole, "child_months_harmful": part}
    outcomes = pd.DataFrame(
        [
            (f"{name}/{draw}", "all", one, value)
            for one, found in named.items()
            for (name, draw), value in found.items()
        ],
        columns=["run_id", "group", "measure", "value"],
    )
    told = [
        ("b", "all", "child_months_in_harm", -15.0, -21.0, -9.0),
        ("b", "all", "child_months_harmful", -18.5, -30, -7),
    ]
    differences = pd.DataFrame(told, columns=["strategy", "group", "measure", "estimate", "low", "high"])
    tables = {"runs": runs, "outcomes": outcomes, "differences": differences}
    rows = harm_parts_table(tables).set_index("part")
    assert rows.estimate.to_dict() == {"child_months_in_harm": -15.0, "child_months_harmful": -18.5, "other_harm": 3.5}
    assert rows.low.to_list()[:2] == [-21.0, -30.0] and rows.high.to_list()[:2] == [-9.0, -7.0]
    assert rows.loc["other_harm"].low == pytest.approx(3.5 - 12.706 * 4.5**0.5, rel=1e-3)
