"""The command `twin`: a story on stdout, a folder that verifies, and mistakes refused before any work."""

import json

import pytest

SMALL = ("--families", 300, "--months", 48, "--months-after", 24)


def test_twin_answers_in_json_with_its_tables(cli):
    said = cli("twin", "newcastle", *SMALL, "--json")
    found = json.loads(said.out)
    assert said.code == 0
    assert set(found["lives"][0]) == {"arm", "month", "measure", "value"}
    assert set(found["happenings"][0]) == {"arm", "month", "event", "number", "says"}
    assert {"arm", "measure", "when", "p10", "median", "p90", "mean", "families"} < set(found["spread"][0])
    assert {"number", "says", "table", "row", "value"} < set(found["statements"][0])
    assert found["answer"].startswith("# Newcastle upon Tyne")
    assert found["scenario"]["families"] == 300 and found["record"]["seed"] == 1


def test_every_option_reaches_the_study(cli):
    """Or it would be a silent default."""
    given = {"event": "distress", "month": 4, "earlier": 2, "later": 5, "like": "not married", "strategy": "croydon"}
    options = [part for name, value in given.items() for part in (f"--{name}", value)]
    found = json.loads(cli("twin", "newcastle", *SMALL, *options, "--seed", 5, "--json").out)
    facts = {row["name"]: row["value"] for row in found["facts"]}
    assert (facts["month_of_help"], facts["earlier_month"], facts["later_month"]) == (4, 2, 9)
    assert (facts["months_after"], facts["seed"]) == (24, 5)
    assert "a parent becoming distressed" in found["answer"] and "(not married)" in found["answer"]
    assert "debt advice that asks about the relationship" in found["answer"]


def test_a_folder_verifies_until_a_byte_is_changed(cli, tmp_path):
    assert cli("twin", "newcastle", *SMALL, "--out", "here").code == 0
    assert cli("verify", "here").code == 0
    with (tmp_path / "here" / "lives.csv").open("a") as file:
        file.write("x")
    said = cli("verify", "here")
    assert said.code == 1 and "lives.csv: was changed" in said.out


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--event", "brith"], "did you mean 'birth'"),
        (["--like", "arreas"], "did you mean 'arrears'"),
        (["--month", "99"], "a whole number from -24 to 60"),
        (["--family", "one"], "a whole number from 0"),
        (["--strategy", "business as usual"], "makes no offer"),
        (["--months-after", "40"], "months after up to"),
    ],
)
def test_a_mistake_is_refused_before_the_work_and_leaves_nothing(cli, tmp_path, options, says):
    said = cli("twin", "newcastle", *SMALL, *options, "--out", "here")
    assert said.code == 2 and says in said.err and said.out == ""
    assert "Settling" not in said.err
    assert not (tmp_path / "here").exists()
