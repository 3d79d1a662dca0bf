"""Plain Python reads the fields of records twice as fast, the same values: it spends most of its time on that.

`np.record` looks for a method of each name before it looks for a field. No field of ours is named like one, so here
the field comes first.
"""

from functools import cache

import numpy as np

from famsim.engine.state import CENSUS
from famsim.model.counts import NOTE
from famsim.model.family import FAMILY
from famsim.model.luck import LUCK
from famsim.model.parameters import PARAMETERS

_slow = np.record.__getattribute__
_item = np.void.__getitem__


def names_in(dtype):
    """Return the names of a record's fields and of the records in it."""
    found = set(dtype.names or ())
    for name in found.copy():
        found |= names_in(dtype[name].base)
    return found


FIELDS = frozenset().union(*(names_in(np.dtype(kind)) for kind in (FAMILY, PARAMETERS, NOTE, LUCK, CENSUS)))
assert not FIELDS & set(dir(np.record))


@cache
def as_record(dtype):
    return np.dtype((np.record, dtype))


def read(record, name):
    """Return a field, or whatever else is called so."""
    if name not in FIELDS:
        return _slow(record, name)
    value = _item(record, name)
    return value if value.dtype.names is None else value.view(as_record(value.dtype))


def read_fields_first():
    """Read every record so from now on."""
    np.record.__getattribute__ = read
