"""One life, and every strategy beside it: each byte for byte what it would be if it were lived by itself."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from famsim.engine.apart import NOT_HERE, OF_LIFE, Apart, Counted, as_bytes, take_away
from famsim.engine.beside import SUPPORT_AT, SUPPORT_SIZE, Beside, empty_beside
from famsim.engine.live import live
from famsim.engine.run import Run
from famsim.engine.state import NO_SLOT, State, Timetable, empty_state
from famsim.errors import FamsimError
from famsim.model.counts import N_LIFE_COUNTS
from famsim.model.family import LEFT, NO_CONTACT

OF_SUPPORT_ALONE = ("policy", "programmes", "staff", "support", "costs")  # figures that no life without support reads
WHERE_SUPPORT = slice(SUPPORT_AT, SUPPORT_AT + SUPPORT_SIZE)


def shares_life(one: np.recarray, other: np.recarray) -> bool:
    """Say whether a family without support lives alike under two PARAMETERS records."""
    names = [name for name in one.dtype.names or () if name not in OF_SUPPORT_ALONE]
    return all(one[name].tobytes() == other[name].tobytes() for name in names)


@dataclass
class Together(Run):
    """The comparator's run, and strategies beside it: `others` holds an array of one PARAMETERS record each."""

    others: list[np.recarray] = field(default_factory=list)
    beside: Beside = field(init=False)
    apart: list[Apart] = field(init=False)
    noted: list[np.recarray] = field(init=False, default_factory=list)  # the logs of all calls, by strategy (LOGGED)

    def __post_init__(self) -> None:
        """Let every strategy begin where the shared life does; ValueError for one that lives by other figures."""
        if self.month != 0:
            raise FamsimError(f"month {self.month}: strategies can be lived together from month 0 only")
        if not all(shares_life(self.p, p) for p in self.others):
            raise FamsimError("strategies that change how families live without support cannot share a life")
        accounts, months = len(self.state.accounts), len(self.state.tallies)
        p = np.concatenate([one.view(np.ndarray) for one in self.others]).view(np.recarray)
        self.beside = empty_beside(p, accounts, accounts, months)
        kept = empty_state(0, 0, 0).kept
        self.state = self.state._replace(
            slots=np.full(accounts, NO_SLOT, np.int32),
            kept=np.zeros((accounts, *kept.shape[1:]), kept.dtype).view(np.recarray),
        )
        scratch = np.zeros_like(self.state.tallies)
        self.apart = [self.beginning(place, p, scratch) for place, p in enumerate(self.others)]

    def beginning(self, place: int, p: np.recarray, scratch: NDArray[np.int64]) -> Apart:
        """Return the run of those who live apart under a strategy: nobody yet."""
        state = empty_state(0, len(scratch), 0)._replace(tallies=scratch, funnel=self.beside.funnel[place])
        where = np.full(len(self.state.accounts), NOT_HERE, np.int32)
        return Apart(state, p, self.sample, self.seed, 0, self.economy, self.arrivals_end, where=where)

    def live(self, timetable: Timetable) -> None:
        """Live the months of one call in the shared life, then those of the families who live apart."""
        while not live(self.state, timetable, self.p, self.beside):
            self.empty_log()
        self.empty_log()
        slots = int(self.beside.turn[0].slots)
        for place, apart in enumerate(self.apart):
            self.live_apart(place, apart, timetable)
        self.state.slots[self.beside.owners[:slots]] = NO_SLOT
        self.beside.turn[0].slots = 0

    def empty_log(self) -> None:
        """Keep what the log holds, and let it begin again."""
        turn = self.beside.turn[0]
        self.noted.append(self.beside.log[: turn.logged].copy().view(np.recarray))
        turn.logged = 0

    def live_apart(self, place: int, apart: Apart, timetable: Timetable) -> None:
        """Live the months of one call of the families who live apart under one strategy."""
        beside, first = self.beside, timetable.first_month
        slots = int(beside.turn[0].slots)
        owners = beside.owners[:slots].astype(np.int64)
        new = np.flatnonzero(beside.forked[:slots, place])
        here = np.flatnonzero(beside.forked[:slots, place] | beside.apart[owners, place])
        starts: np.ndarray = beside.starts[new].view(np.ndarray)
        as_bytes(starts)[:, WHERE_SUPPORT] = beside.support[owners[new], place]
        enters = starts["entry_month"] >= first
        apart.entrants = np.sort(starts["family_id"][enters])
        stock = new[~enters]
        apart.take(starts[~enters], owners[stock], first > 1)
        if first > 1:
            know_unions(apart.state, apart.where[owners[stock]].astype(np.int64), beside.unions[stock])
        apart.live(apart.timetable(timetable.months))
        apart.month += timetable.months
        lived = apart.families
        mine = self.shared_accounts(lived.family_id)
        apart.where[mine] = lived.account
        if here.size:
            rows = apart.where[owners[here]].astype(np.int64)
            take_away(apart.state, Counted(self.state.kept, here, rows), first, timetable.months)
        apart.tally(first, timetable.months)
        self.put_back(place, apart, mine)

    def run_of(self, place: int) -> Run:
        """Return what the strategy at a place would be if it were lived by itself: its book, a copy, and its families.

        It can be read, not lived on.
        """
        apart = self.apart[place]
        own, used = apart.state, int(apart.state.census[0].accounts)
        rows = self.shared_accounts(own.account_ids[:used])
        accounts, tallies = self.state.accounts.copy(), self.state.tallies.copy()
        accounts[:, N_LIFE_COUNTS:], tallies[:, :, N_LIFE_COUNTS:] = 0, 0
        accounts[rows] += own.accounts[:used]
        words, unions = self.state.couple_months.copy(), self.state.unions.copy()
        words[rows] += own.couple_months[:used]
        knows = (own.unions[:used, 0] != 0) | self.beside.apart[rows, place]
        unions[rows[knows]] = own.unions[:used][knows]
        for at, amounts in apart.tallied:
            tallies.reshape(-1)[at] += amounts
        for log in self.noted:
            mine = log[log.strategy == place]
            np.add.at(accounts, (mine.account, mine.what), mine.amount)
            np.add.at(tallies, (mine.row, self.state.account_cells[mine.account], mine.what), mine.amount)
        state = self.state._replace(accounts=accounts, couple_months=words, unions=unions, tallies=tallies)
        state = state._replace(funnel=own.funnel, slots=empty_state(0, 0, 0).slots, kept=empty_state(0, 0, 0).kept)
        run = Run(state, self.others[place], self.sample, self.seed, self.month, self.economy, self.arrivals_end)
        run.hold(self.families_of(place), own.census[0].held)
        return run

    def families_of(self, place: int) -> NDArray[np.void]:
        """Return the families under a strategy, in order of id: those of the shared life, and those who live apart."""
        shared = self.families.view(np.ndarray).copy()
        shared = shared[~self.beside.apart[shared["account"], place]]
        as_bytes(shared)[:, WHERE_SUPPORT] = self.beside.support[shared["account"], place]
        mine = self.apart[place].families.view(np.ndarray).copy()
        mine["account"] = self.shared_accounts(mine["family_id"])
        both = np.concatenate([shared, mine])
        return both[np.argsort(both["family_id"], kind="stable")]

    def shared_accounts(self, ids: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the shared accounts of families."""
        return np.searchsorted(self.account_ids, ids)

    def put_back(self, place: int, apart: Apart, accounts: NDArray[np.int64]) -> None:
        """Let families whose life is the shared one again live it; forget those who left."""
        lived, shared = apart.families, self.families
        rows = np.minimum(np.searchsorted(shared.family_id, lived.family_id), max(shared.size - 1, 0))
        same = np.zeros(lived.size, np.bool_)
        if shared.size:
            same = (as_bytes(lived)[:, OF_LIFE] == as_bytes(shared[rows])[:, OF_LIFE]).all(axis=1)
        back = same & (lived.help_stage == NO_CONTACT)
        self.beside.support[accounts[back], place] = as_bytes(lived)[back, WHERE_SUPPORT]
        self.beside.apart[accounts, place] = ~back
        apart.hold(lived[~back & (lived.status != LEFT)].view(np.ndarray), apart.state.census[0].held)


def know_unions(state: State, rows: NDArray[np.int64], known: NDArray[np.int16]) -> None:
    """Let a book know the first unions that were known when the call began, where it knows none."""
    blank = state.unions[rows, 0] == 0
    state.unions[rows[blank]] = known[blank]
