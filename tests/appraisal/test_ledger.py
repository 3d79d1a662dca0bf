"""Pence conserve by month, payer and purpose over 300 random offers, and come to what a comparison says they cost."""

import numpy as np
import pytest

from famsim.appraisal import Book, money_rows, totals
from famsim.appraisal.tables import aside_rows, payer_rows
from famsim.evidence import the_register
from famsim.runs import Spending
from famsim.scenario import PAYERS, PURPOSES, Strategy

FIGURES = the_register().figures
OFFERS, SEED = 300, 20261129


@pytest.fixture(scope="module")
def made(module_of):
    from pathlib import Path

    return module_of(Path(__file__).parents[1] / "made_up" / "spending.py")


def told(made, luck, k=1.0, draws=(0,), **changed):
    """Return the tables of a made-up comparison, its costs, and how many offers it has."""
    strategies = [made.strategy(luck, "first"), made.strategy(luck, "ours")]
    scenario = made.scenario(strategies, **changed)
    book = Book(scenario, k, made.NOBODY, FIGURES)
    spending = Spending(scenario, made.World(24, k), made.NOBODY)
    for draw in draws:
        figures = made.figures_of(scenario.strategies, draw, k)
        outcomes = [made.lived(luck, one, figures, draw) for one in scenario.strategies]
        spending.add(outcomes)
        book.add(outcomes, figures)
    costs = spending.rows()
    offers = sum(len(one.offers) for one in scenario.strategies)
    return money_rows(book.finished(), scenario, costs, FIGURES), costs, offers


def pence(pounds):
    return round(pounds * 100)


def test_pence_conserve_over_random_offers(made):
    """To the penny: by month, purpose, payer, and in all; in prices of any year; whatever the payers are."""
    luck, offers, most = np.random.default_rng(SEED), 0, 0
    while offers < OFFERS:
        payer = str(luck.choice(PAYERS))
        split = {payer: 0.3, "grant": 0.7} if payer != "grant" else payer
        instead = {"after_grant": str(luck.choice(PAYERS[1:])), "match": {"charities": 0.5, "authority": 0.5}}
        money = {"payers": {"sessions": payer, "specialist": split} | instead}
        changed = {"price_year": int(luck.integers(2011, 2030)), "money": money}
        tables, costs, made_of = told(made, luck, float(luck.choice([1.0, 3.7])), (0, 1), **changed)
        paid = [row for row in tables["ledger"] if row["flow"] == "pays" and row["account"] == "fiscal"]
        for strategy in ("first", "ours"):
            ours = [row for row in paid if row["strategy"] == strategy]
            of_item = {row["item"]: pence(row["estimate"]) for row in costs if row["strategy"] == strategy}
            by_purpose = totals(ours, "purpose")
            talks = by_purpose.pop(("conversations",), 0) + by_purpose.pop(("referrals",), 0)
            assert talks == of_item["talks"]
            assert {name: amount for (name,), amount in by_purpose.items()} == {
                name: amount for name, amount in of_item.items() if amount and name not in ("talks", "total")
            }
            for by in ("month", "who", "purpose"):
                assert sum(totals(ours, by).values()) == of_item["total"]
            payers = [row for row in tables["payers"] if row["strategy"] == strategy and row["account"] == "fiscal"]
            by_payer = {row["who"]: pence(row["estimate"]) for row in payers}
            assert by_payer.pop("all") == sum(by_payer.values()) == of_item["total"]
            assert by_payer == {who: amount for (who,), amount in totals(ours, "who").items()}
            assert all(row["low"] <= row["estimate"] <= row["high"] and row["low"] >= 0 for row in payers)
            aside = [row for row in tables["all_but_the_grant"] if row["strategy"] == strategy]
            by_payer.pop("grant", None)
            assert [pence(row["estimate"]) for row in aside] == [sum(by_payer.values())] * bool(by_payer)
            assert all(row["low"] <= row["estimate"] <= row["high"] and row["low"] >= 0 for row in aside)
            most = max(most, len(ours))
        assert all(isinstance(row["pence"], int) and row["pence"] for row in tables["ledger"])
        offers += made_of
    assert most > 20, "offers that spend in few months would show little"


def test_all_but_the_grant_has_the_limits_of_one_sum(made):
    """By hand: where one payer pays all its limits are that payer's; where two halve it each limit is twice one's.

    And whoever pays they are the same. Where two pay for different things, which do not rise and fall together, both
    payers' limits put together are wider.
    """
    halves, things = {"nhs": 0.5, "police": 0.5}, dict.fromkeys(PURPOSES, "police") | {"sessions": "nhs"}
    alone, apart = limits_of(made, dict.fromkeys(PURPOSES, "nhs")), limits_of(made, things)
    for split, times in ({"nhs": 1.0}, 1.0), (halves, 2.0):
        found = limits_of(made, dict.fromkeys(PURPOSES, split))
        for name in ("first", "ours"):
            assert found[name, "aside"] == pytest.approx(times * found[name, "nhs"], rel=1e-3)
    for name in ("first", "ours"):
        _, low, high = apart[name, "nhs"] + apart[name, "police"]
        assert apart[name, "aside"] == pytest.approx(alone[name, "aside"], rel=1e-6)
        assert low < 0.99 * apart[name, "aside"][1] and high > 1.01 * apart[name, "aside"][2]


