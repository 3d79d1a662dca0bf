"""Runs kept in a store: the same numbers as when they are run, and nothing is run twice."""

from dataclasses import replace

import pandas as pd
import pytest

from famsim import version
from famsim.questions.compare.run import compare
from famsim.runs import Running, keeping
from famsim.runs import paired as runs
from famsim.runs.keeping import Keeper, model_version
from famsim.scenario import Scenario, change, load_scenario
from famsim.store import Store


@pytest.fixture
def scenario() -> Scenario:
    small = change(load_scenario("newcastle"), families=400, months=24)
    chosen = tuple(one for one in small.strategies if one.name in ("business as usual", "newcastle"))
    return small.model_copy(update={"strategies": chosen})


def test_a_comparison_from_the_store_is_the_comparison(scenario, tmp_path, monkeypatch) -> None:
    """The second time every run is taken from the store: the engine is not asked."""
    with Store(tmp_path / "runs.sqlite") as store:
        first = compare(scenario, Running(draws=2), store)
    monkeypatch.setattr(runs, "live_through", lambda *_: pytest.fail("a kept run was run again"))
    with Store(tmp_path / "runs.sqlite") as store:
        again = compare(scenario, Running(draws=2), store)
    for name, table in first.tables.items():
        pd.testing.assert_frame_equal(table, again.tables[name])


def test_the_key_holds_all_that_a_run_depends_on(scenario) -> None:
    """Another strategy, draw, repetition, seed, length or number of the register is another run."""
    with Store(None) as store:
        keeper = Keeper(store, scenario)
        keys = {keeper.key(0, 0, 0), keeper.key(1, 0, 0), keeper.key(0, 1, 0), keeper.key(0, 0, 1)}
        for fields in ({"seed": 2}, {"months": 12}, {"evidence": {"stress.arrears": 0.4}}):
            keys.add(Keeper(store, change(scenario, **fields)).key(0, 0, 0))
        assert len(keys) == 7
        assert keeper.key(0, 0, 0) == Keeper(store, scenario).key(0, 0, 0)


@pytest.mark.parametrize(
    ("changed", "fields"), [("newcastle-upon-tyne", {"lone_share": 0.6}), ("england", {"families": 5_000_000})]
)
def test_the_key_holds_the_published_figures_of_the_area_and_of_england(scenario, monkeypatch, changed, fields) -> None:
    """Both are what an area's start is solved from."""
    before, found = model_version(scenario.area), keeping.find_area
    monkeypatch.setattr(
        keeping,
        "find_area",
        lambda name: replace(found(name), **fields) if found(name).slug == changed else found(name),
    )
    assert model_version(scenario.area) != before


def test_the_key_holds_every_room_that_computes(scenario, monkeypatch) -> None:
    """With `Economy.factor` tripled the old result was shown. What only prints or draws does not count."""
    asked: list[str] = []
    monkeypatch.setattr(version, "source_hash", lambda rooms: asked.extend(rooms) or "")
    model_version(scenario.area)
    rooms = {"model", "rules", "engine", "population", "areas", "evidence", "scenario", "measures", "appraisal", "runs"}
    assert set(asked) == rooms


def test_a_pair_is_kept_under_both_its_strategies(scenario) -> None:
    """What a run is beside the first depends on the first too, whatever it is called; the run itself does not."""
    usual, ours = scenario.strategies
    trained = usual.model_copy(update={"staff_trained": {"gp": 1.0}})
    other = scenario.model_copy(update={"strategies": (trained, ours)})
    with Store(None) as store:
        keeper, others = Keeper(store, scenario), Keeper(store, other)
        assert keeper.key(1, 0, 0) == others.key(1, 0, 0)
        assert keeper.pair_key(1, 0, 0) != others.pair_key(1, 0, 0)
