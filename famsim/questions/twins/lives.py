"""Twins: the lives of some families without help and with help in different months, month by month, the same luck."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np

from famsim.engine import Run, empty_state
from famsim.evidence import programme_names
from famsim.measures import CoupleMonths, PairLedger, ledger
from famsim.model.counts import FINE, N_COUNTS, Count
from famsim.model.family import ATTENDING, LEFT, MARRIED, NEVER
from famsim.runs import NO_ARRIVALS, both_would_come, couples, dissatisfied, prescribed

LEAD = 6  # months shown before an event, or more where help comes before it
HELP_ARMS = 3


class Mark(IntEnum):
    """What is kept of a family each month; no number where the family is not followed."""

    MOTHER_QUALITY = 0
    OTHER_QUALITY = 1
    MOTHER_DISSATISFIED = 2  # chance of reporting a distressed relationship, 0 to 1
    OTHER_DISSATISFIED = 3
    STRESS = 4
    CONFLICT = 5
    HARMFUL = 6
    MOTHER_DISTRESSED = 7
    OTHER_DISTRESSED = 8
    ARREARS = 9
    COUPLE = 10  # 1 = the couple of the event lives together
    PARTNER = 11  # 1 = the mother lives with a partner, the same or a new one
    MARRIED = 12
    MOTHER_WORK = 13
    OTHER_WORK = 14
    VIOLENCE = 15  # 1 = violence now, or in what is remembered of this family
    ATTENDING = 16
    BIRTHS = 17  # noted in the month, from here on
    LOSSES = 18
    EXITS = 19
    STARTED = 20
    COMPLETED = 21
    SESSIONS = 22
    SDQ = 23  # mean expected total difficulties of the children aged 4 to 16


N_MARKS = len(Mark)
NOTED = {
    Mark.BIRTHS: Count.BIRTHS,
    Mark.LOSSES: Count.LOSSES,
    Mark.EXITS: Count.EXITS,
    Mark.STARTED: Count.STARTED,
    Mark.COMPLETED: Count.COMPLETED,
    Mark.SESSIONS: Count.SESSIONS,
}


@dataclass(frozen=True)
class TwinPlan:
    """Which programme begins in which months after an event (the arms with help), and how long lives are followed."""

    programme: str
    moves: tuple[int, int, int]  # the month of help, the earlier one, the later one
    after: int
    known: tuple[str, ...] = field(default_factory=programme_names)  # programmes, by row of the parameters

    @property
    def row(self) -> int:
        """The programme's row in the parameters."""
        return self.known.index(self.programme)

    @property
    def before(self) -> int:
        """Months before the event from which lives are shown."""
        return max(LEAD, 1 - min(self.moves))

    @property
    def first(self) -> int:
        """The month after the event from which lives are compared: that of the earliest help."""
        return min(self.moves)

    @property
    def window(self) -> int:
        """Months shown."""
        return self.before + self.after + 1

    def events_between(self, months: int) -> tuple[int, int]:
        """Return the first and last month in which an event may happen, in a scenario of so many months."""
        return self.before + 1, months - self.after


@dataclass(frozen=True)
class Kind:
    """Families of a kind: to whom an event happens as a couple, once each, like what was asked for.

    accounts: their rows in the area's book; ids int64; months: of the event; unions: the month from which each couple
    has lived together; features (families, FEATURES): at the end of the event's month.
    """

    accounts: np.ndarray
    ids: np.ndarray
    months: np.ndarray
    unions: np.ndarray
    features: np.ndarray

    @property
    def size(self) -> int:
        """How many families."""
        return len(self.ids)

    def some(self, rows: np.ndarray) -> "Kind":
        """Return the families in some rows."""
        return Kind(self.accounts[rows], self.ids[rows], self.months[rows], self.unions[rows], self.features[rows])


