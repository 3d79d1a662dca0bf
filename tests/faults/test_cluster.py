"""Workers and schedulers of a Dask cluster die, are others, or are not there: docs/reliability.md F09.

The lives are a stand-in but in the last tests. `python -m pytest -m long tests/faults/test_cluster.py` kills 100 times.
"""

import logging
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

import famsim as fs
from famsim.cli.running import run
from famsim.errors import FamsimError
from famsim.questions.sweep import cluster as on_cluster
from famsim.questions.sweep import plan
from famsim.questions.sweep import run as run_of_sweep
from famsim.questions.sweep.cluster import Cluster
from famsim.questions.sweep.living import Living
from famsim.store import Store
from famsim.version import versions

distributed = pytest.importorskip("distributed")
pytestmark = pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
HERE = str(Path(__file__).parent)
SMALL = """
[experiment]
name = "small"
question = "Is it the same?"
scenarios = ["newcastle"]
strategies = ["business as usual", "newcastle"]
families = 400
months = 12
reps = 2

[design]
kind = "list"

[[lever]]
name = "places"
changes = "places_times"
values = [1, 2, 3]
"""


@pytest.fixture(scope="module")
def toy(module_of):
    return module_of(Path(HERE) / "toy_sweep.py")


@pytest.fixture(scope="module")
def live_of(module_of):
    return module_of(Path(HERE) / "toy_cluster.py").live_of


