"""What tests/sizes.py and workers.py name is there; a case that takes turns is tried on one of so many days."""

import re
from datetime import date, timedelta
from itertools import chain
from pathlib import Path

import pytest
from xdist.plugin import pytest_xdist_auto_num_workers as auto_num_workers

TESTS = Path(__file__).parent
DEFINED = re.compile(r"^ *def (test_\w+)\(", re.MULTILINE)


@pytest.fixture
def sizes(module_of):
    return module_of(TESTS / "sizes.py")


def test_what_takes_turns_is_a_test(sizes):
    """A test that is called otherwise would be tried every day, which is no harm, but takes the time."""
    gone = []
    for one in (*sizes.IN_TURN, *chain(*sizes.EVERY_OTHER_DAY)):
        place, _, name = one.partition("::")
        if f"def {name}(" not in (TESTS / place).read_text(encoding="utf-8"):
            gone.append(one)
    assert gone == []


def test_what_is_left_out_of_a_size_is_a_test(sizes):
    """A name that no test has leaves nothing out."""
    there = {name for one in TESTS.rglob("test_*.py") for name in DEFINED.findall(one.read_text(encoding="utf-8"))}
    assert {*sizes.NOT_QUICK, *sizes.NOT_LOWEST, *sizes.ASKED_PLAIN, *sizes.ON_LOWEST_ALONE} - there == set()


@pytest.fixture
def day(sizes, monkeypatch):
    """Return a day that may be set, as the one on which tests are asked."""

    class Day:
        now = date(2026, 3, 1)

        @staticmethod
        def today():
            return Day.now

    monkeypatch.setattr(sizes, "date", Day)
    return Day


def test_every_case_has_its_day(sizes, day):
    """By hand: of three cases in turn one is tried on each of three days in a row, each once; others every day."""
    name = next(one for one, days in sizes.IN_TURN.items() if days == 3)
    place, _, test = name.partition("::")
    tried = []
    for days in range(3):
        day.now = date(2026, 3, 1) + timedelta(days)
        tried += [case for case in range(3) if not sizes.waits(place, test, case)]
        assert not sizes.waits(place, "test_another", 1)
    assert sorted(tried) == [0, 1, 2]


def test_of_two_days_in_a_row_each_dear_test_is_tried_on_one_with_all_its_cases(sizes, day):
    """Files that share what they live stand on one side, so that it is not lived for one of its tests alone."""
    tried = []
    for days in range(2):
        day.now = date(2026, 3, 1) + timedelta(days)
        there = [one for one in chain(*sizes.EVERY_OTHER_DAY) if not sizes.waits(*one.split("::"), 0)]
        assert there == [one for one in chain(*sizes.EVERY_OTHER_DAY) if not sizes.waits(*one.split("::"), 1)]
        tried.append(there)
    assert sorted(chain(*tried)) == sorted(chain(*sizes.EVERY_OTHER_DAY)) and min(map(len, tried)) > 5
    places = [{one.split("::")[0] for one in side} for side in sizes.EVERY_OTHER_DAY]
    assert places[0] & places[1] == set()


def test_files_that_share_what_is_dear_are_handed_out_together(module_of):
    """A folder that is called otherwise would have each worker make anew what its files share."""
    workers = module_of(TESTS / "workers.py")
    assert [one for group in workers.TOGETHER for one in group if not list((TESTS / one).glob("test_*.py"))] == []
    page, case = (
        workers.unit_of("tests/browser/test_page_opens.py"),
        workers.unit_of("tests/handover/test_case_says.py"),
    )
    assert page == case == "browser and handover"
    assert workers.unit_of("tests/statistical/test_draws.py") == "tests/statistical/test_draws.py"


def test_there_are_two_workers_more_than_cores(pytestconfig):
    """By xdist's own door: two cores have four workers."""
    asked = pytestconfig.hook.pytest_xdist_auto_num_workers(config=pytestconfig)
    assert asked == auto_num_workers(pytestconfig) + 2
