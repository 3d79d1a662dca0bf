"""`kill -9` of the real `famsim sweep` at random moments: docs/reliability.md F01 with the model itself.

`python -m pytest -m long tests/faults/test_sweep_kill.py` kills 200 times.
"""

import os
import random
import signal
import subprocess
import sys
import time

import pytest

from famsim.store import Store

EXPERIMENT = """
[experiment]
name = "kills"
question = "Is anything lost?"
scenarios = ["newcastle"]
strategies = ["newcastle"]
families = 400
months = 12
reps = 6

[design]
kind = "list"

[[lever]]
name = "places"
changes = "places_times"
values = [1, 2, 3, 4, 5]
"""
RUNS = 30
pytestmark = pytest.mark.skipif(os.name == "nt", reason="POSIX signals")


def rows(path):
    """Return what a store holds but for times; nothing where there is none yet."""
    if not path.exists():
        return {}
    with Store(path) as store:
        return dict(store._connection.execute("SELECT key, status || sha256 || hex(payload) FROM run").fetchall())


def sweep(folder, store):
    env = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "famsim", "sweep", "a.toml", "--store", store, "--json"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, **pipes, text=True, cwd=folder, env=env)


@pytest.mark.parametrize("kills", [1, pytest.param(200, marks=pytest.mark.long)])
def test_a_killed_sweep_ends_as_an_unbroken_one(tmp_path, kills):
    """Each is killed as soon as it has kept a run more, or a moment before or after; whatever was there stays."""
    (tmp_path / "a.toml").write_text(EXPERIMENT)
    whole = sweep(tmp_path, "whole.sqlite")
    assert whole.wait(600) == 0
    unbroken, chance, killed, number = rows(tmp_path / "whole.sqlite"), random.Random(11), 0, 0
    while killed < kills:
        number += 1
        path, before, code = tmp_path / f"{number}.sqlite", {}, None
        while code != 0:
            running, patience = sweep(tmp_path, path.name), chance.random() * 0.2
            while running.poll() is None and killed < kills:
                time.sleep(0.005)
                if len(rows(path)) > len(before):
                    time.sleep(patience)
                    running.send_signal(signal.SIGKILL)
                    break
            code = running.wait(600)
            killed += code == -signal.SIGKILL
            assert "Traceback" not in running.stderr.read()
            there = rows(path)
            assert before.items() <= there.items() <= unbroken.items()
            before = there
        assert rows(path) == unbroken and len(unbroken) == RUNS
    print(f"\n{killed} kills in {number} stores")
