"""A sweep with the real model: what is kept is what `famsim run` gives, however it was worked on."""

import shutil
import sqlite3
import tomllib
from contextlib import closing

import numpy as np
import pytest

import famsim as fs
from famsim.errors import FamsimError, StoreError, StoreWarning
from famsim.population import Starts, world_of
from famsim.questions.run import simulate
from famsim.questions.sweep import Plan, Shard, export, forecast, latest, merged, read_shard, status_of, verify_runs
from famsim.questions.sweep.plan import asked_text
from famsim.runs import Swept, sweep_life
from famsim.scenario import canonical, change
from famsim.store import RunAbout, Store

UNIQUE = 10  # runs: as now, which reads no figure moved, and 4 points of the strategy, each twice; 16 rows in tables
ROWS = "SELECT key, status, sha256, payload, strategy, draw, replicate FROM run ORDER BY key"


def rows(path):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(ROWS).fetchall()


@pytest.fixture(scope="module")
def sweep(store_of_small):
    """The small sweep again: everything is kept, so no worker is started."""
    return fs.sweep(store_of_small.with_suffix(".toml"), store_of_small, jobs=1)


def test_a_kept_run_is_what_famsim_run_says(sweep):
    """The last point, second repetition: places 60, take-up .6, staff training at 900 pounds."""
    runs, outcomes = sweep.tables["runs"], sweep.tables["outcomes"]
    (one,) = runs[(runs.strategy == "newcastle") & (runs.point == 3) & (runs.rep == 1)].itertuples()
    scenario = change(
        sweep.experiment.cells[0], evidence={"costs.training": 900, "programmes.new_parent_group.take_up": 0.6}
    )
    scenario = scenario.with_(strategies={"newcastle": {"offers": {1: {"places_a_month": 60}}}})
    theirs = simulate(scenario, "newcastle", reps=2).tables["outcomes"]
    theirs = theirs[(theirs.run_id == "newcastle/d0/r1") & (theirs.group == "all")].set_index("measure").value
    mine = outcomes[outcomes.run_id == one.run_id].set_index("measure").value.drop("set_up_cost")
    np.testing.assert_array_equal(mine, theirs[mine.index])


def test_a_difference_is_paired(sweep):
    outcomes, differences = sweep.tables["outcomes"], sweep.tables["differences"]
    values = outcomes.set_index(["run_id", "measure"]).value
    assert len(differences) == 8 * 44 and set(differences.baseline) == {"business as usual"}
    for row in differences[differences.measure == "helped"].itertuples():
        without = row.run_id.replace("newcastle/", "business as usual/")
        assert row.difference == values[row.run_id, "helped"] - values[without, "helped"] > 0


def test_a_key_is_that_of_the_scenario_with_its_figures(sweep):
    """No scenario is made for each point, and yet the text is the canonical one."""
    scenario = sweep.experiment.cells[0]
    figures = {"programmes.new_parent_group.take_up": 0.5}
    whole = change(scenario, evidence=dict(scenario.evidence) | figures)
    assert asked_text(scenario, scenario.strategies[1], figures) == canonical(whole, scenario.strategies[1])


def test_shards_and_workers_make_no_difference(sweep, store_of_small, sweep_alone, tmp_path):
    """Two shards by one worker each, merged, are the store that two workers filled, to the byte."""
    paths = [tmp_path / "1.sqlite", tmp_path / "2.sqlite"]
    for number, path in enumerate(paths, 1):
        found = sweep_alone(sweep.experiment, path, Shard(number, 2))
        assert found.status.complete and 0 < found.status.runs < UNIQUE
    whole, done = merged(tmp_path / "whole.sqlite", paths)
    assert whole.status.complete and done == {"stored": UNIQUE}
    assert rows(whole.path) == rows(store_of_small)


def test_what_is_missing_is_run_and_nothing_else(sweep, store_of_small, tmp_path):
    path = tmp_path / "a.sqlite"
    shutil.copy(store_of_small, path)
    with Store(path) as store:
        store._connection.execute("DELETE FROM run WHERE rowid % 5 = 0")
        store._connection.execute("UPDATE run SET finished = 'before'")
    seen = []
    again = fs.sweep(sweep.experiment, path, jobs=1, progress=lambda done, total: seen.append((done, total)))
    assert again.status.complete and seen[0] == (UNIQUE - 2, UNIQUE) and seen[-1] == (UNIQUE, UNIQUE)
    assert rows(path) == rows(store_of_small)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM run WHERE finished = 'before'").fetchone() == (UNIQUE - 2,)


