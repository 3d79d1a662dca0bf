"""A trial gets its published effect back: in its own sample, in SD of reports, when the last session is held."""

import numpy as np
import pytest

from famsim.evidence import programme_names
from famsim.population import trial_samples
from famsim.population.trial_samples import (
    derive_programme,
    fall_for_all,
    left_by_the_last,
    level_beside_the_rest,
    load_felt,
    mean_moderation,
    spread_of_capability,
    spread_of_conflict,
    spread_of_quality,
)
from famsim.rules.family.effects import moderation

N = 400_000
GROUP = programme_names().index("relationship_group")
COURSE = programme_names().index("coparenting_course")
CUTS = [99.0, -0.8, 0.2]


def couples(p, cut):
    """Return partners' quality (n, 2), one's capability and both reports (n, 2), of couples below a cut."""
    luck, alike = np.random.default_rng(4), float(p.support.partners_quality)
    means = np.sqrt(0.5 * (1.0 + alike)) * luck.standard_normal(N)
    apart = np.sqrt(0.5 * (1.0 - alike)) * luck.standard_normal(N)
    quality = means[:, None] + np.column_stack([apart, -apart])
    reports = quality + p.measure.noise_sd * luck.standard_normal((N, 2))
    told = reports.mean(axis=1)
    with_reports = float(p.support.capability_with_reports)
    own = np.sqrt(1.0 - with_reports**2) * luck.standard_normal(N)
    capability = with_reports * told / told.std() + own
    inside = told < cut
    return quality[inside], capability[inside], reports[inside]


@pytest.mark.parametrize("cut", CUTS)
def test_spreads_are_those_of_simulated_couples_whose_mean_report_is_below_the_cut(p, cut):
    """By simulation of 400,000 couples, error .002: a spread 2% off is seen. The old code took one parent's report."""
    programme = p.programmes[GROUP]
    programme.sample_below, p.support.longer_tail = cut, 0.0
    _, capability, reports = couples(p, cut)
    assert spread_of_quality(programme, p) == pytest.approx(reports.std(), rel=0.01)
    noisy = np.sqrt(1.0 + p.measure.noise_sd**2)  # an instrument's noise is in proportion to its sample's spread
    assert spread_of_capability(programme, p) == pytest.approx(noisy * capability.std(), rel=0.01)


@pytest.mark.parametrize("cut", CUTS)
def test_moderation_is_one_on_average_in_the_trials_sample(family, p, cut):
    """m(q) has mean 1 there, by simulation; the rule moderates by the mean of both partners' quality."""
    programme = p.programmes[GROUP]
    programme.sample_below = cut
    derive_programme(programme, p)
    quality, _, _ = couples(p, cut)
    raw = 1.0 - programme.moderation_by_quality * quality.mean(axis=1)
    works = np.clip(raw, programme.moderation_at_least, programme.moderation_at_most)
    assert works.mean() * programme.moderation_scale == pytest.approx(1.0, abs=0.005)
    assert mean_moderation(programme, p) * programme.moderation_scale == pytest.approx(1.0)
    mother, other = {"quality": float(quality[0, 0])}, {"quality": float(quality[0, 1])}
    assert moderation(family(mother=mother, other=other), programme, p) == pytest.approx(
        works[0] * programme.moderation_scale
    )


def test_spreads_by_hand(p):
    """Unselected: root of 1 + noise. Where partners are as one, a cut normal's: 1 + .8 x 1.367 - 1.367 squared."""
    programme = p.programmes[GROUP]
    programme.sample_below = 99.0
    assert spread_of_quality(programme, p) == pytest.approx(1.054, abs=0.005)
    assert spread_of_capability(programme, p) == pytest.approx(1.054, abs=0.005)
    programme.sample_below, p.support.partners_quality, p.measure.noise_sd = -0.8, 1.0, 0.0
    p.support.longer_tail = 0.0
    assert spread_of_quality(programme, p) == pytest.approx(0.4735, abs=0.005)
    p.support.longer_tail = 0.1  # of the share of the variance of means that the cut takes away, .776
    assert spread_of_quality(programme, p) == pytest.approx(0.4735 * 1.0776, abs=0.005)


def test_what_is_left_by_the_last_session_by_hand(p):
    """Three sessions a month for two months, then one: thirds and sevenths of the whole, a month older each."""
    programme = p.programmes[GROUP]
    programme.sessions, programme.sessions_a_month = 7.0, 3.0
    assert left_by_the_last(programme, 0.9) == pytest.approx((3 * 0.81 + 3 * 0.9 + 1) / 7)
    assert left_by_the_last(programme, 1.0) == pytest.approx(1.0)
    assert left_by_the_last(programme, 0.0) == 1.0  # what fades at once has no end of a course


