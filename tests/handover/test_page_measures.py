"""The page measures lives as famsim does: the same lives give the numbers that `fs.compare` has in its tables."""

import math
from pathlib import Path

import pytest

import famsim as fs
from famsim.handover.page.labels import RESULT_NAMES
from famsim.handover.page.registry import measuring, worthwhile
from famsim.measures import MEASURES, PAIRED
from famsim.measures.places import places_offered
from famsim.population import Starts, with_strategy, world_of
from famsim.runs.costs import most_items, set_up_pence
from famsim.runs.grouping import Roster
from famsim.scenario import change, parse_scenario

NEAR = 1e-11  # of a number: sums in another order


@pytest.fixture(scope="module")
def books(module_of):
    return module_of(Path(__file__).parent / "live" / "books.py")


@pytest.fixture(scope="module")
def scenario(hostile):
    return change(parse_scenario(hostile), families=900, months=48, evidence={})


def measured(scenario, books, folder, draws):
    """Return what the script makes of the lives of a scenario in some draws, a strategy each."""
    starts, bin_, said = Starts(world_of(scenario)), books.Bin(), []
    world = starts.world
    for draw in draws:
        start, costs = starts.start(draw, world.seed), []
        runs = [with_strategy(start, one, world) for one in scenario.strategies]
        p = starts.parameters(draw)[0]
        rosters = [Roster.of(run) for run in runs]
        for one, run, roster in zip(scenario.strategies, runs, rosters, strict=True):
            for first in range(0, scenario.months, 12):
                run.advance(min(12, scenario.months - first))
                roster.look(run)
            paid = set_up_pence(one, p, world.area.families, world.months)
            most = sum(most_items(one, p, world.programmes).values())
            costs.append({"paid": paid, "most": most})
        said.append(
            {
                "lives": [books.life_of(*one, bin_) for one in zip(runs, rosters, strict=True)],
                "costs": costs,
                "exit_months": float(p.separation.exit_months),
            }
        )
    offered = [
        {
            "offered": [places_offered(one, world.sample, scenario.months) for one in strategy.offers],
            "idle": not strategy.offers and not scenario.strategies[0].offers,
        }
        for strategy in scenario.strategies
    ]
    tables = measuring(scenario.months) | {"worthwhile": worthwhile(scenario)}
    about = {"tables": tables, "k": world.sample.k, "draws": said, "strategies": offered, "kept": list(RESULT_NAMES)}
    return books.ask(folder, "measure.mjs", about | {"usual": False, "factor": 1.0}, bin_)


@pytest.mark.parametrize("draws", [1, 2])
def test_differences_and_costs_are_those_of_a_comparison(scenario, books, tmp_path, draws):
    """Every measure and every line of the ledger of a pair, with both limits; cost with its limits."""
    study = fs.compare(scenario, draws=draws)
    numbers = [0] if draws == 1 else list(range(1, draws + 1))
    found = measured(scenario, books, tmp_path, numbers)
    table = study.tables["differences"]
    table = table[table.group == "all"]
    least = study.tables["worthwhile"]
    least = least[least.group == "all"].set_index("measure")
    totals = least[least.figure.isin(["worthwhile.couples", "worthwhile.total"])]
    smallest, couples = dict(totals.smallest), set(totals.index[totals.figure == "worthwhile.couples"])
    couples = {name for name in couples if (PAIRED | MEASURES)[name].unit == "couples"}
    smallest = {name: one for name, one in smallest.items() if name in couples or totals.figure[name].endswith("total")}
    told = 0
    for place, strategy in enumerate(scenario.strategies[1:], 1):
        rows = table[table.strategy == strategy.name].set_index("measure")
        assert {one["name"] for one in measuring(scenario.months)["lines"]} <= set(rows.index)
        for name, mine in found[place]["rows"].items():
            row = rows.loc[name]
            for ours, theirs in (("estimate", "estimate"), ("low", "low"), ("high", "high"), ("se", "mc_se")):
                value = math.nan if mine[ours] is None else mine[ours]
                assert value == pytest.approx(row[theirs], rel=NEAR, abs=1e-9, nan_ok=True), (name, ours)
            assert mine["changed"] == row.n_changed, name
            least = smallest.get(name, 0.0)
            assert mine["least"] == pytest.approx(max(least, 1.0) if name in couples else least, rel=NEAR), name
            told += mine["changed"] > 2
    assert told > 30  # of these, so many are moved by enough families to have a shape
    costs = study.tables["costs"]
    for place, strategy in enumerate(scenario.strategies):
        row = costs[(costs.strategy == strategy.name) & (costs["item"] == "total")].iloc[0]
        for end in ("estimate", "low", "high"):
            assert found[place]["cost"][end] == pytest.approx(row[end], abs=0.04), (strategy.name, end)


