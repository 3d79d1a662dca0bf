"""What tests/sizes.py and workers.py name is there."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from xdist.plugin import pytest_xdist_auto_num_workers as auto_num_workers

TESTS = Path(__file__).parent
DEFINED = re.compile(r"^ *def (test_\w+)\(", re.MULTILINE)


@pytest.fixture
def sizes(module_of):
    return module_of(TESTS / "sizes.py")


def test_what_is_left_out_of_a_size_is_a_test(sizes):
    """A name that no test has leaves nothing out."""
    there = {name for one in TESTS.rglob("test_*.py") for name in DEFINED.findall(one.read_text(encoding="utf-8"))}
    assert {*sizes.NOT_QUICK, *sizes.NOT_LOWEST, *sizes.ASKED_PLAIN, *sizes.ON_LOWEST_ALONE} - there == set()


def test_what_lives_families_on_the_lowest_versions_is_a_test(sizes):
    """Another name would leave the lowest numba without a model to compile."""
    for one in sizes.LOWEST_LIVES:
        place, _, name = one.partition("::")
        assert name in DEFINED.findall((TESTS / place).read_text(encoding="utf-8"))
        assert sizes.sizes(place, name)[-1] == "lowest_lives" and sizes.may_hold("lowest_lives", place)


def test_files_that_share_what_is_dear_are_handed_out_together(module_of):
    """A folder that is called otherwise would have each worker make anew what its files share."""
    workers = module_of(TESTS / "workers.py")
    assert [one for group in workers.TOGETHER for one in group if not list((TESTS / one).glob("test_*.py"))] == []
    page, case = (
        workers.unit_of("tests/browser/test_page_opens.py"),
        workers.unit_of("tests/handover/test_case_says.py"),
    )
    assert page == case == "browser and handover"
    assert workers.unit_of("tests/statistical/test_draws.py") == "tests/statistical/test_draws.py"


@pytest.mark.parametrize("workers", [1, 2, 4])
def test_a_worker_that_dies_is_one_failure(workers, tmp_path):
    """By hand: of six files of three tests the middle one of the third ends its worker; the other 17 pass.

    As xdist 3.8 hands out files, what they had done was waited for without end.
    """
    (tmp_path / "conftest.py").write_text("from workers import pytest_xdist_make_scheduler", encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]", encoding="utf-8")
    for number in range(6):
        file = f"import os\ndef test_a(): pass\ndef test_b(): {number} == 2 and os._exit(1)\ndef test_c(): pass\n"
        (tmp_path / f"test_{number}.py").write_text(file, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-n", str(workers), "--dist", "loadfile", "--tb=no"]
    told = {"env": os.environ | {"PYTHONPATH": str(TESTS)}, "cwd": tmp_path, "capture_output": True, "text": True}
    done = subprocess.run(command, **told, timeout=120, check=False)
    assert done.returncode == 1
    assert "1 failed, 17 passed" in done.stdout


def test_there_are_two_workers_more_than_cores(pytestconfig):
    """By xdist's own door: two cores have four workers; without xdist (`-p no:xdist`) there is no door to ask at."""
    if not pytestconfig.pluginmanager.hasplugin("xdist"):
        pytest.skip("without xdist nobody asks how many workers there are")
    asked = pytestconfig.hook.pytest_xdist_auto_num_workers(config=pytestconfig)
    assert asked == auto_num_workers(pytestconfig) + 2
