"""Violence: how it begins and ends, and who is harmed."""

from math import exp

import numba
import pytest

from famsim.model.family import APART, BOTH, COERCIVE, MOTHER, NO_VIOLENCE, NOBODY, OTHER_PARENT, SITUATIONAL
from famsim.rules.family.standing import above_the_threshold
from famsim.rules.family.violence import (
    lean_apart,
    lean_to_violence,
    mother_is_harmed,
    other_parent_is_harmed,
    violence_apart_changes,
    violence_changes,
)

MONTH = 120


@pytest.mark.parametrize(
    ("fields", "lean"),
    [
        ({}, 0.0),
        ({"frequency": 1.0}, 0.8),
        ({"intensity": 1.0}, 0.4),
        ({"poor": 1}, 1.2),
        ({"mother": {"ill": 1}}, 0.9),
        ({"mother": {"ill": 1}, "other": {"ill": 1}}, 1.8),
        ({"mother": {"birth_month": MONTH - 240}}, 0.3),
        ({"mother": {"history": 1}}, 0.5),
        ({"other": {"history": 1}}, 0.5),
        ({"mother": {"history": 1}, "other": {"history": 1}}, 1.0),
        ({"due_month": MONTH + 3}, 0.3),
        ({"ages": (11,)}, 0.3),
        ({"ages": (12,)}, 0.0),
        ({"frequency": 1.0, "intensity": 1.0, "poor": 1, "ages": (2,)}, 2.7),
    ],
)
def test_what_makes_violence_more_likely(family, p, now, fields, lean):
    """Conflict, adversity, pregnancy and infancy, poverty, ill health, youth; by hand."""
    v = p.violence
    v.by_poverty, v.by_ill_health, v.by_age, p.entry.mothers_age = 0.7, 0.9, 0.03, 30.0
    v.by_conflict, v.by_intensity, v.by_adversity, v.pregnancy_or_infant = 0.8, 0.4, 0.5, 0.3
    assert lean_to_violence(family(**fields), now(MONTH), p) == pytest.approx(lean)


def test_violence_between_partners_begins_only_while_they_live_together(family, p, now):
    p.violence.onset = 1e9
    couple, apart = family(), family(status=APART)
    for one in (couple, apart):
        violence_changes(one, now(), p)
    assert above_the_threshold(couple)
    assert not above_the_threshold(apart)


@pytest.mark.parametrize(
    ("share", "mothers", "both", "kind", "ever"),
    [
        (1.0, 1.0, 0.0, COERCIVE, MOTHER),
        (1.0, 0.0, 0.0, COERCIVE, OTHER_PARENT),
        (1.0, 0.0, 1.0, COERCIVE, BOTH),
        (0.0, 1.0, 0.0, SITUATIONAL, NOBODY),
    ],
)
def test_whom_coercive_violence_has_harmed_is_remembered(*, family, p, now, share, mothers, both, kind, ever):
    """Who is harmed is carried, also once the violence has ended."""
    p.violence.onset, p.violence.coercive_share = 1e9, share
    p.violence.coercive_harms_mother, p.violence.coercive_harms_both = mothers, both
    couple = family()
    violence_changes(couple, now(), p)
    assert (couple.violence, couple.coercive_here) == (kind, ever)
    p.violence.coercive_ends = p.violence.situational_ends = 1.0
    violence_changes(couple, now(), p)
    assert (couple.violence, couple.harmed, couple.coercive_here) == (NO_VIOLENCE, NOBODY, ever)


def test_coercion_that_harms_one_and_later_the_other_has_harmed_both(family, p, now):
    p.violence.onset, p.violence.coercive_share, p.violence.coercive_harms_both = 1e9, 1.0, 0.0
    p.violence.coercive_harms_mother = 0.0
    couple = family(coercive_here=MOTHER)
    violence_changes(couple, now(), p)
    assert (couple.harmed, couple.coercive_here) == (OTHER_PARENT, BOTH)


@pytest.mark.parametrize(("kind", "figure"), [(SITUATIONAL, "situational_ends"), (COERCIVE, "coercive_ends")])
def test_violence_ends_at_its_own_rate_apart_or_together(family, p, how_often, assert_share, kind, figure):
    """Closed form; 500,000 put a rate of 1.2% that is 9% off one in a million away."""

    @numba.njit
    def ends(one, now, p):
        one.violence = kind
        violence_changes(one, now, p)
        return one.violence == NO_VIOLENCE

    apart = family(status=APART)
    assert_share(how_often(ends, apart, p, 500_000), 500_000, p.violence[figure])


