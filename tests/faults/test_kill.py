"""`kill -9` at random moments loses nothing that was acknowledged: docs/reliability.md F01.

`python -m pytest -m long tests/faults/test_kill.py` kills 10,000 times.
"""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from famsim.store import Store

WRITER = Path(__file__).with_name("store_writer.py")
KILLS = 60
RUNS = 90  # a store; about 30 kills fall on it


@contextmanager
def writer(path, fault="none"):
    """Start the server of lives on a store."""
    command = [sys.executable, str(WRITER), str(path), str(RUNS), fault]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, **pipes, text=True, bufsize=1, env=environment) as server:
        yield server
        server.stdin.close()


def one_life(server, chance=None):
    """Run a life, to be killed at random if given `chance`; return what it acknowledged and its end."""
    server.stdin.write("go\n")
    until = chance.randrange(6) if chance else RUNS + 1
    said, life = [], 0
    for line in server.stdout:
        word, _, rest = line.strip().partition(" ")
        if word == "over":
            return said, int(rest)
        if word == "life":
            life = int(rest)
        else:
            said.append(word)
        if chance and life and len(said) >= until:
            time.sleep(chance.choice([4e-4, 4e-4, 6e-3]) * chance.random())
            end(life)
            chance = None
    raise AssertionError(server.stderr.read())


def end(life):
    assert life > 1  # 0 would end all that the tests run beside
    with suppress(ProcessLookupError):  # it may have finished just now
        os.kill(life, signal.SIGKILL)


@pytest.fixture(scope="module")
def unbroken(tmp_path_factory):
    """The rows of a study that nobody disturbed."""
    path = tmp_path_factory.mktemp("unbroken") / "results.sqlite"
    with writer(path) as server:
        said, ended = one_life(server)
    assert (len(said), ended) == (RUNS, 0)
    return content(path)


def harm_done(path, unbroken, chance, kills, fault="none"):
    """Fill a store through up to `kills` kills; return the kills and what is wrong, by kind."""
    acknowledged, killed, ended = Counter(), 0, -signal.SIGKILL
    with writer(path, fault) as server:
        while ended == -signal.SIGKILL:
            said, ended = one_life(server, chance if killed < kills else None)
            acknowledged.update(said)
            killed += ended == -signal.SIGKILL
    broken = content(path)
    with Store(path) as store:
        problems = store.verify().problems
    return killed, {
        "ended badly": ended,
        "acknowledged and lost": len(acknowledged.keys() - broken.keys()),
        "acknowledged twice": sum(count > 1 for count in acknowledged.values()),
        "content differs": len(dict(broken.items() ^ unbroken.items())),
        "problems": len(problems),
    }


def content(path):
    """Return every row of a store by key, with all its columns."""
    with closing(sqlite3.connect(path)) as connection:
        return {row[0]: row for row in connection.execute("SELECT * FROM run")}


@pytest.mark.parametrize("most", [KILLS, pytest.param(10_000, marks=pytest.mark.long)])
def test_no_acknowledged_run_is_lost_and_none_is_run_twice(tmp_path, unbroken, most):
    """A restart needs no flag and no repair, and ends with the very rows of a study nobody disturbed."""
    chance, killed, stores, total, started = random.Random(1), 0, 0, Counter(), time.perf_counter()
    while killed < most:
        stores += 1
        folder = tmp_path / str(stores)
        folder.mkdir()
        kills, harm = harm_done(folder / "results.sqlite", unbroken, chance, most - killed)
        killed += kills
        total.update(harm)
    seconds = time.perf_counter() - started
    print(f"\n{killed} kills in {stores} stores of {RUNS} runs, {seconds:.1f} s: {dict(total)}")
    assert not any(total.values()), total


@pytest.mark.parametrize(("fault", "kind"), [("two_steps", "content differs"), ("early", "acknowledged twice")])
def test_the_kills_find_a_store_that_breaks_its_word(tmp_path, unbroken, fault, kind):
    """Planted faults: the index committed before the numbers; a run acknowledged before it is kept."""
    killed, harm = harm_done(tmp_path / "results.sqlite", unbroken, random.Random(2), 25, fault)
    print(f"\n{fault}: {killed} kills, {harm}")
    assert harm[kind] > 0
