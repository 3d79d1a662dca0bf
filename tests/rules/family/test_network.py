"""Support from others heals with time and loses to partings, moves and illness."""

import pytest

from famsim.model.family import APART
from famsim.population.trial_samples import carry
from famsim.rules.family.network import network_moves, supported

MONTH = 120


@pytest.fixture
def still(p):
    """Return parameters under which nothing is lost and nobody moves."""
    p.network.carry, p.network.moves_house = carry(24.0), 0.0
    p.network.lost_at_move = p.network.lost_at_parting = p.network.lost_when_ill = 0.0
    return p


def test_half_of_what_was_lost_is_back_after_a_half_life(family, still, now):
    one = family(support=0.3, support_moved=-0.8)
    for month in range(24):
        network_moves(one, now(month), still)
    assert supported(one) == pytest.approx(0.3 - 0.4)


@pytest.mark.parametrize(
    ("figure", "given", "lost"),
    [
        ("lost_at_parting", {"status": APART, "parted_month": MONTH - 1}, 0.4),
        ("lost_at_parting", {"status": APART, "parted_month": MONTH - 2}, 0.0),
        ("lost_at_move", {}, 0.4),
    ],
)
def test_a_parting_and_a_move_take_some_once(family, still, now, figure, given, lost):
    """By construction: everybody moves, or a couple has parted last month; .4 is lost in that month alone."""
    still.network[figure], still.network.moves_house = 0.4, 1.0
    one = family(**given)
    network_moves(one, now(MONTH), still)
    assert supported(one) == pytest.approx(-lost)


def test_illness_holds_it_down_while_it_lasts(family, still, now):
    """Worked by hand: two ill parents at home settle at -2 x .2, one alone at -.2."""
    still.network.lost_when_ill = 0.2
    couple = family(mother={"ill": 1}, other={"ill": 1})
    alone = family(status=APART, mother={"ill": 1}, other={"ill": 1})
    for month in range(1000):
        for one in (couple, alone):
            network_moves(one, now(month), still)
    assert (supported(couple), supported(alone)) == pytest.approx((-0.4, -0.2))


def test_with_its_figures_at_0_support_is_what_is_lasting(family, still, now):
    """The switch: to the bit."""
    one = family(status=APART, support=0.7, parted_month=MONTH - 1, mother={"ill": 1})
    network_moves(one, now(MONTH), still)
    assert supported(one) == 0.7
