"""The tables beside the comparison's: levels and facts, by hand."""

from dataclasses import replace

import pytest

from famsim.questions.compare.tables.facts import report_tables


@pytest.fixture(scope="module")
def tables(comparison):
    return report_tables(comparison)


def test_levels_are_means_over_runs(tables, comparison):
    runs = comparison.tables["outcomes"]
    rows = runs[(runs.group == "all") & (runs.measure == "losses") & runs.run_id.str.startswith("as now/")]
    level = tables["levels"]
    level = level[(level.strategy == "as now") & (level.group == "all") & (level.measure == "losses")]
    assert level["value"].iloc[0] == pytest.approx(rows["value"].mean())


def test_what_is_worth_having_is_worked_out_from_the_register(comparison):
    """By hand: .2% of 50,000 couples are 100, and 1% of 90,000 months 900; a share and a score have the figure itself.

    Couples are those of an average month under the first strategy: 1,800,000 couple-months in 36 months. Over three
    years .2% of couples are .0667% a year; .05 SD of children's difficulties are .05 x (6 + 5.5) / 2 points.
    """
    runs = comparison.tables["outcomes"].copy()
    for measure, value in (("couple_months", 1_800_000.0), ("child_months_in_harm", 90_000.0)):
        runs.loc[(runs.measure == measure) & (runs.group == "all"), "value"] = value
    table = report_tables(replace(comparison, tables=comparison.tables | {"outcomes": runs}))["worthwhile"]
    smallest = table[table.group == "all"].set_index("measure")["smallest"]
    expected = {"fewer_partings": 100, "stay_in_harm": 100, "child_months_in_harm": 900, "mothers_harmed": 0.5}
    expected |= {"children_distressed_couple": 0.5, "quality": 0.05, "sdq": 0.2875, "separation_rate": 0.2 / 3}
    assert {name: smallest[name] for name in expected} == pytest.approx(expected)


def test_a_scenario_sets_what_it_thinks_worth_having(comparison):
    """In `[evidence]`, like any figure: half as large a share of couples is half as many."""
    scenario = comparison.scenario.with_(evidence={"worthwhile.couples": 0.1})
    ours, theirs = (
        report_tables(one)["worthwhile"].set_index(["group", "measure"])["smallest"]["all", "fewer_partings"]
        for one in (replace(comparison, scenario=scenario), comparison)
    )
    assert ours == pytest.approx(theirs / 2)


def test_the_effect_of_places_is_said_from_end_to_end(tables):
    """By definition: nine steps lie between the first decile and the tenth."""
    facts, figures = tables["facts"].set_index("name")["value"], tables["parameters"].set_index("name")
    row = figures.loc["quality.by_decile"]
    ends = [facts[f"deprivation_effect{end}"] for end in ("", "_low", "_high")]
    assert ends == pytest.approx([9 * row["value"], 9 * row["low"], 9 * row["high"]])
