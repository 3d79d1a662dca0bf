"""Damaged copies of every kind of file that famsim is given, each read as it stands or refused in one line.

Kinds: scenarios, experiments, targets (CSV), stores, results folders. File number N is the same whenever it is made.
`tried(first, last)` returns what went wrong with each; `python tests/faults/in_parts.py fuzz` tries 100,000.

What is read must be what is there: every key one that a file may have, numbers finite, a scenario the same when it is
written and read again, targets as many and with the values of the rows; of a store no row but the right one; of a
folder every change is told.
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

import numpy as np

from famsim.calibration import read_targets
from famsim.errors import FamsimError
from famsim.questions.sweep import load_experiment
from famsim.results.folder import write_whole
from famsim.results.record import read_record, record_bytes
from famsim.results.verifying import folder_problems
from famsim.scenario import load_scenario, scenario_toml, shipped_names, shipped_text
from famsim.scenario.loading import parse_scenario
from famsim.store import RunAbout, Store, run_key

LONGEST = 2.0  # seconds of processor time that a file may take
SPLICES = [
    "nan",
    "inf",
    "-inf",
    "1e400",
    "-1",
    "0",
    "1e-3",
    "012",
    "1_0",
    "12:30",
    "true",
    "NO",
    "5%",
    "03/04/2016",
    "42463",
    "1,234",
    "#REF!",
    "=1+1",
    "@x",
    "../x",
    "/etc/passwd",
    "CON",
    "\x00",
    "\ufeff",
    "\u202e",
    "\ud7ff",
    "é",
    "\r",
    "\r\n",
    "[[",
    "]]",
    "{",
    "}",
    '"""',
    "'''",
    "=",
    ".",
    ",",
    ";",
    "\t",
    "__class__",
    "!!python/object/apply:os.system",
]
SPLICES = [one.encode("utf-8", "surrogatepass") for one in SPLICES] + [
    b"9" * 6000,
    b"[" * 2000,
    b"a." * 2000,
    b"\xff\xfe",
]
EXPERIMENT = Path(__file__).parents[2] / "experiments" / "places.toml"
RUNS = 6
ABOUT = {"kind": "famsim comparison", "area": "Leeds", "seed": 7, "draws": 1, "reps": 1, "config_hash": "0"}
FILES = {"a.csv": b"x,y\n1,2\n", "answer.md": b"# An answer\n", "scenario.toml": b'name = "x"\n'}


class Hang(BaseException):
    """A file took too long."""


def damaged(data, luck):
    """Return bytes cut, spliced, flipped, with lines lost, doubled or swapped, or in another encoding."""
    for _ in range(luck.randint(1, 3)):
        kind, at = luck.randrange(8), luck.randrange(len(data) + 1)
        lines = data.split(b"\n")
        one, other = luck.randrange(len(lines)), luck.randrange(len(lines))
        if kind == 0:
            data = data[:at]
        elif kind == 1:
            data = data[:at] + data[at + luck.randrange(1, 80) :]
        elif kind == 2:
            data = data[:at] + luck.choice(SPLICES) + data[at:]
        elif kind == 3:
            data = data[:at] + bytes([luck.randrange(256)]) + data[at + 1 :]
        elif kind == 4:
            lines[one], lines[other] = lines[other], lines[one]
        elif kind == 5:
            lines.insert(one, lines[other])
        elif kind == 6:
            head, sign, _ = lines[one].partition(b"=")
            lines[one] = head + sign + b" " + luck.choice(SPLICES)
        else:
            wide = luck.choice(["utf-16", "cp1252", "utf-8-sig", "utf-16-be"])
            data = data.decode("utf-8", "replace").encode(wide, "replace")
        data = b"\n".join(lines) if kind in (4, 5, 6) else data
    return data


def keys_of(value):
    """Yield every key of a table, at every depth."""
    if isinstance(value, dict):
        for key, inside in value.items():
            yield key
            yield from keys_of(inside)
    elif isinstance(value, list):
        for one in value:
            yield from keys_of(one)


def leaves(value):
    """Yield every value of a table."""
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    if inside is None:
        yield value
    else:
        for one in inside:
            yield from leaves(one)


