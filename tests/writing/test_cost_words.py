"""What a strategy costs, in words: nothing without its interval and the year of its prices."""

from famsim.questions.compare.tables.facts import report_tables
from famsim.runs.costs import ITEMS, TOTAL
from famsim.writing.cited import Writing
from famsim.writing.costs import cost_in_words, total_in_words


def printed(comparison, words, name, **changed):
    tables = report_tables(comparison) | changed
    writing = Writing(tables)
    return writing.printed(words(writing, name))


def test_a_cost_says_how_much_how_sure_of_which_year_and_for_what(comparison):
    """By hand: the second strategy costs 99,765.80 pounds, a half to 2.1 times as much, a tenth on each item."""
    name = comparison.scenario.strategies[1].name
    text = printed(comparison, cost_in_words, name)
    assert text.startswith("£99,800 (95% interval £49,900 to £210,000), 2013/14 prices; of it ")
    assert all(item.says in text for item in ITEMS.values()) and text.count("£9,980") == len(ITEMS) - 1
    assert printed(comparison, total_in_words, name) == "£99,800 (£49,900 to £210,000)"


def test_what_nothing_is_spent_on_is_not_listed(comparison):
    costs, name = comparison.tables["costs"].copy(), comparison.scenario.strategies[1].name
    costs.loc[costs.item != TOTAL, "estimate"] = 0.0
    costs.loc[costs.item == "sessions", "estimate"] = 99_765.8
    text = printed(comparison, cost_in_words, name, costs=costs)
    assert text.endswith("; of it sessions £99,800")
