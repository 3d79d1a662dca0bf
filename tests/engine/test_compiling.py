"""A kernel comes from the folder that the hash rules, or it is compiled: nowhere else, and never damaged."""

import gc
import os
import pickle
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from numba.core import config

from famsim import keeping
from famsim.engine.compiling import kernel, kernel_key
from famsim.engine.sharing import sort_by
from famsim.runs.looks import fill_luck

pytestmark = pytest.mark.skipif(bool(config.DISABLE_JIT), reason="nothing is compiled")
FAMSIM = Path(keeping.__file__).parent


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Return a cache folder of the test's own."""
    monkeypatch.setenv("FAMSIM_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(keeping, "_said", set())
    return tmp_path / "cache"


def lived():
    """Return what a small kernel gives, and whether it was kept: as in a new process, nothing is compiled yet."""
    fresh, found = kernel(fill_luck.py_func), np.empty(3)
    fresh(np.arange(3), np.arange(3), np.uint64(1), found)
    return found.tolist(), bool(fresh.stats.cache_hits)


def kept_files(folder):
    return sorted(file for file in folder.rglob("*") if file.is_file())


def test_a_kernel_is_compiled_once(folder, caplog):
    first, hit = lived()
    assert not hit
    assert lived() == (first, True)
    assert len(kept_files(folder)) == 1
    assert not caplog.records


@pytest.mark.parametrize(
    "damage", [lambda body: body[:100], lambda body: body[:-1], lambda body: body.replace(b"\0", b"\1", 1)]
)
def test_a_damaged_kernel_is_compiled_anew(folder, caplog, damage):
    """Cut short it was a traceback, changed by a bit it gave wrong numbers or a crash."""
    right, _ = lived()
    (file,) = kept_files(folder)
    file.write_bytes(damage(file.read_bytes()))
    assert lived() == (right, False)
    (said,) = caplog.records
    assert str(file) in said.getMessage()
    assert lived() == (right, True)


def test_another_rooms_kernels_count_their_own_room():
    """A kernel of runs/ rests on runs/ too."""
    assert len({kernel_key("engine"), kernel_key("runs"), kernel_key("mesa_front")}) == 3


@pytest.mark.parametrize(("name", "value"), [("BOUNDSCHECK", 1), ("OPT", 0), ("DEBUGINFO_DEFAULT", 1)])
def test_what_numba_is_told_names_a_kernel_too(monkeypatch, name, value):
    """With NUMBA_BOUNDSCHECK=1 a kept kernel that looks at no index stood in for one that does."""
    usual = kernel_key("engine")
    monkeypatch.setattr(config, name, value)
    assert kernel_key("engine") != usual


def test_a_kernel_whose_sources_nobody_knows_is_not_kept(folder):
    """A loop written outside the package can call rules of any file: only compiling is safe."""

    @kernel
    def doubled(numbers):
        for i in range(numbers.size):
            numbers[i] *= 2.0

    numbers = np.ones(2)
    doubled(numbers)
    assert numbers.tolist() == [2.0, 2.0]
    assert not kept_files(folder)


def test_without_a_folder_numbas_own_places_are_not_used(tmp_path):
    """With the folder unusable numba turned to __pycache__ or ~/.cache/numba, which look at one file only."""
    script = """
import numpy as np
from famsim.runs.looks import fill_luck
found = np.empty(3)
fill_luck(np.arange(3), np.arange(3), np.uint64(1), found)
print(found.tolist(), bool(fill_luck.stats.cache_hits))
"""
    given = {"FAMSIM_CACHE": "/dev/null/nowhere", "HOME": str(tmp_path), "PYTHONPATH": str(FAMSIM.parent)}
    given |= {"NUMBA_CACHE_DIR": str(tmp_path / "numba"), "XDG_CACHE_HOME": str(tmp_path / "xdg")}
    command = [sys.executable, "-c", script]
    for _ in range(2):
        said = subprocess.run(command, capture_output=True, text=True, env=os.environ | given, timeout=300, check=True)
        assert said.stdout.endswith("False\n")
        assert len(said.stderr.splitlines()) == 1
    assert not [
        file for suffix in ("nbi", "nbc") for file in (*tmp_path.rglob(f"*.{suffix}"), *FAMSIM.rglob(f"*.{suffix}"))
    ]


def test_what_is_kept_is_machine_code_with_short_names(folder):
    """A year's call was named by a hundred thousand letters, and the code was kept twice: 16 MB for one kernel."""
    lived()
    (file,) = kept_files(folder)
    (name, kind, (code, names)), described, *_ = pickle.loads(file.read_bytes().partition(b"\n")[2])
    assert (name, kind) == ("fill_luck", "object")
    assert len(described.mangled_name) < 200
    assert described.llvm_cpython_wrapper_name.encode() in code
    assert len(names) < 5000, "a list of names is no second copy of the code"


def test_a_loop_that_calls_a_kept_one_runs_its_code(folder):
    """What is kept of a kernel has no body that a caller could take in: it is called where it stands."""
    right, _ = lived()
    inner = kernel(fill_luck.py_func)

    @kernel
    def outer(ids, seed, found):
        inner(ids, ids, seed, found)

    found = np.empty(3)
    outer(np.arange(3), np.uint64(1), found)
    assert found.tolist() == right
    assert inner.stats.cache_hits


@pytest.mark.parametrize("on", [True, False])
def test_compiling_leaves_pythons_collector_as_it_was(folder, on):
    was = gc.isenabled()
    (gc.enable if on else gc.disable)()
    try:
        lived()
        assert gc.isenabled() is on
    finally:
        (gc.enable if was else gc.disable)()


@pytest.mark.parametrize("size", [0, 1, 2, 3, 4, 5, 40, 41, 1000])
def test_a_list_is_sorted_by_id_with_what_stands_beside_it(size):
    """Against NumPy's own sort: every step of Knuth's row up to a thousand is walked."""
    ids = np.random.default_rng(size).permutation(size).astype(np.int64) * 7
    waiting, since, order = np.arange(size), np.arange(size) % 12, np.argsort(ids)
    sorted_ids, rows, months = ids[order], waiting[order], since[order]
    sort_by(ids, waiting, since)
    assert ids.tolist() == sorted_ids.tolist()
    assert waiting.tolist() == rows.tolist()
    assert since.tolist() == months.tolist()
