"""Compiled so that every index is looked at, each kind of question comes to the same, and nothing leaves its array.

As it is shipped, compiled code does not look where an array ends: what lies behind is read and written, and only at
times is that a crash. NUMBA_BOUNDSCHECK=1 has it look; those kernels are kept apart from the others.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.fixture
def asked():
    """Return what asks every kind of question with indices looked at, or not, and what that came to."""

    def ask(*planted, looked_at=True):
        given = {name: value for name, value in os.environ.items() if name != "NUMBA_BOUNDSCHECK"}
        given |= {"NUMBA_BOUNDSCHECK": "1"} if looked_at else {}
        command = [sys.executable, "-W", "ignore", str(HERE / "within_bounds.py"), *planted]
        return subprocess.run(command, env=given, capture_output=True, text=True, check=False)

    return ask


def test_no_index_leaves_its_array_and_one_that_does_is_seen(asked):
    """Six strategies together, causes, a trial, help moved and twins: hashes of all their tables; a planted fault."""
    found, usual, planted = asked(), asked(looked_at=False), asked("planted")
    assert found.returncode == 0, found.stderr[-3000:]
    assert len(found.stdout.splitlines()) == 5
    assert found.stdout == usual.stdout
    assert planted.stderr.endswith("IndexError: index is out of bounds\n")