def limits_of(made, payers):
    """Return estimate and limits of what each payer pays, and of all but the grant, by strategy."""
    tables, _, _ = told(made, np.random.default_rng(7), draws=(0, 1, 2), money={"payers": payers})
    rows = [(row["strategy"], row["who"], row) for row in tables["payers"] if row["account"] == "fiscal"]
    rows += [(row["strategy"], "aside", row) for row in tables["all_but_the_grant"]]
    return {(name, who): np.array([row[end] for end in ENDS]) for name, who, row in rows}


def test_no_payers_most_holds_what_others_pay_at_least(made, monkeypatch):
    """By hand: of 100 at most in all, of which the grant pays 30 at least and the NHS 10, 70 are not the grant's."""
    ends = {"grant": (40.0, 30.0, 90.0), "nhs": (20.0, 10.0, 95.0), "police": (30.0, 5.0, 35.0)}
    paid = [{"who": who, "account": "fiscal", **dict(zip(ENDS, of, strict=True))} for who, of in ends.items()]
    aside = [{"who": "all", "account": "fiscal", "estimate": 50.0, "low": 20.0, "high": 98.0}]
    monkeypatch.setattr(
        "famsim.appraisal.tables.flow_rows", lambda sums, about, *_: aside if about[1] == "all_but_the_grant" else paid
    )
    whole = [{"strategy": "ours", "item": "total", "estimate": 90.0, "low": 50.0, "high": 100.0}]
    luck = np.random.default_rng(4)
    scenario = made.scenario([made.strategy(luck, "first"), made.strategy(luck, "ours")])
    of = (None, scenario, "ours", {}, whole)
    assert {row["who"]: row["high"] for row in payer_rows(*of)} == {
        "grant": 100.0 - 10.0 - 5.0, "nhs": 100.0 - 30.0 - 5.0, "police": 35.0, "all": 100.0
    }  # fmt: skip
    assert [row["high"] for row in aside_rows(*of)] == [100.0 - 30.0]


ENDS = ("estimate", "low", "high")


FIVE = dict.fromkeys(("stakeholders", "breadth", "depth", "innovation", "strategic_fit"), 0.5)


def paid_by(made, **money):
    """Return the pence of sessions by month and payer under a strategy with some money, and in all by month."""
    luck = np.random.default_rng(4)
    ours = made.strategy(luck, "ours").model_copy(update={"grant": None, "budget": None, "match_funding": None} | money)
    scenario = made.scenario([made.strategy(luck, "first"), ours], money={"payers": {"sessions": "grant"}})
    figures, book = made.figures_of(scenario.strategies), Book(scenario, 1.0, made.NOBODY, FIGURES)
    spending = Spending(scenario, made.World(24, 1.0), made.NOBODY)
    outcomes = [made.lived(luck, one, figures) for one in scenario.strategies]
    spending.add(outcomes)
    book.add(outcomes, figures)
    tables = money_rows(book.finished(), scenario, spending.rows(), FIGURES)
    rows = [row for row in tables["ledger"] if row["strategy"] == "ours" and row["purpose"] == "sessions"]
    return totals(rows, "month", "who"), totals(rows, "month"), tables["payer_map"]


def test_a_grant_pays_until_its_end_and_then_whoever_goes_on(made):
    """By hand: to month 10 the grant pays all sessions, from month 11 the authority all."""
    by_payer, in_all, rows = paid_by(made, grant={"ends": 10} | FIVE)
    assert min(month for (month,) in in_all) <= 10 < max(month for (month,) in in_all)
    for (month,), pence_there in in_all.items():
        assert by_payer == by_payer | {(month, "grant" if month <= 10 else "authority"): pence_there}
    assert len(by_payer) == len(in_all)
    assert {row["purpose"] for row in rows if row["payer"] == "authority"} >= {"after_grant"}
    assert "match" not in {row["purpose"] for row in rows}


def test_others_pay_the_part_that_they_add_year_by_year(made):
    """By hand: in the first year nobody adds, in the second 15,000 to 5,000, three quarters, to the penny."""
    by_payer, in_all, _ = paid_by(made, budget=(30_000, 5_000), match_funding=(0, 15_000))
    later = [month for (month,) in in_all if month > 12]
    assert later and all(by_payer[month, "grant"] == in_all[month,] for (month,) in in_all if month <= 12)
    for month in later:
        assert by_payer[month, "authority"] == pytest.approx(0.75 * in_all[month,], abs=1.0)
        assert by_payer[month, "authority"] + by_payer[month, "grant"] == in_all[month,]


