"""What one run of one area holds: families, the account book, tallies and the funnel."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from famsim.model.compiling import rule
from famsim.model.counts import N_COUNTS, N_LIFE_COUNTS, N_STAGES
from famsim.model.family import FAMILY
from famsim.model.identity import N_CELLS
from famsim.model.luck import LUCK_MONTHS
from famsim.model.policy import MAX_OFFERS
from famsim.model.records import Family

WORD = np.uint32().itemsize  # records are compared and copied word by word: the compiler copies a record byte by byte
WORDS = FAMILY.itemsize // WORD
CALL_MONTHS = LUCK_MONTHS  # at most: there is luck for no more
CENSUS = np.dtype(
    [
        ("families", np.int64),  # rows of the array in use
        ("accounts", np.int64),  # rows of the account book in use
        ("held", np.int64, (MAX_OFFERS,)),  # places that nobody waited for last month, one an offer at most
        ("waiting", np.int64),  # rows of the list of families who live month by month together
    ]
)


NO_SLOT, NOT_HERE = -1, -1
# what one month of life added to a family's account, kept for those who live apart under some strategy
KEPT = np.dtype([("counts", np.int32, (N_LIFE_COUNTS,)), ("couple_month", np.int32)])

# what a call's months of life add to one group's tallies: here they lie side by side, there as far from each other as a
# month of all groups is long
SHEET = np.dtype((np.record, [("counts", np.int64, (CALL_MONTHS, N_LIFE_COUNTS))]))

# a count of support of one month of a family that is not lived apart
LOGGED = np.dtype(
    [
        ("account", np.int32),
        ("amount", np.int32),
        ("strategy", np.int16),
        ("row", np.int16),  # of the book: the month less 1
        ("what", np.int16),
        ("pad_logged", np.int16),
    ]
)
# a talk that a family was noticed for, if a place can be had
# what is foreseen of a talk: no place, a place, or no place and another offer for which staff see the family too
NOT_HELD, HELD, ELSEWHERE = 0, 1, 2
TALK = np.dtype(
    [
        ("slot", np.int32),
        ("strategy", np.int16),
        ("m", np.int16),  # which of the call's months
        ("offer", np.int16),
        ("place", np.int16),  # its class in the queue
        ("held", np.int16),  # what is foreseen of it: NOT_HELD, HELD or ELSEWHERE
        ("to_be_had", np.int16),  # by what place is foreseen (model.policy.SOON)
    ]
)
# how far a call is, and how much of its arrays is in use
TURN = np.dtype(
    [
        ("row", np.int64),  # the first whose turn is still to come
        ("m", np.int64),  # the call's month from which rows not lived yet are lived: that of their entry
        ("arrived", np.int64),  # months whose arrivals have entered
        ("together", np.int64),  # months that those on the list have lived
        ("lived", np.int64),  # families since the call was made; one that lives with others counts each month
        ("most", np.int64),  # of them, before it is to be made again; 0: FAMILIES_A_CALL (famsim.engine.beside)
        ("slots", np.int64),
        ("logged", np.int64),
        ("talks", np.int64),
    ]
)
# what the months that one family has lived bring to every strategy; months are a bit each, the first lived the lowest
YEAR = np.dtype(
    [
        ("turn", np.int64),  # families that have been looked at, this one too: marks what is found of it
        ("here", np.int64),  # months in which the family is in the area, or about to be
        ("ends", np.int64),  # its couple parted
        ("begins", np.int64),  # it became one with a new partner
        ("doors_known", np.int64),  # 1 = it is known at which doors it may be
    ]
)


class State(NamedTuple):
    """Arrays of one run; the engine writes into them in place.

    `months` is the calendar length of the book: month m of the scenario (1, 2, ...) is its row m - 1.
    """

    families: np.recarray  # (capacity,) FAMILY
    census: np.recarray  # (1,) CENSUS
    accounts: NDArray[np.int32]  # (accounts, N_COUNTS): one row a family counted
    account_ids: NDArray[np.int64]  # (accounts,): whose row it is
    account_cells: NDArray[np.int16]  # (accounts,): its group
    couple_months: NDArray[np.int32]  # (accounts, months): what each month was for a couple (famsim.model.couple_month)
    unions: NDArray[np.int16]  # (accounts, 2): number and first month of the first union in or after month 0; 0: none
    tallies: NDArray[np.int64]  # (months, groups, N_COUNTS): N_CELLS groups, or as many as a run's own cells tell apart
    funnel: NDArray[np.int64]  # (months, MAX_OFFERS, N_STAGES)
    waiting: NDArray[np.int64]  # (capacity,): rows of families who have stood in a queue this call, in order of id
    since: NDArray[np.int64]  # (capacity,): from which of the call's months
    slots: NDArray[np.int32]  # (accounts,): where a family's months are kept in `kept`, or NO_SLOT; empty: for nobody
    kept: np.recarray  # (slots, CALL_MONTHS) KEPT: what the call's months added to the book


class Timetable(NamedTuple):
    """What the months of one call bring from outside: row m is the call's m-th month."""

    first_month: int  # calendar month of the call's first
    months: int  # at most CALL_MONTHS, inside one calendar year
    seed: np.uint64
    economy: NDArray[np.float64]  # (months, 3): multipliers of job loss, job finding and arrears
    arrivals: NDArray[np.int64]  # (families,): ids of the families that enter, in order
    arrivals_from: NDArray[np.int64]  # (months + 1,): where each month's arrivals begin
    places: NDArray[np.int64]  # (months, MAX_OFFERS): places that come up
    pace: NDArray[np.float64]  # (MAX_OFFERS,): places a month of each offer, in the families simulated


