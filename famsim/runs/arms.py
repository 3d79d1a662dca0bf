"""A fork's families lived on in arms: once without help, and once with each programme, beside it.

A couple who had a place and did not come lives on as without help, to the bit. From the end of the call in which that
is so it is lived no more: what it adds from there is what it adds without help.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from famsim.engine import Run, State, alike, empty_state
from famsim.measures import BENEFITS, QUALITY, CoupleMonths, Line, PairLedger, couple_months, ledger
from famsim.model.counts import N_COUNTS, Count
from famsim.model.family import ATTENDING, LEFT, NEVER, NO_CONTACT
from famsim.model.identity import MONTHS_A_YEAR
from famsim.model.parameters import PARAMETERS
from famsim.model.policy import MAX_OFFERS
from famsim.population import give_buffer
from famsim.runs.looks import both_would_come
from famsim.runs.moved import BUFFERS, HIGHEST, KINDS, LOWEST, NO_ARRIVALS, PARTS, Fork, Plan, Sums, prescribed

LIVED = -1  # to the end
REMEMBERED = 32  # parameters with a d_buffer, the last ones asked for


def lived_on(run: Run, fork: Fork, plan: Plan) -> Sums:
    """Live a fork's families on, without help and with each programme, for the months that are followed."""
    arms = lived_in_arms(run, fork, plan)
    everyone = np.ones_like(fork.met)
    totals, met = (totals_of(arms, fork.kinds, weights) for weights in (everyone, fork.met))
    if fork.move not in plan.curves:
        return Sums(fork.move, totals, met)
    buffered = [
        totals
        if has_buffer(run, plan, buffer)
        else totals_of(lived_in_arms(run, fork, plan, arms, buffer), fork.kinds, everyone)
        for buffer in BUFFERS
    ]
    return Sums(fork.move, totals, met, arms.series, np.array(buffered))


def has_buffer(run: Run, plan: Plan, buffer: float) -> bool:
    """Say whether every programme of a plan has this d_buffer already."""
    theirs, own = with_buffer(run.p[:1].tobytes(), buffer), run.p["programmes"][0]
    return all(theirs[row].tobytes() == own[row].tobytes() for row in plan.rows)


@lru_cache(maxsize=REMEMBERED)
def with_buffer(parameters: bytes, buffer: float) -> np.ndarray:
    """Return the programmes of a run's parameters as if each had this d_buffer, (programmes,).

    Every fork asks for the same few, and to work one out takes as long as to live a small fork.
    """
    p = np.frombuffer(parameters, PARAMETERS).copy().view(np.recarray)
    give_buffer(p[0], buffer)
    programmes: np.ndarray = p["programmes"][0].copy()
    programmes.flags.writeable = False
    return programmes


