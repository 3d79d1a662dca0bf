"""Whoever runs it, the story is the same to the bit."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from famsim.engine.run import Run
from famsim.engine.state import empty_state
from famsim.model.counts import Count
from famsim.model.family import COHABITING, LEFT, MARRIED, NEVER, WAITING


@pytest.fixture
def lived(small):
    """A small area that has lived from month -24 to month 36, in calls of up to a year."""

    def live(**kinds):
        run = small.small_area(**kinds)
        run.advance(60)
        return run

    return live


def unlimited(run):
    """Let every offer of a run have places for all who ask."""
    run.p[0].policy.offers["limited"] = 0
    return run


def closed(run):
    """Let nobody enter the area of a run any more."""
    run.p[0].area.first_conceptions = 0.0
    return run


def test_the_small_area_lives_through_all_that_these_tests_are_about(small):
    """Identity of runs in which nothing happens would prove nothing."""
    run = small.small_area()
    first, room = set(run.families.family_id), run.state.families.size
    queues, held, gone = [], [], 0
    for _ in range(60):
        run.advance(1)
        queues.append(int((run.families.help_stage == WAITING).sum()))
        held.append(int(run.state.census[0].held[0]))
        gone += int((run.families.status == LEFT).sum())
    counted = run.state.accounts.sum(axis=0)
    assert set(run.families.family_id) - first and first - set(run.families.family_id) and gone
    assert np.count_nonzero(queues) > 24
    assert (np.diff(held) < 0).any(), "no place held over was taken"
    assert run.state.families.size > room
    for what in ("LOSSES", "BIRTHS", "STARTED", "COMPLETED", "LEFT_QUEUE", "PENCE"):
        assert counted[Count[what]] > 0, what


@pytest.fixture(scope="module")
def plain(small, in_plain_python, tmp_path_factory):
    """About fifty families, 36 months across month 0, places and entrants; overflow is an error."""
    folder = tmp_path_factory.mktemp("plain")
    small.keep(small.small_area(40, start=-6, end=30), folder / "start.npz")
    in_plain_python("small_area.py", folder / "start.npz", folder / "end.npz", 36, "engine")
    return folder


def compiled_code_gives_the_same_bytes(small, plain, tamper=None):
    """All that a run remembers, its book too."""
    compiled = small.take_up(plain / "start.npz")
    if tamper is not None:
        tamper(compiled)
    compiled.advance(36)
    assert compiled.state.accounts[:, Count.STARTED].sum() > 0
    assert small.contents(compiled) == small.contents(small.take_up(plain / "end.npz"))


def test_plain_python_and_compiled_code_give_the_same_bytes(small, plain):
    compiled_code_gives_the_same_bytes(small, plain)


def nudged(run):
    """Plant a fault: one parameter is other in one host, by one part in a million million."""
    run.p[0].stress.arrears *= 1 + 1e-12


@pytest.mark.parametrize("threads", [1, 2])
def test_areas_side_by_side_live_as_they_do_one_after_another(small, lived, threads):
    """Six areas, on one thread and on two."""
    alone = [small.contents(lived(code=code, seed=code)) for code in range(1, 7)]
    with ThreadPoolExecutor(threads) as pool:
        together = list(pool.map(lambda code: small.contents(lived(code=code, seed=code)), range(1, 7)))
    assert together == alone


def test_two_areas_month_by_month_in_turn_live_as_they_do_apart(small, lived):
    """Nothing is shared between areas, so their months may alternate."""
    alone = [small.contents(lived(code=code)) for code in (1, 2)]
    here, there = small.small_area(code=1), small.small_area(code=2)
    for _ in range(60):
        here.advance(1)
        there.advance(1)
    assert [small.contents(here), small.contents(there)] == alone


@pytest.mark.parametrize("size", [1, 5, 7, 24])
def test_calls_of_any_length_give_the_same_bytes(small, lived, size):
    """advance(60) in one go, or in chunks that do or do not end with the year."""
    whole, parts = lived(), small.small_area()
    left = 60
    while left:
        parts.advance(min(size, left))
        left -= min(size, left)
    assert small.contents(parts) == small.contents(whole)


def test_a_run_kept_and_taken_up_again_goes_on_as_if_nothing_had_been(small, lived, tmp_path):
    """For every k: run 60 = run k + save + load + run 60 - k."""
    whole = small.contents(lived())
    for k in range(61):
        run = small.small_area()
        run.advance(k)
        small.keep(run, tmp_path / "kept.npz")
        run = small.take_up(tmp_path / "kept.npz")
        run.advance(60 - k)
        assert small.contents(run) == whole, k


def the_order_of_rows_is_no_familys_luck(small, tamper=None):
    """Shuffled at the start, every family and every sum is the same by id.

    Places have no limit here: equals in a queue are served in the order of the array, which is by id (below).
    """
    sorted_rows, shuffled = unlimited(small.small_area()), unlimited(small.small_area())
    np.random.default_rng(3).shuffle(shuffled.families)
    assert shuffled.families.tobytes() != sorted_rows.families.tobytes(), "nothing was shuffled"
    if tamper is not None:
        tamper(shuffled)
    sorted_rows.advance(60)
    shuffled.advance(60)
    assert small.told(small.story_by_id(shuffled)) == small.told(small.story_by_id(sorted_rows))


def test_the_order_of_rows_is_no_familys_luck(small):
    the_order_of_rows_is_no_familys_luck(small)


def renamed(run):
    """Plant a fault: one family, the newest, has another id and so other luck."""
    run.families.family_id[np.argmax(run.families.family_id)] += 1 << 16


def test_rows_stay_in_order_of_id_so_that_equals_in_a_queue_are_served_by_id(small):
    """Entrants come in at the end, and closing gaps keeps the order."""
    run = small.small_area()
    for _ in range(60):
        run.advance(1)
        assert (np.diff(run.families.family_id) > 0).all()


def nearly_grown_up_and_waiting(run):
    """Put every couple whose youngest turns 18 within the year on the waiting list of the second offer."""
    families = run.families
    age = run.month - families.children["birth_month"].astype(int).max(axis=1)
    couples = (families.status == MARRIED) | (families.status == COHABITING)
    chosen = couples & (age >= 17 * 12) & (families.due_month == NEVER)
    families.help_stage[chosen], families.offer[chosen], families.joined_month[chosen] = WAITING, 1, -12
    run.p[0].policy.offers[1].begins = 1
    return families.family_id[chosen]


def test_who_leaves_the_area_leaves_the_queue_in_calls_of_any_length(small):
    """A family whose youngest turns 18 while it waits takes no place from those who stay."""
    monthly, at_once = (small.small_area(1000, start=0, end=12) for _ in range(2))
    waiting = nearly_grown_up_and_waiting(monthly)
    nearly_grown_up_and_waiting(at_once)
    for _ in range(11):
        monthly.advance(1)
    at_once.advance(11)
    gone = monthly.families[np.isin(monthly.families.family_id, waiting) & (monthly.families.status == LEFT)]
    assert len(gone) > 5
    assert not (gone.help_stage == WAITING).any()
    assert small.contents(monthly) == small.contents(at_once)


def without(run, row):
    """Return a run whose area never had the family in a row."""
    others = np.delete(run.families, row)
    state = empty_state(len(others), *(len(array) for array in (run.state.tallies, run.state.accounts)))
    state.families[:] = others
    state.census[0].families = len(others)
    return Run(state, run.p, run.sample, run.seed, run.month, run.economy)


def test_one_extra_family_changes_nothing_but_its_own_cells(small):
    """1,000 cases: no byte of another family, and sums grow by what the family's own account holds."""
    for seed in range(25):
        start = closed(unlimited(small.small_area(40, start=-3, end=12, seed=seed)))
        rows = np.random.default_rng(seed).permutation(len(start.families))[:40]
        cases = [without(start, row) for row in rows]
        ids = start.families.family_id[rows]
        start.advance(15)
        more = small.story_by_id(start)
        for extra, case in zip(ids, cases, strict=True):
            case.advance(15)
            only_the_extra_differs(more, small.story_by_id(case), extra)


