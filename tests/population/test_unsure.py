"""Every figure of an area that is not known well widens what it enters: drawn in its range, and lived by."""

from dataclasses import replace
from math import log

import numpy as np
import pytest

from famsim.areas import DRAWN, NEWEST, OwnFigures, as_of, find_area, with_own
from famsim.areas.deciles import mean_of, tilt_between
from famsim.population.draws import Starts
from famsim.population.settling import margins
from famsim.population.start import World
from famsim.population.unsure import IN_THE_STOCK, area_in_draw, is_made_otherwise

RUTLAND = find_area("rutland")
ROOMY = replace(RUTLAND, families=40_000, infants=4_000)  # whose births its families can have in every draw
MANY = 2_000


def moved(figure, area, drawn):
    """Return by how much a draw has moved a figure, as a log."""
    before, after = getattr(area, figure), getattr(drawn, figure)
    return tilt_between(before, after) if figure == "infants_by_decile" else log(after / before)


@pytest.mark.parametrize("figure", DRAWN)
def test_a_figure_that_is_widened_is_drawn_within_its_width_and_no_other_is(figure):
    """Closed form: 95% of a log-normal within its factor. Of 2,000 draws a width 4% off would be seen."""
    area = replace(ROOMY, widen={figure: 1.2})
    draws = [area_in_draw(area, number) for number in range(1, MANY + 1)]
    assert all(getattr(one, other) == getattr(area, other) for one in draws for other in DRAWN if other != figure)
    found = np.array([moved(figure, area, one) for one in draws])
    assert found.std() == pytest.approx(log(1.2) / 1.96, rel=0.06)
    assert abs(found.mean()) < 4.0 * found.std() / MANY**0.5
    assert area_in_draw(area, 0) == area


def test_figures_are_drawn_each_on_luck_of_its_own():
    """By definition: no two of them move together. Correlations of 2,000 draws are within 0.1 by chance."""
    area = replace(ROOMY, widen=dict.fromkeys(DRAWN, 1.1))
    draws = [area_in_draw(area, number) for number in range(1, MANY + 1)]
    rows = np.array([[moved(figure, area, one) for figure in DRAWN] for one in draws])
    assert np.abs(np.corrcoef(rows.T) - np.eye(len(DRAWN))).max() < 0.1


@pytest.mark.parametrize(
    ("area", "figures"),
    [
        (as_of(RUTLAND, NEWEST), {"families", "lone_share", "cohabiting_share", "unemployment"}),
        (as_of(find_area("cumberland"), NEWEST), {"families", "infants", "lone_share", "cohabiting_share"}),
        (with_own(RUTLAND, OwnFigures(lone_share=0.2)), set(DRAWN) - {"lone_share"}),
        (with_own(RUTLAND, OwnFigures(infants=90, part=True)), set(DRAWN) - {"infants"}),
    ],
    ids=["newest", "newest, some missing", "one own figure", "a part"],
)
def test_what_is_older_missing_or_from_elsewhere_is_widened_and_so_drawn(area, figures):
    """By name: each of them, and each differs from draw to draw."""
    assert figures <= set(area.widen)
    one, other = area_in_draw(area, 1), area_in_draw(area, 2)
    assert {figure for figure in figures if getattr(one, figure) == getattr(other, figure)} <= {"families"}


def test_what_is_published_as_of_the_vintage_is_as_it_was():
    """Nothing is drawn, and no stock made for a draw, where every figure is known."""
    assert not RUTLAND.widen and area_in_draw(RUTLAND, 7) is RUTLAND and not is_made_otherwise(RUTLAND)
    assert not is_made_otherwise(replace(RUTLAND, widen={"unemployment": 1.5}))  # years do not make it


def lived_by(area, number):
    """Return a draw's margins, and where its families live, five years before month 0."""
    run = Starts(World(area, {}, 1))._stock_of(number, 1)
    found, families = margins(run), run.families
    deprived = float((families.decile <= 2).mean())
    return {
        "families": found.families,
        "infants": found.births / found.families,
        "lone_share": found.lone,
        "cohabiting_share": found.cohabiting_at_birth,
        "infants_by_decile": deprived,
    }


@pytest.fixture(scope="module")
def as_it_is():
    """Return how the families of a small place live by figures that are known."""
    place = replace(find_area("rutland"), infants_by_decile=(0.1,) * 10)
    return place, lived_by(place, 0)


@pytest.mark.parametrize("figure", IN_THE_STOCK)
def test_families_of_a_draw_live_by_what_it_has_drawn(figure, as_it_is):
    """Lived, a place of 3,900 families: what a draw moves is moved in them, by a third of it at least, the same way."""
    place, before = as_it_is
    area = replace(place, widen={figure: {"families": 1.3, "infants": 1.25}.get(figure, 2.0)})
    number = max((1, 2, 3, 4), key=lambda one: abs(moved(figure, area, area_in_draw(area, one))))
    drawn, found = area_in_draw(area, number), lived_by(area, number)
    if figure == "infants_by_decile":
        assert (found[figure] - before[figure]) * (mean_of(drawn.infants_by_decile) - mean_of((0.1,) * 10)) > 0
        assert abs(found[figure] - before[figure]) > abs(sum(drawn.infants_by_decile[:2]) - 0.2) / 3
    else:
        assert log(found[figure] / before[figure]) / moved(figure, area, drawn) > 1 / 3