@pytest.fixture(scope="module")
def two():
    """Return a cluster of two processes, one thread each, which start again when they die."""
    options = {"n_workers": 2, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
    with distributed.LocalCluster(**options, silence_logs=logging.CRITICAL) as cluster:
        yield cluster


@pytest.fixture(scope="module")
def whole(toy, tmp_path_factory):
    """Return the rows of 60 runs that local workers lived undisturbed, by key."""
    with Store(tmp_path_factory.mktemp("whole") / "a.sqlite") as store:
        assert toy.sweep(store, range(60), 2, toy.command()) == {}
        return rows(store)


@pytest.fixture
def sweep(toy, live_of):
    """Return what has numbers lived on a cluster: the reasons of those that failed, by key."""

    def swept(store, numbers, address, share=0.0, seconds=0.0, said=lambda _: None):
        with Cluster(address, "toy", live_of(HERE, share, seconds)) as crew:
            living = Living(store, crew, said)
            living.live(toy.tasks(store, numbers))
            return living.failed

    return swept


def rows(store):
    """Return what a store holds but for times."""
    return dict(store._connection.execute("SELECT key, status || error || sha256 || hex(payload) FROM run").fetchall())


def pids(cluster):
    """Return the processes of a cluster's workers that are there."""
    return [one.process.pid for one in cluster.workers.values() if one.process and one.process.pid]


@pytest.mark.long
def test_workers_that_die_of_their_runs_lose_nothing(two, sweep, whole, tmp_path):
    runs, share = 300, 0.1
    with Store(tmp_path / "a.sqlite") as store:
        failed = sweep(store, range(runs), two.scheduler_address, share)
        status, found = store.status(), rows(store)
        assert store.verify().ok
    assert status.done + status.failed == runs and status.failed == len(failed)
    assert all(found[key] == said for key, said in whole.items() if key in found and key not in failed)


@pytest.mark.long
def test_a_run_that_always_kills_its_worker_is_a_row_and_the_others_are_done(two, sweep, toy, tmp_path):
    with Store(tmp_path / "a.sqlite") as store:
        failed = sweep(store, [3, -1, 4, 1000], two.scheduler_address)
        undone = store.undone()
        assert store.status().done == 2 and len(failed) == 2
    assert "gone from the cluster, 3 times" in undone[toy.key(-1)].error
    assert undone[toy.key(1000)].error == "ValueError: planted"


@pytest.mark.parametrize("kills", [1, pytest.param(100, marks=pytest.mark.long)])
def test_workers_killed_from_outside_change_nothing(two, sweep, whole, tmp_path, kills):
    """At random moments, as a machine that is taken away: the end is that of an undisturbed sweep, each run once."""
    chance, done, number = random.Random(5), 0, 0
    while done < kills:
        number += 1
        over = threading.Event()

        def kill(over=over):
            nonlocal done
            while done < kills and not over.wait(0.1 + chance.random() / 3):
                for pid in random.sample(pids(two), 1) if pids(two) else []:
                    os.kill(pid, signal.SIGKILL)
                    done += 1

        killer = threading.Thread(target=kill)
        with Store(tmp_path / f"{number}.sqlite") as store:
            killer.start()
            failed = sweep(store, range(60), two.scheduler_address, 0.0, 0.05)
            over.set()
            killer.join()
            found = rows(store)
            assert {key for key, said in found.items() if whole[key] != said} == set(failed)
            assert store.status().done + len(failed) == 60
    print(f"\n{done} kills in {number} sweeps")


@pytest.fixture
def process():
    """Return what starts a part of Dask as its users do; all are ended."""
    started = []

    def start(what, *arguments):
        env = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
        command = [sys.executable, "-m", f"distributed.cli.dask_{what}", *arguments]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        started.append(subprocess.Popen(command, env=env, **quiet, start_new_session=True))
        return started[-1]

    yield start
    for one in started:
        one.kill()
        one.wait()


@pytest.fixture
def port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def test_a_scheduler_that_dies_ends_the_sweep_and_loses_nothing(sweep, toy, whole, tmp_path, process, port):
    """One message within seconds; local workers then go on from what was kept."""
    scheduler = process("scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")
    process("worker", f"tcp://127.0.0.1:{port}", "--nthreads", "1", "--no-nanny", "--no-dashboard")
    wait_for(port)
    kept, ended = 0, []

    def answered(more):
        nonlocal kept
        kept += more
        if kept >= 10 and not ended:
            scheduler.send_signal(signal.SIGKILL)
            ended.append(time.monotonic())

    with Store(tmp_path / "a.sqlite") as store:
        with pytest.raises(FamsimError, match="no longer answers"):
            sweep(store, range(60), f"tcp://127.0.0.1:{port}", 0.0, 0.02, answered)
        assert time.monotonic() - ended[0] < 10
        assert store.status().done >= kept >= 10
        assert rows(store).items() <= whole.items()
        assert toy.sweep(store, range(60), 2, toy.command()) == {} and rows(store) == whole


def wait_for(port):
    """Wait until somebody listens."""
    for _ in range(300):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("nobody listens")


@pytest.fixture
def experiment(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "small.toml").write_text(SMALL)
    return "small.toml"


def test_a_cluster_that_does_not_answer_is_one_line(experiment, capsys, port, monkeypatch):
    """Nobody there, somebody mute, no address at all: exit 2 within seconds, nothing lost."""
    monkeypatch.setattr(on_cluster, "CONNECTS", 0.5)
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", 0))
        mute.listen()
        for address in (f"tcp://127.0.0.1:{port}", f"tcp://127.0.0.1:{mute.getsockname()[1]}", "tcp:/x", "10.0.0.5"):
            began = time.monotonic()
            assert run(["sweep", experiment, "--store", "a.sqlite", "--cluster", address]) == 2
            assert time.monotonic() - began < 15
            said = [line for line in capsys.readouterr().err.splitlines() if line.startswith("famsim: ")]
            assert len(said) == 1 and address in said[0] and "tcp://" in said[0]


def test_without_the_extra_it_is_said_which(experiment, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert run(["sweep", experiment, "--store", "a.sqlite", "--cluster", "tcp://127.0.0.1:9"]) == 2
    assert "famsim[cluster]" in capsys.readouterr().err


def test_workers_of_another_famsim_are_refused(two, experiment, capsys, monkeypatch):
    """The sweep is of another famsim than its workers: they live nothing, and the reason names both versions."""
    for module in (plan, run_of_sweep):
        monkeypatch.setattr(module, "version_of", lambda area: "famsim 9+other")
    assert run(["sweep", experiment, "--store", "a.sqlite", "--cluster", two.scheduler_address]) == 2
    said = [line for line in capsys.readouterr().err.splitlines() if line.startswith("famsim: ")]
    assert len(said) == 1 and "famsim 9+other" in said[0] and versions()[0] in said[0]


def test_a_worker_that_refuses_is_given_nothing_more_and_the_others_do_it(two, toy, live_of, whole, tmp_path):
    """One of two is of another famsim: everything is lived by the other one, and nothing counts as tried."""
    crew = Cluster(two.scheduler_address, "toy", live_of(HERE, 0.0, 0.01, str(tmp_path / "first")))
    with Store(tmp_path / "a.sqlite") as store, crew:
        living = Living(store, crew, lambda _: None)
        living.live(toy.tasks(store, range(60)))
        assert not living.failed and rows(store) == whole
    assert list(crew.turned_away.values()) == ["planted"]


def test_a_cluster_without_workers_ends_after_a_while(sweep, tmp_path, process, port, monkeypatch):
    monkeypatch.setattr(on_cluster, "WORKERLESS", 1.0)
    process("scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")
    wait_for(port)
    with Store(tmp_path / "a.sqlite") as store, pytest.raises(FamsimError, match="no worker"):
        sweep(store, range(5), f"tcp://127.0.0.1:{port}")


def test_a_sweep_on_a_cluster_is_the_one_of_this_machine(two, experiment, tmp_path, capsys):
    """The model itself: the same rows to the byte, from Python and from the command line."""
    local = fs.sweep(experiment, "local.sqlite", jobs=1)
    there = fs.sweep(experiment, "there.sqlite", cluster=two.scheduler_address)
    assert there.status == local.status and there.status.complete
    arguments = ["--store", "line.sqlite", "--cluster", two.scheduler_address, "--json"]
    assert run(["sweep", experiment, *arguments]) == 0
    found = []
    for name in ("local", "there", "line"):
        with Store(f"{name}.sqlite") as store:
            found.append(rows(store))
    assert found[0] == found[1] == found[2] and len(found[0]) == 8
