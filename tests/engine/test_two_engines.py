"""Plain Python, slow and readable, and the compiled kernel live 2,000 unlike worlds alike.

Each day's tests live a sixth of them, another one each day; `python -m pytest -m long tests/engine` lives all.
"""

from datetime import date

import numpy as np
import pytest

from famsim.areas import find_area
from famsim.evidence import draw, the_register
from famsim.model.counts import N_COUNTS, N_STAGES, Count, Stage
from famsim.model.family import FAMILY
from famsim.model.policy import MAX_OFFERS
from famsim.population.parameters import parameters

WORLDS, POLICIES, DRAWS = 2000, 250, 25
SIXTHS = 6


@pytest.fixture(scope="module")
def worlds(small, small_worlds):
    """Families and parameters of every world: settled families pushed about, drawn evidence, any policy."""
    luck = np.random.default_rng(20240601)
    register, area = the_register(), find_area("newcastle-upon-tyne")
    drawn = np.concatenate([parameters(draw(register, number, 1), area) for number in range(DRAWS)])
    p = drawn[luck.integers(DRAWS, size=POLICIES)].view(np.recarray)
    p.area["first_conceptions"] = 0.0
    for parameters_of_one in p:
        small_worlds.any_policy(parameters_of_one, luck)
    families = luck.choice(small.settled(1500, 0, 7, 1).families, WORLDS).view(np.recarray)
    for family in families:
        small_worlds.any_family(family, luck)
    return families, p[luck.integers(POLICIES, size=WORLDS)]


@pytest.fixture(scope="module")
def todays(worlds):
    """Families and parameters of the worlds whose turn it is."""
    return tuple(array[date.today().toordinal() % SIXTHS :: SIXTHS].copy() for array in worlds)


@pytest.fixture(scope="module")
def slowly(small_worlds, in_plain_python, tmp_path_factory):
    """Return what lives worlds in plain Python: families and books."""

    def live(worlds):
        folder = tmp_path_factory.mktemp("slow")
        families, p = (small_worlds.raw(array) for array in worlds)
        np.savez(folder / "start.npz", families=families, parameters=p)
        in_plain_python("small_worlds.py", folder / "start.npz", folder / "end.npz")
        with np.load(folder / "end.npz") as plain:
            return plain["families"].view(FAMILY).view(np.recarray), plain["book"]

    return live


@pytest.fixture(scope="module")
def slow(slowly, todays):
    """What comes of today's worlds in plain Python."""
    return slowly(todays)


def two_engines_live_alike(small_worlds, worlds, slow, tamper=None):
    """Every field of every family, and every count of every book."""
    families, p = (array.copy() for array in worlds)
    if tamper is not None:
        tamper(p)
    book, (slow_families, slow_book) = small_worlds.live_worlds(families, p), slow
    for name in FAMILY.names:
        unlike = [w for w in range(len(families)) if families[name][w].tobytes() != slow_families[name][w].tobytes()]
        assert not unlike, f"{name} in worlds {unlike[:5]}"
    np.testing.assert_array_equal(book, slow_book)


def test_two_engines_live_a_sixth_of_2000_small_worlds_alike(small_worlds, todays, slow):
    assert WORLDS // SIXTHS <= len(todays[0]) <= WORLDS // SIXTHS + 1
    two_engines_live_alike(small_worlds, todays, slow)


@pytest.mark.long
def test_two_engines_live_2000_small_worlds_alike(small_worlds, worlds, slowly):
    two_engines_live_alike(small_worlds, worlds, slowly(worlds))


def test_two_engines_with_unlike_parameters_are_seen(small_worlds, todays, slow):
    """One parameter of one engine is 1e-12 of itself higher, and the check must fail."""

    def nudged(p):
        p.stress["arrears"] *= 1 + 1e-12

    with pytest.raises(AssertionError):
        two_engines_live_alike(small_worlds, todays, slow, nudged)


def test_the_worlds_are_unlike_enough(small_worlds, worlds):
    """What an engine could get wrong happens somewhere: every count and every stage of the funnel."""
    families, p = (array.copy() for array in worlds)
    met = small_worlds.live_worlds(families, p).astype(bool).sum(axis=0)
    assert not [what.name for what in Count if what > 0 and met[what] < 2]
    stages = met[2 * N_COUNTS : 2 * N_COUNTS + MAX_OFFERS * N_STAGES].reshape(MAX_OFFERS, N_STAGES)
    assert not [stage.name for stage in Stage if stages[:, stage].sum() < 2]
