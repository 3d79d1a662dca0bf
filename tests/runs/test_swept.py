"""A run of a sweep is the run that `famsim run` gives: lived beside others or by itself, the same bytes."""

from dataclasses import replace

import numpy as np
import pytest

from famsim.measures import MEASURES
from famsim.model.family import LEFT
from famsim.population import Starts, world_of
from famsim.questions.run import simulate
from famsim.runs import InvalidRunError, Swept, branched, chance_seed, shares_lives, sweep_life, swept, values_of_run
from famsim.scenario import change, load_scenario

FIGURES = {"programmes.new_parent_group.take_up": 0.61, "costs.training": 900.0}


@pytest.fixture(scope="module")
def scenario():
    return change(load_scenario("newcastle"), families=600, months=30)


@pytest.fixture(scope="module")
def asked(scenario):
    """As now; a strategy as it is, with other figures, and with other places."""
    idle, helps = scenario.strategies[0], next(one for one in scenario.strategies if one.name == "newcastle")
    more = helps.with_(offers={1: {"places_a_month": 99.0}})
    return [Swept(idle, {}), Swept(helps, {}), Swept(helps, FIGURES), Swept(more, FIGURES)]


@pytest.mark.parametrize("draw", [0, 1])
def test_runs_lived_together_are_those_that_are_lived_alone(scenario, asked, draw):
    starts = Starts(world_of(scenario))
    together = list(sweep_life(starts, asked, draw, 1))
    for one, found in zip(asked, together, strict=True):
        (alone,) = sweep_life(starts, [one], draw, 1)
        assert alone.keys() == found.keys()
        for name, numbers in alone.items():
            assert numbers.dtype == found[name].dtype and numbers.tobytes() == found[name].tobytes(), name
    assert len({found["total"].tobytes() for found in together}) > 2  # the figures and the places do something


@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.parametrize("branch_at", [1, 12, 19])
def test_a_past_in_common_is_lived_once_and_each_run_is_the_one_lived_whole(scenario, asked, first, branch_at):
    """Led by a strategy that helps nobody, and by one with queues, places, staff and families at sessions."""
    starts, leads = Starts(world_of(scenario)), asked[first].strategy
    branch = [replace(one, first=leads, branch_at=branch_at) for one in asked]
    together = list(sweep_life(starts, branch, 0, 1))
    for one, found in zip(branch, together, strict=True):
        (alone,) = sweep_life(starts, [one], 0, 1)
        for name, numbers in alone.items():
            assert numbers.tobytes() == found[name].tobytes(), name
    (whole,) = sweep_life(starts, [asked[first]], 0, 1)
    assert all(whole[name].tobytes() == together[first][name].tobytes() for name in whole)
    own = list(sweep_life(starts, asked, 0, 1))
    differ = [one["total"].tobytes() != other["total"].tobytes() for one, other in zip(own, together, strict=True)]
    assert any(differ)  # the branch does something


def test_families_are_those_of_the_whole_life_too(scenario, asked, monkeypatch):
    """What is kept of a run is sums; here every family's record, and its account."""
    starts = Starts(world_of(scenario))
    start = starts.start(0, chance_seed(scenario.seed, 0))
    some = [replace(one, first=asked[1].strategy, branch_at=14) for one in (asked[1], asked[3], asked[0])]
    some = [replace(one, figures={}) for one in some]
    monkeypatch.setattr(branched, "not_finite", lambda families: "as if")  # then all families are given
    together = list(swept.lived(starts, start, some, 0))
    for one, life in zip(some, together, strict=True):
        (alone_life,) = swept.lived(starts, start, [one], 0)
        run, alone = life.run, alone_life.run
        assert alone_life.grouped.tobytes() == life.grouped.tobytes()
        here = alone.families.status != LEFT
        assert alone.families[here].tobytes() == run.families.tobytes()
        for name in ("accounts", "couple_months", "unions", "tallies", "funnel"):
            assert getattr(alone.state, name).tobytes() == getattr(run.state, name).tobytes(), name


