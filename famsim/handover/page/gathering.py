"""What the workshop page is made from: a comparison, a timing map, and what it lives families from."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import pandas as pd

from famsim.errors import FamsimError, shown
from famsim.handover.page.live import ALONE, MOST_FAMILIES, Holds, live_data
from famsim.handover.page.lived import check_lives, followed
from famsim.handover.page.missed import missed_rows
from famsim.handover.page.registry import moving
from famsim.limits import THREADS, check
from famsim.population import Starts, world_of
from famsim.questions.compare import Comparison, Gathering, check_comparable
from famsim.questions.timing import Timing
from famsim.questions.timing import run_timing as timing
from famsim.runs import CENTRAL, Moves, Plan, Progress, Running, run_all
from famsim.scenario import Scenario, change, checked, one_place

FOLLOWED = 1000  # families followed of each event and risk group
SHARES = (20, 70, 10)  # of the work, in per cent: comparison, timing, what the page lives from


@dataclass(frozen=True)
class Gathered:
    """Everything a page is made from; `scenario` is the one that was run, a sample where the area is large."""

    scenario: Scenario
    comparison: Comparison
    missed: pd.DataFrame
    timing: Timing
    live: dict[str, Any]
    moves: Moves
    holds: Holds


def gather(
    scenario: Scenario, moves: Moves | None = None, running: Running = CENTRAL, holds: Holds = ALONE
) -> Gathered:
    """Run everything for a page, at the central values of the register.

    moves: which months of help are tried. running: its threads and its progress. holds: what the page holds.
    Raises FamsimError where there is nothing to compare, no offer, or too few months for events with what comes before
    and after.
    """
    moves = Moves(most=FOLLOWED) if moves is None else moves
    threads = running.threads
    sized, part = planned(scenario, moves, threads)[0], parts(running.progress)
    comparison, missed = compared(sized, part[0], threads)
    found = timing(sized, moves, Running(progress=part[1], threads=threads))
    live = living(scenario, holds, part[2]) | {"moving": moving(found.plan), "following": followed(scenario)}
    return Gathered(sized, comparison, missed, found, live, moves, holds)


def living(scenario: Scenario, holds: Holds, progress: Progress) -> dict[str, Any]:
    """Return what the page lives a scenario from."""
    found = live_data(scenario, holds)
    progress(1, 1)
    return found


def planned(scenario: Scenario, moves: Moves | None = None, threads: int = THREADS) -> tuple[Scenario, Plan]:
    """Return the scenario that a page runs and how it moves help in time; FamsimError for what cannot be."""
    scenario, moves = checked(scenario), Moves(most=FOLLOWED) if moves is None else moves
    if not isinstance(moves, Moves):
        raise FamsimError(f"moves {shown(moves)}: allowed: famsim.runs.moves.Moves(window=(-12, 36), follow=48)")
    check(threads=threads)
    check_comparable(scenario)
    plan = moves.plan(scenario)
    check_lives(scenario)
    return fitting(scenario), plan


def fitting(scenario: Scenario) -> Scenario:
    """Return the scenario, on a sample where it has more families than a page is made from."""
    there = scenario.families or one_place(scenario).families
    return change(scenario, "the page", families=MOST_FAMILIES) if there > MOST_FAMILIES else scenario


def parts(progress: Progress | None) -> list[Progress]:
    """Return a progress for each part of the work, together one that counts to a hundred."""

    def part(before: int, much: int) -> Callable[[int, int], None]:
        return lambda done, total: progress(before + much * done // max(total, 1), sum(SHARES)) if progress else None

    return [part(sum(SHARES[:place]), much) for place, much in enumerate(SHARES)]


def compared(scenario: Scenario, progress: Progress, threads: int) -> tuple[Comparison, pd.DataFrame]:
    """Return the comparison, and who is missed under each strategy."""
    starts = Starts(world_of(scenario))
    gathering, rows = Gathering(scenario, starts.world, alone=True), []
    with closing(run_all(starts, scenario, Running(progress=progress, threads=threads))) as runs:
        for outcomes in runs:
            gathering.add(outcomes)
            rows += [row for outcome in outcomes for row in missed_rows(outcome, starts.world.sample.k)]
    return Comparison(scenario, starts.world, 1, 1, gathering.tables()), pd.DataFrame(rows)
