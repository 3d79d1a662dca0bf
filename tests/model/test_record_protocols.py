"""The rules' types are the record types: generated, and kept equal."""

import importlib.util
from pathlib import Path

import numpy as np
import pytest

_spec = importlib.util.spec_from_file_location("protocols", Path(__file__).with_name("record_protocols.py"))
protocols = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(protocols)


def test_the_generated_files_are_what_the_record_types_say():
    """If not: `python tests/model/record_protocols.py`."""
    written = {path.name: path.read_text(encoding="utf-8") for path in protocols.FOLDER.glob("*.py")}
    assert written == dict(protocols.sources())


def test_every_record_inside_a_named_one_is_named():
    """By construction: a record type within FAMILY, PARAMETERS or POLICY without a name would stop the generator."""
    with pytest.raises(KeyError):
        protocols.annotation(np.dtype([("new", np.float64)]))


@pytest.mark.parametrize(
    ("field", "said"),
    [
        (np.dtype(np.int8), "int"),
        (np.dtype(np.float32), "float"),
        (np.dtype((np.int16, (8,))), "Row[int]"),
        (np.dtype((np.float64, (8, 6))), "Table[float]"),
        (protocols.CHILD, "Child"),
        (np.dtype((protocols.CHILD, (5,))), "Row[Child]"),
    ],
)
def test_a_field_is_said_by_its_kind_and_shape(field, said):
    assert protocols.annotation(field) == said


def test_a_pad_is_no_field():
    padded = np.dtype([("stress", np.float64), ("pad_x", np.int8, (8,))])
    assert protocols.protocol("Padded", padded, "x").count(":") == 2, "the class and one field"
