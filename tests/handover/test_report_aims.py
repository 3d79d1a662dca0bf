"""The order of strategies by the aim of the first phase and by that of the second. Worked by hand."""

import math
from pathlib import Path

import pandas as pd
import pytest

from famsim.handover.report.aims import is_turned, places
from famsim.handover.report.composed import compose
from famsim.results import kept

EXAMPLE = Path(__file__).parents[2] / "results" / "example"


def differences(partings, conflict, few=()):
    """Return a table in which strategies a, b and c bring so many fewer partings and so many months of conflict."""
    rows = [
        (name, "all", measure, value, 9.0 if (name, measure) in few else math.nan)
        for measure, values in (("fewer_partings", partings), ("child_months_harmful", conflict))
        for name, value in zip("abc", values, strict=True)
    ]
    return {"differences": pd.DataFrame(rows, columns=["strategy", "group", "measure", "estimate", "at_most"])}


@pytest.mark.parametrize(
    ("partings", "conflict", "first", "second", "turned"),
    [
        ((3, 2, 1), (-30, -20, -10), [1, 2, 3], [1, 2, 3], False),  # the most of both
        ((3, 2, 1), (-10, -20, -30), [1, 2, 3], [3, 2, 1], True),  # who leads depends on what is aimed at
        ((3, 2, 2), (-30, -20, -20), [1, 2, 2], [1, 2, 2], False),
        ((-1, 0, 5), (4, 0, -1), [3, 2, 1], [3, 2, 1], False),  # harm counts against
    ],
)
def test_places_are_by_what_is_good_under_each_aim(partings, conflict, first, second, turned):
    found = places(differences(partings, conflict))
    assert (found["first"].tolist(), found["second"].tolist(), is_turned(found)) == (first, second, turned)


def test_a_strategy_that_cannot_be_told_has_no_place():
    found = places(differences((3, 2, 1), (-10, -20, -30), few={("b", "child_months_harmful")}))
    assert found["second"].tolist()[0::2] == [2, 1] and math.isnan(found["second"][1])
    assert is_turned(found)


def test_a_strategy_that_is_known_to_change_nothing_has_its_place():
    """One that makes no offer stands at 0, before what does harm and behind what does good."""
    table = differences((3, 0, -1), (-10, 0, 20))["differences"]
    table.loc[table["strategy"] == "b", "at_most"] = 0.0
    found = places({"differences": table})
    assert found["first"].tolist() == found["second"].tolist() == [1, 2, 3]


def test_what_was_lived_is_put_in_both_orders(kept_folder, comparison):
    """The made-up comparison, sorted another way."""
    told = compose(kept(kept_folder))
    table = comparison.tables["differences"]
    mine = table[(table.group == "all") & (table.measure == "child_months_harmful")].sort_values("estimate")
    placed = told.writing.tables["aims"].sort_values("second")
    assert placed["strategy"].tolist() == mine["strategy"].tolist()
    assert "two aims" in told


def test_the_shipped_example_turns_between_the_aims():
    """In lives that are kept: who leads, read from the table of differences by hand."""
    found = kept(EXAMPLE)
    table = compose(found).writing.tables["differences"].query("group == 'all'").set_index(["measure", "strategy"])
    most = table.estimate.xs("fewer_partings").idxmax()
    least = table.estimate.xs("child_months_harmful").idxmin()
    assert most != least
    said = compose(found).text("two aims")
    assert f"The order turns: by estimates {most} leads under the first aim, {least} under the second." in said


def test_nothing_is_ranked_where_the_offer_is_an_illustration(make, tmp_path):
    from dataclasses import replace

    from famsim.questions.compare.result import study_of

    leeds = replace(study_of(make(area="leeds")), drawn=dict).save(tmp_path / "leeds")
    assert "two aims" not in compose(kept(leeds))
