"""Bits flipped and files cut short in what is kept never give a wrong number or a traceback: docs/reliability.md F35.

Each try damages one kept file, asks again, and counts how it ended: the right answer to the byte, or exit 2 with one
clear line. `python -m pytest -m long tests/faults` tries 120 times, 40 of each kind.
"""

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numba.core import config

from famsim import keeping
from famsim.cli.running import run
from famsim.engine.compiling import kernel
from famsim.population import keep
from famsim.runs.looks import fill_luck

SMALL = Path(__file__).with_name("small_famsim.py")
pytestmark = pytest.mark.skipif(bool(config.DISABLE_JIT), reason="nothing is compiled, so no kernel is kept")


def damage(file: Path, chance: random.Random) -> str:
    """Flip one bit of a file, or cut it short, one time in three; return what was done."""
    content = bytearray(file.read_bytes())
    at = chance.randrange(len(content))
    if chance.random() < 1 / 3:
        file.write_bytes(content[:at])
        return f"{file.name} cut to {at} bytes"
    content[at] ^= 1 << chance.randrange(8)
    file.write_bytes(content)
    return f"{file.name} flipped at {at}"


def numbers(answer: str) -> dict[str, Any]:
    """Return all that was answered but what the store had to say of a row that it repaired."""
    found = json.loads(answer)
    found["record"].pop("store_warnings", None)
    return found


class Small:
    """A small famsim with a cache, a scenario and a store of its own, each of which can be put back as it was."""

    command = ("compare", "tiny.toml", "--json", "--store", "runs.sqlite")

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch, scenario: str) -> None:
        self.folder, self.whole, self.patch = folder / "used", folder / "whole", patch
        self.whole.mkdir()
        (self.whole / "tiny.toml").write_text(scenario)
        there = keeping.cache_folder()
        for kernels in sorted(there.glob("kernel-*")) if there else ():
            shutil.copytree(kernels, self.whole / "cache" / kernels.name)
        self.restore()
        patch.setenv("FAMSIM_CACHE", str(self.folder / "cache"))
        code, self.right, _ = self.ask_process()
        assert code == 0
        with closing(sqlite3.connect(self.folder / "runs.sqlite")) as store:
            store.execute("PRAGMA journal_mode = DELETE")
        shutil.rmtree(self.whole)
        shutil.copytree(self.folder, self.whole)

    def restore(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.whole, self.folder)

    def ask(self) -> tuple[int, str, str]:
        """Return exit code, answer and what was said of a comparison, run by a command line that has solved nothing."""
        self.patch.chdir(self.folder)
        self.patch.setattr(keep, "_solved", {})
        self.patch.setattr(keeping, "_said", set())
        with redirect_stdout(StringIO()) as answer, redirect_stderr(StringIO()) as said:
            code = run(self.command)
        self.patch.chdir(self.folder.parent)
        return code, answer.getvalue(), said.getvalue()

    def ask_process(self) -> tuple[int, str, str]:
        """Return the same of a process of its own, which loads the kernel."""
        command, env = [sys.executable, str(SMALL), *self.command], {"PYTHONPATH": os.pathsep.join(sys.path)}
        said = subprocess.run(
            command, cwd=self.folder, capture_output=True, text=True, env=os.environ | env, timeout=3600, check=False
        )
        return said.returncode, said.stdout, said.stderr

    def ended(self, answered: tuple[int, str, str]) -> str:
        """Return how a command ended."""
        code, answer, said = answered
        if code == 0 and "Traceback" not in said:
            return "right" if numbers(answer) == numbers(self.right) else "wrong number"
        complaints = [line for line in said.splitlines() if line.startswith("famsim: ")]
        return "refused" if code == 2 and len(complaints) == 1 and not answer else f"exit {code}: {said}"

    def without_runs(self) -> None:
        """Take the store away, so that constants and kernels are used."""
        (self.folder / "runs.sqlite").unlink()


@pytest.fixture(scope="module")
def small(tmp_path_factory, module_of, tiny):
    with pytest.MonkeyPatch.context() as patch:
        for module, name, value in module_of(SMALL).FEWER:
            patch.setattr(module, name, value)
        yield Small(tmp_path_factory.mktemp("small"), patch, tiny)


def solved(small, chance):
    """Damage a file of solved constants."""
    small.without_runs()
    return damage(chance.choice(sorted((small.folder / "cache/solved").iterdir())), chance)


def stored(small, chance):
    """Damage the store."""
    return damage(small.folder / "runs.sqlite", chance)


def compiled(small, chance):
    """Damage the model's kernel."""
    small.without_runs()
    return damage(chance.choice(sorted((small.folder / "cache").glob("kernel-*/engine_live/*"))), chance)


def endings(small, harm, tries, seed):
    """Return how so many tries ended, each from the sound state."""
    chance, ends = random.Random(seed), Counter()
    for _ in range(tries):
        small.restore()
        done = harm(small, chance)
        ends[small.ended(small.ask_process() if harm is compiled else small.ask())] += 1
        print(done, dict(ends))
    return ends


@pytest.mark.parametrize(("harm", "tries"), [(solved, 3), (stored, 8)])
def test_a_damaged_file_gives_the_right_number_or_a_clear_refusal(small, harm, tries):
    ends = endings(small, harm, tries, 1)
    assert set(ends) <= {"right", "refused"}, ends


@pytest.mark.long
@pytest.mark.parametrize(("harm", "tries"), [(solved, 40), (stored, 40), (compiled, 4)])
def test_no_damage_of_many_gives_a_wrong_number(small, harm, tries):
    ends = endings(small, harm, tries, 2)
    assert set(ends) <= {"right", "refused"}, ends
    assert harm is stored or set(ends) == {"right"}


@pytest.mark.parametrize("tries", [8, pytest.param(36, marks=pytest.mark.long)])
def test_a_damaged_kernel_is_never_loaded(tries, tmp_path, monkeypatch, caplog):
    """A small kernel, compiled anew after each try; it was a crash or a number of chance."""
    monkeypatch.setenv("FAMSIM_CACHE", str(tmp_path))
    chance, right = random.Random(3), lived()
    (file,) = tmp_path.rglob("*.nbc")
    sound = file.read_bytes()
    for _ in range(tries):
        file.write_bytes(sound)
        done = damage(file, chance)
        assert lived() == right, done
        assert file.read_bytes() != sound or done  # what was compiled anew took the damaged one's place
    assert len(caplog.records) == tries


def lived():
    """Return what a small kernel gives, as in a new process."""
    found = np.empty(4)
    kernel(fill_luck.py_func)(np.arange(4), np.arange(4), np.uint64(1), found)
    return found.tolist()
