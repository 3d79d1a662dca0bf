"""Run one area through its months: arrivals, places, years, compaction. Nothing here decides for a family."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from famsim.engine.beside import Beside, nobody_beside
from famsim.engine.live import live
from famsim.engine.state import State, Timetable, as_bytes, empty_state
from famsim.errors import FamsimError
from famsim.model.family import FAMILY, LEFT
from famsim.model.identity import MONTH_ZERO, MONTHS_A_YEAR, ids_of
from famsim.model.policy import MAX_OFFERS

CACHEFUL = 1024  # families moved at once
HASH_STEP = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True)
class Sample:
    """A 1-in-k sample of an area's families; k = 1 is the whole area. `code` is the area's number in family ids."""

    code: int
    k: float = 1.0

    def whole(self, amount: float, months: int) -> int:
        """Return how many of `amount` a month, shared by k, have come up after `months` months."""
        return int(self.whole_of(amount, months))

    def whole_of(self, amount: Any, months: Any) -> NDArray[np.int64]:
        """Return the same for arrays of amounts and months."""
        come_up: NDArray[np.int64] = np.floor(amount * months / self.k + 1e-9).astype(np.int64)
        return come_up


@dataclass
class Run:
    """One area under one policy: its state, its calendar and what the months bring.

    `p` is an array of one PARAMETERS record. `economy` maps a scenario month to its three multipliers.
    """

    state: State
    p: np.recarray
    sample: Sample
    seed: int
    month: int
    economy: NDArray[np.float64] = field(default_factory=lambda: np.ones((0, 3)))
    arrivals_end: int = 1 << 20  # last calendar month in which families enter
    by_itself: Beside = field(init=False, repr=False, compare=False, default_factory=nobody_beside)

    def advance(self, months: int) -> None:
        """Live so many months, at most a year a call, and close gaps at each year's end.

        FamsimError, before a month is lived, if the book ends sooner; and before the year that brings more families
        than it has rows for.
        """
        self.check_months(months)
        while months > 0:
            step = min(months, MONTHS_A_YEAR - self.month % MONTHS_A_YEAR)
            self.make_room(step)
            self.live(self.timetable(step))
            self.month += step
            months -= step
            if self.month % MONTHS_A_YEAR == 0:
                self.compact()

    def live(self, timetable: Timetable) -> None:
        """Live the months of one call."""
        while not live(self.state, timetable, self.p, self.by_itself):
            continue  # a call is short, so that whoever wants it stopped is heard

    def timetable(self, months: int) -> Timetable:
        """Return what the next months bring."""
        arrivals = [self.arrivals(self.month + 1 + m) for m in range(months)]
        starts = np.concatenate([[0], np.cumsum([len(ids) for ids in arrivals])]).astype(np.int64)
        economy = np.ones((months, 3))
        for m in range(months):
            if 0 < self.month + 1 + m <= len(self.economy):
                economy[m] = self.economy[self.month + m]
        return Timetable(
            first_month=self.month + 1,
            months=months,
            seed=np.uint64(self.seed),
            economy=economy,
            arrivals=np.concatenate(arrivals),
            arrivals_from=starts,
            places=self.places_in(self.month + 1, months),
            pace=self.pace(),
        )

    def pace(self) -> NDArray[np.float64]:
        """Return the places a month of each offer, in the families simulated, (MAX_OFFERS,)."""
        a_month: NDArray[np.float64] = self.p.view(np.ndarray)["policy"]["offers"]["places"][0] / self.sample.k
        return a_month

    def arrivals(self, month: int) -> NDArray[np.int64]:
        """Return the ids of the families that arrive in a month: all of the area's, or those in the sample.

        They enter in that month, or so many months later as the policy has couples followed ahead of it.
        """
        ahead = self.ahead if month > 0 else 0
        a_month = float(self.p.view(np.ndarray)["area"]["first_conceptions"][0])
        entering = range(month if month == 1 else month + ahead, min(month + ahead, self.arrivals_end) + 1)
        arriving = [arriving_ids(self.sample, a_month, entry_month) for entry_month in entering]
        return np.concatenate([np.zeros(0, np.int64), *arriving])

    @property
    def ahead(self) -> int:
        """Months for which couples are followed before they enter."""
        return int(self.p.view(np.ndarray)["policy"]["ahead"][0])

    def places(self, month: int) -> list[int]:
        """Return the places of each offer that come up in a month."""
        found: list[int] = self.places_in(month, 1)[0].tolist()
        return found

    def places_in(self, first: int, months: int) -> NDArray[np.int64]:
        """Return the places that come up in so many months, (months, MAX_OFFERS), by each offer's running total."""
        policy = self.p.view(np.ndarray)["policy"]  # quicker to read than a record array
        offers, month = policy["offers"][0], first + np.arange(months)[:, None]
        begins, amount = offers["begins"].astype(np.int64), offers["places"].astype(np.float64)
        stands = (np.arange(MAX_OFFERS) < policy["n_offers"][0]) & (begins <= month) & (month <= offers["ends"])
        since = np.where(stands, month - begins + 1, 1)
        come_up: NDArray[np.int64] = self.sample.whole_of(amount, since) - self.sample.whole_of(amount, since - 1)
        return np.where(stands, come_up, 0)

    def check_months(self, months: int) -> None:
        """Raise FamsimError if the book has no page for one of the next months."""
        pages = len(self.state.tallies)
        if self.month + months > pages:
            raise FamsimError(f"month {self.month + months} cannot be lived: the book has {pages} months")

    def check_accounts(self, families: int) -> None:
        """Raise FamsimError if the book has too few rows for so many families more."""
        rows, need = len(self.state.accounts), int(self.state.census[0].accounts) + families
        if need > rows:
            raise FamsimError(f"month {self.month + 1} cannot be lived: the book has {rows} rows for {need} families")

    def make_room(self, months: int) -> None:
        """Grow the array when the next months' families might not fit; FamsimError if the book cannot hold them."""
        self.check_months(months)
        coming = sum(len(self.arrivals(self.month + 1 + m)) for m in range(months))
        need = int(self.state.census[0].families) + coming
        if self.month >= 0:
            self.check_accounts(need if self.month == 0 else coming)
        if need > self.state.families.size:
            self.state = with_capacity(self.state, need + need // 8)

    def compact(self) -> None:
        """Drop families who left; the order, by id, stays. Rows are moved a cacheful at a time."""
        census = self.state.census[0]
        rows = as_bytes(self.state.families)
        stays = self.state.families["status"] != LEFT
        count, kept = int(census.families), 0
        for start in range(0, count, CACHEFUL):
            end = min(start + CACHEFUL, count)
            staying = rows[start:end][stays[start:end]]
            rows[kept : kept + staying.size] = staying
            kept += staying.size
        rows[kept:count].view(np.uint8)[:] = 0
        census.families = kept

    def hold(self, families: NDArray[np.void], held: NDArray[np.int64]) -> None:
        """Let the area hold these families and no others, in order of id, with so many places held for each offer."""
        census = self.state.census.copy()
        census[0].families, census[0].held = families.size, held
        rows = np.zeros(max(families.size + families.size // 8, 16), FAMILY).view(np.recarray)
        rows[: families.size] = families
        waiting = np.zeros(rows.size, np.int64)
        self.state = self.state._replace(families=rows, census=census, waiting=waiting, since=waiting.copy())

    @property
    def families(self) -> np.recarray:
        """The families in the area now, a view."""
        return self.state.families[: int(self.state.census[0].families)].view(np.recarray)

    @property
    def accounts(self) -> NDArray[np.int32]:
        """The rows of the account book in use, (families counted, N_COUNTS), a view."""
        return self.state.accounts[: int(self.state.census[0].accounts)]

    @property
    def account_ids(self) -> NDArray[np.int64]:
        """Whose rows they are, (families counted,), a view."""
        return self.state.account_ids[: len(self.accounts)]


def with_capacity(state: State, capacity: int) -> State:
    """Return the state with a longer array of families."""
    grown = empty_state(capacity, 0, 0)
    as_bytes(grown.families)[: state.families.size] = as_bytes(state.families)
    return state._replace(families=grown.families, waiting=grown.waiting, since=grown.since)


def arriving_ids(sample: Sample, a_month: float, month: int) -> NDArray[np.int64]:
    """Return the ids, int64, of families entering in a calendar month.

    Numbers come up by the running total of `a_month`, so that they are whole and nobody's luck depends on them.
    """
    count = int(np.floor(a_month * (month + MONTH_ZERO)) - np.floor(a_month * (month + MONTH_ZERO - 1)))
    ids = ids_of(sample.code, month, count)
    return ids[in_sample(ids, sample.k)]


def in_sample(ids: NDArray[np.int64], k: float) -> NDArray[np.bool_]:
    """Say which ids belong to a 1-in-k sample: those whose hash is below 1/k, whatever the seed, so samples nest."""
    mixed = ids.astype(np.uint64) * HASH_STEP
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(32)
    return (mixed >> np.uint64(11)).astype(np.float64) * 2.0**-53 * k < 1.0
