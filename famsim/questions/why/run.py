"""Why did it change? A strategy's difference as an exact sum of parts, by switching whole runs under common luck.

From the same start the strategy is run again and again: its channels switched on one after the other with delivery
perfect, then each step of delivery from perfect to the scenario's own. The last run is the strategy itself and the
first changes nothing, so that the parts add up to the difference. What a part is depends on the order; two are run.
"""

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from famsim.engine import Run
from famsim.errors import FamsimError
from famsim.limits import THREADS, check
from famsim.measures import CoupleMonths, couple_months, ledger
from famsim.model.identity import MONTHS_A_YEAR
from famsim.population import Starts, World, strategy_named, with_strategy, world_of
from famsim.questions.why.gains import GAINS, KEPT, Counts, Pair
from famsim.questions.why.switches import SETTINGS, Setting
from famsim.questions.why.tables import Contributions, attribution_rows, chain_rows, measure_rows
from famsim.runs import Progress, Watch, chance_seed, draw_numbers, finished, live_through
from famsim.scenario import Scenario, Strategy, checked

NO_HELP = Strategy(name="no help")


@dataclass(frozen=True)
class Attribution:
    """The tables of an attribution; counts are the whole area's.

    attribution(strategy, measure, part, sort, order, step, estimate, mc_se, low, high, at_most, n_changed): what each
    switch adds, in the given order, the reverse, and the mean of both; each order's estimates add up to the difference.
    chain(strategy, measure, order, run, value, low, high, at_most, n_changed): what each run of a chain comes to,
    against the comparator.
    measures(measure, unit, says, good): `says` is what more of it is. `draws` 1 = chance alone.
    """

    scenario: Scenario
    world: World
    strategy: str
    comparator: str
    draws: int
    tables: dict[str, pd.DataFrame]
    reps: int = 1


@dataclass
class Work:
    """What the runs of one study share: its starts, the pool they are lived on, and how far they are."""

    starts: Starts
    pool: ThreadPoolExecutor
    draws: int
    progress: Progress | None = None
    watch: Watch = field(default_factory=Watch)

    def years(self, runs: int) -> int:
        """Return the years to be lived in all, if every draw takes so many runs."""
        return max(self.draws * runs * -(-self.starts.world.months // MONTHS_A_YEAR), self.watch.lived)


def attribute(
    scenario: Scenario, strategy: str, draws: int = 1, progress: Progress | None = None, threads: int = THREADS
) -> Attribution:
    """Attribute a strategy's difference to its channels and to the steps of its delivery.

    draws: as for compare. The comparator is the scenario's first strategy if that makes no offer, else no help.
    Raises ScenarioError for an unknown strategy, FamsimError for one that makes no offer.
    """
    scenario = checked(scenario)
    check(draws=draws, threads=threads)
    chosen = with_offer(scenario, strategy)
    first = scenario.strategies[0]
    comparator = NO_HELP if first.offers else first
    starts, numbers = Starts(world_of(scenario)), draw_numbers(draws)
    found = Contributions(starts.world.sample.k, starts.world.months)
    work = Work(starts, ThreadPoolExecutor(max_workers=threads), len(numbers), progress)
    try:
        for number in numbers:
            found.add(number, *lived(work, number, chosen, comparator))
    finally:
        work.watch.stop.set()
        work.pool.shutdown(wait=False, cancel_futures=True)
    tables = {
        "attribution": pd.DataFrame(attribution_rows(found, chosen.name)),
        "chain": pd.DataFrame(chain_rows(found, chosen.name)),
        "measures": pd.DataFrame(measure_rows()),
    }
    return Attribution(scenario, starts.world, chosen.name, comparator.name, draws, tables)


def with_offer(scenario: Scenario, name: str) -> Strategy:
    """Return a strategy by its name; FamsimError if it makes no offer."""
    chosen = strategy_named(scenario, name)
    if not chosen.offers:
        able = ", ".join(one.name for one in scenario.strategies if one.offers)
        allowed = f"allowed: {able}" if able else "give it a [[strategy.offer]]"
        raise FamsimError(
            f"scenario {scenario.name}: strategy {chosen.name!r} makes no offer, so it changes nothing that could be "
            f"explained; {allowed}"
        )
    return chosen


def lived(work: Work, number: int, chosen: Strategy, comparator: Strategy) -> tuple[np.ndarray, np.ndarray]:
    """Return the ids of one draw's families, and their gains (settings, measures, families) int64 in each setting.

    Settings that come to the same parameters, as where a channel is 0, are lived once.
    """
    start = work.starts.start(number, chance_seed(work.starts.world.seed, 0))
    own = with_strategy(start, chosen, work.starts.world).p
    keys = [setting.applied(own).tobytes() for setting in SETTINGS]
    arms = dict(zip(keys, SETTINGS, strict=True))
    alone = work.pool.submit(counted, work, start, comparator)
    jobs = {key: work.pool.submit(gained, work, start, (chosen, arm), alone) for key, arm in arms.items()}
    gains = {key: finished(job, work.watch, work.progress, work.years(1 + len(jobs))) for key, job in jobs.items()}
    return alone.result().ids, np.stack([gains[key] for key in keys])


@dataclass(frozen=True)
class Counted:
    """What one run came to: the ids of its families, their kept counts and their couples' months."""

    ids: np.ndarray
    counts: Counts
    couples: CoupleMonths


def counted(work: Work, start: Run, strategy: Strategy, setting: Setting | None = None) -> Counted:
    """Live one run through."""
    run = with_strategy(start, strategy, work.starts.world)
    if setting:
        run.p = setting.applied(run.p)
    live_through(run, work.starts.world.months, work.watch)
    counts = {count: run.accounts[:, int(count)].astype(np.int64) for count in KEPT}
    return Counted(run.account_ids, counts, couple_months(run))


def gained(work: Work, start: Run, arm: tuple[Strategy, Setting], alone: Future[Any]) -> np.ndarray:
    """Live one run through, and return the families' gains over the comparator's, (measures, families) int64."""
    ours, without = counted(work, start, *arm), alone.result()
    pair = Pair(ours.counts, without.counts, ledger(without.couples, ours.couples))
    return np.stack([gain.of(pair) for gain in GAINS.values()])
