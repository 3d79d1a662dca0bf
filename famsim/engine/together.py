"""One life, and every strategy beside it: each byte for byte what it would be if it were lived by itself."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from famsim.engine.apart import Apart, Back, Counted, put_back, take_away
from famsim.engine.beside import Beside, empty_beside
from famsim.engine.live import live
from famsim.engine.logs import Noted, copied, note_down, of_each
from famsim.engine.noticed import SUPPORT_AT, SUPPORT_WORDS, Noticed, nobody_noticed
from famsim.engine.run import Run
from famsim.engine.state import CALL_MONTHS, NO_SLOT, NOT_HERE, Timetable, as_bytes, empty_state, words_of
from famsim.errors import FamsimError
from famsim.model.counts import N_LIFE_COUNTS
from famsim.model.family import FAMILY, LEFT

OF_SUPPORT_ALONE = ("policy", "programmes", "staff", "support", "costs")  # figures that no life without support reads
WHERE_SUPPORT = slice(SUPPORT_AT, SUPPORT_AT + SUPPORT_WORDS)


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
    logs: list[np.ndarray] = field(init=False, default_factory=list)  # of the call that is lived (LOGGED)
    talks: list[np.ndarray] = field(init=False, default_factory=list)  # (TALK)
    rows: NDArray[np.int32] = field(init=False)  # (accounts,): in the shared life's array, or NOT_HERE
    nobody: Noticed = field(init=False, default_factory=nobody_noticed)
    noted: list[list[np.ndarray]] = field(init=False)  # by strategy: what was counted of those who follow (LOGGED)

    def __post_init__(self) -> None:
        """Let every strategy begin where the shared life does; FamsimError for one that lives by other figures."""
        if self.month != 0:
            raise FamsimError(f"month {self.month}: strategies can be lived together from month 0 only")
        if not all(shares_life(self.p, p) for p in self.others):
            raise FamsimError("strategies that change how families live without support cannot share a life")
        accounts = len(self.state.accounts)
        p = np.concatenate([self.p.view(np.ndarray)[:0], *(one.view(np.ndarray) for one in self.others)])
        self.beside = empty_beside(p.view(np.recarray), accounts, accounts)
        kept = empty_state(0, 0, 0).kept
        self.state = self.state._replace(
            slots=np.full(accounts, NO_SLOT, np.int32),
            kept=np.zeros((accounts, *kept.shape[1:]), kept.dtype).view(np.recarray),
        )
        scratch = np.zeros_like(self.state.tallies)
        self.apart = [self.beginning(one, scratch) for one in self.others]
        self.noted = [[] for _ in self.others]

    def beginning(self, p: np.recarray, scratch: NDArray[np.int64]) -> Apart:
        """Return the run of those who live apart under a strategy: nobody yet."""
        state = empty_state(0, len(scratch), 0)._replace(tallies=scratch)
        where = np.full(len(self.state.accounts), NOT_HERE, np.int32)
        return Apart(state, p, self.sample, self.seed, 0, self.economy, self.arrivals_end, where=where)

    def live(self, timetable: Timetable) -> None:
        """Live the months of one call in the shared life, then those of the families who live apart."""
        desk = self.beside.desk._replace(lives=words_of(self.state.families))
        self.beside = self.beside._replace(desk=desk)
        while not live(self.state, timetable, self.p, self.beside):
            self.empty_logs()
        logs, talks = self.logs_of_call()
        self.rows = np.full(len(self.state.accounts), NOT_HERE, np.int32)
        self.rows[self.families["account"]] = np.arange(self.families.size)
        for place, apart in enumerate(self.apart):
            self.live_apart(place, apart, timetable, talks[place])
            self.note(place, apart, logs[place])
        turn = self.beside.turn[0]
        self.state.slots[self.beside.owners[: turn.slots]] = NO_SLOT
        turn.slots = 0

    def written(self) -> tuple[np.ndarray, np.ndarray]:
        """Return what the logs hold now, (LOGGED) and (TALK): views; let them begin again."""
        turn = self.beside.turn[0]
        log, talks = self.beside.log.view(np.ndarray)[: turn.logged], self.beside.talks.view(np.ndarray)[: turn.talks]
        turn.logged = turn.talks = 0
        return log, talks

    def empty_logs(self) -> None:
        """Keep what the logs hold, and let them begin again."""
        log, talks = self.written()
        self.logs.append(copied(log))
        self.talks.append(copied(talks))

    def logs_of_call(self) -> tuple[list[np.ndarray], list[np.ndarray]]:
        """Return what each strategy's families noted and talked about in the call that has been lived; forget it."""
        log, talks = self.written()
        found = of_each([*self.logs, log], len(self.apart)), of_each([*self.talks, talks], len(self.apart))
        self.logs, self.talks = [], []
        return found

    def live_apart(self, place: int, apart: Apart, timetable: Timetable, talks: np.ndarray) -> None:
        """Live the months of one call of the families who live apart under one strategy, or come in for a talk."""
        beside, first = self.beside, timetable.first_month
        slots = int(beside.turn[0].slots)
        owners = beside.owners[:slots].astype(np.int64)
        new = np.flatnonzero(beside.forked[:slots, place])
        families: np.ndarray = beside.starts.view(np.ndarray)
        enters = apart.arrived(families["entry_month"][new]) >= first
        stock, fresh = new[~enters], new[enters]
        apart.make_room_for(new.size + int(np.count_nonzero(np.bincount(talks["slot"]))))
        starts = as_bytes(families)[stock].view(FAMILY)
        words_of(starts)[:, WHERE_SUPPORT] = beside.words[owners[stock], place]
        apart.take(starts, owners[stock], beside.unions[stock])
        apart.entrants = families["family_id"][fresh]
        apart.noticed = self.noticed(place, slots, talks)
        opened = int(apart.state.census[0].accounts)
        apart.know(np.arange(opened, opened + fresh.size), owners[fresh])
        apart.live_call(timetable, beside.can[place])
        apart.month += timetable.months
        lives_here = beside.forked[:slots, place] | beside.apart[owners, place] | apart.noticed.came_in
        here = np.flatnonzero(lives_here)
        rows = apart.where[owners[here]].astype(np.int64)
        take_away(apart.state, Counted(self.state.kept, here, rows), first, timetable.months)
        self.put_back(place, apart)

    def noticed(self, place: int, slots: int, talks: np.ndarray) -> Noticed:
        """Return those whom staff have noticed in a call under a strategy."""
        beside = self.beside
        talks = talks[np.lexsort((talks["slot"], talks["m"]))]
        return self.nobody._replace(
            entries=talks.view(np.recarray),
            month_from=np.searchsorted(talks["m"], np.arange(CALL_MONTHS + 1)),
            starts=beside.starts,
            start_words=beside.start_words,
            before=beside.before[place],
            unions=beside.unions,
            came_in=np.zeros(slots, np.bool_),
            held=np.zeros(slots, np.int64),
        )

    def put_back(self, place: int, apart: Apart) -> None:
        """Let families whose life is the shared one again live it; forget those who left."""
        beside, census, mine = self.beside, apart.state.census[0], apart.state.families
        back = Back(words_of(self.state.families), self.rows, place, beside.words, beside.apart, apart.shared)
        census.families = put_back(mine, words_of(mine), int(census.families), back)

    def note(self, place: int, apart: Apart, log: np.ndarray) -> None:
        """Add what was noted of families who follow the shared life: to the tallies, the funnel, and their accounts."""
        noticed, came_in = apart.noticed.came_in, np.zeros(len(self.state.accounts), np.bool_)
        came_in[self.beside.owners[: noticed.size][noticed]] = True
        own = Noted(words_of(log), came_in, self.state.account_cells, apart.state.tallies, apart.state.funnel)
        self.noted[place].append(copied(log[: note_down(log.view(np.recarray), own)]))
        apart.tally(self.month + 1, CALL_MONTHS)

    def run_of(self, place: int) -> Run:
        """Return what the strategy at a place would be if it were lived by itself: its book, a copy, and its families.

        It can be read, not lived on.
        """
        run = self.book_of(place)
        run.hold(self.families_of(place), self.apart[place].state.census[0].held)
        return run

    def book_of(self, place: int) -> Run:
        """Return a run that holds a copy of the book of the strategy at a place, and the shared life's families."""
        apart = self.apart[place]
        own, used = apart.state, int(apart.state.census[0].accounts)
        rows = apart.shared[:used]
        accounts, tallies = self.state.accounts.copy(), self.state.tallies.copy()
        accounts[:, N_LIFE_COUNTS:], tallies[:, :, N_LIFE_COUNTS:] = 0, 0
        accounts[rows] += own.accounts[:used]
        words, unions = self.state.couple_months.copy(), self.state.unions.copy()
        words[rows] += own.couple_months[:used]
        knows = (own.unions[:used, 0] != 0) | self.beside.apart[rows, place]
        unions[rows[knows]] = own.unions[:used][knows]
        for at, amounts in apart.tallied:
            tallies.reshape(-1)[at] += amounts
        for counts in self.noted[place]:
            add_up(accounts, (counts["account"], counts["what"]), counts["amount"])
        alone = empty_state(0, 0, 0)
        state = self.state._replace(accounts=accounts, couple_months=words, unions=unions, tallies=tallies)
        state = state._replace(funnel=own.funnel, slots=alone.slots, kept=alone.kept)
        return Run(state, self.others[place], self.sample, self.seed, self.month, self.economy, self.arrivals_end)

    def families_of(self, place: int) -> NDArray[np.void]:
        """Return the families in the area under a strategy, in order of id, those who live apart among them."""
        shared = self.families.view(np.ndarray).copy()
        shared = shared[~self.beside.apart[shared["account"], place] & (shared["status"] != LEFT)]
        words_of(shared)[:, WHERE_SUPPORT] = self.beside.words[shared["account"], place]
        mine = self.apart[place].families.view(np.ndarray).copy()
        mine["account"] = self.apart[place].shared[mine["account"]]
        both = np.concatenate([shared, mine])
        return both[np.argsort(both["family_id"], kind="stable")]


def add_up(to: NDArray[np.signedinteger], at: tuple[NDArray[np.signedinteger], ...], amounts: np.ndarray) -> None:
    """Add amounts in place, at places that may be named again, to an array that lies whole in memory.

    NumPy takes a tenth of the time where a place is one number and the amounts are of the array's own type.
    """
    assert to.flags.c_contiguous, "else what is added is added to a copy"
    np.add.at(to.reshape(-1), np.ravel_multi_index(at, to.shape), amounts.astype(to.dtype))
