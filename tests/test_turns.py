"""What tests/turns.py names is there; what takes turns is asked on one of so many days, and its sister on each."""

import re
import subprocess
import sys
from datetime import date, timedelta
from itertools import chain
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
DEFINED = re.compile(r"^ *def (test_\w+)\(", re.MULTILINE)
LONG = re.compile(r"@pytest\.mark\.long\n(?:@[^\n]*\n|    [^\n]*\n|\]?\)\n)*def (test_\w+)\(")


@pytest.fixture
def turns(module_of):
    return module_of(TESTS / "turns.py")


@pytest.fixture
def dear(turns):
    """Return each test that is asked on one day of three, by file and name, with its sister."""
    found = {}
    for place, (sister, *names) in chain(*map(dict.items, turns.EVERY_THIRD_DAY)):
        found |= {(place, name): sister for name in names}
    return found


@pytest.fixture
def day(turns, monkeypatch):
    """Return a day that may be set, as the one on which tests are asked."""

    class Day:
        now = date(2026, 3, 1)

        @staticmethod
        def today():
            return Day.now

    monkeypatch.setattr(turns, "date", Day)
    return Day


def days(day, number):
    """Yield so many days in a row, each set."""
    for after in range(number):
        day.now = date(2026, 3, 1) + timedelta(after)
        yield after


def text_of(place):
    return (TESTS / place).read_text(encoding="utf-8")


def test_what_takes_turns_is_a_test(turns, dear):
    """A test that is called otherwise would be tried every day, which is no harm, but takes the time."""
    named = [*map(tuple, (one.split("::") for one in turns.IN_TURN)), *dear]
    assert [(place, name) for place, name in named if name not in DEFINED.findall(text_of(place))] == []


def test_every_case_has_its_day(turns, day):
    """By hand: of three cases in turn one is tried on each of three days in a row, each once; others every day."""
    name = next(one for one, days in turns.IN_TURN.items() if days == 3)
    place, _, test = name.partition("::")
    tried = []
    for _ in days(day, 3):
        tried += [case for case in range(3) if not turns.waits(place, test, case)]
        assert not turns.waits(place, "test_another", 1)
    assert sorted(tried) == [0, 1, 2]


def test_a_long_case_has_no_day(turns, day):
    """By hand: of two cases in turn, each before its long one, one is asked on each of two days in a row."""
    place, _, name = next(one for one, days in turns.IN_TURN.items() if days == 2).partition("::")
    tests = [(place, name, long) for long in (False, True, False, True)]
    asked = [[case for case, left in enumerate(turns.left(tests)) if not left] for _ in days(day, 2)]
    assert sorted(asked) == [[0], [2]]


def test_of_three_days_in_a_row_each_dear_test_is_asked_on_one_with_all_its_cases(turns, dear, day):
    """Were its cases in turn too, three days might ask one of them and never another."""
    tried = []
    for _ in days(day, 3):
        there = [one for one in dear if not turns.waits(*one, 0)]
        assert there == [one for one in dear if not turns.waits(*one, 1)] and len(there) > 5
        tried += there
    assert sorted(tried) == sorted(dear)
    assert {f"{place}::{name}" for place, name in dear} & set(turns.IN_TURN) == set()


def test_files_that_share_what_they_live_stand_on_one_day(turns):
    """Else it is lived on each day for one of its tests."""
    places = list(chain(*turns.EVERY_THIRD_DAY))
    assert len(places) == len(set(places))


def test_each_dear_test_has_a_sister_that_is_asked_every_day(turns, dear, day):
    """A sister that waits, or that only `-m long` asks, would leave a day without its truth."""
    sisters = {tuple(one.split("::")) for one in dear.values()}
    assert [(place, name) for place, name in sisters if name not in DEFINED.findall(text_of(place))] == []
    assert [(place, name) for place, name in sisters if name in LONG.findall(text_of(place))] == []
    assert sisters & set(dear) == set()
    for _ in days(day, 6):
        cases = range(min(turns.IN_TURN.values()))
        assert [one for one in sisters if all(turns.waits(*one, case) for case in cases)] == []


def test_a_long_test_is_told_from_another():
    """By construction, as decorators are laid out."""
    text = "@pytest.mark.long\n@pytest.mark.parametrize(\n    'a', [1]\n)\ndef test_one():\n\n\ndef test_other(a):\n"
    assert LONG.findall(text) == ["test_one"] and DEFINED.findall(text) == ["test_one", "test_other"]


def test_on_one_day_of_three_the_lowest_versions_live_families(turns, day):
    assert [turns.lives_on_lowest() for _ in days(day, 6)].count(True) == 2


def test_the_script_says_by_its_exit_code_whether_they_do_today(turns):
    """As .ci/run asks it."""
    before = date.today()
    said = subprocess.run([sys.executable, str(TESTS / "turns.py")], check=False).returncode
    if before == date.today():
        assert (said == 0) == turns.lives_on_lowest()
