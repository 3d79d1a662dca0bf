"""The strategies of a scenario run again under settings of the levers, for the same families with the same luck.

Only families whom staff ever notice when they notice most are lived again: the others live as without the strategy.
The settings: a grid for the fit, and others that the fit never sees. A lever that cannot move a strategy is left alone.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import product
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from famsim.engine import Run
from famsim.limits import THREADS
from famsim.measures import (
    OF_A_PART,
    PAIRED,
    REGISTRY,
    CoupleMonths,
    Places,
    averted,
    couple_months,
    fixed_part,
    ledger,
)
from famsim.model.counts import Count
from famsim.model.policy import PROGRAMMES
from famsim.population import Starts, World, carry, policy_record, with_strategy, world_of
from famsim.runs.costs import set_up_pence
from famsim.runs.levers import FIELDS_THAT_FADE, LEVERS, Pulled, Setting, more_places, pulled
from famsim.runs.part import part_of
from famsim.runs.telling import Progress
from famsim.scenario import Scenario, Strategy

HELD_OUT = 10  # settings kept out of the fit
MOST_NOTICED: Setting = tuple(lever.high if lever.name == "noticing" else 1.0 for lever in LEVERS)


class Result(NamedTuple):
    """What is followed under every setting; unit and `good` are the registry's."""

    name: str
    unit: str
    good: int


FOLLOWED = (PAIRED["stay_free_of_harm"], PAIRED["stay_in_harm"])  # of the ledger of a pair
CONFLICT, SPENT = averted("child_months_harmful"), REGISTRY["delivery_cost"]
RESULTS = (
    *(Result(one.name, one.unit, one.good) for one in (REGISTRY["helped"], REGISTRY["missed"], *FOLLOWED)),
    Result("conflict_averted", CONFLICT.unit, CONFLICT.good),
    Result("cost", SPENT.unit, SPENT.good),  # all that is spent, as set-up is too
)
SCALES = np.array([1.0, 1.0, *(OF_A_PART for _ in FOLLOWED), CONFLICT.scale, SPENT.scale])


@dataclass(frozen=True)
class Grid:
    """The table grid(strategy, setting, use, uptake, fade, places, noticing, result, value, mc_se).

    `use` is "fit" or "held out". Values are the whole area's; mc_se is chance at the level of families, and of counts
    never less than that of one family: that nothing happened in one run does not make it certain.
    """

    scenario: Scenario
    table: pd.DataFrame


def settings_to_fit() -> list[Setting]:
    """Return three by three by three factors of all levers but the second, and the second's ends at their corners."""
    places = [(one, 0.0, two, three) for one, two, three in product((0.0, -1.0, 1.0), repeat=3)]
    places += [(0.0, end, 0.0, 0.0) for end in (-1.0, 1.0)]
    places += [(one, one * two * three, two, three) for one, two, three in product((-1.0, 1.0), repeat=3)]
    return [at_places(place) for place in places]


def settings_held_out() -> list[Setting]:
    """Return settings spread evenly inside the ranges (Halton's sequence), none of which is fitted."""
    from scipy.stats.qmc import Halton  # half a second to load, and few commands need it

    sequence = Halton(len(LEVERS), scramble=False)
    sequence.fast_forward(1)  # past its corner
    return [at_places(tuple((2.0 * places - 1.0).tolist())) for places in sequence.random(HELD_OUT)]


def at_places(places: tuple[float, ...]) -> Setting:
    """Return the factors at places from -1 to 1."""
    return tuple(lever.factor(place) for lever, place in zip(LEVERS, places, strict=True))


def grid(scenario: Scenario, progress: Progress | None = None, threads: int = THREADS) -> Grid:
    """Run every strategy but the first under every setting; FamsimError where no strategy makes an offer."""
    moved, rows = pulled(scenario), []
    lived = Lived.of(scenario)
    asked = [(setting, "fit") for setting in settings_to_fit()] + [(one, "held out") for one in settings_held_out()]
    others = scenario.strategies[1:]
    pool = ThreadPoolExecutor(max_workers=threads)
    try:
        for before, strategy in enumerate(others):
            noticed, alone = lived.noticed(strategy, moved), lived.left_alone(strategy)
            acting = [tuple(1.0 if out else one for one, out in zip(each, alone, strict=True)) for each, _ in asked]
            jobs = {one: pool.submit(lived.results, noticed, strategy, one, moved) for one in dict.fromkeys(acting)}
            for place, ((setting, use), acts) in enumerate(zip(asked, acting, strict=True)):
                about = {"strategy": strategy.name, "setting": place, "use": use}
                rows += grid_rows(about, setting, jobs[acts].result())
                if progress:
                    progress(before * len(asked) + place + 1, len(others) * len(asked))
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
    return Grid(scenario, pd.DataFrame(rows))


def grid_rows(about: dict[str, Any], setting: Setting, found: np.ndarray) -> list[dict[str, Any]]:
    """Return a row for each result; `found` holds values and chance errors, (2, results)."""
    levers = {lever.name: factor for lever, factor in zip(LEVERS, setting, strict=True)}
    return [
        about | levers | {"result": result.name, "value": float(value), "mc_se": float(error)}
        for result, value, error in zip(RESULTS, *found, strict=True)
    ]


@dataclass(frozen=True)
class Book:
    """What a strategy's run says of its families: ids rising, accounts (families, counts), their couples' months."""

    strategy: str
    ids: np.ndarray
    accounts: np.ndarray
    couples: CoupleMonths

    def among(self, rows: np.ndarray) -> "Book":
        """Return what it says of some families; bool or places."""
        return Book(self.strategy, self.ids[rows], self.accounts[rows], self.couples.among(rows))


