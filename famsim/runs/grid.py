"""The strategies of a scenario run again under settings of the levers, for the same families with the same luck.

Only families whom staff ever notice when they notice most are lived again: the others live as without the strategy.
They are lived once without it, and under every setting beside that life.
The settings: a grid for the fit, and others that the fit never sees. A lever that cannot move a strategy is left alone.
"""

from collections.abc import Iterator, Mapping
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
from famsim.population import Starts, World, beside, carry, set_policy, with_strategy, world_of
from famsim.runs.costs import set_up_pence
from famsim.runs.levers import FIELDS_THAT_FADE, LEVERS, Pulled, Setting, more_places, pulled
from famsim.runs.part import part_beside, part_of
from famsim.runs.telling import Progress
from famsim.scenario import Scenario, Strategy, prices_of

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
    lived = Lived.of(scenario, moved)
    asked = [(setting, "fit") for setting in settings_to_fit()] + [(one, "held out") for one in settings_held_out()]
    others = scenario.strategies[1:]
    pool = ThreadPoolExecutor(max_workers=threads)
    try:
        for before, strategy in enumerate(others):
            noticed, alone = lived.noticed(strategy), lived.left_alone(strategy)
            acting = [tuple(1.0 if out else one for one, out in zip(each, alone, strict=True)) for each, _ in asked]
            once = list(dict.fromkeys(acting))
            shares = [once[first::threads] for first in range(min(threads, len(once)))]
            jobs = [pool.submit(lived.results, noticed, strategy, share, moved) for share in shares]
            found = {one: result for job in jobs for one, result in job.result().items()}
            for place, ((setting, use), acts) in enumerate(zip(asked, acting, strict=True)):
                about = {"strategy": strategy.name, "setting": place, "use": use}
                rows += grid_rows(about, setting, found[acts])
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
    """An area's start at central values, and its life under the comparator.

    most (by strategy): the families whom staff ever notice under either when they notice most, ids in rising order.
    pound: how many of the scenario's prices one of the register's is.
    """

    start: Run
    world: World
    comparator: Strategy
    book: Book
    most: Mapping[str, np.ndarray]
    pound: float = 1.0

    @classmethod
    def of(cls, scenario: Scenario, moved: tuple[Pulled, ...]) -> "Lived":
        """Live the comparator once, and every strategy beside it when staff notice most."""
        starts, (comparator, *others) = Starts(world_of(scenario)), scenario.strategies
        world, start = starts.world, starts.start(0, scenario.seed)
        every = [with_policy(start, one, world) for one in (comparator, *others)]
        most = [pulled_parameters(p, moved, MOST_NOTICED, world) for p in every]
        together = beside(with_strategy(start, comparator, world), most if comparator.offers else most[1:])
        together.advance(world.months)
        books = [together.book_of(place) for place in range(len(together.others))]
        ids = [together.account_ids[run.accounts[:, Count.NOTICED] > 0] for run in books]
        usual = ids.pop(0) if comparator.offers else np.zeros(0, np.int64)
        noticed = {one.name: np.union1d(usual, found) for one, found in zip(others, ids, strict=True)}
        return cls(start, world, comparator, book_of(comparator, together), noticed, prices_of(scenario).factor)

    def noticed(self, strategy: Strategy) -> Noticed:
        """Return whom staff notice under a strategy (or the comparator) when they notice most."""
        ids = self.most[strategy.name]
        inside = np.isin(self.book.ids, ids, assume_unique=True)
        needing = int((self.book.accounts[~inside, Count.IN_NEED] > 0).sum())
        without = None if self.comparator.offers else self.book.among(inside)
        return Noticed(ids, without, needing, self.book.ids.size)

    def left_alone(self, strategy: Strategy) -> tuple[bool, ...]:
        """Say which levers cannot move a strategy: places without a limit, noticing where everyone is invited."""
        offers = (*strategy.offers, *self.comparator.offers)
        unlimited = all(offer.unlimited for offer in offers)
        everyone = all(offer.invites == "everyone" for offer in offers)
        return tuple({"places": unlimited, "noticing": everyone}.get(lever.name, False) for lever in LEVERS)

    def results(
        self, noticed: Noticed, strategy: Strategy, settings: list[Setting], moved: tuple[Pulled, ...]
    ) -> dict[Setting, np.ndarray]:
        """Return each result's value and chance error under each setting, (2, results)."""
        books = self.books(noticed, strategy, settings, moved)
        return {
            setting: self.result(noticed, strategy, setting, pair)
            for setting, pair in zip(settings, books, strict=True)
        }

    def books(
        self, noticed: Noticed, strategy: Strategy, settings: list[Setting], moved: tuple[Pulled, ...]
    ) -> Iterator[tuple[Book, Book]]:
        """Yield the books of the families who may be noticed, under the strategy and the comparator, by setting.

        A comparator that makes offers moves with the levers: it has another life under each setting.
        """
        moves = noticed.without is None
        for some in [[one] for one in settings] if moves else [settings]:
            usual = self.under(self.comparator, some[0], moved) if moves else self.as_it_is(self.comparator)
            base = part_of(self.start, usual, noticed.ids, self.world)
            together = part_beside(base, [self.under(strategy, setting, moved) for setting in some])
            together.advance(self.world.months)
            without = book_of(self.comparator, together) if noticed.without is None else noticed.without
            for place in range(len(some)):
                yield book_of(strategy, together.book_of(place)), without

    def under(self, strategy: Strategy, setting: Setting, moved: tuple[Pulled, ...]) -> np.recarray:
        """Return the parameters of a strategy under a setting."""
        return pulled_parameters(self.as_it_is(more_places(strategy, setting)), moved, setting, self.world)

    def as_it_is(self, strategy: Strategy) -> np.recarray:
        """Return the parameters of a strategy, no lever pulled."""
        return with_policy(self.start, strategy, self.world)

    def set_up(self, strategy: Strategy) -> int:
        """Return the pence that a strategy pays whoever comes."""
        return set_up_pence(strategy, self.start.p[0], self.world.area.families, self.world.months)

    def result(self, noticed: Noticed, strategy: Strategy, setting: Setting, pair: tuple[Book, Book]) -> np.ndarray:
        """Return each result's value and chance error, (2, results), from the books with the strategy and without."""
        with_help, without = pair
        ours, beside_it = with_help.accounts, ledger(without.couples, with_help.couples)
        k, helped = self.world.sample.k, ours[:, Count.STARTED] > 0
        missed = (ours[:, Count.IN_NEED] > 0) & ~helped
        conflict = without.accounts[:, CONFLICT.count] - ours[:, CONFLICT.count]
        lines = [line.parts(beside_it, len(helped)) for line in FOLLOWED]
        contributions = np.array([helped, missed, *lines, conflict, ours[:, Count.PENCE]], np.float64)
        others = np.array([0, noticed.needing, 0, 0, 0, 0], np.float64)  # each of them counts as one
        acting = [more_places(one, setting) for one in (strategy, self.comparator)]
        places = Places.of(acting, self.world.sample, self.world.months)
        about = contributions - fixed_parts(contributions, places.holders(with_help, without))
        first, squares = about.sum(axis=1) + others, (about**2).sum(axis=1) + others
        errors = np.sqrt(np.maximum(squares - first * first / noticed.families, 1.0))
        total = contributions.sum(axis=1) + others
        set_up = np.array([0, 0, 0, 0, 0, self.set_up(strategy)])
        found: np.ndarray = np.array([total * k + set_up, errors * k]) * SCALES
        found[:, -1] *= self.pound  # the last result is what is spent
        return found


