"""A new partner: who finds one, who it is, and what is left of the couple before."""

from math import exp

import numba
import numpy as np
import pytest

from famsim.model.family import (
    APART,
    COHABITING,
    MARRIED,
    NEVER_TOGETHER,
)
from famsim.model.now import Now
from famsim.rules.family.apart import (
    finds_partner,
    live_with_partner,
    new_partner_is_someone,
)
from famsim.rules.family.breakdown import part
from famsim.rules.family.effects import add_up, effects_fade

MONTH = 120
MANY = 100_000  # couples: 4.9 standard errors of a correlation are .016


@pytest.mark.parametrize(
    ("given", "age", "chance"),
    [
        ({"status": APART, "parted_month": MONTH}, 28.05, 0.02),
        ({"status": NEVER_TOGETHER, "entry_month": MONTH}, 20.0, 0.02),
        ({"status": APART, "parted_month": MONTH}, 38.05, 0.02 * exp(-0.5)),
        ({"status": APART, "parted_month": MONTH - 24, "entry_month": 0}, 28.05, 0.02 * exp(-0.7)),
        ({"status": NEVER_TOGETHER, "entry_month": MONTH - 24}, 28.05, 0.02 * exp(-0.7)),
        ({"status": MARRIED, "parted_month": MONTH}, 28.05, 0.0),
    ],
)
def test_who_finds_a_partner(*, family, p, how_often, assert_share, given, age, chance):
    """Worked by hand: 4% a month, half as readily here, less by 5% a year of age and by 35% a year alone.

    200,000 see a rate 8% off.
    """
    p.apart.new_partner, p.apart.new_partner_by_age, p.entry.mothers_age = 0.04, 0.05, 28.05
    p.area.partnering, p.apart.new_partner_fades = 0.5, 0.35
    alone = family(mother={"birth_month": MONTH - round(age * 12)}, **given)
    assert_share(how_often(finds_partner, alone, p, 200_000), 200_000, chance, within=0.0001)


def test_years_alone_count_for_nothing_where_their_figure_is_0(family, p, how_often):
    """The switch: whom luck gives a partner just after a parting it gives one ten years on, family by family."""
    p.apart.new_partner_fades = 0.0
    soon, late = (family(status=APART, parted_month=month, entry_month=-200) for month in (MONTH, MONTH - 120))
    assert how_often(finds_partner, soon, p, 50_000) == how_often(finds_partner, late, p, 50_000) > 0


def test_a_new_partner_takes_over_the_couple_block(family, p, now):
    """Union 2; the couple block is new, co-parenting and the children's history stay.

    A new partner brings distress and illness of his own; where nobody comes with any, none is left of the first's.
    """
    p.quality.trait_partners = 0.75
    p.other.first_log_odds, p.health.falls_ill = -50.0, 0.0
    old = {"trait": 2.0, "distressed": 1, "ill": 1, "history": 0}
    alone = family(
        status=APART,
        other=old,
        mother={"trait": 0.5, "learned": 0.3},
        birth_shift=-0.4,
        harm_bits=4095,
        elsewhere=1,
        elsewhere_month=90,
        coparenting=0.7,
        contact=1,
        commitment=3.0,
        intensity_trait=3.0,
        children=[{"age_at_separation": 5, "parted_month": 90}],
    )
    live_with_partner(alone, now(MONTH), p)
    assert (alone.status, alone.union, alone.together_month) == (COHABITING, 2, MONTH)
    other = alone.other
    assert (other.distressed, other.ill) == (0, 0)
    assert (alone.birth_shift, alone.harm_bits) == (0.0, 0)
    assert other.trait != 2.0
    assert alone.commitment != 3.0
    assert (alone.coparenting, alone.contact, alone.elsewhere, alone.mother.learned) == (0.7, 1, 1, 0.3)
    assert (alone.elsewhere_month, alone.children[0].age_at_separation) == (90, 5)


def test_a_new_partner_brings_distress_of_his_own(family, p, now):
    """Where everyone comes with it, so does he, though the first had none."""
    p.other.first_log_odds = 50.0
    alone = family(status=APART, other={"distressed": 0})
    live_with_partner(alone, now(MONTH), p)
    assert alone.other.distressed == 1


def test_a_new_partner_starts_without_what_programmes_gave(family, p, now, note):
    """Effects on the couple and on the former partner end in both slots; what the mother learned stays."""
    given = {"mother_level": 0.2, "other_level": 0.2, "mother_learned": 0.3, "other_learned": 0.3, "buffer": 0.1}
    keep = {"keep_level": 1.0, "keep_capability": 1.0, "keep_buffer": 1.0}
    couple = family(effects=[given | keep, given | keep], programme=0)
    add_up(couple)
    part(couple, now(MONTH), p, note)
    live_with_partner(couple, now(MONTH + 1), p)
    effects_fade(couple)
    other = couple.other
    assert (couple.mother.level, other.level, other.learned, couple.eff_buffer) == (0.0, 0.0, 0.0, 0.0)
    assert couple.mother.learned == pytest.approx(0.6)


@pytest.mark.parametrize("hers", [17, 30])
def test_a_new_partner_is_of_a_parents_age(family, p, hers):
    """Drawn as the first was: a few years off hers, and never younger than a parent can be."""

    @numba.njit
    def ages(alone, p):
        found = np.empty(20_000)
        for i in range(found.size):
            now = Now(i, MONTH, np.uint64(1), True, 1.0, 1.0, 1.0, None, 0)
            new_partner_is_someone(alone, now, p)
            found[i] = (MONTH - alone.other.birth_month) / 12
        return found

    found = ages(family(status=APART, mother={"birth_month": MONTH - 12 * hers}), p)
    assert found.min() >= p.entry.youngest_mother
    assert np.median(found) == pytest.approx(hers + p.entry.age_gap, abs=0.25)


def test_unions_are_counted_up_to_a_number(family, p, now):
    p.apart.unions_counted = 9
    alone = family(status=APART, union=9)
    live_with_partner(alone, now(), p)
    assert alone.union == 9
