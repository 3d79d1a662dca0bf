"""What can never do anything is said before any work; what contradicts itself is refused with file, line and field."""

import json

import pytest

ASKED = """\
[scenario]
name = "asked"
question = "What if?"
area = "newcastle-upon-tyne"
months = 60

[[strategy]]
name = "a"

[[strategy]]
name = "b"
staff_trained = { midwife = 0.6 }
"""
OFFER = """
[[strategy.offer]]
programme = "money_and_us"
who = { WHO }
found = ["money_desk", "gp", "school"]
places_a_month = 20.0
"""


@pytest.fixture
def asked(tmp_path):
    """Return a maker of a scenario's file."""

    def make(text):
        (tmp_path / "asked.toml").write_text(text, encoding="utf-8")
        return "asked.toml"

    return make


def test_check_says_what_can_do_nothing_and_that_it_can_be_run(cli, asked):
    """Training without an offer passed without a word."""
    said = cli("check", asked(ASKED), "--json")
    assert said.code == 0
    assert any("strategy b: trains staff but makes no offer" in note for note in json.loads(said.out)["notes"])
    assert "makes no offer" in cli("check", "asked.toml").out


def test_a_command_says_it_on_stderr_before_the_work_and_once(cli, asked, made_up):
    said = cli("compare", asked(ASKED), "--families", 500)
    assert said.code == 0 and len(made_up) == 1
    assert said.err.count("trains staff but makes no offer") == 1
    assert "makes no offer" not in said.out


@pytest.mark.parametrize(
    "wrong",
    [
        ("together = true, apart = true", "who.apart", "do not live apart"),
        ("apart = true", "who.apart", "is for couples who live together"),
        ("in_arrears = false, months_in_arrears = [3, 240]", "who.months_in_arrears", "behind"),
        ("children = 0, youngest_age = [0, 2]", "who.youngest_age", "the youngest is a child"),
    ],
)
@pytest.mark.parametrize("command", ["check", "compare", "page"])
def test_a_contradiction_is_refused_with_file_line_and_field(cli, asked, made_up, command, wrong):
    """Once accepted: 9,192 families and GBP 377,000, 0 helped and no reason given."""
    who, field, says = wrong
    said = cli(command, asked(ASKED + OFFER.replace("WHO", who)))
    assert (said.code, said.out, made_up) == (2, "", [])
    assert f"asked.toml, line 16: strategy 2, offer 1, {field}: " in said.err and says in said.err
    assert len(said.err.splitlines()) == 1


def test_where_nothing_can_be_shown_nothing_is_written(cli, tmp_path):
    """It wrote a page of 480 rows, all of them "too few families"."""
    few = ("newcastle", "--families", 2000, "--months", 72, "--to", 12, "--follow", 24)
    said = cli("page", *few, "-o", "page.html")
    assert said.code == 2 and "families 2,000: too few for anything to be shown" in said.err
    assert "(--families)" in said.err and not list(tmp_path.iterdir())