@dataclass
class Without:
    """How a fork's families live without help, call by call: who lives so with a programme is not lived on.

    families: those in the area at each call's end; rows (n,): where each of the fork's is among them, or -1; counts
    (n, counts): what each has added so far; months: the calls' last.
    """

    size: int
    months: list[int] = field(default_factory=list)
    families: list[np.ndarray] = field(default_factory=list)
    rows: list[np.ndarray] = field(default_factory=list)
    counts: list[np.ndarray] = field(default_factory=list)
    couples: CoupleMonths | None = None

    @property
    def is_known(self) -> bool:
        """Whether they have been lived to the end."""
        return self.couples is not None

    def remember(self, arm: Run) -> None:
        """Remember where a run's first families, who have no help, stand at a call's end."""
        here: np.ndarray = arm.families.view(np.ndarray)
        here = here[here["account"] < self.size]
        rows = np.full(self.size, -1)
        rows[here["account"]] = np.arange(here.size)
        self.months.append(arm.month)
        self.families.append(here)
        self.rows.append(rows)
        self.counts.append(arm.state.accounts[: self.size].astype(np.int64))

    def let_go(self, arm: Run, since: np.ndarray, first: int) -> None:
        """Let go of a run's families who had a place, never came, and live as without help.

        since (accounts,): after which call, or LIVED; first: the first account of a family with a place.
        """
        call = self.months.index(arm.month)
        here: np.ndarray = arm.families.view(np.ndarray)
        at = self.rows[call][here["account"] % self.size]
        never_came = (here["help_stage"] == NO_CONTACT) & (here["exposed_month"] == NEVER)
        maybe = np.flatnonzero((here["account"] >= first) & never_came & (at >= 0))
        gone = maybe[alike(here[maybe], self.families[call][at[maybe]])]
        since[here["account"][gone]] = call
        here["status"][gone] = LEFT
        arm.compact()

    def add_what_is_left(self, arm: Run, since: np.ndarray) -> None:
        """Add to a run's book what those who were let go have lived since, as without help."""
        assert self.couples is not None
        for call, month in enumerate(self.months):
            who = np.flatnonzero(since == call)
            twins = who % self.size
            arm.state.accounts[who] += (self.counts[-1] - self.counts[call])[twins]
            arm.state.couple_months[who, month:] = self.couples.words[twins, month:]
            blank = arm.state.unions[who, 0] == 0
            arm.state.unions[who[blank]] = self.couples.unions[twins[blank]]


ARM_WITHOUT, LIVED = -2, -1  # of an account: it has no help; it is lived to the end


class Arms(NamedTuple):
    """What a fork's families lived without help (arm 0) and with each programme."""

    counts: np.ndarray  # (arms, n, counts)
    beside: list[PairLedger]  # of each arm with help beside arm 0
    series: np.ndarray  # (arms, KINDS, months, counts): by month since the earliest help
    without: Without | None = None


def lived_in_arms(run: Run, fork: Fork, plan: Plan, before: Arms | None = None, buffer: float | None = None) -> Arms:
    """Live a fork's families on in every arm; of arms lived `before`, the life without help is taken.

    buffer: the d_buffer of every programme, if not its own.
    """
    n, names, end = fork.families.size, plan.programmes, fork.month + plan.follow
    counts = np.zeros((len(names) + 1, n, N_COUNTS), np.int64)
    couples_lived: dict[int, CoupleMonths] = {}
    without = before.without if before is not None and before.without is not None else Without(n)
    month_by_month = before is None and fork.move in plan.curves
    months, since_first = plan.window if month_by_month else 0, fork.move - plan.moves[0]
    series = np.zeros((len(names) + 1, KINDS, months, N_COUNTS), np.int64)
    for first in range(0, len(names), MAX_OFFERS):
        some = plan.rows[first : first + MAX_OFFERS]
        p = of_fork(prescribed(run, some), fork, plan, buffer)
        arms = [*([0] if not without.is_known else []), *range(first + 1, first + 1 + len(some))]
        state = helped_state(fork, arms, first, both_take_part(fork, some, p, run.seed), end)
        arm = Run(state, p, run.sample, run.seed, fork.month, run.economy, NO_ARRIVALS)
        live_beside(arm, end, without, not month_by_month)
        counts[arms] = arm.state.accounts.reshape(len(arms), n, N_COUNTS)
        lived_as = couple_months(arm)
        couples_lived |= {one: lived_as.among(slice(i * n, (i + 1) * n)) for i, one in enumerate(arms)}
        if month_by_month:
            lived = arm.state.tallies[fork.month : end].reshape(plan.follow, len(arms), KINDS, N_COUNTS)
            series[arms, :, since_first : since_first + plan.follow] = lived.transpose(1, 2, 0, 3)
    assert without.couples is not None
    counts[0] = without.counts[-1]
    beside = [ledger(without.couples, couples_lived[one]) for one in range(1, len(names) + 1)]
    return Arms(counts, beside, series, without)


def of_fork(p: np.recarray, fork: Fork, plan: Plan, buffer: float | None) -> np.recarray:
    """Return the parameters that a fork's families live by, from those of a policy that helps nobody by itself."""
    if buffer is not None:
        p["programmes"][0] = with_buffer(p[:1].tobytes(), buffer)
    return plan.change(p, fork.move) if plan.change else p


