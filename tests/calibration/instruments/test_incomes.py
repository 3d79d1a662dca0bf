"""What families tell of their income, against closed forms."""

import numpy as np
import pytest
from scipy.stats import binom, norm

from famsim.calibration import Ask, answers
from famsim.calibration.instruments.cases import families_now, years_ends
from famsim.calibration.instruments.incomes import at_least, fifth, poor_after_housing, poor_before_housing


@pytest.fixture
def normal_means(lives):
    """Return 20,000 families whose means are normal with spread 1.3 about the line of poverty."""
    seen = lives.made_up(20_000, months=60)
    seen.diary.means[:] = float(seen.p[0].money.poverty_line) + 1.3 * lives.rng().standard_normal(seen.families)
    return seen


def test_poverty_is_found_by_noisy_reports_and_less_before_housing(lives, normal_means):
    """Closed form: half below the line they are spread about; a line lower by d is d / root(1.3^2 + noise^2) away."""
    survey = lives.surveyed(normal_means)
    some = families_now(normal_means, years_ends(normal_means, 1))
    asked = survey.instruments
    after, before = poor_after_housing(survey, some), poor_before_housing(survey, some)
    spread = np.hypot(1.3, asked.income_noise)
    assert after.mean() == pytest.approx(0.5, abs=0.02)
    assert before.mean() == pytest.approx(norm.cdf(-asked.housing_lowers_line / spread), abs=0.02)
    exact = poor_after_housing(lives.surveyed(normal_means, income_noise=0.0), some)
    assert set(np.unique(exact)) == {0.0, 1.0}


def test_a_fifth_by_report_is_a_fifth_and_mixes_with_its_neighbours(lives, normal_means):
    """The poorest fifth by report holds some who live better; without noise it holds the poorest alone."""
    some = families_now(normal_means, years_ends(normal_means, 1))
    noisy, exact = (fifth(lives.surveyed(normal_means, income_noise=noise), some, "1") for noise in (0.5, 0.0))
    assert noisy.mean() == pytest.approx(0.2, abs=0.003) and exact.mean() == pytest.approx(0.2, abs=0.003)
    means = normal_means.diary.means[some.months, some.rows]
    assert (noisy * means).sum() / noisy.sum() > (exact * means).sum() / exact.sum()


def test_noise_takes_a_correlation_with_income_down(lives, normal_means):
    """Closed form: by root(1.3^2 / (1.3^2 + noise^2))."""
    normal_means.diary.difficulties[:, :, 0] = -(normal_means.diary.means[11::12] - 0.8)
    ask = Ask("sdq_with_income", "all", "age=3", "correlation")
    plain, noisy = (answers([ask], lives.surveyed(normal_means, income_noise=noise))[ask].value for noise in (0.0, 1.3))
    assert noisy == pytest.approx(plain / np.sqrt(2.0), rel=0.02)


def test_so_many_of_four_reports(lives):
    """Closed form: the binomial."""
    chances = [np.full(3, share) for share in (0.3,) * 4]
    assert at_least(chances, 3) == pytest.approx(np.full(3, binom.sf(2, 4, 0.3)))
    assert at_least(chances, 0) == pytest.approx(np.ones(3))
