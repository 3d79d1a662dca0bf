"""Life apart: co-parenting and contact."""

from math import exp

import numba
import numpy as np
import pytest
from scipy.stats import norm

from famsim.model.counts import Count
from famsim.model.family import (
    APART,
    COERCIVE,
    FAMILY,
    NEVER,
    NEVER_TOGETHER,
)
from famsim.model.now import Now
from famsim.model.parameters import PROGRAMME
from famsim.model.policy import Feature
from famsim.rules.family.apart import (
    begin_coparenting,
    live_apart,
    live_with_partner,
)
from famsim.rules.family.entry import enter, find_their_status
from famsim.rules.family.ledger import note_coparenting_conflict
from famsim.rules.family.need import feature, in_need_apart
from famsim.rules.family.screen import may_take_part
from famsim.rules.family.violence import mother_is_harmed

MONTH = 120
MANY = 100_000  # couples: 4.9 standard errors of a correlation are .016


def test_conflict_is_carried_into_life_apart_and_settles(family, p, now):
    """Worked by hand: .5 x 1.2 carried + .5 at parting = 1.1; half of it is left after 24 months."""
    p.apart.conflict_carried, p.apart.conflict_at_parting = 0.5, 0.5
    assert p.apart.conflict_half_life == 24
    apart = family(status=APART, frequency=1.2)
    begin_coparenting(apart, now(), p)
    assert (apart.elsewhere, apart.coparenting) == (1, pytest.approx(1.1))
    for month in range(24):
        live_apart(apart, now(month), p)
    assert apart.coparenting == pytest.approx(0.55)


@pytest.mark.parametrize(("fierce", "lasts"), [(1.5, 0.8), (0.5, 0.0), (-2.0, 0.0)])
def test_conflict_settles_to_what_lasts_of_it(*, family, p, now, fierce, lasts):
    """Worked by hand: .8 x (1.5 - .5) = .8 lasts of the fierce; of 1.1 at the parting half of the rest after 24."""
    p.apart.conflict_carried, p.apart.conflict_at_parting = 0.5, 0.5
    p.apart.conflict_lasts, p.apart.lasts_above = 0.8, 0.5
    assert p.apart.conflict_half_life == 24
    apart = family(status=APART, frequency=1.2, intensity_trait=fierce)
    begin_coparenting(apart, now(), p)
    assert (apart.coparenting, apart.coparenting_lasts) == pytest.approx((1.1, lasts))
    for month in range(24):
        live_apart(apart, now(month), p)
    assert apart.coparenting == pytest.approx(lasts + (1.1 - lasts) / 2)
    apart.intensity_trait = 9.0  # a new partner's
    for month in range(24, 1200):
        live_apart(apart, now(month), p)
    assert apart.coparenting == pytest.approx(lasts)


def test_without_what_lasts_conflict_fades_as_it_did_and_there_is_none_where_nobody_lived_together(family, p, now):
    """The switch: to the bit the share kept of what there was, and 0 for parents who never lived together."""
    p.apart.conflict_lasts, p.area.never_together_log_odds = 0.0, 50.0
    apart, never = family(status=APART, frequency=1.7, intensity_trait=2.0), family(intensity_trait=2.0)
    begin_coparenting(apart, now(), p)
    expected = float(apart.coparenting)
    for month in range(50):
        live_apart(apart, now(month), p)
        expected = float(p.apart.conflict_carry) * expected
    assert (apart.coparenting, apart.coparenting_lasts) == (expected, 0.0)
    find_their_status(never, now(), p)
    assert (never.status, never.coparenting, never.coparenting_lasts) == (NEVER_TOGETHER, 0.0, 0.0)


def test_those_who_never_lived_together_stand_where_theirs_settles(p):
    """Closed form, fierceness standard: mean s (f(a) - a (1 - F(a))), second moment s^2 ((1 + a^2)(1 - F(a)) - a f(a)).

    20,000 entrants see a mean .02 SD off and a spread .02 off; months apart move nothing.
    """
    p.area.never_together_log_odds = 50.0
    s, a = float(p.apart.conflict_lasts), float(p.apart.lasts_above_never)
    above, density = norm.sf(a), norm.pdf(a)
    mean, second = s * (density - a * above), s**2 * ((1.0 + a**2) * above - a * density)
    families = np.zeros(20_000, FAMILY).view(np.recarray)
    let_enter_and_live_apart(families, p)
    assert (families.status == NEVER_TOGETHER).all()
    found = families.coparenting
    assert found.mean() == pytest.approx(mean, abs=0.02)
    assert found.std() == pytest.approx(np.sqrt(second - mean**2), abs=0.02)
    np.testing.assert_allclose(found, families.coparenting_lasts, rtol=1e-6)


