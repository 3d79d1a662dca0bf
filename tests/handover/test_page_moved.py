"""Help moved in time and families followed in the page come to what `famsim timing` and `famsim twin` make of them."""

import json
import math
from pathlib import Path

import numpy as np
import pytest

from famsim.handover.page.allowed import allowed
from famsim.handover.page.registry import measuring, moving
from famsim.model.counts import Count
from famsim.population import world_of
from famsim.questions.timing import run_timing, tables
from famsim.runs import EVENTS, Moves
from famsim.scenario import change, load_scenario
from famsim.wasm import pack, scripts

MOVES, NEAR = Moves(window=(-6, 12), every=6, follow=24, most=30), 1e-9
LEAST = 8  # families helped from which a month is shown here, or so few families would show none


@pytest.fixture(scope="module")
def scenario():
    """Return Newcastle with so few months that its lives are quick, and families enough that some are struck."""
    return change(load_scenario("newcastle"), families=500, months=72)


@pytest.fixture(scope="module")
def lived(scenario, module_of, tmp_path_factory):
    """Return what asks the page's own script, in node, of the scenario's families."""
    books, folder = module_of(Path(__file__).parent / "live" / "books.py"), tmp_path_factory.mktemp("moved")
    packed, plan = pack(scenario), MOVES.plan(scenario)
    said = {
        "scripts": scripts(),
        "model": packed["model"],
        "world": packed["world"],
        "names": allowed(scenario, world_of(scenario)),
        "tables": measuring(scenario.months) | moving(plan) | {"least_helped": LEAST},
    }
    return lambda asked: books.ask(folder, "moved.mjs", said | {"asked": asked})


def asked_of(plan, event, programme, names):
    """Return what the page asks for one event and programme."""
    place = plan.programmes.index(programme)
    counts = [Count.STARTED, Count.COUPLES, Count.QUALITY, Count.HARMFUL_CHILDREN, Count.DISTRESSED_CHILDREN]
    return {
        "what": "moved",
        "event": event,
        "row": plan.rows[place],
        "doors": [names.index(door) for door in plan.doors[place]],
        "moves": list(plan.moves),
        "follow": plan.follow,
        "most": plan.most,
        "counts": [*map(int, counts), int(Count.SDQ_HIGH)],
    }


def near(mine, theirs):
    return mine is None if math.isnan(theirs) else mine == pytest.approx(theirs, rel=NEAR, abs=1e-9)


def test_help_moved_in_the_page_is_the_timing_map(scenario, lived, monkeypatch):
    """Births and arrears, every month, group and benefit: worth with its interval, and the layers."""
    monkeypatch.setattr(tables, "LEAST_HELPED", LEAST)
    plan, found = MOVES.plan(scenario), run_timing(scenario, MOVES)
    doors = allowed(scenario, world_of(scenario))["doors"]
    programme = plan.programmes[-1]
    events = ("birth", "arrears")
    asked = [asked_of(plan, list(EVENTS).index(event), programme, doors) | {"name": event} for event in events]
    told, named = 0, set()
    for event, answer in zip(events, lived(asked), strict=True):
        cells, layers = (
            table[(table.event == event) & (table.programme == programme)]
            for table in (found.tables["timing"], found.tables["layers"])
        )
        windows = found.tables["windows"]
        windows = windows[(windows.event == event) & (windows.programme == programme)]
        groups = list(dict.fromkeys(cells.group))
        for row in answer["rows"]:
            mine = cells[(cells.group == groups[row["group"]]) & (cells.measure == row["measure"])]
            assert mine.month.tolist() == list(plan.moves)
            for ours, theirs in zip(row["cells"], mine.to_dict("records"), strict=True):
                assert all(near(ours[end], theirs[end]) for end in ("estimate", "low", "high")), (row["measure"], theirs)
                assert ours["shown"] == theirs["shown"]
                told += theirs["n_changed"] > 2
            theirs = windows[(windows.group == groups[row["group"]]) & (windows.measure == row["measure"])].to_dict("records")
            assert (row["window"] is not None) == bool(theirs), row["measure"]
            for name, value in (row["window"] or {}).items():
                assert near(value, theirs[0][name]), name
                named.add(name)
            if row["layers"]:
                mine = layers[(layers.group == groups[row["group"]]) & (layers.measure == row["measure"])]
                for ours, month, theirs in zip(row["layers"], row["months"], mine.to_dict("records"), strict=True):
                    assert all(near(ours[end], theirs[end]) for end in ("estimate", "low", "high")), theirs
                    assert near(month["there"], theirs["there"]) and near(month["met"], theirs["met"]), theirs
                    assert month["comparable"] == theirs["comparable"]
    assert told > 100 and len(named) == 7
