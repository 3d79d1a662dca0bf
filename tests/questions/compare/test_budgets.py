"""What a comparison says of money: each budget's years, and the same money for strategies that do not cost the same."""

import numpy as np
import pandas as pd
import pytest

from famsim.measures import ALL
from famsim.questions.compare import compare
from famsim.questions.compare.gathered.budgets import IN_ALL, BudgetsSpent
from famsim.questions.compare.tables.equal import equal_table
from famsim.runs import budgets, spent
from famsim.scenario import Year, parse_scenario
from famsim.writing import pounds as in_pounds

TEXT = """
[scenario]
name = "money"
question = "What does the money do?"
area = "newcastle-upon-tyne"
months = 24
families = 600

[[strategy]]
name = "nothing"

[[strategy]]
name = "by year"
budget = [1200000, 800000]
match_funding = [0, 400000]
grant = { ends = 24 }
[[strategy.offer]]
programme = "coached_online"
found = ["gp"]

[[strategy]]
name = "in all"
budget = 3000000
[[strategy.offer]]
programme = "coached_online"
found = ["gp", "school"]
"""


@pytest.fixture(scope="module")
def study():
    patch = pytest.MonkeyPatch()
    patch.setattr(spent, "DRAWS", 2)
    patch.setattr(budgets, "DRAWS", 2)
    yield compare(parse_scenario(TEXT), draws=2)
    patch.undo()


def test_each_year_of_a_budget_has_its_row_and_all_of_them_one(study):
    rows = study.tables["budgets"]
    assert rows[rows.strategy == "by year"].year.tolist() == [1, 2, IN_ALL]
    whole = rows[(rows.strategy == "by year") & (rows.year == IN_ALL)].iloc[0]
    assert (whole.budget, whole.match) == (2_000_000, 400_000)
    parts = rows[(rows.strategy == "by year") & (rows.year != IN_ALL)]
    assert parts.spent.sum() == pytest.approx(whole.spent, abs=0.02)
    assert whole.unspent == pytest.approx(2_400_000 - whole.spent, abs=0.011)
    assert parts.match_used.iloc[0] == 0.0 and 0.0 < parts.match_used.iloc[1] <= parts.spent.iloc[1]


def test_what_is_spent_is_what_it_costs(study):
    rows, costs = study.tables["budgets"], study.tables["costs"]
    totals = costs[costs.item == "total"].set_index("strategy").estimate
    for one in rows[rows.year == IN_ALL].itertuples():
        assert one.spent == pytest.approx(totals[one.strategy], abs=0.02)


def test_the_answer_has_both_sections_and_no_number_without_a_cell(study):
    assert "## Budgets" in study.answer and "## For the same money" in study.answer
    assert study.answer.count("| by year | 2 (13 to 24) |") == 1


def test_the_first_screen_says_what_is_spent_of_each_budget(study):
    """As the table `budgets` has it, in all, with what others add; a sum that is not there has a word and no sign."""
    rows = study.tables["budgets"]
    whole = rows[(rows.strategy == "by year") & (rows.year == IN_ALL)].iloc[0]
    first = study.answer.split("\n## ")[0]
    assert f"*by year* {in_pounds(whole.spent)} of £2,000,000 and £400,000 from others" in first
    section = study.answer.split("## Budgets")[1].split("\n## ")[0]
    assert " over |" in section or not (rows.unspent < 0).any()
    assert "-£" not in section


@pytest.mark.usefixtures("without_figures")
def test_a_saved_scenario_has_its_places_and_its_budget(study, tmp_path):
    study.save(tmp_path / "out")
    (file,) = (tmp_path / "out").glob("*scenario.toml")
    again = parse_scenario(file.read_text(encoding="utf-8"))
    assert again.strategies[1].budget == (1_200_000, 800_000)
    assert all(offer.places_a_month for offer in again.strategies[1].offers)


