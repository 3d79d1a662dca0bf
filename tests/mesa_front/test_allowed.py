"""What a field may hold when it is written from Mesa: whatever lives hold may be, and nothing that is no such thing."""

import math
from itertools import product

import numpy as np
import pytest

from famsim.errors import FamsimError
from famsim.mesa_front import FamilyModel
from famsim.mesa_front.allowed import FieldError, clean
from famsim.mesa_front.fields import DERIVED, STAYS, SUMS
from famsim.model.family import CHILD, FAMILY, LEFT, NEVER, PARENT
from famsim.model.parameters import MAX_PROGRAMMES
from famsim.model.policy import MAX_DOORS, MAX_OFFERS

RECORDS = {"family": FAMILY, "mother": PARENT, "other": PARENT, "child": CHILD}
REFUSED = {*DERIVED, *SUMS, *STAYS, "mother", "other", "children"}
WRITTEN = [(who, name) for who, kind in RECORDS.items() for name in kind.names if name not in REFUSED]
WRITTEN = [(who, name) for who, name in WRITTEN if not name.startswith("pad_")]


NO_NUMBERS = (math.nan, math.inf, 1e300, "x", None, 1j, [1.0, 2.0])


@pytest.fixture(scope="module")
def lived(small):
    """Forty families as an area begins with them, most with years together, and some with years apart, behind them."""
    return FamilyModel.from_run(small.small_area(40, start=0, end=12))


def of(agent, who):
    """The record of a family, of a parent or of its eldest child."""
    return agent.family if who == "family" else agent.children[0] if who == "child" else getattr(agent, who)


@pytest.mark.parametrize("who", RECORDS)
def test_what_lives_hold_can_be_written(lived, who):
    """By brute force: the limits refuse no value that the rules themselves have brought about."""
    names = [name for whose, name in WRITTEN if whose == who]
    for record in (of(agent, who) for agent in lived.agents):
        for name in names:
            assert np.array_equal(clean(name, record[name], record.dtype), record[name])


@pytest.mark.parametrize("who", RECORDS)
def test_what_is_no_such_number_is_refused_with_what_is_allowed(lived, who):
    """NaN and 1e300 went into a life without a word, a text was a ValueError of NumPy's."""
    agent, before = next(iter(lived.agents)), lived.families.tobytes()
    record = of(agent, who)
    for name, value in product([name for whose, name in WRITTEN if whose == who], NO_NUMBERS):
        with pytest.raises(FieldError, match=rf"{name} .*allowed: .*number.* from "):
            setattr(record, name, value)
        with pytest.raises(FieldError, match=rf"{name} .*allowed: .*number.* from "):
            record[name] = value
        if who == "family":
            with pytest.raises(FamsimError, match="allowed"):
                setattr(agent, name, value)
    assert lived.families.tobytes() == before


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("decile", 1, 0),
        ("status", LEFT - 1, LEFT + 1),
        ("wants", True, 2),
        ("debt", 250, -1),
        ("debt", np.float64(250.0), 250.5),
        ("due_month", NEVER, NEVER + 1),
        ("support", np.float32(1.5), 20.5),
        ("offer", MAX_OFFERS - 1, MAX_OFFERS),
        ("door", MAX_DOORS - 1, MAX_DOORS),
        ("programme", MAX_PROGRAMMES - 1, MAX_PROGRAMMES),
    ],
)
def test_a_value_within_its_limits_is_written_and_the_next_one_refused(small, name, right, wrong):
    agent = next(iter(FamilyModel.from_run(small.small_area(10, start=0, end=12)).agents))
    setattr(agent, name, right)
    assert getattr(agent, name) == right
    with pytest.raises(FieldError, match=f"{name} .*allowed"):
        setattr(agent, name, wrong)
    assert getattr(agent, name) == right


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"help_stage": 1}, "offer -1 of family .*help_stage is 1: allowed: a whole number from 0 to 1"),
        ({"help_stage": 2, "offer": 2}, "offer 2 of family .*help_stage is 2: allowed: a whole number from 0 to 1"),
        ({"help_stage": 4, "offer": 0}, "door -1 of family .*help_stage is 4: allowed: a whole number from 0 to 23"),
        ({"exposed_month": 0}, "programme -1 of family .*exposed_month is 0: allowed: a whole number from 0 to 63"),
    ],
)
def test_help_that_there_is_none_of_is_refused_before_a_month_is_lived(small, fields, says):
    """`offer = 12` was read behind the last offer: a crash, or a programme that nobody offers."""
    model = FamilyModel.from_run(small.small_area(10, start=0, end=12))
    agent = next(iter(model.agents))
    for name in ("offer", "door", "programme"):
        setattr(agent, name, -1)
    for name, value in fields.items():
        setattr(agent, name, value)
    before = model.families.tobytes()
    with pytest.raises(FieldError, match=says):
        model.step()
    assert (model.month, model.families.tobytes()) == (0, before)
    agent.help_stage, agent.offer, agent.programme = 1, 1, 0
    model.step()
    assert model.month == 1


def test_a_parent_can_be_written_whole_from_another_family_and_from_nothing_else(small):
    one, two, *_ = FamilyModel.from_run(small.small_area(10, start=0, end=12)).agents
    one.mother = two.mother
    assert one.mother.tobytes() == two.mother.tobytes()
    with pytest.raises(FieldError, match="mother 5: allowed: the mother of a family"):
        one.mother = 5


@pytest.mark.parametrize("name", [*STAYS, "pad_family"])
def test_who_a_family_is_cannot_be_written(small, name):
    """`unique_id = 3` doubled another agent's, `n_children = 50` and `month = 5` went by without a word."""
    model = FamilyModel.from_run(small.small_area(10, start=0, end=12))
    agent, before = next(iter(model.agents)), model.families.tobytes()
    was = agent.unique_id, agent.row
    with pytest.raises(FieldError, match=f"{name}: is .*; it cannot be written"):
        setattr(agent, name, 3)
    assert model.families.tobytes() == before and (agent.unique_id, agent.row) == was and agent.model is model


def test_what_programmes_have_left_is_not_written_by_slot(small):
    agent = next(iter(FamilyModel.from_run(small.small_area(10, start=0, end=12)).agents))
    with pytest.raises(FieldError, match="effects: is what programmes have left"):
        agent.effects[0].relief = 1.0


def test_a_family_that_is_removed_leaves_the_area(small):
    """Mesa's `remove`: no rule touches it, it is counted in no month, and its agent is no window on another family."""
    model, alone = (FamilyModel.from_run(small.small_area(20, start=-1, end=12)) for _ in range(2))
    gone, row = model.agents[3], model.agents[3].row
    gone.help_stage = 1
    gone.remove()
    gone.remove()
    assert model.families.status[row] == LEFT and model.families.help_stage[row] == 0
    with pytest.raises(FamsimError, match="has left the area"):
        gone.support = 1.0
    with pytest.raises(FamsimError, match="has left the area"):
        _ = gone.income
    left_as = model.families[row].tobytes()
    model.step()  # the year's end: the array closes up
    alone.step()
    assert left_as not in [one.tobytes() for one in model.families]
    kept = [one.tobytes() for one in alone.families if one.family_id != alone.families.family_id[row]]
    assert [one.tobytes() for one in model.families] == kept
    assert len(model.agents) == len(alone.agents) - 1
