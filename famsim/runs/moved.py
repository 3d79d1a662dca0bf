"""Help moved in time: the same families, the same luck, and nothing else different but the month help begins.

Families are lived without help up to the month before; from there each is lived on once without help and once with
each programme, its first session in that month. A place is given to a couple who agree: whether both partners take
part is their luck of that month, as when they are asked (a programme that needs both has both). Whether they come,
pass the screen, attend and complete is left to the rules and to the family's own luck.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from famsim.engine import Run
from famsim.evidence import programme_names
from famsim.model.family import NEVER
from famsim.model.identity import N_RISK
from famsim.model.policy import DOORS
from famsim.runs.events import EVENTS, Happened, couples
from famsim.runs.looks import would_come

STANDS_NEVER = 32_000  # the month from which a prescribed offer would stand for those who come by themselves
FIRST_HELP = 2  # the first month of a scenario in which help can be moved to
NO_ARRIVALS = -(1 << 20)
# parts of a total: sums of helped, benefit, its square, benefit x helped, families, families with a benefit that is
# not 0, its cube and its square x helped (both coarse, see Benefit.coarse), and the highest and lowest benefit
PARTS = 10
HIGHEST, LOWEST = 8, 9
KINDS = len(EVENTS) * N_RISK
CURVES = (-6, 3, 24)  # moments of help around which month by month is kept: the nearest there are
BUFFERS = (0.0, 0.1, 0.2)  # of d_buffer, that are tried at those moments: what of a map rests on it

Change = Callable[[np.recarray, int], np.recarray]  # parameters and month of help -> parameters


@dataclass(frozen=True)
class Plan:
    """Which programmes, in which months relative to an event, and for how many months from then a family is followed.

    Help is followed for as many months whenever it begins, so that late help is not judged by a shorter time.
    """

    programmes: tuple[str, ...]
    moves: tuple[int, ...]
    follow: int
    events: tuple[str, ...] = ()  # empty: all that happen
    most: int = 1 << 30  # families followed of each event and risk group
    doors: tuple[frozenset[str], ...] = ()  # of each programme: where the scenario offers it
    known: tuple[str, ...] = field(default_factory=programme_names)  # by row of the parameters
    change: Change | None = None  # in the parameters, from the month of help on: the ends of a figure's range

    @property
    def before(self) -> int:
        """Months before an event in which help may begin."""
        return max(-self.moves[0], 0)

    @property
    def curves(self) -> tuple[int, ...]:
        """Return the moments of help around which month by month is kept."""
        return tuple(sorted({min(self.moves, key=lambda move: abs(move - wanted)) for wanted in CURVES}))

    @property
    def where(self) -> np.ndarray:
        """Where each programme is offered, (programmes, doors) bool; nowhere if the plan has no doors."""
        found = np.zeros((len(self.programmes), len(DOORS)), np.bool_)
        for place, doors in enumerate(self.doors):
            found[place, [DOORS.index(door) for door in doors]] = True
        return found

    @property
    def rows(self) -> tuple[int, ...]:
        """The row of each programme in the parameters."""
        return tuple(self.known.index(name) for name in self.programmes)

    @property
    def window(self) -> int:
        """Months from the earliest help to the end of what is followed of the latest."""
        return self.moves[-1] - self.moves[0] + self.follow

    def events_between(self, months: int) -> tuple[int, int]:
        """Return the first and last month in which an event may happen, in a scenario of so many months."""
        return self.before + FIRST_HELP, months - self.moves[-1] - self.follow + 1


@dataclass(frozen=True)
class Fork:
    """Families of one month, about to be helped: their records, and which event and risk group each counts for."""

    month: int  # the last month lived
    move: int  # the month of help less the month of the event
    families: np.ndarray  # (n,) FAMILY
    kinds: np.ndarray  # (n,) event x N_RISK + risk
    met: np.ndarray  # (programmes, n): the chance of being met at a door of each programme, and of saying yes


@dataclass(frozen=True)
class Sums:
    """What a fork came to.

    totals (kinds, programmes, benefits, PARTS) float64 of whole numbers; met: alike, each family counted by its chance
    of being met and saying yes; series (arms, kinds, months, counts): by month since the earliest, arm 0 without help,
    and buffered (buffers, kinds, programmes, benefits, PARTS): as totals with each of BUFFERS, both for the moments
    whose curves are kept.
    """

    move: int
    totals: np.ndarray
    met: np.ndarray
    series: np.ndarray | None = None
    buffered: np.ndarray | None = None


@dataclass
class Found:
    """What all forks of one draw came to, by move; to how many families an event happens, how many are followed.

    happens, follows (events, risk groups) int64, summed over repetitions.
    """

    happens: np.ndarray = field(default_factory=lambda: np.zeros((len(EVENTS), N_RISK), np.int64))
    follows: np.ndarray = field(default_factory=lambda: np.zeros((len(EVENTS), N_RISK), np.int64))
    totals: dict[int, np.ndarray] = field(default_factory=dict)
    met: dict[int, np.ndarray] = field(default_factory=dict)
    series: dict[int, np.ndarray] = field(default_factory=dict)
    buffered: dict[int, np.ndarray] = field(default_factory=dict)

    def add(self, sums: Sums) -> None:
        """Add one fork's; forks come in one order, however many threads live them."""
        move, series = sums.move, self.series
        for into, parts in ((self.totals, sums.totals), (self.met, sums.met), (self.buffered, sums.buffered)):
            if parts is not None:
                into[move] = united(into[move], parts) if move in into else parts
        if sums.series is not None:
            series[move] = series[move] + sums.series if move in series else sums.series