def tables(*costs, helped=10.0):
    names = ["first", *(f"s{place}" for place in range(len(costs)))]
    summary = pd.DataFrame(
        {"strategy": names, "total": [0.0, *costs], "helped_with_effect": [0.0] + [helped] * len(costs)}
    )
    rows = [
        {"strategy": name, "measure": measure, "group": ALL, "estimate": 6.0, "low": 2.0, "high": 8.0}
        for name in names[1:]
        for measure in ("fewer_partings", "child_months_in_harm")
    ]
    return {"summary": summary, "differences": pd.DataFrame(rows)}


def test_the_same_money_is_a_rule_of_three():
    """By hand: 50 and 100 pounds; the second at half of what it does: 5 families, 3 fewer partings (4 to 1)."""
    found = equal_table(tables(50.0, 100.0)).set_index("strategy")
    assert found.times.tolist() == [1.0, 0.5] and set(found["sum"]) == {50.0}
    assert found.helped["s1"] == 5.0
    assert found.loc["s1", ["partings", "partings_low", "partings_high"]].tolist() == [-3.0, -4.0, -1.0]
    assert found.loc["s1", ["child_months", "child_months_low", "child_months_high"]].tolist() == [3.0, 1.0, 4.0]


def test_nothing_is_said_of_strategies_that_cost_the_same_or_nothing():
    assert equal_table(tables(100.0, 100.5)) is None
    assert equal_table(tables(100.0)) is None
    assert equal_table(tables(100.0, 0.0)) is None
    assert equal_table(tables(100.0, 103.0)) is not None


def test_budgets_of_several_areas_are_added_up_run_by_run():
    """By hand: 10 and 20 pounds here, 1 and 2 there, of 100 each."""
    here, there = BudgetsSpent(), BudgetsSpent()
    for one, pounds in ((here, (10.0, 20.0)), (there, (1.0, 2.0))):
        one.spent["s"] = [pd.Series([amount]).to_numpy() for amount in pounds]
        one.years["s"], one.late["s"] = [Year(1, 12, 100.0, 0.0)], [0.0, 0.0]
    both = BudgetsSpent()
    both.plus(here)
    both.plus(there)
    whole = both.rows()[-1]
    assert (whole["spent"], whole["least"], whole["most"], whole["unspent"]) == (16.5, 11.0, 22.0, 183.5)


@pytest.mark.parametrize("first", ["two years", "one year"])
def test_areas_whose_budgets_last_unlike_long_are_added_up_year_by_year(first):
    """By hand: 10 and 20 pounds of 100 a year here, 3 of 50 there, for 30 months at once, whichever comes first."""
    here, there = BudgetsSpent(), BudgetsSpent()
    here.spent["s"], here.years["s"] = [np.array([10.0, 20.0])], [Year(1, 12, 100.0, 0.0), Year(13, 24, 100.0, 4.0)]
    there.spent["s"], there.years["s"] = [np.array([3.0])], [Year(1, 30, 50.0, 2.0)]
    here.late["s"], there.late["s"] = [1.0], [0.5]
    both = BudgetsSpent()
    for one in (here, there) if first == "two years" else (there, here):
        both.plus(one)
    assert both.spent["s"][0].tolist() == [13.0, 20.0] and both.late["s"] == [1.5]
    assert both.years["s"] == [Year(1, 30, 150.0, 2.0), Year(13, 24, 100.0, 4.0)]
    found = [(one["first"], one["last"], one["spent"], one["after"]) for one in both.rows()]
    assert found == [(1, 30, 13.0, 0.0), (13, 24, 20.0, 1.5), (1, 30, 33.0, 1.5)]


def test_what_a_grant_pays_by_the_map_is_told_apart_from_its_budget(study):
    """Where there are budgets; in an answer without any nothing is said of them."""
    section = study.answer.split("## Who pays and who gains")[1].split("\n## ")[0]
    assert "is not what a budget spends" in section
