"""A results folder is complete, whole or absent, replaces only our own files, and notices every later change."""

import csv
import io
import json
import os
import stat
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from famsim.errors import StoreError
from famsim.questions.compare.result import KIND, study_of
from famsim.results import folder as report_folder
from famsim.results.csvs import table_bytes
from famsim.results.record import SEAL, as_json, read_record, seal
from famsim.results.verifying import folder_problems, verify

TABLES = {"differences", "outcomes", "series", "runs", "funnel", "survival", "twins", "signal", "costs", "summary"}
RESTS_ON = {"reach", "levels", "facts", "parameters", "sources"}


def save(comparison, folder):
    """Save a comparison without its figures, which take most of the time."""
    return replace(study_of(comparison), drawn=dict).save(folder)


def wrong_in(folder):
    """Return what has changed, is missing, was added or is not plain in a folder."""
    return folder_problems(folder, read_record(folder))


@pytest.fixture(scope="module")
def saved(comparison, tmp_path_factory):
    return study_of(comparison).save(tmp_path_factory.mktemp("saved") / "results")


@pytest.fixture
def folder(saved, tmp_path):
    """Return a copy of the saved folder that a test may damage."""
    copy = tmp_path / "results"
    copy.mkdir()
    for file in saved.iterdir():
        (copy / file.name).write_bytes(file.read_bytes())
    return copy


def again(comparison):
    """Return a stand-in for a new run that comes to the same."""
    return {KIND: lambda scenario, record: study_of(comparison)}


def test_the_folder_is_complete(saved):
    names = {file.name for file in saved.iterdir()}
    assert {f"{name}.csv" for name in TABLES | RESTS_ON} <= names
    assert {"scenario.toml", "answer.md", "record.json", "together.png", "over-time.png", "differences.png"} <= names
    assert sum(name.startswith("funnel-") and name.endswith(".png") for name in names) == 2


def test_the_record_binds_every_other_file(saved):
    record = read_record(saved)
    assert set(record["files"]) | {"record.json"} == {file.name for file in saved.iterdir()}
    asked = {"config_hash", "source_hash", "seed", "draws", "reps", "version", "python", "numpy", "numba"}
    assert asked <= set(record)
    assert (record["seed"], record["draws"], record["reps"]) == (7, 2, 1)


def test_no_path_of_the_machine_is_kept(saved):
    held = b"".join(file.read_bytes() for file in saved.iterdir() if file.suffix != ".png")
    assert str(Path.home()).encode() + b"/" not in held and str(saved.parent).encode() not in held


def test_the_same_comparison_gives_the_same_bytes(saved, comparison, tmp_path):
    other = study_of(comparison).save(tmp_path / "other")
    assert {file.name: file.read_bytes() for file in other.iterdir()} == {
        file.name: file.read_bytes() for file in saved.iterdir()
    }


def test_an_untouched_folder_has_no_problems(saved, comparison):
    assert wrong_in(saved) == []
    assert verify(saved, again(comparison)) == []


@pytest.mark.parametrize("name", ["differences.csv", "answer.md", "parameters.csv", "together.png", "scenario.toml"])
def test_one_changed_byte_is_found(folder, name):
    content = bytearray((folder / name).read_bytes())
    content[-2] ^= 1
    (folder / name).write_bytes(content)
    assert any(name in problem for problem in wrong_in(folder))


def test_a_missing_file_is_found(folder):
    (folder / "costs.csv").unlink()
    assert any("costs.csv" in problem for problem in wrong_in(folder))


def test_a_changed_record_is_found(folder):
    record = json.loads((folder / "record.json").read_text())
    record["seed"] = 8
    (folder / "record.json").write_text(json.dumps(record))
    assert any("record.json" in problem for problem in wrong_in(folder))


def test_a_folder_of_the_old_ledger_says_so_and_is_not_run_again(folder):
    """Its partings were told apart by each life's own last year, so they are not compared with today's."""
    record = json.loads((folder / "record.json").read_text())
    record.pop("ledger")
    (folder / "record.json").write_bytes(as_json(record | {SEAL: seal(record)}))
    problems = verify(folder, {KIND: lambda *_: pytest.fail("it was run again")})
    assert len([one for one in problems if "own last year" in one]) == 1