def united(ours: np.ndarray, theirs: np.ndarray) -> np.ndarray:
    """Return the totals of two forks together, (..., PARTS)."""
    found = ours + theirs
    found[..., HIGHEST] = np.maximum(ours[..., HIGHEST], theirs[..., HIGHEST])
    found[..., LOWEST] = np.minimum(ours[..., LOWEST], theirs[..., LOWEST])
    values: np.ndarray = found
    return values


def followed(happened: Happened, plan: Plan) -> Happened:
    """Return the events a plan follows: of its kinds, of each kind and risk group its most, spread evenly over ids."""
    months = np.full_like(happened.months, NEVER)
    for event in (place for place, name in enumerate(EVENTS) if name in (plan.events or EVENTS)):
        for risk in range(N_RISK):
            rows = np.flatnonzero((happened.months[event] != NEVER) & (happened.risk == risk))
            if rows.size > plan.most:
                rows = rows[np.linspace(0, rows.size - 1, plan.most).astype(np.int64)]
            months[event, rows] = happened.months[event, rows]
    return Happened(months, happened.risk)


def prescribed(run: Run, rows: Sequence[int]) -> np.recarray:
    """Return a run's parameters with a policy that helps nobody by itself, whose offers hold programmes of these rows.

    There are as many offers at most as a strategy may make.
    """
    p = run.p.copy()
    offers = p[0].policy.offers
    for place, row in enumerate(rows):
        offers[place].programme = row
        offers[place].begins = offers[place].ends = STANDS_NEVER
    p[0].policy.n_offers = 1
    return p


def forks(run: Run, happened: Happened, plan: Plan, last: int, lived: Callable[[], None]) -> Iterator[Fork]:
    """Live a run without help to the last event's last move, and yield the families to be helped after each month."""
    while run.month < last:
        here = run.families
        free = couples(here) & (here["specialist"] == 0)
        months = happened.months[:, here["account"]]
        for move in plan.moves:
            event, row = np.nonzero((months == run.month + 1 - move) & free)
            if row.size:
                kinds = event * N_RISK + happened.risk[here["account"][row]]
                families = here.view(np.ndarray)[row]
                yield Fork(run.month, move, families, kinds, chances(families.view(np.recarray), run, plan))
        run.advance(1)
        lived()


def chances(families: np.recarray, run: Run, plan: Plan) -> np.ndarray:
    """Return each family's chance of being met this month and saying yes, by the plan's programme, (programmes, n)."""
    p = run.p.copy()
    p[0].programmes[: len(plan.rows)] = run.p[0].programmes[list(plan.rows)]
    return would_come(families, (run.month, run.seed), plan.where, p)
