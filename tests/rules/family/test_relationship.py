"""Quality, what buffers stress, conflict: worked by hand."""

from itertools import product

import pytest

from famsim.population.trial_samples import carry
from famsim.rules.family.relationship import (
    conflict_moves,
    in_harmful_conflict,
    own_quality,
    partners_quality,
    quality_wanders,
    unbuffered_share,
)
from famsim.rules.family.standing import lower_quality, mean_quality


def test_quality_is_trait_drift_birth_and_level_less_the_dip(family, p):
    """Worked by hand: .3 - .02 + 1.044 x (.5 - .2) + .1 (level) - .19 (birth) - 1 (load) = -.4968."""
    p.quality.centre, p.mother.average, p.mother.spread, p.stress.sensitivity = 0.3, -0.02, 1.044, 1.0
    couple = family(
        mother={"trait": 0.5, "drift": -0.2, "level": 0.1}, birth_shift=-0.19, strain_short=0.6, strain_long=0.4
    )
    partners_quality(couple, p)
    assert couple.mother.quality == pytest.approx(-0.4968, abs=1e-12)


def test_a_load_of_one_with_no_buffer_lowers_quality_by_one(family, p):
    """A load of 1 with no buffer lowers q by 1."""
    calm, strained = family(), family(strain_short=1.0)
    partners_quality(calm, p)
    partners_quality(strained, p)
    assert calm.mother.quality - strained.mother.quality == pytest.approx(1.0)
    assert calm.other.quality - strained.other.quality == pytest.approx(1.0)


def test_a_dip_lasts_as_long_as_its_load(family, p):
    """The dip is added, not integrated."""
    couple = family(strain_short=2.0)
    partners_quality(couple, p)
    low = couple.mother.quality
    couple.strain_short = 0.0
    partners_quality(couple, p)
    never = family()
    partners_quality(never, p)
    assert low < couple.mother.quality == never.mother.quality


@pytest.mark.parametrize(
    ("mother", "support", "eff_buffer", "share"),
    [
        ({}, 0.0, 0.0, 1.0),
        ({"capability": 1.0}, 0.0, 0.0, 0.85),
        ({"capability": 0.4, "learned": 0.6}, 0.0, 0.0, 0.85),
        ({}, 1.0, 0.0, 0.9),
        ({}, 0.0, 0.3, 0.7),
        ({"capability": 1.0}, 1.0, 0.3, 0.45),
        ({"capability": -1.0}, 0.0, 0.0, 1.15),
        ({"capability": 4.0}, 4.0, 0.3, 0.2),  # the most that can be buffered
        ({"history": 1}, 0.0, 0.0, 1.25),
        ({"history": 1, "capability": 1.0}, 0.0, 0.0, 0.85 * 1.25),
    ],
)
def test_capability_support_and_programmes_buffer_stress(family, p, mother, support, eff_buffer, share):
    """Worked by hand with .15 a SD of capability, .1 of support, at most .8; 1.25 for a history of difficulties."""
    p.stress.buffer_capability, p.stress.buffer_support, p.stress.buffer_at_most = 0.15, 0.1, 0.8
    p.history.sensitivity = 1.25
    couple = family(mother=mother, support=support, eff_buffer=eff_buffer)
    assert unbuffered_share(couple, couple.mother, p) == pytest.approx(share)


def test_mean_and_lower_quality(family):
    couple = family(mother={"quality": 1.0}, other={"quality": -0.5})
    assert (mean_quality(couple), lower_quality(couple)) == (0.25, -0.5)


def test_births_change_halves_in_its_half_life(family, p, now):
    """One change per birth with its own half-life in years; the register's is 84 months."""
    couple = family(birth_shift=-0.4)
    for month in range(84):
        quality_wanders(couple, now(month), p)
    assert couple.birth_shift == pytest.approx(-0.2)


def test_harmful_conflict_wears_quality_off_only_where_a_scenario_says_so(family, p, now):
    """Worked by hand: two months of harmful conflict at .05, the first of which has faded by a month's carry."""
    harmed, spared = family(harmful=1), family(harmful=1)
    p.quality.drift_shock = 0.0
    for month in (1, 2):
        quality_wanders(spared, now(month), p)
    assert spared.mother.drift == spared.other.drift == 0.0
    p.quality.eroded_by_conflict = 0.05
    for month in (1, 2):
        quality_wanders(harmed, now(month), p)
    assert harmed.mother.drift == harmed.other.drift == pytest.approx(-0.05 * (1.0 + p.quality.drift_carry))


