"""What a rule is to the compiler: written into its callers, never worked over by itself, the same number every way."""

import numba
import numpy as np
import pytest
from numba.core import config
from numba.core.codegen import CPUCodeLibrary, JitEngine

from famsim.engine.compiling import kernel
from famsim.model.compiling import as_written, makes_arrays, rare, rule

pytestmark = pytest.mark.skipif(bool(config.DISABLE_JIT), reason="nothing is compiled")
NUMBERS = np.linspace(-3.0, 3.0, 7)


@rule
def halved(x):
    return 0.5 * x


@rare
def bent(x):
    return halved(x) if x > 0.0 else halved(halved(x))


@makes_arrays
def both(x):
    found = np.empty(2)
    found[0], found[1] = halved(x), bent(x)
    return found


@rule
def summed(x):
    return halved(x) + bent(x)


def fill(numbers, found):
    for i in range(numbers.size):
        found[i] = summed(numbers[i]) + both(numbers[i])[1]


RIGHT = [1.0 * x + 0.0 if x > 0.0 else 0.5 * x + 0.25 * x for x in NUMBERS]
RIGHT = [summed_ + (0.5 * x if x > 0.0 else 0.25 * x) for summed_, x in zip(RIGHT, NUMBERS, strict=True)]


@pytest.mark.parametrize("compiler", [kernel, numba.njit])
def test_a_loop_of_famsims_and_one_of_numbas_own_kind_call_rules_alike(compiler):
    found = np.empty(NUMBERS.size)
    compiler(fill)(NUMBERS, found)
    assert found.tolist() == RIGHT


def test_plain_python_asks_a_rule_that_compiled_code_knows_already():
    found = np.empty(NUMBERS.size)
    kernel(fill)(NUMBERS, found)
    assert [summed(x) for x in NUMBERS] == [as_written(summed)(x) for x in NUMBERS]
    assert both(2.0).tolist() == [1.0, 1.0]


def test_only_the_loop_is_optimised_and_made_machine_code(monkeypatch):
    """It was done for every rule, and again in each rule above it: two thirds of two minutes."""
    done = []

    def noted(kind, name):
        inside = getattr(kind, name)

        def note(self, *given):
            done.append(name)
            return inside(self, *given)

        monkeypatch.setattr(kind, name, note)

    noted(CPUCodeLibrary, "_optimize_functions")
    noted(JitEngine, "finalize_object")
    kernel(fill)(NUMBERS, np.empty(NUMBERS.size))  # numba's own helpers are compiled by now
    done.clear()
    for fresh in (rule, rare):

        @fresh
        def doubled(x):
            return 2.0 * x

        @fresh
        def twice(x):
            return doubled(doubled(x))

        @kernel
        def loop(numbers):
            for i in range(numbers.size):
                numbers[i] = twice(numbers[i])

        numbers = np.ones(3)
        loop(numbers)
        assert numbers.tolist() == [4.0] * 3
    assert done.count("finalize_object") == 2
    assert done.count("_optimize_functions") == 4  # the loop and what lets Python call it, twice
