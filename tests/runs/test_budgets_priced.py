"""A budget is in pounds of its scenario's price year wherever it is met, and buys for an authority's own figures."""

import json
from itertools import count

import numpy as np
import pytest

from famsim.areas import find_area
from famsim.cli.running import run
from famsim.errors import ScenarioError
from famsim.questions.compare import compare
from famsim.runs import budgets, composed, plan, spent
from famsim.scenario import brought, parse_scenario, register_year

YEAR = 2027
POUND = brought(register_year(), YEAR)  # of the register's prices, in that year's
BIRTHS = "1913"
TEXT = """
[scenario]
name = "bought"
question = "What does it buy?"
area = "newcastle-upon-tyne"
months = 24
families = 3000
PRICES

[[strategy]]
name = "nothing"

[[strategy]]
name = "groups"
budget = BUDGET
staff_share = 0.1
staff_trained = { gp = 0.1 }
pathways = [{ door = "childrens_centre", to = "relationship_group", works = 0.8 }]
[[strategy.offer]]
programme = "relationship_group"
found = ["childrens_centre"]

[[strategy]]
name = "coached"
[[strategy.offer]]
programme = "coached_online"
found = ["gp"]
places_a_month = 8
"""


def scenario_of(budget, prices="", more=""):
    return parse_scenario(TEXT.replace("BUDGET", f"{budget:.2f}").replace("PRICES", prices) + more)


@pytest.fixture
def two_draws(monkeypatch, tmp_path):
    """Let a plan rest on two draws, and be found anew."""
    numbers = count()
    monkeypatch.setattr(spent, "DRAWS", 2)
    monkeypatch.setattr(budgets, "DRAWS", 2)
    monkeypatch.setattr(budgets, "file_of", lambda *_: f"plans/{tmp_path.name}-{next(numbers)}.json")


def test_so_many_more_pounds_of_a_later_year_buy_the_same(two_draws):
    """By hand: 100,000 pounds of 2013/14 are 100,000 x 105.3095 / 73.0337 of 2026/27."""
    then, later = scenario_of(100_000), scenario_of(100_000 * POUND, f"price_year = {YEAR}")
    (a,), (b,) = plan(then).plans, plan(later).plans
    assert b.rates == pytest.approx(a.rates, rel=1e-3) and dict(b.staff) == pytest.approx(dict(a.staff), rel=1e-3)
    assert np.array(b.pounds) == pytest.approx(np.array(a.pounds) * POUND, rel=1e-3)
    (fewer,) = plan(scenario_of(100_000, f"price_year = {YEAR}")).plans
    assert fewer.rates[0] < 0.8 * a.rates[0]


def test_what_is_spent_is_told_in_the_same_prices_as_the_budget(two_draws):
    """The plan, the table of budgets, costs and the equal budget say one and the same."""
    found = plan(scenario_of(60_000, f"price_year = {YEAR}"))
    study = compare(found.scenario, draws=2)
    (planned,) = found.plans
    costs = study.tables["costs"].set_index(["strategy", "item"])
    assert costs.estimate["groups", "total"] == pytest.approx(planned.spent, abs=0.02)
    assert set(costs.price_year) == {YEAR}
    assert study.tables["budgets"].spent.iloc[0] == pytest.approx(planned.spent, abs=0.02)
    equal = study.tables["equal_budget"].set_index("strategy")
    assert equal.cost["groups"] == costs.estimate["groups", "total"]
    for line in study.answer.splitlines():
        if line.startswith(("| strategy | costs", "| strategy | year (months)")):
            assert "2026/27 prices" in line


def test_a_plan_of_other_prices_is_another_plan():
    """What is kept of one year is not taken for another's."""
    names = {
        budgets.file_of(one, one.strategies[1]) for one in (scenario_of(2e5), scenario_of(2e5, f"price_year = {YEAR}"))
    }
    assert len(names) == 2


def test_the_least_budget_is_told_in_its_prices():
    """By hand: (2,000 for the pathway + 960 for a family) x 105.3095 / 73.0337, which are nine tenths of it."""
    with pytest.raises(ScenarioError, match=r"in 2026/27 prices; allowed: GBP 4,742 or more"):
        scenario_of(3000, f"price_year = {YEAR}")


def test_own_figures_are_what_a_budget_is_spent_on_and_stay_private(two_draws, tmp_path, capsys):
    """Half the families take half the staff for a share; nothing that is printed gives their number back."""
    families = find_area("newcastle-upon-tyne").families
    here = f"\n[area]\nfamilies = {families // 2 + 1}\nbirths = {BIRTHS}\nprivate = true\n"
    own = scenario_of(60_000, more=here)
    usual = scenario_of(60_000)
    mine = dict(composed(own, private=True).strategies[1].staff_trained)["gp"]
    assert mine == pytest.approx(2 * dict(composed(usual).strategies[1].staff_trained)["gp"], rel=0.1)
    assert len(f"{mine:g}") <= len("0.") + 4
    with pytest.raises(ScenarioError, match="own figures are private"):
        composed(own)
    file = tmp_path / "own.toml"
    file.write_text(TEXT.replace("BUDGET", "60000").replace("PRICES", "") + here)
    assert run(["check", str(file), "--json"]) == 0
    said = capsys.readouterr().out
    (row,) = json.loads(said)["budgets"]
    assert row["price_year"] == register_year()
    assert all(one == float(f"{one:.3g}") for one in (*row["pounds"], *row["rates"]))
    assert str(families // 2 + 1) not in said and BIRTHS not in said
