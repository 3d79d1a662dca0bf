"""What is translated does as Python does: small functions, answered by Python itself and by the module made of them."""

import math
import struct
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import numpy as np
import pytest

from famsim.model.compiling import makes_arrays
from famsim.wasm.kinds import FLOAT, INT
from famsim.wasm.source import plain

_spec = spec_from_file_location("small", Path(__file__).with_name("small.py"))
small = module_from_spec(_spec)
_spec.loader.exec_module(small)

WHOLE = [-1_000_003, -8, -7, -1, 0, 1, 6, 7, 8, 1_000_003]
FRACTIONS = [-math.inf, -2.5, -0.5, -0.0, 0.0, 0.5, 2.5, 1e300, math.inf, math.nan]
STEP = 7


def rounds_down(a, b):
    """Whole division and its rest, by a constant, of numbers below 0 too."""
    return (a // STEP) * 1000 + a % STEP + (b // 3) * 100_000 + b % 3


def bits(a, b):
    return ((a & 255) ^ (b | 3)) + ((a << 3) >> 1) - ~b


def shortens(a, b):
    """A whole number of 32 bits, below 0 too, beside one of 64."""
    return int(np.int32((a & 0xFFFFFFFF) - 2_147_483_648)) * 3 + b


def settles(a, b):
    """And, or of numbers have a number's value; a chain of comparisons; in; if as a value."""
    first = (a and b) or 3
    between = -8 < a <= b != 7
    return first * 100 + between * 10 + (a in (6, 7, b)) + (1000 if not between and a else 0)


def loops(a, b):
    """Break, continue, a step backwards, and a name that is an int first and a float then."""
    total = 0
    for n in range(a % 50, -1, -3):
        if n % 4 == 1:
            continue
        if n == b:
            break
        total += n
    while total > 10 and b < 1_000:
        total -= 7
    last = 1
    if a > b:
        last = 0.5
    return total + last


def lesser_and_greater(x, y):
    """Which of two alike, and what of no number, as Python has it: the first, unless the second is beyond it."""
    return 1.0 / min(x, y) + 3.0 / max(y, x)


def falls(x, y):
    """Towards 0; down; without its sign; and division by nothing, as IEEE 754 has it."""
    near = min(max(x, -1e9), 1e9)
    whole = int(near) if near == near else 0  # noqa: PLR0124
    return whole + np.floor(y) * 0.25 + abs(x) - (x / y if y != 0.0 else 0.0)


def several(a, b):
    """Tuples are taken apart all at once."""
    (a, b), c = (b, a), a + b
    return a * 3 + b * 5 + c * 7


@makes_arrays
def rows(a, b):
    """Rows: made, written, gathered by a row of places, copied, a part written over another."""
    row, order = np.zeros(40, np.int64), np.zeros(40, np.int64)
    seed = a % 1_000_003 + 1_000_003
    for place in range(row.size):
        seed = (seed * 48_271) % 2_147_483_647
        row[place] = seed * 64 + place
        order[place] = seed % 40
    before = row[b % 5 :].copy()
    row[:20] = row[order][:20]
    total = 0
    for place in range(20):
        total = (total * 31 + row[place] + before[place]) % 1_000_000_007
    return total + before.size + len(row)


def same_number(one, other):
    if isinstance(one, float):
        nan = struct.pack("<d", math.nan)
        one, other = (nan if math.isnan(each) else struct.pack("<d", each) for each in (one, float(other)))
    return one == other


@pytest.mark.parametrize("function", [rounds_down, bits, shortens, settles, several, rows])
def test_whole_numbers_are_as_in_python(function, tmp_path):
    examples = [(a, b) for a in WHOLE for b in WHOLE]
    found = small.answers(function, (INT, INT), examples, tmp_path)
    assert found == [int(plain(function)(a, b)) for a, b in examples]


def test_loops_are_as_in_python(tmp_path):
    examples = [(a, b) for a in WHOLE for b in WHOLE]
    assert small.answers(loops, (INT, INT), examples, tmp_path) == [float(loops(a, b)) for a, b in examples]


@pytest.mark.parametrize("function", [lesser_and_greater, falls])
def test_fractions_are_as_in_python_to_the_bit(function, tmp_path):
    examples = [(x, y) for x in FRACTIONS for y in FRACTIONS]
    found = small.answers(function, (FLOAT, FLOAT), examples, tmp_path)
    with np.errstate(all="ignore"):
        here = [float(function(np.float64(x), np.float64(y))) for x, y in examples]
    assert all(map(same_number, found, here)), list(zip(examples, found, here, strict=True))