def without_limit(scenario):
    """Return a scenario in which every offer has a place for everybody: no place is one family's at another's cost."""
    free = {"places_a_month": None, "unlimited": True, "stands_in": None}
    strategies = [one.with_(offers=tuple(each.with_(**free) for each in one.offers)) for one in scenario.strategies]
    return scenario.with_(strategies=tuple(strategies))


@pytest.mark.parametrize("draws", [1, 2])
def test_one_strategy_less_another_is_a_comparison_of_the_two(scenario, books, tmp_path, draws):
    """Both against the same comparator, then one less the other: of what is counted, `fs.compare` of the two.

    With both limits, for the comparator falls out of every family's difference. Of the ledger's lines, whose comparator
    does not fall out, and of costs the estimates alone: differences of what a comparison says of each.
    """
    scenario = without_limit(scenario)
    numbers = [0] if draws == 1 else list(range(1, draws + 1))
    found = measured(scenario, books, tmp_path, numbers)
    first, second = scenario.strategies[1:3]
    table = fs.compare(scenario.with_(strategies=(first, second)), draws=draws).tables["differences"]
    rows = table[(table.group == "all") & (table.strategy == second.name)].set_index("measure")
    each = fs.compare(scenario, draws=draws).tables
    lines, moved = {one["name"] for one in measuring(scenario.months)["lines"]}, 0
    for name, mine in found[2]["less"]["rows"].items():
        apart = each["differences"][(each["differences"].group == "all") & (each["differences"].measure == name)]
        apart = apart.set_index("strategy").estimate
        assert mine["estimate"] == pytest.approx(apart[second.name] - apart[first.name], rel=NEAR, abs=1e-9), name
        if name not in lines:
            for end in ("estimate", "low", "high"):
                assert mine[end] == pytest.approx(rows.at[name, end], rel=1e-9, abs=1e-9), (name, end)
            moved += mine["changed"] > 2
    assert moved >= 2
    costs = each["costs"][each["costs"]["item"] == "total"].set_index("strategy").estimate
    cost = found[2]["less"]["cost"]
    assert cost["estimate"] == pytest.approx(costs[second.name] - costs[first.name], abs=0.04)
    assert cost["low"] <= cost["estimate"] <= cost["high"]
    assert all(one["estimate"] == 0 for one in found[1]["less"]["rows"].values())


def test_who_is_missed_is_counted_as_for_the_page(scenario, books, tmp_path):
    """The ways of families in need, in all and by group, against the rows that the page's tables are made from."""
    from famsim.handover.page.gathering import compared

    missed = compared(scenario, lambda *_: None, 1)[1]
    found = measured(scenario, books, tmp_path, [0])
    for place, strategy in enumerate(scenario.strategies):
        mine = missed[missed.strategy == strategy.name]
        ways = mine[mine.group == "all"].families.tolist()
        assert found[place]["ways"]["ways"] == pytest.approx(ways)
        for name, groups in found[place]["ways"]["groups"].items():
            rows = mine[mine.group.str.startswith(f"{name}=")]
            need = rows.groupby("group", sort=False).families.sum().tolist()
            came = rows[rows.way == "helped"].families.tolist()
            assert [one[0] for one in groups] == pytest.approx(need)
            assert [one[0] - one[1] for one in groups] == pytest.approx(came)
