"""Workers die, fail and are orphaned; sweeps are killed and share a store: docs/reliability.md F02, F06, F08, F11, F15.

The lives are a stand-in, so that a death takes milliseconds. `python -m pytest -m long tests/faults/test_workers.py`
lets 500 workers die and kills 200 sweeps.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest

from famsim.errors import FamsimError
from famsim.store import Store

HERE = Path(__file__).parent
pytestmark = pytest.mark.skipif(os.name == "nt", reason="POSIX signals")


@pytest.fixture(scope="module")
def toy(module_of):
    return module_of(HERE / "toy_sweep.py")


@pytest.fixture(scope="module")
def whole(toy, tmp_path_factory):
    """Return the rows of 60 runs that nobody disturbed, by key."""
    with Store(tmp_path_factory.mktemp("whole") / "a.sqlite") as store:
        assert toy.sweep(store, range(60), 2, toy.command()) == {}
        return rows(store)


def rows(store):
    """Return what a store holds but for times."""
    return dict(store._connection.execute("SELECT key, status || error || sha256 || hex(payload) FROM run").fetchall())


@contextmanager
def server(**environment):
    """Start a server of sweeps."""
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(HERE), *sys.path])} | environment
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen([sys.executable, str(HERE / "toy_sweep.py")], **pipes, text=True, bufsize=1, env=env) as one:
        yield one
        one.stdin.close()
        assert one.stderr.read() == ""


def begin(server, path, runs, jobs, seconds):
    """Let a server sweep; return the sweep's process."""
    server.stdin.write(f"{path} {runs} {jobs} {seconds}\n")
    return int(server.stdout.readline().removeprefix("life "))


def heard(server):
    """Yield how many runs are kept, as it is said, and at the end how the sweep ended, as a text."""
    for line in server.stdout:
        if line.startswith("over "):
            yield line.strip()
            return
        yield int(line)


def workers_of(pid):
    """Return the processes that a process has started."""
    said = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    return [int(one) for one in said.stdout.split()]


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] != "Z"


@pytest.mark.parametrize(("runs", "share"), [(60, 0.1), pytest.param(2_600, 0.2, marks=pytest.mark.long)])
def test_workers_that_die_lose_nothing_and_hang_nothing(toy, whole, tmp_path, monkeypatch, runs, share):
    """Each death is noticed; the other runs are kept; a run whose worker died three times is a row with its reason."""
    deaths, lose = [], toy.Crew.lose
    monkeypatch.setattr(toy.Crew, "lose", lambda crew, worker: deaths.append(worker) or lose(crew, worker))
    with Store(tmp_path / "a.sqlite") as store:
        failed = toy.sweep(store, range(runs), 2, toy.command(share))
        status, found = store.status(), rows(store)
        assert store.verify().ok
    print(f"\n{len(deaths)} deaths, {status}")
    assert status.done + status.failed == runs and status.failed == len(failed) and deaths
    assert all("SIGKILL" in reason for reason in failed.values())
    assert all(found[key] == said for key, said in whole.items() if key in found and key not in failed)


def test_a_run_that_always_kills_its_worker_is_a_row_and_the_others_are_done(toy, tmp_path):
    numbers = [3, -1, 4, 5, 1000, 6, -2]
    with Store(tmp_path / "a.sqlite") as store:
        failed = toy.sweep(store, numbers, 2, toy.command())
        undone = store.undone()
        assert store.status().done == 4 and len(failed) == 3
    assert undone[toy.key(-1)].status == "failed" and "SIGKILL, perhaps" in undone[toy.key(-1)].error
    assert undone[toy.key(1000)].error == "ValueError: planted"


def test_a_worker_that_answers_nothing_is_ended_and_its_run_is_a_row(toy, tmp_path):
    """Planted: one hangs for ever, as Python's importer may for want of memory. What it had answered before is kept."""
    hangs = toy.key(2000)
    with Store(tmp_path / "a.sqlite") as store:
        failed = toy.sweep(store, [3, 4, 2000, *range(5, 9)], 2, toy.command(), silence=4.0)
        undone, done = store.undone(), store.status().done
    assert undone[hangs].error == failed[hangs] == "its worker answered nothing for 4 s and was ended"
    assert set(failed) == {hangs, toy.key(5), toy.key(6)} and done == 4, "two runs more were of the same task"


