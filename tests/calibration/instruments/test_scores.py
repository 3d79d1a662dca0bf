"""Children's scores: England's norms come back at their ages, whatever the share of noise, and lower ones before."""

import numpy as np
import pytest

from famsim.calibration import Ask, answers

NORMS = {"boy": (9.1, 6.0), "girl": (7.8, 5.5)}


@pytest.fixture
def norm_sample(lives):
    """Return children aged eleven at the end whose difficulties are normal with the variance that noise leaves to 1."""
    seen = lives.made_up(60_000, months=144, born=5)
    draw = lives.rng()
    spread = np.sqrt(1.0 - float(seen.p[0].measure.child_noise))
    seen.diary.difficulties[:, :, 0] = spread * draw.standard_normal(seen.families)
    seen.diary.lasting["sex"][:, 0] = np.arange(seen.families) % 2
    return lives.surveyed(seen)


def test_the_total_has_the_norms_mean_spread_and_bands(norm_sample):
    """The register's rows sdq_norm_total_boys_mean 9.1 and so on; bands of a negative binomial with these moments."""
    for sex, (mean, sd) in NORMS.items():
        kinds = [("sdq_total", "mean"), ("sdq_total", "sd"), ("sdq_high", "percent"), ("sdq_raised", "percent")]
        asks = [Ask(measure, f"sex={sex}", "age=11", kind) for measure, kind in kinds]
        found = answers(asks, norm_sample)
        got_mean, got_sd, high, raised = (found[ask] for ask in asks)
        assert got_mean.value == pytest.approx(mean, abs=4 * got_mean.se + 0.01)
        assert got_sd.value == pytest.approx(sd, abs=4 * got_sd.se + 0.02)
        assert 5 < high.value < raised.value < 25


def test_each_scale_has_its_norms_and_the_two_halves_are_their_sums(norm_sample):
    """Rows sdq_norm_conduct_boys_mean 1.7 and so on; scales end at 10, beyond which the norms' form has a little."""
    asked = norm_sample.instruments
    scales = ("emotional", "conduct", "hyperactivity", "peer")
    halves = ("internalising", "externalising")
    asks = {name: Ask(f"sdq_{name}", "sex=boy", "age=11", "mean") for name in (*scales, *halves)}
    found = answers(asks.values(), norm_sample)
    values = {name: found[ask].value for name, ask in asks.items()}
    for name in scales:
        assert values[name] == pytest.approx(getattr(asked, f"{name}_mean")[0], rel=0.03), name
    assert values["internalising"] == pytest.approx(values["emotional"] + values["peer"])
    assert values["externalising"] == pytest.approx(values["conduct"] + values["hyperactivity"])


@pytest.mark.parametrize(
    ("scale", "published"), [("emotional", 7.4), ("conduct", 10.2), ("hyperactivity", 12.9), ("peer", 9.2)]
)
def test_at_seven_as_many_are_in_the_highest_bands_as_the_cohort_had(norm_sample, scale, published):
    """Rows mcs7_emotional_abn_all 7.4% and so on, that no figure of the norms knows."""
    ask = Ask(f"sdq_{scale}_high", "all", "age=7", "percent")
    assert answers([ask], norm_sample)[ask].value == pytest.approx(published, abs=0.8)


def test_the_total_grows_with_age_by_as_many_points_as_its_scales_until_the_norms_middle(lives, norm_sample):
    """By the two halves, which are sums of the scales: their own forms at the lower end differ a little from its."""
    names = ("sdq_total", "sdq_internalising", "sdq_externalising")
    asks = {(name, age): Ask(name, "all", f"age={age}", "mean") for name in names for age in (4, 7)}
    found = {key: one.value for key, one in zip(asks, answers(asks.values(), norm_sample).values(), strict=True)}
    grown = [found[name, 7] - found[name, 4] for name in names]
    assert grown[0] > 0.5
    assert grown[0] == pytest.approx(grown[1] + grown[2], rel=0.25)
    level = lives.surveyed(norm_sample.seen, norms_middle=4.0)
    total, before = asks["sdq_total", 7], asks["sdq_total", 4]
    flat = answers([total, before], level)
    assert flat[total].value == pytest.approx(flat[before].value, abs=4 * flat[total].se)


def test_disorders_are_as_common_as_interviews_found_among_children_and_adolescents(lives):
    """Rows mhcyp_one_5_10 and mhcyp_two_5_10, 9.5% together, and 14.4% from 11 to 16: within a seventh."""
    seen = lives.made_up(60_000, months=216, born=5)
    spread = np.sqrt(1.0 - float(seen.p[0].measure.child_noise))
    seen.diary.difficulties[:, :, 0] = spread * lives.rng().standard_normal(seen.families)
    seen.diary.lasting["sex"][:, 0] = np.arange(seen.families) % 2
    survey = lives.surveyed(seen)
    for age, published in ((8, 9.5), (13, 14.4)):
        ask = Ask("child_disorder", "all", f"age={age}", "percent")
        assert answers([ask], survey)[ask].value == pytest.approx(published, rel=0.15)


def test_nobody_is_scored_before_two(norm_sample):
    ask = Ask("sdq_total", "all", "age=1", "mean")
    assert "second birthday" in answers([ask], norm_sample)[ask].why