@dataclass(frozen=True)
class Noticed:
    """Families whom staff may ever notice under a strategy, and what is known of the others.

    ids rising; without: their book under the comparator, None where it moves with the levers; needing: how many of the
    others are ever in need; families: all of the area's.
    """

    ids: np.ndarray
    without: Book | None
    needing: int
    families: int


@dataclass(frozen=True)
class Lived:
    """An area's start at central values, and its life under the comparator."""

    start: Run
    world: World
    comparator: Strategy
    book: Book

    @classmethod
    def of(cls, scenario: Scenario) -> "Lived":
        """Live the comparator once."""
        starts, comparator = Starts(world_of(scenario)), scenario.strategies[0]
        start = starts.start(0, scenario.seed)
        lived = book(comparator, with_strategy(start, comparator, starts.world), scenario.months)
        return cls(start, starts.world, comparator, lived)

    def noticed(self, strategy: Strategy, moved: tuple[Pulled, ...]) -> Noticed:
        """Return whom staff notice under a strategy (or the comparator) when they notice most."""
        ids = np.zeros(0, np.int64)
        moves = bool(self.comparator.offers)
        for one in (strategy, self.comparator) if moves else (strategy,):
            run = with_strategy(self.start, one, self.world)
            run.p = pulled_parameters(run.p, moved, MOST_NOTICED)
            lived = book(one, run, self.world.months)
            ids = np.union1d(ids, lived.ids[lived.accounts[:, Count.NOTICED] > 0])
        inside = np.isin(self.book.ids, ids, assume_unique=True)
        needing = int((self.book.accounts[~inside, Count.IN_NEED] > 0).sum())
        return Noticed(ids, None if moves else self.book.among(inside), needing, self.book.ids.size)

    def left_alone(self, strategy: Strategy) -> tuple[bool, ...]:
        """Say which levers cannot move a strategy: places without a limit, noticing where everyone is invited."""
        offers = (*strategy.offers, *self.comparator.offers)
        unlimited = all(offer.unlimited for offer in offers)
        everyone = all(offer.invites == "everyone" for offer in offers)
        return tuple({"places": unlimited, "noticing": everyone}.get(lever.name, False) for lever in LEVERS)

    def results(self, noticed: Noticed, strategy: Strategy, setting: Setting, moved: tuple[Pulled, ...]) -> np.ndarray:
        """Return each result's value and chance error under a setting, (2, results)."""
        with_help = self.part(noticed, strategy, setting, moved)
        without = self.part(noticed, self.comparator, setting, moved) if noticed.without is None else noticed.without
        ours, beside = with_help.accounts, ledger(without.couples, with_help.couples)
        k, helped = self.world.sample.k, ours[:, Count.STARTED] > 0
        missed = (ours[:, Count.IN_NEED] > 0) & ~helped
        conflict = without.accounts[:, CONFLICT.count] - ours[:, CONFLICT.count]
        lines = [line.parts(beside, len(helped)) for line in FOLLOWED]
        contributions = np.array([helped, missed, *lines, conflict, ours[:, Count.PENCE]], np.float64)
        others = np.array([0, noticed.needing, 0, 0, 0, 0], np.float64)  # each of them counts as one
        acting = [more_places(one, setting) for one in (strategy, self.comparator)]
        places = Places.of(acting, self.world.sample, self.world.months)
        about = contributions - fixed_parts(contributions, places.holders(with_help, without))
        first, squares = about.sum(axis=1) + others, (about**2).sum(axis=1) + others
        errors = np.sqrt(np.maximum(squares - first * first / noticed.families, 1.0))
        total = contributions.sum(axis=1) + others
        set_up = np.array([0, 0, 0, 0, 0, set_up_pence(strategy, self.start.p[0], self.world.area.families)])
        found: np.ndarray = np.array([total * k + set_up, errors * k]) * SCALES
        return found

    def part(self, noticed: Noticed, strategy: Strategy, setting: Setting, moved: tuple[Pulled, ...]) -> Book:
        """Return the book of the families who may be noticed, under a strategy and a setting."""
        p = pulled_parameters(self.start.p, moved, setting)
        p["policy"] = policy_record(more_places(strategy, setting))
        return book(strategy, part_of(self.start, p, noticed.ids, self.world), self.world.months)


def fixed_parts(contributions: np.ndarray, holders: np.ndarray | None) -> np.ndarray | float:
    """Return what of each result's contributions the places that are taken keep from chance, (results, families)."""
    if holders is None:
        return 0.0
    everyone = np.zeros(holders.size, np.int64)
    return np.array([fixed_part(x, holders, everyone, 1) for x in contributions])


def book(strategy: Strategy, run: Run, months: int) -> Book:
    """Live a strategy's run to its end and return its book."""
    run.advance(months)
    return Book(strategy.name, run.account_ids, run.accounts, couple_months(run))


def pulled_parameters(p: np.recarray, moved: tuple[Pulled, ...], setting: Setting) -> np.recarray:
    """Return a copy of parameters with the figures that a setting moves."""
    factors = {lever.name: factor for lever, factor in zip(LEVERS, setting, strict=True)}
    p = p.copy()
    for one in moved:
        topic, *programme, name = one.name.split(".")
        record = p[0][topic][PROGRAMMES.index(programme[0])] if programme else p[0][topic]
        record[name] = value = one.at(factors[one.lever])
        if name.startswith(FIELDS_THAT_FADE):
            record["keep"][name.removeprefix(FIELDS_THAT_FADE)] = carry(value)
    return p
