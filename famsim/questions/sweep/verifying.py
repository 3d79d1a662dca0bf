"""Is what a sweep's store holds still what comes out? Some runs, taken at random, are lived again and compared."""

from random import SystemRandom

from famsim.population import Starts, world_of
from famsim.questions.sweep.plan import Plan
from famsim.questions.sweep.tables import run_id
from famsim.runs import InvalidRunError, Progress, sweep_life
from famsim.store import Store, encode


def verify_runs(plan: Plan, store: Store, sample: int, progress: Progress | None = None) -> tuple[int, list[str]]:
    """Live so many of the runs that are done again, each by itself; return how many, and each difference."""
    kept = set(store.keys())
    done = [(life, run) for life in plan.lives() for run in life.runs if run.key in kept]
    chosen = SystemRandom().sample(done, min(sample, len(done)))
    problems = []
    for number, (life, run) in enumerate(chosen):
        starts = Starts(world_of(plan.world(life.cell, life.figures)))
        swept = plan.swept(run.cell, run.point, run.place)
        (found,) = sweep_life(starts, [swept], run.draw, run.rep)
        there = store.get(run.key)
        if isinstance(found, InvalidRunError) or there is None or encode(there) != encode(found):
            problems.append(f"{store.path}: run {run_id(plan, run)} comes out differently when it is lived again")
        if progress:
            progress(number + 1, len(chosen))
    return len(chosen), problems
