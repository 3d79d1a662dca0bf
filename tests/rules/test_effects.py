"""What support changes: dose, partner, moderation, fading. MODEL sections 4 and 6."""

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import norm

from famsim.model.family import APART, SITUATIONAL
from famsim.model.parameters import CHANNELS
from famsim.model.policy import PROGRAMMES
from famsim.population.derive import derive_programme
from famsim.rules.effects import effects_accrue, effects_fade, moderation

GROUP = PROGRAMMES.index("relationship_group")
FELT = ("eff_buffer", "eff_distress", "eff_parenting", "eff_commitment", "eff_relief")


@pytest.fixture
def programme(p):
    """Return a programme whose channels give .1, .2, ... and whose moderation is 1 for everybody."""
    programme = p.programmes[GROUP]
    for k, channel in enumerate(CHANNELS.names):
        programme.full[channel] = 0.1 * (k + 1)
    programme.moderation_by_quality, programme.moderation_scale, programme.amid_violence = 0.0, 1.0, 0.5
    p.support.partner_factor = 0.5
    return programme


def felt(one):
    """Return everything a family feels of programmes, in the order of the channels, both partners."""
    parents = [one.mother.level, one.other.level, one.mother.learned, one.other.learned]
    return parents + [float(one[name]) for name in FELT]


def test_no_dose_no_effect(family, p, programme):
    """A dose of nothing leaves nothing, to the bit."""
    couple = family(programme=GROUP, both_take_part=1)
    effects_accrue(couple, 0.0, p)
    assert felt(couple) == [0.0] * 9


def test_doses_add_up_to_the_whole(family, p, programme):
    """Worked by hand: five attended shares of a fifth give level .1, buffer .2, capability .3, ..., relief .7."""
    couple = family(programme=GROUP, both_take_part=1)
    for _ in range(5):
        effects_accrue(couple, 0.2, p)
    assert felt(couple) == pytest.approx([0.1, 0.1, 0.3, 0.3, 0.2, 0.4, 0.5, 0.6, 0.7])


def test_a_partner_who_stays_away_gets_a_share(family, p, programme):
    """MODEL 4: both partners shift, times a partner factor."""
    couple = family(programme=GROUP, both_take_part=0)
    effects_accrue(couple, 1.0, p)
    assert (couple.mother.level, couple.other.level) == pytest.approx((0.1, 0.05))
    assert (couple.mother.learned, couple.other.learned) == pytest.approx((0.3, 0.15))


def test_what_only_a_couple_can_gain_is_not_given_to_one(family, p, programme):
    apart = family(programme=GROUP, status=APART)
    effects_accrue(apart, 1.0, p)
    assert felt(apart) == pytest.approx([0, 0, 0.3, 0, 0, 0.4, 0.5, 0, 0.7])


def test_less_is_gained_amid_violence_except_of_money(family, p, programme):
    couple = family(programme=GROUP, both_take_part=1, violence=SITUATIONAL)
    effects_accrue(couple, 1.0, p)
    assert couple.mother.level == pytest.approx(0.05)
    assert couple.eff_relief == pytest.approx(0.7)


def test_every_effect_halves_in_its_own_half_life(family, p, programme):
    """Closed form: after its half-life, half is left, channel by channel."""
    for k, channel in enumerate(CHANNELS.names):
        programme[f"half_life_{channel}"] = 6 + 5 * k
    derive_programme(programme, p)
    couple = family(programme=GROUP, mother={"level": 1.0, "learned": 1.0}, other={"level": 1.0, "learned": 1.0})
    for name in FELT:
        couple[name] = 1.0
    left = [felt(couple)]
    for _ in range(40):
        effects_fade(couple, p)
        left.append(felt(couple))
    half_lives = [6, 6, 16, 16, 11, 21, 26, 31, 36]
    for k, half_life in enumerate(half_lives):
        assert left[half_life][k] == pytest.approx(0.5), k


