"""What a strategy costs: by hand in pence, items that conserve, intervals that hold the figures' own uncertainty."""

from types import SimpleNamespace

import numpy as np
import pytest

from famsim.evidence import programme_names, the_register
from famsim.measures.places import Places
from famsim.model.policy import DOORS
from famsim.population.values import values_of
from famsim.questions.compare.comparison import Comparison
from famsim.questions.compare.run import compare
from famsim.runs.costs import (
    DELIVERY,
    ITEMS,
    PENCE,
    SET_UP,
    TOTAL,
    in_brief,
    priced,
    set_up_pence,
)
from famsim.runs.money import sessions_at_most
from famsim.runs.spending import Spending
from famsim.runs.staff_costs import set_up_items
from famsim.scenario import Money, Strategy, change, financial_year, load_scenario, prices_of, register_year

GROUP = {"programme": "relationship_group", "found": ["gp"], "unlimited": True}
OURS = Strategy(
    name="ours",
    staff_trained={"gp": 0.5},
    pathways=[{"door": "gp", "to": "relationship_group", "works": 0.7}],
    offer=[GROUP],
)


def test_set_up_is_training_and_pathways(p):
    """By hand: 2 staff per thousand of 10,000 families, half trained at 100 pounds; one pathway at 1,000 pounds."""
    p.staff.at_door[DOORS.index("gp")] = 2.0
    p.costs.training, p.costs.pathway_opening = 100.0, 1000.0
    by_heads = {"backfill": 0, "coaching": 0, "posts": 0}  # of staff trained by heads there are none
    assert set_up_items(OURS, p, 10_000) == {"training": 10 * 100 * 100, "coordination": 1000 * 100} | by_heads
    assert set_up_pence(OURS, p, 10_000) == 2000 * 100
    assert set_up_pence(Strategy(name="nothing"), p, 10_000) == 0


def test_places_come_at_most_to_their_sessions_at_their_price():
    """By hand: two places in each of months 4 to 12, sixteen sessions of 60 pounds each, of a grant that ends then.

    In the prices of 2026/27; a strategy whose places are without limit, or that offers none, has no such sum.
    """
    limited = {"programme": "relationship_group", "found": ["gp"], "places_a_month": 2.0, "begins": 4, "ends": 12}
    strategies = [{"name": "none"}, {"name": "limited", "offer": [limited]}, {"name": "ours", "offer": [GROUP]}]
    scenario = change(load_scenario("newcastle"), months=24, price_year=2027, strategies=strategies)
    assert sessions_at_most(scenario) == pytest.approx({"limited": 9 * 2 * 16 * 60 * prices_of(scenario).factor})


@pytest.fixture
def spending():
    """Return a maker of what a strategy costs in an area of 1,000 families, each simulated one standing for 2."""

    def make(*runs, strategy=OURS, year=None):
        world = SimpleNamespace(
            overrides={},
            own=(),
            programmes=programme_names(),
            area=SimpleNamespace(families=1000),
            sample=SimpleNamespace(k=2.0),
            months=12,
        )
        asked = {"evidence": {}, "programmes": {}, "price_year": year, "money": Money()}
        found = Spending(SimpleNamespace(strategies=(strategy,), **asked), world, Places())
        for run in runs:
            found.add([run])
        rows = found.rows()
        return rows, {row["item"]: row for row in rows}

    return make


def test_items_are_of_the_area_and_add_up_to_the_penny(spending, outcome):
    """By hand: of three families 300, 0 and 2,500 pence of talks stand for twice as much: 56 pounds."""
    spent = {"pence_talks": [300, 0, 2500], "pence_sessions": [9100, 0, 0], "pence_specialist": [0, 0, 30_000]}
    rows, by_item = spending(outcome(pence=[9400, 0, 32_500], **spent))
    assert [by_item[name]["estimate"] for name in ("talks", "sessions", "specialist")] == [56.0, 182.0, 600.0]
    assert {row["price_year"] for row in rows} == {register_year()} and {row["unit"] for row in rows} == {"GBP"}
    pence = {name: round(row["estimate"] * PENCE) for name, row in by_item.items()}
    assert sum(pence[name] for name in ITEMS) == pence[TOTAL]
    short = in_brief(rows, "ours")
    assert short["set_up"] + short["delivery"] == pytest.approx(short["total"], abs=1e-9)
    assert short["set_up"] == by_item["training"]["estimate"] + by_item["coordination"]["estimate"]


