"""How a sweep stands: what is done, what failed and why, what is left, what it will take."""

from collections import Counter
from dataclasses import dataclass

from famsim.population import england_is_solved, not_solved
from famsim.questions.sweep.plan import MOST_BESIDE, Plan, Shard
from famsim.scenario import one_place
from famsim.store import Store

LIFE_NS, BESIDE_NS = 330.0, 150.0  # a family-month of a life in which nobody is helped; of a strategy beside it
SETTLING_MONTHS = 450  # lived before month 0, once for each area and chance seed
DRAWN_MONTHS = 60  # of them by each draw's own figures
SOLVING_SECONDS, ENGLAND_SECONDS = 10.0, 45.0
BYTES_A_RUN = 6_000.0
SECONDS = 1e-9


@dataclass(frozen=True)
class SweepStatus:
    """How many runs there are of each kind; `failures`: how often each reason; alarms: runs that came out differently.

    missing: not run yet. Runs that several points of the design share are counted once.
    """

    runs: int
    done: int
    failed: int
    invalid: int
    missing: int
    alarms: int
    failures: dict[str, int]

    @property
    def complete(self) -> bool:
        """Whether every run is done."""
        return self.done == self.runs


@dataclass(frozen=True)
class Forecast:
    """What a sweep will take: lives, runs in all and still to run, worlds to solve first, seconds, bytes on disk."""

    lives: int
    runs: int
    to_run: int
    strategies: int
    to_solve: int
    seconds: float
    bytes: float


def status_of(plan: Plan, store: Store, shard: Shard | None = None) -> SweepStatus:
    """Return how a sweep stands in a store."""
    counts: Counter[str] = Counter()
    failures: Counter[str] = Counter()
    undone = store.undone()
    for life in plan.lives():
        keys = [run.key for run in life.runs if shard is None or shard.has(run.key)]
        there = store.statuses(keys)
        for key in keys:
            status = there.get(key, "missing")
            counts[status] += 1
            if key in undone:
                failures[undone[key].error] += 1
    numbers = {name: counts[name] for name in ("done", "failed", "invalid", "missing")}
    return SweepStatus(sum(counts.values()), **numbers, alarms=store.status().alarms, failures=dict(failures))


def forecast(plan: Plan, store: Store | None, jobs: int, shard: Shard) -> Forecast:
    """Return what is left to do of a sweep, worked out from its size and what lives were measured to take."""
    lives = runs = to_run = 0
    months = 0.0
    worlds: set[tuple[int, tuple[tuple[str, float], ...]]] = set()
    settled: set[tuple[int, tuple[tuple[str, float], ...], int]] = set()
    for life in plan.lives():
        keys = [run.key for run in life.runs if shard.has(run.key)]
        there = store.statuses(keys) if store else {}
        left = sum(there.get(key) not in ("done", "invalid") for key in keys)
        runs, to_run = runs + len(keys), to_run + left
        if not left:
            continue
        cell = plan.experiment.cells[life.cell]
        families = float(cell.families or one_place(cell).families)
        batches = -(-left // MOST_BESIDE)
        lives += batches
        own = cell.months - (plan.experiment.about.branch_at or 0)  # months of each strategy
        months += families * (batches * (cell.months + DRAWN_MONTHS) * LIFE_NS + left * own * BESIDE_NS)
        worlds.add((life.cell, life.figures))
        if (life.cell, life.figures, life.rep) not in settled:
            settled.add((life.cell, life.figures, life.rep))
            months += families * SETTLING_MONTHS * LIFE_NS
    solve = unsolved(plan, worlds)
    first = 0.0 if england_is_solved() or not to_run else ENGLAND_SECONDS
    seconds = (months * SECONDS + solve * SOLVING_SECONDS) / jobs + first
    strategies = len({(cell.name, one.name) for cell in plan.experiment.cells for one in cell.strategies})
    return Forecast(lives, runs, to_run, strategies * len(plan.points), solve, seconds, to_run * BYTES_A_RUN)


def unsolved(plan: Plan, worlds: set[tuple[int, tuple[tuple[str, float], ...]]]) -> int:
    """Return how many worlds have constants that must be solved before anybody can live there."""
    found = 0
    for cell, figures in worlds:
        scenario = plan.experiment.cells[cell]
        overrides = dict(scenario.evidence) | dict(figures)
        found += len(not_solved([one_place(scenario)], overrides))
    return found
