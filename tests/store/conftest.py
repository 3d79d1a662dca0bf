"""Small runs to put into stores."""

import sqlite3
from contextlib import closing

import numpy as np
import pytest

from famsim.store import RunAbout, run_key


def _about(number=0, **changes):
    said = {"model_version": "famsim 0.1.0+abc", "seed": 1, "replicate": 0, "draw": number}
    return RunAbout(**(said | {"scenario": "newcastle", "strategy": "business as usual"} | changes))


def _arrays(number=0):
    return {
        "families": np.arange(number, number + 300, dtype=np.int64).reshape(3, 100),
        "quality": np.linspace(-1.0, 1.0, 50) * number,
    }


@pytest.fixture
def key():
    return lambda number=0: run_key("{}", "business as usual", number, 0, 1, "famsim 0.1.0+abc")


@pytest.fixture
def about():
    return _about


@pytest.fixture
def arrays():
    return _arrays


@pytest.fixture
def same():
    """Whether two payloads hold the same names, types, shapes and numbers to the bit."""

    def check(left, right):
        return left.keys() == right.keys() and all(
            left[name].dtype == right[name].dtype
            and left[name].shape == right[name].shape
            and left[name].tobytes() == right[name].tobytes()
            for name in left
        )

    return check


@pytest.fixture
def edit():
    """Change a closed store behind famsim's back."""

    def run(path, statement, *values):
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("PRAGMA writable_schema = ON")
            return connection.execute(statement, values).fetchall()

    return run
