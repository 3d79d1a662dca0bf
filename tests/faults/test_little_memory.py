"""Little memory is told in a line, a run that lacks it is a row, nothing is lost: docs/reliability.md F36 and F08.

The limit is of the address space (RLIMIT_AS), from what the process holds when its code is at hand.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from famsim.cli import running
from famsim.errors import FamsimError
from famsim.questions.sweep import Ways, load_experiment, swept
from famsim.store import Store

PROGRAM = Path(__file__).with_name("little_memory.py")
MEGABYTES = (1, 128, *(pytest.param(more, marks=pytest.mark.long) for more in (16, 64, 192, 256, 384, 512)))
ENOUGH = 4_000
pytestmark = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="RLIMIT_AS and /proc")


@pytest.fixture
def run(tiny, tmp_path):
    """Return what runs a command with so many megabytes more: its exit code, what it printed, what it said."""
    (tmp_path / "tiny.toml").write_text(tiny)

    def under(megabytes, *arguments):
        command = [sys.executable, str(PROGRAM), str(megabytes), "tiny.toml", *arguments]
        env = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path, env=env)
        return done.returncode, done.stdout, done.stderr

    return under


@pytest.mark.parametrize("megabytes", MEGABYTES)
def test_a_command_ends_well_or_says_that_memory_is_short(run, tmp_path, megabytes):
    """Exit 0 with its answer, or 2 with one line; the store of what it had kept stays whole.

    A city of 30,000 families takes some 20 MB for each copy of its records: all is done from 256 MB on.
    """
    city = ("compare", "newcastle", "--months", "12", "--json", "--store", "a.sqlite", "--out", "out")
    code, printed, said = run(megabytes, *city)
    assert "Traceback" not in said and "Traceback" not in printed
    told = [line for line in said.splitlines() if line.startswith("famsim: ")]
    assert (code, len(told)) in ((0, 0), (2, 1)), said
    assert code == 0 or "memory" in told[0]
    assert (tmp_path / "out").exists() == (code == 0)
    if (tmp_path / "a.sqlite").exists():
        with Store(tmp_path / "a.sqlite") as store:
            assert store.verify().ok
    print(f"\n{megabytes} MB: exit {code}")


def test_with_enough_it_is_done(run):
    code, printed, said = run(ENOUGH, "compare", "tiny.toml", "--json")
    assert code == 0 and json.loads(printed)["differences"], said


@pytest.fixture
def experiment(tiny, tmp_path):
    """Return an experiment of four runs over a city."""
    about = {"name": "short", "question": "How much?", "scenarios": ["newcastle"], "months": 12}
    tables = {"experiment": about | {"strategies": ["business as usual", "newcastle"], "reps": 2}}
    return load_experiment(tables)


def worker(megabytes):
    return [sys.executable, str(PROGRAM), str(megabytes), "worker", json.dumps(sys.path)]


def test_a_run_that_lacks_memory_is_a_row_with_its_reason_and_is_done_where_there_is_more(experiment, tmp_path):
    """Each is tried by itself before it fails; the next call, with more, does it."""
    with Store(tmp_path / "a.sqlite") as store:
        short = swept(experiment, store, Ways(1, command=worker(12)))
        assert short.status.failed == short.status.runs == 4
        assert all("MemoryError" in reason or "worker" in reason for reason in short.status.failures), short.status
        whole = swept(experiment, store, Ways(1, command=worker(ENOUGH)))
        assert whole.status.complete and store.verify().ok


def test_workers_that_cannot_even_begin_end_the_sweep_in_a_line(experiment, tmp_path):
    """So little that nothing can be imported: the sweep ends with what they last said."""
    bare = "import resource; resource.setrlimit(resource.RLIMIT_AS, (1 << 26, 1 << 26)); import numpy"
    with Store(tmp_path / "a.sqlite") as store, pytest.raises(FamsimError, match="workers cannot be started"):
        swept(experiment, store, Ways(1, command=[sys.executable, "-c", bare]))


def test_a_thread_that_has_no_room_is_memory_that_is_short(monkeypatch, capsys):
    """Python calls it a RuntimeError; any other of these is not ours to explain."""

    def fails(said):
        def invoke(_arguments):
            raise RuntimeError(said)

        monkeypatch.setattr(running, "invoke", invoke)
        return running.run(["compare", "newcastle"])

    assert fails("can't start new thread") == running.WRONG_INPUT
    assert "not enough memory" in capsys.readouterr().err
    with pytest.raises(RuntimeError, match="another"):
        fails("another")
