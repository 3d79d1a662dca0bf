"""What a sweep costs over the engine, what commits cost, what workers gain, what memory it takes: docs/reliability.md.

    python tests/speed/sweep.py overhead     1,000 points: the engine alone, and beside it one worker with commits
    python tests/speed/sweep.py two          1,000 points by one worker and by two
    python tests/speed/sweep.py branch       20 points with five years in common, lived once, and whole
    python tests/speed/sweep.py memory       the sweep's own process with 100 and with 100,000 runs of a stand-in life
    python tests/speed/sweep.py newcastle    1,000 strategies x whole Newcastle x 10 years, one draw, two workers

Processor time (user and system, with children) holds on a busy machine too; seconds of the clock hold on a quiet one.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

EXPERIMENT = """
[experiment]
name = "speed"
question = "How long?"
scenarios = ["newcastle"]
strategies = ["business as usual", "newcastle"]
months = {months}
{about}

[design]
kind = "latin hypercube"
points = {points}

[[lever]]
name = "places"
changes = "places_a_month"
strategies = ["newcastle"]
low = 2
high = 40

[[uncertainty]]
figure = "programmes.new_parent_group.take_up"
"""


TRAINED = """
[[lever]]
name = "midwives trained"
changes = "staff_trained"
door = "midwife"
strategies = ["newcastle"]
low = 0
high = 1
"""


def written(folder, points, months=120, about="families = 10000"):
    """Return the path of an experiment file."""
    path = Path(folder) / "speed.toml"
    path.write_text(EXPERIMENT.format(points=points, months=months, about=about))
    return path


def spent():
    """Return the processor seconds of this process and of those children that are over."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in both)


def peak():
    """Return the most megabytes that this process and the largest child held."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return [resource.getrusage(who).ru_maxrss / 1024 for who in kinds]


def measured(work):
    """Return the clock's and the processor's seconds of some work, and what it came to."""
    began, before = time.perf_counter(), spent()
    found = work()
    return time.perf_counter() - began, spent() - before, found


def by_itself(*arguments):
    """Run a part of this file in a process of its own, so that nothing is warm; return what it says."""
    said = subprocess.run([sys.executable, __file__, *map(str, arguments)], check=True, capture_output=True, text=True)
    return json.loads(said.stdout.splitlines()[-1])


def engine(path):
    """Live the runs of an experiment by the engine alone, at once beside each other as a sweep does."""
    from famsim.population import Starts, world_of
    from famsim.questions.sweep import Plan, load_experiment
    from famsim.runs import sweep_life

    def work():
        plan, runs = Plan(load_experiment(path)), 0
        for life in plan.lives():
            starts = Starts(world_of(plan.world(life.cell, life.figures)))
            for first in range(0, len(life.runs), 50):
                some = [plan.swept(one.cell, one.point, one.place) for one in life.runs[first : first + 50]]
                runs += sum(1 for _ in sweep_life(starts, some, life.draw, life.rep))
        return runs

    clock, processor, runs = measured(work)
    return {"clock": clock, "processor": processor, "runs": runs}


def sweep(path, jobs):
    """Sweep an experiment into a new store; return what it took, and what of it was commits."""
    from famsim.questions.sweep import Ways, load_experiment, swept
    from famsim.store import Store

    commits, put = [], Store.put_all

    def timed(store, runs):
        clock, processor, found = measured(lambda: put(store, runs))
        commits.append((clock, processor))
        return found

    Store.put_all = timed
    with Store(Path(path).with_suffix(f".{os.getpid()}.sqlite")) as store:
        clock, processor, found = measured(lambda: swept(load_experiment(path), store, Ways(jobs)))
    assert found.status.complete
    share = [sum(one[kind] for one in commits) for kind in (0, 1)]
    peaks = peak()
    return {"clock": clock, "processor": processor, "commits_clock": share[0], "commits_processor": share[1]} | {
        "runs": found.status.runs,
        "megabytes": peaks[0],
        "megabytes_of_a_worker": peaks[1],
    }


def overhead(folder):
    path = written(folder, 1_000)
    by_itself("_engine", path)  # constants, compiled code and starts are kept from here on
    with ThreadPoolExecutor() as beside:  # whatever slows the one slows the other
        alone, whole = beside.submit(by_itself, "_engine", path), beside.submit(by_itself, "_sweep", path, 1)
        alone, whole = alone.result(), whole.result()
    print(f"engine alone {alone['processor']:.1f} s of processor time, {alone['clock']:.1f} s; {alone['runs']} runs")
    print(f"sweep, one worker {whole['processor']:.1f} s of processor time, {whole['clock']:.1f} s")
    print(f"overhead {whole['processor'] / alone['processor'] - 1:+.1%} of processor time (goal 15%)")
    kinds = [whole[f"commits_{kind}"] / whole[kind] for kind in ("clock", "processor")]
    print(f"commits {kinds[0]:.2%} of the clock, {kinds[1]:.2%} of the processor time (goal 3%)")


def two(folder):
    path = written(folder, 1_000)
    by_itself("_engine", path)
    one, both = by_itself("_sweep", path, 1), by_itself("_sweep", path, 2)
    print(f"one worker {one['clock']:.1f} s, {one['processor']:.1f} s of processor time")
    print(f"two workers {both['clock']:.1f} s, {both['processor']:.1f} s of processor time")
    print(f"two are {one['clock'] / both['clock']:.2f} times one by the clock (goal 1.8 on a quiet machine)")
    print(f"{2 * one['processor'] / both['processor']:.2f} times, were both processors free throughout")


def branch(folder):
    from famsim.population import Starts, world_of
    from famsim.questions.sweep import Plan, load_experiment
    from famsim.runs import sweep_life

    def runs_of(about):
        plan = Plan(load_experiment(written(folder, 20, 120, f"families = 5000\n{about}")))
        (life,) = plan.lives()
        return Starts(world_of(plan.world(0, ()))), [plan.swept(0, one.point, one.place) for one in life.runs]

    starts, own = runs_of("")
    _, branched = runs_of("branch_at = 60")
    starts.start(0, starts.world.seed)
    list(sweep_life(starts, own[:2], 0, 0))
    ways = {
        "branched, the past once": lambda: list(sweep_life(starts, branched, 0, 0)),
        "branched, each run whole": lambda: [next(iter(sweep_life(starts, [one], 0, 0))) for one in branched],
        "each its own from month 1, beside one life": lambda: list(sweep_life(starts, own, 0, 0)),
    }
    found = {}
    for name, work in ways.items():
        _, processor, found[name] = measured(work)
        print(f"{name}: {processor:.1f} s of processor time, {len(found[name])} runs")
    once, whole = list(found.values())[:2]
    assert all(
        one[name].tobytes() == other[name].tobytes() for one, other in zip(once, whole, strict=True) for name in one
    )


def memory(folder):
    for points in (100, 100_000):
        path = written(folder, points, 6, "families = 200").rename(Path(folder) / f"{points}.toml")
        found = by_itself("_stand_in", path)
        print(f"{found['runs']:,} runs: {found['megabytes']:.0f} MB in all, {found['clock']:.0f} s")


def stand_in(path):
    """Sweep an experiment with workers that answer at once, with an array of a run's usual size."""
    from famsim.questions.sweep import Ways, load_experiment, swept
    from famsim.store import Store

    command = [sys.executable, __file__, "_worker", ":".join(sys.path)]
    with Store(Path(path).with_suffix(".sqlite")) as store:
        clock, _, found = measured(lambda: swept(load_experiment(path), store, Ways(1, command=command)))
    assert found.status.complete
    return {"clock": clock, "runs": found.status.runs, "megabytes": peak()[0]}


