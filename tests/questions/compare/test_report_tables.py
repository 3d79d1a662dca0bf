"""The tables beside the comparison's: levels and facts, by hand."""

from dataclasses import replace

import pandas as pd
import pytest

from famsim.questions.compare.facts import report_tables, sides


@pytest.fixture(scope="module")
def tables(comparison):
    return report_tables(comparison)


def test_levels_are_means_over_runs(tables, comparison):
    runs = comparison.tables["outcomes"]
    rows = runs[(runs.group == "all") & (runs.measure == "losses") & runs.run_id.str.startswith("as now/")]
    level = tables["levels"]
    level = level[(level.strategy == "as now") & (level.group == "all") & (level.measure == "losses")]
    assert level["value"].iloc[0] == pytest.approx(rows["value"].mean())


def test_only_the_whole_area_is_counted_as_a_strategys_difference(comparison):
    """By definition of the headline: under how many strategies, not in how many of their groups."""
    table = comparison.tables["differences"].copy()
    table.loc[table.measure == "fewer_partings", ["low", "high"]] = [1.0, 2.0]
    table.loc[(table.measure == "fewer_partings") & (table.group == "all"), ["low", "high"]] = [-1.0, 2.0]
    facts = report_tables(replace(comparison, tables=comparison.tables | {"differences": table}))["facts"]
    facts = facts.set_index("name")["value"]
    assert (facts["fewer_partings_fewer"], facts["fewer_partings_more"]) == (0, 0)


def test_only_intervals_on_one_side_of_nought_are_counted():
    """By hand: one interval below 0, one above, one that holds it."""
    rows = pd.DataFrame({"low": [-2.0, 1.0, -1.0], "high": [-1.0, 2.0, 1.0]})
    assert sides("losses", rows) == {"losses_fewer": 1, "losses_more": 1}


def test_the_effect_of_places_is_said_from_end_to_end(tables):
    """By definition: nine steps lie between the first decile and the tenth."""
    facts, figures = tables["facts"].set_index("name")["value"], tables["parameters"].set_index("name")
    row = figures.loc["quality.by_decile"]
    ends = [facts[f"deprivation_effect{end}"] for end in ("", "_low", "_high")]
    assert ends == pytest.approx([9 * row["value"], 9 * row["low"], 9 * row["high"]])
