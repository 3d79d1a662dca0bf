"""Why did it change? A strategy's difference as an exact sum of parts, by switching whole runs under common luck.

From the same start the strategy is run again and again: its channels switched on one after the other with delivery
perfect, then each step of delivery from perfect to the scenario's own. The last run is the strategy itself and the
first changes nothing, so that the parts add up to the difference. What a part is depends on the order; two are run.
All settings are lived beside the comparator's life, which few of them change for a given family. Where usual services
go on, each setting is held against the comparator under the same switches, so that what they do is no part of it.
"""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import NamedTuple, Self

import numpy as np
import pandas as pd

from famsim.engine import Run
from famsim.errors import FamsimError
from famsim.limits import THREADS, check
from famsim.measures import CoupleMonths, couple_months, ledger
from famsim.model.identity import MONTHS_A_YEAR
from famsim.population import Starts, World, beside, strategy_named, with_strategy, world_of
from famsim.questions.why.gains import GAINS, KEPT, Counts, Pair
from famsim.questions.why.switches import SETTINGS
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
    threads: int
    draws: int
    progress: Progress | None = None
    watch: Watch = field(default_factory=Watch)

    @property
    def lives(self) -> int:
        """The lives that a draw's runs are shared out to: more than one where a thread would have nothing to do."""
        return max(self.threads // self.draws, 1)

    @property
    def years(self) -> int:
        """The years to be lived in all."""
        return self.draws * self.lives * -(-self.starts.world.months // MONTHS_A_YEAR)


def attribute(
    scenario: Scenario, strategy: str, draws: int = 1, progress: Progress | None = None, threads: int = THREADS
) -> Attribution:
    """Attribute a strategy's difference to its channels and to the steps of its delivery.

    draws: as for compare. The comparator is the scenario's first strategy if it has no offer of its own, else no help.
    Raises ScenarioError for an unknown strategy, FamsimError for one that makes no offer.
    """
    scenario = checked(scenario)
    check(draws=draws, threads=threads)
    chosen = with_offer(scenario, strategy)
    first = scenario.strategies[0]
    comparator = first if all(offer.usual for offer in first.offers) else NO_HELP
    starts, numbers = Starts(world_of(scenario)), draw_numbers(draws)
    found = Contributions(starts.world.sample.k, starts.world.months)
    work = Work(starts, ThreadPoolExecutor(max_workers=threads), threads, len(numbers), progress)
    try:
        for number, lived in zip(numbers, ahead(work, numbers, (comparator, chosen)), strict=True):
            found.add(number, *lived)
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


class Arm(NamedTuple):
    """A setting's parameters, and those of what it is held against; None: the comparator's life as it is."""

    p: np.recarray
    without: np.recarray | None = None


Lives = tuple[np.ndarray, dict[bytes, np.ndarray]]  # ids of a life's families; gains beside it by parameters
Lived = tuple[np.ndarray, np.ndarray]  # ids of one draw's families; gains (settings, measures, families) int64


def ahead(work: Work, numbers: list[int], pair: tuple[Strategy, Strategy]) -> Iterator[Lived]:
    """Yield what each draw came to, with those after it begun; `pair`: the comparator and the strategy."""
    begun = [began(work, number, pair) for number in numbers[: work.threads]]
    for place in range(len(numbers)):
        keys, jobs = begun.pop(0)
        done = [finished(job, work.watch, work.progress, work.years) for job in jobs]
        gains = {key: gain for _, gained in done for key, gain in gained.items()}
        if place + work.threads < len(numbers):
            begun.append(began(work, numbers[place + work.threads], pair))
        yield done[0][0], np.stack([gains[key] for key in keys])


def began(work: Work, number: int, pair: tuple[Strategy, Strategy]) -> tuple[list[bytes], list[Future[Lives]]]:
    """Return the key of each setting, and the begun lives of one draw that hold them all.

    Settings that come to the same parameters, as where a channel is 0, are lived once.
    """
    comparator, chosen = pair
    start = work.starts.start(number, chance_seed(work.starts.world.seed, 0))
    world = work.starts.world
    own = with_strategy(start, chosen, world).p
    usual = with_strategy(start, comparator, world).p if comparator.offers else None
    arms = [Arm(one.applied(own), None if usual is None else one.applied(usual)) for one in SETTINGS]
    keys = [arm.p.tobytes() for arm in arms]
    once = list(dict(zip(keys, arms, strict=True)).values())
    shares = [once[place :: work.lives] for place in range(work.lives)]
    return keys, [
        work.pool.submit(lived_beside, start, world, comparator, share, work.watch) for share in shares if share
    ]


def lived_beside(start: Run, world: World, comparator: Strategy, arms: list[Arm], watch: Watch | None = None) -> Lives:
    """Live the comparator's life with settings beside it, and what each is held against."""
    held = {one.tobytes(): one for arm in arms for one in arm if one is not None}
    together = beside(with_strategy(start, comparator, world), list(held.values()))
    live_through(together, world.months, watch or Watch())
    life, places = Counted.of(together), {key: at for at, key in enumerate(held)}

    def lived(p: np.recarray | None) -> Counted:
        return life if p is None else Counted.of(together.book_of(places[p.tobytes()]))

    return together.account_ids, {arm.p.tobytes(): gains_of(lived(arm.p), lived(arm.without)) for arm in arms}


@dataclass(frozen=True)
class Counted:
    """What one run came to: its families' kept counts and their couples' months."""

    counts: Counts
    couples: CoupleMonths

    @classmethod
    def of(cls, run: Run) -> Self:
        """Return what a run that was lived through came to."""
        return cls({count: run.accounts[:, int(count)].astype(np.int64) for count in KEPT}, couple_months(run))


def gains_of(ours: Counted, without: Counted) -> np.ndarray:
    """Return the families' gains over the comparator's, (measures, families) int64."""
    pair = Pair(ours.counts, without.counts, ledger(without.couples, ours.couples))
    return np.stack([gain.of(pair) for gain in GAINS.values()])
