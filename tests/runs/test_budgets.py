"""What a budget buys: places by hand, a search that ends where the money is spent, and a run that spends it."""

from pathlib import Path
from runpy import run_path
from types import SimpleNamespace

import numpy as np
import pytest

from famsim.appraisal import Course
from famsim.areas import find_area
from famsim.errors import ScenarioError
from famsim.measures import ALL
from famsim.model.counts import N_COUNTS, N_STAGES, Count, Stage
from famsim.population import Starts, world_of
from famsim.questions.compare.run import compare
from famsim.runs import Running, budgets, composed, draw_numbers, figures_in, first_look, of_own_offers, plan, spent
from famsim.runs.buying import (
    guessed,
    heads,
)
from famsim.scenario import own_offers, parse_scenario, with_equal_budget, years_of_money

MADE = run_path(str(Path(__file__).parents[1] / "made_up" / "bought.py"))
HEAD, WHOLE, GROUPS, bought_by = (MADE[name] for name in ("HEAD", "WHOLE", "GROUPS", "bought_by"))


def test_a_first_guess_is_what_is_left_over_the_price_of_a_place():
    """By hand: 60,000 less 12,000 over 24 months at (3 x 400 + 1 x 200) / 4 = 350 pounds a place."""
    groups, each = bought_by().strategies[1], {"relationship_group": 400.0, "coached_online": 200.0}
    assert guessed(groups, 24, [12_000.0], each) == (pytest.approx(48_000 / 350 / 24),)


@pytest.fixture
def made_up(monkeypatch, tmp_path):
    """Let strategies spend by a formula in the place of lives: so many pounds a place up to so many places a month."""
    monkeypatch.setenv("FAMSIM_CACHE", str(tmp_path))
    monkeypatch.setattr(spent, "DRAWS", 2)
    monkeypatch.setattr(budgets, "DRAWS", 2)
    calls = []

    def use(each, most):
        def by_formula(pilot, tried, few=False):
            calls.append(len(tried))
            found = []
            for one in tried:
                years = years_of_money(one, pilot.months)
                paid = spent.paid_by_year(one, pilot) / 100
                for place, year in enumerate(years):
                    own = [offer for offer in own_offers(one) if year.first <= offer.begins <= year.last]
                    for offer in own:
                        paid[place] += (
                            each
                            * min(offer.places_a_month, most) ** 0.95
                            * (min(offer.ends, year.last) - offer.begins + 1)
                        )
                found.append(paid)
            return found

        monkeypatch.setattr(budgets, "spent_by_year", by_formula)
        return calls

    return use


def test_a_first_look_is_sure_only_where_a_few_draws_spend_well_over_the_money(made_up):
    """What cannot be spent is found in all draws; a first look says the money, and how many places roughly."""
    calls = made_up(each=300.0, most=1e9)
    (seen,) = first_look(bought_by(head=WHOLE))
    assert seen.is_first_look and seen.spent == 60_000 and not seen.is_short and max(calls) == 3
    looks = len(calls)
    (again,) = first_look(bought_by(head=WHOLE))
    assert again == seen and len(calls) == looks <= 2, "a first look is kept"
    (planned,) = plan(bought_by(head=WHOLE)).plans
    assert seen.rates[0] == pytest.approx(planned.rates[0], rel=0.05), "here all draws spend alike"
    assert first_look(bought_by(head=WHOLE)) == (planned,), "a plan that is kept is told before a first look"


def test_a_first_look_finds_an_underspend_in_all_draws(made_up):
    made_up(each=300.0, most=2.0)
    (found,) = first_look(bought_by("3000000", head=WHOLE))
    assert not found.is_first_look and found.is_short and found == plan(bought_by("3000000", head=WHOLE)).plans[0]


def test_a_plan_is_kept_whatever_stands_beside_it(made_up):
    calls = made_up(each=300.0, most=1e9)
    (alone,) = plan(bought_by(head=WHOLE)).plans
    tried = len(calls)
    other = GROUPS.replace("BUDGET", "90000").replace('"groups"', '"others"')
    both = plan(bought_by(more=other, head=WHOLE)).plans
    assert both[0] == alone and both[1].strategy == "others"
    assert max(calls[tried:]) <= 3, "only the new strategy is tried"


@pytest.mark.parametrize("money", ["60000", "[30000, 20000]", "[500000, 2000000]"])
def test_the_search_ends_where_the_money_is_spent(made_up, money):
    calls = made_up(each=300.0, most=1e9)
    found = plan(bought_by(money, head=WHOLE))
    (planned,) = found.plans
    for pounds, year in zip(planned.pounds, planned.years, strict=True):
        assert pounds == pytest.approx(year.money, rel=0.02)
    assert planned.spent == pytest.approx(planned.money, rel=0.01) and not planned.is_short
    assert len(calls) <= 7
    again = plan(bought_by(money, head=WHOLE))
    assert again == found and len(calls) <= 7, "a plan is kept"


