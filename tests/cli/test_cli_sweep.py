"""The commands about sweeps: exit codes, what is printed where, and that an interrupted one is gone on with."""

import os
import signal
import subprocess
import sys
import time

import pytest

from famsim.cli.running import run
from famsim.scenario import shipped_text

TINY = """
[experiment]
name = "tiny"
question = "What if?"
scenarios = ["newcastle"]
strategies = ["business as usual", "newcastle"]
families = 200
months = 6

[design]
kind = "list"

[[lever]]
name = "places"
changes = "places_times"
values = [0.5, 2.0, 4.0]
"""


def test_a_sweep_from_the_dry_run_to_the_export(file, ask, tmp_path):
    """Four runs: as now once, for no lever moves it, and three numbers of places."""
    code, dry, _ = ask("sweep", file, "--store", "a.sqlite", "--dry-run")
    assert (code, dry["runs"], dry["to_run"], dry["lives"]) == (0, 4, 4, 1) and dry["seconds"] > 0
    assert not (tmp_path / "a.sqlite").exists()
    code, done, _ = ask("sweep", file, "--store", "a.sqlite", "--jobs", "1")
    assert (code, done["done"], done["missing"], done["failed"]) == (0, 4, 0, 0)
    assert ask("resume", "a.sqlite")[:2] == (0, done) == ask("status", "a.sqlite")[:2]
    code, larger, _ = ask("expand", "a.sqlite", "--add-reps", "1", "--dry-run")
    assert (code, larger["runs"], larger["to_run"]) == (0, 8, 4)
    code, written, _ = ask("export", "a.sqlite", "--to", "csv", "-o", "out")
    assert code == 0 and written["rows"] == {"runs": 6, "outcomes": 6 * 44, "differences": 3 * 44}
    assert ask("export", "a.sqlite", "--to", "csv", "-o", "out")[0] == 2
    code, whole, _ = ask("merge", "b.sqlite", "a.sqlite")
    assert code == 0 and whole["done"] == 4
    code, verified, _ = ask("verify", "b.sqlite", "--sample", "1")
    assert code == 0 and "1 lived again" in verified["checked"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["sweep", "nowhere.toml", "--store", "a.sqlite"], "no such file"),
        (["sweep", "newcastle", "--store", "a.sqlite"], "newcastle: is a scenario, and an experiment is asked for"),
        (["sweep", "newcastle.toml", "--store", "a.sqlite"], 'scenarios = ["newcastle.toml"] in its'),
        (["compare", "tiny.toml"], "tiny.toml: is an experiment, and a scenario is asked for"),
        (["sweep", ".", "--store", "a.sqlite"], "an experiment file"),
        (["sweep", "tiny.toml"], "--store"),
        (["sweep", "tiny.toml", "--store", "nowhere/a.sqlite"], "folder does not exist"),
        (["sweep", "tiny.toml", "--store", "tiny.toml"], "not a results store"),
        (["sweep", "tiny.toml", "--store", "a.sqlite", "--jobs", "0"], "1 to 256"),
        *(
            (["sweep", "tiny.toml", "--store", "b.sqlite", "--cluster", address], "tcp://10.0.0.5:8786")
            for address in ("10.0.0.5:8786", "tcp//10.0.0.5:8786", "tcp://10.0.0.5", "tcp://x:99999", "http://x:8786")
        ),
        (["resume", "nowhere.sqlite", "--cluster", "localhost"], "tcp://10.0.0.5:8786"),
        (["expand", "nowhere.sqlite", "--add-reps", "1", "--cluster", "localhost"], "tcp://10.0.0.5:8786"),
        (["sweep", "tiny.toml", "--store", "a.sqlite", "--shard", "3/2"], "k/n"),
        (["status", "a.sqlite"], "no such file"),
        (["resume", "empty.sqlite"], "no sweep"),
        (["expand", "empty.sqlite"], "--add-reps"),
        (["export", "empty.sqlite", "--to", "xls"], "did you mean 'xlsx'"),
        (["export", "empty.sqlite", "--to", "csv"], "no sweep"),
        (["merge", "empty.sqlite", "empty.sqlite"], "merged into"),
        (["merge", "b.sqlite", "nowhere.sqlite"], "no such file"),
    ],
)
def test_what_is_wrong_is_one_line(file, refused, tmp_path, arguments, says):
    from famsim.store import Store

    Store(tmp_path / "empty.sqlite").close()
    (tmp_path / "newcastle.toml").write_text(shipped_text("newcastle"))
    assert says in refused(*arguments) and not (tmp_path / "b.sqlite").exists()


def test_a_failed_run_makes_the_exit_code_1(file, ask, tmp_path, monkeypatch):
    """Every worker dies before it is ready: one message. A run that fails: a row, its reason, exit code 1."""
    from famsim.questions.sweep import Plan, load_experiment
    from famsim.store import RunAbout, Store

    experiment = load_experiment(file)
    with Store(tmp_path / "a.sqlite") as store:
        store.note(experiment.note)
        run_ = next(Plan(experiment).runs())
        about = RunAbout("famsim", 1, 0, 0, "newcastle", "a", status="failed", error="ValueError: planted")
        store.put(run_.key, {}, about)
    code, status, _ = ask("status", "a.sqlite")
    assert code == 1 and status["failures"] == {"ValueError: planted": 1} and status["missing"] == 3


