"""model/maths.py and model/quantile.py against Python's and SciPy's functions, and the truths that define them."""

import hashlib
import math
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from famsim.model import maths, quantile

ROOT = Path(maths.__file__).parents[2]
MANY = settings(max_examples=300)
ONE_NUMBER = {
    one.__name__: one for one in (maths.exp, maths.log, maths.chance_within, quantile.normal_quantile, maths.normal_cdf)
}


def points(low, high, count=5000):
    """Return `count` scattered but fixed points between `low` and `high`."""
    return np.random.default_rng(20).uniform(low, high, count)


def worst(ours, theirs, relative=False):
    """Return the largest error of `ours`, over the size of `theirs` if `relative`."""
    error = np.abs(np.array(ours) - np.array(theirs))
    return float((error / np.abs(theirs) if relative else error).max())


@pytest.mark.parametrize("reach", [700.0, 1.0, 1e-6])
def test_exp_agrees_with_python(reach):
    x = points(-reach, reach)
    assert worst([maths.exp(v) for v in x], [math.exp(v) for v in x], relative=True) < 1e-15


@pytest.mark.parametrize(("x", "whole"), [(0.49, 0), (0.5, 1), (-0.5, 0), (-0.51, -1), (7.0, 7)])
def test_the_nearest_whole_number_is_the_higher_of_two(x, whole):
    """By definition."""
    assert maths.nearest(x) == whole
    assert isinstance(maths.nearest(x), int)


def test_exp_stays_finite_far_out():
    assert maths.exp(-700.1) == maths.exp(-math.inf) == 0.0
    assert maths.exp(900.0) == maths.exp(math.inf) == maths.exp(700.0) < math.inf
    assert maths.exp(0.0) == 1.0


def test_log_agrees_with_python():
    x = np.concatenate(
        [2.0 ** points(-1073, 1023), points(0.4, 2.1), 1.0 + points(-1e-7, 1e-7), 2.0 ** np.arange(1, 40)]
    )
    assert worst([maths.log(v) for v in x], [math.log(v) for v in x], relative=True) < 1e-15
    assert maths.log(5e-324) == pytest.approx(math.log(5e-324), rel=1e-15)


def test_log_of_one_and_of_nothing():
    assert maths.log(1.0) == 0.0
    assert maths.log(0.0) == maths.log(-1.0) == -math.inf
    assert maths.log(math.inf) == math.inf


@MANY
@given(st.floats(-690, 690))
def test_log_undoes_exp(x):
    assert maths.log(maths.exp(x)) == pytest.approx(x, rel=1e-14, abs=5e-16)


@pytest.mark.parametrize("reach", [30.0, 0.05, 1e-3, 1e-12])
def test_chance_within_agrees_with_expm1(reach):
    """A tiny hazard keeps its precision: math.expm1 is the reference, not 1 - exp."""
    h = points(0.0, reach)
    assert worst([maths.chance_within(v) for v in h], [-math.expm1(-v) for v in h], relative=True) < 1e-14


def test_no_hazard_is_no_chance():
    assert maths.chance_within(0.0) == maths.chance_within(-0.3) == 0.0
    assert maths.chance_within(800.0) == 1.0


@MANY
@given(st.floats(0, 20), st.floats(0, 20))
def test_two_hazards_are_survived_one_after_the_other(a, b):
    survived = (1.0 - maths.chance_within(a)) * (1.0 - maths.chance_within(b))
    assert 1.0 - maths.chance_within(a + b) == pytest.approx(survived, abs=1e-15)


def test_normal_quantile_agrees_with_scipy():
    """Down to the smallest share a 32-bit draw can give, and on both sides of each seam (0.075, exp(-25))."""
    u = np.concatenate([points(0, 1), 2.0 ** -points(3, 33), 2.0 ** -points(33, 60), points(0.0749, 0.0751, 200)])
    u = np.concatenate([u, 1.0 - u[u > 1e-10]])
    assert worst([quantile.normal_quantile(v) for v in u], norm.ppf(u)) < 2e-14


