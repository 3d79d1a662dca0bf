"""Simulation-based calibration: truths drawn from what is assumed lie anywhere in their posteriors alike.

Made on the amortised posterior of a rough simulator, so that the emulators' own error matters; planted faults fail the
same checks. `python tests/statistical/sbc.py` makes it at N = 1,000; its figures stand in docs/calibrate.md.
"""

import numpy as np
import pytest

GROSS, FAULTS = 40, 200  # worlds: for gross faults at every change; for the faults planted here
ROUGH = 0.5  # as large as a target's error
SURE = 1e-3


@pytest.fixture(scope="module")
def checks(toy):
    """Return what a fit is held to."""
    return toy.checks


@pytest.fixture(scope="module")
def smallest(toy, checks):
    """Return what finds the smallest p over the figures that targets tell."""

    def of(found, figures=2, bins=5):
        ways = ((checks.uniform_p, (toy.DRAWS, bins)), (checks.leaning_p, (toy.DRAWS,)))
        return min(p(found[:, j], *how) for j in range(figures) for p, how in ways)

    return of


@pytest.fixture(scope="module")
def forty(toy):
    """Return 40 worlds of eight designs."""
    return toy.worlds(GROSS, ROUGH, designs=5)


def test_forty_worlds_show_no_gross_fault(forty, smallest, checks):
    """Ranks of 40 truths, and how often 90% intervals hold them: between 72.5% and 100% but for one in 1,000."""
    assert smallest(forty.ranks) > SURE
    low, high = checks.band(0.9, GROSS)
    assert ((forty.held[1].mean(axis=0) >= low) & (forty.held[1].mean(axis=0) <= high)).all()


def test_a_figure_that_does_nothing_is_seldom_called_calibrated(forty, toy):
    """At most 5 of 40 worlds, which 5% would exceed once in 100 times; what the targets do tell is, in nearly all."""
    assert forty.shown[:, toy.NOTHING].sum() <= 5
    assert forty.shown[:, :2].mean() > 0.9


@pytest.mark.parametrize("fault", ["no emulator error", "wrong sign", "no target error"])
def test_a_planted_fault_is_seen(toy, smallest, checks, fault):
    """The same checks on 200 worlds fail for each: a posterior too narrow by a third, or about the wrong place."""
    found = toy.worlds(FAULTS, ROUGH, fault)
    low, _ = checks.band(0.9, FAULTS)
    coverage = found.held[1, :, :2].mean(axis=0)
    assert smallest(found.ranks) < SURE
    assert (coverage < low).any()


def test_even_ranks_pass_and_leaning_ones_do_not(checks):
    """1,000 even ranks pass both tests; 1,000 ranks pushed up by a tenth of their range fail both."""
    even = np.random.default_rng(1).integers(0, 100, 1_000)
    assert checks.uniform_p(even, 99) > SURE and checks.leaning_p(even, 99) > SURE
    pushed = np.minimum(even + 10, 99)
    assert checks.uniform_p(pushed, 99) < SURE and checks.leaning_p(pushed, 99) < SURE


def test_a_band_is_the_binomials(checks):
    """By scipy's own: 90% of 40 trials lies between 29 and 40 but for one in 1,000."""
    low, high = checks.band(0.9, 40)
    assert (round(low * 40), round(high * 40)) == (29, 40)
