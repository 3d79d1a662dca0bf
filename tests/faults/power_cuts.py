"""Cuts the power of a store at every call to the disk and looks at what is left; docs/reliability.md F03.

A study is written once while SQLite's writes and syncs are recorded. Then, for the moment before each call, states of
the disk are built in which what was not yet synced is lost, kept, or kept in part, torn at sectors of 512 bytes; each
is opened as a restarted famsim opens it, and must hold every run that had been acknowledged by then, and no damage.
File creation and deletion are taken as durable; a drive that lies about a sync is beyond this.

    python power_cuts.py FOLDER STATES FAULT      FAULT: none, or the pragma synchronous: NORMAL, OFF
"""

import json
import random
import sys
from collections import Counter
from pathlib import Path

from store_writer import work
from watched_disk import Disk

from famsim.errors import FamsimError
from famsim.store import Store

RUNS, SECTOR, NAME = 40, 512, "results.sqlite"
PAGES = 40  # of the log between two checkpoints, so that a short study has many; SQLite's own 1,000 need a long one
RESUMED = 25  # one state in so many is also gone on from


def recorded(folder, fault):
    """Return the calls of a study that nobody disturbs, with ("ack", number) wherever a run was acknowledged."""
    disk = Disk()
    with Store(folder / NAME) as store:
        store._connection.execute(f"PRAGMA wal_autocheckpoint = {PAGES}")
        if fault != "none":
            store._connection.execute(f"PRAGMA synchronous = {fault}")
        for number in range(RUNS):
            store.put(*work(number))
            disk.log.append(("ack", number))
    disk.close()
    return disk.log


def apply(files, call):
    """Let a call reach the disk."""
    what, name, *rest = call
    if what == "delete":
        files.pop(name, None)
        return
    content = files.setdefault(name, bytearray())
    if what == "truncate":
        del content[rest[0] :]
        content.extend(bytes(rest[0] - len(content)))
    else:
        at, data = rest
        content.extend(bytes(max(0, at + len(data) - len(content))))
        content[at : at + len(data)] = data


def torn(call, chance):
    """Return the parts of a pending call that reach the disk: all, none, or some sectors of a write."""
    fate = chance.randrange(3)
    if fate == 0 or call[0] != "write":
        return [call] if chance.random() < 0.5 else []
    what, name, at, data = call
    sectors = [(what, name, at + first, data[first : first + SECTOR]) for first in range(0, len(data), SECTOR)]
    return [one for one in sectors if chance.random() < 0.5] if fate == 1 else [call]


def left(durable, pending, kind, chance):
    """Return the files after a power cut; kind: 0 nothing that was pending is there, 1 all of it, else some."""
    files = {name: bytearray(content) for name, content in durable.items()}
    for one in pending:
        for part in ([], [one])[kind] if kind < 2 else torn(one, chance):
            apply(files, part)
    return files


def states(log, wanted, chance):
    """Yield (acknowledged runs, files) of the disk as it may be found: about so many, spread over the moments."""
    durable, pending, acknowledged = {}, [], 0
    each = wanted / sum(call[0] != "ack" for call in log)
    for call in log:
        if call[0] == "ack":
            acknowledged = call[1] + 1
            continue
        many = int(each) + (chance.random() < each % 1)
        for kind in range(many) if each > 2 else [chance.randrange(3) for _ in range(many)]:
            yield acknowledged, left(durable, pending, kind, chance)
        if call[0] == "sync":
            for one in pending:
                if one[1] == call[1]:
                    apply(durable, one)
            pending = [one for one in pending if one[1] != call[1]]
        elif call[0] == "delete":
            pending = [one for one in pending if one[1] != call[1]]
            apply(durable, call)
        else:
            pending.append(call)
    yield acknowledged, durable


def judged(folder, acknowledged, files, resume):
    """Return what is wrong with a state of the disk, by kind."""
    for old in folder.iterdir():
        old.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    wrong = Counter()
    try:
        with Store(folder / NAME) as store:
            wrong["corrupt"] += not store.verify().ok
            wrong["lost"] += sum(store.get(work(number)[0]) is None for number in range(acknowledged))
            if resume:
                for number in range(RUNS):
                    store.put(*work(number))
                wrong["not resumed"] += store.status().done != RUNS or store.status().alarms > 0
    except FamsimError as error:
        wrong["refused: " + str(error)[-80:]] += 1
    return wrong


def main(folder, wanted, fault):
    """Record a study, explore what a power cut may leave, and print what was found as JSON."""
    recording, trial = Path(folder) / "recording", Path(folder) / "trial"
    recording.mkdir()
    trial.mkdir()
    log, chance = recorded(recording, fault), random.Random(1)
    found, harmed, seen = Counter(), 0, 0
    for acknowledged, files in states(log, int(wanted), chance):
        wrong = +judged(trial, acknowledged, files, seen % RESUMED == 0)
        found.update(wrong)
        harmed += bool(wrong)
        seen += 1
    kinds = Counter(call[0] for call in log)
    print(json.dumps({"states": seen, "harmed": harmed, "wrong": found, "calls": kinds}))


if __name__ == "__main__":
    main(*sys.argv[1:])
