"""What a strategy costs where there is little room: nothing without its interval."""

from famsim.questions.compare.costs import cost_in_short, total_in_short
from famsim.questions.compare.facts import report_tables
from famsim.writing.cited import Writing


def test_a_narrow_column_has_pounds_interval_and_the_cost_of_one_family(comparison):
    """By hand: 99,765.80 pounds, a half to 2.1 times as much, for 345.6 families at 288.70 each."""
    writing, name = Writing(report_tables(comparison)), comparison.scenario.strategies[1].name
    assert writing.printed(cost_in_short(writing, name)) == "£99.8k (£49.9k to £210k), £289 each"
    assert writing.printed(total_in_short(writing, name)) == "£99.8k"


def test_where_nobody_is_helped_nothing_is_divided(comparison):
    tables = report_tables(comparison)
    writing = Writing(tables | {"summary": tables["summary"].assign(helped=0.0, per_family_helped=float("nan"))})
    name = comparison.scenario.strategies[1].name
    assert writing.printed(cost_in_short(writing, name)).endswith(", nobody helped")
