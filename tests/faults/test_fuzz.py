"""Damaged files of every kind are read as they stand or refused in one line: docs/reliability.md F13, F19-F24, F26.

1,000 here, 3,000 in the long size; 100,000, which can be stopped and gone on with, by
`python tests/faults/in_parts.py fuzz LOG`.
"""

import os
import random
from dataclasses import replace
from pathlib import Path

import pytest

from famsim.scenario.own import as_written

pytestmark = pytest.mark.skipif(os.name == "nt", reason="POSIX signals")


@pytest.fixture(scope="module")
def fuzz(module_of):
    return module_of(Path(__file__).with_name("fuzz.py"))


@pytest.mark.parametrize("files", [1_000, pytest.param(3_000, marks=pytest.mark.long)])
def test_damaged_files_are_read_or_refused(fuzz, files):
    fine, wrong = fuzz.tried(0, files)
    print(f"\n{dict(fine)}")
    assert wrong == [] and min(fine.values()) > files / 6


def test_what_is_made_is_right_before_it_is_damaged(fuzz, tmp_path):
    """Otherwise nothing of what is new would be read: twelve offers, own programmes, usual services, each design."""
    made, offers = fuzz.MADE, set()
    for number in range(40):
        luck = random.Random(number)
        (tmp_path / made.BESIDE).write_text(made.scenario(luck))
        found = fuzz.load_scenario(tmp_path / made.BESIDE)
        offers |= {len(one.offers) for one in found.strategies}
        (tmp_path / "e.toml").write_text(made.experiment(luck, (tmp_path / made.BESIDE).read_text()))
        fuzz.load_experiment(tmp_path / "e.toml")
        (tmp_path / "t.csv").write_text(made.targets(luck))
        assert fuzz.read_targets(tmp_path / "t.csv")
    assert max(offers) == 12 and len(offers) > 5


def read_as(change):
    """Return what lets scenarios be read with a planted change."""

    def plant(kinds):
        real = kinds.readers.scenario
        kinds.readers.scenario = lambda path: change(real(path))

    return plant


def some_offers(found):
    """Read four offers of a strategy and no more."""
    strategies = [one.with_(offers=one.offers[:4]) for one in found.strategies]
    return found.with_(strategies=strategies)


def no_services(found):
    """Read no usual services."""
    strategies = [one.with_(offers=[offer for offer in one.offers if not offer.usual]) for one in found.strategies]
    return found.with_(strategies=strategies)


def cheaper(found):
    """Read what a session of a programme of its own costs as a pound less."""
    own = {name: as_written(one.table) for name, one in found.programmes.items()}
    for one in own.values():
        one["cost_per_session"]["value"] -= 0.001
    return found.with_(programmes=own) if own else found


def swallow(kinds):
    """Let an unknown key be ignored."""
    real = kinds.tables
    kinds.scenario = lambda luck: real({"scenario": {"questoin": 1}})


def crash(kinds):
    kinds.readers.targets = lambda path: {}["planted"]


def wait(kinds):
    def for_ever(path):
        while True:
            pass

    kinds.readers.experiment = for_ever


def forget(kinds):
    """Let a row of the targets be lost without a word."""
    real = kinds.readers.targets
    kinds.readers.targets = lambda path: real(path)[1:]


def round_off(kinds):
    """Let a target's value be another than is written."""
    real = kinds.readers.targets
    kinds.readers.targets = lambda path: [replace(one, value=float(round(one.value))) for one in real(path)]


def narrow(kinds):
    """Let a range of an experiment be lost."""
    real = kinds.readers.experiment

    def half(path):
        found = real(path)
        return replace(found, factors=found.factors[1:])

    kinds.readers.experiment = half


def neighbours(kinds):
    """Let a store show the numbers of another run in place of one that is damaged."""

    class Neighbours(kinds.opened):
        def get(self, key):
            found = super().get(key)
            others = [other for other in self.keys() if other != key]
            return super().get(others[0]) if found is None and others else found

    kinds.opened = Neighbours


@pytest.mark.parametrize(
    ("plant", "kind", "says"),
    [
        (swallow, "scenario", "questoin"),
        (read_as(some_offers), "scenario", "offers of"),
        (read_as(no_services), "scenario", "offers of"),
        (read_as(cheaper), "scenario", "cost_per_session"),
        (crash, "targets", "KeyError"),
        (wait, "experiment", "hangs"),
        (narrow, "experiment", "a column"),
        (forget, "targets", "silent"),
        (round_off, "targets", "another value"),
        (neighbours, "store", "wrong number"),
    ],
)
def test_planted_faults_are_found(fuzz, monkeypatch, plant, kind, says):
    monkeypatch.setattr(fuzz, "LONGEST", 0.5)
    monkeypatch.setattr(fuzz, "KINDS", (kind,))
    _, wrong = fuzz.tried(0, 5 if plant is wait else 250, plant)
    assert any(one.startswith(kind) and says in one for one in wrong), wrong


def test_parts_are_gone_on_with(module_of, tmp_path, monkeypatch):
    """A log that was cut off in the middle of a line is gone on with behind its last whole one."""
    parts = module_of(Path(__file__).with_name("in_parts.py"))
    seen, log = [], tmp_path / "log"
    monkeypatch.setitem(parts.PARTS, "fuzz", (lambda part, done: (seen.append((part, done)) or 30, {}), 100))
    assert parts.go_on("fuzz", log, 2)
    log.write_text(log.read_text() + '{"what": "fu')
    assert parts.go_on("fuzz", log) and seen == [(0, 0), (1, 30), (2, 60), (3, 90)]
    monkeypatch.setitem(parts.PARTS, "kills", (lambda part, done: (5, {"lost": 1}), 5))
    assert not parts.go_on("kills", log)
