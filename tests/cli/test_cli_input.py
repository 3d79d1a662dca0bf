"""What a user gets wrong is one message on stderr and exit code 2: never a traceback, never a silent default."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from famsim.limits import LIMITS
from famsim.scenario import schema


@pytest.mark.parametrize("command", ["compare", "run"])
@pytest.mark.parametrize(
    ("option", "wrong", "allowed"),
    [
        ("--draws", "0", "1 to 10000"),
        ("--draws", "nan", "1 to 10000"),
        ("--draws", "1.5", "1 to 10000"),
        ("--draws", "9" * 6000, "1 to 10000"),
        ("--reps", "-1", "1 to 1000"),
        ("--families", "5", "200 to 10000000"),
        ("--families", "inf", "200 to 10000000"),
        ("--months", "999", "1 to 240"),
        ("--months", "0", "1 to 240"),
        ("--seed", "-1", "0 to 9223372036854775807"),
        ("--seed", str(2**63), "0 to 9223372036854775807"),
        ("--threads", "0", "1 to 256"),
        ("--threads", "\u0663", "1 to 256"),  # a digit, though not one of ours
    ],
)
def test_a_number_out_of_range_names_the_option_and_what_is_allowed(cli, command, option, wrong, allowed):
    """Issue: --draws 0, --families 5, --months 999, nan are exit code 2 with the allowed range."""
    said = cli(command, "newcastle", option, wrong)
    assert (said.code, said.out) == (2, "")
    assert option in said.err
    assert f"allowed: a whole number from {allowed}" in said.err
    assert len(said.err.splitlines()) == 1
    assert len(said.err) < 400


@pytest.mark.parametrize("field", ["months", "families", "seed"])
def test_the_command_line_allows_what_a_scenario_does(field):
    """The scenario's own limits (scenario/schema.py): one end accepted, the next number refused."""
    low, high, _ = LIMITS[field]
    rule = schema.Question.model_fields[field].metadata[0]
    assert (rule.check(low), rule.check(high)) == (low, high)
    for outside in (low - 1, high + 1):
        with pytest.raises(PydanticCustomError):
            rule.check(outside)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["comparre", "newcastle"], "Did you mean"),
        (["compare"], "FILE"),
        (["compare", "newcastel"], "did you mean 'newcastle'?"),
        (["compare", "newcastle", "--famlies", "2000"], "--families"),
        (["compare", "no/such/file.toml"], "there is no such file"),
        (["compare", "."], "is a folder"),
        (["compare", "newcastle\0"], "famsim: "),
        (["check", "/dev/zero"], "is a device"),
        (["run", "newcastle"], "--strategy"),
        (["run", "newcastle", "--strategy", "croyden"], "Did you mean 'croydon'?"),
        (["init", "leads"], "Did you mean 'leeds'?"),
        (["init"], "AREA"),
        (["sources", "--grade", "asumed"], "did you mean 'assumed'?"),
        (["verify", "nothing-here"], "there is no such file or folder"),
        (["init", "leeds", "-o", "no/such/folder/a.toml"], "there is no folder"),
        (["init", "leeds", "-o", "."], "is a folder"),
        (["init", "leeds", "-o", "a\0b"], "cannot be used"),
    ],
)
def test_a_mistake_is_one_message_with_the_nearest_right_thing(cli, arguments, says):
    """Issue, bad input: exit code 2 and one clear message, nothing on stdout, no file written."""
    said = cli(*arguments)
    assert (said.code, said.out) == (2, "")
    assert says in said.err
    assert "Traceback" not in said.err
    assert len(said.err.splitlines()) == 1


def test_what_is_wrong_in_a_file_names_file_line_and_field(cli, tmp_path):
    """Issue, bad input: file, line, field, allowed range."""
    text = '[scenario]\nname = "a"\nquestion = "b"\narea = "leeds"\nmonths = 999\n[[strategy]]\nname = "c"\n'
    (tmp_path / "a.toml").write_text(text)
    said = cli("check", "a.toml")
    assert said.code == 2
    assert "a.toml, line 5: scenario.months" in said.err
    assert "1 to 240" in said.err


@pytest.mark.parametrize("date", ["2016-02-30", "2015-02-29", "2016-13-01", "2016-02-28"])
@pytest.mark.parametrize("command", ["check", "compare"])
def test_a_date_impossible_or_not_where_months_belong_names_file_and_line(cli, made_up, tmp_path, command, date):
    """Issue, bad input: impossible dates are exit code 2 with file and line; so is a date of the calendar here."""
    text = f'[scenario]\nname = "a"\nquestion = "b"\narea = "leeds"\nmonths = {date}\n[[strategy]]\nname = "c"\n'
    (tmp_path / "a.toml").write_text(text)
    said = cli(command, "a.toml")
    assert (said.code, said.out, made_up) == (2, "", [])
    assert "a.toml, line 5" in said.err
    assert "Traceback" not in said.err
    assert len(said.err.splitlines()) == 1


def test_fewer_months_than_an_offer_needs_are_refused(cli, made_up, tmp_path):
    """An offer that begins in month 13 of 6 would silently never be made."""
    text = cli("init", "leeds", "-o", "-").out.replace('priority = "need"', 'priority = "need"\nbegins = 13')
    (tmp_path / "a.toml").write_text(text)
    said = cli("compare", "a.toml", "--months", "6")
    assert (said.code, made_up) == (2, [])
    assert "the command line" in said.err
    assert "13 is after the last month" in said.err


WORDS = st.sampled_from(
    ["compare", "run", "check", "init", "sources", "verify", "--json", "--out", "--draws", "--months", "--strategy",
     "newcastle", "leeds", "-o", "--", "-", "", "=", "--draws=0", "--months=nan", "0", "-1", "a\0", "\ud800", "\u202e"]
)  # fmt: skip


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS | st.text(st.characters(exclude_characters="/"), max_size=12), max_size=6))
def test_no_arguments_lead_to_a_traceback(cli, made_up, arguments):
    """Whatever is typed ends with a documented exit code, and code 2 says why in one line."""
    said = cli(*arguments)
    assert said.code in (0, 1, 2)
    assert "Traceback" not in said.err
    if said.code == 2:
        message = said.err.splitlines()[-1]
        assert message.startswith("famsim: ")
        assert message.isprintable()


@pytest.mark.parametrize("command", ["compare", "page"])
def test_one_strategy_is_nothing_to_compare(cli, tmp_path, command):
    """Found before any work; what else can be done with one strategy is said."""
    asked = '[scenario]\nname = "alone"\nquestion = "Why?"\narea = "croydon"\nmonths = 120\n'
    text = f'{asked}\n[[strategy]]\nname = "as now"\n'
    (tmp_path / "alone.toml").write_text(text, encoding="utf-8")
    said = cli(command, "alone.toml")
    assert said.code == 2 and said.out == "" and "Settling" not in said.err
    assert "has one strategy, so there is nothing to compare; allowed: two or more, so add a [[strategy]]" in said.err
    assert "famsim run" in said.err
