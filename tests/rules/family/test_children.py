"""Children's difficulties: pushes, ages, scores."""

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import nbinom, norm

from famsim.model.counts import Count
from famsim.model.family import APART, BOTH, COERCIVE, MOTHER, NEVER, OTHER_PARENT, SITUATIONAL
from famsim.rules.family.children import (
    chance_of_high_sdq,
    children_live_through,
    contact_is_safe,
    difficulties_move,
    expected_sdq,
    push_at_home,
    push_from_elsewhere,
    push_of_separation,
)
from famsim.rules.family.ledger import note_months_in_harm
from famsim.rules.family.observe import observe_children

MONTH = 120


@pytest.fixture
def c(p):
    """Set round pushes, and no chance."""
    c = p.children
    c.harmful_conflict, c.mother_distressed, c.other_distressed, c.poverty = 0.32, 0.45, 0.25, 0.2
    p.nurturing.through = 0.0  # all of it at once: tests/rules/family/test_parenting.py
    c.violence, c.coparenting, c.risky_contact = 0.48, 0.1, 0.15
    c.separation_young, c.separation_older, c.separation_age = 0.0, 0.1, 7
    c.separation_from_harm, c.shock_sd = 0.0, 0.0
    return c


@pytest.mark.parametrize(
    ("fields", "push"),
    [
        ({}, 0.0),
        ({"harmful": 1}, 0.32),
        ({"mother": {"distressed": 1}}, 0.45),
        ({"other": {"distressed": 1}}, 0.25),
        ({"poor": 1}, 0.2),
        ({"violence": SITUATIONAL}, 0.48),
        ({"eff_parenting": 0.1}, -0.1),
        ({"harmful": 1, "mother": {"distressed": 1}, "poor": 1, "violence": SITUATIONAL}, 1.45),
        ({"status": APART, "other": {"distressed": 1}, "harmful": 1}, 0.0),
        ({"status": APART, "elsewhere": 1, "coparenting": 2.0}, 0.0),
        ({"status": APART, "elsewhere": 1, "violence_elsewhere": 1}, 0.0),
        ({"violence": SITUATIONAL, "elsewhere": 1, "violence_elsewhere": 1}, 0.48),
    ],
)
def test_what_pushes_children_at_home(family, p, c, fields, push):
    """Worked by hand: separate pushes that add up; what a parent elsewhere does pushes from there."""
    assert push_at_home(family(**fields), p) == pytest.approx(push)


@pytest.mark.parametrize(
    ("fields", "push"),
    [
        ({"coparenting": 2.0}, 0.2),
        ({"contact": 1}, 0.0),
        ({"contact": 1, "coercive_elsewhere": MOTHER}, 0.15),
        ({"contact": 1, "coercive_elsewhere": BOTH}, 0.15),
        ({"contact": 1, "coercive_elsewhere": OTHER_PARENT}, 0.0),
        ({"contact": 0, "coercive_elsewhere": 1}, 0.0),
        ({"contact": 1, "coercive_elsewhere": 1, "coparenting": 1.0}, 0.25),
        ({"violence_elsewhere": SITUATIONAL, "harmed_elsewhere": MOTHER}, 0.48),
        ({"violence_elsewhere": SITUATIONAL, "harmed_elsewhere": OTHER_PARENT, "contact": 1}, 0.48),
        ({"violence_elsewhere": SITUATIONAL, "harmed_elsewhere": MOTHER, "violence": SITUATIONAL}, 0.0),
    ],
)
def test_what_pushes_children_from_elsewhere(family, p, c, fields, push):
    """Worked by hand: conflict and violence between parents apart, contact with a parent who has been coercive.

    Violence counts once: where there is violence at home too, it pushes from there.
    """
    assert push_from_elsewhere(family(status=APART, elsewhere=1, **fields), p) == pytest.approx(push)
    assert push_from_elsewhere(family(status=APART, elsewhere=0, **fields), p) == 0.0


def test_only_children_with_a_parent_elsewhere_are_pushed_from_there(family, p, c, now):
    """By definition: the youngest, of the later union, has both its parents at home."""
    c.coparenting, c.usual_push = 1.0, 0.0
    again = family(ages=(100, 50), union=2, elsewhere=1, coparenting=2.0, children=[{}, {"of_later_union": 1}])
    children_live_through(again, now(MONTH), p)
    assert list(again.children["state"][:2]) == pytest.approx([2.0 * (1 - c.carry), 0.0])


@pytest.mark.parametrize("at_home", [0, SITUATIONAL])
def test_violence_elsewhere_is_lived_with_by_that_parents_children_alone(family, p, c, now, note, at_home):
    """By definition, in what pushes, in months counted and in what is observed alike: the youngest has no part in it.

    Violence at home is lived with by all, and with both the first child is pushed once.
    """
    c.usual_push, first, youngest = 0.0, 1, int(at_home != 0)
    again = family(
        ages=(100, 50),
        union=2,
        elsewhere=1,
        violence_elsewhere=SITUATIONAL,
        harmed_elsewhere=MOTHER,
        violence=at_home,
        children=[{}, {"of_later_union": 1}],
    )
    children_live_through(again, now(MONTH), p)
    pushed = 0.48 * (1 - c.carry)
    assert list(again.children["state"][:2]) == pytest.approx([first * pushed, youngest * pushed])
    assert list(again.children["months_violent"][:2]) == [first, youngest]
    observe_children(again, now(MONTH), p, note)
    note_months_in_harm(again, now(MONTH), note)
    counts = (Count.VIOLENT_CHILDREN, Count.CHILDREN_IN_HARM)
    assert [note.counts[one] for one in counts] == [first + youngest] * 2


