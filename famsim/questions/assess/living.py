"""The area's families for a year without help, and from some of its months on with a small dose of each programme."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from famsim.engine import Run
from famsim.model.counts import Count
from famsim.model.family import LEFT
from famsim.model.identity import MONTHS_A_YEAR
from famsim.model.policy import DOORS
from famsim.population import Starts, with_strategy
from famsim.questions.assess.factors import Factor, factors
from famsim.runs import Given, Telling, at_doors, features_of, given_to
from famsim.scenario import Strategy

NOBODY = Strategy(name="nobody is helped")
HARMS = {
    "child_months_in_harm": Count.CHILDREN_IN_HARM,
    "child_months_coparenting_conflict": Count.CHILDREN_IN_COPARENTING_CONFLICT,
}
HELP_EVERY = 2  # months between two months of help, from the first on


@dataclass(frozen=True)
class Month:
    """The area at the end of a month: its families' ids, at which doors each is, whom each factor is true of.

    ids (n,), doors (n, DOORS) bool, holds by factor (n,) bool.
    """

    ids: np.ndarray
    doors: np.ndarray
    holds: dict[str, np.ndarray]


@dataclass(frozen=True)
class Arm:
    """Families of a factor helped from one month on by a programme.

    ids (n,), doors (n, DOORS) bool: where each is met in that month, since (n,): months; helped (n,) 0 or 1; harm by
    measure (n,): child-months without help over the months followed; averted by measure (n,): less with the dose.
    """

    factor: str
    programme: str
    ids: np.ndarray
    doors: np.ndarray
    since: np.ndarray
    helped: np.ndarray
    harm: dict[str, np.ndarray]
    averted: dict[str, np.ndarray]


@dataclass(frozen=True)
class Doses:
    """How help is dosed: the part of a whole place, the months followed, the programmes by row of the parameters."""

    dose: float
    follow: int
    programmes: tuple[str, ...]


@dataclass(frozen=True)
class Lived:
    """A year of the area, month by month, and every arm that was lived from its months on."""

    months: tuple[Month, ...]
    arms: tuple[Arm, ...]


def year_of(starts: Starts, doses: Doses | None, threads: int = 1, tell: Telling | None = None) -> Lived:
    """Live a year of an area in which nobody is helped; with doses, from every other month on with each programme."""
    run = with_strategy(starts.start(0, starts.world.seed), NOBODY, starts.world)
    months, arms = [], []
    with ThreadPoolExecutor(max_workers=threads) as pool:
        for number in range(MONTHS_A_YEAR):
            run.advance(1)
            here = run.families[run.families.status != LEFT].view(np.recarray)
            features = features_of(here, run.month)
            doors = at_doors(here, (run.month, run.seed), run.p)[:, : len(DOORS)]
            holds = {one.name: one.holds(features, run.p[0]) for one in factors()}
            months.append(Month(here.family_id.copy(), doors, holds))
            if doses is not None and number % HELP_EVERY == 0:
                asked = [(one, Told(run, here, features, doors), doses) for one in factors()]
                for found in pool.map(lambda one: list(arms_of(*one)), asked):
                    arms += found
                    if tell:
                        tell()
    return Lived(tuple(months), tuple(arms))


@dataclass(frozen=True)
class Told:
    """A run at the end of a month, its families, their features and the doors they are at."""

    run: Run
    families: np.recarray
    features: np.ndarray
    doors: np.ndarray


def arms_of(factor: Factor, told: Told, doses: Doses) -> Iterator[Arm]:
    """Yield the arms of one factor from one month on."""
    rows = np.flatnonzero(factor.holds(told.features, told.run.p[0]))
    if rows.size == 0:
        return
    families = told.families.view(np.ndarray)[rows]
    since = factor.months_since(told.families[rows].view(np.recarray), told.features[rows], told.run.month)
    without = lived_on(told.run, families, None, doses.follow)
    harm = {name: without[:, count] for name, count in HARMS.items()}
    for name in factor.help:
        given = Given(doses.programmes.index(name), dose=doses.dose, both=True)
        helped = lived_on(told.run, families, given, doses.follow)
        averted = {one: harm[one] - helped[:, count] for one, count in HARMS.items()}
        came = (helped[:, Count.STARTED] > 0).astype(np.int64)
        yield Arm(factor.name, name, told.families.family_id[rows].copy(), told.doors[rows], since, came, harm, averted)


def lived_on(run: Run, families: np.ndarray, given: Given | None, months: int) -> np.ndarray:
    """Return what families of a run come to in so many months, with a place or without help, (n, counts) int64."""
    alone = given_to(run, families, given, run.seed, months)
    while alone.month < run.month + months:
        alone.advance(min(MONTHS_A_YEAR - alone.month % MONTHS_A_YEAR, run.month + months - alone.month))
    found: np.ndarray = alone.accounts.astype(np.int64)
    return found


def lives_in(arms: Sequence[Factor]) -> int:
    """Return how many times a factor's families are lived on in a year."""
    return len(arms) * -(-MONTHS_A_YEAR // HELP_EVERY)