def test_strategies_branch_from_the_first_ones_past(load, store_of_small, sweep_alone, tmp_path):
    """Twelve months as the first, six of their own: the first one's runs are there, each is as if lived whole."""
    path = tmp_path / "a.sqlite"
    shutil.copy(store_of_small, path)
    experiment = load(("reps = 2", "reps = 2\nbranch_at = 12"))
    with Store(path) as store:
        assert (
            forecast(Plan(experiment), store, 1, Shard()).to_run == UNIQUE - 2
        )  # of the first, which reads no figure, one a repetition
    assert sweep_alone(experiment, path).status.complete
    with Store(path) as store:
        assert verify_runs(Plan(experiment), store, 2) == (2, [])
        keys = [one.key for one in Plan(experiment).runs() if one.place]
        yearly = [store.get(key)["yearly"] for key in keys]
        idle = [store.get(one.key)["yearly"] for one in Plan(experiment).runs() if not one.place]
    assert all(any((year[0] == one[0]).all() for one in idle) for year in yearly)
    assert not all(any((year[1] == one[1]).all() for one in idle) for year in yearly)


def test_more_repetitions_keep_what_is_done(sweep, store_of_small, tmp_path, sweep_alone):
    path = tmp_path / "a.sqlite"
    shutil.copy(store_of_small, path)
    larger = sweep.experiment.more(reps=1)
    with Store(path) as store:
        assert forecast(Plan(larger), store, 2, Shard()).to_run == UNIQUE // 2
    found = sweep_alone(larger, path)
    assert found.status.runs == UNIQUE * 3 // 2 and found.status.complete
    assert set(rows(store_of_small)) < set(rows(path))
    with Store(path) as store:
        assert latest(store).about.reps == 3


def test_verify_finds_what_does_not_come_out(sweep, store_of_small, tmp_path):
    """Planted: a row that was sealed with another run's numbers."""
    path = tmp_path / "a.sqlite"
    shutil.copy(store_of_small, path)
    plan = Plan(sweep.experiment)
    with Store(path) as store:
        assert verify_runs(plan, store, 3) == (3, [])
        kept = store.keys()
        for key in kept:
            arrays = store.get(key)
            arrays["total"] = arrays["total"] + 1
            values = store._connection.execute("SELECT * FROM run WHERE key = ?", [key]).fetchone()
            store._connection.execute("DELETE FROM run WHERE key = ?", [key])
            about = RunAbout(*values[1:12])
            store.put(key, arrays, about)
        checked, problems = verify_runs(plan, store, 2)
    assert checked == 2 and len(problems) == 2


def test_a_store_of_another_experiment_is_refused(sweep, store_of_small, load):
    before = rows(store_of_small)
    with pytest.raises(StoreError, match="'places', not 'others'"):
        fs.sweep(load(('name = "places"\nq', 'name = "others"\nq')), store_of_small)
    assert rows(store_of_small) == before


def test_stores_of_different_experiments_or_of_no_sweep_are_not_merged(load, store_of_small, tmp_path):
    """Merged they would be a store that neither experiment's file may go on with; nothing is written."""
    other, plain, into = (tmp_path / name for name in ("other.sqlite", "plain.sqlite", "into.sqlite"))
    with Store(other) as store, Store(plain):
        store.note(load(('name = "places"\nquestion', 'name = "rooms"\nquestion')).note)
    for shards, says in (([store_of_small, other], "'places', not 'rooms'"), ([store_of_small, plain], "no sweep")):
        with pytest.raises(StoreError, match=says):
            merged(into, shards)
        assert not into.exists()
    before = other.read_bytes()
    with pytest.raises(StoreError, match="'rooms', not 'places'"):
        merged(other, [store_of_small])
    assert other.read_bytes() == before


def test_a_store_whose_question_is_damaged_is_not_said_to_be_of_no_sweep(store_of_small, tmp_path, load):
    """One sign of the question changed: the file again goes on with every run that is there."""
    path = shutil.copy(store_of_small, tmp_path / "a.sqlite")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE asked SET said = replace(said, 'worth', 'north')")
    with Store(path) as store:
        with pytest.raises(StoreError, match="damaged; allowed: the experiment's file again"):
            latest(store)
        store.note(load().note)
        assert status_of(Plan(latest(store)), store).complete


def test_runs_of_another_version_are_told_of_and_not_used(sweep, store_of_small, tmp_path):
    path = tmp_path / "a.sqlite"
    shutil.copy(store_of_small, path)
    with Store(path) as store:
        store.put("0" * 64, {}, RunAbout("famsim 0.0.1+abc", 1, 0, 0, "newcastle", "newcastle"))
    with pytest.warns(StoreWarning, match="1 runs are of another version"):
        assert fs.sweep(sweep.experiment, path, jobs=1).status.runs == UNIQUE


def test_numbers_out_of_range_are_refused(sweep, tmp_path):
    for jobs in (0, 257, 1.5):
        with pytest.raises(FamsimError, match="jobs"):
            fs.sweep(sweep.experiment, tmp_path / "a.sqlite", jobs=jobs)
    for shard in ("0/2", "3/2", "1", "a/b", "1/100000", "-1/2"):
        with pytest.raises(FamsimError, match="shard"):
            read_shard(shard)
    assert not (tmp_path / "a.sqlite").exists()


