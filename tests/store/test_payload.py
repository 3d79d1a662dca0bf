"""A payload is the arrays, the whole arrays and nothing but the arrays."""

import hashlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from famsim.store.payload import decode, encode, pack, unpack

TYPES = st.sampled_from([np.int16, np.int32, np.int64, np.float64])
ARRAYS = TYPES.flatmap(lambda kind: hnp.arrays(kind, hnp.array_shapes(min_dims=0, max_dims=3, min_side=0)))


@settings(max_examples=60)
@given(st.dictionaries(st.text(max_size=8), ARRAYS, max_size=4))
def test_what_goes_in_comes_out(arrays):
    """Any names, shapes (also none and empty) and numbers (also NaN, infinities and -0.0), to the bit."""
    back = decode(unpack(pack(encode(arrays))))
    assert back.keys() == arrays.keys()
    for name, array in arrays.items():
        assert (back[name].dtype, back[name].shape) == (array.dtype, array.shape)
        assert back[name].tobytes() == array.tobytes()
        assert back[name].flags.writeable


def test_the_bytes_are_what_the_format_says():
    """Written by hand from the module's docstring; a change here makes every older store look damaged."""
    plain = encode({"b": np.array([[1, -2]], dtype=np.int16), "a": np.array(1.0)})
    header = b'famsim payload 1\n[["a","<f8",[]],["b","<i2",[1,2]]]\n'
    assert plain == header + b"\0\0\0\0\0\0\xf0\x3f" + b"\x01\x00\xfe\xff"


def test_order_layout_and_byte_order_of_the_arrays_do_not_count():
    """The same numbers by name are the same payload, or two machines would raise a false alarm."""
    table = np.arange(6, dtype=np.int32).reshape(2, 3)
    one = encode({"a": table, "b": np.arange(3.0)})
    other = encode({"b": np.arange(3, dtype=">f8"), "a": np.asfortranarray(table)})
    assert hashlib.sha256(one).digest() == hashlib.sha256(other).digest()


@pytest.mark.parametrize("array", [[True], ["text"], [1 + 2j], [None], np.array([1], np.uint64)])
def test_other_types_are_refused_by_name(array):
    """Only four types are promised; objects would need pickle, which can run code."""
    with pytest.raises(TypeError, match=r"array 'reach' is .* keeps int16, int32, int64 and float64"):
        encode({"reach": array})


@pytest.mark.parametrize(
    "plain",
    [
        b"",
        b"famsim payload 2\n[]\n",
        b'famsim payload 1\n[["a","<f8",[2]]]\n12345678',
        b"famsim payload 1\n[]\nmore",
        b'famsim payload 1\n[["a","|O8",[1]]]\n12345678',
        b"famsim payload 1\n" + b"[" * 100_000 + b"\n",
        b'famsim payload 1\n[["a","<f8",["2"]]]\n12345678',
    ],
)
def test_bytes_of_another_hand_are_refused(plain):
    """Cut, lengthened, of another version, with objects, nested without end: a ValueError, never an array."""
    with pytest.raises(ValueError):
        decode(plain)


@pytest.mark.parametrize("packed", [b"", b"text", pack(b"whole")[:-1], pack(b"whole") + b"x", None, "text"])
def test_damaged_packing_is_refused(packed):
    with pytest.raises(ValueError):
        unpack(packed)