def worker(modules):
    """Answer as a worker does, without living anything."""
    sys.path[:] = modules.split(":")
    import numpy as np

    from famsim.questions.sweep.task import send
    from famsim.store import encode

    to, content = os.fdopen(os.dup(1), "wb"), encode({"total": np.arange(750, dtype=np.int64)})
    sys.stdin.buffer.readline()
    send(to, {"ready": os.getpid()})
    for line in sys.stdin.buffer:
        for key in json.loads(line)["keys"]:
            send(to, {"key": key, "status": "done", "error": "", "started": "", "finished": ""}, content)
        send(to, {"over": True})


def newcastle(folder):
    path = written(
        folder, 999, 120, ""
    )  # what one strategy is moved by are levers alone, so it is the one that is moved
    text = path.read_text()
    path.write_text(text[: text.index("[[uncertainty]]")] + TRAINED)
    found = by_itself("_sweep", path, 2)
    print(
        f"{found['runs']} strategies: {found['clock']:.0f} s, {found['processor']:.0f} s of processor time (goal 300 s)"
    )
    largest = found["megabytes"] + 2 * found["megabytes_of_a_worker"]
    print(f"at most {largest:,.0f} MB, the sweep and two workers (goal 4,096)")


PARTS = {"_engine": engine, "_sweep": sweep, "_stand_in": stand_in, "_worker": worker}
WHOLE = {"overhead": overhead, "two": two, "branch": branch, "memory": memory, "newcastle": newcastle}

if __name__ == "__main__":
    asked = sys.argv[1] if len(sys.argv) > 1 else ""
    if asked in PARTS:
        found = PARTS[asked](*(int(one) if one.isdigit() else one for one in sys.argv[2:]))
        print(json.dumps(found))
    elif asked in WHOLE:
        with tempfile.TemporaryDirectory() as place:
            WHOLE[asked](place)
    else:
        sys.exit(__doc__)
