"""The command: what cannot be is refused before the work, with what to change."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from famsim.cli.asked import Asked
from famsim.cli.folders import PlaceError, ready_file, ready_folder
from famsim.cli.held import CLAIMS
from famsim.cli.page import PageAsked, write_page
from famsim.errors import FamsimError, StoreError
from famsim.handover.page import Holds


@pytest.fixture(autouse=True)
def _claims():
    """Give back what a test claims, as a command does at its end."""
    with CLAIMS:
        yield


@pytest.fixture
def ask(tmp_path):
    def make(text):
        path = tmp_path / "asked.toml"
        path.write_text(text, encoding="utf-8")
        return Asked(str(path), {})

    return make


@pytest.mark.parametrize(
    ("made", "given", "says"),
    [
        ("", "no/such/page.html", "there is no folder"),
        ("folder", "folder", "is a folder"),
        ("there.html", "there.html", "is there already"),
        ("", "a\0b.html", "cannot be used"),
        ("", "", "an empty name is no file; allowed: a file, such as page.html"),
        ("", "a" * 300 + ".html", "cannot be used"),
    ],
)
def test_a_place_that_cannot_be_is_refused(tmp_path, monkeypatch, made, given, says):
    monkeypatch.chdir(tmp_path)
    if made:
        (tmp_path / made).mkdir() if "." not in made else (tmp_path / made).touch()
    with pytest.raises(PlaceError, match=says):
        ready_file(given, force=False)


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="no folder that only seems writable")
def test_a_place_that_only_seems_writable_is_refused_before_the_work():
    """Rights say yes where nothing can be made: found out by trying."""
    with pytest.raises(PlaceError, match="nothing can be written there"):
        ready_file("/proc/self/page.html", force=False)
    with pytest.raises(PlaceError, match="nothing can be written there"):
        ready_folder("/proc/self/results", force=False)


def test_an_empty_name_is_no_page(ask, hostile, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(PlaceError, match="an empty name is no file"):
        write_page(ask(hostile), PageAsked(""))
    assert [one.name for one in tmp_path.iterdir()] == ["asked.toml"]


def test_nothing_is_left_where_writing_fails(workshop, tmp_path):
    (tmp_path / "page.html").mkdir()
    with pytest.raises(StoreError, match="cannot be written"):
        workshop.save(tmp_path / "page.html")
    assert [one.name for one in tmp_path.iterdir()] == ["page.html"]


def test_one_strategy_cannot_be_compared(ask, hostile, tmp_path):
    alone = hostile[: hostile.index('[[strategy]]\nname = "=cmd')]
    with pytest.raises(FamsimError, match="allowed: two or more, so add a"):
        write_page(ask(alone), PageAsked(str(tmp_path / "page.html")))
    assert not (tmp_path / "page.html").exists()


def test_no_offer_means_no_help(ask, hostile, tmp_path):
    idle = hostile[: hostile.index('[[strategy]]\nname = "=cmd')] + '[[strategy]]\nname = "idle"\n'
    with pytest.raises(FamsimError, match=r"give at least one \[\[strategy\]\] a \[\[strategy.offer\]\]"):
        write_page(ask(idle), PageAsked(str(tmp_path / "page.html")))


def test_too_short_a_scenario_says_how_long_it_must_be(ask, hostile, tmp_path):
    with pytest.raises(FamsimError, match=r"allowed: 102 months or more \(--months\)"):
        write_page(ask(hostile), PageAsked(str(tmp_path / "page.html")))


def test_a_scenario_too_short_for_the_usual_window_may_ask_for_a_shorter_one(tmp_path, monkeypatch):
    """What the refusal advises can be asked for: by hand, 72 months hold 0 to 12 followed for 48 with 11 to spare."""
    from famsim.cli.app import app

    asked = []

    def page(scenario, moves, *_):
        asked.append((scenario.months, moves.window, moves.follow))
        raise FamsimError("enough")

    monkeypatch.setattr("famsim.handover.page.page", page)
    monkeypatch.chdir(tmp_path)
    short = ["page", "newcastle", "--months", "72"]
    refused = CliRunner().invoke(app, short)
    assert isinstance(refused.exception, FamsimError) and "earlier end of the window (--to)" in str(refused.exception)
    lives = CliRunner().invoke(app, ["page", "newcastle", "--months", "60", "--to", "0", "--follow", "24"])
    assert isinstance(lives.exception, FamsimError) and "a scenario of 72 months or more" in str(lives.exception)
    CliRunner().invoke(app, [*short, "--from", "0", "--to", "12", "--follow", "36"])
    assert asked == [(72, (0, 12), 36)]


@pytest.mark.parametrize("draws", [0, 21])
def test_more_draws_than_a_page_can_hold_are_refused_before_the_work(ask, hostile, tmp_path, draws):
    with pytest.raises(FamsimError, match=r"allowed: a whole number from 1"):
        write_page(ask(hostile), PageAsked(str(tmp_path / "page.html"), holds=Holds(draws)))
    assert not (tmp_path / "page.html").exists()


def test_the_command_is_there():
    from famsim.cli.app import app

    found = CliRunner().invoke(app, ["page", "--help"])
    assert found.exit_code == 0 and "without a network" in found.output
