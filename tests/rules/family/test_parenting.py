"""Parenting follows what parents live through, and takes off children's difficulties what it did before."""

import pytest

from famsim.model.family import APART
from famsim.rules.family.apart import new_partner_is_someone
from famsim.rules.family.children import push_at_home
from famsim.rules.family.parenting import nurturing, parenting_moves

TROUBLED = {"mother": {"distressed": 1, "capability": 1.0}, "other": {"distressed": 1}, "harmful": 1}


@pytest.fixture
def pushes(p):
    """Set the register's pushes and the shape of parenting by hand."""
    c, way = p.children, p.nurturing
    c.mother_distressed, c.other_distressed, c.harmful_conflict, c.poverty, c.violence = 0.4, 0.2, 0.3, 0.0, 0.0
    way.carry, way.through, way.by_capability, way.by_strain = 0.5, 0.5, 0.1, 0.2
    return p


def test_parenting_goes_half_the_way_in_a_half_life(family, pushes):
    """Worked by hand: mother .1 - .2 x 1 - .5 (.4 + .15) = -.375, other -.2 - .5 (.2 + .15) = -.375; half the way."""
    couple = family(**TROUBLED, strain_short=1.0)
    parenting_moves(couple, pushes)
    assert (couple.mother.parenting, couple.other.parenting) == pytest.approx((-0.1875, -0.1875))


def test_one_parent_at_home_has_the_only_parenting_that_moves(family, pushes):
    alone = family(status=APART, mother={"distressed": 1}, other={"parenting": 0.3, "distressed": 1})
    parenting_moves(alone, pushes)
    assert (alone.mother.parenting, nurturing(alone)) == pytest.approx((-0.1, -0.1))
    assert alone.other.parenting == pytest.approx(0.3)


@pytest.mark.parametrize("through", [0.0, 0.3, 0.9])
@pytest.mark.parametrize("fields", [TROUBLED, {"harmful": 1}, {"status": APART, "mother": {"distressed": 1}}])
def test_what_troubles_children_has_its_whole_effect_however_much_runs_through_parenting(
    family, pushes, fields, through
):
    """The published effect of conflict stays at its size, once parenting has followed."""
    pushes.nurturing.by_capability = pushes.nurturing.by_strain = pushes.nurturing.through = 0.0
    whole = push_at_home(family(**fields), pushes)
    pushes.nurturing.through = through
    couple = family(**fields)
    for _ in range(60):
        parenting_moves(couple, pushes)
    assert push_at_home(couple, pushes) == pytest.approx(whole, abs=1e-6)


def test_with_its_figures_at_0_parenting_stays_as_it_is(family, pushes):
    """The switch: to the bit."""
    pushes.nurturing.by_capability = pushes.nurturing.by_strain = pushes.nurturing.through = 0.0
    couple = family(**TROUBLED, strain_short=1.0)
    parenting_moves(couple, pushes)
    assert couple.mother.parenting == couple.other.parenting == 0.0


def test_a_programmes_parenting_is_felt_at_once(family, pushes):
    assert nurturing(family(eff_parenting=0.2)) == 0.2
    assert push_at_home(family(eff_parenting=0.2), pushes) == push_at_home(family(), pushes) - 0.2


def test_a_new_partner_begins_with_the_usual_parenting(family, pushes, now):
    alone = family(status=APART, other={"parenting": -0.4})
    new_partner_is_someone(alone, now(), pushes)
    assert alone.other.parenting == 0.0
