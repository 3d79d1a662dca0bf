"""The full sizes of docs/reliability.md, part by part, so that they can be stopped and gone on with.

    python tests/faults/in_parts.py kills   LOG      10,000 kill -9 of a writer with a stand-in life (F01)
    python tests/faults/in_parts.py deaths  LOG      500 deaths of workers (F08)
    python tests/faults/in_parts.py orphans LOG      200 kill -9 of a sweep with workers at work (F02)
    python tests/faults/in_parts.py fuzz    LOG      100,000 damaged files (F13, F19-F24, F26)
    python tests/faults/in_parts.py fits    LOG      200 kill -9 of a calibration by a formula (F12)
    python tests/faults/in_parts.py sums    LOG      what LOG says so far

LOG keeps a line for each part that is done; another call goes on behind the last. Exit code 1 where anything was wrong.
"""

import json
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

HERE = Path(__file__).parent
FUZZED_AT_ONCE = 500
SWEPT_AT_ONCE = 60
FIT_KILLS, FIT_BEGINS, FIT_LASTS = 10, 1.0, 6.0  # kills of one fit; seconds until it may be killed, and of that


def loaded(name):
    """Return a module beside this one."""
    spec = spec_from_file_location(name, HERE / f"{name}.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def kills(part, _):
    """Fill a store through some 30 kills; return them, and what is wrong."""
    kill = loaded("test_kill")
    with tempfile.TemporaryDirectory() as folder:
        for name in ("unbroken", "broken"):
            (Path(folder) / name).mkdir()
        with kill.writer(Path(folder) / "unbroken" / "a.sqlite") as server:
            kill.one_life(server)
        unbroken = kill.content(Path(folder) / "unbroken" / "a.sqlite")
        killed, harm = kill.harm_done(Path(folder) / "broken" / "a.sqlite", unbroken, random.Random(part), 10_000)
    return killed, {kind: number for kind, number in harm.items() if number}


def deaths(part, _):
    """Sweep with workers that die of one run in five; return the deaths, and what is wrong."""
    toy, workers = loaded("toy_sweep"), loaded("test_workers")
    died, lose, first = [], toy.Crew.lose, part * SWEPT_AT_ONCE % 900
    toy.Crew.lose = lambda crew, worker: died.append(worker) or lose(crew, worker)
    numbers = range(first, first + SWEPT_AT_ONCE)
    with tempfile.TemporaryDirectory() as folder:
        with toy.Store(Path(folder) / "whole.sqlite") as store:
            toy.sweep(store, numbers, 2, toy.command())
            whole = workers.rows(store)
        died.clear()
        with toy.Store(Path(folder) / "a.sqlite") as store:
            failed = toy.sweep(store, numbers, 2, toy.command(0.2))
            status, found, sound = store.status(), workers.rows(store), store.verify().ok
    toy.Crew.lose = lose
    wrong = {
        "lost": SWEPT_AT_ONCE - status.done - status.failed,
        "without a reason": sum("SIGKILL" not in reason for reason in failed.values()),
        "differ": sum(found[key] != said for key, said in whole.items() if key in found and key not in failed),
        "damaged": int(not sound),
    }
    return len(died), {kind: number for kind, number in wrong.items() if number}


def orphans(part, _):
    """Kill a sweep with two workers at work, again and again until it ends; return the kills, and what is wrong."""
    toy, workers = loaded("toy_sweep"), loaded("test_workers")
    with tempfile.TemporaryDirectory() as folder, workers.server() as sweeps:
        with toy.Store(Path(folder) / "whole.sqlite") as store:
            toy.sweep(store, range(60), 2, toy.command())
            whole = workers.rows(store)
        total = Counter()
        workers.kill_until_done(sweeps, Path(folder) / "a.sqlite", random.Random(part), 10_000, total)
        with toy.Store(Path(folder) / "a.sqlite") as store:
            total["differs"] += workers.rows(store) != whole
            total["unsound"] += not store.verify().ok
    return total.pop("kills"), {kind: number for kind, number in total.items() if number}


def fuzz(_, done):
    """Try the next files; return how many, and what is wrong."""
    fine, wrong = loaded("fuzz").tried(done, done + FUZZED_AT_ONCE)
    print(dict(fine))
    return FUZZED_AT_ONCE, dict.fromkeys(wrong, 1)


def fits(part, _):
    """Kill a calibration again and again until it ends; return the kills, and whether it came to another posterior."""
    folder_of = HERE.parent / "questions" / "calibrate"
    formula, chance, kills = [sys.executable, str(folder_of / "by_formula.py")], random.Random(part), 0
    with tempfile.TemporaryDirectory() as folder:
        whole = subprocess.run([*formula, f"{folder}/whole"], capture_output=True, check=True).stdout
        began, ended = time.monotonic(), None
        while ended is None and kills < FIT_KILLS:
            run = subprocess.Popen([*formula, f"{folder}/broken"], stdout=subprocess.PIPE)
            with suppress(subprocess.TimeoutExpired):
                ended = run.communicate(timeout=FIT_BEGINS + chance.random() * FIT_LASTS)[0]
                continue
            run.kill()
            run.communicate()
            kills += 1
        if ended is None:
            ended = subprocess.run([*formula, f"{folder}/broken"], capture_output=True, check=True).stdout
    print(f"{kills} kills in {time.monotonic() - began:.0f} s")
    return kills, {"differs": 1} if ended != whole or not whole else {}


PARTS = {
    "kills": (kills, 10_000),
    "deaths": (deaths, 500),
    "orphans": (orphans, 200),
    "fuzz": (fuzz, 100_000),
    "fits": (fits, 200),
}


def lines_of(log):
    """Return what a log says; lines that were cut off are left out."""
    found = []
    for line in log.read_text().splitlines() if log.exists() else ():
        with suppress(ValueError):
            found.append(json.loads(line))
    return found


def go_on(what, log, most=10**9):
    """Do parts until the whole size is reached, at most so many; return whether nothing was wrong."""
    part_of, total = PARTS[what]
    for _ in range(most):
        there = [one for one in lines_of(log) if one["what"] == what]
        done = sum(one["tried"] for one in there)
        if done >= total:
            break
        began = time.monotonic()
        tried, wrong = part_of(len(there), done)
        line = {"what": what, "tried": tried, "seconds": round(time.monotonic() - began, 1), "wrong": wrong}
        with log.open("a") as file:
            file.write("\n" + json.dumps(line) + "\n")
        print(f"{what}: {done + tried:,} of {total:,} {wrong or ''}", flush=True)
    return sums(log)


def sums(log):
    """Print what a log says; return whether nothing was wrong."""
    there = lines_of(log)
    for what in PARTS:
        mine = [one for one in there if one["what"] == what]
        wrong = Counter(kind for one in mine for kind in one["wrong"])
        tried, seconds = sum(one["tried"] for one in mine), sum(one["seconds"] for one in mine)
        print(f"{what}: {tried:,} of {PARTS[what][1]:,} tried in {seconds:,.0f} s, wrong: {dict(wrong) or 'nothing'}")
    return not any(one["wrong"] for one in there)


if __name__ == "__main__":
    if len(sys.argv) < 3 or sys.argv[1] not in (*PARTS, "sums"):
        sys.exit(__doc__)
    log = Path(sys.argv[2])
    sys.exit(0 if (sums(log) if sys.argv[1] == "sums" else go_on(sys.argv[1], log)) else 1)
