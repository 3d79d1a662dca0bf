"""When to intervene: what help is worth by the month it begins, before and after an event in a family's life."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from famsim.engine.run import Run
from famsim.errors import FamsimError
from famsim.population.draws import Starts, with_strategy, world_of
from famsim.population.start import World
from famsim.scenario import Scenario, Strategy
from famsim.study.events import Happened, find_events, followed
from famsim.study.moved import Fork, Plan, Sums, forks, lived_on
from famsim.study.runs import Progress, chance_seed, draw_numbers
from famsim.study.timing_tables import aligned_rows, timing_rows
from famsim.study.windows import window_rows

WINDOW = (-12, 36)  # months of help relative to an event
EVERY = 3  # months between two moments of help
FOLLOW = 48  # months for which a family is followed from the month of help
MOST = 2000  # families followed of each event and risk group
LEAST_MONTHS = 6  # of the scenario in which events may happen
LIMITS = (-24, 60)  # of a window
LEAST_FOLLOW = 12
FORKS_AHEAD = 6


@dataclass(frozen=True)
class Timing:
    """The tables of a timing map.

    timing(event, group, programme, month, measure, estimate, mc_se, low, high, helped, families, shown): benefit per
    family helped by month of help relative to the event; `shown` is false where the standard error is too large.
    windows(event, group, programme, measure, best_month, best, opens, closes, no_return). aligned(event, group,
    programme, help_month, month, measure, value): what is lived around the event. `draws` 1 = chance alone.
    """

    scenario: Scenario
    world: World
    plan: Plan
    draws: int
    tables: dict[str, pd.DataFrame]

    def to_frame(self) -> pd.DataFrame:
        """Return the table of benefits."""
        return self.tables["timing"]


@dataclass
class Found:
    """What all forks of one draw came to, by move."""

    totals: dict[int, np.ndarray] = field(default_factory=dict)
    series: dict[int, np.ndarray] = field(default_factory=dict)

    def add(self, sums: Sums) -> None:
        """Add one fork's; whole numbers, so in any order."""
        for mine, theirs in ((self.totals, sums.totals), (self.series, sums.series)):
            mine[sums.move] = mine[sums.move] + theirs if sums.move in mine else theirs


@dataclass(frozen=True)
class Moves:
    """Which months of help are tried, and how it is measured.

    window: first and last month of help relative to an event, `every` so many. follow: months for which a family is
    followed from the month of help. most: families followed of each event and risk group.
    """

    window: tuple[int, int] = WINDOW
    every: int = EVERY
    follow: int = FOLLOW
    most: int = MOST

    def plan(self, scenario: Scenario) -> Plan:
        """Return the plan for a scenario; FamsimError where it has no offer, or too few months for events."""
        first, last = self.window
        if not LIMITS[0] <= first <= last <= LIMITS[1]:
            raise FamsimError(f"window {first} to {last}: allowed: from {LIMITS[0]} to {LIMITS[1]}, in rising order")
        moves = tuple(range(first, last + 1, self.every))
        plan = Plan(programmes_of(scenario), moves, self.follow)
        check_horizon(scenario, plan)
        return plan


def timing(
    scenario: Scenario, draws: int = 1, moves: Moves | None = None, progress: Progress | None = None, threads: int = 2
) -> Timing:
    """Move help in time for couples to whom something happens, and measure what it is worth per family helped.

    draws: as for compare. moves: which months of help; by default 12 before to 36 after an event. Raises FamsimError
    for a scenario without an offer, or too short for an event with its months before and after.
    """
    moves = moves or Moves()
    plan = moves.plan(scenario)
    starts = Starts(world_of(scenario))
    numbers = draw_numbers(draws)
    last = plan.events_between(scenario.months)[1]
    tell = Telling(progress, len(numbers) * (2 * last + plan.moves[-1]))
    found = [moved_help(starts, plan, number, moves.most, (threads, tell)) for number in numbers]
    return Timing(scenario, starts.world, plan, draws, tables_of(found, plan))


def tables_of(found: list[tuple[Found, Happened]], plan: Plan) -> dict[str, pd.DataFrame]:
    """Return every table."""
    cells = pd.DataFrame(timing_rows([one.totals for one, _ in found], plan))
    return {
        "timing": cells,
        "windows": pd.DataFrame(window_rows(cells)),
        "aligned": pd.DataFrame(aligned_rows([one.series for one, _ in found], [one.totals for one, _ in found], plan)),
    }


def programmes_of(scenario: Scenario) -> tuple[str, ...]:
    """Return the programmes that any strategy offers, in order of first mention; FamsimError if there is none."""
    named = [offer.programme for strategy in scenario.strategies for offer in strategy.offers]
    if not named:
        raise FamsimError(
            f"scenario {scenario.name}: no strategy makes an offer, so there is no help to move in time; "
            "give at least one [[strategy]] a [[strategy.offer]]"
        )
    return tuple(dict.fromkeys(named))


def check_horizon(scenario: Scenario, plan: Plan) -> None:
    """Raise FamsimError unless events can happen far enough from both ends of the scenario."""
    first, last = plan.events_between(scenario.months)
    if plan.follow < LEAST_FOLLOW:
        raise FamsimError(f"follow {plan.follow}: too short; allowed: {LEAST_FOLLOW} months or more")
    if last - first + 1 < LEAST_MONTHS:
        least = scenario.months + LEAST_MONTHS - (last - first + 1)
        raise FamsimError(
            f"months {scenario.months}: the window {plan.moves[0]} to {plan.moves[-1]}, each followed for "
            f"{plan.follow} months, does not fit; allowed: {least} months or more, an earlier end of the window, or "
            f"fewer months to follow ({LEAST_FOLLOW} or more)"
        )


@dataclass
class Telling:
    """Tells how far the work is, in months lived of the area."""

    progress: Progress | None
    months: int
    lived: int = 0

    def __call__(self) -> None:
        """Count one month."""
        self.lived += 1
        if self.progress:
            self.progress(self.lived, self.months)


def moved_help(
    starts: Starts, plan: Plan, number: int, most: int, hands: tuple[int, Telling]
) -> tuple[Found, Happened]:
    """Return what help moved in time comes to under one parameter draw, and the events it is moved around."""
    threads, tell = hands
    nobody = Strategy(name="no help")
    start = starts.start(number, chance_seed(starts.world.seed, 0))
    first, last = plan.events_between(starts.world.months)
    happened = followed(find_events(with_strategy(start, nobody, starts.world), first, last, tell), most)
    run, found = with_strategy(start, nobody, starts.world), Found()
    every = forks(run, happened, plan, last + plan.moves[-1], tell)
    for sums in side_by_side(every, run, plan, threads):
        found.add(sums)
    return found, happened


def side_by_side(every: Iterator[Fork], run: Run, plan: Plan, threads: int) -> Iterator[Sums]:
    """Yield what forks come to, lived on so many threads, a few ahead."""
    ahead: list[Future[Sums]] = []
    pool = ThreadPoolExecutor(max_workers=threads)
    try:
        for fork in every:
            ahead.append(pool.submit(lived_on, run, fork, plan))
            if len(ahead) > threads + FORKS_AHEAD:
                yield ahead.pop(0).result()
        for future in ahead:
            yield future.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
