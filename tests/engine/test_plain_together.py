"""In plain Python too strategies beside one life are what each is by itself; a planted fault is seen."""

import numpy as np
import pytest

from famsim.areas import find_area
from famsim.evidence import central, the_register
from famsim.model.family import FAMILY, NEVER
from famsim.population.parameters import parameters

FAMILIES, MONTHS, STRATEGIES = 8, 13, 2
WATCHED = 40  # families whose months are looked at one by one


@pytest.fixture(scope="module")
def lived(small, small_worlds, in_plain_python, tmp_path_factory):
    """Return what lives some families under no strategy and two odd ones in plain Python, and what came of them."""
    luck, folder = np.random.default_rng(24), tmp_path_factory.mktemp("plain")
    p = np.concatenate(
        [parameters(central(the_register()), find_area("newcastle-upon-tyne")) for _ in range(STRATEGIES)]
    )
    p = p.view(np.recarray)
    for one in p[1:]:
        small_worlds.few_places(one, luck)
    everyone = small.settled(1500, 0, 7, 1).families

    def live(*planted, families=FAMILIES):
        raw = {"families": small_worlds.raw(everyone[:families]), "parameters": small_worlds.raw(p)}
        np.savez(folder / "start.npz", months=MONTHS, **raw)
        in_plain_python("plain_together.py", folder / "start.npz", folder / "end.npz", *planted)
        with np.load(folder / "end.npz") as end:
            return dict(end)

    return live


def unlike(found):
    """Return what differs between a strategy together and by itself."""
    pairs = [(name, name.replace(" together", " alone")) for name in found if name.endswith(" together")]
    return [one for one, other in pairs if not np.array_equal(found[one], found[other])]


def test_plain_python_lives_them_together_as_apart(lived):
    found = lived()
    assert unlike(found) == []
    assert not np.array_equal(found["0 families alone"], found["1 families alone"]), "nothing to tell apart"


def test_a_refusal_that_weighs_on_a_family_is_seen(lived):
    """The planted fault: support writes into life, where no strategy's forks follow."""
    found = lived("refusals")
    asked = found["1 families alone"].view(FAMILY)
    assert ((asked["refused_month"].max(axis=-1) != NEVER) & (asked["joined_month"] == NEVER)).any(), (
        "nobody refuses at once"
    )
    assert unlike(found)


@pytest.mark.parametrize("passed_over", ["doors", "rows", "begins", "moved"])
def test_months_that_are_passed_over_are_seen(lived, passed_over):
    """The planted fault: a month in which a strategy would have acted is not looked at."""
    assert unlike(lived(passed_over))


def test_where_a_month_is_passed_over_nobody_would_come_for_support(lived):
    """What is named may be more than what the rules need, never less: they are run on a copy in all other months.

    Months in which a couple parts or begins are named by themselves: see `moved` and the policies lived together.
    """
    found = lived("watched", families=WATCHED)
    assert found["passed_over"] > 500
    assert found["something_to_do"] == 0


@pytest.mark.parametrize("passed_over", ["doors", "rows", "begins"])
def test_a_month_that_should_have_been_named_is_told(lived, passed_over):
    """The planted fault, seen where it is made, whatever it leads to."""
    assert lived("watched", passed_over)["something_to_do"] > 0