@pytest.mark.parametrize(
    ("fields", "lean"),
    [
        ({}, 0.0),
        ({"coparenting": 2.0}, 0.8),
        ({"poor": 1, "mother": {"history": 1, "ill": 1, "birth_month": MONTH - 240}}, 2.9),
        ({"frequency": 3.0, "other": {"history": 1, "ill": 1}}, 0.0),
    ],
)
def test_what_makes_violence_between_parents_apart_more_likely(family, p, now, fields, lean):
    """By hand: .4 a SD of conflict between them, .5 + .7 poverty, .5 history, .9 illness, .3 ten years."""
    v = p.violence
    v.by_conflict_apart, v.by_adversity, v.by_poverty, v.by_ill_health, v.by_age = 0.4, 0.5, 0.7, 0.9, 0.03
    p.entry.mothers_age = 30.0
    assert lean_apart(family(status=APART, elsewhere=1, **fields), now(MONTH), p) == pytest.approx(lean)


@pytest.mark.parametrize("onset", [0.0, 0.01])
def test_violence_begins_between_parents_apart_at_its_own_rate(family, p, how_often, assert_share, onset):
    """Closed form: 1 - exp(-onset x exp(.4 x 2)); at 0 it never begins. 500,000 see a rate 7% off."""
    p.violence.onset_apart, p.violence.by_conflict_apart, p.violence.by_age = onset, 0.4, 0.0

    @numba.njit
    def begins(one, now, p):
        one.violence_elsewhere, one.harmed_elsewhere = NO_VIOLENCE, NOBODY
        violence_apart_changes(one, now, p)
        return one.violence_elsewhere == SITUATIONAL and one.harmed_elsewhere != NOBODY

    apart = family(status=APART, elsewhere=1, coparenting=2.0)
    assert_share(how_often(begins, apart, p, 500_000), 500_000, 1 - exp(-onset * exp(0.8)))


@pytest.mark.parametrize(("kind", "figure"), [(SITUATIONAL, "ends_apart"), (COERCIVE, "coercive_ends")])
def test_violence_between_parents_apart_ends_at_its_kinds_rate(family, p, how_often, assert_share, kind, figure):
    """Closed form; nobody is harmed once it has ended."""

    @numba.njit
    def ends(one, now, p):
        one.violence_elsewhere, one.harmed_elsewhere = kind, MOTHER
        violence_apart_changes(one, now, p)
        return one.violence_elsewhere == NO_VIOLENCE and one.harmed_elsewhere == NOBODY

    apart = family(status=APART, elsewhere=1)
    assert_share(how_often(ends, apart, p, 500_000), 500_000, p.violence[figure])


@pytest.mark.parametrize(("coercive", "mothers", "both"), [(1.0, 0.85, 0.05), (0.0, 0.5, 0.3)])
def test_who_is_harmed(*, family, p, how_often, assert_share, coercive, mothers, both):
    """The register's shares come out; 200,000 show a share 1 point off (one in a million)."""
    v = p.violence
    v.onset, v.coercive_share = 1e9, coercive
    v.coercive_harms_mother, v.coercive_harms_both = 0.85, 0.05
    v.situational_harms_mother, v.situational_harms_both = 0.5, 0.3

    def harms(who):
        @numba.njit
        def asked(one, now, p):
            one.violence = NO_VIOLENCE
            violence_changes(one, now, p)
            return one.harmed == who

        return asked

    for who, share in ((MOTHER, mothers), (BOTH, both), (OTHER_PARENT, 1 - mothers - both)):
        assert_share(how_often(harms(who), family(), p, 200_000), 200_000, share)


def test_both_are_harmed_means_each(family):
    assert [mother_is_harmed(family(harmed=who)) for who in (0, MOTHER, OTHER_PARENT, BOTH)] == [0, 1, 0, 1]
    assert [other_parent_is_harmed(family(harmed=who)) for who in (0, MOTHER, OTHER_PARENT, BOTH)] == [0, 0, 1, 1]


def test_who_is_harmed_is_not_drawn_with_the_kind(family, p, how_often, assert_share):
    """By construction: half is coercive and half harms the mother alone, so a quarter is both."""
    v = p.violence
    v.onset, v.coercive_share = 1e9, 0.5
    v.coercive_harms_mother = v.situational_harms_mother = 0.5

    @numba.njit
    def coercive_against_her(one, now, p):
        one.violence = NO_VIOLENCE
        violence_changes(one, now, p)
        return one.violence == COERCIVE and one.harmed == MOTHER

    assert_share(how_often(coercive_against_her, family(), p, 200_000), 200_000, 0.25)