def test_a_failed_run_is_tried_again_by_the_next_call(toy, tmp_path):
    with Store(tmp_path / "a.sqlite") as store:
        toy.sweep(store, [1000], 1, toy.command())
        assert store.status().failed == 1
        again = [toy.Task(toy.ABOUT, (toy.key(1000),), ((5, 0),))]
        with toy.Crew(toy.command(), "toy", 1) as crew:
            toy.Living(store, crew, lambda _: None).live(iter(again))
        assert store.status().done == 1 and store.status().failed == 0


def test_workers_that_cannot_start_end_the_sweep_with_their_last_words(toy, tmp_path):
    with Store(tmp_path / "a.sqlite") as store:
        with pytest.raises(FamsimError, match=r"ended with code 1 .*planted"):
            toy.sweep(store, range(9), 2, [sys.executable, "-c", "raise SystemExit('planted')"])
        assert store.status().done == 0


def gone(workers, seconds):
    """Say whether processes are gone within some seconds."""
    end = time.monotonic() + seconds
    while any(map(alive, workers)) and time.monotonic() < end:
        time.sleep(0.01)
    return not any(map(alive, workers))


@pytest.mark.parametrize("kills", [4, pytest.param(200, marks=pytest.mark.long)])
def test_a_killed_sweep_leaves_no_orphan_and_is_gone_on_from(whole, tmp_path, kills):
    """SIGKILL at random moments, workers at work: what was said to be kept is; the end is that of an unbroken one."""
    chance, total, stores = random.Random(7), Counter(), 0
    with server() as sweeps:
        while total["kills"] < kills:
            stores += 1
            path = tmp_path / f"{stores}.sqlite"
            kill_until_done(sweeps, path, chance, kills, total)
            with Store(path) as store:
                total["differs"] += rows(store) != whole
                total["unsound"] += not store.verify().ok
    print(f"\n{stores} stores: {dict(total)}")
    assert +total == {"kills": total["kills"]}


def kill_until_done(sweeps, path, chance, kills, total):
    """Sweep into a store, killed until there were so many kills in all; count what is wrong."""
    ended = ""
    while ended != "over 0":
        sweep, until, said, workers = begin(sweeps, path, 60, 2, 0.002), chance.randrange(1, 25), 0, []
        for ended in heard(sweeps):
            if isinstance(ended, int):
                said = ended
                if said >= until and total["kills"] < kills and not workers:
                    time.sleep(0.02 * chance.random())
                    workers = workers_of(sweep)
                    with suppress(ProcessLookupError):  # it may have finished just now
                        os.kill(sweep, signal.SIGKILL)
        with Store(path) as store:
            total["lost"] += store.status().done < said
        total["kills"] += ended == f"over {-signal.SIGKILL}"
        total["orphans"] += not gone(workers, 5)


@pytest.mark.parametrize("processes", [2, pytest.param(8, marks=pytest.mark.long)])
def test_sweeps_that_share_a_store_share_the_work(whole, tmp_path, processes):
    """Each run is lived once, by whichever process; none is refused; a killed one's share is taken over at once."""
    path, lived = tmp_path / "a.sqlite", tmp_path / "lived"
    with ExitStack() as stack:
        servers = [stack.enter_context(server(TOY_LIVED=str(lived))) for _ in range(processes)]
        sweeps = [begin(one, path, 60, 2, 0.02) for one in servers]
        next(heard(servers[0]))
        os.kill(sweeps[0], signal.SIGKILL)
        ends = [list(heard(one))[-1] for one in servers]
    assert ends[1:] == ["over 0"] * (processes - 1)
    with Store(path) as store:
        assert rows(store) == whole and store.status().alarms == 0
    times = Counter(lived.read_text().split())
    assert sum(times.values()) - 60 <= 2 * 5  # what the killed one's two workers had not yet handed over


def test_ctrl_c_ends_a_sweep_within_two_seconds(tmp_path):
    with server() as sweeps:
        sweep = begin(sweeps, tmp_path / "a.sqlite", 500, 2, 0.05)
        assert next(heard(sweeps)) >= 1
        workers, began = workers_of(sweep), time.monotonic()
        os.kill(sweep, signal.SIGINT)
        assert list(heard(sweeps))[-1] == "over 130"
        assert time.monotonic() - began < 2 and workers and gone(workers, 0)
