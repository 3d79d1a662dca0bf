"""Small counts left out of an export, and nothing left that gives them back."""

import pandas as pd
import pytest

from famsim.measures import MEASURES
from famsim.questions.sweep import Plan, export
from famsim.questions.sweep.small import COUNTS, gives_back, without_small
from famsim.store import Store


def outcomes(**values):
    """Return the outcomes of one run; measures that are not said are large."""
    rows = [("run", "all", name, float(values.get(name, 1000.0))) for name in MEASURES]
    return pd.DataFrame(rows, columns=["run_id", "group", "measure", "value"])


def blanks(below=5, **values):
    found = without_small(outcomes(**values), below)
    return set(found.measure[found.value.isna()])


def test_a_count_below_is_left_out_and_0_and_the_number_itself_stay():
    assert "births" in blanks(births=4.9) and not blanks(births=5.0) and not blanks(births=0.0)


def test_a_sum_and_a_rate_that_would_give_it_back_go_with_it():
    """Partings are losses and exits, and each has a rate by the months that couples live together."""
    assert blanks(exits=3.0) == {"exits", "exit_rate", "separations", "separation_rate"}
    assert {"losses", "loss_rate", "separations", "separation_rate"} == blanks(losses=3.0)


def test_a_step_towards_help_takes_its_cost_and_wait_along():
    """Three families helped times what a session costs is in the bill."""
    assert {"helped", "starts", "delivery_cost", "mean_wait"} <= blanks(helped=3.0)


def test_every_total_that_counts_the_same_is_found():
    """For every count: of the measures left, none counts any of it."""
    for name in COUNTS:
        left = set(MEASURES) - gives_back(frozenset([name]))
        mine = set(MEASURES[name].counts)
        assert all(not mine & {*MEASURES[one].counts, *MEASURES[one].of} for one in left)


def test_other_runs_keep_their_numbers():
    both = pd.concat([outcomes(exits=3.0), outcomes().assign(run_id="other")], ignore_index=True)
    found = without_small(both, 5)
    assert found[found.run_id == "other"].value.notna().all() and found[found.run_id == "run"].value.isna().sum() == 4


def test_an_export_leaves_differences_out_that_would_give_them_back(store_of_small, tmp_path, load):
    """Each difference is blank exactly where one of its two values is, and nothing else is."""
    pytest.importorskip("pandas")
    plan = Plan(load())
    with Store(store_of_small) as store:
        export(plan, store, tmp_path / "all", "csv")
        export(plan, store, tmp_path / "out", "csv", suppress=200)
    read = {
        (folder, name): pd.read_csv(tmp_path / folder / f"{name}.csv")
        for folder in ("all", "out")
        for name in ("outcomes", "differences")
    }
    values, whole = read["out", "outcomes"], read["all", "outcomes"]
    small = whole.measure.isin(COUNTS) & (whole.value > 0) & (whole.value < 200)
    assert small.any() and values.value[small].isna().all() and values.value.notna().any()
    blank = values.set_index(["run_id", "measure"]).value.isna()
    found = read["out", "differences"]
    for row in found.itertuples():
        other = row.run_id.replace("newcastle/", "business as usual/")
        assert pd.isna(row.difference) == (blank[row.run_id, row.measure] or blank[other, row.measure])
    assert len(found) == len(read["all", "differences"])
