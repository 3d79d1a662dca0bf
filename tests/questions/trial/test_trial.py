"""A trial run: chance that is a family's own, truth beside the estimate, clusters, sites, a record that verifies."""

import tomllib

import numpy as np
import pytest

import famsim as fs
from famsim.errors import FamsimError
from famsim.population import Starts
from famsim.questions import AGAIN
from famsim.questions.trial import load_trial
from famsim.questions.trial.predicting import spread_of
from famsim.questions.trial.recruiting import recruited, shared_out
from famsim.questions.trial.run import at_recruitment, starts_of
from famsim.results import verify

NO_EFFECT = {f"programmes.relationship_group.d_{one}": 0.0 for one in ("level", "buffer", "capability", "distress")}


def of(study, **where):
    """Return the one row of the prediction that holds these values."""
    table = study.tables["prediction"]
    rows = table[(table[list(where)] == list(where.values())).all(axis=1)]
    assert len(rows) == 1
    return rows.iloc[0]


@pytest.fixture(scope="module")
def made(tmp_path_factory, small):
    """Return a small trial, run once and kept in a folder."""
    study = fs.trial(small(), draws=1, reps=2)
    return study, study.save(tmp_path_factory.mktemp("trial") / "small")


def test_a_kept_trial_comes_out_the_same_to_the_byte(made):
    _, folder = made
    assert verify(folder, AGAIN) == []


def test_entering_a_result_leaves_the_prediction_and_its_hash(made, small):
    """What was predicted is told by the same hash before and after; the result stands beside it."""
    study, _ = made
    result = {"measure": "quality", "month": 6, "statistic": "d", "value": 9.0}
    later = fs.trial(small(published=[result]), draws=1, reps=2)
    assert later.asked["prediction"] == study.asked["prediction"]
    row = later.tables["results"].iloc[0]
    assert not row["inside"] and row["off"] > 3
    assert len(study.tables["results"]) == 0
    assert study.asked["prediction"][:16] in study.answer and later.asked["prediction"][:16] in later.answer


def test_a_level_that_is_given_is_no_prediction(small):
    """It stands beside the model's, is not counted inside or outside, and the answer says so."""
    beside = {"measure": "parted", "month": 12, "statistic": "difference", "value": 0.0}
    level = beside | {"statistic": "level", "arm": "waiting list", "value": 60.0, "given": True}
    asked = {"outcome": [{"measure": "parted"}], "published": [level, beside]}
    study = fs.trial(small(**asked), draws=1)
    assert study.tables["results"]["given"].tolist() == [True, False]
    facts = study.tables["facts"].set_index("name")["value"]
    assert (facts["results"], facts["given"], facts["untold"]) == (1, 1, 0)
    assert "| given |" in study.answer and "1 more, of the control arm, are given" in study.answer
    assert "1 of 1 published figures lie inside" in study.answer


def test_a_programme_that_does_nothing_changes_nothing(small):
    """Paired arms: the same families, the same luck, so that what is true is exactly nothing."""
    study = fs.trial(small(evidence=NO_EFFECT), draws=1)
    for statistic, measure in (("d", "quality"), ("difference", "parted"), ("d", "child_difficulties")):
        row = of(study, measure=measure, month=12, statistic=statistic)
        assert row["truth"] == 0.0
        assert abs(row["estimate"]) < 5.0 * row["se"]


def test_who_is_drawn_and_where_they_are_put_is_each_familys_own_chance(small):
    """Another seed draws others; arms have the size that the shares say."""
    trial = load_trial(small())
    start = at_recruitment(trial, starts_of(trial, trial.sites[0]), 0)
    one, same, other = (recruited(trial, start, 120, seed) for seed in (5, 5, 6))
    np.testing.assert_array_equal(one.ids, same.ids)
    np.testing.assert_array_equal(one.arm, same.arm)
    assert not np.array_equal(one.ids, other.ids)
    assert np.bincount(one.arm).tolist() == [60, 60]


