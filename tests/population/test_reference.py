"""What is solved on England, one step at a time on families made by hand."""

import numpy as np
import pytest

from famsim.model.family import FAMILY
from famsim.population.reference import (
    adjust_children,
    adjust_distress,
    adjust_onset,
    adjust_traits,
    are_scored,
    odds_ratio,
    set_solved,
    solved_values,
)

COUPLES = np.array([True, True, True, False])
CHILDREN = np.array([3, 1, 2, 4])


@pytest.fixture
def families():
    """Return four: mothers of 3 and of 4 children distressed; of the couples' other parents, the father of 1."""
    found = np.zeros(4, FAMILY).view(np.recarray)
    found["mother"]["distressed"], found["other"]["distressed"] = [1, 0, 0, 1], [0, 1, 0, 1]
    return found


def test_prevalence_is_by_child_as_the_surveys_is(families, p):
    """By hand: 7 of 10 children have a distressed mother, 1 of 6 of couples' children a distressed other parent."""
    p.mother.prevalence, p.other.prevalence, before = 0.7, 1 / 6, p.copy()
    adjust_distress(families, COUPLES, CHILDREN, p, 1.0)
    assert p.mother.recovery == pytest.approx(before.mother.recovery)
    assert p.other.recovery == pytest.approx(before.other.recovery)


def test_recovery_is_moved_by_the_odds(families, p):
    """By hand: too many distressed mothers recover faster, too few other parents slower."""
    p.mother.prevalence, p.other.prevalence, before = 0.5, 0.5, p.copy()
    adjust_distress(families, COUPLES, CHILDREN, p, 1.0)
    assert p.mother.recovery / before.mother.recovery == pytest.approx((7 / 3) ** 0.7)
    assert p.other.recovery / before.other.recovery == pytest.approx((1 / 5) ** 0.7)
    assert odds_ratio(0.7, 0.5) == pytest.approx(7 / 3)


def test_leans_to_distress_are_centred_on_parents_who_are_not_in_an_episode(families, p):
    """By hand: two mothers are at risk, leaning by log 2 and log 4; half the way to log 3 in a step of a half.

    At 0 the figure takes nothing off.
    """
    families["mother"]["proneness"], families["other"]["proneness"] = [9.0, np.log(2), np.log(4), 9.0], 0.0
    p.distress.by_proneness, p.distress.by_quality, p.distress.by_support, p.history.log_onset = 1.0, 0.0, 0.0, 0.0
    p.mother.onset_centre = p.other.onset_centre = 0.0
    adjust_onset(families, p, 0.5)
    assert p.mother.onset_centre == pytest.approx(np.log(3) / 2)
    assert p.other.onset_centre == 0.0
    p.distress.centred = 0.0
    adjust_onset(families, p, 1.0)
    assert p.mother.onset_centre == 0.0


def test_the_lasting_part_keeps_its_mean_and_variance(p):
    """By hand: what it goes with has mean 3 and variance .36, so .64 is left to the child, whose weight is .8."""
    p.children.trait_usual, p.children.trait_own = 0.0, 1.0
    adjust_traits(np.array([2.4, 3.6]), p, 1.0)
    assert (p.children.trait_usual, p.children.trait_own) == pytest.approx((3.0, 0.8))
    adjust_traits(np.zeros(3), p, 1.0)
    assert (p.children.trait_usual, p.children.trait_own) == (0.0, 1.0)


def test_the_changing_part_gives_up_what_it_shares_with_the_lasting_one(p):
    """By hand: states of variance .25 that share .05 twice with the lasting part must lose .1 of their variance."""
    p.children.state_sd, p.children.carry, p.children.shock_sd = 0.5, 0.0, 0.5
    adjust_children(np.array([-0.5, 0.5]), np.array([-0.1, 0.1]), p, 1.0)
    assert p.children.shock_sd == pytest.approx(np.sqrt(0.15))


def test_solved_constants_go_in_where_they_came_out(p):
    """A round trip: each constant, none of the same size, comes back as itself to twelve digits."""
    p.mother.recovery, p.other.recovery = 0.11, 0.23
    before = solved_values(p)
    assert before[2:4] == pytest.approx(np.log([0.11, 0.23]))
    set_solved(p, before)
    assert solved_values(p) == pytest.approx(before, rel=1e-10)
    assert (p.mother.recovery, p.other.recovery) == pytest.approx((0.11, 0.23))


def test_children_are_scored_between_the_ages_that_the_register_says(p):
    """Scores are norms of ages 4 to 16; a scenario that moves the ages moves whom England is solved on."""
    ages = np.array([47, 48, 203, 204])
    assert list(are_scored(ages, p)) == [False, True, True, False]
    p.measure.sdq_from, p.measure.sdq_to = 3.0, 16.0
    assert list(are_scored(ages, p)) == [True, True, False, False]