def test_a_part_says_that_it_is_one_and_what_goes_on_with_it(planted, capsys):
    """All four runs planted: both parts are done, and are put together; with one missing the same part goes on."""
    planted()
    for k in (1, 2):
        assert run(["sweep", "tiny.toml", "--store", "a.sqlite", "--jobs", "1", "--shard", f"{k}/2"]) == 0
        said = " ".join(capsys.readouterr().out.split())
        assert f"tiny, part {k} of 2:" in said and "famsim merge" in said and "export" not in said


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_ctrl_c_says_how_to_go_on(file, tmp_path):
    """Interrupted before its first run is kept: within two seconds, exit 130, and the line that goes on."""
    (tmp_path / file).write_text(TINY.replace("families = 200\n", "").replace("months = 6", "months = 120"))
    command = [sys.executable, "-m", "famsim", "sweep", file, "--store", "a.sqlite"]
    env = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    sweep = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env)
    assert "Settling" in sweep.stderr.readline()
    while not (tmp_path / "a.sqlite").exists():
        time.sleep(0.01)
    time.sleep(0.3)
    began = time.monotonic()
    sweep.send_signal(signal.SIGINT)
    said = sweep.communicate(timeout=30)[1]
    assert time.monotonic() - began < 2 and sweep.returncode == 130
    assert "famsim resume a.sqlite" in said and "Traceback" not in said


@pytest.fixture
def planted(file, tmp_path):
    """Return what asks for the tiny experiment with some text replaced, and keeps runs as if they had been lived."""
    from famsim.questions.sweep import Plan, load_experiment
    from famsim.store import RunAbout, Store

    def plant(old="", new="", runs=None, status="done"):
        (tmp_path / file).write_text(TINY.replace(old, new))
        experiment = load_experiment(file)
        with Store(tmp_path / "a.sqlite") as store:
            store.note(experiment.note)
            for key in list(dict.fromkeys(run_.key for run_ in Plan(experiment).runs()))[:runs]:
                store.put(key, {}, RunAbout("famsim", 1, 0, 0, "newcastle", "a", status=status))

    return plant


def test_other_experiments_of_a_store_are_told_counted_and_found_again(planted, file, ask):
    """Four runs each: other places, then more families, then places again with other ones: twelve, of three."""
    planted()
    planted("families = 200", "families = 300", runs=3)
    planted("values = [0.5", "values = [1.5")
    code, found, said = ask("sweep", file, "--store", "a.sqlite", "--jobs", "1")
    assert code == 0 and "4 runs of 2 other experiments" in said.replace("\n", " ") and "--experiment" in said
    first, second = found["others"]
    assert (first["number"], first["kept"], first["status"]["done"]) == (1, 1, 4)
    assert (second["number"], second["kept"], second["status"]["missing"]) == (2, 3, 1)
    assert any("0.5" in one for one in first["differs"]) and "families 300" in second["differs"]
    code, earlier, _ = ask("status", "a.sqlite", "--experiment", "2")
    assert (code, earlier["done"], earlier["missing"], len(earlier["others"])) == (0, 3, 1, 2)
    code, dry, _ = ask("resume", "a.sqlite", "--experiment", "2", "--dry-run")
    assert (code, dry["to_run"]) == (0, 1)
    assert ask("status", "a.sqlite", "--experiment", "4")[0] == 2
    assert run(["status", "a.sqlite"]) == 0


def test_an_export_says_of_which_experiment_it_is_not(planted, ask):
    planted(status="invalid")
    planted("families = 200", "families = 300\nreps = 2", status="invalid")
    code, written, said = ask("export", "a.sqlite", "--to", "csv", "-o", "latest")
    assert (code, written["rows"]["runs"]) == (0, 12) and "4 runs of 1 other experiment," in said.replace("\n", " ")
    code, written, _ = ask("export", "a.sqlite", "--to", "csv", "-o", "first", "--experiment", "1")
    assert (code, written["rows"]["runs"]) == (0, 6)


def test_a_smaller_size_of_the_same_experiment_is_no_other(planted, ask):
    planted()
    planted("families = 200", "families = 200\nreps = 2")
    code, found, said = ask("status", "a.sqlite")
    assert (code, found["done"], found["others"]) == (0, 8, []) and "experiment" not in said


def test_a_dry_run_needs_no_store(file, ask, tmp_path):
    code, dry, _ = ask("sweep", file, "--dry-run")
    assert (code, dry["runs"], dry["to_run"]) == (0, 4, 4) and not list(tmp_path.glob("*.sqlite"))


@pytest.mark.parametrize(("kept", "says"), [(0, "nothing is finished yet"), (3, "3 of 4 runs are finished")])
def test_an_interrupt_says_how_many_are_finished(planted, file, ask, monkeypatch, kept, says):
    """The line is told from what was counted, for a store may be too large to be counted again in a second."""
    from famsim.questions.sweep.living import Living

    def interrupted(*_):
        raise KeyboardInterrupt

    planted(runs=kept)
    monkeypatch.setattr(Living, "live", interrupted)
    code, _, said = ask("sweep", file, "--store", "a.sqlite", "--jobs", "1")
    words = " ".join(said.split())
    assert code == 130 and says in words.lower() and "famsim resume a.sqlite" in words