@MANY
@given(st.integers(0, 2**32 - 1))
def test_normal_quantile_is_exactly_symmetric(word):
    u = (word + 0.5) / 2**32
    assert quantile.normal_quantile(1.0 - u) == -quantile.normal_quantile(u)


def test_normal_quantile_at_the_ends():
    assert quantile.normal_quantile(0.0) == -math.inf
    assert quantile.normal_quantile(1.0) == math.inf
    assert quantile.normal_quantile(0.5) == 0.0


def test_normal_cdf_agrees_with_scipy():
    x = np.concatenate([points(-8.2, 8.2), np.arange(-8.25, 8.25, 0.015625)])
    assert worst([maths.normal_cdf(v) for v in x], norm.cdf(x)) < 1e-10
    assert maths.normal_cdf(-8.0) == 0.0 == maths.normal_cdf(-math.inf)
    assert maths.normal_cdf(8.0) == 1.0 == maths.normal_cdf(math.inf)


@MANY
@given(st.floats(-8.5, 8.5), st.floats(-8.5, 8.5))
def test_normal_cdf_never_falls_and_is_symmetric(a, b):
    assert maths.normal_cdf(min(a, b)) <= maths.normal_cdf(max(a, b))
    assert maths.normal_cdf(a) + maths.normal_cdf(-a) == pytest.approx(1.0, abs=1e-16)


@MANY
@given(st.floats(0.0001, 0.9999))
def test_normal_cdf_undoes_normal_quantile(u):
    assert maths.normal_cdf(quantile.normal_quantile(u)) == pytest.approx(u, abs=1e-10)


def test_table_value_worked_by_hand():
    """A curve through (10, 1), (12, 5), (14, 4): between them, and held beyond its ends."""
    table = np.array([1.0, 5.0, 4.0])
    asked = {9.0: 1.0, 10.0: 1.0, 11.0: 3.0, 12.0: 5.0, 13.5: 4.25, 14.0: 4.0, 99.0: 4.0}
    assert {x: maths.table_value(table, 10.0, 2.0, x) for x in asked} == asked


@MANY
@given(
    st.lists(st.floats(-100, 100), min_size=1, max_size=6),
    st.floats(-5, 5),
    st.floats(0.1, 3),
    st.floats(-30, 30),
)
def test_table_value_agrees_with_numpy(values, low, step, x):
    known = low + step * np.arange(len(values))
    expected = np.interp(x, known, values)
    assert maths.table_value(np.array(values), low, step, x) == pytest.approx(expected, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("name", ONE_NUMBER)
def test_not_a_number_stays_so(name):
    """A broken state must reach the checks that look for it, not become a plausible number."""
    assert math.isnan(ONE_NUMBER[name](math.nan))
    assert math.isnan(maths.table_value(np.array([1.0, 2.0]), 0.0, 1.0, math.nan))


def digest():
    """Return the SHA-256 of 2,000 values of each function."""
    around = np.concatenate([points(-9, 9, 1500), points(-0.05, 0.05, 300), points(-750, 750, 200)])
    shares = np.abs(around) / 750.0
    asked = {"normal_quantile": shares, "log": np.abs(around), "table_value": around}
    values = []
    for name, one in ONE_NUMBER.items():
        values += [one(x) for x in asked.get(name, around)]
    values += [maths.table_value(np.array([0.1, 0.7, 0.3]), -1.0, 0.7, x) for x in around]
    return hashlib.sha256(np.array(values, dtype="<f8").tobytes()).hexdigest()


def test_compiled_and_plain_python_give_the_same_bytes():
    """The same values by plain Python, where a RuntimeWarning (overflow, say) is an error."""
    code = f"import runpy; print(runpy.run_path({__file__!r})['digest']())"
    command = [sys.executable, "-W", "error::RuntimeWarning", "-c", code]
    environment = os.environ | {"NUMBA_DISABLE_JIT": "1", "PYTHONPATH": str(ROOT)}
    plain = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert plain.stdout.strip() == digest()
