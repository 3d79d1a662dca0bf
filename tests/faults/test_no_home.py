"""Every command works where nothing can be kept: no home, or one that cannot be written to: docs/reliability.md F37.

Those that run the model compile it each time, a minute each; `python -m pytest -m long tests/faults` tries them all.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SMALL = Path(__file__).with_name("small_famsim.py")
AS = "import pwd, runpy, sys\ndef nobody(_): raise KeyError\npwd.getpwuid = nobody\n"
AS += "sys.argv = sys.argv[1:]\nrunpy.run_path(sys.argv[0], run_name='__main__')"
SAMPLE = ("newcastle", "--families", "300", "--months", "24")
LIGHT = [("check", "newcastle"), ("sources",), ("init", "leeds", "-o", "-"), ("--help",)]
MODEL = [
    ("compare", *SAMPLE, "--out", "folder"),
    ("compare", *SAMPLE, "--store", "runs.sqlite", "--json"),
    ("run", *SAMPLE, "--strategy", "newcastle"),
    ("why", *SAMPLE, "--strategy", "newcastle"),
    ("timing", "newcastle", "--families", "1500", "--months", "60", "--from", "0", "--to", "6", "--follow", "12"),
    ("twin", "newcastle", "--families", "3000", "--months", "90", "--months-after", "36"),
    ("page", "newcastle", "--families", "4000", "--months", "72", "--to", "12", "--follow", "24"),
    ("demo",),
    ("verify", "folder"),  # of the first
]


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    """Return what runs a command with nowhere to keep anything."""
    folder = tmp_path_factory.mktemp("somewhere")

    def run(*command, home):
        gone = ("HOME", "FAMSIM_CACHE", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")
        env = {name: value for name, value in os.environ.items() if name not in gone}
        env |= {"PYTHONPATH": os.pathsep.join(sys.path)} | ({"HOME": home} if home else {})
        call = [sys.executable, "-c", AS, str(SMALL), *command]
        return subprocess.run(call, cwd=folder, capture_output=True, text=True, env=env, timeout=3600, check=False)

    return run


@pytest.mark.skipif(os.name == "nt", reason="POSIX homes")
@pytest.mark.parametrize("home", ["", "/dev/null"])
@pytest.mark.parametrize("command", LIGHT)
def test_what_lives_nobody_needs_no_home(ask, command, home):
    said = ask(*command, home=home)
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout


@pytest.mark.long
@pytest.mark.skipif(os.name == "nt", reason="POSIX homes")
@pytest.mark.parametrize("command", MODEL, ids=lambda command: command[0])
def test_the_model_is_lived_without_keeping_and_it_is_said_in_one_line(ask, command):
    """It was `cannot cache function 'live'` or "Could not determine home directory" in 8 of 13 commands."""
    said = ask(*command, home="" if command[0] in ("run", "why") else "/dev/null")
    assert said.returncode == 0, said.stderr
    assert "Traceback" not in said.stderr
    assert "matplotlib" not in said.stderr
    assert sum("FAMSIM_CACHE" in line for line in said.stderr.splitlines()) == 1
