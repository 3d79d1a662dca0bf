"""Money of a lived comparison: pence conserve, a switching value turns the order when set, areas add up."""

import numpy as np
import pytest

from famsim.appraisal import totals
from famsim.population import Starts, world_of
from famsim.questions.compare.comparison import Comparison
from famsim.questions.compare.gathered.single_area import Gathering
from famsim.questions.compare.result import study_of
from famsim.questions.compare.run import compare
from famsim.questions.compare.tables.facts import report_tables
from famsim.questions.compare.told.money import on_balance, who
from famsim.runs import Running, run_all
from famsim.scenario import load_scenario, parse_scenario
from famsim.writing import Writing, pounds

SMALL = {"families": 1200, "months": 24}


@pytest.fixture(scope="module")
def asked():
    scenario = load_scenario("newcastle").with_(**SMALL, price_year=2027)
    return scenario.model_copy(update={"strategies": scenario.strategies[:3]})


@pytest.fixture(scope="module")
def lived(asked) -> Comparison:
    return compare(asked)


def rows(table):
    return table.to_dict("records")


def test_pence_of_lives_conserve(lived):
    """To the penny: the ledger's months, payers and purposes come to what the comparison says each strategy costs."""
    ledger, costs = rows(lived.tables["ledger"]), lived.tables["costs"]
    paid = [row for row in ledger if row["flow"] == "pays" and row["account"] == "fiscal"]
    whole = costs[costs.item == "total"].set_index("strategy").estimate
    by_strategy = totals(paid, "strategy")
    for name in whole.index[1:]:
        assert by_strategy[name,] == round(whole[name] * 100)
    by_agency = lived.tables["agencies"]
    for (name, purpose), pence in totals(paid, "strategy", "purpose").items():
        if purpose == "conversations":
            talks = pence + totals(paid, "strategy", "purpose")[name, "referrals"]
            there = by_agency[(by_agency.strategy == name) & (by_agency.agency == "all")].pounds.iloc[0]
            assert talks == pytest.approx(there * 100, abs=2)
    assert set(costs.price_year) == {row["price_year"] for row in ledger} == {2027}


def test_who_pays_and_who_gains_is_what_the_ledger_says(lived):
    ledger = rows(lived.tables["ledger"])
    for table, flow in (("payers", "pays"), ("gainers", "gains")):
        whose = totals([row for row in ledger if row["flow"] == flow], "strategy", "account", "who")
        for row in rows(lived.tables[table]):
            if row["who"] != "all":
                assert round(row["estimate"] * 100) == whose.get((row["strategy"], row["account"], row["who"]), 0)
                assert row["low"] <= row["estimate"] <= row["high"]


def test_what_it_is_worth_follows_from_its_parts(lived):
    for name, found in lived.tables["worth"].groupby("strategy"):
        one = found.set_index("measure").estimate
        assert one["net_fiscal"] == pytest.approx(one["fiscal"] - one["cost"]), name
        assert one["net"] == pytest.approx(one["net_fiscal"] + one["wellbeing"] - one["time"])
        assert one["benefit_cost"] == pytest.approx((one["net"] + one["cost"]) / one["cost"])
        ends = found.set_index("measure").loc[["cost", "net", "net_fiscal"]]
        assert ((ends.low < ends.estimate) & (ends.estimate < ends.high)).all()
        same = lived.tables["schedules"]
        same = same[(same.strategy == name) & (same.schedule == "2026") & (same.optimism_bias == 0)].iloc[0]
        assert same.net == pytest.approx(one["net"]) and same.net_fiscal == pytest.approx(one["net_fiscal"])


def test_pounds_for_each_parting_say_what_they_are_divided_by(lived):
    """Not line A: the partings from where there was no harm, on balance, whose number stands beside the pounds."""
    tables = report_tables(lived)
    writing, name = Writing(tables), lived.scenario.strategies[1].name
    losses = tables["differences"].set_index(["strategy", "measure", "group"]).estimate[name, "losses", "all"]
    told = writing.printed(on_balance(writing, name))
    assert told.split()[1] == ("fewer" if losses < 0 else "more") and "not line A" in told
    assert abs(float(told.split()[0].replace(",", "")) - abs(losses)) <= 0.5
    assert "their limits do not" in writing.printed(who(writing, name, usual=False))