def test_clusters_are_put_into_arms_whole():
    ids, cluster = np.arange(60), np.repeat(np.arange(12), 5)
    arm = shared_out(ids, cluster, (1.0, 2.0), 3)
    assert all(len(set(arm[cluster == one])) == 1 for one in range(12))
    assert np.bincount(arm).tolist() == [20, 40]


def test_clusters_and_sites_run(small):
    about = {"name": "sites", "question": "?", "areas": ["croydon", "luton"], "families": 2000}
    study = fs.trial(small(trial=about, randomise={"unit": "cluster", "clusters": 10}), draws=1)
    assert of(study, measure="quality", month=6, statistic="d")["se"] > 0
    flow = study.tables["flow"].set_index(["arm", "step"])["families"]
    assert flow["waiting list", "randomised"] + flow["group", "randomised"] == 120


def test_too_few_eligible_families_are_refused(small):
    with pytest.raises(FamsimError, match=r"families are eligible among .* allowed: more families"):
        fs.trial(small(recruit={"families": 2000, "who": {"married": True, "in_arrears": True}}), draws=1)


def test_a_family_whose_youngest_grows_up_has_not_parted(small):
    """Who leaves the area so stands in the run until the year ends; half of these leave within the wave."""
    recruit = {"families": 40, "who": {"together": True, "youngest_age": [17, 18]}}
    study = fs.trial(small(recruit=recruit, outcome=[{"measure": "parted"}, {"measure": "together"}]), draws=1)
    parted, together = (
        of(study, measure=one, month=6, arm="waiting list", statistic="level") for one in ("parted", "together")
    )
    assert parted["estimate"] + together["estimate"] == pytest.approx(100.0)
    assert parted["truth"] < 20.0 and parted["families"] < 20
    assert study.tables["survival"]["truth"].min() > 80.0


def test_people_who_come_when_things_are_bad_get_better_by_themselves(small):
    """Before and after: a programme that does nothing is found to help, by regression to the mean alone."""
    about = small()["trial"] | {"design": "before and after", "families": 6000}
    recruit = {"families": 150, "who": {"together": True}, "reported_below": -0.8}
    arm = [{"name": "group", "programme": "relationship_group"}]
    study = fs.trial(small(trial=about, recruit=recruit, arm=arm, evidence=NO_EFFECT), draws=1)
    row = of(study, measure="quality", month=12, statistic="change")
    assert row["truth"] == 0.0
    assert row["estimate"] > 2.0 * row["se"] > 0.0


def test_a_register_effect_replayed_on_its_own_sample_returns_its_d():
    """With transfer 1, on the sample it was measured in, within two Monte Carlo errors.

    By itself: what else the programme eases (buffer, distress) adds to quality what this d holds already.
    """
    others = {f"programmes.coached_online.d_{one}": 0.0 for one in ("buffer", "capability", "distress", "parenting")}
    asked = tomllib.loads(load_trial("coached_online", {"families": 20_000}).toml) | {"evidence": others}
    study = fs.trial(asked, draws=1, reps=4)
    row = of(study, measure="quality", month=2, statistic="d")
    assert row["estimate"] == pytest.approx(0.46, abs=2.0 * row["se"] / 2.0)


def test_an_interval_is_never_narrower_than_one_trials_own_error():
    spread, quantile = spread_of(np.array([0.1, 0.1, 0.1]), np.array([0.2, 0.2, 0.2]))
    assert spread == pytest.approx(0.2) and quantile > 1.6449
    assert spread_of(np.array([0.1]), np.array([0.2])) == pytest.approx((0.2, 1.6449), abs=1e-4)


def test_starts_of_england_are_of_england_as_one():
    starts = starts_of(load_trial("coached_online"), load_trial("coached_online").sites[0])
    assert isinstance(starts, Starts) and starts.world.area.name == "England"