@pytest.mark.parametrize("name", programme_names())
def test_a_whole_programme_leaves_d_in_the_spread_of_reports_by_its_last_session(p, name):
    """By definition, with transfer 1 and the trial's mean dose."""
    programme = p.programmes[programme_names().index(name)]
    programme.transfer = 1.0
    derive_programme(programme, p)
    felt = {}
    for channel in ("level", "capability", "buffer", "distress"):
        left = left_by_the_last(programme, programme.keep[channel])
        felt[channel] = programme.full[channel] * programme.sample_dose * left
    assert felt["capability"] == pytest.approx(programme.d_capability * spread_of_capability(programme, p))
    assert (felt["buffer"], felt["distress"]) == pytest.approx((programme.d_buffer, programme.d_distress))
    kept = felt["buffer"] + p.stress.buffer_capability * felt["capability"]
    on_quality = felt["level"] + p.stress.sensitivity * load_felt(programme, p) * kept
    if programme.d_level != 0.0:
        assert on_quality == pytest.approx(programme.d_level * spread_of_quality(programme, p))
    else:
        assert felt["level"] == 0.0  # no trial found anything on quality


@pytest.mark.parametrize("cut", CUTS)
def test_load_is_that_of_simulated_couples_weighted_by_how_strongly_the_programme_works(p, cut):
    """By simulation of couples whose load falls with their quality, error .002 at the most."""
    programme = p.programmes[GROUP]
    programme.sample_below = cut
    quality = couples(p, cut)[0].mean(axis=1)
    raw = 1.0 - programme.moderation_by_quality * quality
    works = np.clip(raw, programme.moderation_at_least, programme.moderation_at_most)
    load = p.support.couples_load - p.support.load_by_quality * quality
    assert load_felt(programme, p) == pytest.approx((works * load).sum() / works.sum(), abs=0.004)


def test_a_gain_is_net_of_the_stress_kept_from_quality_and_never_below_none(p):
    """By hand: a load of .4 on all, a tenth kept by the buffer and .15 x .2 by capability, so .4 x .13 = .052."""
    programme = p.programmes[GROUP]
    p.support.couples_load, p.support.load_by_quality, p.stress.buffer_capability = 0.4, 0.0, 0.15
    programme.d_buffer, programme.d_capability = 0.1, 0.2 / spread_of_capability(programme, p)
    for found, level in ((0.3, 0.248), (0.052, 0.0), (0.03, 0.0), (0.0, 0.0), (-0.2, -0.2)):
        assert level_beside_the_rest(found, programme, p) == pytest.approx(level, abs=1e-12)
    programme.d_buffer = -0.2  # what lays couples open to stress is made up for
    assert level_beside_the_rest(0.3, programme, p) == pytest.approx(0.3 + 0.4 * (0.2 - 0.03))
    assert level_beside_the_rest(0.0, programme, p) == 0.0


def test_another_buffer_moves_the_level_so_that_the_trial_stays_as_it_was(p):
    """What a programme does to quality by its last session is its d, however much of it is by buffering."""
    programme, felt = p.programmes[GROUP], []
    for d in (0.0, 0.1, 0.2):
        trial_samples.give_buffer(p, d)
        kept = d + p.stress.buffer_capability * programme.d_capability * spread_of_capability(programme, p)
        left = left_by_the_last(programme, programme.keep.level)
        level = programme.full.level * programme.sample_dose * left / programme.transfer
        felt.append(level + p.stress.sensitivity * load_felt(programme, p) * kept)
    assert felt == pytest.approx([programme.d_level * spread_of_quality(programme, p)] * 3)


@pytest.mark.parametrize("d", [0.05, 0.24, 0.6, -0.2])
def test_conflict_apart_falls_by_d_though_some_have_none(p, d):
    """By simulation: nobody falls below none, and still the mean falls by d SD of reports."""
    mean, sd = float(p.support.coparenting_mean), float(p.support.coparenting_sd)
    conflict = mean + sd * np.random.default_rng(5).standard_normal(N)
    before = np.maximum(conflict, 0.0)
    assert spread_of_conflict(mean, sd) == pytest.approx(before.std(), rel=0.005)
    reports = before.std() * np.sqrt(1.0 + p.measure.noise_sd**2)
    after = np.maximum(before - fall_for_all(d, p), 0.0)
    assert (before - after).mean() == pytest.approx(d * reports, rel=0.02)


def test_what_some_do_not_feel_amid_violence_the_others_make_up_for(p):
    """By hand: a fifth amid violence, who feel half, so what the whole programme gives is a ninth more of contact."""
    programme, found = p.programmes[COURSE], []
    programme.d_contact, programme.amid_violence, p.support.coerced_apart = 0.3, 0.5, 0.0
    for p.support.violent_apart in (0.0, 0.2):
        derive_programme(programme, p)
        found.append(float(programme.full.contact))
    assert found[1] == pytest.approx(found[0] / 0.9)


def test_a_fall_beyond_all_conflict_there_is_ends_it(p):
    """A d that no fall can reach is taken as an end of all conflict, never as a number without a bound."""
    mean, sd = float(p.support.coparenting_mean), float(p.support.coparenting_sd)
    assert fall_for_all(50.0, p) == pytest.approx(mean + 4.0 * sd)


def test_a_programmes_fade_and_effects_follow_only_its_own_figures(p):
    """Two programmes, one changed: the other's whole effects keep every bit."""
    before = p.programmes[COURSE].full.tobytes()
    p.programmes[GROUP].d_level = 3.0
    for programme in trial_samples.known(p):
        derive_programme(programme, p)
    assert p.programmes[COURSE].full.tobytes() == before