def live_beside(arm: Run, end: int, without: Without, let_go: bool) -> None:
    """Live arms call by call, the one without help first among them unless it is known; fill their book."""
    is_first, since = not without.is_known, np.full(len(arm.state.accounts), LIVED)
    while arm.month < end:
        arm.advance(min(MONTHS_A_YEAR - arm.month % MONTHS_A_YEAR, end - arm.month))
        if is_first:
            without.remember(arm)
        if let_go:
            without.let_go(arm, since, without.size if is_first else 0)
    if is_first:
        without.couples = couple_months(arm).among(slice(without.size))
    without.add_what_is_left(arm, since)


def both_take_part(fork: Fork, rows: Sequence[int], p: np.recarray, seed: int) -> np.ndarray:
    """Say for which couples both partners take part in programmes of some rows, if they come, bool (programmes, n)."""
    ids, months = fork.families["family_id"], np.full(fork.families.size, fork.month + 1)
    return np.array([both_would_come(p[0].programmes[row], ids, months, seed) for row in rows])


def helped_state(fork: Fork, arms: list[int], first: int, both: np.ndarray, end: int) -> State:
    """Return a state of a fork's families, once for each arm; arm 0 has no help, the others a place from next month."""
    n = fork.families.size
    rows = np.tile(fork.families, len(arms)).view(np.recarray)
    arm = np.repeat(np.asarray(arms), n)
    helped = arm > 0
    rows["help_stage"][helped] = ATTENDING
    rows["offer"][helped] = arm[helped] - 1 - first
    rows["start_month"][helped] = fork.month + 1
    rows["both_take_part"][helped] = both.ravel()
    rows["account"] = np.arange(rows.size)
    rows["cell"] = np.repeat(np.arange(len(arms)), n) * KINDS + np.tile(fork.kinds, len(arms))
    state = empty_state(rows.size, 0, rows.size)
    state.census[0].families = state.census[0].accounts = rows.size
    tallies = np.zeros((end, len(arms) * KINDS, N_COUNTS), np.int64)
    words = np.zeros((rows.size, end), np.int32)
    funnel = empty_state(0, end, 0).funnel
    return state._replace(families=rows, tallies=tallies, couple_months=words, funnel=funnel)


def totals_of(arms: Arms, kinds: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return the totals of Sums from what the families lived in each arm; weights (programmes, families)."""
    without, found = arms.counts[0], np.zeros((KINDS, len(arms.beside), len(BENEFITS), PARTS))
    for arm, with_help in enumerate(arms.counts[1:]):
        helped = with_help[:, Count.STARTED] * weights[arm]
        same = with_help[:, Count.COUPLES] == without[:, Count.COUPLES]
        for place, benefit in enumerate(BENEFITS):
            if isinstance(benefit.of, Line):
                gain = benefit.of.parts(arms.beside[arm], len(helped)) * weights[arm]
            else:
                gain = (without[:, benefit.of] - with_help[:, benefit.of]) * weights[arm]
            if place == QUALITY:
                gain *= same
            add_parts(found[:, arm, place], helped, gain, kinds, benefit.coarse)
    return found


def add_parts(found: np.ndarray, helped: np.ndarray, gain: np.ndarray, kinds: np.ndarray, coarse: float) -> None:
    """Fill the parts of one programme and benefit, (kinds, PARTS), from who was helped and what each gained."""
    rough = np.rint(gain / coarse)
    sums = (helped, gain, gain * gain, gain * helped, np.ones_like(gain), gain != 0.0, rough**3, rough**2 * helped)
    for part, values in enumerate(sums):
        found[:, part] = np.bincount(kinds, weights=values, minlength=KINDS)
    np.maximum.at(found[:, HIGHEST], kinds, gain)
    np.minimum.at(found[:, LOWEST], kinds, gain)
