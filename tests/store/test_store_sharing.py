"""Claims, questions, several runs at once, stores of earlier versions, and one store made of several."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from famsim.errors import StoreError
from famsim.store import Kept, Status, Store, merge
from famsim.store import claims as claiming

EARLIER = sorted(Path(__file__).with_name("earlier").glob("store-*.sqlite"))
CLAIMS = """
import sys
from famsim.store import Store
with Store(sys.argv[1]) as store:
    print(len(store.claim(["a", "b", "c"])), flush=True)
    sys.stdin.read()
"""


HOLDERS = """
import os, sys, time
from famsim.store import Store
for path in sys.stdin:
    if os.fork() == 0:
        with Store(path.strip()) as store:
            print(os.getpid(), len(store.claim(["a", "b", "c"])), flush=True)
            time.sleep(600)
"""
KILLS, TAKEN_OVER = 200, 2.0  # seconds


@pytest.fixture
def claimer(tmp_path):
    """Return a process that has claimed the runs a, b and c of a store and holds on to them."""
    env = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", CLAIMS, str(tmp_path / "results.sqlite")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env) as process:
        assert process.stdout.readline() == "3\n"
        yield process
        process.stdin.close()


@pytest.mark.parametrize("path", EARLIER, ids=lambda path: path.stem)
def test_a_store_of_every_earlier_version_is_opened_and_keeps_its_runs(tmp_path, path, key, arrays, about, same):
    """Made by that version's own code: two runs done, one failed, one that came out differently a second time."""
    shutil.copy(path, tmp_path / "results.sqlite")
    for _ in range(2):
        with Store(tmp_path / "results.sqlite") as store:
            assert store.status() == Status(done=3, failed=1, invalid=0, alarms=1)
            assert same(store.get(key(0)), arrays(0)) and same(store.get(key(3)), arrays(3))
            assert store.put(key(4), arrays(4), about(4)).kind in ("stored", "same")
            assert store.claim([key(5)]) == {key(5)} and store.notes() == ()
            store.put(key(2), {}, about(2, status="failed", error="out of memory"))
            store._connection.execute("DELETE FROM run WHERE key = ?", [key(4)])


def test_several_runs_are_kept_at_once_or_not_at_all(tmp_path, key, arrays, about):
    with Store(tmp_path / "results.sqlite") as store:
        with pytest.raises(TypeError):
            store.put_all([Kept(key(0), arrays(0), about(0)), Kept(key(1), {"text": ["no number"]}, about(1))])
        assert store.status().done == 0
        kinds = [one.kind for one in store.put_all([Kept(key(one), arrays(one), about(one)) for one in (0, 1, 0)])]
        assert kinds == ["stored", "stored", "same"]
        assert store.statuses([key(0), key(1), key(2)]) == {key(0): "done", key(1): "done"}


def test_a_run_that_is_claimed_is_left_to_who_claimed_it(tmp_path, claimer):
    with Store(tmp_path / "results.sqlite") as store:
        assert store.claim(["a", "b", "d"]) == {"d"}
        assert store.claim(["d"]) == {"d"}  # renewed
        store.release(["a"])
        assert store.claim(["a", "b"]) == {"a"}


def test_the_claims_of_a_process_that_was_killed_are_free_at_once(tmp_path, claimer):
    """docs/reliability.md F07: two seconds at most."""
    claimer.send_signal(signal.SIGKILL)
    claimer.wait()
    began = time.monotonic()
    with Store(tmp_path / "results.sqlite") as store:
        assert store.claim(["a", "b", "c"]) == {"a", "b", "c"}
    assert time.monotonic() - began < 2


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_the_claims_of_two_hundred_that_were_killed_are_free_at_once(tmp_path):
    """docs/reliability.md F07: nobody has asked how they ended, so that their numbers are still taken (zombies)."""
    path, took = tmp_path / "results.sqlite", []
    env = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "bufsize": 1}
    with Store(path) as store, subprocess.Popen([sys.executable, "-c", HOLDERS], **pipes, env=env) as holders:
        for _ in range(KILLS):
            holders.stdin.write(f"{path}\n")
            holder, claimed = map(int, holders.stdout.readline().split())
            assert claimed == 3 and store.claim(["a"]) == set()
            os.kill(holder, signal.SIGKILL)
            began = time.monotonic()
            while store.claim(["a", "b", "c"]) != {"a", "b", "c"}:
                assert time.monotonic() - began < TAKEN_OVER
            took.append(time.monotonic() - began)
            store.release(["a", "b", "c"])
        holders.stdin.close()
    print(f"\n{KILLS} kills: taken over after {1000 * sorted(took)[KILLS * 99 // 100]:.0f} ms (99 of 100)")


