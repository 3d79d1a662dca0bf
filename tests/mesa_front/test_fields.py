"""What may be written from Mesa: a field that the month works out anew is refused, and what it is made of moves it."""

import numpy as np
import pytest

from famsim.errors import FamsimError
from famsim.mesa_front import FamilyAgent, FamilyModel
from famsim.mesa_front.fields import DERIVED, SUMS
from famsim.model.family import COHABITING, FAMILY, LEFT, MARRIED, NEVER, PARENT

PUSH = 0.75


def model_of(small, families=40):
    """A small area as a Mesa model, at month 0; rules are asked as written (tests/plain_rules.py), so few families."""
    return FamilyModel.from_run(small.small_area(families, start=0, end=24))


@pytest.fixture(scope="module")
def alone(small):
    """The same a month later, nothing written."""
    model = model_of(small)
    model.step()
    return model


def couples(model):
    """Rows of couples who live together."""
    return np.isin(model.families.status, (MARRIED, COHABITING))


def paths():
    """Every continuous field of a family and of its parents, and the flags that are worked out."""
    family = [(name,) for name in FAMILY.names if FAMILY[name] == np.float64 or name in DERIVED]
    return family + [(who, name) for who in ("mother", "other") for name in PARENT.names if PARENT[name] == np.float64]


def field(families, path):
    """One field as an array that can be written."""
    for name in path:
        families = families[name]
    return families


@pytest.mark.parametrize("path", paths(), ids=".".join)
def test_what_is_refused_is_what_a_month_works_out_anew(small, alone, path):
    """By brute force: written behind Mesa's back, a derived field is after a month what it is anyway; no other is."""
    touched = model_of(small)
    before = field(touched.families, path)
    before[:] = 1 - before if before.dtype == np.int8 else before + PUSH
    touched.step()
    helped = (alone.families.talked_month != NEVER) | (alone.families.exposed_month != NEVER)
    same = couples(touched) & couples(alone) & ~helped
    forgotten = field(touched.families, path)[same] == field(alone.families, path)[same]
    assert forgotten.mean() > 0.95 if path[-1] in DERIVED else forgotten.mean() < 0.05


@pytest.mark.parametrize("name", DERIVED)
def test_a_derived_field_is_refused_with_what_to_write_instead(small, name):
    """On the agent, on its record, by name in brackets; nothing changes."""
    model = model_of(small)
    agent, before = next(iter(model.agents)), model.families.tobytes()
    records = (
        [agent]
        if name == "together"
        else [agent, agent.mother, agent.other]
        if name == "quality"
        else [agent, agent.family]
    )
    for record in records:
        with pytest.raises(FamsimError, match=f"{name}: is worked out each month.*write instead"):
            setattr(record, name, 1)
    if name != "together":
        with pytest.raises(AttributeError, match="write instead"):
            records[-1][name] = 1
    with pytest.raises(AttributeError):
        model.agents.set(name, 1)
    assert model.families.tobytes() == before


def test_what_quality_is_made_of_moves_it(small):
    """Quality = centre + spread x (trait + drift) and more: half an SD of trait is half a spread."""
    touched, alone = model_of(small), model_of(small)
    for agent in touched.agents:
        agent.mother.trait += 0.5
        agent.other.drift += 0.25
    for model in (touched, alone):
        model.step()
    both = couples(touched) & couples(alone)
    gained = {
        who: (touched.families[who]["quality"] - alone.families[who]["quality"])[both] for who in ("mother", "other")
    }
    p = touched.parameters[0]
    assert gained["mother"].mean() == pytest.approx(0.5 * p["mother"]["spread"], abs=0.02)
    assert gained["other"].mean() == pytest.approx(0.25 * p["other"]["spread"] * p["quality"]["drift_carry"], abs=0.02)
    touched.step()
    alone.step()
    assert (touched.families.mother["quality"] > alone.families.mother["quality"])[couples(touched)].mean() > 0.95


@pytest.mark.parametrize("name", SUMS)
def test_what_programmes_have_left_is_not_written_as_a_sum(small, name):
    """A family that has taken part would lose it in a month, another would keep it for ever, both without a word."""
    agent = next(iter(model_of(small).agents))
    record = agent.mother if name in ("level", "learned") else agent
    with pytest.raises(FamsimError, match="from what programmes have left; write instead"):
        setattr(record, name, 0.5)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("suport", "did you mean 'support'"),
        ("incom", "did you mean 'income'"),
        ("qualty", "did you mean 'quality'"),
        ("trait", "is a field of a parent; write it to mother or other"),
        ("months_violent", "is a field of a child; write it to children"),
        ("driftt", "did you mean 'drift'. That is a field of a parent; write it to mother or other"),
        ("months_violnt", "did you mean 'months_violent'. That is a field of a child"),
    ],
)
def test_a_slip_for_a_field_is_refused(small, name, says):
    agent = next(iter(model_of(small).agents))
    with pytest.raises(FamsimError, match=says):
        setattr(agent, name, 1.0)
    assert name not in vars(agent)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("trait", "is a field of a parent; read it from mother or other"),
        ("suport", "no attribute 'suport'; did you mean 'support'"),
    ],
)
def test_a_reader_is_told_where_a_field_is(small, name, says):
    model = model_of(small)
    with pytest.raises(AttributeError, match=says):
        model.agents.get(name)


def test_a_misspelt_field_of_a_parent_or_child_is_refused(small):
    agent = next(one for one in model_of(small).agents if one.n_children and one.status != LEFT)
    with pytest.raises(FamsimError, match="did you mean 'trait'"):
        agent.mother.trat = 1.0
    with pytest.raises(FamsimError, match="did you mean 'state'"):
        agent.children[0].stat = 1.0
    agent.children[0].state = 2.0
    assert agent.model.families[agent.row].children[0].state == 2.0


def test_a_users_own_attributes_are_theirs(small):
    """Any name that is no slip; one that is near a field, declared in the class."""

    class Visited(FamilyAgent):
        supported: bool = False

    class Area(FamilyModel):
        agent_class = Visited

    agent = next(iter(Area.from_run(small.small_area(start=0, end=12)).agents))
    agent.visits, agent.supported = 3, True
    assert (agent.visits, agent.supported) == (3, True)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"strategy": 9}, "strategy 9: allowed: the name of a strategy, or its place from 0 to 5"),
        ({"strategy": -1}, "strategy -1: allowed"),
        ({"strategy": "newcastel"}, "Did you mean 'newcastle'"),
        ({"draw": -1}, "draw -1: allowed: a whole number from 0"),
        ({"rng": -3}, "seed -3: allowed: a whole number from 0"),
    ],
)
def test_a_model_that_cannot_be_made_is_refused_before_any_work(given, says):
    """The same limits as the command line's."""
    from famsim.scenario import load_scenario

    with pytest.raises(FamsimError, match=says):
        FamilyModel(load_scenario("newcastle"), **given)
