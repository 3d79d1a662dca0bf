"""What the register says of trials' samples is what stands in the model's own stock: it went stale once, unseen."""

import numpy as np
import pytest

from famsim.model.family import APART
from famsim.population.trial_samples import mean_above, spread_of_conflict, spread_of_quality
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
    violent, coerced = rows["violence_elsewhere"][soon] > 0, rows["coercive_elsewhere"][soon] > 0
    lost = np.mean(np.where(coerced, 1.0, np.where(violent, 0.5, 0.0)))
    assert lost == pytest.approx(p.support.lost_apart, abs=0.03)
