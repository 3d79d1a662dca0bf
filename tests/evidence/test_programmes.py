"""The register's programmes: what each is beside the others, as published, and what none of them may be."""

import pytest

from famsim.evidence import load_register, programme_names
from famsim.model.parameters import CHANNELS
from famsim.population.trial_samples import carry
from famsim.scenario import programme_in_short, programme_words

OF_A_COUPLE = ("level", "buffer", "commitment")
ROWS = {  # every row of the evidence that a figure was set by lies in its range
    "child_enrichment.d_parenting": (0.025, 0.03, 0.08),  # surestart_gcse, over all children and over those who came
    "couple_therapy.d_level": (0.84, 1.0),  # mem_shadish_d, derived_roddy2020_net
    "couple_therapy.sessions": (16, 20),  # iapt_ctfd_rec_dep
    "couple_therapy.cost_per_session": (50, 93),  # gmca_counsel_hour, gmca_camhs_cbt
    "housing_support.cost_per_session": (170, 185),  # gmca_homeless_prev, gmca_housing_advice
    "parenting_together.d_coparenting": (0, 0.24),  # saini2024_follow, saini2024_post
    "parenting_together.sessions": (6, 12),  # mbt_pt_trial
    "relationship_education.d_capability": (0.132, 0.43, 0.45),  # meta_hawkins2008_comm_lo, _hi, meta_hawkins2022_acf
    "relationship_education.d_level": (0.10, 0.114, 0.30, 0.36),  # and meta_arnoldbeelmann2019_mean
    "sessions_at_home.d_level": (0.114,),  # meta_hawkins2022_acf_quality
    "seven_week_group.d_coparenting": (0, 0.24),  # saini2024_follow, saini2024_post
    "seven_week_group.d_level": (0, 0.114),
    "uncoached_online.d_level": (0.40, 0.46),  # or2023_automated_d, or2023_full_d
}
COMPLETE = {"uncoached_online": 0.59, "coached_online": 0.65}  # or2023_automated_complete, or2023_full_complete


@pytest.fixture(scope="module")
def of():
    figures = load_register().figures
    return lambda programme, leaf: figures[f"programmes.{programme}.{leaf}"]


def gives(of, programme):
    """Return the channels on which a programme has an effect, or may have one in some draw."""
    effects = {channel: of(programme, f"d_{channel}") for channel in CHANNELS.names}
    return {channel for channel, one in effects.items() if one.value != 0 or one.distribution != "fixed"}


def completes(of, programme):
    """Return the share of those who start that complete a programme of two months: not gone after one, come again."""
    return (1 - of(programme, "drops_out").value) * of(programme, "attendance").value


@pytest.mark.parametrize("name", ROWS)
def test_a_range_holds_every_published_row(of, name):
    figure = of(*name.split("."))
    assert all(figure.low <= row <= figure.high for row in ROWS[name])


@pytest.mark.parametrize("programme", programme_names())
def test_every_effect_that_is_drawn_may_be_none(of, programme):
    assert all(of(programme, f"d_{one}").low < 0 < of(programme, f"d_{one}").high for one in gives(of, programme))


def test_without_a_coach_fewer_complete_it_and_it_does_less(of):
    """Le et al. 2023: one trial, the arms with a full coach and with e-mails alone."""
    for programme, share in COMPLETE.items():
        assert completes(of, programme) == pytest.approx(share, abs=0.002)
    without, coached = (of(programme, "d_level").value for programme in ("uncoached_online", "coached_online"))
    assert without < coached
    prices = [of(programme, "cost_per_session").value for programme in ("uncoached_online", "coached_online")]
    assert prices[0] < prices[1], "the calls cost something"


@pytest.mark.parametrize("programme", ["couple_therapy", "couple_counselling"])
def test_half_of_what_therapy_does_is_gone_and_half_is_never_reached(of, programme):
    """For about half of couples the effect goes, two years on; routine practice has half of the trials' effect."""
    assert carry(of(programme, "half_life_level").value) ** 24 == pytest.approx(0.5)
    abroad = of("relationship_group", "transfer").value
    assert of(programme, "transfer").value == pytest.approx(0.5 * abroad)


def test_four_in_five_couples_come_to_all_six_sessions_at_home(of):
    """Barton et al. 2018: more than 80%."""
    assert completes(of, "sessions_at_home") == pytest.approx(0.80, abs=0.002)


def test_enrichment_is_for_the_child_alone_and_a_parenting_group_for_a_parent_too(of):
    """The comparison that the 2016 document makes: neither is about the couple."""
    assert gives(of, "child_enrichment") == {"parenting"}
    assert {"parenting", "distress"} <= gives(of, "parenting_group")
    for programme in ("child_enrichment", "parenting_group"):
        assert not of(programme, "screened").value and of(programme, "d_capability").value == 0


@pytest.mark.parametrize("programme", programme_names())
def test_a_programme_gives_what_those_it_is_for_can_have(of, programme):
    """Parents apart have no quality as a couple; couples have no conflict with a parent elsewhere."""
    assert of(programme, "couples").value or of(programme, "apart").value, "it is for nobody"
    if not of(programme, "couples").value:
        assert not gives(of, programme) & set(OF_A_COUPLE)
        assert gives(of, programme) & {"coparenting", "contact"}
    if not of(programme, "apart").value:
        assert not gives(of, programme) & {"coparenting", "contact"}


@pytest.mark.parametrize("programme", programme_names())
def test_help_with_money_and_a_home_alone_stands_behind_no_screen(of, programme):
    """Nobody is kept from debt advice, a home or a parenting group by what goes on between two."""
    about_two = gives(of, programme) & {"capability", "buffer", "coparenting", "contact"}
    assert bool(of(programme, "screened").value) == bool(about_two or programme == "light_touch_session")


@pytest.mark.parametrize("programme", programme_names())
def test_a_programme_has_a_plain_name_and_a_short_one(programme):
    assert programme_words(programme) != programme.replace("_", " ") or " " in programme_words(programme)
    assert "_" not in programme_words(programme) + programme_in_short(programme)
    assert len(programme_in_short(programme)) <= 24