def test_a_record_cannot_point_out_of_its_folder(folder):
    record = json.loads((folder / "record.json").read_text())
    record["files"]["../secret"] = {"sha256": "0", "bytes": 1}
    (folder / "record.json").write_bytes(as_json(record | {SEAL: seal(record)}))
    assert any("../secret" in problem and "plain" in problem for problem in wrong_in(folder))


def test_a_link_in_place_of_a_file_is_found(folder):
    (folder / "elsewhere").write_bytes((folder / "costs.csv").read_bytes())
    (folder / "costs.csv").unlink()
    (folder / "costs.csv").symlink_to(folder / "elsewhere")
    assert any("costs.csv" in problem for problem in wrong_in(folder))


def test_a_new_run_that_comes_out_otherwise_is_found(saved, comparison):
    costs = comparison.tables["costs"].copy()
    costs.loc[1, "estimate"] += 0.01
    other = replace(comparison, tables=comparison.tables | {"costs": costs})
    problems = verify(saved, again(other))
    assert [problem.split(":")[0] for problem in problems] == ["costs.csv"] and "line 3" in problems[0]


@pytest.mark.parametrize(
    ("other", "says"), [("source_hash", "the rules have changed"), ("package_hash", "the rules are the same")]
)
def test_a_folder_of_another_version_says_what_has_changed_since(folder, comparison, other, says):
    """Groups or words of another version: the new run comes out otherwise, and the reader learns why."""
    record = json.loads((folder / "record.json").read_text()) | {other: "0"}
    (folder / "record.json").write_bytes(as_json(record | {SEAL: seal(record)}))
    costs = comparison.tables["costs"].copy()
    costs.loc[1, "estimate"] += 0.01
    problems = verify(folder, again(replace(comparison, tables=comparison.tables | {"costs": costs})))
    assert len([one for one in problems if says in one]) == 1 and "since famsim" in problems[-1]
    assert verify(folder, again(comparison)) == []


def test_a_changed_question_is_not_run_again(folder, comparison):
    text = (folder / "scenario.toml").read_text()
    (folder / "scenario.toml").write_text(text.replace("months = 36", "months = 37"))
    assert any("another question" in problem for problem in verify(folder, again(comparison)))


def test_the_new_run_asks_what_the_record_says(folder, comparison):
    asked = []

    def compare(scenario, record):
        asked.append((scenario, record["draws"], record["reps"]))
        return study_of(comparison)

    verify(folder, {KIND: compare})
    assert asked == [(comparison.scenario, 2, 1)]


def test_a_folder_without_a_record_is_refused(tmp_path):
    with pytest.raises(StoreError, match="not a results folder"):
        verify(tmp_path, {})


@pytest.mark.parametrize("content", ["", "[]", "{}", "{" * 100_000, '{"config_hash": 1}'])
def test_a_damaged_record_is_a_clear_message(tmp_path, content):
    (tmp_path / "record.json").write_text(content)
    with pytest.raises(StoreError, match=r"record|cannot make again"):
        verify(tmp_path, {})


