"""Help moved in time and families followed in the page come to what `famsim timing` and `famsim twin` make of them."""

import dataclasses
import math
from pathlib import Path

import numpy as np
import pytest

from famsim.handover.page.allowed import allowed
from famsim.handover.page.registry import measuring, moving
from famsim.measures import begins
from famsim.model.counts import Count
from famsim.population import Starts, with_strategy, world_of
from famsim.questions.timing import tables
from famsim.questions.timing.run import timed
from famsim.questions.twins import follow
from famsim.runs import EVENTS, Moves
from famsim.runs.grouping import Roster
from famsim.scenario import Strategy, change, load_scenario
from famsim.wasm import pack, scripts

NOBODY = Strategy(name="no help")
MOVES, NEAR = Moves(window=(-6, 12), every=6, follow=24, most=30), 1e-9
ENDS = ("together", "parted, not out of harm", "parted, out of harm", "no longer followed")
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
    events, plan = ("birth", "arrears"), MOVES.plan(scenario)
    programme = plan.programmes[-1]
    alone = {"events": events, "programmes": (programme,), "doors": plan.doors[-1:]}
    found = timed(scenario, dataclasses.replace(plan, **alone))
    doors = allowed(scenario, world_of(scenario))["doors"]
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
                assert all(near(ours[end], theirs[end]) for end in ("estimate", "low", "high")), (
                    row["measure"],
                    theirs,
                )
                assert ours["shown"] == theirs["shown"]
                told += theirs["n_changed"] > 2
            theirs = windows[(windows.group == groups[row["group"]]) & (windows.measure == row["measure"])].to_dict(
                "records"
            )
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


def test_families_followed_in_the_page_are_twins(scenario, lived):
    """The same couples; the same one told, month by month in each life; what all gain and how each ends."""
    asked = {"month": 3, "earlier": 6, "later": 12, "months_after": 30}
    twin = follow(scenario, event="birth", **asked)
    plan = twin.plan
    answer = lived(
        [{"what": "followed", "event": 0, "row": plan.row, "moves": list(plan.moves), "after": plan.after, "most": 400}]
    )[0]
    families, arms = twin.tables["families"], twin.arms
    assert [int(one) for one in answer["ids"]] == list(dict.fromkeys(families.family_id))
    told = int(families[families.told == 1].family_id.iloc[0])
    assert int(answer["ids"][answer["told"][0]["who"]]) == told
    assert answer["features"] == twin.tables["family"].value.tolist()
    lives, happenings, spread = twin.tables["lives"], twin.tables["happenings"], twin.tables["spread"]
    for arm, name in enumerate(arms):
        mine = families[families.arm == name]
        assert [ENDS[one] for one in answer["ends"][arm]] == mine.outcome.tolist()
        assert [int(one) for one in answer["came"][arm]] == mine.first_session.tolist()
        gained = [math.nan if one is None else one for one in answer["gained"][arm]]
        assert gained == pytest.approx(mine.quality_gained.tolist(), rel=NEAR, abs=1e-12, nan_ok=True)
        for parent, measure in enumerate(("mother_quality", "other_quality")):
            rows = lives[(lives.arm == name) & (lives.measure == measure)]
            values = {
                month - plan.before: one for month, one in enumerate(answer["lives"][arm][parent]) if one is not None
            }
            assert values == dict(zip(rows.month, rows.value, strict=True))
        rows = happenings[happenings.arm == name]
        assert sorted(map(tuple, answer["happenings"][arm])) == sorted(zip(rows.month, rows.event, strict=True))
        if arm:
            row = spread[(spread.arm == name) & (spread.group == "all") & (spread.measure == "quality")].iloc[0]
            ends = [row[one] for one in ("p10", "p25", "p75", "p90")]
            assert answer["quantiles"][arm - 1] == pytest.approx(ends, rel=NEAR)
    assert len(answer["ids"]) > 50 and sum(map(len, answer["happenings"])) > 10


def test_other_ends_are_counted_and_equal_stretches_are_equal(scenario, lived):
    """By hand from how each ends without help: those told end each in another way, each as often as is said, and who
    stays with harm in the last year is told apart from who stays without; the change over equal stretches is that of
    the months from each help, taken from the lives themselves."""
    moves = [3, -3, 15]
    answer = lived([{"what": "followed", "event": 0, "row": 0, "moves": moves, "after": 30, "most": 400}])[0]
    harmed = [any(1 in months[-12:] for months in marks) for marks in answer["harm"]]
    ways = [4 if end == 0 and harm else end for end, harm in zip(answer["ends"][0], harmed, strict=True)]
    assert answer["kinds"] == ways and set(ways) >= {0, 1, 2, 4}
    ends = [ways[one["who"]] for one in answer["told"]]
    assert len(set(ends)) == len(ends) == 4
    assert [one["like"] for one in answer["told"]] == [ways.count(one) for one in ends]
    seen = np.array(answer["lives"], float)
    for arm, move in enumerate(moves, 1):
        months = slice(move + 6, move + 6 + 30 - 15 + 1)
        both = seen[[0, arm], :, months]
        there = np.isfinite(both).all(axis=0)
        change = [(both[1, one][there[one]] - both[0, one][there[one]]).mean() for one in (0, 1)]
        assert answer["equal"][arm - 1] == pytest.approx(np.mean(change))


def test_what_families_are_told_apart_by_is_noted_as_for_a_comparison(scenario, lived):
    """The mother's age at her first birth, the youngest child's, illness: each family's, as the shared life has it."""
    run = with_strategy(Starts(world_of(scenario)).start(0, world_of(scenario).seed), NOBODY, world_of(scenario))
    roster = Roster.of(run)
    for _ in range(0, scenario.months, 12):
        run.advance(12)
        roster.look(run)
    found = lived([{"what": "live", "besides": begins(), "want": []}])[0]["besides"]
    assert found == roster.besides[: roster.seen].tolist() and len(set(found)) > 20
