"""The Mesa model and the engine tell the same story to the bit, and the agents are windows on it."""

import ast
from pathlib import Path

import numpy as np
import pytest

import famsim.mesa_front
from famsim.errors import FamsimError, ScenarioError
from famsim.mesa_front import FamilyAgent, FamilyModel
from famsim.model.counts import FINE, Count
from famsim.model.family import FAMILY, LEFT
from famsim.population.policy import policy_record
from famsim.population.start import world_of
from famsim.rules.family.calendar import together
from famsim.scenario import load_scenario

SAFE_PART_OF_MESA = {"Model", "Agent", "DataCollector"}  # the same in Mesa 3.3 and 4


@pytest.fixture
def model(small):
    """A small area as a Mesa model, a year before its scenario begins."""
    return FamilyModel.from_run(small.small_area(start=-12, end=24))


def steps(model, months):
    """Let a model live so many months."""
    for _ in range(months):
        model.step()
    return model


def test_mesa_and_the_engine_tell_the_same_story_every_month(small):
    """Two ways, one story: families, book, tallies, funnel and queue, over five years, with entrants."""
    engine, model = small.small_area(), FamilyModel.from_run(small.small_area())
    for _ in range(60):
        engine.advance(1)
        model.step()
        assert small.contents(model.run) == small.contents(engine), f"month {engine.month}"
    assert engine.state.accounts[:, Count.STARTED].sum() > 0


@pytest.mark.parametrize("strategy", range(6))
def test_mesa_and_the_engine_tell_a_shipped_scenario_alike_to_its_end(small, strategy):
    """Ten years through a recession, each month, under each strategy; places scaled to the 60 families.

    One rule that one host asks otherwise of one family in one month of 7,000 family-months is seen.
    """
    scenario = load_scenario("recession")
    world, policy = world_of(scenario), policy_record(scenario.strategies[strategy])[0]
    engine, run = (
        small.under(small.small_area(60, 0, scenario.months), policy, world.economy, 60 / world.area.families)
        for _ in range(2)
    )
    model = FamilyModel.from_run(run)
    for _ in range(scenario.months):
        engine.advance(1)
        model.step()
        assert small.contents(model.run) == small.contents(engine), f"month {engine.month}"
    assert engine.state.funnel.any() == (policy.n_offers > 0)


def test_mesa_in_plain_python_tells_the_engines_story(small, in_plain_python, tmp_path):
    """The third host, and the slowest: 14 months across month 0, one turn of the year in them."""
    small.keep(small.small_area(30, start=-2, end=12, seed=11), tmp_path / "start.npz")
    in_plain_python("small_area.py", tmp_path / "start.npz", tmp_path / "end.npz", 14, "mesa")
    compiled = small.take_up(tmp_path / "start.npz")
    compiled.advance(14)
    assert small.contents(compiled) == small.contents(small.take_up(tmp_path / "end.npz"))


def looking_changes_nothing(small, look):
    """A model watched through every window each month is the model nobody watches."""
    watched, alone = (FamilyModel.from_run(small.small_area(start=-3, end=9)) for _ in range(2))
    for _ in range(12):
        watched.step()
        alone.step()
        look(watched)
    assert small.contents(watched.run) == small.contents(alone.run)


def look_everywhere(model):
    model.agents.get(list(FAMILY.names))
    model.agents.groupby("decile").agg("quality", np.mean)
    model.agents.select(lambda family: family.together).map(lambda family: family.mother.quality)


def touch(model):
    """Plant a fault: an observer who writes one field of one family."""
    look_everywhere(model)
    next(iter(model.agents)).support += 1e-9


def test_looking_changes_nothing(small):
    looking_changes_nothing(small, look_everywhere)


def test_an_observer_who_touches_is_seen(small):
    """One field of one family, by a thousand millionth, and the check must fail."""
    with pytest.raises(AssertionError):
        looking_changes_nothing(small, touch)


def test_the_agents_are_the_families_in_the_area(model):
    """One agent a family, each on its own row: entrants have theirs, those who left have none."""
    gone = 0
    for _ in range(36):
        model.step()
        rows = np.flatnonzero(model.families.status != LEFT)
        gone += len(model.families) - rows.size
        assert model.agents.get("row") == rows.tolist()
        assert model.agents.get("family_id") == model.families.family_id[rows].tolist()
    assert gone


def test_every_field_reads_and_writes_through_the_window(model):
    """An agent owns no state: what is set on agents is in the families array, and the other way round."""
    agents = model.agents
    for name in FAMILY.names:
        np.testing.assert_array_equal(np.array(agents.get(name)), model.families[name])
    agents.set("support", 1.5)
    assert (model.families.support == 1.5).all()
    model.families.income[:] = -2.0
    assert set(agents.get("income")) == {-2.0}
    agents.do(lambda family: setattr(family.mother, "ill", 1))
    assert model.families.mother["ill"].all()
    one = next(iter(agents))
    assert set(vars(one)) <= {"model", "unique_id", "pos", "row", "current_action"}
    with pytest.raises(AttributeError, match="FamilyAgent has no attribute 'qualty'"):
        _ = one.qualty


