"""Whoever asks, and however the work is shared out, the tables are the same.

Each check is a function that a planted fault must make fail.
"""

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd
import pytest

from famsim.measures.outcome import Outcome
from famsim.model.counts import Count
from famsim.population import draws
from famsim.population.draws import Starts, world_of
from famsim.questions.compare.gathered.single_area import Gathering
from famsim.questions.compare.run import compare
from famsim.runs import Running
from famsim.runs import paired as runs
from famsim.runs.keeping import Keeper
from famsim.runs.paired import run_all, run_pair
from famsim.runs.seeds import draw_numbers
from famsim.scenario import Scenario, change, load_scenario
from famsim.store import Store

DRAWS, REPS = 2, 2
Tables = dict[str, pd.DataFrame]


@pytest.fixture(scope="module")
def scenario() -> Iterator[Scenario]:
    """Return Newcastle's question for 300 families; draws are referred to a small England, to save seconds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(draws, "REFERENCE_FAMILIES", 1000)
        yield change(load_scenario("newcastle"), families=300, months=24)


def tables_of(scenario: Scenario, starts: Starts, outcomes) -> Tables:
    gathering = Gathering(scenario, starts.world)
    for one in outcomes:
        gathering.add(one)
    return gathering.tables()


def on_threads(scenario: Scenario, threads: int) -> Tables:
    """Return the tables of new starts, asked for from so many threads at once."""
    starts = Starts(world_of(scenario))
    return tables_of(scenario, starts, run_all(starts, scenario, Running(DRAWS, REPS, threads=threads)))


@pytest.fixture(scope="module")
def last_job_first(scenario) -> tuple[Starts, dict[tuple[int, int], list[Outcome]]]:
    """Return new starts and what every job came to, each alone and the last first."""
    starts = Starts(world_of(scenario))
    jobs = [(draw, rep) for draw in draw_numbers(DRAWS) for rep in range(REPS)]
    done = {job: run_pair(starts, scenario, *job) for job in reversed(jobs)}
    return starts, {job: done[job] for job in jobs}


def tables_are_equal(one: Tables, other: Tables) -> None:
    """Every cell of every table, no tolerance."""
    assert one.keys() == other.keys()
    for name, table in one.items():
        assert len(table) > 0, name
        pd.testing.assert_frame_equal(table, other[name], check_exact=True)


@pytest.fixture(scope="module")
def one_thread(scenario) -> Tables:
    return on_threads(scenario, 1)


@pytest.mark.parametrize("threads", [2, 4])
def test_threads_change_no_table(scenario, one_thread, threads):
    """Two draws, whose reference is made by whichever thread is first, and two repetitions."""
    tables_are_equal(one_thread, on_threads(scenario, threads))


def test_the_order_of_jobs_changes_no_table(scenario, one_thread, last_job_first):
    """The last draw and repetition is run first."""
    starts, done = last_job_first
    tables_are_equal(one_thread, tables_of(scenario, starts, done.values()))


def test_a_job_that_meets_other_luck_is_seen(scenario, one_thread, last_job_first):
    """One job of four has another repetition's luck under its own name, and the check must fail."""
    starts, done = last_job_first
    first, second = list(done)[:2]
    pairs = zip(done[first], done[second], strict=True)
    mixed = done | {first: [replace(other, rep=own.rep, seed=own.seed) for own, other in pairs]}
    with pytest.raises(AssertionError):
        tables_are_equal(one_thread, tables_of(scenario, starts, mixed.values()))


@pytest.fixture(scope="module")
def nobody_looks(scenario) -> Tables:
    return compare(scenario, Running(reps=REPS, threads=1)).tables


def looked_at(scenario: Scenario, folder) -> Tables:
    """Return the tables of a comparison that keeps its runs, tells how far it is and lives on three threads."""
    said: list[int] = []
    with Store(folder / "runs.sqlite") as store:
        found = compare(scenario, Running(1, REPS, lambda done, total: said.append(done), 3), store)
    assert said, "nobody was told"
    return found.tables


def test_an_observer_changes_no_table(scenario, nobody_looks, tmp_path):
    """With a store, progress and threads, and then from the store, as without."""
    for _ in range(2):
        tables_are_equal(nobody_looks, looked_at(scenario, tmp_path))


def test_a_keeper_that_writes_is_seen(scenario, nobody_looks, tmp_path, monkeypatch):
    """The keeper counts a trifle of one parting too much in one run that it keeps, and the check must fail."""
    keep = Keeper.keep

    def keeps_and_writes(self, outcomes):
        outcomes[-1].series[0, Count.EXPECTED_LOSSES] += 1
        keep(self, outcomes)

    monkeypatch.setattr(Keeper, "keep", keeps_and_writes)
    with pytest.raises(AssertionError):
        tables_are_equal(nobody_looks, looked_at(scenario, tmp_path))


def test_an_observer_of_every_year_who_writes_is_seen(scenario, nobody_looks, tmp_path, monkeypatch):
    """Whoever looks at a year's end moves every couple's commitment by hand, and the check must fail."""
    advance = runs.Run.advance

    def advance_and_write(self, months):
        advance(self, months)
        self.families.commitment += 0.1

    monkeypatch.setattr(runs.Run, "advance", advance_and_write)
    with pytest.raises(AssertionError):
        tables_are_equal(nobody_looks, looked_at(scenario, tmp_path))