def only_the_extra_differs(more, fewer, extra):
    """Check two stories, one of which has one family more."""
    others = more["families"].family_id != extra
    assert more["families"][others].tobytes() == fewer["families"].tobytes()
    booked = more["ids"] != extra
    for name in ("ids", "cells", "accounts"):
        assert more[name][booked].tobytes() == fewer[name].tobytes()
    grown = (more["tallies"] - fewer["tallies"]).sum(axis=0)
    if (~booked).any():
        cell = more["cells"][~booked][0]
        np.testing.assert_array_equal(grown[cell], more["accounts"][~booked][0])
        grown[cell] = 0
    assert not grown.any()


def the_parts_of_an_area_add_up_to_the_whole(small, parts, lost=0):
    """With no place to share, the parts add up to the whole, and each family lives the same.

    `lost`: families dropped from the last part.
    """
    whole = closed(unlimited(small.small_area()))
    chunks = np.array_split(np.arange(len(whole.families)), parts)
    chunks[-1] = chunks[-1][: len(chunks[-1]) - lost]
    pieces = [without(whole, np.setdiff1d(np.arange(len(whole.families)), rows)) for rows in chunks]
    whole.advance(60)
    for piece in pieces:
        piece.advance(60)
    for name in ("tallies", "funnel"):
        total = sum(getattr(piece.state, name) for piece in pieces)
        np.testing.assert_array_equal(total, getattr(whole.state, name))
    families = np.concatenate([small.story_by_id(piece)["families"] for piece in pieces])
    assert families.tobytes() == small.story_by_id(whole)["families"].tobytes()


@pytest.mark.parametrize("parts", [2, 7, 40])
def test_the_parts_of_an_area_add_up_to_the_whole(small, parts):
    the_parts_of_an_area_add_up_to_the_whole(small, parts)


@pytest.mark.parametrize(
    ("check", "fault"),
    [
        (the_order_of_rows_is_no_familys_luck, {"tamper": renamed}),
        (the_parts_of_an_area_add_up_to_the_whole, {"parts": 7, "lost": 1}),
    ],
)
def test_the_check_sees_its_fault(small, check, fault):
    """One shuffled family has another id, one family is in no part, and the check must fail."""
    with pytest.raises(AssertionError):
        check(small, **fault)


def test_two_hosts_with_unlike_parameters_are_seen(small, plain):
    """One parameter 1e-12 of itself higher in compiled code than in plain Python."""
    with pytest.raises(AssertionError):
        compiled_code_gives_the_same_bytes(small, plain, nudged)


def test_pads_stay_zero(small):
    """No rule writes to a pad."""
    run = small.small_area(end=12)
    run.advance(36)
    families = run.families
    for pads in (families.pad_family, families.mother["pad_parent"], families.other["pad_parent"]):
        assert not pads.any()
    assert not families.children["pad_child"].any()
