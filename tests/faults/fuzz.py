"""Damaged copies of every kind of file that famsim is given, each read as it stands or refused in one line.

Kinds: scenarios (shipped, and made: up to twelve offers, own programmes, usual services), experiments, targets (CSV),
stores, results folders. File number N is the same whenever it is made. `tried(first, last)` returns what went wrong
with each; `python tests/faults/in_parts.py fuzz` tries 100,000.

What is read must be what is there: every key one that a file may have, numbers finite, as many offers, programmes,
factors and figures as are written, with their values; a scenario the same when it is written and read again; targets
as many and with the values of the rows; of a store no row, note or status but the right one; of a folder every change
is told.
"""

import csv
import io
import json
import math
import random
import shutil
import signal
import tempfile
import tomllib
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from runpy import run_path
from types import SimpleNamespace

import numpy as np

from famsim.calibration import read_targets
from famsim.errors import FamsimError
from famsim.questions.sensitivity import Options, load_question
from famsim.questions.sweep import load_experiment
from famsim.results.folder import write_whole
from famsim.results.record import read_record, record_bytes
from famsim.results.verifying import folder_problems
from famsim.scenario import load_scenario, scenario_toml, shipped_names, shipped_text
from famsim.store import RunAbout, Store, merge, run_key

HERE = Path(__file__).parent
DAMAGING, MADE, REREAD = (
    SimpleNamespace(**run_path(str(HERE / f"{name}.py"))) for name in ("damaging", "made_files", "reread")
)
LONGEST = 2.0  # seconds of processor time that a file may take
EXPERIMENTS = HERE.parents[1] / "experiments"
RUNS, FAILED, NOTE = 6, 2, "what was asked"  # of a store: runs in all, that one which failed, and its question
ABOUT = {"kind": "famsim comparison", "area": "Leeds", "seed": 7, "draws": 1, "reps": 1, "config_hash": "0"}
FILES = {"a.csv": b"x,y\n1,2\n", "answer.md": b"# An answer\n", "scenario.toml": b'name = "x"\n'}


class Hang(BaseException):
    """A file took too long."""


class Kinds:
    """What is tried, in a folder of its own: each method damages a file and returns what is wrong, None for nothing."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.shipped = [shipped_text(name).encode() for name in shipped_names()]
        self.experiments = [path.read_bytes() for path in sorted(EXPERIMENTS.glob("*.toml"))]
        known = [tomllib.loads(one.decode()) for one in (*self.shipped, *self.experiments)]
        self.keys = {*REREAD.keys_of(known), *REREAD.schema_keys()}
        self.whole = self.folder / "whole.sqlite"
        with Store(self.whole) as store:
            for number in range(RUNS):
                store.put(*run_of(number))
            store.note(NOTE)
        self.readers = SimpleNamespace(scenario=load_scenario, experiment=load_experiment, targets=read_targets)
        self.opened = Store

    def tables(self, said, names=()):
        """Return what is wrong with an accepted file's tables: a key there is not, a number that is none."""
        unknown = {key for key in REREAD.keys_of(said) if key not in self.keys and "." not in key and key not in names}
        if unknown:
            return f"silent: keys {sorted(unknown)[:3]}"
        if any(isinstance(one, float) and not math.isfinite(one) for one in REREAD.leaves(said)):
            return "silent: a number that is none"
        return None

    def scenario(self, luck):
        data = luck.choice(self.shipped) if luck.random() < 0.5 else MADE.scenario(luck).encode()
        data = DAMAGING.damaged(data, luck)
        (self.folder / "a.toml").write_bytes(data)
        found, said = self.readers.scenario(self.folder / "a.toml"), REREAD.tables_of(data)
        (self.folder / "again.toml").write_text(scenario_toml(found), "utf-8")
        if scenario_toml(load_scenario(self.folder / "again.toml")) != scenario_toml(found):
            return "silent: not the same"
        lost = REREAD.lost_of_scenario(said, found)
        return f"silent: {lost} lost" if lost else self.tables(said, set(found.programmes))

    def experiment(self, luck):
        beside = MADE.scenario(luck)
        made = MADE.experiment(luck, beside).encode()
        data = DAMAGING.damaged(luck.choice([made, made, *self.experiments[:1]]), luck)
        (self.folder / MADE.BESIDE).write_text(beside, "utf-8")
        (self.folder / "e.toml").write_bytes(data)
        if luck.random() < 0.2:
            return self.sensitivity(luck)
        found, said = self.readers.experiment(self.folder / "e.toml"), REREAD.tables_of(data)
        if not np.isfinite(found.points()).all():
            return "silent: a point that is none"
        lost = REREAD.lost_of_experiment(said, found)
        others = {name: one for name, one in said.items() if name != "sensitivity"}  # which a sweep does not read
        return f"silent: {lost} lost" if lost else self.tables(others)

    def sensitivity(self, luck):
        """Read an experiment of a sensitivity, one that ships or the one at hand, as `famsim sensitivity` does."""
        path = self.folder / "e.toml"
        if luck.random() < 0.5:
            path.write_bytes(DAMAGING.damaged(luck.choice(self.experiments), luck))
        load_question(path, Options())
        return self.tables(REREAD.tables_of(path.read_bytes()))

    def targets(self, luck):
        data = DAMAGING.damaged(MADE.targets(luck).encode(), luck)
        (self.folder / "t.csv").write_bytes(data)
        found = self.readers.targets(self.folder / "t.csv")
        lines = [row for row in csv.reader(io.StringIO(REREAD.sheet_of(data), newline="")) if any(map(str.strip, row))]
        head, *rows = lines
        if len(found) != len(rows):
            return f"silent: {len(found)} targets of {len(rows)} rows"
        place = [name.strip().lower() for name in head].index("value")
        if any(not math.isfinite(one.value) for one in found):
            return "silent: a value that is none"
        said = [float(row[place]) for row in rows]
        return None if said == [one.value for one in found] else "silent: another value"

    def store(self, luck):
        path = self.folder / "s.sqlite"
        for left in (*self.folder.glob("s.sqlite*"), *self.folder.glob("into.sqlite*")):
            left.unlink()
        shutil.copy(self.whole, path)
        path.write_bytes(DAMAGING.damaged_pages(path.read_bytes(), luck))
        if luck.random() < 0.1:
            (self.folder / "s.sqlite-wal").write_bytes(DAMAGING.damaged_pages(self.whole.read_bytes(), luck))
        with self.opened(path) as store:
            wrong = self.shown_wrong(store)
            store.verify()
            if wrong or luck.random() < 0.8:
                return wrong
            with Store(self.folder / "into.sqlite") as into:
                merge(into, store)
                return self.shown_wrong(into)

    def shown_wrong(self, store):
        """Return what a store shows that was never put into it; None for nothing."""
        for number in range(RUNS):
            key, arrays, _ = run_of(number)
            found = store.get(key)
            if found is not None and any(found[name].tobytes() != arrays[name].tobytes() for name in arrays):
                return "silent: a wrong number"
        return None if set(store.notes()) <= {NOTE} else "silent: a wrong note"

    def results_folder(self, luck):
        there = self.folder / "results"
        shutil.rmtree(there, ignore_errors=True)
        write_whole(there, lambda: FILES | {"record.json": record_bytes(ABOUT, {}, FILES)})
        name = luck.choice([*FILES, "record.json"])
        before = (there / name).read_bytes()
        after = DAMAGING.damaged(before, luck)
        (there / name).write_bytes(after)
        problems = folder_problems(there, read_record(there))
        return None if problems or after == before else f"silent: {name} was changed"


