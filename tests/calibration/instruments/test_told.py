"""What instruments show, against closed forms of measurement."""

import numpy as np
import pytest
from scipy.stats import multivariate_normal, norm

from famsim.calibration import Ask, answers
from famsim.calibration.instruments.told import chance_below, mean_below, noise_variance

LATER = 12  # months


@pytest.fixture
def two_waves(lives):
    """Return 40,000 mothers whose quality correlates .8 over a year, of mean 0 and spread 1 at both ends."""
    seen, draw = lives.made_up(40_000, months=160), lives.rng()
    first = draw.standard_normal(seen.families)
    second = 0.8 * first + 0.6 * draw.standard_normal(seen.families)
    seen.diary.quality[: 9 + LATER, :, 0] = first
    seen.diary.quality[9 + LATER :, :, 0] = second
    return seen


def test_a_reliability_gives_the_correlation_between_waves_that_it_must(lives, two_waves):
    """Closed form: noise that two askings do not share takes a correlation down to reliability x itself.

    From the birth (first) to a year and nine months on (second, at months 24 of age) with a scale of .90: .8 x .9.
    """
    survey = lives.surveyed(two_waves)
    ask = Ask("quality_again", "all", "later=2", "correlation")
    found = answers([ask], survey)[ask]
    q = two_waves.diary.quality
    latent = np.corrcoef(q[0, :, 0], q[24, :, 0])[0, 1]
    variances = [q[month, :, 0].astype(float).var() for month in (0, 24)]
    noise = noise_variance(float(survey.p.measure.reliability))
    expected = latent * np.sqrt(np.prod(variances) / np.prod([v + noise for v in variances]))
    assert found.value == pytest.approx(expected, rel=1e-5)
    assert found.value == pytest.approx(0.8 * 0.9, abs=4 * found.se)
    assert found.se == pytest.approx((1 - found.value**2) / np.sqrt(40_000), rel=0.25)


def test_one_question_finds_the_unhappy_that_its_cut_says_and_few_of_them_again(lives, two_waves):
    """Closed form: of two normal reports that correlate .8 x .40, the share of those below a cut twice."""
    survey = lives.surveyed(two_waves)
    asks = [Ask("unhappy", "all", "months=9", "percent"), Ask("unhappy_again", "all", "later=1", "percent")]
    once, again = answers(asks, survey).values()
    cut = survey.instruments.unhappy_below * np.sqrt(survey.instruments.item_reliability)
    share = norm.cdf(cut)
    both = multivariate_normal.cdf([cut, cut], cov=[[1.0, 0.32], [0.32, 1.0]])
    assert once.value == pytest.approx(100 * share, abs=4 * once.se)
    assert again.value == pytest.approx(100 * both / share, abs=4 * again.se)
    assert share == pytest.approx(0.05, abs=0.001), "row mcs_unhappy_9m, from which the cut was derived"


def test_reports_of_those_chosen_for_a_low_report_are_lower_than_they_live(lives):
    """Closed form: over the population the mean report below a cut is that of a normal of variance 1 / reliability."""
    q = np.linspace(-8, 8, 20_001)
    weight = norm.pdf(q)
    for cut, reliability in ((-0.77, 0.9), (-2.6, 0.4)):
        chance = chance_below(q, cut, reliability)
        mean = (weight * chance * mean_below(q, cut, reliability)).sum() / (weight * chance).sum()
        spread = np.sqrt(1.0 / reliability)
        assert mean == pytest.approx(-spread * norm.pdf(cut / spread) / norm.cdf(cut / spread), rel=1e-6)


def test_who_comes_in_distress_rises_by_itself_and_who_stays_still_does_not(lives, two_waves):
    """Regression to the mean, planted: nobody's mean quality changes, those who report distress rise in reports."""
    two_waves.diary.quality[:, :, 1] = two_waves.diary.quality[:, :, 0]
    survey = lives.surveyed(two_waves)
    asks = [Ask("quality_change", f"recruited={who}", "later=1", "mean") for who in ("all", "distressed")]
    everybody, chosen = answers(asks, survey).values()
    assert everybody.value == pytest.approx(0.0, abs=4 * everybody.se + 1e-3)
    assert chosen.value > 0.1


def test_who_comes_on_a_falling_slope_rises_by_itself_as_far_as_the_slope_says(lives):
    """Closed form: half-years of independent normal quality, tilted by exp(s x fall), are low by s when asked first.

    So the next asking is s higher, though nobody lives better. 20,000 couples, ten of their years, two parents each.
    """
    seen, draw = lives.made_up(20_000, months=144), lives.rng(4)
    seen.diary.quality[:] = np.repeat(draw.standard_normal((24, 20_000, 2)), 6, axis=0)
    survey = lives.surveyed(seen, slope_recruits=0.5)
    ask = Ask("quality_change", "recruited=falling", "later=1", "mean")
    found = answers([ask], survey)[ask]
    assert found.value == pytest.approx(0.5, abs=4 * found.se)
    assert found.se < 0.02


def test_the_ghq_keeps_the_level_and_takes_correlations_down_by_the_square(lives):
    """Closed form: a share r of answers is the state's at each asking, so r x r of the state's correlation is left."""
    draw, months = lives.rng(), 120
    states = np.repeat(draw.random((months // 12, 30_000)) < 0.223, 12, axis=0)
    states[12:] = np.where(draw.random(30_000) < 0.5, states[:12].repeat(9, axis=0)[: months - 12], states[12:])
    seen = lives.made_up(30_000, months=months, mother_distressed=states)
    seen.p.mother.prevalence = 0.223
    found = {}
    for reliability in (1.0, 0.8):
        asks = [Ask("ghq_mother", "all", "now", "percent"), Ask("ghq_again", "parent=mother", "later=1", "correlation")]
        found[reliability] = list(answers(asks, lives.surveyed(seen, ghq_reliability=reliability)).values())
    level, correlation = ([found[r][k] for r in (1.0, 0.8)] for k in (0, 1))
    assert level[1].value == pytest.approx(level[0].value * 0.8 + 22.3 * 0.2, rel=1e-9)
    assert correlation[1].value == pytest.approx(0.64 * correlation[0].value, abs=0.01)
