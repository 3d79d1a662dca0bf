"""True against measured: unbiased where answers are lost by chance, biased by as much as is configured where not."""

import numpy as np
import pytest

from famsim.measures import BEFORE_AFTER, BESIDE_OTHERS, TRUE, Seen, evaluated

COUPLES = 200_000
EFFECT, RECOVERY, SPREAD = 0.2, 0.3, 0.8


@pytest.fixture(scope="module")
def couples():
    """Return scores before, later and of twins: all recover by themselves, the helped by an effect more."""
    rng = np.random.default_rng(3)
    before = rng.normal(-1.0, 1.0, COUPLES)
    gain = rng.normal(RECOVERY, SPREAD, COUPLES)
    gain = RECOVERY + (gain - gain.mean()) * SPREAD / gain.std()  # exactly so
    return before, before + gain + EFFECT, before + gain


def by_design(couples, **seen):
    return {one.design: one for one in evaluated(*couples, Seen(noise=0.3, answers=0.3) if not seen else Seen(**seen))}


def test_what_is_true_is_what_was_planted(couples):
    assert by_design(couples)[TRUE].estimate == pytest.approx(EFFECT)


def test_lost_by_chance_a_comparison_is_unbiased_and_before_and_after_counts_recovery(couples):
    """Planted: couples recover by .3 by themselves, and a design without others counts that as gain."""
    found = by_design(couples)
    assert found[BESIDE_OTHERS].bias == pytest.approx(0.0, abs=1e-12)
    assert found[BEFORE_AFTER].bias == pytest.approx(RECOVERY, abs=1e-9)


@pytest.mark.parametrize("by_gain", [-0.5, 0.25, 1.0])
def test_lost_by_gain_it_is_biased_as_configured(couples, by_gain):
    """Closed form: where answers rise by exp(b gain) a normal gain is seen b x its variance too high.

    In both arms alike, so that a comparison loses it again; where help itself widens gains, it does not.
    """
    found = by_design(couples, noise=0.3, answers=0.3, by_gain=by_gain)
    assert found[BEFORE_AFTER].bias == pytest.approx(RECOVERY + by_gain * SPREAD**2, abs=0.02)
    before, _, twin = couples
    wider = before + RECOVERY + EFFECT + 2.0 * (twin - before - RECOVERY)
    one = {each.design: each for each in evaluated(before, wider, twin, Seen(0.3, 0.3, by_gain))}[BESIDE_OTHERS]
    assert one.bias == pytest.approx(by_gain * (4.0 - 1.0) * SPREAD**2, rel=0.1)


def test_a_null_effect_still_shows_a_gain_without_others(couples):
    """Acceptance: helped like their twins, before and after finds the recovery, a comparison nothing."""
    before, _, twin = couples
    found = {one.design: one for one in evaluated(before, twin, twin, Seen(0.3, 0.3))}
    assert (found[TRUE].estimate, found[BESIDE_OTHERS].estimate) == (0.0, 0.0)
    assert found[BEFORE_AFTER].estimate == pytest.approx(RECOVERY)


def test_noise_and_loss_scatter_it_as_replays_do(couples):
    """A thousand evaluations of 100 helped, 30% of whom answer, reported with noise: their mean and spread."""
    before, later, twin = couples
    found = by_design(couples, noise=0.3, answers=0.3, families=100)
    rng, seen = np.random.default_rng(5), {BEFORE_AFTER: [], BESIDE_OTHERS: []}
    for _ in range(2000):
        ours, theirs = rng.integers(0, COUPLES, (2, 30))
        reports = [x + rng.normal(0.0, 0.3, 30) for x in (before[ours], later[ours], twin[theirs])]
        seen[BEFORE_AFTER].append((reports[1] - reports[0]).mean())
        seen[BESIDE_OTHERS].append(reports[1].mean() - reports[2].mean())
    for design, effects in seen.items():
        assert np.mean(effects) == pytest.approx(found[design].estimate, abs=5 * found[design].se / 2000**0.5)
        assert np.std(effects) == pytest.approx(found[design].se, rel=0.08)


def test_the_least_effect_found_is_two_point_eight_standard_errors(couples):
    """Closed form: 1.96 + .84 of them; four times as many families halve it."""
    few, many = (by_design(couples, noise=0.3, answers=0.3, families=n)[BESIDE_OTHERS] for n in (100, 400))
    assert few.least == pytest.approx(2.8016 * few.se, rel=1e-4)
    assert few.least == pytest.approx(2 * many.least)
