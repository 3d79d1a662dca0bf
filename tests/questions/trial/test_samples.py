"""What the register says of trials' samples is what stands in the model's own stock: it went stale once, unseen."""

import numpy as np
import pytest

import famsim as fs
from famsim.evidence import programme_names
from famsim.model.family import APART
from famsim.population.trial_samples import (
    felt_apart,
    load_felt,
    mean_above,
    spread_of_conflict,
    spread_of_quality,
)
from famsim.questions.trial import load_trial
from famsim.questions.trial.measuring import latent
from famsim.questions.trial.recruiting import are_couples, found_by_screen, reported_quality
from famsim.questions.trial.run import at_recruitment, starts_of


@pytest.fixture(scope="module")
def england():
    """Return 20,000 of England's families as they stand when they could be recruited, and the figures in force."""
    trial = load_trial("coached_online", {"families": 20_000})
    start = at_recruitment(trial, starts_of(trial, trial.sites[0]), 0)
    return start.families.view(np.ndarray), start.p[0], start.month


@pytest.fixture(scope="module")
def couples(england):
    """Return couples' rows (14,700 or so) and what both partners report, (n, 2)."""
    rows, p, _ = england
    here = rows[are_couples(rows)]
    return here, reported_quality(here, float(p.measure.reliability), 1)


def test_partners_quality_and_capability_go_together_as_the_register_says(england, couples):
    """Errors .004 and .006: a figure .03 off is seen."""
    (_, p, _), (rows, reports) = england, couples
    mother, other = rows["mother"]["quality"], rows["other"]["quality"]
    assert np.corrcoef(mother, other)[0, 1] == pytest.approx(p.support.partners_quality, abs=0.02)
    told, capable = reports.mean(axis=1), latent(rows, "communication")
    found = np.corrcoef(capable.ravel(order="F"), np.concatenate([told, told]))[0, 1]
    assert found == pytest.approx(p.support.capability_with_reports, abs=0.025)


def test_reports_of_couples_below_the_cut_spread_as_the_effect_is_counted(england, couples):
    """2,700 couples, error 1%: the old spread, of parents one by one, was 25% off."""
    (_, p, _), (rows, reports) = england, couples
    programme = next(one for one in p.programmes if one.sample_below == -0.8)
    low = (reports.mean(axis=1) < -0.8) & ~found_by_screen(rows, p.support, 1)
    assert spread_of_quality(programme, p) == pytest.approx(reports[low].std(), rel=0.04)


def test_conflict_soon_after_a_parting_is_as_the_register_says(england):
    """Some 800 families, errors .016, .011 and .01. The figure of before, .36, was of other rules' stock."""
    rows, p, month = england
    soon = (rows["status"] == APART) & (rows["elsewhere"] > 0) & (month - rows["parted_month"] <= 24)
    conflict = np.maximum(rows["coparenting"] - rows["eff_coparenting"], 0.0)[soon]
    mean, sd = float(p.support.coparenting_mean), float(p.support.coparenting_sd)
    assert mean_above(0.0, mean, sd) == pytest.approx(conflict.mean(), abs=0.05)
    assert spread_of_conflict(mean, sd) == pytest.approx(conflict.std(), abs=0.04)
    coerced = rows["coercive_elsewhere"][soon] > 0
    above = coerced | (rows["violence_elsewhere"][soon] > 0)
    assert above.mean() == pytest.approx(p.support.violent_apart, abs=0.03)
    assert coerced[above].mean() == pytest.approx(p.support.coerced_apart, abs=0.15)


def test_what_is_felt_apart_goes_by_each_programmes_own_way_amid_violence(england):
    """Of 10% above the threshold 42% have been coerced: by hand."""
    _, p, _ = england
    course = programme_of(p, "coparenting_course")  # half amid violence, nothing amid coercion
    assert felt_apart(course, p) == pytest.approx(1.0 - 0.1 * (0.42 + 0.58 * 0.5))
    assert felt_apart(programme_of(p, "mediation"), p) == pytest.approx(0.9)  # nothing amid any violence


def test_couples_below_and_above_the_cut_carry_the_load_of_which_a_buffer_keeps_a_share(england, couples):
    """Errors .012 below the cut and .004: without the slope by quality it would be .2 off below the cut."""
    (_, p, _), (rows, reports) = england, couples
    weigh = [np.where(rows[who]["history"] > 0, p.history.sensitivity, 1.0) for who in ("mother", "other")]
    load = 0.5 * (weigh[0] + weigh[1]) * (rows["strain_short"] + rows["strain_long"])
    quality = 0.5 * (rows["mother"]["quality"] + rows["other"]["quality"])
    let_in = ~found_by_screen(rows, p.support, 1)
    for name in ("coached_online", "new_parent_group"):
        one = programme_of(p, name)
        here = let_in & (reports.mean(axis=1) < one.sample_below)
        works = np.clip(
            1.0 - one.moderation_by_quality * quality[here], one.moderation_at_least, one.moderation_at_most
        )
        assert load_felt(one, p) == pytest.approx((works * load[here]).sum() / works.sum(), abs=0.04)


def programme_of(p, name):
    """Return a programme's row by its name."""
    return p.programmes[programme_names().index(name)]


@pytest.mark.parametrize(("name", "d", "below"), [("coached_online", 0.46, -0.8), ("new_parent_group", 0.09, None)])
def test_a_whole_programme_gives_its_d_on_quality_back(name, d, below):
    """What is true of 300 families lived with and without; before levels were net it was .55 and .14."""
    who = {"families": 300, "screened": True, "who": {"together": True}}
    trial = {
        "trial": {"name": name, "question": "Is d given back?", "area": "england", "families": 12_000},
        "recruit": who | ({} if below is None else {"reported_below": below}),
        "arm": [
            {"name": "none", "control": True},
            {"name": "all", "programme": name, "transfer": 1.0, "dose": "trial", "both": True},
        ],
        "follow_up": {"waves": [3]},
        "outcome": [{"measure": "quality"}],
    }
    table = fs.trial(trial, draws=1).tables["prediction"]
    truth = table[(table["statistic"] == "d") & (table["month"] == 3)].iloc[0]["truth"]
    assert truth == pytest.approx(d, abs=0.04 if below else 0.02)
