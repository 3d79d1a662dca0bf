"""The report's first page tells sums below nothing, and fewer families helped, in words."""

from famsim.handover.report.first_page import price
from famsim.questions.compare.tables.facts import report_tables
from famsim.runs import TOTAL
from famsim.writing import Writing


def test_what_costs_less_and_helps_fewer_than_the_first_is_told_so(comparison):
    """By hand: one strategy costs GBP 206,000 less than the first and helps 35 fewer; the other stays as it is."""
    first, mine, other = (one.name for one in comparison.scenario.strategies)
    tables = report_tables(comparison)
    costs, summary = tables["costs"].copy(), tables["summary"].copy()
    costs.loc[(costs.strategy == mine) & (costs.item == TOTAL), "estimate"] = -206_000.0
    summary.loc[summary.strategy == mine, "helped_with_effect"] = -35.0
    writing = Writing(tables | {"costs": costs, "summary": summary})
    said = writing.printed(price(writing, [first, mine, other]))
    assert said.startswith("**What they cost:** from £206,000 less (") and "35 fewer families helped" in said