def test_an_underspend_is_known_before_the_run(made_up):
    made_up(each=300.0, most=2.0)
    (planned,) = plan(bought_by("3000000")).plans
    assert planned.full and planned.is_short and planned.spent < 40_000
    assert planned.rates[0] < 30.0, "no more places than find families"


def test_a_budget_that_buys_nothing_is_refused_with_what_would_do(made_up):
    made_up(each=0.0, most=1.0)
    with pytest.raises(ScenarioError, match=r"strategy groups, budget: GBP 60,000 buy nothing.*more doors"):
        plan(bought_by())


COORDINATOR = """
[[strategy]]
name = "coordinator"
budget = BUDGET
staff_share = SHARE
staff_trained = { gp = 0.1, school = 0.05 }
pathways = [{ door = "gp", to = "couple_counselling", works = 0.8 }]
"""


def coordinator(budget="60000", share="1", usual='usual = "2026"\n'):
    text = COORDINATOR.replace("BUDGET", budget).replace("SHARE", share)
    return parse_scenario(HEAD.replace("families = 600\n", usual) + text)


def test_money_without_an_offer_trains_as_many_as_pathways_leave_it_for(made_up):
    """By hand: whole heads, in proportion; one pathway is paid; the next head would cost more than there is left."""
    calls = made_up(each=300.0, most=1e9)
    scenario = coordinator()
    (found,) = plan(scenario).plans
    assert not calls and found.rates == (), "nothing is tried, for the cost is known"
    figures = [figures_in(draw, (), ()) for draw in draw_numbers(2)]
    each, opening = (float(np.mean([p.costs[name] for p in figures])) for name in ("training", "pathway_opening"))
    trained = dict(found.staff)
    assert trained["gp"] == pytest.approx(2 * trained["school"], rel=1e-4)
    families = find_area("newcastle-upon-tyne").families / 1000
    whole = heads(trained, {"gp": 1.5 * families, "school": 3.0 * families}, 1.0)
    assert found.spent == pytest.approx(whole * each + opening, abs=1.0)
    assert found.spent <= 60_000 < found.spent + 2.0 * each
    one = composed(scenario).strategies[1]
    assert dict(one.staff_trained) == trained and composed(scenario.with_(strategies=[scenario.strategies[0], one]))


@pytest.mark.parametrize(("budget", "share", "said"), [
    ("60000", "0.5", r"staff_share: there is no offer that the other 50% could buy.*allowed: 1"),
    ("[30000, 30000]", "1", r"budget: staff are trained before anybody comes.*one sum in all"),
    ("900", "1", r"budget: GBP 900 trains nobody: pathways.*allowed: GBP"),
])  # fmt: skip
def test_money_without_an_offer_that_trains_nobody_is_refused(budget, share, said):
    with pytest.raises(ScenarioError, match=said):
        coordinator(budget, share)


@pytest.mark.parametrize("money", ["4000", "20000"])
def test_staff_by_heads_that_leave_no_course_are_refused_before_a_life(made_up, money):
    """By hand: 3,200 pounds are a pathway and a course at central prices; 40 courses by heads are more than 20,000."""
    made_up(each=300.0, most=1e9)
    text = coordinator(money).strategies[1].given() | {"train": [{"door": "school", "staff": 40, "kind": "bought"}]}
    scenario = coordinator(money)
    with pytest.raises(ScenarioError, match=r"pathways, and staff by heads, cost GBP.*trains nobody else; allowed"):
        plan(scenario.with_(strategies=[scenario.strategies[0], text | {"staff_trained": {"gp": 0.1}}]))


def test_an_equal_budget_trains_the_staff_of_a_strategy_without_an_offer():
    equal = with_equal_budget(coordinator(), 90_000)
    assert (equal.strategies[1].budget, equal.strategies[1].staff_share) == (90_000, 1.0)


