"""Damaged files of every kind are read as they stand or refused in one line: RELIABILITY.md G09, F13, F19-F24, F26.

3,000 here; 100,000, which can be stopped and gone on with, by `python tests/faults/in_parts.py fuzz LOG`.
"""

import os
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="POSIX signals")


@pytest.fixture(scope="module")
def fuzz(module_of):
    return module_of(Path(__file__).with_name("fuzz.py"))


def test_damaged_files_are_read_or_refused(fuzz):
    fine, wrong = fuzz.tried(0, 3_000)
    print(f"\n{dict(fine)}")
    assert wrong == [] and min(fine.values()) > 500


def swallow(kinds):
    """Let an unknown key be ignored."""
    real = kinds.tables
    kinds.scenario = lambda luck: real(b"[scenario]\nquestoin = 1\n")


def crash(kinds):
    kinds.read_targets = lambda path: {}["planted"]


def wait(kinds):
    def for_ever(path):
        while True:
            pass

    kinds.read_experiment = for_ever


def forget(kinds):
    """Let a row of the targets be lost without a word."""
    real = kinds.read_targets
    kinds.read_targets = lambda path: real(path)[1:]


@pytest.mark.parametrize(
    ("plant", "kind", "says"),
    [
        (swallow, "scenario", "questoin"),
        (crash, "targets", "KeyError"),
        (wait, "experiment", "hangs"),
        (forget, "targets", "silent"),
    ],
)
def test_planted_faults_are_found(fuzz, monkeypatch, plant, kind, says):
    monkeypatch.setattr(fuzz, "LONGEST", 0.5)
    _, wrong = fuzz.tried(0, 150, plant)
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
