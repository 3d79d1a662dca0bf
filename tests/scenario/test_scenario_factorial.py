"""The 2x2x2: eight strategies that are one are seen to be, and nothing else is; the effects add up to the cells."""

from itertools import pairwise

import numpy as np
import pytest

from famsim.errors import ScenarioError
from famsim.scenario import DESIGNS, LEVERS, cells_of, commented_design, effects, parse_scenario, pointless, signs
from famsim.scenario.factorial import all_levers, called

EVERYTHING = frozenset(LEVERS)


@pytest.fixture(scope="module", params=DESIGNS)
def text(request):
    """Return what `init` writes of each design."""
    return commented_design("newcastle-upon-tyne", request.param)


def test_what_init_writes_is_a_design_in_which_each_lever_can_act(text):
    scenario = parse_scenario(text)
    cells = cells_of(scenario.strategies)
    assert list(cells) == list(all_levers()) and set(cells.values()) == {one.name for one in scenario.strategies}
    assert cells[frozenset()] == scenario.strategies[0].name
    assert all(any(offer.usual for offer in one.offers) for one in scenario.strategies)
    assert all("no effect of a single session has been shown" in what for what in pointless(scenario))
    full = next(one for one in scenario.strategies if one.name == cells[EVERYTHING])
    doors = {door for offer in full.offers if offer.usual for door in offer.found}
    assert doors & set(full.staff_trained), "training alone leads to no usual service"
    usual = {offer.programme for offer in full.offers if offer.usual}
    assert usual & {pathway.to for pathway in full.pathways}, "a pathway alone leads to no usual service"


def test_init_scales_the_places_of_a_design():
    """By hand: Leeds has 86,691 families and Newcastle 30,170, so 6 places here are 17.2 there."""
    first = [
        parse_scenario(commented_design(area, "2x2x2")).strategies[-1].offers[0]
        for area in ("newcastle-upon-tyne", "leeds")
    ]
    assert [one.places_a_month for one in first] == [6.0, 17.2]


def test_country_wide_places_are_shared_out():
    scenario = parse_scenario(commented_design("england", "2x2x2-intensive"))
    assert all(offer.shared_by for one in scenario.strategies for offer in one.offers)
    assert cells_of(scenario.strategies)


@pytest.mark.parametrize(
    "change",
    [
        ("works = 0.8", "works = 0.7"),  # another pathway under one strategy
        ("places_a_month = 6.0", "places_a_month = 5.0"),
        ("childrens_centre = 0.4", "childrens_centre = 0.5"),
        ('name = "as now"', 'name = "as now"\nstaff_trained = { gp = 0.1 }'),
        ("data_shared = true", "data_shared = true\nwaits_shortened = 0.1"),
    ],
)
def test_eight_strategies_that_differ_otherwise_are_none(change):
    text = commented_design("newcastle-upon-tyne", "2x2x2")
    assert cells_of(parse_scenario(text).strategies)
    assert cells_of(parse_scenario(text.replace(*change, 1)).strategies) is None


def test_seven_of_the_eight_are_none():
    strategies = parse_scenario(commented_design("newcastle-upon-tyne", "2x2x2")).strategies
    assert cells_of(strategies[:-1]) is None and cells_of(()) is None


def test_effects_of_all_subsets_add_up_to_each_cell():
    """By hand: y(S) - y(0) is the sum of the effects of the parts of S; of all three it is the factorial sum."""
    rng = np.random.default_rng(1)
    for scale in (1.0, 1e-6, 1e9):
        y = {cell: float(scale * rng.normal()) for cell in all_levers()}
        effect = {one: sum(sign * y[cell] for cell, sign in signs(one).items()) for one in effects()}
        for cell in all_levers():
            whole = y[frozenset()] + sum(effect[one] for one in effects() if one <= cell)
            assert whole == pytest.approx(y[cell], rel=1e-12, abs=1e-12 * scale)
        staff, couples, system = ({one} for one in LEVERS)
        three = y[EVERYTHING] - y[frozenset(staff | couples)] - y[frozenset(staff | system)]
        three += -y[frozenset(couples | system)] + y[frozenset(staff)] + y[frozenset(couples)] + y[frozenset(system)]
        assert effect[EVERYTHING] == pytest.approx(three - y[frozenset()], rel=1e-12, abs=1e-12 * scale)


def test_effects_are_called_by_their_levers():
    assert [called(one) for one in effects()][-1] == " x ".join(LEVERS)
    assert all(len(one) <= len(other) for one, other in pairwise(effects()))


def test_a_misspelt_design_names_the_nearest():
    with pytest.raises(ScenarioError, match=r"--design.*2x2x2-at-risk"):
        commented_design("newcastle-upon-tyne", "2x2x2-at-risks")
