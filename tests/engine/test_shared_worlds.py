"""Plain Python and the compiled kernel live 35 worlds (long: 200) of families sharing places alike."""

import numpy as np
import pytest

from famsim.areas import find_area
from famsim.evidence import draw, the_register
from famsim.model.counts import N_COUNTS, Count
from famsim.model.family import FAMILY, WAITING
from famsim.population.parameters import parameters

WORLDS, DRAWS = [35, pytest.param(200, marks=pytest.mark.long)], 10


@pytest.fixture(scope="module", params=WORLDS)
def worlds(small, small_worlds, request):
    """Families (worlds, 5), how many of them live, and parameters: drawn evidence, one place a month and offer."""
    luck, number = np.random.default_rng(20240602), request.param
    register, area = the_register(), find_area("newcastle-upon-tyne")
    drawn = np.concatenate([parameters(draw(register, number, 1), area) for number in range(DRAWS)])
    p = drawn[luck.integers(DRAWS, size=number)].view(np.recarray)
    p.area["first_conceptions"] = 0.0
    sizes = luck.choice((3, 4, 5), number, p=(0.8, 0.1, 0.1))
    settled = small.settled(1500, 0, 7, 1).families
    families = np.zeros((number, small_worlds.AT_MOST), FAMILY).view(np.recarray)
    for w, size in enumerate(sizes):
        families[w, :size] = settled[np.sort(luck.choice(len(settled), size, replace=False))]
        small_worlds.few_places(p[w], luck)
        small_worlds.few_families(families[w, :size], p[w], luck)
    return families, sizes, p


@pytest.fixture(scope="module")
def slow(small_worlds, worlds, in_plain_python, tmp_path_factory):
    """What each month comes to in plain Python: families and books."""
    folder, (families, sizes, p) = tmp_path_factory.mktemp("slow"), worlds
    raw = small_worlds.raw
    np.savez(folder / "start.npz", families=raw(families), parameters=raw(p), sizes=sizes)
    in_plain_python("small_worlds.py", folder / "start.npz", folder / "end.npz")
    with np.load(folder / "end.npz") as plain:
        return plain["families"].view(FAMILY), plain["book"]


def two_engines_share_alike(small_worlds, worlds, slow, tamper=None):
    """Every field of every family and every sum of the book, as each of twelve months ends."""
    families, sizes, p = (array.copy() for array in worlds)
    if tamper is not None:
        tamper(families, p)
    lives, books = small_worlds.live_shared(families, sizes, p)
    slow_lives, slow_books = slow
    for month in range(small_worlds.SHARED_MONTHS):
        for name in FAMILY.names:
            ours, theirs = lives[name][:, month], slow_lives[name][:, month]
            unlike = [w for w in range(len(sizes)) if ours[w].tobytes() != theirs[w].tobytes()]
            assert not unlike, f"month {month + 1}: {name} in worlds {unlike[:5]}"
        np.testing.assert_array_equal(books[:, month], slow_books[:, month], f"month {month + 1}")


def test_two_engines_live_worlds_of_shared_places_alike(small_worlds, worlds, slow):
    two_engines_share_alike(small_worlds, worlds, slow)


def test_places_are_fought_over(worlds, slow):
    """Sharing of what nobody lacks would prove nothing: in most worlds some wait on while another is given a place."""
    lives, books = slow
    placed = np.diff(books[:, :, N_COUNTS + Count.PLACED], axis=1, prepend=0) > 0
    waiting = (lives["help_stage"] == WAITING).any(axis=2)
    assert (placed & waiting).any(axis=1).sum() > len(lives) / 2
    assert books[:, -1, N_COUNTS + Count.PLACED].sum() > 2 * len(lives)


def nudged(families, p):
    """Plant a fault: one parameter of one engine is 1e-12 of itself higher."""
    p.stress["arrears"] *= 1 + 1e-12


def served_in_another_order(families, p):
    """Plant a fault: in one engine who is most deprived or least happy comes first, or nobody does."""
    p.policy["offers"]["priority"] = (p.policy["offers"]["priority"] + 1) % 3


@pytest.mark.parametrize("fault", [nudged, served_in_another_order])
def test_the_check_sees_its_fault(small_worlds, worlds, slow, fault):
    """Two engines that differ in one parameter or in who is served first, and the check must fail."""
    with pytest.raises(AssertionError):
        two_engines_share_alike(small_worlds, worlds, slow, fault)
