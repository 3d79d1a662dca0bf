"""Signal against chance in a comparison: the table worked by hand, the words, a grant, true beside measured."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from famsim.cli.ending import section_of
from famsim.cli.studies import EVALUATED
from famsim.measures import control_limits, least_change, spread_of_count, threshold
from famsim.questions.compare.drawn.figures import plot
from famsim.questions.compare.tables.evaluation import TABLE, evaluation_table, scores_of
from famsim.questions.compare.tables.facts import report_tables
from famsim.questions.compare.told.answer import answer_from
from famsim.runs import CENTRAL, Scores
from famsim.scenario import load_scenario

NAME = "@places"
COUPLES, PARTING, YEARS = 20_000.0, 600.0, 3.0


@pytest.fixture(scope="module")
def worked(comparison):
    """Return the mission map's example as a comparison: 20,000 couples, 600 part a year, 100 helped, 5 points off."""
    tables = dict(comparison.tables)
    values = {"couple_months": COUPLES * 36, "separations": PARTING * YEARS}
    outcomes = tables["outcomes"].copy()
    for measure, value in values.items():
        outcomes.loc[(outcomes.measure == measure) & (outcomes.group == "all"), "value"] = value
    differences = tables["differences"].copy()
    here = (differences.measure == "separations") & (differences.group == "all")
    differences.loc[here, "estimate"] = np.where(differences[here].strategy == NAME, -5.0 * YEARS, 0.0)
    summary = tables["summary"].assign(helped=[0.0, 0.0, 100.0 * YEARS])
    costs = tables["costs"].copy()
    total = costs.item == "total"
    costs.loc[total, "estimate"] = np.where(costs[total].strategy == NAME, 150_000.0, 0.0)
    found = {"outcomes": outcomes, "differences": differences, "summary": summary, "costs": costs}
    return replace(comparison, tables=tables | found)


@pytest.fixture(scope="module")
def tables(worked):
    return report_tables(worked)


@pytest.fixture(scope="module")
def row(tables):
    return tables["chance"].set_index("strategy").loc[NAME]


def test_the_worked_example_stands_in_the_table(row):
    """By hand: 600 +- 24; 5 fewer of 100 helped are .2 of a spread; 1,911 would have to be helped a year."""
    spread = spread_of_count(COUPLES, PARTING / COUPLES)
    assert (row.couples, row.a_year, row.helped) == (COUPLES, PARTING, 100.0)
    assert row.chance_sd == pytest.approx(24.12, abs=0.01)
    assert row.signal_to_noise == pytest.approx(0.207, abs=0.001) and not row.seen
    assert row.threshold == threshold()
    assert (row.low, row.high) == control_limits(COUPLES, 0.03)
    assert row.cut == pytest.approx(0.05)
    assert row.helped_to_be_found == pytest.approx(least_change(spread) / 0.05)
    assert row.cut_to_be_found == pytest.approx(least_change(spread) / 100.0)
    assert row.target == 595.0
    assert (row.target_low, row.target_high) == control_limits(COUPLES, 595 / COUPLES)


def test_a_grants_worth_is_its_part_of_the_cost(row):
    """By hand: 50,000 of 150,000 pounds are a third: 100 families, 5 fewer in all, .2 of a year's spread."""
    assert (row.grant, row.grant_helped) == (50_000.0, pytest.approx(100.0))
    assert row.grant_change == pytest.approx(-5.0)
    assert row.grant_signal_to_noise == pytest.approx(0.207, abs=0.001)
    assert row.grant_signal_to_noise < threshold()
    assert row.grant_seen == 0.0


def test_it_says_in_words_that_it_cannot_be_seen(worked, tables):
    """Acceptance: a grant prints its signal to noise, that it lies below its threshold, and says so."""
    text = answer_from(worked, tables)
    section = text[text.index("## Signal against chance") :].split("\n## ")[0]
    assert "0.207, not seen" in section
    assert "5 fewer partings, signal to noise 0.207, below the threshold" in section
    assert "Nowhere does it reach the threshold of 2.77" in section


def test_what_changes_much_is_seen(worked):
    """By hand: 100 fewer a year are 4.1 spreads; a strategy that helps nobody more can say nothing of a reach."""
    differences = worked.tables["differences"].copy()
    here = (differences.measure == "separations") & (differences.group == "all") & (differences.strategy == NAME)
    differences.loc[here, "estimate"] = -100.0 * YEARS
    found = replace(worked, tables=worked.tables | {"differences": differences})
    table = report_tables(found)["chance"].set_index("strategy")
    assert table.loc[NAME].signal_to_noise == pytest.approx(4.146, abs=0.001) and table.loc[NAME].seen
    other = table.drop(index=NAME).iloc[0]
    assert np.isnan(other.cut) and np.isnan(other.grant_helped) and np.isinf(other.cut_to_be_found)


def scores(couples, gain):
    """Return scores of families who all recover by .3, and gain more with help."""
    rng = np.random.default_rng(1)
    before = rng.normal(-1.0, 1.0, couples)
    later = {after: [before + 0.3 + gain] for after in (6, 12)}
    return Scores([before], later, {after: [before + 0.3] for after in (6, 12)})


def test_true_and_measured_stand_side_by_side(worked, tables, pictures):
    """Planted: a true effect of .2, a gain of .5 before and after, a comparison that is right on average."""
    found = evaluation_table(tables, {NAME: scores(400, 0.2)})
    year = found[found.months == 12].set_index("design")
    assert year.estimate.to_dict() == pytest.approx({"true": 0.2, "before and after": 0.5, "beside others": 0.2})
    assert year.loc["beside others"].families == pytest.approx(100 * 0.139, rel=1e-3)
    assert year.loc["beside others"].least > 0.2, "a grant of this size could not find it"
    text = answer_from(worked, tables | {TABLE: found})
    assert section_of(text, EVALUATED).count("\n|") > 2, "what the command prints of it when it is asked for"
    pictures.check_readable({"evaluation": plot(worked, found)["evaluation"]})


def test_too_few_to_evaluate_are_said_to_be(worked, tables):
    found = evaluation_table(tables, {NAME: scores(2, 0.2)})
    assert isinstance(found, pd.DataFrame) and found.empty
    assert "enough couples" in answer_from(worked, tables | {TABLE: found})
    assert "evaluation" not in plot(worked, found)


def test_an_evaluation_is_of_one_authority():
    from famsim.errors import FamsimError

    with pytest.raises(FamsimError, match="one authority"):
        scores_of(load_scenario("twelve"), CENTRAL)