def test_a_budget_pays_for_its_own_offers_and_not_for_usual_services():
    """By hand: 900 pence of sessions, of which a third began its own course; of 60 pence of talks half about it."""
    offers = (SimpleNamespace(usual=False), SimpleNamespace(usual=True))
    counts, funnel = np.zeros((1, N_COUNTS), np.int64), np.zeros((1, 2, N_STAGES), np.int64)
    counts[0, [Count.PENCE, Count.PENCE_SESSIONS, Count.PENCE_TALKS]] = (960, 900, 60)
    funnel[0, :, Stage.STARTED], funnel[0, :, Stage.CONVERSATION] = (1, 2), (3, 3)
    courses = [Course("mediation", 1, 1, 50.0)] * 2
    both = of_own_offers(counts, funnel, SimpleNamespace(offers=offers), courses)
    assert both.tolist() == pytest.approx([300.0 + 30.0])
    assert of_own_offers(counts, funnel, SimpleNamespace(offers=offers[:1]), courses[:1]).tolist() == [960.0]
    assert of_own_offers(counts, funnel, SimpleNamespace(offers=offers[1:]), courses[:1]).tolist() == [0.0]


def test_staff_are_set_to_their_share_of_the_money(made_up):
    """By hand: a tenth of 600,000 pounds, in courses at their mean price, each a whole head; two more are too many."""
    made_up(each=300.0, most=1e9)
    text = "staff_share = 0.1\nstaff_trained = { gp = 0.1, school = 0.05 }\npathways"
    scenario = parse_scenario(HEAD + GROUPS.replace("BUDGET", "600000").replace("pathways", text, 1))
    trained = composed(scenario).strategies[1].staff_trained
    assert trained["gp"] == pytest.approx(2 * trained["school"], rel=1e-4)
    families = find_area("newcastle-upon-tyne").families / 1000
    each = float(np.mean([figures_in(draw, (), ()).costs.training for draw in draw_numbers(2)]))
    pounds = each * heads(dict(trained), {"gp": 1.5 * families, "school": 3.0 * families}, 1.0)
    assert pounds <= 60_000 < pounds + 3.0 * each


def test_a_budget_that_staff_by_heads_use_up_is_refused(made_up):
    made_up(each=300.0, most=1e9)
    text = 'train = [{ door = "school", staff = 40 }]\npathways'
    scenario = parse_scenario(HEAD + GROUPS.replace("BUDGET", "20000").replace("pathways", text, 1))
    with pytest.raises(ScenarioError, match=r"strategy groups, budget: staff and pathways cost GBP.*more than GBP"):
        plan(scenario)


def test_a_scenario_without_a_budget_is_left_as_it_is():
    scenario = parse_scenario(HEAD)
    assert composed(scenario) == scenario and plan(scenario).plans == ()


@pytest.fixture(scope="module")
def ran():
    """A plan of two draws, and the comparison of the same two."""
    patch = pytest.MonkeyPatch()
    patch.setattr(spent, "DRAWS", 2)
    patch.setattr(budgets, "DRAWS", 2)
    scenario = bought_by("[600000, 400000]")
    found = plan(scenario)
    comparison = compare(found.scenario, Running(draws=2))
    yield found, comparison
    patch.undo()


def test_what_is_expected_is_what_a_run_of_the_same_draws_spends(ran):
    """The plan's lives are the run's own: to the penny, in all and year by year."""
    found, comparison = ran
    (planned,) = found.plans
    costs = comparison.tables["costs"].set_index(["strategy", "item"]).estimate
    assert costs["groups", "total"] == pytest.approx(planned.spent, abs=0.02)
    rows = comparison.tables["budgets"].set_index("year")
    assert rows.spent[0] == pytest.approx(costs["groups", "total"], abs=0.02)
    for number, pounds in enumerate(planned.pounds, 1):
        assert rows.spent[number] == pytest.approx(pounds, abs=0.02)
        assert rows.spent[number] + rows.unspent[number] == pytest.approx(rows.budget[number], abs=0.011)
    assert (rows.least <= rows.spent).all() and (rows.spent <= rows.most).all()


def test_finding_what_a_budget_buys_changes_nobodys_life(ran):
    """The strategy beside it, with no help, comes out as it does where there is no budget at all."""
    _, comparison = ran
    alone = compare(parse_scenario(HEAD), Running(draws=2))

    def of_nothing(one):
        names = one.tables["runs"].query("strategy == 'nothing'").run_id
        outcomes = one.tables["outcomes"]
        return outcomes[outcomes.run_id.isin(names) & (outcomes.group == ALL)].value.to_numpy()

    np.testing.assert_array_equal(of_nothing(comparison), of_nothing(alone))


def test_a_start_is_not_changed_by_what_was_tried_from_it(ran):
    found, _ = ran
    starts = Starts(world_of(found.scenario))
    before = starts.start(1, 1).families.tobytes()
    plan(with_equal_budget(found.scenario, 300_000), starts=starts)
    assert starts.start(1, 1).families.tobytes() == before
