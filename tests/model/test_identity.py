"""Ids, cells and the words of a policy: what is put in comes out again."""

import numpy as np
import pytest

from famsim.model.doors import FACTS, Fact
from famsim.model.identity import (
    CELL_SHAPE,
    N_CELLS,
    area_of,
    cell_at,
    entry_month_of,
    household_of,
    ids_of,
    risk_of,
    within_area,
)
from famsim.model.policy import DOORS, FEATURES, MAX_DOORS, PRIORITIES, TRIGGERS, Door, Feature, Priority, Trigger


@pytest.mark.parametrize("area", [1, 2021, 32767])
@pytest.mark.parametrize("month", [-4000, -1, 0, 1, 1200])
def test_an_id_tells_area_month_and_number(area, month):
    """The number is what is left, so that ids of one area and month follow one another."""
    ids = ids_of(area, month, 5)
    assert ids.dtype == np.int64 and (ids > 0).all()
    assert (area_of(ids) == area).all() and (entry_month_of(ids) == month).all()
    assert list(np.diff(ids)) == [1] * 4
    assert (area_of(int(ids[2])), entry_month_of(int(ids[2]))) == (area, month)
    np.testing.assert_array_equal(within_area(ids), within_area(ids_of(7, month, 5)))


def test_ids_of_one_area_are_in_the_order_of_entry():
    later = np.concatenate([ids_of(9, month, 3) for month in range(-300, 300)])
    assert (np.diff(later) > 0).all()


def test_every_cell_is_the_place_of_its_four_parts():
    """NumPy's own numbering of a table of that shape is the truth."""
    parts = np.unravel_index(np.arange(N_CELLS), CELL_SHAPE)
    assert [cell_at(*(int(part[i]) for part in parts)) for i in range(N_CELLS)] == list(range(N_CELLS))
    cells = np.arange(N_CELLS, dtype=np.int16)
    np.testing.assert_array_equal(household_of(cells), parts[2])
    np.testing.assert_array_equal(risk_of(cells), parts[3])


@pytest.mark.parametrize(
    ("registry", "words"), [(Door, DOORS), (Trigger, TRIGGERS), (Priority, PRIORITIES), (Feature, tuple(FEATURES))]
)
def test_a_word_of_a_scenario_is_at_its_registry_s_number(registry, words):
    assert [registry[word.upper()].value for word in words] == list(range(len(words))) == list(registry)


def test_a_feature_s_meaning_says_its_own_place():
    assert [meaning.place for meaning in FEATURES.values()] == list(Feature)


def test_there_is_room_for_every_door_and_no_fact_of_doors_is_a_feature():
    assert len(Door) < MAX_DOORS
    assert not {*Fact} & {*Feature} and len(Fact) + len(Feature) == len(FACTS)
