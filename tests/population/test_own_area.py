"""An area with figures that do not ship is solved once and kept, and lives by the figures that it was given."""

import pytest

from famsim.areas import NEWEST, as_of, find_area
from famsim.population import Starts, world_of
from famsim.population.keep import is_kept
from famsim.population.settling import margins
from famsim.population.start import about_area
from famsim.scenario import parse_scenario

TEXT = """
[scenario]
name = "blackpool"
question = "?"
area = "blackpool"
months = 12
[area]
{area}
[[strategy]]
name = "nothing"
"""


def settled(area):
    """Return the world of an [area] table, and its families at month 0."""
    world = world_of(parse_scenario(TEXT.format(area=area)))
    return world, Starts(world).start(0, 1)


@pytest.mark.parametrize(
    "area", ['vintage = "newest"', "families = 15500\nlone_share = 0.35\ninfants = 1420"], ids=["newest", "own"]
)
def test_families_live_by_the_figures_that_are_given(area):
    """Families within a twentieth, lone parents within 3 points, infants a year within an eighth: one small area."""
    world, run = settled(area)
    found = margins(run)
    assert found.families == pytest.approx(world.area.families, rel=0.05)
    assert found.lone == pytest.approx(world.area.lone_share, abs=0.03)
    assert found.births == pytest.approx(world.area.infants, rel=0.125)
    assert is_kept(about_area(world.area, {}))


def test_figures_that_do_not_ship_have_a_name_of_their_own():
    """What is kept of one vintage is never taken for another."""
    blackpool = find_area("blackpool")
    assert about_area(blackpool, {}).file != about_area(as_of(blackpool, NEWEST), {}).file
    assert world_of(parse_scenario(TEXT.format(area='vintage = "newest"'))).area == as_of(blackpool, NEWEST)


def test_draws_differ_by_what_is_not_known_of_unemployment():
    """A stand-in that is widened is drawn, so that the intervals hold it."""
    world, _ = settled("families = 15500\nlone_share = 0.35\ninfants = 1420")
    starts = Starts(world)
    rates = [float(starts.parameters(number)[0].area.unemployed[0]) for number in (0, 1, 2)]
    assert len(set(rates)) == 3
