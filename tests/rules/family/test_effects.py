"""What support changes: dose, partner, moderation, fading."""

import numpy as np
import pytest

from famsim.evidence import programme_names
from famsim.model.family import APART, COERCIVE, SITUATIONAL
from famsim.model.parameters import CHANNELS
from famsim.population.trial_samples import derive_programme
from famsim.rules.family.effects import couples_effects_end, effects_accrue, effects_fade, moderation, talk_eases

GROUP = programme_names().index("relationship_group")
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
    """Both partners shift, times a partner factor."""
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


@pytest.mark.parametrize(("found_anyway", "level"), [(0.0, 0.0), (-0.5, -0.05), (0.9, 0.05)])
def test_amid_coercion_a_programme_gives_what_is_left_of_it_and_never_more_than_amid_violence(
    family, p, programme, found_anyway, level
):
    """By hand: .1 at the whole; half amid violence; amid coercion the figure's share, or half if that is less."""
    p.support.amid_coercion, programme.screened = found_anyway, 1.0
    couple = family(programme=GROUP, both_take_part=1, violence=COERCIVE)
    effects_accrue(couple, 1.0, p)
    assert couple.mother.level == pytest.approx(level)


def test_every_effect_halves_in_its_own_half_life(family, p, programme):
    """Closed form: after its half-life, half is left, channel by channel."""
    for k, channel in enumerate(CHANNELS.names):
        programme[f"half_life_{channel}"] = 6 + 5 * k
    derive_programme(programme, p)
    for channel in CHANNELS.names:
        programme.full[channel] = 1.0
    couple = family(programme=GROUP, both_take_part=1)
    effects_accrue(couple, 1.0, p)
    left = faded(couple, 40)
    for k, half_life in enumerate([6, 6, 16, 16, 11, 21, 26, 31, 36]):
        assert left[half_life][k] == pytest.approx(0.5, rel=1e-5), k


def taken(couple, programme, p, dose=1.0):
    """Let a couple take a programme, or a share of it, now."""
    couple.programme = programme
    effects_accrue(couple, dose, p)


def faded(couple, months):
    """Return what is felt now and after each of so many months, (months + 1, 9)."""
    left = [felt(couple)]
    for _ in range(months):
        effects_fade(couple)
        left.append(felt(couple))
    return left


def half_lives(p, *given):
    """Give the first programmes a level of .30 that halves in so many months, and nothing else."""
    for number, months in enumerate(given):
        programme = p.programmes[number]
        for channel in CHANNELS.names:
            programme.full[channel] = 0.0
            programme.keep[channel] = 0.5 ** (1 / months)
        programme.full.level = 0.30
        programme.moderation_by_quality, programme.moderation_scale = 0.0, 1.0


def test_a_session_with_no_effect_takes_nothing_from_an_earlier_course(family, p):
    """Closed form: .30 that halves in 36 months leaves .189 after 24, whatever light touch is added."""
    half_lives(p, 36, 12)
    p.programmes[1].full.level = 0.0
    couple = family(both_take_part=1)
    taken(couple, 0, p)
    taken(couple, 1, p)
    assert faded(couple, 24)[24][0] == pytest.approx(0.30 * 0.5 ** (24 / 36), rel=1e-5)


def test_what_gives_nothing_leaves_no_trace(family, p):
    """To the byte, whether the programme has no effect or the dose is nothing."""
    half_lives(p, 36, 12)
    p.programmes[1].full.level = 0.0
    couple = family(both_take_part=1)
    taken(couple, 0, p)
    before = couple.effects.tobytes()
    taken(couple, 1, p)
    taken(couple, 0, p, 0.0)
    assert couple.effects.tobytes() == before


def test_two_programmes_fade_each_at_its_own_rate(family, p):
    """Closed form: .3 x .5^(t/36) + .3 x .5^((t-6)/12), in every month."""
    half_lives(p, 36, 12)
    couple = family(both_take_part=1)
    taken(couple, 0, p)
    faded(couple, 6)
    taken(couple, 1, p)
    expected = [0.3 * 0.5 ** ((6 + month) / 36) + 0.3 * 0.5 ** (month / 12) for month in range(60)]
    assert [left[0] for left in faded(couple, 59)] == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize(("third", "joins"), [(30, 0), (13, 1)])
def test_a_third_programme_joins_the_slot_with_the_nearest_fading(family, p, third, joins):
    """Worked by hand: sizes add up to .6, and the shares kept have equal weight; the other slot stays."""
    half_lives(p, 36, 12, third)
    couple = family(both_take_part=1)
    for programme in (0, 1, 2):
        taken(couple, programme, p)
    keeps = [p.programmes[k].keep.level for k in (0, 1, 2)]
    slots = [(float(slot.mother_level), float(slot.keep_level)) for slot in couple.effects]
    assert slots[joins] == pytest.approx((0.6, (keeps[joins] + keeps[2]) / 2), rel=1e-6)
    assert slots[1 - joins] == pytest.approx((0.3, keeps[1 - joins]), rel=1e-6)
    assert couple.mother.level == pytest.approx(0.9)


