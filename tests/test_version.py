"""What a kept thing is computed from: every source that it rests on, wherever it stands, changes its name."""

import shutil
from pathlib import Path

import pytest

import famsim
from famsim import version
from famsim.version import KERNEL, RESULT, SOLVED, content_hash, tree_hash

PACKAGE = Path(famsim.__file__).parent


@pytest.fixture
def package(tmp_path):
    """Return a copy of the package's sources."""
    return shutil.copytree(PACKAGE, tmp_path / "famsim", ignore=shutil.ignore_patterns("__pycache__"))


@pytest.mark.parametrize("room", RESULT)
def test_each_room_that_a_result_is_computed_with_counts(package, room):
    """`Economy.factor`, of the room scenario, tripled gave the same key and the old result."""
    before = tree_hash(package, RESULT)
    source = sorted((package / room).glob("*.py"))[-1]
    source.write_bytes(source.read_bytes() + b"\n")
    assert tree_hash(package, RESULT) != before


def test_a_source_in_a_sub_folder_counts(package):
    """Only the files that lie in the room itself were read."""
    inside = package / "rules" / "family" / "stress.py"
    inside.parent.mkdir(exist_ok=True)
    inside.write_text("HAZARD = 1.0\n")
    before = tree_hash(package, KERNEL)
    inside.write_text("HAZARD = 5.0\n")
    assert tree_hash(package, KERNEL) != before


def test_a_source_that_moves_or_takes_bytes_from_its_neighbour_counts(package):
    """The end of one file moved to the head of the next is another program."""
    (package / "rules" / "x.py").write_text("a = 1\nb = 2\n")
    (package / "rules" / "y.py").write_text("c = 3\n")
    before = tree_hash(package, KERNEL)
    (package / "rules" / "x.py").write_text("a = 1\n")
    (package / "rules" / "y.py").write_text("b = 2\nc = 3\n")
    moved = tree_hash(package, KERNEL)
    (package / "rules" / "y.py").rename(package / "rules" / "z.py")
    assert len({before, moved, tree_hash(package, KERNEL)}) == 3


@pytest.mark.parametrize("name", [*version.COMPUTES, "python", "famsim"])
def test_another_version_of_what_computes_is_another_name(name, monkeypatch):
    """Another numba, NumPy, SciPy, llvmlite or Python may compute another number."""
    before, said = content_hash(SOLVED, []), version.versions()
    assert sum(one.startswith(f"{name} ") for one in said) == 1
    other = tuple(f"{one}.1" if one.startswith(f"{name} ") else one for one in said)
    monkeypatch.setattr(version, "versions", lambda: other)
    assert content_hash(SOLVED, []) != before
