"""Children's scores: England's norms come back, whatever the share of noise."""

import numpy as np
import pytest

from famsim.calibration import Ask, answers

NORMS = {"boy": (9.1, 6.0), "girl": (7.8, 5.5)}


@pytest.fixture
def norm_sample(lives):
    """Return children aged five at the end whose difficulties are normal with the variance that noise leaves to 1."""
    seen = lives.made_up(60_000, months=72, born=5)
    draw = lives.rng()
    spread = np.sqrt(1.0 - float(seen.p[0].measure.child_noise))
    seen.diary.difficulties[:, :, 0] = spread * draw.standard_normal(seen.families)
    seen.diary.lasting["sex"][:, 0] = np.arange(seen.families) % 2
    return lives.surveyed(seen)


def test_the_total_has_the_norms_mean_spread_and_bands(norm_sample):
    """The register's rows sdq_norm_total_boys_mean 9.1 and so on; bands of a negative binomial with these moments."""
    for sex, (mean, sd) in NORMS.items():
        kinds = [("sdq_total", "mean"), ("sdq_total", "sd"), ("sdq_high", "percent"), ("sdq_raised", "percent")]
        asks = [Ask(measure, f"sex={sex}", "age=5", kind) for measure, kind in kinds]
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
    asks = {name: Ask(f"sdq_{name}", "sex=boy", "age=5", "mean") for name in (*scales, *halves)}
    found = answers(asks.values(), norm_sample)
    values = {name: found[ask].value for name, ask in asks.items()}
    for name in scales:
        assert values[name] == pytest.approx(getattr(asked, f"{name}_mean")[0], rel=0.03), name
    assert values["internalising"] == pytest.approx(values["emotional"] + values["peer"])
    assert values["externalising"] == pytest.approx(values["conduct"] + values["hyperactivity"])


def test_nobody_is_scored_before_two(norm_sample):
    ask = Ask("sdq_total", "all", "age=1", "mean")
    assert "second birthday" in answers([ask], norm_sample)[ask].why
