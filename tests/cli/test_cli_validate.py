"""The command `validate`: what is wrong before the work begins, a file to begin with, and one JSON object."""

import json

import pytest

from famsim.calibration import Seen

HEADER = "target,measure,group,time,statistic,value,n,country,year,source,table\n"
ROW = "a,parted,birth_status=married,age=5,percent,9,unknown,UK,2006,survey,survey 1\n"


@pytest.fixture
def answered(monkeypatch):
    """Let the model answer 10 to everything, at once; return what was asked of it."""
    asked = []

    def observe(asks, scenario, draw=0, progress=None, threads=2):
        asked.append((list(asks), scenario))
        return {ask: Seen(10.0, 0.2, 900) for ask in asks}

    monkeypatch.setattr("famsim.questions.validate.run.observe", observe)
    return asked


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (
            ROW.replace("parted", "partde"),
            "row 2, column measure: there is no measure 'partde'; did you mean 'parted'",
        ),
        (ROW.replace(",9,", ",109,"), "row 2, column value: 109 is impossible"),
        (ROW.replace("unknown", ""), "row 2, column n: is empty"),
        (ROW + ROW, "row 3, column target"),
        (ROW.replace("2006", "31/03/2006"), "row 2, column year"),
    ],
)
def test_a_wrong_target_is_named_before_anything_runs(cli, answered, tmp_path, row, says):
    (tmp_path / "own.csv").write_text(HEADER + row)
    said = cli("validate", "--targets", "own.csv", "--out", "results")
    assert (said.code, said.out) == (2, "")
    assert f"own.csv, {says}" in said.err
    assert "Traceback" not in said.err
    assert not answered
    assert not (tmp_path / "results").exists()


def test_each_wrong_target_is_a_line(cli, answered, tmp_path):
    """As many lines as cells are wrong, and one that counts them."""
    wrong = [ROW.replace("a,", f"t{row},", 1).replace(",9,", ",109,") for row in range(30)]
    (tmp_path / "own.csv").write_text(HEADER + "".join(wrong))
    said = cli("validate", "--targets", "own.csv")
    lines = said.err.strip().splitlines()
    assert (said.code, said.out) == (2, "")
    assert sum("column value" in line for line in lines) == len(lines) - 2 == 20
    assert "10 more" in lines[-2]
    assert "30 cells" in lines[-1]
    assert not answered


def test_json_is_one_object_with_rows(cli, answered, tmp_path):
    """Target, use, model, low, high, value, z, pass."""
    (tmp_path / "own.csv").write_text(HEADER + ROW)
    said = cli("validate", "--targets", "own.csv", "--json", "--families", 900, "--seed", 4)
    found = json.loads(said.out)
    assert said.code == 0
    (row,) = found["rows"]
    assert {name: row[name] for name in ("target", "use", "model", "value", "pass")} == {
        "target": "a",
        "use": "check",
        "model": 10.0,
        "value": 9.0,
        "pass": True,
    }
    assert {"low", "high", "z"} <= set(row)
    ((_, scenario),) = answered
    assert (scenario.families, scenario.seed, scenario.area) == (900, 4, "england")


def test_ten_lines_then_where_to_read_on(cli, answered):
    said = cli("validate")
    assert said.code == 0
    assert "--full" in said.out
    assert "By theme" in cli("validate", "--full").out


def test_a_template_is_written_and_can_be_used(cli, answered, tmp_path):
    assert cli("validate", "--init", "own.csv").code == 0
    again = cli("validate", "--init", "own.csv")
    assert again.code == 2  # what is there is not replaced
    assert again.err.count("--init") == 2
    assert "-o" not in again.err.split()
    assert "--init" in cli("validate", "--init", "none/own.csv").err
    assert cli("validate", "--init", "own.csv", "--force").code == 0
    assert cli("validate", "--init", "own.xlsx").code == 2
    assert cli("validate", "--targets", "own.csv").code == 0


def test_the_words_are_listed(cli):
    assert "birth_status" in cli("validate", "--words").out
    assert "measures" in json.loads(cli("validate", "--words", "--json").out)


def test_an_option_without_its_value_is_explained_by_its_own_command(cli):
    said = cli("validate", "--init")
    assert said.code == 2 and "`famsim validate --help`" in said.err
