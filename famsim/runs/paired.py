"""Run every strategy of a scenario for every draw and repetition, paired: the same families, the same luck."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from famsim.engine import Run, Together
from famsim.limits import THREADS
from famsim.measures import CoupleMonths, Outcome, PairLedger, Shelf, couple_months, ledger
from famsim.model.identity import MONTHS_A_YEAR
from famsim.population import Starts, World
from famsim.runs.differing import Differing
from famsim.runs.grouping import Lived
from famsim.runs.living import Watch, live_through
from famsim.runs.policies import About, begun, begun_together
from famsim.runs.running import CENTRAL, Running
from famsim.runs.seeds import chance_seed
from famsim.runs.telling import Progress

if TYPE_CHECKING:
    from famsim.scenario import Scenario

GLANCE = 0.2  # seconds between two looks at how far the runs are

Done = TypeVar("Done")


def outcome_of(life: Lived, name: str, about: tuple[int, int], beside: PairLedger, shelf: Shelf) -> Outcome:
    """Return what a finished run of a strategy came to; `about`: draw and repetition; its book is put on the shelf."""
    run = life.run
    return Outcome(
        strategy=name,
        draw=about[0],
        rep=about[1],
        seed=run.seed,
        series=run.state.tallies.sum(axis=1),
        funnel=run.state.funnel,
        book=shelf.put(run.accounts),
        ids=run.account_ids,
        grouped=life.grouped,
        ledger=beside,
    )


def one_by_one(start: Run, world: World, scenario: Scenario, watch: Watch, about: About) -> Iterator[Outcome]:
    """Yield what every strategy comes to from one start, each lived by itself: to the byte as together, and slower."""
    comparator: CoupleMonths | None = None
    shelf = Shelf()
    for strategy in scenario.strategies:
        run, changes = begun(start, strategy, world, about)
        life = live_through(run, scenario.months, watch, by_year=changes)
        months = couple_months(life.run)
        comparator = comparator or months
        yield outcome_of(life, strategy.name, about, ledger(comparator, months), shelf)


def together(start: Run, world: World, scenario: Scenario, watch: Watch, about: About) -> Iterator[Outcome]:
    """Yield what every strategy comes to from one start, lived together."""
    run, changes = begun_together(start, scenario.strategies, world, about)
    life = live_through(run, scenario.months, watch, by_year=changes)
    yield from outcomes_of(run, life, [one.name for one in scenario.strategies], about)


def outcomes_of(run: Together, life: Lived, names: list[str], about: tuple[int, int]) -> Iterator[Outcome]:
    """Yield what every strategy of a life came to: the first one's whole, of the others what differs from it."""
    shelf = Shelf()
    first = outcome_of(life, names[0], about, PairLedger.of_nobody(), shelf)
    yield first
    differing = Differing(run, first.series)
    for place, name in enumerate(names[1:]):
        yield replace(
            first,
            strategy=name,
            series=differing.series(place),
            funnel=run.apart[place].state.funnel,
            book=shelf.put_rows(*differing.accounts(place)),
            ledger=differing.ledger(place),
        )


def run_pair(starts: Starts, scenario: Scenario, draw: int, rep: int, watch: Watch | None = None) -> list[Outcome]:
    """Run every strategy from one start, or take what a results store has kept of it."""
    kept: list[Outcome] | None = starts.keeper.recall(draw, rep) if starts.keeper else None
    if kept is not None:
        return kept
    watch = watch or Watch()
    watch.begin_year()
    start = starts.start(draw, chance_seed(starts.world.seed, rep))
    live = one_by_one if watch.separately else together
    outcomes = list(live(start, starts.world, scenario, watch, About(draw, rep)))
    if starts.keeper:
        starts.keeper.keep(outcomes)
    return outcomes


def run_all(starts: Starts, scenario: Scenario, running: Running = CENTRAL) -> Generator[list[Outcome], None, None]:
    """Yield the outcomes of each (draw, rep) in order, run side by side on so many threads (see `side_by_side`)."""
    jobs = [partial(run_pair, starts, scenario, draw, rep) for draw, rep in running.pairs]
    years = len(jobs) * years_of(scenario.months, running.lives(len(scenario.strategies)))
    yield from side_by_side(iter(jobs), years, running.progress, running.threads, Watch(running.separately))


def years_of(months: int, lives: int = 1) -> int:
    """Return how many years so many lives of so many months are, the last of each perhaps in part."""
    return lives * -(-months // MONTHS_A_YEAR)


def side_by_side(
    jobs: Iterator[Callable[[Watch], Done]],
    years: int,
    progress: Progress | None = None,
    threads: int = THREADS,
    watch: Watch | None = None,
) -> Generator[Done, None, None]:
    """Yield what each job comes to, in order; `years`: how many they live in all; `watch`: what they share.

    No more than a few are held at once. Ending the iteration early, by an error or by Ctrl-C too, cancels what is left:
    runs end at their next year, and nobody waits for them.
    """
    watch, pool = watch or Watch(), ThreadPoolExecutor(max_workers=threads)
    ahead: list[Future[Done]] = []
    try:
        while True:
            while len(ahead) < threads + 1 and (job := next(jobs, None)) is not None:
                ahead.append(pool.submit(job, watch))
            if not ahead:
                break
            yield finished(ahead.pop(0), watch, progress, years)
        pool.shutdown()
    finally:
        watch.stop.set()
        pool.shutdown(wait=False, cancel_futures=True)


def finished(future: Future[Done], watch: Watch, progress: Progress | None, years: int) -> Done:
    """Return what a run came to, telling meanwhile how far all of them are."""
    while not future.done():
        wait([future], timeout=GLANCE)
        if progress:
            progress(watch.lived, years)
    if progress:
        progress(watch.lived, years)
    return future.result()