def test_claims_of_another_machine_end_with_their_time(tmp_path, monkeypatch):
    with Store(tmp_path / "results.sqlite") as store:
        with monkeypatch.context() as patch:
            patch.setattr(claiming, "me", lambda: "elsewhere/1 1 1")
            store.claim(["a"], 0.05)
            store.claim(["b"], 500.0)
        assert store.claim(["b"], 300.0) == set()
        time.sleep(0.06)
        assert store.claim(["a"], 300.0) == {"a"}
        assert store.claim(["b"], 10.0) == {"b"}  # a clock set back cannot make a claim stand for ever


def test_keeping_a_run_ends_its_claim(tmp_path, key, arrays, about):
    with Store(tmp_path / "results.sqlite") as store:
        store.claim([key(0), key(1)])
        store.put(key(0), arrays(0), about(0))
        left = store._connection.execute("SELECT key FROM lease").fetchall()
        assert left == [(key(1),)]


def test_what_was_asked_is_kept_once_and_the_latest_is_last(tmp_path):
    path = tmp_path / "results.sqlite"
    with Store(path) as store:
        for said in ("one", "two", "three", "two"):
            store.note(said)
    with Store(path) as store:
        assert store.notes() == ("one", "three", "two")
        store._connection.execute("UPDATE asked SET said = 'four' WHERE said = 'two'")
        assert store.notes() == ("one", "three") and "damaged" in store.warnings[0]
        store._connection.execute("UPDATE asked SET said = x'ff' WHERE said = 'one'")  # no text at all
        assert store.notes() == ("three",)


def test_shards_become_one_store_that_equals_the_whole(tmp_path, key, arrays, about):
    """Rows that overlap count once; a damaged one is left out; merging twice changes nothing."""
    with (
        Store(tmp_path / "a.sqlite") as first,
        Store(tmp_path / "b.sqlite") as second,
        Store(tmp_path / "c.sqlite") as whole,
    ):
        for number in range(6):
            for store, has in ((first, number < 4), (second, number > 2), (whole, True)):
                if has:
                    store.put(key(number), arrays(number), about(number))
        second.note("what was asked")
        second._connection.execute("UPDATE run SET payload = x'00' WHERE key = ?", [key(3)])
        assert merge(first, second) == {"stored": 2, "damaged": 1}
        assert merge(first, second) == {"same": 2, "damaged": 1}
        rows = "SELECT * FROM run ORDER BY key"
        assert first._connection.execute(rows).fetchall() == whole._connection.execute(rows).fetchall()
        assert first.notes() == ("what was asked",) and first.status().alarms == 0


def test_a_merge_sees_what_came_out_differently(tmp_path, key, arrays, about):
    with Store(tmp_path / "a.sqlite") as first, Store(tmp_path / "b.sqlite") as second:
        first.put(key(0), arrays(0), about(0))
        second.put(key(0), arrays(1), about(0))
        assert merge(first, second) == {"alarm": 1}
        assert first.status().alarms == 1 and first.alarms


def test_a_store_in_a_folder_that_is_gone_is_refused(tmp_path):
    with pytest.raises(StoreError):
        Store(tmp_path / "nowhere" / "a.sqlite")