def test_a_folder_of_other_things_is_refused_and_left_alone(comparison, tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(StoreError, match="holds other things"):
        save(comparison, tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize("kind", ["file", "link"])
def test_what_is_not_a_folder_is_refused(comparison, tmp_path, kind):
    target = tmp_path / "results"
    if kind == "file":
        target.write_text("mine")
    else:
        (tmp_path / "real").mkdir()
        target.symlink_to(tmp_path / "real")
    with pytest.raises(StoreError, match="is not a folder" if kind == "file" else "is a symbolic link"):
        save(comparison, target)
    assert list((tmp_path / "real").iterdir()) == [] if kind == "link" else target.read_text() == "mine"


def test_an_empty_folder_is_used(comparison, tmp_path):
    (tmp_path / "empty").mkdir()
    assert wrong_in(save(comparison, tmp_path / "empty")) == []


def test_a_folder_of_results_folders_names_them(tmp_path):
    """`famsim report famsim-demo` means famsim-demo/newcastle, or croydon."""
    for name in ("newcastle", "croydon"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "record.json").write_text("{}")
    with pytest.raises(StoreError, match=r"not a results folder.*Did you mean '.*croydon' or '.*newcastle'"):
        read_record(tmp_path)


def test_a_name_that_cannot_be_a_folder_is_refused_clearly(comparison, tmp_path):
    with pytest.raises(StoreError):
        save(comparison, tmp_path / ("x" * 400))


def test_other_files_are_kept_and_ours_replaced(folder, comparison):
    (folder / "notes.txt").write_text("mine")
    (folder / "answer.md").write_text("edited")
    (folder / "own").mkdir()
    (folder / "own" / "deep.txt").write_text("mine too")
    save(comparison, folder)
    assert (folder / "notes.txt").read_text() == "mine" and (folder / "own" / "deep.txt").read_text() == "mine too"
    assert (folder / "answer.md").read_text() != "edited"
    assert not (folder / "together.png").exists()  # ours, of the earlier results
    assert {problem.split(":")[0] for problem in wrong_in(folder)} == {"notes.txt", "own"}


@pytest.mark.parametrize("there", [False, True])
def test_a_write_that_fails_changes_nothing(comparison, folder, tmp_path, monkeypatch, there):
    target = folder if there else tmp_path / "new"
    before = sorted(os.listdir(tmp_path)), sorted(os.listdir(folder))
    write = report_folder.write

    def full(path, content):
        if path.name == "record.json":
            raise OSError(28, "No space left on device")
        return write(path, content)

    monkeypatch.setattr(report_folder, "write", full)
    with pytest.raises(StoreError, match="No space left"):
        save(comparison, target)
    assert (sorted(os.listdir(tmp_path)), sorted(os.listdir(folder))) == before
    assert wrong_in(folder) == []


def test_the_folder_can_be_read_by_others_as_far_as_the_umask_lets(comparison, tmp_path):
    before = os.umask(0o022)
    try:
        made = save(comparison, tmp_path / "results")
    finally:
        os.umask(before)
    assert stat.S_IMODE(made.stat().st_mode) == 0o755


def test_an_illustrative_offer_is_named_so_in_files_and_tables(make, tmp_path):
    made = study_of(make(area="leeds")).save(tmp_path / "leeds")
    assert (made / "leeds-illustrative-offer-together.png").exists()
    lines = (made / "leeds-illustrative-offer-differences.csv").read_text().splitlines()
    assert lines[0].startswith("area,") and all(line.startswith("Leeds - illustrative offer,") for line in lines[1:])
    assert not (made / "differences.csv").exists()


def test_no_cell_of_the_folder_is_a_formula(saved):
    """Catalogue F28: a text that begins with = + - @ tab or CR gets an apostrophe; numbers stay numbers."""
    rows = list(csv.DictReader(io.StringIO((saved / "differences.csv").read_text(), newline="")))
    names = {row["strategy"] for row in rows}
    assert names == {"'=cmd|' /C calc'!A0 $x_1$ **9**", "'@places"}
    assert min(float(row["estimate"]) for row in rows) < 0


@given(st.lists(st.text(alphabet="=+-@\t\r\n\0\uff1d\uff20'a,\"1 ", max_size=6), min_size=1, max_size=20))
def test_texts_come_back_and_none_is_live(texts):
    table = pd.DataFrame({"said": texts, "number": [-1.5] * len(texts)})
    rows = list(csv.reader(io.StringIO(table_bytes(table).decode(), newline="")))[1:]
    live = set("=+-@\t\r\n\0\uff1d\uff20")  # wide signs are formulas too where one types them
    assert not any(row[0][:1] in live for row in rows)
    assert [row[0][1:] if row[0].lstrip("'")[:1] in live else row[0] for row in rows] == texts
    assert all(row[1] == "-1.5" for row in rows)


def test_numbers_are_written_the_same_everywhere():
    table = pd.DataFrame({"x": [1 / 3, -0.0, 3e-17, float("nan"), float("inf"), 1e15], "n": np.arange(6)})
    lines = table_bytes(table).decode().splitlines()
    assert lines == ["x,n", "0.333333333333,0", "0,1", "0,2", ",3", "inf,4", "1e+15,5"]
