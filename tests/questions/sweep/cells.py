"""The ways in which the same runs can be lived, and the hash of what each way comes to: see test_cells.py.

Every way lives twelve scenarios, two repetitions each: the engine's two paths on one thread and two, all at once or in
pieces, in another order, by processes, by a Dask cluster, in shards, and with workers killed on the way.
"""

import logging
import os
import signal
from contextlib import contextmanager, suppress
from hashlib import sha256
from itertools import product
from pathlib import Path
from random import Random

import numpy as np

import famsim as fs
from famsim.measures import MEASURES, group_names
from famsim.population import Starts, world_of
from famsim.questions.sweep import Plan, Shard, Ways, load_experiment, merged, swept
from famsim.questions.sweep.run import Sweeping
from famsim.runs import sweep_life, values_of_run
from famsim.scenario import change, load_scenario
from famsim.store import Store, encode

FAMILIES, MONTHS, REPS, STRATEGIES = 250, 15, 2, 3
ALIKE = ({}, {"start": "birth cohort"}, {"seed": 7})
PIECES, ORDERS = (1, 7, 50), ("as planned", "shuffled")
CELLS = [
    *(("compare", separately, threads) for separately, threads in product((False, True), (1, 2))),
    *(("engine", piece, order) for piece, order in product(PIECES, ORDERS)),
    *(("workers", jobs, *how) for jobs, *how in product((1, 2), PIECES, ORDERS, (False, True))),
    *(("dask", 2, *how) for how in product(PIECES, ORDERS, (False, True))),
    *(("shards", jobs) for jobs in (1, 2)),
]


def scenarios():
    """Return twelve small scenarios whose names differ."""
    found = []
    for name, fields in product(("newcastle", "croydon", "recession", "three_tiers"), ALIKE):
        one = change(load_scenario(name), families=FAMILIES, months=MONTHS, name=f"{name} {len(found)}", **fields)
        found.append(change(one, strategies=one.strategies[:STRATEGIES]))
    return found


def experiment():
    """Return the experiment of all of them."""
    about = {"name": "cells", "question": "Is it the same?", "scenarios": scenarios(), "reps": REPS}
    return load_experiment({"experiment": about})


def of_values(rows):
    """Return the hash of values by their names."""
    digest = sha256()
    for name, value in sorted(rows, key=lambda row: row[0]):
        digest.update(repr(name).encode() + (b"nan" if np.isnan(value) else np.float64(value).tobytes()))
    return digest.hexdigest()


def of_runs(found):
    """Return the hash of runs as a sweep keeps them: of their values, of their bytes. found: (key, cell, arrays)."""
    values, digest = [], sha256()
    for run, cell, arrays in sorted(found, key=lambda one: one[0]):
        digest.update(run.encode() + encode(arrays))
        for group, name in enumerate(group_names()):
            of_group = values_of_run(arrays, group)
            values += [((*cell, name, measure), of_group[measure]) for measure in MEASURES]
    return of_values(values), digest.hexdigest()


def cell_of(plan, run):
    cell = plan.experiment.cells[run.cell]
    return cell.name, cell.strategies[run.place].name, run.rep


def compared(separately, threads):
    """Return the hash of every scenario compared."""
    rows = []
    for scenario in scenarios():
        outcomes = fs.compare(scenario, reps=REPS, threads=threads, separately=separately).tables["outcomes"]
        for row in outcomes[outcomes.measure.isin(list(MEASURES))].itertuples():
            strategy, _, rep = row.run_id.rsplit("/", 2)
            rows.append(((scenario.name, strategy, int(rep[1:]), row.group, row.measure), row.value))
    return of_values(rows), None


def engine(piece, order):
    """Return the hash of runs that this process lives, so many at once."""
    plan, found = Plan(experiment()), []
    for life in plan.lives():
        runs = Random(3).sample(life.runs, len(life.runs)) if order == "shuffled" else list(life.runs)
        starts = Starts(world_of(plan.world(life.cell, life.figures)))
        for first in range(0, len(runs), piece):
            some = runs[first : first + piece]
            asked = [plan.swept(run.cell, run.point, run.place) for run in some]
            for run, arrays in zip(some, sweep_life(starts, asked, life.draw, life.rep), strict=True):
                found.append((run.key, cell_of(plan, run), arrays))
    return of_runs(found)


class OtherOrder(Plan):
    """A plan whose lives come in another order."""

    def lives(self):
        lives = list(super().lives())
        return iter(Random(3).sample(lives, len(lives)))


def of_store(path):
    plan = Plan(experiment())
    with Store(path) as store:
        return of_runs([(run.key, cell_of(plan, run), store.get(run.key)) for run in plan.runs()])


def sweep(path, ways, piece, order, kill=None):
    """Sweep into a store, so many runs at once; `kill`: what kills a worker, called once when some runs are kept."""
    with Store(path) as store:
        working = Sweeping(experiment(), store, ways)
        working.at_once = lambda life, runs: piece
        if order == "shuffled":
            working.plan = OtherOrder(working.plan.experiment)
        told, answered = [], working.answered

        def then_kill(runs):
            answered(runs)
            if runs and kill and not told:
                told.append(runs)
                kill()

        working.answered = then_kill
        working.run()
        assert not working.failed and bool(told) == bool(kill)
    return of_store(path)


class Killable(Ways):
    """Ways whose crew can be got at."""

    def crew(self, asked):
        object.__setattr__(self, "hands", super().crew(asked))
        return self.hands

    def kill(self):
        """Kill a worker at work."""
        at_work = [one for one in self.hands.workers if one.task is not None] or self.hands.workers
        os.kill(at_work[0].process.pid, signal.SIGKILL)


def by_workers(path, jobs, piece, order, killed):
    ways = Killable(jobs)
    return sweep(path, ways, piece, order, ways.kill if killed else None)


@contextmanager
def two_processes():
    """Yield a Dask cluster of two processes."""
    import distributed

    options = {"n_workers": 2, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
    with distributed.LocalCluster(**options, silence_logs=logging.CRITICAL) as cluster:
        yield cluster


def by_dask(path, _, piece, order, killed):
    with two_processes() as cluster:

        def kill():
            with suppress(ProcessLookupError):
                os.kill(next(iter(cluster.workers.values())).process.pid, signal.SIGKILL)

        return sweep(path, Ways(cluster=cluster.scheduler_address), piece, order, kill if killed else None)


def by_shards(path, jobs):
    """Return the hash of two shards that are put together."""
    parts = [path.with_suffix(f".{k}.sqlite") for k in (1, 2)]
    for k, part in enumerate(parts, 1):
        with Store(part) as store:
            swept(experiment(), store, Ways(jobs, Shard(k, 2)))
    merged(path, parts)
    return of_store(path)


def hashes(cell, folder):
    """Return what a cell comes to: the hash of every measure of every run and group, and of the bytes kept, if any."""
    kind, *how = cell
    path = Path(folder) / f"{CELLS.index(cell)}.sqlite"
    if kind == "compare":
        return compared(*how)
    if kind == "engine":
        return engine(*how)
    return {"workers": by_workers, "dask": by_dask, "shards": by_shards}[kind](path, *how)
