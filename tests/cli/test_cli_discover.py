"""The command `discover`: what it prints, where it keeps runs, and what it refuses."""

import json

import pytest

from famsim.cli.running import run

TINY = """
[experiment]
name = "tiny"
question = "When?"
scenarios = ["newcastle"]
strategies = ["business as usual", "newcastle"]
families = 200
months = 3

[design]
kind = "list"

[[lever]]
name = "places"
changes = "places_times"
values = [0.5, 2.0]
"""


def test_too_few_futures_are_no_answer_and_no_failure(file, capsys, tmp_path):
    assert run(["discover", file, "--store", "a.sqlite", "--jobs", "1", "--json"]) == 0
    first = json.loads(capsys.readouterr().out)
    assert first["boxes"] == [] and len(first["futures"]) == 2 and first["record"]["kind"] == "famsim discover"
    assert run(["discover", "a.sqlite", "--jobs", "1", "--out", "out", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["futures"] == first["futures"]
    assert (tmp_path / "out" / "answer.md").is_file() and (tmp_path / "a.sqlite").is_file()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nowhere.toml"], "no such file"),
        (["tiny.toml", "--measure", "loses"], "Did you mean 'losses'"),
        (["tiny.toml", "--strategy", "newcastel"], "Did you mean 'newcastle'"),
        (["tiny.toml", "--pay", "much"], "allowed: a number"),
        (["tiny.toml", "--pay", "-3"], "0 to"),
        (["tiny.toml", "--least", "nan"], "allowed: a number"),
        (["tiny.toml", "--cell", "luton"], "there is no cell"),
        (["tiny.toml", "--experiment", "2"], "leave it out"),
        (["tiny.toml", "--store", "tiny.toml"], "not a results store"),
    ],
)
def test_what_is_wrong_is_one_line(file, capsys, arguments, says):
    assert run(["discover", *arguments]) == 2
    printed = capsys.readouterr()
    said = [line for line in printed.err.splitlines() if not line.startswith("Settling")]
    assert len(said) == 1 and says in said[0] and printed.out == ""


def test_without_its_package_it_says_which_extra_has_it(file, capsys, monkeypatch, tmp_path):
    import sys

    monkeypatch.setitem(sys.modules, "sklearn", None)
    monkeypatch.setitem(sys.modules, "sklearn.tree", None)
    assert run(["discover", file, "--store", "a.sqlite"]) == 2
    assert "famsim[calibrate]" in capsys.readouterr().err and not (tmp_path / "a.sqlite").exists()