def test_nothing_fades_that_no_programme_gave(family, p):
    couple = family(mother={"learned": 1.0})
    effects_fade(couple, p)
    assert couple.mother.learned == 1.0


@pytest.mark.parametrize(("quality", "works"), [(0.0, 1.0), (-1.0, 1.5), (1.0, 0.5), (2.5, 0.0), (-4.0, 2.5)])
def test_more_for_couples_in_difficulty_within_limits(family, p, programme, quality, works):
    """Worked by hand: 1 - .5 q between 0 and 2.5; about nothing for the happiest."""
    programme.moderation_by_quality, programme.moderation_at_least, programme.moderation_at_most = 0.5, 0.0, 2.5
    couple = family(mother={"quality": quality + 0.3}, other={"quality": quality - 0.3})
    assert moderation(couple, programme) == pytest.approx(works)


def test_a_course_does_not_weaken_itself_as_it_works(family, p, programme):
    """By definition: quality as it was before programmes moderates; what they have lifted it by is left out."""
    programme.moderation_by_quality, programme.moderation_at_least, programme.moderation_at_most = 0.5, 0.0, 2.5
    lifted = {"quality": -0.6, "level": 0.4}
    assert moderation(family(mother=lifted, other=lifted), programme) == pytest.approx(1.5)


@pytest.mark.parametrize("name", PROGRAMMES)
def test_moderation_is_one_on_average_in_the_trials_sample(family, p, name):
    """MODEL 4: m(q) has mean 1 in that sample, by quadrature: q ~ N(0, 1), reported q + e below the trial's cut."""
    programme, couple = p.programmes[PROGRAMMES.index(name)], family()

    def weight(q):
        return norm.pdf(q) * norm.cdf((programme.sample_below - q) / p.measure.noise_sd)

    def works(q):
        couple.mother.quality = couple.other.quality = q
        return moderation(couple, programme) * weight(q)

    assert quad(works, -6, 6, limit=200)[0] / quad(weight, -6, 6)[0] == pytest.approx(1.0, abs=0.005)


@pytest.mark.parametrize("name", PROGRAMMES)
def test_a_trial_gets_its_published_effect_back(p, name):
    """Closed form: with transfer 1 a trial's mean dose gives d SDs of y in its own sample (a cut normal's SD)."""
    programme = p.programmes[PROGRAMMES.index(name)]
    programme.transfer = 1.0
    derive_programme(programme, p)
    spread = np.sqrt(1.0 + p.measure.noise_sd**2)
    cut = min(programme.sample_below, 8.0) / spread
    tail = norm.pdf(cut) / norm.cdf(cut)
    of_the_sample = spread * np.sqrt(1.0 - cut * tail - tail**2)
    assert programme.full.level * programme.sample_dose == pytest.approx(programme.d_level * of_the_sample, rel=0.01)
    assert programme.full.capability * programme.sample_dose == pytest.approx(programme.d_capability)


def test_spreads_the_model_names(p):
    """MODEL 4: SD_y is 1.05 for unselected couples, about .5 in a sample chosen by y < -.8."""
    from famsim.population.derive import trial_spread

    programme = p.programmes[GROUP]
    programme.sample_below = 99.0
    assert trial_spread(programme, p) == pytest.approx(1.054, abs=0.005)
    programme.sample_below = -0.8
    assert trial_spread(programme, p) == pytest.approx(0.5, abs=0.05)


def test_what_is_carried_from_elsewhere_is_scaled_by_its_transfer(p):
    """MODEL 4: each effect carried to England has a transfer factor: half the transfer is half of every channel."""
    programme, full = p.programmes[GROUP], []
    for transfer in (1.0, 0.5):
        programme.transfer = transfer
        derive_programme(programme, p)
        full.append(np.array([programme.full[channel] for channel in CHANNELS.names]))
    assert full[0].any()
    assert full[1] == pytest.approx(0.5 * full[0])
