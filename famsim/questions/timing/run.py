"""When to intervene: what help is worth by the month it begins, before and after an event in a family's life."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import pandas as pd

from famsim.engine import Run
from famsim.population import Starts, World, with_strategy, world_of
from famsim.questions.timing.falls import fall_rows, plans_at_ends
from famsim.questions.timing.layers import buffer_rows, layer_rows
from famsim.questions.timing.matters import COLUMNS as MATTERS
from famsim.questions.timing.matters import matters_rows
from famsim.questions.timing.tables import aligned_rows, event_rows, timing_rows
from famsim.questions.timing.windows import COLUMNS, window_rows
from famsim.runs import (
    CENTRAL,
    Fork,
    Found,
    Moves,
    Plan,
    Running,
    Sums,
    Telling,
    chance_seed,
    check_happened,
    draw_numbers,
    find_events,
    followed,
    forks,
    lived_on,
)
from famsim.scenario import Scenario, Strategy, checked

FORKS_AHEAD = 6


@dataclass(frozen=True)
class Timing:
    """The tables of a timing map.

    timing(event, group, programme, month, measure, estimate, mc_se, low, high, helped, families, shown, comparable):
    benefit per family helped by month of help relative to the event (0 = the event's month), over as many months from
    the help whenever it begins. `families` are the couples followed who can be helped in that month: some have parted
    since, and families who enter with a first pregnancy cannot be helped before it. `shown` is false where the standard
    error is too large, `comparable` where many families are not there yet, and of children's scores around a birth.
    `all` weighs risk groups by the families to whom the event happens; a risk group is the family's at the start or at
    its entry. windows(event, group, programme, measure, best_month, best, best_low, best_high, as_good_from,
    as_good_to, months_shown, least_month, least, opens, closes, before, after, no_return): see
    famsim.questions.timing.windows. aligned(event, group, programme, help_month, month, measure, value, without): what
    the same families live around the event with the programme and without help. events(event, group, happens,
    followed): couples to whom it happens, and those followed, over all repetitions, mean of draws.
    """

    scenario: Scenario
    world: World
    plan: Plan
    draws: int
    reps: int
    tables: dict[str, pd.DataFrame]


@dataclass(frozen=True)
class Work:
    """What the starts of one map share: what is asked, on how many threads, and who hears how far it is."""

    scenario: Scenario
    threads: int
    tell: Telling


def run_timing(scenario: Scenario, moves: Moves | None = None, running: Running = CENTRAL) -> Timing:
    """Move help in time for couples to whom something happens, and measure what it is worth per family helped.

    Repetitions make the chance error smaller, so that fewer cells are blank. moves: which months of help; by default
    12 before to 36 after an event. Raises FamsimError for a scenario without an offer, one too short for an event with
    its months before and after, or an event that is asked for and happens to nobody.
    """
    scenario = checked(scenario, to_buy=True)
    return timed(scenario, (moves or Moves()).plan(scenario), running)


def timed(scenario: Scenario, plan: Plan, running: Running = CENTRAL) -> Timing:
    """Return the timing map of a plan."""
    starts = Starts(world_of(scenario))
    numbers = draw_numbers(running.draws)
    last = plan.events_between(scenario.months)[1]
    tell = Telling(running.progress, len(running.pairs) * (2 * last + plan.moves[-1]))
    work = Work(scenario, running.threads, tell)
    found = [Found() for _ in numbers]
    ends = [(one, [Found() for _ in numbers]) for one in plans_at_ends(plan)]
    for place, number in enumerate(numbers):
        for rep in range(running.reps):
            start = starts.start(number, chance_seed(starts.world.seed, rep))
            also = [(one, of_draws[place]) for one, of_draws in ends]
            move_help(work, start, [(plan, found[place]), *also])
    tables = tables_of(found, plan) | {"falls": pd.DataFrame(fall_rows(found, ends, scenario.evidence))}
    return Timing(scenario, starts.world, plan, running.draws, running.reps, tables)


def tables_of(found: list[Found], plan: Plan) -> dict[str, pd.DataFrame]:
    """Return every table from what the draws came to."""
    cells, layers = pd.DataFrame(timing_rows(found, plan)), pd.DataFrame(layer_rows(found, plan))
    return {
        "timing": cells,
        "matters": pd.DataFrame(matters_rows(cells, layers), columns=MATTERS),
        "layers": layers,
        "buffers": pd.DataFrame(buffer_rows(found, plan)),
        "windows": pd.DataFrame(window_rows(cells), columns=COLUMNS),
        "aligned": pd.DataFrame(aligned_rows(found, plan)),
        "events": pd.DataFrame(event_rows(found)),
    }


def move_help(work: Work, start: Run, into: Sequence[tuple[Plan, Found]]) -> None:
    """Add what help moved in time comes to, from one start of the area, to what is found under each plan.

    The first plan says which families are followed and when; each other has some of its months.
    """
    scenario, tell = work.scenario, work.tell
    plan, found = into[0]
    world, nobody = world_of(scenario), Strategy(name="no help")
    first, last = plan.events_between(scenario.months)
    everyone = find_events(with_strategy(start, nobody, world), first, last, tell)
    happened = followed(everyone, plan)
    check_happened(scenario, plan, happened)
    found.happens += everyone.families()
    found.follows += happened.families()
    run = with_strategy(start, nobody, world)
    every = forks(run, happened, plan, last + plan.moves[-1], tell)
    for place, sums in side_by_side(every, run, [one for one, _ in into], work.threads):
        into[place][1].add(sums)


def side_by_side(every: Iterator[Fork], run: Run, plans: Sequence[Plan], threads: int) -> Iterator[tuple[int, Sums]]:
    """Yield the place of a plan and what a fork comes to under it, lived on so many threads, a few ahead."""
    ahead: list[tuple[int, Future[Sums]]] = []
    pool = ThreadPoolExecutor(max_workers=threads)
    try:
        for fork in every:
            for place, plan in enumerate(plans):
                if fork.move in plan.moves:
                    ahead.append((place, pool.submit(lived_on, run, fork, plan)))
            while len(ahead) > threads + FORKS_AHEAD:
                first, future = ahead.pop(0)
                yield first, future.result()
        for place, future in ahead:
            yield place, future.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