def test_pounds_of_another_year_are_so_many_more(spending, outcome):
    """By hand: 28 pounds of talks, 100 families' pathway at 2,000: times 105.3095 / 73.0337, to the penny each."""
    ran = outcome(pence=[1400, 0], pence_talks=[1400, 0])
    plain, later = spending(ran)[1], spending(ran, year=2027)[1]
    assert (later["talks"]["estimate"], later["coordination"]["estimate"]) == (40.37, 2883.86)
    assert {row["price_year"] for row in later.values()} == {2027}
    for name, row in later.items():
        assert row["high"] == pytest.approx(plain[name]["high"] * 105.3095 / 73.0337, abs=0.02)
    assert sum(round(later[name]["estimate"] * PENCE) for name in ITEMS) == round(later[TOTAL]["estimate"] * PENCE)


def test_set_up_is_drawn_from_the_register_like_any_other_figure(spending, outcome):
    """In one run at central values it is known; over draws it is their mean, with an interval."""
    ran = [outcome(draw=draw, pence=[0, 0]) for draw in (0, 1, 2, 3)]
    _, central = spending(ran[0])
    assert central["coordination"]["low"] == central["coordination"]["high"] == 2000.0
    _, drawn = spending(*ran[1:])
    paid = [round(values_of({}, draw)["costs.pathway_opening"] * PENCE) for draw in (1, 2, 3)]
    assert len(set(paid)) == 3
    assert drawn["coordination"]["estimate"] == pytest.approx(np.mean(paid) / PENCE, abs=0.006)
    spread = np.std(np.log(paid), ddof=1)  # in folds, as nothing is below nothing; t of two degrees of freedom
    folds = drawn["coordination"]["high"] / drawn["coordination"]["estimate"]
    assert np.log(folds) == pytest.approx(4.303 * spread - spread**2 / 2, rel=1e-3)
    assert drawn[TOTAL]["low"] < drawn[TOTAL]["estimate"] < drawn[TOTAL]["high"]


def test_a_strategy_that_does_nothing_costs_nothing_for_certain(spending, outcome):
    rows, _ = spending(outcome(pence=[0, 0]), strategy=Strategy(name="ours"))
    assert all(row["estimate"] == row["low"] == row["high"] == 0.0 for row in rows)


def test_every_cost_in_the_register_is_in_prices_of_one_year():
    """A sum over prices of several years would be of none; and it is said as unit costs are published."""
    figures = the_register().figures
    spent = [name for name in figures if name.startswith("costs.") or name.endswith("cost_per_session")]
    assert spent and {figures[name].price_year for name in spent} == {register_year()}
    assert priced("months") == "months" and priced("GBP") == f"GBP, {financial_year(register_year())} prices"
    assert (financial_year(2014), financial_year(2000), financial_year(2010)) == ("2013/14", "1999/00", "2009/10")


@pytest.fixture(scope="module")
def lived() -> Comparison:
    from famsim.scenario import change, load_scenario

    scenario = change(load_scenario("newcastle"), families=1500, months=36)
    return compare(scenario.model_copy(update={"strategies": scenario.strategies[:2]}))


def test_what_was_lived_is_what_is_counted_and_paid(lived):
    """The rows of a comparison: items add up, limits hold them, and what is delivered is its own runs' delivery."""
    costs, summary = lived.tables["costs"], lived.tables["summary"].set_index("strategy")
    assert ((costs.low >= 0) & (costs.low <= costs.estimate) & (costs.estimate <= costs.high)).all()
    outcomes = lived.tables["outcomes"].merge(lived.tables["runs"], on="run_id")
    paid = outcomes[(outcomes.measure == "delivery_cost") & (outcomes.group == "all")].set_index("strategy").value
    for strategy, rows in costs.groupby("strategy"):
        pence = (rows.set_index("item").estimate * PENCE).round().astype(int)
        assert pence[list(ITEMS)].sum() == pence[TOTAL] == round(summary.total[strategy] * PENCE)
        assert pence[[item.name for item in DELIVERY]].sum() / PENCE == pytest.approx(paid[strategy], abs=0.02)
        assert pence[[item.name for item in SET_UP]].sum() == round(summary.set_up[strategy] * PENCE)
    prevention = costs[costs.strategy == "primary prevention"].set_index("item")
    not_asked = ["backfill", "coaching", "posts"]  # its staff are trained once, and nobody else is paid for
    assert (prevention.estimate.drop(not_asked) > 0).all() and not prevention.estimate[not_asked].any()
    assert prevention.low[TOTAL] < prevention.high[TOTAL]


def test_what_is_paid_in_the_first_year_is_worth_as_much_at_the_start():
    """By definition: a year's pounds are not discounted in it. Beside usual services theirs were told as well."""
    scenario = load_scenario("family_hub_2026").with_(families=300, months=12)
    summary = compare(scenario).tables["summary"]
    assert (summary["total"] != 0.0).all()
    assert summary["present_value"].to_numpy() == pytest.approx(summary["total"].to_numpy(), abs=0.02)