def fixed_parts(contributions: np.ndarray, holders: np.ndarray | None) -> np.ndarray | float:
    """Return what of each result's contributions the places that are taken keep from chance, (results, families)."""
    if holders is None:
        return 0.0
    everyone = np.zeros(holders.size, np.int64)
    return np.array([fixed_part(x, holders, everyone, 1) for x in contributions])


def book_of(strategy: Strategy, run: Run) -> Book:
    """Return the book of a strategy's run that was lived to its end."""
    return Book(strategy.name, run.account_ids, run.accounts, couple_months(run))


def with_policy(start: Run, strategy: Strategy, world: World) -> np.recarray:
    """Return a start's parameters under a strategy."""
    p = start.p.copy()
    set_policy(p, strategy, world)
    return p


def pulled_parameters(p: np.recarray, moved: tuple[Pulled, ...], setting: Setting, world: World) -> np.recarray:
    """Return a copy of parameters with the figures that a setting moves."""
    factors = {lever.name: factor for lever, factor in zip(LEVERS, setting, strict=True)}
    p = p.copy()
    for one in moved:
        topic, *programme, name = one.name.split(".")
        record = p[0][topic][world.programmes.index(programme[0])] if programme else p[0][topic]
        record[name] = value = one.at(factors[one.lever])
        if name.startswith(FIELDS_THAT_FADE):
            record["keep"][name.removeprefix(FIELDS_THAT_FADE)] = carry(value)
    return p
