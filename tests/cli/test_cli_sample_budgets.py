"""What `check` says of a budget in a sample, whose places are whole: by hand."""

import pytest

from famsim.areas import find_area
from famsim.cli.budgets import InArea, in_words, of_a_sample
from famsim.runs import Planned, step_of
from famsim.scenario import load_scenario, prices_of
from famsim.scenario.budget import Year

YEAR = Year(1, 12, 50_000.0, 0.0)


@pytest.fixture(scope="module")
def scenario():
    return load_scenario("budget_50k")


def planned(pounds, draws=20, rates=(3.0,)):
    return Planned("groups", (YEAR,), (pounds,), rates, draws=draws)


def test_a_place_of_a_sample_stands_for_as_many_as_a_family_of_it(scenario):
    """Closed form: of a tenth of the families ten places' pounds; of every family no step."""
    groups, families = scenario.strategies[1], find_area("leeds").families
    tenth, fifth = (step_of(groups, scenario.with_(families=families // part)) for part in (10, 5))
    assert tenth == pytest.approx(2.0 * fifth, rel=1e-3) and tenth > 1_000.0
    assert step_of(groups, scenario) == step_of(groups, scenario.with_(families=families)) == 0.0


def test_the_step_and_what_a_plan_misses_are_said(scenario):
    """By hand: a step of 4,230 is told as 4,200, 8.5% of the money; 51,800 are 1,800 over it."""
    said = of_a_sample(InArea("leeds", planned(51_800.0), prices_of(scenario), 4_230.0))
    assert "GBP 4,200 (8.5% of the money)" in said and "GBP 1,800 over it" in said
    assert "GBP 700 under it" in of_a_sample(InArea("leeds", planned(49_300.0), prices_of(scenario), 4_230.0))


def test_of_a_whole_area_and_of_staff_alone_nothing_is_said(scenario):
    assert of_a_sample(InArea("leeds", planned(51_800.0), prices_of(scenario))) == ""
    assert of_a_sample(InArea("leeds", planned(51_800.0, rates=()), prices_of(scenario), 4_230.0)) == ""


@pytest.mark.parametrize(("school", "said"), [(1.0, "all staff at these doors"), (0.3, "one more would cost more")])
def test_why_money_for_staff_is_left(scenario, school, said):
    """By hand: of 50,000 pounds 1,300 are left: where all are trained, and where a course costs more."""
    told = in_words(Planned("a", (YEAR,), (48_700.0,), staff=(("school", school), ("gp", 1.0))), prices_of(scenario))
    assert said in told and "GBP 1,300 are left" in told