@pytest.mark.parametrize("forgotten", ["held", "support", "past"])
def test_a_checkpoint_that_forgets_something_is_found(scenario, asked, monkeypatch, forgotten):
    """Planted: places held, where families stand with support, or what was counted, is lost at the branch."""
    starts = Starts(world_of(scenario))
    branch = [replace(one, first=asked[1].strategy, branch_at=14) for one in (asked[1], asked[3])]
    branch = [replace(one, figures={}) for one in branch]
    whole = [next(iter(sweep_life(starts, [one], 0, 1))) for one in branch]
    real = branched.beside_from

    def forgets(run, others):
        together = real(run, others)
        if forgotten == "held":
            for apart in together.apart:
                apart.state.census[0].held = 7
        elif forgotten == "support":
            together.beside.words[:] = 0
        return together

    monkeypatch.setattr(branched, "beside_from", forgets)
    if forgotten == "past":
        monkeypatch.setattr(branched, "with_past", lambda run, *past: run)
    found = list(sweep_life(starts, branch, 0, 1))
    assert any(
        one[name].tobytes() != other[name].tobytes() for one, other in zip(whole, found, strict=True) for name in one
    )


@pytest.mark.parametrize("place", [0, 2, 3])
def test_a_run_of_a_sweep_is_what_famsim_run_says(scenario, asked, place):
    """Its figures overridden in the scenario itself, from a start of its own; every measure of every group."""
    one = asked[place]
    said = simulate(change(scenario, strategies=(one.strategy,), evidence=one.figures), one.strategy.name)
    (found,) = list(sweep_life(Starts(world_of(scenario)), [*asked, one], 0, 0))[-1:]
    outcomes = said.tables["outcomes"]
    for group, name in enumerate(outcomes.group.unique()):
        mine, theirs = values_of_run(found, group), outcomes[outcomes.group == name].set_index("measure").value
        assert [mine[measure] for measure in MEASURES] == pytest.approx(list(theirs[list(MEASURES)]), nan_ok=True)


def test_a_figure_of_an_own_programme_is_a_runs_own(own_programmes):
    """Each is the run of a scenario whose evidence sets the same, in a draw too: in the book and in the pence."""
    whole = own_programmes.own()
    figures = [{}, {own_programmes.TAKE_UP: 0.85}, {own_programmes.COST: 47.0, own_programmes.EFFECT: -0.1}]
    helps = whole.strategies[1]
    for draw in (0, 2):
        found = list(sweep_life(Starts(world_of(whole)), [Swept(helps, one) for one in figures], draw, 0))
        for one, beside in zip(figures, found, strict=True):
            set_there = Starts(world_of(change(whole, evidence=one)))
            (alone,) = sweep_life(set_there, [Swept(helps, {})], draw, 0)
            assert all(alone[name].tobytes() == beside[name].tobytes() for name in alone)
        assert len({one["total"].tobytes() for one in found}) == len(figures)


def test_what_a_life_without_support_lives_by_is_not_shared():
    assert shares_lives("programmes.new_parent_group.take_up") and shares_lives("staff.sensitivity_trained")
    assert not shares_lives("stress.arrears") and not shares_lives("doors.gp")


@pytest.mark.parametrize("field", ["quality", "level"])
def test_what_is_no_number_is_found_and_named(scenario, asked, monkeypatch, field):
    """Planted: NaN in one family's record after the life; the other runs are kept."""
    lived = swept.lived

    def spoilt(*given):
        for place, life in enumerate(lived(*given)):
            if place == 1:
                families = life.run.families.view(np.ndarray)
                record = families if field in families.dtype.names else families["mother"]
                record[field][3] = np.nan
            yield life

    monkeypatch.setattr(swept, "lived", spoilt)
    found = list(sweep_life(Starts(world_of(scenario)), asked, 0, 0))
    assert [isinstance(one, InvalidRunError) for one in found] == [False, True, False, False]
    assert field in str(found[1]) and "family" in str(found[1])
