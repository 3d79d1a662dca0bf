"""Two loads of stress: worked by hand."""

import pytest

from famsim.model.family import APART, INACTIVE, MARRIED, NEVER_TOGETHER, UNEMPLOYED
from famsim.rules.family.standing import distressed_at_home, strain
from famsim.rules.family.stressors import events_this_month, long_strain, short_carried, short_strain, stress_carried

MONTH = 120


@pytest.mark.parametrize(
    ("fields", "size"),
    [
        ({"mother": {"work": UNEMPLOYED}}, 0.5),
        ({"other": {"work": UNEMPLOYED}}, 0.5),
        ({"mother": {"work": UNEMPLOYED}, "other": {"work": UNEMPLOYED}}, 0.65),
        ({"mother": {"work": INACTIVE}}, 0.0),
        ({"mother": {"work": INACTIVE}, "other": {"work": INACTIVE}}, 0.15),
        ({"mother": {"work": INACTIVE}, "status": APART}, 0.15),
        ({"arrears_month": MONTH}, 0.3),
        ({"arrears_month": MONTH - 40}, 0.3),
        ({"arrears_month": MONTH, "eff_relief": 0.4}, 0.18),
        ({"arrears_month": MONTH, "eff_relief": 1.7}, 0.0),
        ({"mother": {"distressed": 1}}, 0.4),
        ({"mother": {"distressed": 1}, "other": {"distressed": 1}}, 0.8),
        ({"ages": (11,)}, 0.1),
        ({"ages": (12,)}, 0.0),
        ({"ages": (30, 3)}, 0.1),
        ({"mother": {"work": UNEMPLOYED}, "arrears_month": MONTH, "ages": (3,)}, 0.9),
        ({"status": APART, "other": {"work": UNEMPLOYED, "distressed": 1}}, 0.0),
    ],
)
def test_strained_states_add_up(family, p, now, fields, size):
    """Starting sizes: unemployment .5, arrears .3, a distressed partner .4, an infant .1; overlap adds.

    A home in which nobody works .15, whatever the reason.
    """
    p.stress.workless = 0.15
    p.stress.unemployment, p.stress.arrears, p.stress.partner_distressed, p.stress.infant = 0.5, 0.3, 0.4, 0.1
    assert short_strain(family(**fields), now(MONTH), p) == pytest.approx(size)


@pytest.mark.parametrize(
    ("fields", "size"),
    [
        ({"poor": 1}, 0.1),
        ({"mother": {"ill": 1}}, 0.2),
        ({"mother": {"ill": 1}, "other": {"ill": 1}}, 0.4),
        ({"mother": {"work": UNEMPLOYED, "months_in_work_state": 11}}, 0.0),
        ({"mother": {"work": UNEMPLOYED, "months_in_work_state": 12}}, 0.2),
        ({"other": {"work": INACTIVE, "months_in_work_state": 40}}, 0.0),
        ({"status": APART}, 0.3),
        ({"status": NEVER_TOGETHER}, 0.3),
        ({"status": APART, "other": {"ill": 1}}, 0.3),
        ({"status": MARRIED}, 0.0),
    ],
)
def test_what_wears_a_family_down(family, p, fields, size):
    """Worked by hand: poverty .1, ill health .2 each, a search of a year .2, alone .3."""
    s = p.stress
    s.poverty, s.ill_health, s.long_unemployment, s.long_search_months, s.alone = 0.1, 0.2, 0.2, 12, 0.3
    assert long_strain(family(**fields), p) == pytest.approx(size)


def test_a_state_that_lasts_settles_at_its_size(family, p, now):
    """Sizes are those of the steady state, for either load, whatever the half-life."""
    couple = family(mother={"work": UNEMPLOYED}, poor=1)
    for _ in range(900):
        stress_carried(couple, now(), p)
    assert couple.strain_short == pytest.approx(p.stress.unemployment)
    assert couple.strain_long == pytest.approx(p.stress.poverty, rel=1e-6)


