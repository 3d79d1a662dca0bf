"""Where a plan loses: names that are known, numbers in range, and the arithmetic by hand."""

import math

import pandas as pd
import pytest

from famsim.errors import FamsimError
from famsim.questions.discover import Losing, losing_of
from famsim.questions.discover.asked import experiment_in
from famsim.questions.discover.futures import ADDED, COST, GAIN, differences, margin, unsure
from famsim.questions.sweep import load_experiment


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"measure": "loses"}, "Did you mean 'losses'"),
        ({"measure": "separations"}, "neither a good nor a harm"),
        ({"strategy": "newcastel"}, "Did you mean 'newcastle'"),
        ({"strategy": "business as usual"}, "two that differ"),
        ({"against": "nothing"}, "there is no strategy"),
        ({"against": "newcastle"}, "is the plan itself"),
        ({"cell": "newcastle/croydon"}, "there is no cell"),
        ({"pay": -1.0}, "0 to"),
        ({"pay": math.nan}, "pay"),
        ({"least": math.inf}, "least"),
        ({"least": True}, "least"),
        ({"least": 1.0, "pay": 1.0}, "one of them"),
        ({"measure": "delivery_cost", "pay": 1.0}, "pounds itself"),
    ],
)
def test_what_cannot_be_asked_is_refused(design, asked, says):
    with pytest.raises(FamsimError, match=says):
        losing_of(load_experiment(design()), Losing(**asked))


@pytest.mark.parametrize("name", ADDED)
def test_a_lever_named_like_a_column_of_what_is_found_is_refused(design, name):
    tables = design()
    levers = [tables["lever"][0] | {"name": name}, tables["lever"][1]]
    with pytest.raises(FamsimError, match="another name for the lever"):
        losing_of(load_experiment(tables | {"lever": levers}), Losing())


def test_what_is_not_said_is_the_only_other_strategy_against_the_first(design):
    found = losing_of(load_experiment(design()), Losing())
    assert (found.strategy, found.against, found.cell) == (
        "newcastle",
        "business as usual",
        "newcastle/newcastle-upon-tyne",
    )


def test_the_roles_turn_only_where_both_are_named(design):
    found = losing_of(load_experiment(design()), Losing("business as usual", "newcastle"))
    assert (found.strategy, found.against) == ("business as usual", "newcastle")


def test_of_several_one_must_be_named(design):
    tables = design()
    tables["experiment"] = tables["experiment"] | {"strategies": ["business as usual", "newcastle", "croydon"]}
    with pytest.raises(FamsimError, match="one of newcastle, croydon"):
        losing_of(load_experiment(tables), Losing())
    several = tables["experiment"] | {"areas": ["luton", "croydon"]}
    with pytest.raises(FamsimError, match="the experiment has 2"):
        losing_of(load_experiment(tables | {"experiment": several}), Losing(strategy="newcastle"))


def test_a_design_that_moves_nothing_is_refused(design):
    with pytest.raises(FamsimError, match="moves nothing"):
        losing_of(load_experiment({"experiment": design()["experiment"]}), Losing())


def test_a_number_of_an_experiment_goes_with_a_store(design):
    with pytest.raises(FamsimError, match="leave it out"):
        experiment_in(design(), 2)


@pytest.fixture
def kept():
    """Two futures with two lucks each: losses 10 or 12 as now, 8 or 13 with help; it costs 500 more each time."""
    runs, outcomes = [], []
    for strategy, losses, cost in (("business as usual", (10, 12), 0.0), ("newcastle", (8, 13), 400.0)):
        for point in (0, 1):
            for rep in (0, 1):
                name = f"{strategy}/p{point}/d0/r{rep}"
                runs.append((name, strategy, point, 0, rep))
                values = {"losses": losses[rep] + point, "delivery_cost": cost, "set_up_cost": cost / 4}
                outcomes += [(name, "all", measure, float(value)) for measure, value in values.items()]
    return (
        pd.DataFrame(runs, columns=["run_id", "strategy", "point", "draw", "rep"]),
        pd.DataFrame(outcomes, columns=["run_id", "group", "measure", "value"]),
    )


def test_differences_are_paired_and_turned_to_what_is_better(design, kept):
    """Fewer losses are better: 2 averted with one luck, 1 more with the other."""
    asked = losing_of(load_experiment(design()), Losing())
    pairs = differences(*kept, asked)
    assert pairs[GAIN].tolist() == [2.0, -1.0, 2.0, -1.0] and set(pairs[COST]) == {500.0}
    assert margin(pairs, asked).tolist() == [2.0, -1.0, 2.0, -1.0]


def test_what_one_may_cost_is_set_against_what_it_costs(design, kept):
    """Half a loss averted on average, for 500 pounds: worth it at 1,200 each, not at 800."""
    for pay, mean in ((1200.0, 100.0), (800.0, -100.0)):
        asked = losing_of(load_experiment(design()), Losing(pay=pay))
        assert margin(differences(*kept, asked), asked).mean() == mean


def test_a_pair_with_a_run_missing_is_left_out(design, kept):
    runs, outcomes = kept
    asked = losing_of(load_experiment(design()), Losing())
    left = outcomes[outcomes.run_id != "newcastle/p1/d0/r0"]
    assert differences(runs, left, asked)[["point", "rep"]].to_numpy().tolist() == [[0, 0], [0, 1], [1, 1]]


def test_chance_is_told_from_pairs_with_another_luck(design, kept):
    """Margins 2 and -1 at each point: SD 2.12, error 1.5, so a mean of .5 could be turned, 4 could not."""
    asked = losing_of(load_experiment(design()), Losing())
    pairs = differences(*kept, asked)
    pairs["margin"] = margin(pairs, asked)
    table = pd.DataFrame({"point": [0, 1], "margin": [0.5, 4.0]})
    assert unsure(pairs, table) == 1.0
    assert math.isnan(unsure(pairs[pairs.rep == 0], table))
