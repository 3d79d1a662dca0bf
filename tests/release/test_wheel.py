"""The wheel and the sdist hold the package and nothing else; used in a bare environment (long)."""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.fixture
def wheel(module_of):
    return module_of(HERE / "wheel.py")


def made_up(wheel, folder, drop="", add="", version=None):
    """Return an sdist and a wheel made by hand of the repository's files, one left out or added."""
    names = sorted(wheel.ours() - {drop} | ({add} if add else set()))
    with zipfile.ZipFile(folder / "a.whl", "w") as packed:
        for name in names:
            packed.writestr(name, (wheel.ROOT / name).read_bytes() if name != add else "x")
        packed.writestr("famsim-1.dist-info/METADATA", f"Name: famsim\nVersion: {version or wheel.said_version()[0]}\n")
        packed.writestr("famsim-1.dist-info/licenses/LICENSE", "MIT")
    with tarfile.open(folder / "a.tar.gz", "w:gz") as packed:
        for name in [*names, "LICENSE", "README.md"]:
            if name != add:
                packed.add(wheel.ROOT / name, f"famsim-1/{name}")
    return folder / "a.tar.gz", folder / "a.whl"


def test_what_is_whole_has_nothing_wrong(wheel, tmp_path):
    assert list(wheel.problems_of(*made_up(wheel, tmp_path))) == []


@pytest.mark.parametrize(
    ("spoilt", "says"),
    [
        ({"drop": "famsim/evidence/sources.toml"}, "famsim/evidence/sources.toml is not in the wheel"),
        ({"add": "famsim/planted.txt"}, "famsim/planted.txt is in the wheel and not in the package"),
        ({"version": "9.9"}, "versions differ"),
    ],
)
def test_a_planted_fault_is_named(wheel, tmp_path, spoilt, says):
    assert any(says in one for one in wheel.problems_of(*made_up(wheel, tmp_path, **spoilt)))


@pytest.mark.long
def test_it_is_built_installed_and_used_in_a_bare_environment(tmp_path):
    done = subprocess.run(
        [sys.executable, str(HERE / "wheel.py"), str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