@dataclass
class Recorder:
    """Keeps every family's marks: seen (arms, families, months, marks) float64; arm 0 is without help.

    A family that is not there in the month before its help, because it comes to the area later, is not copied: in that
    arm it is given no place and lives as without help.
    """

    kind: Kind
    plan: TwinPlan
    seen: np.ndarray
    given: np.ndarray  # (arms, families) bool: was given a place
    words: np.ndarray  # (arms, families, months) int32: what each month was for the couple of the event
    exit_months: float  # see famsim.measures.ledger.CoupleMonths

    def __post_init__(self) -> None:
        self.copied = np.zeros_like(self.given)  # (arms, families) bool: has a life of its own by now

    def write(self, families: np.recarray, counts: np.ndarray, arm: np.ndarray, who: np.ndarray, run: Run) -> None:
        """Keep the marks of one month of some families, each in the arm and of the family given for its row."""
        since = run.month - self.kind.months[who] + self.plan.before
        within = (since >= 0) & (since < self.plan.window)
        rows = np.flatnonzero(within & (families["status"] != LEFT))
        marks = marks_of(families[rows].view(np.recarray), counts[rows], self.kind.unions[who[rows]], run.p)
        self.seen[arm[rows], who[rows], since[rows]] = marks
        words = run.state.couple_months[families["account"][rows], run.month - 1]
        theirs = families["together_month"][rows] == self.kind.unions[who[rows]]
        self.words[arm[rows], who[rows], since[rows]] = np.where(theirs, words, 0)

    def ledger(self, arm: int, months: slice) -> PairLedger:
        """Return what parts in an arm beside the life without help, counted, of the couples of the event."""
        unions = np.ones((self.kind.size, 2), np.int16)
        without, ours = (CoupleMonths(self.words[one][:, months], unions, self.exit_months) for one in (0, arm))
        return ledger(without, ours, counted=True)


def marks_of(families: np.recarray, counts: np.ndarray, unions: np.ndarray, p: np.recarray) -> np.ndarray:
    """Return the marks of families after a month, (families, MARKS); counts are what was noted in it."""
    found = np.empty((len(families), N_MARKS))
    mother, other = families["mother"], families["other"]
    found[:, Mark.MOTHER_QUALITY], found[:, Mark.OTHER_QUALITY] = mother["quality"], other["quality"]
    found[:, Mark.MOTHER_DISSATISFIED : Mark.OTHER_DISSATISFIED + 1] = dissatisfied(families, p)
    found[:, Mark.STRESS] = families["strain_short"] + families["strain_long"]
    found[:, Mark.CONFLICT], found[:, Mark.HARMFUL] = families["frequency"], families["harmful"]
    found[:, Mark.MOTHER_DISTRESSED], found[:, Mark.OTHER_DISTRESSED] = mother["distressed"], other["distressed"]
    found[:, Mark.ARREARS] = families["arrears_month"] != NEVER
    found[:, Mark.PARTNER] = couples(families)
    found[:, Mark.COUPLE] = couples(families) & (families["together_month"] == unions)
    found[:, Mark.MARRIED] = families["status"] == MARRIED
    found[:, Mark.MOTHER_WORK], found[:, Mark.OTHER_WORK] = mother["work"], other["work"]
    found[:, Mark.VIOLENCE] = ever_violent(families)
    found[:, Mark.ATTENDING] = families["help_stage"] == ATTENDING
    for mark, count in NOTED.items():
        found[:, mark] = counts[:, count]
    scored = counts[:, Count.SDQ_CHILDREN]
    points = counts[:, Count.SDQ_TOTAL] / FINE
    found[:, Mark.SDQ] = np.divide(points, scored, out=np.full(len(families), np.nan), where=scored > 0)
    found[found[:, Mark.COUPLE] == 0, : Mark.OTHER_DISSATISFIED + 1] = np.nan
    return found


def ever_violent(families: np.recarray) -> np.ndarray:
    """Say in which families there is violence, or any that is remembered: by children, a screen, or as coercive."""
    said = ("violence", "coercive_here", "coercive_elsewhere", "violence_elsewhere", "specialist", "safe_missed")
    now = np.any([families[name] != 0 for name in said], axis=0)
    found: np.ndarray = now | (families["children"]["months_violent"] > 0).any(axis=1)
    return found


