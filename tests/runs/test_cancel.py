"""Runs that are no longer wanted end at their next year, and nobody waits for them."""

from threading import active_count
from time import monotonic, sleep
from types import SimpleNamespace

import pytest

from famsim.runs import Running, living
from famsim.runs import paired as runs

A_YEAR = 0.05  # seconds that a made-up year takes


class Years:
    """A life, with strategies beside it, that only counts the months it lives."""

    lived: list[int]

    def __init__(self, lived):
        self.lived = lived

    def advance(self, months):
        sleep(A_YEAR)
        self.lived.append(months)


@pytest.fixture
def study(monkeypatch):
    """Return starts, a scenario of two strategies over 240 months, and the steps lived."""
    lived = []
    monkeypatch.setattr(runs, "begun", lambda start, strategy, world, about: (Years(lived), []))
    monkeypatch.setattr(runs, "begun_together", lambda start, strategies, world, about: (Years(lived), []))
    roster = SimpleNamespace(look=lambda run: None, grouped=lambda run: None)
    monkeypatch.setattr(living, "Roster", SimpleNamespace(of=lambda run: roster))
    monkeypatch.setattr(runs, "couple_months", lambda run: "months")
    monkeypatch.setattr(runs, "ledger", lambda without, ours: None)
    monkeypatch.setattr(runs, "outcome_of", lambda life, name, about, beside, shelf: (name, *about))
    monkeypatch.setattr(runs, "outcomes_of", lambda run, life, names, about: [(name, *about) for name in names])
    starts = SimpleNamespace(keeper=None, world=SimpleNamespace(seed=1), start=lambda draw, seed: None)
    strategies = tuple(SimpleNamespace(name=name) for name in "ab")
    return SimpleNamespace(starts=starts, scenario=SimpleNamespace(strategies=strategies, months=240), lived=lived)


def test_runs_come_in_order_whatever_the_threads(study):
    """Order is by draw and repetition, so that tables cannot depend on which thread was first."""
    study.scenario.months = 12
    found = list(runs.run_all(study.starts, study.scenario, Running(3, 2, threads=4)))
    assert found == [[("a", draw, rep), ("b", draw, rep)] for draw in (1, 2, 3) for rep in (0, 1)]


def test_months_are_lived_a_year_at_a_time_and_all_of_them(study):
    """The engine does the same by itself; 30 months are 12 + 12 + 6."""
    study.scenario.months = 30
    list(runs.run_all(study.starts, study.scenario))
    assert study.lived == [12, 12, 6]
    study.lived.clear()
    list(runs.run_all(study.starts, study.scenario, Running(separately=True)))
    assert study.lived == [12, 12, 6] * 2


def test_progress_counts_years_to_the_last(study):
    """What is shown never goes back and ends at its total: 2 runs x 3 years (30 months), one life for both."""
    study.scenario.months = 30
    shown = []
    list(runs.run_all(study.starts, study.scenario, Running(2, 1, lambda done, total: shown.append((done, total)))))
    assert shown == sorted(shown)
    assert shown[-1] == (6, 6)


def test_an_interruption_ends_every_thread_at_its_next_year(study):
    """240 months x 2 strategies x 8 runs would take 16 s; what was begun ends within a few years of 0.05 s."""
    before = active_count()

    def interrupted(done, total):
        if done:
            raise KeyboardInterrupt

    began = monotonic()
    with pytest.raises(KeyboardInterrupt):
        list(runs.run_all(study.starts, study.scenario, Running(8, 1, interrupted)))
    assert monotonic() - began < 1
    sleep(6 * A_YEAR)
    lived = len(study.lived)
    sleep(4 * A_YEAR)
    assert len(study.lived) == lived
    assert active_count() == before


def test_an_interruption_does_not_wait_for_a_start_that_is_being_made(study):
    """Starts take seconds (450 months of settling), and a person who types Ctrl-C should not."""
    study.starts.start = lambda draw, seed: sleep(0 if draw == 1 else 2)

    def interrupted(done, total):
        if done:
            raise KeyboardInterrupt

    began = monotonic()
    with pytest.raises(KeyboardInterrupt):
        list(runs.run_all(study.starts, study.scenario, Running(8, 1, interrupted)))
    assert monotonic() - began < 1


def test_a_run_that_fails_is_heard_of_and_stops_the_rest(study, monkeypatch):
    """docs/reliability.md F11 within compare: no half of a comparison is shown."""

    def fails(run, life, names, about):
        raise ZeroDivisionError("planted")

    monkeypatch.setattr(runs, "outcomes_of", fails)
    study.scenario.months = 12
    with pytest.raises(ZeroDivisionError, match="planted"):
        list(runs.run_all(study.starts, study.scenario, Running(8)))
    sleep(6 * A_YEAR)
    assert len(study.lived) < 8
