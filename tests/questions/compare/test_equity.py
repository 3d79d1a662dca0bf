"""Tables by group: those like published differences may be read as they stand, the others carry their caveat."""

import re
from dataclasses import replace
from types import SimpleNamespace

import pytest

from famsim.calibration import Alike
from famsim.questions.compare.result import study_of
from famsim.questions.compare.tables import likeness
from famsim.questions.compare.told import equity

MARRIED, WORST = "household=married", "deprivation=1 most deprived fifth"


class Scoreboard:
    """A scoreboard of which only some things hold."""

    date, families, stale = "2026-01-31", 40_000, False

    def __init__(self, **of):
        self.found = of

    def of(self, by, theme):
        return self.found.get(by, Alike(0, 0)) if theme in (None, likeness.SEPARATION) else Alike(0, 0)


def ships(monkeypatch, scoreboard):
    """Put another scoreboard in the place of the one that comes with famsim."""
    for where in (likeness, equity):
        monkeypatch.setattr(where, "shipped_likeness", lambda: scoreboard)


@pytest.fixture
def told(comparison, monkeypatch):
    """Return a teller of an answer in which couples of two groups clearly part less, under a scoreboard."""

    def tell(scoreboard, numbers=(-60.0, -40.0, -20.0)):
        low, estimate, high = numbers
        ships(monkeypatch, scoreboard)
        table = comparison.tables["differences"].copy()
        table.loc[table.group != "all", ["estimate", "low", "high", "n_changed"]] = [0.0, -2.0, 2.0, 30]
        rows = (table.measure == "separations") & table.group.isin([MARRIED, WORST]) & (table.strategy == "@places")
        table.loc[rows, ["estimate", "low", "high"]] = [estimate, low, high]
        return study_of(replace(comparison, tables=comparison.tables | {"differences": table})).answer

    return tell


def first_screen(text):
    return text.split("\n## ")[0]


def test_groups_that_differ_as_published_are_on_the_first_screen(told):
    """With size, interval and strategy; the others are not."""
    text = first_screen(told(Scoreboard(household=Alike(4, 5))))
    line = next(one for one in text.splitlines() if one.startswith("**For whom:**"))
    assert "the married, 40 fewer part (20 to 60; *@places*)" in line and len(line) < 85


def test_a_rise_is_said_to_be_one(told):
    """521 of a group read as so many who part: it is so many more."""
    text = first_screen(told(Scoreboard(household=Alike(4, 5)), (360.0, 520.0, 838.0)))
    assert "the married, 520 more part (360 to 838; *@places*)" in text


def test_groups_that_do_not_are_below_with_their_caveat(told):
    section = told(Scoreboard(household=Alike(4, 5), deprivation=Alike(3, 7))).split("## For whom")[1].split("\n## ")[0]
    before, after = section.split(equity.CARE)
    assert "| parents: married |" in before and "| places: most deprived fifth |" in after.split("\n\n")[1]
    assert "| household | 4 of 5 |" in section and "| place | 3 of 7: with care |" in section


def test_without_any_the_first_screen_says_nothing_of_groups(told):
    assert "**For whom:**" not in first_screen(told(Scoreboard(household=Alike(3, 5))))


def test_nothing_clear_is_said_to_be_so(comparison, monkeypatch):
    ships(monkeypatch, Scoreboard(work=Alike(1, 1)))
    table = comparison.tables["differences"].copy()
    table.loc[table.group != "all", ["estimate", "low", "high", "n_changed"]] = [0.0, -2.0, 2.0, 30]
    text = study_of(replace(comparison, tables=comparison.tables | {"differences": table})).answer
    assert re.search(r"\*\*For whom:\*\* by work no clear change", first_screen(text))


def test_less_than_a_couple_is_not_told_first(comparison, monkeypatch):
    ships(monkeypatch, Scoreboard(household=Alike(1, 1)))
    table = comparison.tables["differences"].copy()
    table.loc[table.group != "all", ["estimate", "low", "high", "n_changed"]] = [-0.4, -0.9, -0.1, 30]
    text = study_of(replace(comparison, tables=comparison.tables | {"differences": table})).answer
    assert "**For whom:** by household no clear change" in first_screen(text)


def test_a_scoreboard_of_other_figures_is_said_to_be_one(told):
    stale, fresh = Scoreboard(household=Alike(1, 1)), Scoreboard(household=Alike(1, 1))
    stale.stale = True
    assert "have changed since" in told(stale) and "have changed since" not in told(fresh)


def test_the_warning_about_places_shrinks_where_places_differ_as_published(told):
    """To one line once differences by place are reproduced; whole where they are not."""

    def warning(**of):
        return told(Scoreboard(**of)).split("## Places: read this before any is preferred")[1].split("\n## ")[0]

    short, whole = warning(deprivation=Alike(4, 5)), warning(deprivation=Alike(3, 5))
    assert "the model has 4 within" in short and len(short.strip().splitlines()) == 1 and len(short) < 300
    assert "the model has 3 within" in whole and "could be" in whole and len(whole) > 2 * len(short)


def test_a_group_is_named_only_if_it_is_clear_among_all_looked_at():
    """By hand: among ten at once an interval is 1.43 times as wide, so that 10 (1 to 19) of one group is chance."""
    numbers = {"estimate": 10.0, "low": 1.0, "high": 19.0, "n_changed": 9}
    writing = SimpleNamespace(value=lambda table, column, **where: numbers[column])
    assert equity.is_told_clear(writing, "fewer_partings", "@places", "work=all working", 1)
    assert not equity.is_told_clear(writing, "fewer_partings", "@places", "work=all working", 10)