@numba.njit
def let_enter_and_live_apart(families, p):
    for i in range(families.size):
        families[i].family_id = i
        enter(families[i], Now(i, 40, np.uint64(1), True, 1.0, 1.0, 1.0, None, 0), p)
        live_apart(families[i], Now(i, 41, np.uint64(1), True, 1.0, 1.0, 1.0, None, 0), p)


@pytest.mark.parametrize(
    ("fields", "parents_apart"),
    [
        ({"ages": (216, 100)}, False),
        ({"ages": (215, 100)}, True),
        ({"ages": (216, 100), "due_month": MONTH + 3}, True),
    ],
)
def test_two_are_parents_apart_until_their_last_child_is_grown_up(*, family, p, now, note, fields, parents_apart):
    """By definition: the youngest, of a later union, is none of theirs; no offer, no conflict counted.

    Violence between the two stays what it was: it harms the mother still.
    """
    p.violence.ends_apart = p.apart.conflict_half_life = 0.0
    p.apart.conflict_carry = 1.0
    lives = family(union=2, elsewhere=1, coparenting=9.0, children=({}, {"of_later_union": 1}), **fields)
    live_apart(lives, now(), p)
    course = np.zeros(1, PROGRAMME).view(np.recarray)[0]
    course.apart = 1.0
    assert (may_take_part(lives, course), in_need_apart(lives, p)) == (parents_apart, parents_apart)
    assert feature(lives, Feature.PARENT_ELSEWHERE, now()) == parents_apart
    note_coparenting_conflict(lives, now(), p, note)
    assert note.counts[Count.MOTHER_IN_COPARENTING_CONFLICT] == parents_apart
    lives.violence_elsewhere = lives.harmed_elsewhere = 1
    assert mother_is_harmed(lives)


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_contact_at_parting(family, p, now, share):
    p.apart.contact_at_parting = share
    apart = family(status=APART)
    begin_coparenting(apart, now(), p)
    assert apart.contact == share


def test_the_coparenting_block_keeps_the_first_relationship(family, p, now):
    """A later parting changes neither contact nor conflict with the first other parent."""
    p.apart.contact_at_parting = 1.0
    again = family(status=APART, elsewhere=1, coparenting=0.3, contact=0, frequency=5.0)
    begin_coparenting(again, now(), p)
    assert (again.coparenting, again.contact) == (0.3, 0)


@pytest.mark.parametrize(("contact", "expected"), [(1, 0.01 * exp(0.3 * 2.0)), (0, 0.012)])
def test_contact_is_lost_and_found(family, p, how_often, assert_share, contact, expected):
    """Worked by hand: lost at 1% x e^.6 amid conflict of 2 SD, found at 1.2%; 500,000 see a rate 7% off."""
    p.apart.contact_lost, p.apart.contact_lost_by_conflict, p.apart.contact_found = 0.01, 0.3, 0.012
    p.apart.conflict_carry = 1.0

    @numba.njit
    def changes(one, now, p):
        one.contact = contact
        live_apart(one, now, p)
        return one.contact != contact

    apart = family(status=APART, elsewhere=1, coparenting=2.0)
    assert_share(how_often(changes, apart, p, 500_000), 500_000, expected)


@pytest.mark.parametrize("goes_on", [0, 1])
def test_coercive_violence_from_elsewhere_ends_at_its_own_rate(family, p, how_often, assert_share, goes_on):
    """It does not end at separation; 1.2% a month, of which 500,000 see 7%; it never begins there."""
    p.violence.onset_apart = 0.0

    @numba.njit
    def lasts(one, now, p):
        one.violence_elsewhere = COERCIVE * goes_on
        live_apart(one, now, p)
        return one.violence_elsewhere != 0

    assert_share(
        how_often(lasts, family(status=APART, elsewhere=1), p, 500_000),
        500_000,
        goes_on * (1 - p.violence.coercive_ends),
    )


def test_a_birth_on_its_way_is_not_forgotten(family, p, now):
    """A new union's hopes are drawn unless a child is already expected."""
    p.births.another[:] = 1.0
    expecting, not_expecting = family(status=APART, due_month=MONTH + 3), family(status=APART)
    for one in (expecting, not_expecting):
        live_with_partner(one, now(MONTH), p)
    assert (expecting.due_month, expecting.wants) == (MONTH + 3, 0)
    assert (not_expecting.due_month, not_expecting.wants) == (NEVER, 1)
