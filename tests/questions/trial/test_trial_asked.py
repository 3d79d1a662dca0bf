"""What a trial file may say, and what is refused: by line and field, with what is allowed and the nearest name."""

from importlib.resources import files
from pathlib import Path

import pytest
import tomli_w

from famsim.errors import FamsimError
from famsim.model.draws import Draw
from famsim.questions.trial import load_trial, shipped_trials
from famsim.questions.trial.asked import of_text
from famsim.questions.trial.chance import Luck

ARMS = [{"name": "waiting list", "control": True}, {"name": "group", "programme": "relationship_group"}]
LEVEL = {"measure": "parted", "month": 6, "statistic": "level", "value": 1}
SCENARIOS = Path(__file__).parents[3] / "scenarios" / "trials"


@pytest.mark.parametrize(
    ("tables", "says"),
    [
        (
            {"arm": [ARMS[1], {"name": "other", "programme": "mediation"}]},
            ["arm", "no control arm", "control = true"],
        ),
        ({"arm": [ARMS[0], ARMS[0] | {"name": "b"}]}, ["arm 2, control", "2 control arms"]),
        ({"follow_up": {"waves": [-3, 6]}}, ["follow_up.waves 1", "month -3 is before recruitment", "1 to 240"]),
        ({"follow_up": {"waves": [12, 6]}}, ["follow_up.waves 2", "month 6 stands after month 12"]),
        ({"outcome": [{"measure": "qualty"}]}, ["outcome 1, measure", "did you mean 'quality'"]),
        (
            {"arm": [ARMS[0], {"name": "g", "programme": "relationship_gruop"}]},
            ["arm 2, programme", "'relationship_gruop'", "did you mean 'relationship_group'"],
        ),
        ({"outcome": [{"measure": "quality", "months": [7]}]}, ["outcome 1, months 1", "no wave", "6, 12"]),
        ({"arm": [ARMS[0], {"name": "g"}]}, ["arm 2, programme", "must be given"]),
        ({"recruit": {"families": 50, "who": {"togther": True}}}, ["who.togther", "did you mean 'together'"]),
        ({"evidence": {"programmes.relationship_group.d_levle": 0.1}}, ["evidence", "d_level"]),
        (
            {"published": [{"measure": "quality", "month": 6, "statistic": "difference", "value": 1}]},
            ["published 1, statistic", "not told of quality"],
        ),
        (
            {"published": [{"measure": "distress", "month": 6, "statistic": "difference", "value": 1}]},
            ["published 1, measure", "no outcome of this trial"],
        ),
        (
            {"published": [LEVEL | {"arm": "group", "given": True}]},
            ["published 1, given", "cannot be given", "level of the control arm"],
        ),
    ],
)
def test_what_is_wrong_is_named_with_file_line_and_field(small, tables, says):
    text = tomli_w.dumps(small(**tables))
    with pytest.raises(FamsimError) as wrong:
        of_text(text, "own.toml")
    for part in ["own.toml, line", "allowed", *says]:
        assert part in str(wrong.value), str(wrong.value)


def test_an_unknown_place_is_named(small):
    with pytest.raises(FamsimError, match="croydon"):
        load_trial(small(trial={"name": "a", "question": "b", "area": "croyden"}))


def test_a_design_without_a_control_arm_is_asked_for_by_name(small):
    about = small()["trial"] | {"design": "before and after"}
    trial = load_trial(small(trial=about, arm=ARMS[1:]))
    assert trial.is_before_and_after
    with pytest.raises(FamsimError, match="nobody to compare with"):
        load_trial(small(trial=about))


def test_results_entered_later_leave_the_hash_of_what_is_asked(small):
    """A prediction is stated before its result: entering one changes nothing of what was asked."""
    result = {"measure": "quality", "month": 6, "statistic": "d", "value": 0.1}
    before, after = load_trial(small()), load_trial(small(published=[result]))
    assert before.before_results == after.before_results
    other = load_trial(small(recruit={"families": 121, "who": {"together": True}}))
    assert before.before_results != other.before_results


def test_shipped_trials_can_be_asked_and_stand_among_the_scenarios():
    assert len(shipped_trials()) >= 6
    for name in shipped_trials():
        trial = load_trial(name)
        assert trial.sites[0].name == "England"
        shipped = files("famsim.questions.trial").joinpath("shipped", f"{name}.toml").read_text(encoding="utf-8")
        if SCENARIOS.exists():
            assert (SCENARIOS / f"{name}.toml").read_text(encoding="utf-8") == shipped


def test_a_trials_luck_is_nobodys_life():
    """Its numbers stand above every decision of the rules, blocks of four apart."""
    assert min(Luck) // 4 > (max(Draw) + 64) // 4
