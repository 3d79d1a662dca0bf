"""Power cuts, failed syncs and full disks lose nothing that was acknowledged: docs/reliability.md F03, F04, F05.

`python -m pytest -m long tests/faults/test_disk.py` explores 10,000 power cuts and lets every call to the disk fail.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from famsim.store import Store

HERE = Path(__file__).parent
RUNS = 40


@pytest.fixture(scope="module")
def told(module_of):
    """Return what a script beside this one prints, run in a process of its own whose SQLite is watched."""
    if module_of(HERE / "watched_disk.py").library() is None:
        pytest.skip("Python's own SQLite cannot be reached from outside")

    def run(script, folder, *asked):
        env = os.environ | {"PYTHONPATH": os.pathsep.join([str(HERE), *sys.path])}
        command = [sys.executable, str(HERE / script), str(folder), *map(str, asked)]
        done = subprocess.run(command, capture_output=True, text=True, env=env, timeout=6 * 3600, check=False)
        assert done.returncode == 0, done.stderr
        print(f"\n{script} {asked}: {done.stdout.strip()}")
        return json.loads(done.stdout)

    return run


@pytest.mark.parametrize("states", [150, pytest.param(10_500, marks=pytest.mark.long)])
def test_no_power_cut_loses_or_damages_a_run(told, tmp_path, states):
    found = told("power_cuts.py", tmp_path, states, "none")
    assert found["states"] > 0.8 * states
    assert found["wrong"] == {} and found["harmed"] == 0
    assert found["calls"]["ack"] == RUNS and found["calls"]["sync"] > RUNS  # checkpoints too are among the calls


@pytest.mark.parametrize("pragma", ["NORMAL", "OFF"])
def test_the_power_cuts_find_a_store_that_does_not_wait_for_the_disk(told, tmp_path, pragma):
    """Planted faults: what `kill -9` can never show."""
    found = told("power_cuts.py", tmp_path, 60, pragma)
    assert found["wrong"].get("lost", 0) > 0


@pytest.mark.parametrize("every", [7, pytest.param(1, marks=pytest.mark.long)])
def test_a_disk_that_fails_at_any_call_stops_the_store_in_good_order(told, tmp_path, every):
    found = told("failing_disk.py", tmp_path, 10, every)
    assert set(found["tries"]) == {"failed sync", "full", "broken"} and sum(found["tries"].values()) > 200 / every
    assert found["wrong"] == {}


def test_the_recorder_sees_what_sqlite_writes(tmp_path, told):
    """Replayed in full, the calls give the very files that are there, but for the shared memory of the log."""
    found = told("power_cuts.py", tmp_path, 1, "none")
    with Store(tmp_path / "recording" / "results.sqlite") as store:
        assert store.status().done == RUNS and store.verify().ok
    assert found["calls"]["write"] > RUNS