KINDS = ("scenario", "experiment", "targets", "store", "results_folder")


def run_of(number):
    """Return key, arrays and about of a run of the store; one has failed, and has no arrays."""
    failed = {"status": "failed", "error": "out of memory"} if number == FAILED else {}
    about = RunAbout("famsim", 1, 0, number, "x", "y", **failed)
    arrays = {"total": np.arange(40, dtype=np.int64) * (number + 1), "share": np.sqrt(np.arange(5.0) + number)}
    return run_key("{}", "y", number, 0, 1, "famsim"), {} if failed else arrays, about


@contextmanager
def in_time(seconds):
    """Raise Hang in what takes more processor time."""

    def stop(*_):
        raise Hang

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def outcome(kinds, number):
    """Return how file number N ended: "read", "refused", or what is wrong with it."""
    kind, luck = KINDS[number % len(KINDS)], random.Random(number)
    try:
        with in_time(LONGEST):
            return getattr(kinds, kind)(luck) or "read"
    except FamsimError as error:
        said = str(error)
        lines = said.split("\n")  # of targets every wrong cell is told, a line each
        short = all(line.isprintable() and len(line) < 3000 for line in lines) and (
            kind == "targets" or len(lines) == 1
        )
        return "refused" if said and short else f"{kind} {number}: says {said[:80]!r}"
    except Hang:
        return f"{kind} {number}: hangs"
    except Exception as error:
        return f"{kind} {number}: {type(error).__name__}: {error}"[:200]


def tried(first, last, change=None):
    """Return how often files ended well, and what went wrong with the others; `change` plants a fault."""
    with tempfile.TemporaryDirectory() as folder:
        kinds = Kinds(folder)
        if change:
            change(kinds)
        found = [(number, outcome(kinds, number)) for number in range(first, last)]
    fine = Counter(how for _, how in found if how in ("read", "refused"))
    return fine, [
        how if " " in how and str(number) in how else f"{KINDS[number % len(KINDS)]} {number}: {how}"
        for number, how in found
        if how not in ("read", "refused")
    ]


if __name__ == "__main__":
    import sys

    print(json.dumps(tried(int(sys.argv[1]), int(sys.argv[2]))))
