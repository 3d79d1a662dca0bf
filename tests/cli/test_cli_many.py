"""Several areas on the command line: checked, compared, and refused with one message by questions of one area."""

import json

import pytest

import famsim
from famsim.errors import FamsimError
from famsim.scenario import load_scenario


@pytest.mark.parametrize(
    "arguments",
    [
        ("run", "twelve", "--strategy", "its own offer"),
        ("why", "twelve", "--strategy", "its own offer"),
        ("timing", "england"),
        ("twin", "england"),
        ("page", "england"),
    ],
)
def test_a_question_of_one_area_refuses_several(cli, arguments):
    said = cli(*arguments)
    assert said.code == 2
    (line,) = [line for line in said.err.splitlines() if line.startswith("famsim: ")]
    assert "areas one by one" in line and "allowed here: area = one of them" in line


@pytest.mark.parametrize(
    "ask",
    [
        lambda scenario: famsim.simulate(scenario, "newcastle"),
        lambda scenario: famsim.why(scenario, "newcastle"),
        famsim.timing,
        famsim.twin,
    ],
)
def test_so_do_they_in_python(ask):
    with pytest.raises(FamsimError, match="areas one by one"):
        ask(load_scenario("england"))


@pytest.mark.parametrize(("name", "areas", "strategies"), [("england", 153, 6), ("twelve", 12, 13)])
def test_check_says_what_is_asked_and_where(cli, name, areas, strategies):
    said = cli("check", name)
    assert said.code == 0
    named = said.out.count("\n  - In ") == areas  # by what each offers, or the first few of them in a note
    assert f"{areas} areas" in said.out and (named or f"and {areas - 5} more" in said.out)
    assert len(said.out.splitlines()) <= 60, "each area's offer is a line or two, so that a screen or two hold all"
    found = json.loads(cli("check", name, "--json").out)
    assert found["ok"] and len(found["scenario"]["strategies"]) == strategies


def test_an_area_and_its_county_are_refused_with_both_names(cli, tmp_path):
    text = 'scenario = { name = "a", question = "b", areas = ["essex", "chelmsford"], months = 12 }\n'
    (tmp_path / "a.toml").write_text(f'{text}[[strategy]]\nname = "now"\n', encoding="utf-8")
    said = cli("check", "a.toml")
    assert (said.code, said.out) == (2, "")
    assert "'chelmsford'" in said.err and "'essex'" in said.err and "a.toml, line 1" in said.err
