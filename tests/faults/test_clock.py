"""The clock jumps, back and forth, by a second or a day: docs/reliability.md F14. No result depends on it.

`python -m pytest -m long tests/faults/test_clock.py` tries fifty; claims may be taken over too soon, so that a run is
lived twice, and comes out the same; they never stand for ever.
"""

import os
import random
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

import pytest

from famsim.store import LEASE, Store
from famsim.store import claims as claiming

HERE = Path(__file__).parent
DAY = 86_400.0
JUMPS = (-DAY, -3_600.0, -LEASE, -1.0, 1.0, LEASE, 3_600.0, DAY)
RUNS = 40
HOURS = [*range(2), *(pytest.param(case, marks=pytest.mark.long) for case in range(2, 50))]


@pytest.fixture(scope="module")
def workers(module_of):
    return module_of(HERE / "test_workers.py")


@pytest.fixture(scope="module")
def toy(module_of):
    return module_of(HERE / "toy_sweep.py")


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
@pytest.mark.parametrize("case", HOURS)
def test_sweeps_whose_clocks_jump_keep_what_one_with_a_clock_keeps(toy, workers, tmp_path, case):
    """Two sweeps on a store, each with a clock of its own that leaps at random; every run is there, none differs."""
    with Store(tmp_path / "whole.sqlite") as store:
        assert toy.sweep(store, range(RUNS), 2, toy.command()) == {}
        whole = workers.rows(store)
    path, lived = tmp_path / "a.sqlite", tmp_path / "lived"
    with ExitStack() as stack:
        clocks = [{"TOY_LIVED": str(lived), "TOY_CLOCK": f"{case}{one}"} for one in range(2)]
        servers = [stack.enter_context(workers.server(**one)) for one in clocks]
        for one in servers:
            workers.begin(one, path, RUNS, 1, 0.005)
        assert [list(workers.heard(one))[-1] for one in servers] == ["over 0", "over 0"]
    with Store(path) as store:
        assert workers.rows(store) == whole and store.status().alarms == 0 and store.verify().ok
    assert max(Counter(lived.read_text().split()).values()) <= 2  # once by each sweep at most


class Clock:
    """A clock that a test moves; true: the time that really goes by."""

    def __init__(self):
        self.true = self.says = 1e9

    def __call__(self):
        return self.says

    def passes(self, seconds):
        self.true += seconds
        self.says += seconds


@pytest.mark.parametrize("case", range(50))
def test_a_claim_stands_no_longer_than_two_leases_whatever_the_clock_did(tmp_path, monkeypatch, case):
    """By definition of a lease: of another machine, that is heard of no more, its runs are free after two at most."""
    chance, clock = random.Random(case), Clock()
    monkeypatch.setattr(claiming, "time", clock)
    with Store(tmp_path / "a.sqlite") as store:
        with monkeypatch.context() as elsewhere:
            elsewhere.setattr(claiming, "me", lambda: "elsewhere/1 1 1")
            for _ in range(3):
                clock.says += chance.choice(JUMPS)
                assert store.claim(["a", "b"]) == {"a", "b"}  # its own are always renewed
        clock.says += chance.choice(JUMPS)
        gone = clock.true
        while not (granted := store.claim(["a"])):
            clock.passes(LEASE / 4)
        assert granted == {"a"} and clock.true - gone <= 2 * LEASE
        clock.says += chance.choice(JUMPS)
        assert store.claim(["a"]) == {"a"}


def test_claims_that_trust_the_clock_are_found(tmp_path, monkeypatch):
    """Planted: a claim ends when its time is up and not before, however far ahead the clock that made it stood."""
    clock = Clock()
    monkeypatch.setattr(claiming, "time", clock)
    with Store(tmp_path / "a.sqlite") as store:
        with monkeypatch.context() as elsewhere:
            elsewhere.setattr(claiming, "me", lambda: "elsewhere/1 1 1")
            store.claim(["a"])
        clock.says -= DAY
        with monkeypatch.context() as trusting:
            trusting.setattr(claiming, "FAR", 1e9)
            assert store.claim(["a"]) == set()  # for a day
        assert store.claim(["a"]) == {"a"}