@pytest.mark.parametrize("kind", ["csv", "parquet", "arrow", "xlsx"])
def test_an_export_holds_every_row_and_runs_nothing(sweep, store_of_small, tmp_path, kind):
    """The same numbers in each kind; a failed run is a row; a text that begins like a formula is a text."""
    import pandas as pd

    pytest.importorskip({"csv": "pandas", "xlsx": "openpyxl"}.get(kind, "pyarrow"))
    path = tmp_path / "a.sqlite"
    shutil.copy(store_of_small, path)
    plan = Plan(sweep.experiment)
    with Store(path) as store:
        (key,) = {run.key for run in plan.runs() if (run.place, run.point, run.rep) == (1, 3, 1)}
        store._connection.execute("UPDATE run SET status = 'failed', error = '=1+1' WHERE key = ?", [key])
        written = export(plan, store, tmp_path / "out", kind)
        assert status_of(plan, store).failed == 1
    assert written["runs"] == 16 and written["outcomes"] == 15 * 44
    with pytest.raises(FamsimError, match="there already"):
        export(plan, store, tmp_path / "out", kind)
    if kind == "xlsx":
        book = pd.read_excel((tmp_path / "out").open("rb"), sheet_name=None)
        found = book["runs"], book["outcomes"]
    elif kind == "csv":
        found = tuple(pd.read_csv(tmp_path / "out" / f"{name}.csv") for name in ("runs", "outcomes"))
    else:
        read = {"parquet": pd.read_parquet, "arrow": pd.read_feather}[kind]
        found = tuple(read(tmp_path / "out" / f"{name}.{kind}") for name in ("runs", "outcomes"))
    runs, outcomes = found
    assert list(runs[runs.status == "failed"].error) == ["'=1+1" if kind == "csv" else "=1+1"]
    theirs = sweep.tables["outcomes"].merge(outcomes, on=["run_id", "group", "measure"])
    assert len(theirs) == 15 * 44
    np.testing.assert_allclose(theirs.value_x, theirs.value_y, rtol=1e-11, atol=1e-12)
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []


def test_a_store_of_two_experiments_says_so_in_python_too(load, store_of_small, tmp_path):
    """As the command line does: the second has one repetition of another number of months, so runs of its own."""
    path = tmp_path / "both.sqlite"
    shutil.copy(store_of_small, path)
    other = load(("months = 18", "months = 7"), ("reps = 2", "reps = 1"))
    with pytest.warns(StoreWarning, match=f"also holds {UNIQUE} runs of 1 other experiment, left alone"):
        fs.sweep(other, path, jobs=1)


def test_what_a_strategy_does_not_read_changes_nothing_of_its_run(sweep):
    """To the bit: figures of staff and costs where nobody is helped, of another programme where somebody is."""
    scenario = sweep.experiment.cells[0]
    nobody, somebody = scenario.strategies
    figures = {"staff.sensitivity_untrained": 0.45, "costs.conversation": 35.0, "support.partner_factor": 0.9}
    others = {"programmes.couple_counselling.take_up": 0.6, "programmes.coached_online.d_level": 0.9}
    runs = [Swept(nobody, {}), Swept(nobody, figures), Swept(somebody, {}), Swept(somebody, others)]
    first, second, third, fourth = sweep_life(Starts(world_of(scenario)), runs, 0, 0)
    for one, other in ((first, second), (third, fourth)):
        assert all(np.array_equal(one[name], other[name]) for name in one)


def test_pounds_are_of_the_scenario_s_year(store_of_small, sweep, tmp_path):
    """By hand: a pound of 2013/14 is 105.3095 / 73.0337 of 2026/27; nothing else moves, and no run is lived again."""
    path = tmp_path / "later.sqlite"
    path.write_bytes(store_of_small.read_bytes())
    tables = tomllib.loads(store_of_small.with_suffix(".toml").read_text(encoding="utf-8"))
    tables["experiment"]["scenarios"] = [fs.load_scenario("newcastle").with_(price_year=2027)]
    seen = []
    later = fs.sweep(tables, path, jobs=1, progress=lambda done, total: seen.append((done, total)))
    same = ["run_id", "group", "measure"]
    both = sweep.tables["outcomes"].merge(later.tables["outcomes"], on=same, suffixes=("", "_later"))
    assert len(both) == len(sweep.tables["outcomes"]) and all(done == total for done, total in seen)
    money = both.measure.isin(["delivery_cost", "set_up_cost"])
    assert money.any() and (both[money].value > 0).any()
    np.testing.assert_allclose(both[money].value_later, both[money].value * 105.3095 / 73.0337, rtol=1e-6)
    np.testing.assert_array_equal(both[~money].value_later, both[~money].value)