def test_groups_and_selections_are_those_of_the_array(model):
    """AgentSet's select, groupby, count, agg and map, against NumPy on the array."""
    families = model.families
    deciles, counts = np.unique(families.decile, return_counts=True)
    assert model.agents.groupby("decile").count() == dict(zip(deciles, counts, strict=True))
    couples = np.array([together(family) for family in families])
    chosen = model.agents.select(lambda family: family.together)
    assert chosen.get("row") == np.flatnonzero(couples).tolist()
    both = (families.mother["quality"] + families.other["quality"]) / 2
    assert chosen.agg("quality", np.mean) == pytest.approx(both[couples].mean(), abs=1e-12)
    assert model.agents.map(lambda family: family.together) == couples.tolist()


def test_the_data_collector_agrees_with_the_tallies(model):
    """The tallies are counted by rules, the reporters from the array: two ways to the same shares."""
    collected = steps(model, 36).datacollector.get_model_vars_dataframe().set_index("month")
    tally = model.run.state.tallies.sum(axis=1)
    months = np.arange(1, 25)
    couples = tally[:, Count.COUPLES]
    assert collected.index.tolist() == list(range(-12, 25))
    assert collected.families[months].tolist() == tally[:, Count.FAMILIES].tolist()
    np.testing.assert_allclose(collected.share_together[months], couples / tally[:, Count.FAMILIES])
    quality = tally[:, Count.QUALITY] / FINE / couples
    np.testing.assert_allclose(collected.mean_quality[months], quality, atol=0.5 / FINE)
    started = (model.run.state.accounts[:, Count.STARTED] > 0).sum()
    assert collected.families_helped[24] == started > 0
    harmful = [family.harmful for family in model.agents if family.together]
    assert collected.share_in_harmful_conflict[24] == pytest.approx(np.mean(harmful))
    assert collected.families_waiting[months].max() > 0


def test_the_model_stops_with_its_scenario(model):
    """No month is lived for which the book has no page."""
    steps(model, 35)
    assert model.running
    model.step()
    assert not model.running
    with pytest.raises(FamsimError, match="month 25 cannot be lived: the book has 24 months"):
        model.step()


def test_mesas_own_generators_move_no_family(small):
    """Families' luck is keyed by the run's seed; `rng` is the model's own, for what a user adds."""
    one, other = (FamilyModel.from_run(small.small_area(end=12), rng=rng) for rng in (1, 2))
    assert one.rng.integers(1000) != other.rng.integers(1000)
    assert small.contents(steps(one, 36).run) == small.contents(steps(other, 36).run)


FIRST_OF_FIVE = int(np.random.default_rng(5).integers(2**63))  # what a generator seeded with 5 gives first


@pytest.mark.parametrize(
    ("rng", "seed"),
    [(None, None), (5, 5), (np.int64(5), 5), (np.random.SeedSequence(5), FIRST_OF_FIVE)],
)
def test_a_scenarios_model_takes_the_seed_that_mesa_users_give(small, monkeypatch, rng, seed):
    """A whole number is the seed itself; anything else gives one; nothing leaves the scenario's."""
    asked = []

    def start_run(scenario, strategy, draw=0, seed=None):
        asked.append((scenario, strategy, draw, seed))
        return small.small_area(end=12)

    monkeypatch.setattr("famsim.population.start_run", start_run)
    model = FamilyModel("newcastle", strategy="croydon", draw=3, rng=rng)
    assert asked == [("newcastle", "croydon", 3, seed)]
    assert len(model.agents) == len(model.families)


def test_a_misspelt_strategy_is_answered_with_the_nearest():
    with pytest.raises(ScenarioError, match=r"scenario newcastle: there is no strategy 'newcastel'. Did you mean"):
        FamilyModel(load_scenario("newcastle"), strategy="newcastel")


def test_a_users_own_family_lives_beside_other_agents(small):
    """Teach and extend: a subclass of the agent, and agents of another kind, leave the story as it is."""
    import mesa

    class Counting(FamilyAgent):
        def after_places(self):
            super().after_places()
            self.months = getattr(self, "months", 0) + 1

    class Area(FamilyModel):
        agent_class = Counting

    class Worker(mesa.Agent):
        pass

    model, engine = Area.from_run(small.small_area(end=12)), small.small_area(end=12)
    Worker.create_agents(model, 3)
    steps(model, 36)
    engine.advance(36)
    assert small.contents(model.run) == small.contents(engine)
    assert max(model.agents.select(agent_type=Counting).get("months")) == 36


def test_only_the_part_of_mesa_that_lasts_is_used():
    """No `seed=`, batch_run, model.steps or mesa.space."""
    files = Path(famsim.mesa_front.__file__).parent.glob("*.py")
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))]
    attributes = [node for node in nodes if isinstance(node, ast.Attribute)]
    used = {node.attr for node in attributes if isinstance(node.value, ast.Name) and node.value.id == "mesa"}
    imported = {node.module for node in nodes if isinstance(node, ast.ImportFrom)}
    assert not {name for name in imported if name.split(".")[0] == "mesa"}
    assert not {node.attr for node in attributes} & {"steps", "time", "index", "pop", "clear"}
    assert used == SAFE_PART_OF_MESA