SET_UP = """
[scenario]
name = "set-up alone"
question = "Pathways or training?"
area = "newcastle-upon-tyne"
months = 12
families = 200

[[strategy]]
name = "as now"

[[strategy]]
name = "pathways"
pathways = [
    { door = "gp", to = "couple_counselling", works = 0.7 },
    { door = "school", to = "couple_counselling", works = 0.7 },
]

[[strategy]]
name = "training"
staff_trained = { gp = 0.2 }
"""


def order(found):
    """Return by how much training is worth more than pathways."""
    net = found.tables["worth"].query("measure == 'net'").set_index("strategy").estimate
    return net["training"] - net["pathways"]


def test_a_switching_value_found_turns_the_order_when_set():
    """Found: the price of opening a pathway at which both cost the same. Set to either side, the order turns."""
    asked = parse_scenario(SET_UP)
    found = compare(asked)
    row = found.tables["switching"].query("strategy == 'training' and figure == 'costs.pathway_opening'")
    row = row[row.beside == "pathways"].iloc[0]
    assert row.within == "yes" and row.now == 2000
    ends = [compare(asked.with_(evidence={row.figure: float(row.switches_at * off)})) for off in (0.999, 1.001)]
    assert order(ends[0]) < 0 < order(ends[1])
    assert (order(found) < 0) == (row.now < row.switches_at)


def money_of(scenario):
    """Return the sums of a comparison's money."""
    starts = Starts(world_of(scenario))
    gathering = Gathering(scenario, starts.world)
    for outcomes in run_all(starts, scenario, Running(1, 1)):
        gathering.add(outcomes)
    return gathering.money.finished()


def test_what_a_figure_prices_is_its_value_times_its_units(asked):
    """So a switching value needs no other run: figures set, what each strategy is worth is what its units say."""
    values = {"costs.specialist": 200.0, "costs.conversation": 20.0, "evaluation.wellby_of_distress": 1.2}
    before, after = money_of(asked), money_of(asked.with_(evidence=values))
    for name in [one.name for one in asked.strategies[1:]]:
        said = float(before.spent[name, "net"].estimates.mean())
        for figure, value in values.items():
            priced = before.priced[name, figure]
            said += priced.units * value - priced.pence
        assert float(after.spent[name, "net"].estimates.mean()) == pytest.approx(said, rel=1e-6)


def test_the_answer_and_the_picture_say_it(lived, untraced, unknown_words):
    from famsim.questions.compare.drawn.figures import plot

    text = study_of(lived).answer
    section = text.partition("## Who pays and who gains")[2].partition("\n## ")[0]
    assert "2026/27 prices" in section and "the grant" in section and not unknown_words(section)
    assert len(section.strip().splitlines()) == 4 + len(lived.scenario.strategies[1:]), "a row a strategy, and no more"
    costs = lived.tables["costs"].query("item == 'total'").set_index("strategy")
    for strategy in lived.scenario.strategies[1:]:
        (line,) = (line for line in section.splitlines() if line.startswith(f"| {strategy.name} "))
        assert all(pounds(costs[end][strategy.name]) in line for end in ("estimate", "low", "high"))
    in_full = text.partition("## Money in full")[2].partition("\n## ")[0]
    assert "What would turn it" in in_full and not unknown_words(in_full)
    assert "money" in plot(lived)


def test_areas_add_up():
    """Two areas: what is paid in both is what the costs of both come to, to the penny."""
    offer = 'programme = "relationship_group"\nfound = ["gp"]\nplaces_a_month = 4\nshared_by = "each"\n'
    text = SET_UP.replace('area = "newcastle-upon-tyne"', 'areas = ["luton", "croydon"]').replace("= 200", "= 1000")
    found = compare(parse_scenario(f"{text}[[strategy.offer]]\n{offer}"))
    ledger = [row for row in rows(found.tables["ledger"]) if row["flow"] == "pays" and row["account"] == "fiscal"]
    costs = found.tables["costs"].query("item == 'total'").set_index("strategy").estimate
    paid = totals(ledger, "strategy")
    assert {name for (name,) in paid} == {"pathways", "training"}
    for (name,), pence in paid.items():
        assert pence == round(costs[name] * 100)
    assert np.isfinite(found.tables["worth"].query("measure == 'net'").estimate).all()


def test_what_turns_an_order_may_be_a_price_of_the_scenarios_own_programme():
    """In one draw and in several areas: the funnel's own programme has its price among the figures that may switch."""
    funnel = load_scenario("funnel_2019_22").with_(families=400, months=12)
    for asked in (funnel, funnel.with_(area=None, areas=("luton", "croydon"))):
        switching = compare(asked).tables["switching"]
        assert "programmes.parental_conflict_programme.cost_per_session" in set(switching.figure)
