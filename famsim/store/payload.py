"""A run's arrays as bytes and back: the same arrays give the same bytes on any machine, and no code runs.

The plain form is a line that names the format, a line of JSON with name, type and shape of each array in
order of name, then the numbers, little-endian, row by row. The store compresses the plain form and hashes it
uncompressed, since zlib libraries differ in the bytes they write but never in those they give back.
"""

import json
import zlib
from collections.abc import Mapping
from math import prod
from typing import Any

import numpy as np

FORMAT = b"famsim payload 1"
TYPES = ("<i2", "<i4", "<i8", "<f8")  # int16, int32, int64, float64
LARGEST = 900_000_000  # bytes of numbers; SQLite keeps at most 10^9 bytes in one place


def encode(arrays: Mapping[str, np.ndarray]) -> bytes:
    """Return the plain bytes of named arrays of int16, int32, int64 or float64; their order does not count.

    Raises TypeError for any other type, ValueError for more than 900 million bytes.
    """
    named = {name: _little(name, np.asarray(arrays[name])) for name in sorted(arrays)}
    header = [[name, array.dtype.str, list(array.shape)] for name, array in named.items()]
    size = sum(array.nbytes for array in named.values())
    if size > LARGEST:
        raise ValueError(f"a run's arrays take {size:,} bytes; the store keeps at most {LARGEST:,}")
    lines = FORMAT + b"\n" + json.dumps(header, separators=(",", ":")).encode("ascii") + b"\n"
    return lines + b"".join(array.tobytes() for array in named.values())


def decode(plain: bytes) -> dict[str, np.ndarray]:
    """Return the arrays of `encode`, writeable; raises ValueError for bytes it did not write."""
    name_of_format, header, numbers = plain.split(b"\n", 2)
    if name_of_format != FORMAT:
        raise ValueError(f"it is not in the format {FORMAT.decode()!r}")
    try:
        return _arrays(json.loads(header), numbers)
    except (TypeError, OverflowError, RecursionError) as error:
        raise ValueError(f"its header cannot be read ({error})") from None


def pack(plain: bytes) -> bytes:
    """Return the plain bytes compressed, as they lie in the file."""
    return zlib.compress(plain, 1)


def unpack(packed: bytes) -> bytes:
    """Return the plain bytes again; raises ValueError for bytes `pack` did not write."""
    reader = zlib.decompressobj()
    try:
        plain = reader.decompress(packed, 2 * LARGEST)
    except (zlib.error, TypeError) as error:
        raise ValueError(f"it cannot be unpacked: {error}") from None
    if not reader.eof or reader.unused_data:
        raise ValueError("it is cut short, or followed by something else")
    return plain


def _little(name: str, array: np.ndarray) -> np.ndarray:
    """Return the array in little-endian order."""
    little = array.dtype.newbyteorder("<")
    if little.str not in TYPES:
        raise TypeError(f"array {name!r} is {array.dtype}; the store keeps int16, int32, int64 and float64")
    return array.astype(little)


def _arrays(header: list[Any], numbers: bytes) -> dict[str, np.ndarray]:
    """Return the arrays that the header lists, cut one after the other from the bytes."""
    arrays, at = {}, 0
    for name, kind, shape in header:
        if kind not in TYPES:
            raise ValueError(f"array {name!r} has the unknown type {kind!r}")
        flat = np.frombuffer(numbers[at : at + prod(shape) * np.dtype(kind).itemsize], kind)
        arrays[name] = flat.reshape(shape).astype(flat.dtype.newbyteorder("="))
        at += flat.nbytes
    if at != len(numbers):
        raise ValueError(f"it has {len(numbers) - at} bytes too many")
    return arrays