def text_of(data):
    """Return the text of bytes as a file may be written: UTF-8 with a mark or without, UTF-16 with one."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    return data.decode(encoding, "strict" if encoding == "utf-8-sig" else "replace")


def sheet_of(data):
    """Return the text of a sheet, which an older Excel may have saved in its own encoding."""
    try:
        return text_of(data)
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


class Kinds:
    """What is tried, in a folder of its own: each method damages a file and returns what is wrong, None for nothing."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.scenarios = [shipped_text(name).encode() for name in shipped_names()]
        self.experiment_text = EXPERIMENT.read_bytes()
        rows = list(csv.DictReader(io.StringIO(published_text())))[:12]
        text = io.StringIO()
        writer = csv.DictWriter(text, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        self.targets_text = text.getvalue().encode()
        known = [tomllib.loads(one.decode()) for one in (*self.scenarios, self.experiment_text)]
        self.keys = set(keys_of(known)) | set(schema_keys())
        self.whole = self.folder / "whole.sqlite"
        with Store(self.whole) as store:
            for number in range(RUNS):
                store.put(*run_of(number))
        self.read_scenario, self.read_experiment, self.read_targets = parse_scenario, load_experiment, read_targets

    def tables(self, data, names=()):
        """Return what is wrong with an accepted file's tables: a key there is not, a number that is none."""
        said = tomllib.loads(text_of(data).replace("\r\n", "\n"))
        unknown = {key for key in keys_of(said) if key not in self.keys and "." not in key and key not in names}
        if unknown:
            return f"silent: keys {sorted(unknown)[:3]}"
        if any(isinstance(one, float) and not math.isfinite(one) for one in leaves(said)):
            return "silent: a number that is none"
        return None

    def scenario(self, luck):
        data = damaged(luck.choice(self.scenarios), luck)
        (self.folder / "a.toml").write_bytes(data)
        found = load_scenario(self.folder / "a.toml")
        again = self.read_scenario(scenario_toml(found), "again")
        return self.tables(data) or (None if scenario_toml(again) == scenario_toml(found) else "silent: not the same")

    def experiment(self, luck):
        data = damaged(self.experiment_text, luck)
        (self.folder / "e.toml").write_bytes(data)
        found = self.read_experiment(self.folder / "e.toml")
        if not np.isfinite(found.points()).all():
            return "silent: a point that is none"
        return self.tables(data)

    def targets(self, luck):
        data = damaged(self.targets_text, luck)
        (self.folder / "t.csv").write_bytes(data)
        found = self.read_targets(self.folder / "t.csv")
        lines = [row for row in csv.reader(io.StringIO(sheet_of(data), newline="")) if any(map(str.strip, row))]
        rows = lines[1:]
        if len(found) != len(rows):
            return f"silent: {len(found)} targets of {len(rows)} rows"
        if any(not math.isfinite(one.value) for one in found):
            return "silent: a value that is none"
        return None

    def store(self, luck):
        path = self.folder / "s.sqlite"
        for left in self.folder.glob("s.sqlite*"):
            left.unlink()
        shutil.copy(self.whole, path)
        data = bytearray(path.read_bytes())
        if luck.randrange(4):
            at = luck.randrange(len(data))
            data[at] ^= 1 << luck.randrange(8)
        else:
            data = data[: luck.randrange(len(data))]
        path.write_bytes(data)
        with Store(path) as store:
            for number in range(RUNS):
                key, arrays, _ = run_of(number)
                found = store.get(key)
                if found is not None and any(found[name].tobytes() != arrays[name].tobytes() for name in arrays):
                    return "silent: a wrong number"
            store.verify()
        return None

    def results_folder(self, luck):
        there = self.folder / "results"
        shutil.rmtree(there, ignore_errors=True)
        write_whole(there, lambda: FILES | {"record.json": record_bytes(ABOUT, {}, FILES)})
        name = luck.choice([*FILES, "record.json"])
        before = (there / name).read_bytes()
        after = damaged(before, luck)
        (there / name).write_bytes(after)
        problems = folder_problems(there, read_record(there))
        return None if problems or after == before else f"silent: {name} was changed"


KINDS = ("scenario", "experiment", "targets", "store", "results_folder")


def published_text():
    """Return the table of published figures that comes with famsim, as its reader reads it."""
    from importlib.resources import files

    return (files("famsim.calibration") / "published.csv").read_text(encoding="utf-8")


def schema_keys():
    """Yield the keys that scenario and experiment files may have."""
    from famsim.questions.sweep.asked import ExperimentFile

    waiting, seen = [ExperimentFile.model_json_schema(), load_scenario("newcastle").model_json_schema()], []
    for schema in waiting:
        for one in [schema, *schema.get("$defs", {}).values()]:
            seen += one.get("properties", {})
    return seen


def run_of(number):
    """Return key, arrays and about of a run of the store."""
    about = RunAbout("famsim", 1, 0, number, "x", "y")
    arrays = {"total": np.arange(40, dtype=np.int64) * (number + 1), "share": np.sqrt(np.arange(5.0) + number)}
    return run_key("{}", "y", number, 0, 1, "famsim"), arrays, about


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
