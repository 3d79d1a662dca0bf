"""The records of model/ and engine/: what compiled code, plain Python and byte comparison ask of them."""

from importlib import import_module

import numpy as np
import pytest

from famsim.model.family import CHILD, FAMILY, MAX_CHILDREN, NEVER, SUPPORT

MODULES = ("model.family", "model.parameters", "model.policy", "model.counts", "model.luck", "engine.state")
TAKEN = frozenset(dir(np.record))


def records():
    """Return every record type that is declared at the top of these modules, by name."""
    found = {}
    for module in MODULES:
        for name, value in vars(import_module(f"famsim.{module}")).items():
            if isinstance(value, np.dtype) and value.names:
                found[name] = value
    return found


def fields(dtype, path=""):
    """Yield path, name, offset, type and whole record of every field, down to the last."""
    for name in dtype.names:
        inner, offset = dtype.fields[name][:2]
        yield f"{path}{name}", name, offset, inner, dtype
        if inner.base.names:
            yield from fields(inner.base, f"{path}{name}.")


def test_the_known_records_are_looked_at():
    assert {"FAMILY", "PARENT", "CHILD", "PARAMETERS", "POLICY", "OFFER", "NOTE", "LUCK", "CENSUS"} <= set(records())


def test_a_family_is_at_most_768_bytes_and_a_child_32():
    """512 and 768 bytes cost the same when tried; what costs is rules."""
    assert FAMILY.itemsize <= 768
    assert CHILD.itemsize <= 32
    assert FAMILY["children"].shape == (MAX_CHILDREN,)


@pytest.mark.parametrize("record", records())
def test_no_record_has_a_gap(record):
    """A gap's bytes are nobody's, so comparing bytes would compare chance. Pads are fields."""
    dtype = records()[record]
    expected, within = {}, {}
    for path, _, offset, inner, whole in fields(dtype):
        parent = path.rpartition(".")[0]
        assert offset == expected.get(parent, 0), path
        expected[parent], within[parent] = offset + inner.itemsize, whole.itemsize
    assert expected == within


@pytest.mark.parametrize("record", ["FAMILY", "PARENT", "CHILD", "PARAMETERS", "POLICY", "OFFER", "CONDITION"])
def test_every_field_lies_where_a_processor_wants_it(record):
    """Aligned, so that compiled code reads each field in one go."""
    assert all(offset % inner.base.alignment == 0 for _, _, offset, inner, _ in fields(records()[record]))
    assert records()[record].isalignedstruct


@pytest.mark.parametrize("record", records())
def test_no_field_is_named_like_an_attribute_of_a_record(record):
    """`p.mother.mean` is a number compiled and a method in plain Python, because np.record has a `mean`."""
    assert not [path for path, name, *_ in fields(records()[record]) if name in TAKEN]


def test_months_fit_their_fields():
    """int16 holds every month from NEVER to twenty years on, and ages of grandparents in months."""
    months = [path for path, name, _, _, _ in fields(FAMILY) if "month" in name and not name.startswith("pad")]
    types = {path: inner.base for path, _, _, inner, _ in fields(FAMILY)}
    assert all(np.iinfo(types[path]).min < NEVER and np.iinfo(types[path]).max >= 4096 for path in months)


def test_support_is_a_run_of_whole_words():
    """Engines copy it by words of 4 bytes: a record in which it began between two copied a field of life along."""
    begins = FAMILY.fields[SUPPORT.names[0]][1]
    assert begins % 4 == SUPPORT.itemsize % 4 == 0
    assert all(FAMILY.fields[name][1] - begins == SUPPORT.fields[name][1] for name in SUPPORT.names)