@dataclass
class Noted:
    """What is noted of some rows of a run's book in the month just lived."""

    run: Run
    rows: np.ndarray

    def __post_init__(self) -> None:
        self.before = self.run.state.accounts[self.rows]

    def this_month(self) -> np.ndarray:
        """Return the counts of the month, (rows, counts); to be asked once a month."""
        before, self.before = self.before, self.run.state.accounts[self.rows]
        found: np.ndarray = self.before - before
        return found


def twin_lives(base: Run, kind: Kind, plan: TwinPlan, lived: Callable[[], None]) -> Recorder:
    """Live an area without help and, beside it, copies of the families given help; return what was kept.

    A copy is made at the end of the month before its help, with a place whose first session is the next month.
    """
    shape = (HELP_ARMS + 1, kind.size)
    marks, words = np.full((*shape, plan.window, N_MARKS), np.nan), np.zeros((*shape, plan.window), np.int32)
    keeper = Recorder(kind, plan, marks, np.zeros(shape, bool), words, float(base.p[0].separation.exit_months))
    helped, last = no_copies(base, kind.size * HELP_ARMS, plan), int(kind.months.max()) + plan.after
    where = np.full(len(base.state.accounts), -1)
    where[kind.accounts] = np.arange(kind.size)
    noted, noted_of_copies = Noted(base, kind.accounts), Noted(helped, np.arange(kind.size * HELP_ARMS))
    while base.month < last:
        base.advance(1)
        helped.advance(1)
        here = base.families[where[base.families["account"]] >= 0].view(np.recarray)
        who, copy = where[here["account"]], helped.families["account"]
        keep_unhelped(keeper, here, noted.this_month()[who], who, base)
        counts = noted_of_copies.this_month()[copy]
        keeper.write(helped.families, counts, copy // kind.size + 1, copy % kind.size, helped)
        copy_those_to_be_helped(here, who, helped, keeper)
        lived()
    return keeper


def keep_unhelped(keeper: Recorder, here: np.recarray, counts: np.ndarray, who: np.ndarray, base: Run) -> None:
    """Keep the month of the families without help, and in each other arm of those who have no life of their own."""
    for arm in range(HELP_ARMS + 1):
        rows = np.flatnonzero(~keeper.copied[arm, who])
        keeper.write(here[rows].view(np.recarray), counts[rows], np.full(rows.size, arm), who[rows], base)


def no_copies(base: Run, most: int, plan: TwinPlan) -> Run:
    """Return a run beside the area's, of no family yet, in which nobody is helped but by a place given."""
    p = prescribed(base, (plan.row,))
    state = empty_state(most, len(base.state.tallies), most)
    assert state.accounts.shape[1] == N_COUNTS
    return Run(state, p, base.sample, base.seed, base.month, base.economy, NO_ARRIVALS)


def copy_those_to_be_helped(here: np.recarray, who: np.ndarray, helped: Run, keeper: Recorder) -> None:
    """Add a copy of each family whose help begins next month, in each arm; couples only are given a place.

    Whether both parents take part is the family's own luck in the month of the event, the same in every arm.
    """
    kind, plan, census = keeper.kind, keeper.plan, helped.state.census[0]
    programme = helped.p[0].programmes[plan.row]
    for arm, move in enumerate(plan.moves, start=1):
        due = np.flatnonzero(kind.months[who] + move == helped.month + 1)
        rows, mine = here[due].view(np.recarray), who[due]
        place = couples(rows) & (rows["specialist"] == 0)
        both = both_would_come(programme, kind.ids[mine], kind.months[mine], helped.seed)
        rows["help_stage"][place], rows["offer"][place] = ATTENDING, 0
        rows["start_month"][place] = helped.month + 1
        rows["both_take_part"][place] = both[place]
        rows["account"] = (arm - 1) * kind.size + mine
        first = int(census.families)
        helped.state.families[first : first + rows.size] = rows
        census.families = first + rows.size
        keeper.given[arm, mine] = place
        keeper.copied[arm, mine] = True
