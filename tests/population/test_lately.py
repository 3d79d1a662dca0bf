"""The same families under the same figures and luck are not lived again, and nobody can tell but by the clock."""

import numpy as np
import pytest

from famsim.areas import find_area
from famsim.population import draws
from famsim.population.draws import Starts
from famsim.population.lately import Lately, bytes_of
from famsim.population.start import World


@pytest.fixture
def lately(monkeypatch):
    fresh = Lately()
    monkeypatch.setattr(draws, "LATELY", fresh)
    return fresh


def world(seed=1, families=150):
    return World(find_area("newcastle-upon-tyne"), {}, seed=seed, families=families)


def of_figures(hopes):
    """Return the starts of a world in which one figure is another."""
    starts = Starts(world())
    starts.central[0].area.hopes *= hopes
    return starts


def state_of(run):
    return [part.tobytes() for part in run.state], run.month, run.p.tobytes(), run.arrivals_end


def test_a_start_asked_for_again_is_the_same_and_shares_nothing(lately, monkeypatch):
    """The second is not lived; whatever is done to it, the third is as the first was."""
    first = state_of(Starts(world()).start(0, 1))
    monkeypatch.setattr(draws, "burn_in", None)
    again = Starts(world()).start(0, 1)
    assert state_of(again) == first
    again.p.area.hopes[:] = 9.0
    again.families["decile"] = 0
    assert state_of(Starts(world()).start(0, 1)) == first


@pytest.mark.parametrize(
    "other", [lambda: Starts(world(seed=2)), lambda: Starts(world(families=140)), lambda: of_figures(1.5)]
)
def test_other_luck_families_or_figures_are_another_start(lately, other):
    """Each as if nothing had been kept: a key without one of them would hand out the first start."""
    first = state_of(Starts(world()).start(0, 1))
    found = state_of(other().start(0, other().world.seed))
    lately._runs.clear()
    assert state_of(other().start(0, other().world.seed)) == found != first


def test_no_more_is_kept_than_allowed(lately):
    """The one asked for longest ago goes first; one too large by itself is never kept."""
    made = [Starts(world(seed=seed)).start(0, seed) for seed in (1, 2, 3)]
    room = Lately(2 * max(bytes_of(run) for run in made))
    for number in (0, 1, 0, 2):
        room.run((number,), lambda number=number: made[number])
    assert [key for (key,) in room._runs] == [0, 2]
    small = Lately(1)
    assert np.array_equal(small.run(("large",), lambda: made[0]).families, made[0].families)
    assert not small._runs