@rule
def month_of(family: Family, timetable: Timetable, m: int) -> tuple[int, int, np.uint64, bool, float, float, float]:
    """Return the call's m-th month as one family lives it: the fields of a Now, up to its luck."""
    month, economy = timetable.first_month + m, timetable.economy
    return family.family_id, month, timetable.seed, month > 0, economy[m, 0], economy[m, 1], economy[m, 2]


def words_of(records: NDArray[Any]) -> NDArray[np.uint32]:
    """Return the memory of some records as words, (..., words) uint32, a view."""
    plain = records.view(np.ndarray)
    return plain.view(np.uint32).reshape(*plain.shape, plain.itemsize // WORD)


def as_bytes(families: NDArray[Any]) -> NDArray[np.void]:
    """Return families as plain bytes, a view: they are moved as such, because field by field is slow."""
    bytes_of: NDArray[np.void] = families.view(np.ndarray).view(f"V{FAMILY.itemsize}")
    return bytes_of


@rule
def copy_words(to: NDArray[np.uint32], place: int, source: NDArray[np.uint32], row: int) -> None:
    """Copy a family's record, by its words."""
    for word in range(WORDS):
        to[place, word] = source[row, word]


def empty_state(capacity: int, months: int, accounts: int) -> State:
    """Return a state with no family in it."""
    return State(
        families=np.zeros(capacity, FAMILY).view(np.recarray),
        census=np.zeros(1, CENSUS).view(np.recarray),
        accounts=np.zeros((accounts, N_COUNTS), np.int32),
        account_ids=np.zeros(accounts, np.int64),
        account_cells=np.zeros(accounts, np.int16),
        couple_months=np.zeros((accounts, months), np.int32),
        unions=np.zeros((accounts, 2), np.int16),
        tallies=np.zeros((months, N_CELLS, N_COUNTS), np.int64),
        funnel=np.zeros((months, MAX_OFFERS, N_STAGES), np.int64),
        waiting=np.zeros(capacity, np.int64),
        since=np.zeros(capacity, np.int64),
        slots=np.zeros(0, np.int32),
        kept=np.zeros((0, CALL_MONTHS), KEPT).view(np.recarray),
    )


def with_book(state: State, months: int, accounts: int) -> State:
    """Return the state with an empty account book for so many months and families."""
    book = empty_state(0, months, accounts)
    return book._replace(families=state.families, census=state.census, waiting=state.waiting, since=state.since)


def copy_of(state: State) -> State:
    """Return a copy that shares nothing."""
    return State._make(part.copy() for part in state)
