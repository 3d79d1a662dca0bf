"""The command `trial`: what is refused ends with 2 before anything is run; one JSON object."""

import json

import pytest

TRIAL = """
[trial]
name = "own"
question = "Does it work?"
area = "croydon"
families = 2000

[recruit]
families = 60
who = { together = true }

[[arm]]
name = "none"
control = true

[[arm]]
name = "group"
programme = "relationship_group"

[follow_up]
waves = [6]

[[outcome]]
measure = "quality"
"""


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("control = true\n", 'programme = "mediation"\n', "no control arm"),
        ("[6]", "[-2]", "own.toml, line 21: follow_up.waves 1: month -2 is before recruitment"),
        ('"quality"', '"quallity"', "did you mean 'quality'"),
        ("relationship_group", "relationship_grup", "own.toml, line 18: arm 2, programme: there is no programme"),
    ],
)
def test_a_wrong_trial_ends_with_two_and_names_the_line(cli, tmp_path, old, new, says):
    (tmp_path / "own.toml").write_text(TRIAL.replace(old, new, 1))
    ran = cli("trial", "own.toml")
    assert ran.code == 2 and ran.out == ""
    assert says in ran.err and "allowed: " in ran.err


def test_a_misspelt_trial_is_told_the_nearest(cli):
    ran = cli("trial", "coached_onlin")
    assert ran.code == 2 and "did you mean 'coached_online'" in ran.err


def test_json_is_one_object_of_the_tables(cli, tmp_path):
    (tmp_path / "own.toml").write_text(TRIAL)
    ran = cli("trial", "own.toml", "--draws", "1", "--json")
    said = json.loads(ran.out)
    assert ran.code == 0
    assert {"prediction", "results", "survival", "flow", "trials", "facts"} <= set(said)
    assert said["record"]["asked"]["prediction"] in said["answer"]