@pytest.mark.parametrize(
    ("age", "since", "push"),
    [(NEVER, 0, 0.0), (83, 0, 0.0), (84, 0, 0.1), (84, 24, 0.05), (160, 48, 0.025), (20, 300, 0.0)],
)
def test_separation_pushes_from_seven_on_and_passes(*, family, p, c, now, age, since, push):
    """About zero before 7, positive at 7-14, mostly transient (half-life 24 months)."""
    assert p.children.separation_half_life == 24
    child = family(children=[{"age_at_separation": age, "parted_month": MONTH - since}]).children[0]
    assert push_of_separation(child, now(MONTH), p) == pytest.approx(push)


def test_conflict_and_separation_interact_by_one_figure_centred_on_nothing(family, p, c, now):
    """The interaction of conflict and separation is a parameter centred on 0."""
    left_harm = {"age_at_separation": 100, "parted_month": MONTH, "left_harm": 1}
    child = family(children=[left_harm]).children[0]
    assert push_of_separation(child, now(MONTH), p) == pytest.approx(0.1)
    c.separation_from_harm = -0.15
    assert push_of_separation(child, now(MONTH), p) == pytest.approx(-0.05)


def test_no_difficulties_before_two(family, p, now):
    """None before age 2; by construction the first draw falls at 24 months."""
    baby = family(ages=(0,), harmful=1, poor=1)
    for age in range(24):
        children_live_through(baby, now(MONTH + age), p)
        assert baby.children[0].state == 0.0
    children_live_through(baby, now(MONTH + 24), p)
    assert baby.children[0].state != 0.0


def test_an_adult_child_is_not_followed(family, p, now):
    grown = family(ages=(216, 215), violence=SITUATIONAL)
    children_live_through(grown, now(MONTH), p)
    assert list(grown.children["months_violent"][:2]) == [0, 1]


def test_a_constant_push_settles_at_its_cross_sectional_effect(family, p, c, now):
    """An effect e on the level is a monthly push e (1 - phi), as a deviation from the usual push."""
    c.usual_push = 0.12
    child = family(ages=(60,)).children[0]
    for month in range(12):
        difficulties_move(child, 0.7, 0.45, now(MONTH + month), p)
    assert child.state == pytest.approx((0.45 - 0.12) / 2), "half of it after a half-life of 12 months"
    for month in range(400):
        difficulties_move(child, 0.7, 0.45, now(MONTH + month), p)
    assert child.state == pytest.approx(0.45 - 0.12)


def test_the_changing_part_starts_at_its_own_spread(family, p, c, now):
    """State .25 of the variance, so a SD of luck at 24 months is .5, whatever the month's shock."""
    c.shock_sd, c.usual_push = 0.15, 0.0
    child = family(ages=(24,)).children[0]
    difficulties_move(child, 1.0, 0.0, now(MONTH), p)
    assert child.state == pytest.approx(c.state_sd)


@pytest.mark.parametrize(
    ("fields", "safe"),
    [
        ({}, True),
        ({"violence": SITUATIONAL}, True),
        ({"violence": COERCIVE}, True),
        ({"coercive_elsewhere": MOTHER}, False),
        ({"coercive_elsewhere": BOTH}, False),
        ({"coercive_elsewhere": OTHER_PARENT}, True),
        ({"violence_elsewhere": SITUATIONAL, "harmed_elsewhere": MOTHER}, False),
        ({"violence_elsewhere": SITUATIONAL, "harmed_elsewhere": BOTH}, False),
        ({"violence_elsewhere": SITUATIONAL, "harmed_elsewhere": OTHER_PARENT}, True),
    ],
)
def test_contact_with_who_was_coercive_or_is_violent_is_not_good(family, fields, safe):
    """It is a risk, not counted as good; a new partner's violence is not the other parent's."""
    assert contact_is_safe(family(**fields)) == safe


@pytest.mark.parametrize(("sex", "mean"), [(0, 9.1), (1, 7.8)])
def test_england_scores_as_the_norms_do(family, p, sex, mean):
    """By quadrature over latent difficulties of variance .45 + .25: the expected score is the norms' mean."""
    child = family().children[0]
    child.sex = sex

    def over_england(score):
        def at(latent):
            child.trait = latent
            return score(child, p) * norm.pdf(latent, 0, np.sqrt(0.7))

        return quad(at, -5, 5, limit=200, epsabs=1e-5)[0]

    assert over_england(expected_sdq) == pytest.approx(mean, abs=0.02)
    spread = mean**2 / ((6.0, 5.5)[sex] ** 2 - mean)
    high = nbinom.sf(16, spread, spread / (spread + mean))
    assert over_england(chance_of_high_sdq) == pytest.approx(high, abs=0.001)


def test_more_difficulties_a_higher_score(family, p):
    child, scores = family().children[0], []
    for latent in np.linspace(-4, 4, 33):
        child.trait, child.state = 0.6 * latent, 0.4 * latent
        scores.append((expected_sdq(child, p), chance_of_high_sdq(child, p)))
    expected, high = np.transpose(scores)
    assert (np.diff(expected) > 0).all()
    assert (np.diff(high) >= 0).all()
    assert (np.diff(high)[8:24] > 0).all()
    assert 0 <= expected[0] < expected[-1] <= 40


def test_siblings_have_luck_of_their_own(family, p, now):
    """Every draw is a function of its own decision: two alike at home do not change alike."""
    two = family(ages=(100, 60))
    children_live_through(two, now(MONTH), p)
    assert two.children[0].state != two.children[1].state