def test_a_years_state_fills_the_short_load_and_a_fifth_of_the_long(family, p, now):
    """Closed form: 1 - 2^(-12/3) = .94 of the short load, 1 - 2^(-12/36) = .21 of the long one."""
    assert (p.stress.short_half_life, p.stress.long_half_life) == (3, 36)
    couple = family(mother={"work": UNEMPLOYED}, poor=1)
    for _ in range(12):
        stress_carried(couple, now(), p)
    assert couple.strain_short / p.stress.unemployment == pytest.approx(1 - 2 ** (-12 / 3))
    assert couple.strain_long / p.stress.poverty == pytest.approx(1 - 2 ** (-12 / 36))


@pytest.mark.parametrize(
    ("fields", "figure"),
    [
        ({"job_loss_month": MONTH}, "job_loss"),
        ({"arrears_month": MONTH}, "falling_behind"),
        ({"parted_month": MONTH - 1}, "parting"),
    ],
)
def test_an_event_weighs_once(family, p, now, fields, figure):
    """By definition: an event adds in its month and is only carried after."""
    struck = family(**fields)
    assert events_this_month(struck, now(MONTH), p) == pytest.approx(p.stress[figure])
    assert events_this_month(struck, now(MONTH + 1), p) == 0.0
    assert events_this_month(struck, now(MONTH - 1), p) == 0.0


def test_an_event_halves_in_three_months(family, p, now):
    """Closed form: carried by 2^(-1/3) a month, on a couple of average capability."""
    couple = family(job_loss_month=MONTH)
    stress_carried(couple, now(MONTH), p)
    at_first = couple.strain_short
    for month in range(MONTH + 1, MONTH + 4):
        stress_carried(couple, now(month), p)
    assert at_first == pytest.approx(p.stress.job_loss)
    assert couple.strain_short == pytest.approx(at_first / 2)


@pytest.mark.parametrize(("capability", "faster"), [(0, 1.0), (1, 1.2), (2, 1.4), (9, 1.4), (-1, 0.8), (-9, 0.6)])
def test_capable_couples_recover_faster(family, p, capability, faster):
    """Worked by hand: a SD of the couple's mean capability sheds 20% more of the load in a month, up to 2 SD."""
    p.stress.recovery_by_capability = 0.2
    couple = family(mother={"capability": capability + 0.5}, other={"capability": capability - 0.5})
    assert 1.0 - short_carried(couple, p) == pytest.approx(faster * (1.0 - p.stress.short_carry))


def test_capability_speeds_the_fall_of_a_load_not_its_rise(family, p, now):
    """Capability buffers stress (faster recovery); a load that builds up builds at its half-life."""
    able = {"capability": 2.0}
    rising, falling = (
        [family(mother=who | {"work": work}, other=who, strain_short=load) for who in ({}, able)]
        for work, load in ((UNEMPLOYED, 0.0), (0, 1.0))
    )
    for couple in (*rising, *falling):
        stress_carried(couple, now(), p)
    assert rising[0].strain_short == rising[1].strain_short > 0.0
    assert falling[0].strain_short > falling[1].strain_short


def test_no_stressor_no_stress(family, p, now):
    """No state, no event: nothing accumulates, and what there was dies away."""
    couple = family(strain_short=1.0, strain_long=1.0)
    for _ in range(1200):
        stress_carried(couple, now(), p)
    assert strain(couple) < 1e-9


def test_only_those_at_home_count_as_distressed(family):
    both = {"mother": {"distressed": 1}, "other": {"distressed": 1}}
    assert distressed_at_home(family(**both)) == 2
    assert distressed_at_home(family(**both, status=APART)) == 1


def test_a_parent_elsewhere_does_not_speed_recovery_at_home(family, p):
    """By definition: alone, the mother's own capability counts, whatever the other parent's."""
    alone = [family(status=APART, mother={"capability": 1.0}, other={"capability": other}) for other in (-2.0, 2.0)]
    assert short_carried(alone[0], p) == short_carried(alone[1], p)
    both = family(mother={"capability": 1.0}, other={"capability": 1.0})
    assert short_carried(alone[0], p) == short_carried(both, p)
