"""What the library tells of its work is said by a command, once, and only when it is so."""

import logging

import numpy as np
import pytest
from numba.core import config

from famsim import keeping
from famsim.cli.listening import listen
from famsim.engine import compiling
from famsim.runs.looks import fill_luck


@pytest.fixture
def lived(tmp_path, monkeypatch, capsys):
    """Return what lives through a small kernel that passes for the long one: what it said, each time as a new process.

    The cache folder is the test's own unless it names another.
    """
    monkeypatch.setattr(compiling, "LONG", "fill_luck")
    monkeypatch.setattr(keeping, "_said", set())

    def live(folder=str(tmp_path / "cache")):
        monkeypatch.setenv("FAMSIM_CACHE", folder)
        listen()
        compiling.kernel(fill_luck.py_func)(np.arange(2), np.arange(2), np.uint64(1), np.empty(2))
        return capsys.readouterr().err.splitlines()

    yield live
    logging.getLogger("famsim").handlers.clear()
    logging.getLogger("famsim").setLevel(logging.NOTSET)


@pytest.mark.skipif(bool(config.DISABLE_JIT), reason="nothing is compiled")
def test_compiling_is_told_of_exactly_when_something_compiles(lived):
    """It printed "Compiling the model once" though nothing compiled."""
    assert lived() == [compiling.COMPILING]
    assert lived() == []


@pytest.mark.skipif(bool(config.DISABLE_JIT), reason="nothing is compiled")
def test_what_cannot_be_kept_is_said_in_one_line(lived):
    """It was `cannot cache function 'live'`, and no answer."""
    (said,) = lived("/dev/null/nowhere")
    assert said.startswith("famsim: ")
    assert "/dev/null/nowhere" in said
    assert "FAMSIM_CACHE" in said


def test_the_librarys_lines_are_said_once_however_often_a_process_listens(lived, capsys):
    listen()
    listen()
    logging.getLogger("famsim").warning("a file is damaged")
    assert capsys.readouterr().err == "famsim: a file is damaged\n"