def test_nothing_of_quality_lasts_where_a_scenario_says_so(family, p):
    """By the formula: centre + spread x (lasts x trait + drift); at the register's 1 all of the trait counts."""
    couple = family(mother={"trait": 1.0, "drift": 0.25})
    whole = own_quality(couple.mother, p.mother, p)
    p.quality.lasts = 0.0
    assert whole - own_quality(couple.mother, p.mother, p) == pytest.approx(p.mother.spread)


def test_how_often_they_argue_moves_towards_what_drives_it(family, p, now):
    """Worked by hand: .5 x 1.0 + .5 x (.35 x 2 + .2 x 1 - .65 x -1) = 1.275, with chance left out."""
    c = p.conflict
    c.carry, c.shock, c.from_strain, c.from_distress, c.from_quality = 0.5, 0.0, 0.35, 0.2, 0.65
    unhappy = {"quality": -1.0}
    couple = family(frequency=1.0, strain_short=2.0, mother=unhappy | {"distressed": 1}, other=unhappy)
    conflict_moves(couple, now(), p)
    assert couple.frequency == pytest.approx(1.275)
    for month in range(60):
        conflict_moves(couple, now(month), p)
    assert couple.frequency == pytest.approx(1.55)


def test_how_fierce_and_how_poorly_resolved(family, p, now):
    """Worked by hand: .3 + .4 x 2 = 1.1; .4 x 2 - mean capability (1 + .5 and 0) = .05."""
    p.conflict.intensity_from_strain, p.conflict.resolution_from_distress, p.conflict.resolution_carry = 0.4, 0.4, 0.0
    couple = family(
        intensity_trait=0.3,
        strain_long=2.0,
        mother={"distressed": 1, "capability": 1.0, "learned": 0.5},
        other={"distressed": 1},
    )
    conflict_moves(couple, now(), p)
    assert couple.intensity == pytest.approx(1.1)
    assert couple.resolution == pytest.approx(0.05)


@pytest.mark.parametrize("above", list(product((False, True), repeat=3)))
def test_harmful_conflict_needs_all_three(family, p, above):
    """Frequent, intense and poorly resolved; at the cut itself is not above it."""
    cuts = [p.conflict.frequent, p.conflict.intense, p.conflict.poorly_resolved]
    frequency, intensity, resolution = (cut + (0.01 if over else 0.0) for cut, over in zip(cuts, above, strict=True))
    couple = family(frequency=frequency, intensity=intensity, resolution=resolution)
    assert in_harmful_conflict(couple, p) == all(above)


def test_each_partner_has_a_spread_and_a_buffer_of_its_own(family, p):
    """Worked by hand, mother and other: 1 x .5 - (1 - .2) x 1 and .1 + 2 x .5 - 1 x 1, for only she is capable."""
    p.quality.centre, p.stress.sensitivity, p.stress.buffer_capability, p.stress.buffer_at_most = 0.0, 1.0, 0.2, 0.8
    p.mother.average, p.mother.spread, p.other.average, p.other.spread = 0.0, 1.0, 0.1, 2.0
    couple = family(mother={"trait": 0.5, "capability": 1.0}, other={"trait": 0.5}, strain_short=1.0)
    partners_quality(couple, p)
    assert (couple.mother.quality, couple.other.quality) == pytest.approx((-0.3, 0.1))


def test_a_direct_effect_of_place_raises_quality_where_there_is_less_deprivation(family, p):
    """The direct effect is 0 by default; a figure of .02 a decile is .18 from decile 1 to decile 10."""
    p.quality.by_decile = 0.02
    most, least = family(decile=1), family(decile=10)
    for couple in (most, least):
        partners_quality(couple, p)
    assert least.mother.quality - most.mother.quality == pytest.approx(0.18)
    assert least.other.quality - most.other.quality == pytest.approx(0.18)


def test_how_often_they_argue_keeps_its_spread(p):
    """Closed form of an AR(1): carry^2 x sd^2 + shock^2 = sd^2."""
    c = p.conflict
    assert c.carry**2 * c.shock_sd**2 + c.shock**2 == pytest.approx(c.shock_sd**2)


@pytest.mark.parametrize(("half_life", "after"), [(0.0, -1.0), (3.0, 0.0)])
def test_how_poorly_conflict_is_resolved_has_a_memory(family, p, now, half_life, after):
    """By hand: from 1 towards -1, half the way in three months; with no memory there at once."""
    p.conflict.resolution_carry = carry(half_life)
    couple = family(resolution=1.0, mother={"capability": 1.0}, other={"capability": 1.0})
    for month in range(3):
        conflict_moves(couple, now(month), p)
    assert couple.resolution == pytest.approx(after)
