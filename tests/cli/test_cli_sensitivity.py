"""The command `sensitivity`: how much it is, exit codes, what goes on after Ctrl-C, and what it writes."""

import os
import signal
import subprocess
import sys
import time

import pytest

from famsim.cli.running import run
from famsim.cli.sensitivity import Rounds

pytest.importorskip("SALib")
TINY = """
[experiment]
name = "tiny"
question = "What does it hang on?"
scenarios = ["newcastle"]
strategies = ["business as usual", "newcastle"]
families = 200
months = 6
reps = 2

[sensitivity]
trajectories = 4
measures = ["helped", "cost"]

[[uncertainty]]
figure = "programmes.new_parent_group.take_up"

[[uncertainty]]
figure = "support.screen_specificity"
"""


def test_from_the_dry_run_to_a_folder_that_verifies(file, ask, tmp_path):
    """Twelve points and five, twice; business as usual, which reads no figure, once each luck; then nothing is run."""
    code, dry, _ = ask("sensitivity", file, "--dry-run")
    assert code == 0 and len(dry["figures"]) == 2 and 2 < dry["to_run"] <= 2 + 2 * 17
    assert not list(tmp_path.glob("*.sqlite"))
    code, found, said = ask("sensitivity", file, "--store", "a.sqlite", "--jobs", "1", "--out", "out")
    assert code == 0 and "2 figures" in said and found["record"]["kind"] == "famsim sensitivity"
    assert {row["measure"] for row in found["conclusions"]} == {"helped", "cost"}
    assert (tmp_path / "out" / "answer.md").read_text().strip() == found["answer"].strip()
    code, dry, _ = ask("sensitivity", file, "--store", "a.sqlite", "--dry-run")
    assert (code, dry["to_run"]) == (0, 0)
    code, verified, _ = ask("verify", "out")
    assert (code, verified["problems"]) == (0, [])


def test_a_dry_run_of_switching_values_says_how_long(file, ask, capsys):
    """Two figures: as it is and two ends of each, for the strategy that reads them; as now is lived once a luck."""
    code, dry, _ = ask("sensitivity", file, "--switching", "--reps", "3", "--dry-run")
    assert code == 0 and dry["runs"] == 3 * (1 + 5) and dry["seconds"] > 0
    assert dry["at_most"]["runs"] > 5 * dry["runs"] and dry["at_most"]["seconds"] > dry["seconds"]
    assert run(["sensitivity", file, "--switching", "--reps", "3", "--dry-run", "--jobs", "1"]) == 0
    assert "with 1 worker, were" in " ".join(capsys.readouterr().out.split())


def test_progress_of_one_sweep_after_another_never_goes_back(capsys):
    """Ten runs, then four more of which one is kept, then none: 14 in all, and each new round is said once."""
    told = []
    rounds = Rounds(lambda done, total: told.append((done, total)))
    for done, total in ((0, 10), (6, 10), (10, 10), (1, 4), (4, 4), (7, 7)):
        rounds(done, total)
    assert [done for done, _ in told] == [0, 6, 10, 11, 14, 21] and told[-1] == (21, 21)
    assert (rounds.done, rounds.total) == (21, 21) and capsys.readouterr().err.count("3 runs more") == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["sensitivity", "nowhere.toml"], "no such file"),
        (["sensitivity", "newcastel"], "newcastle"),
        (["sensitivity", "twelve"], "scenario twelve: is of several areas"),
        (["sensitivity", "budget_50k"], "scenario budget_50k: its budgets have yet to buy their places"),
        (["sensitivity", "tiny.toml", "--method", "sobl"], "did you mean 'sobol'"),
        (["sensitivity", "tiny.toml", "--size", "3"], "4 or more"),
        (["sensitivity", "tiny.toml", "--measure", "helpd"], "did you mean 'helped'"),
        (["sensitivity", "tiny.toml", "--switching"], "repetitions"),
        (["sensitivity", "tiny.toml", "--store", "tiny.toml"], "not a results store"),
        (["sensitivity", "newcastle", "--strategy", "newcastel"], "did you mean 'newcastle'"),
        (
            ["sensitivity", "newcastle", "--figure", "stress.*", "--strategy", "business as usual", "--reps", "0"],
            "1 to",
        ),
        (["compare", "newcastle", "--sensitivity", "nowhere"], "not a results folder"),
    ],
)
def test_what_is_wrong_is_one_line(file, refused, arguments, says):
    assert says in refused(*arguments)


def test_without_salib_it_says_what_to_install(file, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "SALib.sample.morris", None)
    assert run(["sensitivity", file, "--store", "a.sqlite"]) == 2
    assert "famsim[calibrate]" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_ctrl_c_leaves_within_two_seconds(file, tmp_path):
    """Interrupted while workers live: exit 130, and how to go on."""
    (tmp_path / file).write_text(TINY.replace("families = 200\n", "").replace("months = 6", "months = 120"))
    command = [sys.executable, "-m", "famsim", "sensitivity", file, "--store", "a.sqlite"]
    env = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    found = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env)
    while "Settling" not in found.stderr.readline():
        pass
    time.sleep(1.0)
    began = time.monotonic()
    found.send_signal(signal.SIGINT)
    said = found.communicate(timeout=30)[1]
    assert time.monotonic() - began < 2 and found.returncode == 130
    assert "the same line again" in said and "Traceback" not in said
