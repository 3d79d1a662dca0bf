"""Lets the disk fail a store at every call in turn: a sync that fails once, a disk that is full, a disk that breaks.

docs/reliability.md F04, F05: after a failed sync nothing more is acknowledged, the user reads a line, and once the disk
takes data again the same call goes on and ends with the rows of a study that nobody disturbed.

    python failing_disk.py FOLDER RUNS EVERY      EVERY: try each call (1) or one in so many
"""

import json
import sys
from collections import Counter
from pathlib import Path

from store_writer import work
from watched_disk import FULL, IOERR_FSYNC, IOERR_WRITE, Disk

from famsim.errors import StoreError
from famsim.store import Store

KINDS = {"failed sync": ("sync", IOERR_FSYNC), "full": ("write", FULL), "broken": ("write", IOERR_WRITE)}


def written(path, runs):
    """Carry on with a study to the end; return the numbers of the runs acknowledged, and the first error, if any."""
    done, said = [], ""
    try:
        with Store(path) as store:
            for number in range(runs):
                try:
                    store.put(*work(number))
                    done.append(number)
                except StoreError as error:
                    said = said or str(error)
    except StoreError as error:
        said = said or str(error)
    return done, said


def tried(disk, path, runs, at):
    """Return what goes wrong when the call at `at` (what, number, code) fails, and from then on if it is a write."""
    what, number, code = at
    disk.counts.clear()
    disk.fail = lambda kind, count: code * (kind == what and (count == number or (what == "write" and count > number)))
    done, said = written(path, runs)
    disk.fail = None
    again, second = written(path, runs)
    with Store(path) as store:
        verdict, status = store.verify(), store.status()
        lost = sum(store.get(work(one)[0]) is None for one in done)
    return +Counter(
        {
            "nothing said": not said and len(done) < runs,
            "more than a line": "\n" in said or "Traceback" in said,
            "acknowledged after a failed sync": what == "sync" and bool(said) and done[-1:] == [runs - 1],
            "lost": lost,
            "damaged": not verdict.ok,
            "not gone on": bool(second) or len(again) != runs or status.done != runs or status.alarms,
        }
    )


def main(folder, runs, every):
    """Let each call fail in turn, and print how often and what went wrong as JSON."""
    disk, runs = Disk(), int(runs)
    written(Path(folder) / "whole.sqlite", runs)
    calls, found, tries = dict(disk.counts), Counter(), Counter()
    for name, (what, code) in KINDS.items():
        for number in range(0, calls[what] + 1, int(every)):
            found.update(tried(disk, Path(folder) / f"{name}-{number}.sqlite", runs, (what, number, code)))
            tries[name] += 1
    print(json.dumps({"tries": tries, "wrong": found, "calls": calls}))


if __name__ == "__main__":
    main(*sys.argv[1:])