def test_no_grant_pays_for_what_goes_on_anyway_and_each_row_stands_once(made):
    """One programme by a usual service and by an offer: the grant pays the offer's sessions alone, pence add up."""
    luck = np.random.default_rng(11)
    own = {"programme": "couple_counselling", "found": ["health_visitor"], "places_a_month": 5.0, "begins": 1}
    usual = own | {"usual": True}
    both = [Strategy(name="first", offer=[usual]), Strategy(name="ours", offer=[usual, own])]
    scenario = made.scenario(both)
    figures, book = made.figures_of(both), Book(scenario, 1.0, made.NOBODY, FIGURES)
    spending = Spending(scenario, made.World(24, 1.0), made.NOBODY)
    outcomes = [made.lived(luck, one, figures) for one in both]
    spending.add(outcomes)
    book.add(outcomes, figures)
    rows = money_rows(book.finished(), scenario, spending.rows(), FIGURES)
    sessions = [row for row in rows["ledger"] if row["purpose"] == "sessions"]
    assert {row["who"] for row in sessions if row["strategy"] == "first"} == {"authority"}
    assert {row["who"] for row in sessions if row["strategy"] == "ours"} == {"authority", "grant"}
    once = [tuple(row[name] for name in ("strategy", "month", "purpose", "whose", "who")) for row in sessions]
    assert len(set(once)) == len(once)
    costs = {row["strategy"]: pence(row["estimate"]) for row in spending.rows() if row["item"] == "sessions"}
    assert {name: amount for (name,), amount in totals(sessions, "strategy").items()} == costs
    assert ("usual", "authority") in {(row["purpose"], row["payer"]) for row in rows["payer_map"]}


def test_families_time_and_wellbeing_are_apart(made):
    """No double counting: what is not public money is in no fiscal row, and fiscal gains are in none of wellbeing."""
    tables, _, _ = told(made, np.random.default_rng(3), draws=(0, 1))
    rows = tables["ledger"]
    assert {row["who"] for row in rows if row["account"] == "social"} == {"families"}
    assert {row["purpose"] for row in rows if row["account"] == "social"} == {"time"}
    wellbeing = [row for row in rows if row["account"] == "wellbeing"]
    assert {(row["flow"], row["who"]) for row in wellbeing} == {("gains", "families")}
    gains = {row["purpose"] for row in rows if row["flow"] == "gains" and row["account"] == "fiscal"}
    assert gains == {"distress", "violence", "difficulties"}
    assert not [row for row in rows if row["strategy"] == "first" and row["flow"] == "gains"]


def test_gainers_gain_what_is_averted_at_its_value(made):
    """By hand from the counts: months of mothers in distress, fewer, a twelfth of a year's services each."""
    luck = np.random.default_rng(5)
    scenario = made.scenario([made.strategy(luck, "first"), made.strategy(luck, "ours")])
    figures, book = made.figures_of(scenario.strategies), Book(scenario, 2.0, made.NOBODY, FIGURES)
    first, ours = (made.lived(luck, one, figures) for one in scenario.strategies)
    book.add([first, ours], figures)
    found = book.finished().gainers["ours"]
    from famsim.model.counts import Count

    fewer = int((first.series - ours.series)[:, Count.MOTHERS_DISTRESSED].sum())
    by_hand = fewer / 12 * 913 * 100 * 2.0
    nhs, authority = (found["fiscal", "distress", who].sum() for who in ("nhs", "authority"))
    assert nhs + authority == pytest.approx(by_hand) and nhs == pytest.approx(0.92 * by_hand)
    points = found["wellbeing", "wellbeing", "families"].sum()
    assert points == pytest.approx(fewer / 12 * 0.7 * 13_000 * 73.0337 / 80.8738 * 100 * 2.0)


def test_what_goes_on_anyway_is_no_cost_of_a_strategy(made):
    """Where usual services go on, a strategy's ledger is what it costs beyond them: the same strategy, nothing."""
    luck = np.random.default_rng(8)
    one = made.strategy(luck, "first")
    two = one.model_copy(update={"name": "ours"})
    scenario = made.scenario([one, two])
    figures = made.figures_of(scenario.strategies)
    book = Book(scenario, 1.0, made.NOBODY, FIGURES)
    book.usual = True
    first = made.lived(np.random.default_rng(9), one, figures)
    ours = made.lived(np.random.default_rng(9), two, figures)
    book.add([first, ours], figures)
    found = book.finished()
    assert all(not amounts.any() for amounts in found.lines["ours"].values())
    assert any(amounts.any() for amounts in found.lines["first"].values())
