"""Prices of other years: by the published deflator, worked by hand; a price without a year is refused by name."""

import pytest

from famsim.errors import FamsimError, ScenarioError
from famsim.evidence import the_register
from famsim.scenario import (
    brought,
    change,
    config_hash,
    deflator,
    figures_of,
    financial_year,
    load_scenario,
    parse_scenario,
    prices_of,
    register_year,
    scenario_toml,
    shipped_text,
)

NEWCASTLE = shipped_text("newcastle")
OWN = """
[programme.evenings]
sessions = 6
cost_per_session = { value = 60, range = [40, 90], price_year = 2027, source = "our accounts" }
effects = { coparenting = { value = 0.1, range = [0, 0.2], half_life = 9 } }
"""


def newcastle(more: str = "", asked: str = ""):
    return parse_scenario(NEWCASTLE.replace("months = 120", f"months = 120\n{asked}", 1) + more)


def test_the_series_is_the_published_one():
    """Rows gdpdefl_2010_11 to gdpdefl_2028_29: its ends, its base and the year of the register's costs."""
    series = the_register()["evaluation.gdp_deflator"].elements
    assert len(series) == 2029 - 2011 + 1
    assert [deflator(year) for year in (2011, 2014, 2025, 2027, 2029)] == [68.8561, 73.0337, 100.0, 105.3095, 109.3571]
    assert list(series) == sorted(series)


@pytest.mark.parametrize(
    ("pounds", "of", "to", "by_hand"),
    [
        (100.0, 2014, 2025, 136.92),  # 100 x 100 / 73.0337
        (43.0, 2014, 2027, 62.00),  # 43 x 105.3095 / 73.0337: an hour of a nurse
        (136.0, 2024, 2014, 103.34),  # 136 x 73.0337 / 96.1117: debt advice, which the register has as 103
        (60.0, 2027, 2014, 41.61),
        (7.0, 2020, 2020, 7.0),
    ],
)
def test_pounds_of_one_year_in_those_of_another(pounds, of, to, by_hand):
    assert pounds * brought(of, to) == pytest.approx(by_hand, abs=0.005)
    assert pounds * brought(of, to) * brought(to, of) == pytest.approx(pounds, rel=1e-12)


@pytest.mark.parametrize("year", [2010, 2030, 0])
def test_a_year_of_which_no_deflator_was_read_is_refused(year):
    with pytest.raises(FamsimError, match="2011 to 2029"):
        brought(2014, year)
    with pytest.raises(ScenarioError, match=r"line \d+: scenario.price_year: .*2011 to 2029"):
        newcastle(asked=f"price_year = {year}")


def test_a_scenario_asks_for_the_year_of_its_pounds():
    """No life hangs on it: a run keeps its name, the whole question has another."""
    plain, later = newcastle(), newcastle(asked="price_year = 2027")
    assert prices_of(plain) == (register_year(), 1.0)
    assert prices_of(later).year == 2027 and prices_of(later).factor == pytest.approx(105.3095 / 73.0337)
    assert config_hash(plain) != config_hash(later)
    assert config_hash(plain, plain.strategies[1]) == config_hash(later, later.strategies[1])
    assert config_hash(newcastle(asked=f"price_year = {register_year()}")) == config_hash(plain)
    assert config_hash(parse_scenario(scenario_toml(later))) == config_hash(later)
    assert prices_of(change(plain, price_year=2020)).year == 2020
    assert financial_year(2027) == "2026/27"


def test_an_own_programme_costs_what_it_did_in_its_year():
    """By hand: 60, 40 and 90 pounds x 73.0337 / 105.3095."""
    own = newcastle(OWN)
    cost = figures_of(own)["programmes.evenings.cost_per_session"]
    assert (cost.value, cost.low, cost.high) == pytest.approx((41.61, 27.74, 62.42), abs=0.005)
    assert cost.price_year == register_year() and "2026/27" in cost.page
    again = parse_scenario(scenario_toml(own))
    assert again.programmes == own.programmes and config_hash(again) == config_hash(own)


PRICED = '[money]\nprices_of = 2027\nprices = { "costs.conversation" = 22 }\n'


def test_own_prices_are_brought_to_the_register():
    """By hand: 22 x 73.0337 / 105.3095 = 15.26; written out they stay so."""
    mine = newcastle(PRICED)
    assert mine.evidence["costs.conversation"] == pytest.approx(15.257, abs=5e-4)
    again = parse_scenario(scenario_toml(mine))
    assert again.evidence == mine.evidence and config_hash(again) == config_hash(mine)
    changed = change(load_scenario("newcastle"), money={"prices": {"costs.conversation": 22.0}, "prices_of": 2027})
    assert changed.evidence == mine.evidence


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("prices_of = 2027\n", "", "money.prices: costs.conversation is a price without a year"),
        ("= 22 }", "= 122 }", r"costs.conversation: 122.* out of range.* 8.652 to 50.47 GBP in 2026/27 prices"),
        ("costs.conversation", "costs.conversatoin", "did you mean 'costs.conversation'"),
        ("costs.conversation", "stress.arrears", "'stress.arrears' is not in money"),
        ("= 22 }", "= [22, 23] }", "one number"),
        ("2027", "2031", "2011 to 2029"),
        ("[money]", '[evidence]\n"costs.conversation" = 15\n[money]', "evidence. sets it too"),
    ],
)
def test_a_price_that_cannot_be_used_is_refused_by_name(old, new, says):
    assert old in PRICED
    with pytest.raises(ScenarioError, match=f"line [0-9]+: .*{says}"):
        newcastle(PRICED.replace(old, new, 1))
