"""Arms at a door, families apart, and the steps from what is true to what a before-and-after finds."""

import numpy as np
import pytest

import famsim as fs
from famsim.errors import FamsimError
from famsim.model.policy import DOORS
from famsim.population import values_of
from famsim.questions.trial import load_trial
from famsim.questions.trial.measuring import Asking, lived
from famsim.questions.trial.recruiting import recruited
from famsim.questions.trial.run import at_recruitment, begun, starts_of

NO_EFFECT = {f"programmes.relationship_group.d_{one}": 0.0 for one in ("level", "buffer", "capability", "distress")}
FAMILIES = 250
AT_SCHOOL = [
    {"name": "as before", "control": True, "programme": "light_touch_session", "door": "school", "trained": 0.0},
    {"name": "trained", "programme": "light_touch_session", "door": "school", "trained": 1.0},
]


def of(study, **where):
    """Return the one row of the prediction that holds these values."""
    table = study.tables["prediction"]
    rows = table[(table[list(where)] == list(where.values())).all(axis=1)]
    assert len(rows) == 1
    return rows.iloc[0]


@pytest.fixture(scope="module")
def at_school(small):
    """Return what there is to see after a month of families whom a school all meets, by its trained share."""
    recruit = {"families": FAMILIES, "who": {"together": True, "youngest_age": [6, 12]}}
    asked = [{"measure": "noticed"}, {"measure": "offered_help"}]
    trial = load_trial(small(recruit=recruit, arm=AT_SCHOOL, follow_up={"waves": [1]}, outcome=asked))
    starts = starts_of(trial, trial.sites[0])
    start = at_recruitment(trial, starts, 0)
    school, staff = start.p[0].doors[DOORS.index("school")], start.p[0].staff
    school.most, school.ways["chance"][:] = 1.0, 1.0
    staff.sensitivity_trained, staff.specificity_trained = 0.2, 0.8
    families = recruited(trial, start, FAMILIES, 1).families
    asking = Asking((0, 1), trial.measures, values_of(starts.world.overrides, 0))
    waves = [lived(begun(trial, arm, start, families, 1), asking).waves[1] for arm in trial.arms]
    return [{name: int(wave.told[name].mean.sum()) for name in trial.measures} for wave in waves]


def test_staff_who_see_everybody_notice_as_many_as_their_skill_says(at_school, assert_share):
    """Closed form: contact 1, sensitivity .2, specificity .8: a fifth, in need or not; offered .86 of these.

    Of 250 families a share half as high again lies four standard errors away.
    """
    _, trained = at_school
    assert_share(trained["noticed"], FAMILIES, 0.2)
    assert_share(trained["offered_help"], FAMILIES, 0.2 * 0.86)


def test_untrained_staff_notice_fewer_and_nobody_is_offered_help_unnoticed(at_school):
    """Staff who are not trained notice .23 of those in need and a hundredth of the others."""
    untrained, trained = at_school
    assert 0 < untrained["noticed"] < trained["noticed"]
    assert all(one["offered_help"] <= one["noticed"] for one in at_school)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"dose": "trial"}, ["arm 2, dose", "a door is given"]),
        ({"door": "scool"}, ["arm 2, door", "did you mean 'school'"]),
        ({"door": None}, ["arm 2, trained", "there is no door"]),
        ({"programme": None}, ["arm 2, programme", "must be given"]),
    ],
)
def test_an_arm_at_a_door_says_what_it_cannot_have(small, changes, says):
    arm = {name: value for name, value in (AT_SCHOOL[1] | changes).items() if value is not None}
    with pytest.raises(FamsimError) as wrong:
        fs.trial(small(arm=[AT_SCHOOL[0], arm], outcome=[{"measure": "noticed"}]), draws=1)
    assert all(part in str(wrong.value) for part in says), str(wrong.value)


def test_parents_apart_are_asked_of_their_conflict_and_couples_are_not(small):
    """A course lowers it for the families whom it reaches; couples together have nothing to tell of it."""
    arm = [{"name": "none", "control": True}, {"name": "course", "programme": "coparenting_course", "both": True}]
    asked = [{"measure": "conflict_apart"}, {"measure": "contact"}, {"measure": "quality"}]
    tables = small(arm=arm, recruit={"families": 150, "who": {"apart": True}}, outcome=asked)
    study = fs.trial(tables | {"follow_up": {"waves": [3]}}, draws=1)
    assert of(study, measure="conflict_apart", month=3, statistic="d")["truth"] < 0.0
    contact = of(study, measure="contact", month=3, arm="none", statistic="level")["truth"]
    assert 0.0 < contact < 100.0
    assert "quality" not in set(study.tables["prediction"]["measure"])


@pytest.fixture(scope="module")
def before_and_after(small):
    """Return a maker of a before-and-after of those who report a bad month, of whom a third answer."""
    about = small()["trial"] | {"design": "before and after", "families": 6000}
    recruit = {"families": 250, "who": {"together": True}, "reported_below": -0.8}
    arm = [{"name": "group", "programme": "relationship_group"}]
    asks = {"waves": [12], "asks": "completers", "answers": [0.4], "by_gain": 1.0}
    tables = small(trial=about, recruit=recruit, arm=arm, follow_up=asks, outcome=[{"measure": "quality"}])
    return lambda **evidence: fs.trial(tables | {"evidence": evidence}, draws=1, reps=2)


def test_where_a_programme_does_nothing_a_before_and_after_finds_a_gain_and_a_randomised_trial_none(
    before_and_after, small
):
    """Acceptance: entry on a bad month. The gain is what would have come anyway, and who answers; nothing is true."""
    study = before_and_after(**NO_EFFECT)
    step = study.tables["steps"].set_index("step")["change"]
    found = of(study, measure="quality", month=12, statistic="change")
    assert step["the programme"] == 0.0 == found["truth"]
    assert step["would have come anyway"] > 0.2
    assert found["estimate"] > 2.0 * found["se"] > 0.0
    recruit = {"families": 250, "who": {"together": True}, "reported_below": -0.8}
    about = small()["trial"] | {"families": 6000}
    asked = small(trial=about, recruit=recruit, evidence=NO_EFFECT, outcome=[{"measure": "quality"}])
    row = of(fs.trial(asked, draws=1, reps=2), measure="quality", month=12, statistic="d")
    assert row["truth"] == 0.0
    assert abs(row["estimate"]) < 3.0 * row["se"]


def test_steps_add_up_to_what_is_found(before_and_after):
    """Each is a difference of means, one after the other: their sum is the last mean, which the prediction has."""
    study = before_and_after()
    step = study.tables["steps"].set_index("step")["change"]
    found = of(study, measure="quality", month=12, statistic="change")
    assert step.drop("found").sum() == pytest.approx(step["found"], abs=1e-9)
    assert step["found"] == pytest.approx(found["estimate"], abs=1e-9)
    assert step["who answers"] > 0.0  # who gained answers more: by_gain 1
    assert np.isfinite(step).all() and "would have come without help" in study.answer
