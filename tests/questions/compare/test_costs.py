"""What a strategy costs where there is little room: nothing without its interval, and no family helped by nothing."""

import math

import pytest

from famsim.questions.compare.tables.facts import report_tables
from famsim.questions.compare.told.costs import cost, cost_in_short, helped_in_short, total_in_short
from famsim.writing.cited import Writing


@pytest.fixture
def told(comparison):
    """Return a maker of what is said of the first strategy beside the comparator, its summary changed."""

    def tell(what, **changes):
        tables = report_tables(comparison)
        writing = Writing(tables | {"summary": tables["summary"].assign(**changes)})
        said = what(writing, comparison.scenario.strategies[1].name)
        return [writing.printed(one) for one in said] if isinstance(said, list) else writing.printed(said)

    return tell


def test_narrow_columns_have_pounds_and_the_cost_of_one_family_with_intervals(told):
    """By hand: 99,765.80 pounds, a half to 2.1 times as much, for 345.6 families at 288.70 each (211.20 to 391.30)."""
    assert told(cost_in_short) == ["£99.8k (£49.9k\u2013£210k)", "£289 (£211\u2013£391)"]
    assert told(total_in_short) == "£99.8k, 2013/14 prices"
    assert "£289 (95% interval £211 to £391) for each of the 346 families" in told(cost)


def test_a_cost_that_may_be_any_larger_has_no_upper_limit(told):
    """Where so few may be helped that no number bounds it: at least, never infinity or a blank."""
    assert told(cost_in_short, per_family_high=math.inf)[1] == "£289 (£211 or more)"
    assert told(cost_in_short, per_family_low=math.nan, per_family_high=math.nan)[1] == "£289 (too few to say)"


def test_where_nobody_is_helped_nothing_is_divided(told):
    nobody = {"helped": 0.0, "helped_with_effect": 0.0, "per_family_helped": math.nan}
    assert told(cost_in_short, **nobody)[1] == "nobody helped"
    fewer = {"helped": -3.0, "helped_with_effect": -3.0, "per_family_helped": math.nan}
    assert told(cost_in_short, **fewer)[1] == "fewer helped than without"


def test_a_session_with_no_shown_effect_helps_nobody(told):
    """Families reached by it are not families helped, and have no cost for each helped."""
    none = {"helped_with_effect": 0.0, "per_family_helped": math.nan}
    assert told(cost_in_short, **none)[1] == "no shown help" and "£289" not in told(cost, **none)
    assert told(helped_in_short, **none) == "0 (of 346)"
    assert told(helped_in_short, helped_with_effect=100.0) == "100 (of 346)"
    assert told(helped_in_short) == "346"
