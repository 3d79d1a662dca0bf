"""What many areas take is said before they are begun; of one area, or of little, nothing is said."""

import pytest

from famsim.runs import forecast
from famsim.scenario import load_scenario


def test_england_says_its_time_its_families_and_its_disk():
    england = load_scenario("england")
    said = " ".join(forecast(england, runs=1, threads=2, stored=True))
    assert "153 areas" in said and "6,300,938 families" in said
    assert "minutes" in said and "GB" in said


def test_more_work_takes_longer_and_more_threads_less(monkeypatch):
    monkeypatch.setattr("famsim.runs.ahead.in_minutes", lambda seconds: f"<{seconds}>")
    england = load_scenario("england")

    def seconds(runs, threads, scenario=england):
        return float(forecast(scenario, runs, threads, False)[0].split("<")[1].split(">")[0])

    assert seconds(1, 1) == pytest.approx(2 * seconds(1, 2))
    assert seconds(1, 2) < seconds(2, 2) < 2 * seconds(1, 2), "what is lived before month 0 is lived once"
    assert seconds(1, 2, england.with_(families=630_000)) < 0.2 * seconds(1, 2)


def test_what_is_soon_done_is_not_announced():
    small = load_scenario("england").with_(areas=["city of london"], months=12)
    assert forecast(load_scenario("newcastle"), 20, 2, True) == []
    monthly = [line for line in forecast(small, 1, 2, False) if "solved" not in line]
    assert monthly == []


def test_england_solved_first_is_foreseen(monkeypatch):
    """Every area's search begins from England's constants: without them at hand that takes longer, and is said."""
    areas = load_scenario("twelve")
    monkeypatch.setattr("famsim.runs.ahead.in_minutes", lambda seconds: f"<{seconds}>")
    monkeypatch.setattr("famsim.runs.ahead.not_solved", lambda areas, _: list(areas)[:4])
    took = {}
    for solved in (True, False):
        monkeypatch.setattr("famsim.runs.ahead.england_is_solved", lambda solved=solved: solved)
        (line,) = [line for line in forecast(areas, 1, 2, False) if "solved first" in line]
        took[solved] = float(line.split("<")[1].split(">")[0])
        assert ("England" in line) != solved
    assert took[True] == pytest.approx(20.0) and took[False] > 50.0
