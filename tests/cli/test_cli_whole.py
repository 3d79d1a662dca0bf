"""Commands that run the real model on a small sample, and the folders they leave."""

import json
from contextlib import contextmanager

import pytest

from famsim.cli import demo
from famsim.measures.registry import MEASURES
from famsim.writing import pounds

SMALL = ("--families", 300, "--months", 14)


def test_compare_answers_in_json_with_the_tables_of_the_design(cli):
    """The table differences(strategy, baseline, group, measure, estimate, mc_se, low, high, n_pairs), ..."""
    said = cli("compare", "newcastle", *SMALL, "--json", "--draws", 2)
    found = json.loads(said.out)
    assert said.code == 0
    columns = {"strategy", "baseline", "group", "measure", "estimate", "mc_se", "low", "high", "n_pairs"}
    columns |= {"n_changed", "at_most"}
    assert set(found["differences"][0]) == columns
    assert set(found["series"][0]) == {"run_id", "month", "group", "measure", "value"}
    assert set(found["outcomes"][0]) == {"run_id", "group", "measure", "value"}
    assert found["scenario"]["families"] == 300
    assert found["record"]["draws"] == 2
    assert found["answer"].startswith("# Newcastle upon Tyne")


@pytest.mark.usefixtures("without_figures")
def test_what_is_kept_is_said_with_the_first_screen(cli, tmp_path):
    """With --out: the ten lines, where the rest is, and answer.md opens with the same."""
    said = cli("compare", "newcastle", *SMALL, "--out", "here")
    opening = said.out.rsplit("\n", 2)[0]
    assert (tmp_path / "here" / "answer.md").read_text(encoding="utf-8").startswith(opening)
    assert "here" in said.out.splitlines()[-1] and "\n## " not in said.out


def test_threads_change_nothing(cli):
    """Order and threads cannot change a family's luck."""
    one, two = (cli("compare", "newcastle", *SMALL, "--json", "--reps", 3, "--threads", n) for n in (1, 2))
    assert one.out == two.out


@pytest.mark.parametrize("command", [["compare", "newcastle"], ["run", "newcastle", "--strategy", "croydon"]])
@pytest.mark.usefixtures("without_figures")
def test_a_folder_is_whole_and_verifies_until_a_byte_is_changed(cli, tmp_path, command):
    """A results folder is complete, and `verify` runs it again; exit code 1 when anything differs."""
    assert cli(*command, *SMALL, "--out", "here").code == 0
    names = {file.name for file in (tmp_path / "here").iterdir()}
    assert {"record.json", "answer.md", "scenario.toml", "parameters.csv", "sources.csv", "outcomes.csv"} <= names
    assert cli("verify", "here").code == 0
    for field in ("draws", "files", "tables", "seed"):
        with changed_record(tmp_path / "here" / "record.json", field):
            found = cli("verify", "here", "--json")
            assert (found.code, json.loads(found.out)["ok"]) == (1, False)
    with (tmp_path / "here" / "outcomes.csv").open("a") as file:
        file.write("x")
    found = cli("verify", "here")
    assert found.code == 1
    assert "outcomes.csv: was changed" in found.out


@contextmanager
def changed_record(record, field):
    """Take one field out of a record for a while."""
    before = record.read_text(encoding="utf-8")
    record.write_text(json.dumps(json.loads(before) | {field: None}))
    yield
    record.write_text(before, encoding="utf-8")


def test_run_prints_every_measure_of_one_strategy(cli):
    """The registry of measures (study/measures.py) is the list."""
    said = cli("run", "newcastle", "--strategy", "croydon", *SMALL)
    assert said.code == 0
    assert all(f" {name}" in said.out for name in MEASURES)
    found = json.loads(cli("run", "newcastle", "--strategy", "croydon", *SMALL, "--json").out)
    assert {"outcomes", "series", "funnel", "costs", "summary", "runs", "scenario", "record", "answer"} == set(found)
    total = next(row for row in found["costs"] if row["item"] == "total")["estimate"]
    assert f"It costs {pounds(total)} in all, " in found["answer"] and "for each of the " in found["answer"]
    assert {row["run_id"] for row in found["outcomes"]} == {"croydon/d0/r0"}


def test_the_demo_shows_both_cases_with_pictures(cli, monkeypatch, tmp_path):
    """The two famous cases with a picture and a plain-English answer."""
    monkeypatch.setattr(demo, "FAMILIES", 300)
    monkeypatch.setattr(demo, "MONTHS", 14)
    said = cli("demo")
    assert said.code == 0
    assert "# Newcastle upon Tyne" in said.out
    assert "# Croydon" in said.out
    for case in ("newcastle", "croydon"):
        assert (tmp_path / "famsim-demo" / case / "together.png").stat().st_size > 10_000
        assert f"{case}/answer.md" in said.out.replace("\n", ""), "where all of its answer is"
    assert cli("demo").code == 2