def test_sessions_of_one_programme_share_a_slot_and_a_third_one_stays_where_it_joined(family, p):
    """By construction: what a programme adds in its later months goes where its first month went."""
    half_lives(p, 36, 12, 13)
    couple = family(both_take_part=1)
    for programme in (0, 0, 1, 1, 2, 2):
        taken(couple, programme, p, 0.5)
        effects_fade(couple)
    assert [int(slot.programme) for slot in couple.effects] == [0, 2]


def test_what_ends_with_the_couple_ends_in_both_slots(family, p):
    """A new partner starts without; what the mother learned, and what the home gained, stays."""
    for number in (0, 1):
        p.programmes[number].moderation_by_quality, p.programmes[number].moderation_scale = 0.0, 1.0
        p.programmes[number].full = (1.0,) * len(CHANNELS.names)
    couple = family(both_take_part=1)
    for programme in (0, 1):
        taken(couple, programme, p)
    couples_effects_end(couple)
    assert felt(couple) == [0, 0, 2, 0, 0, 2, 2, 0, 2]
    couple.programme = 0
    assert faded(couple, 1)[1][0] == 0.0


def test_nothing_fades_that_no_programme_gave(family):
    couple = family(mother={"learned": 1.0})
    effects_fade(couple)
    assert couple.mother.learned == 1.0


@pytest.mark.parametrize(("quality", "works"), [(0.0, 1.0), (-1.0, 1.5), (1.0, 0.5), (2.5, 0.0), (-4.0, 2.5)])
def test_more_for_couples_in_difficulty_within_limits(family, p, programme, quality, works):
    """Worked by hand: 1 - .5 q between 0 and 2.5; about nothing for the happiest."""
    programme.moderation_by_quality, programme.moderation_at_least, programme.moderation_at_most = 0.5, 0.0, 2.5
    couple = family(mother={"quality": quality + 0.3}, other={"quality": quality - 0.3})
    assert moderation(couple, programme, p) == pytest.approx(works)


def test_a_course_does_not_weaken_itself_as_it_works(family, p, programme):
    """By definition: quality as it was before programmes moderates; what they have lifted it by is left out."""
    programme.moderation_by_quality, programme.moderation_at_least, programme.moderation_at_most = 0.5, 0.0, 2.5
    lifted = {"quality": -0.6, "level": 0.4}
    assert moderation(family(mother=lifted, other=lifted), programme, p) == pytest.approx(1.5)


def test_what_is_carried_from_elsewhere_is_scaled_by_its_transfer(p):
    """Each effect carried to England has a transfer factor: half the transfer is half of every channel."""
    programme, full = p.programmes[GROUP], []
    for transfer in (1.0, 0.5):
        programme.transfer = transfer
        derive_programme(programme, p)
        full.append(np.array([programme.full[channel] for channel in CHANNELS.names]))
    assert full[0].any()
    assert full[1] == pytest.approx(0.5 * full[0])


def test_a_talk_stands_beside_what_programmes_gave_and_the_next_takes_over(family, p, programme):
    """Nothing of a slot is touched, and two talks in two months are worth no more than one."""
    p.staff.conversation_eases, p.staff.conversation_keep = 0.2, 0.5
    couple = family(programme=GROUP, both_take_part=1)
    effects_accrue(couple, 1.0, p)
    before = couple.effects.tobytes()
    for _ in range(2):
        talk_eases(couple, p)
    assert couple.effects.tobytes() == before
    assert couple.mother.level == pytest.approx(0.1 + 0.2)


@pytest.mark.parametrize("name", programme_names())
def test_a_whole_programme_gives_on_the_channels_that_its_figures_name_and_on_no_other(family, p, name):
    """Of the shipped figures, for two together and for a parent with one elsewhere, each by what they can have."""
    row = programme_names().index(name)
    named = {channel for channel in CHANNELS.names if p.programmes[row][f"d_{channel}"] != 0.0}
    for about in ({"status": APART, "elsewhere": 1}, {}):
        one = family(programme=row, both_take_part=1, **about)
        effects_accrue(one, 1.0, p)
        gone = {"coparenting", "contact"} if not about else {"level", "buffer", "commitment"}
        given = {channel for channel in CHANNELS.names if felt_on(one, channel) != 0.0}
        assert given == named - gone, about


def felt_on(one, channel):
    """Return what a family feels on a channel, the mother's of the two that each parent has."""
    mothers = {"level": one.mother.level, "capability": one.mother.learned}
    return mothers.get(channel, one[f"eff_{channel}"] if channel not in mothers else 0.0)
