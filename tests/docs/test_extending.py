"""What the pages on adding one's own change of files still fits these files, and does what its test says."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
CHANGED = ("famsim", "tests", "docs")
FOLLOWED = {"stressor.md": "test_each_child_at_home_weighs", "rule.md": "test_a_bereavement_weighs"}


@pytest.fixture(scope="module")
def shown(module_of):
    return module_of(HERE / "shown.py")


def changes(shown, page):
    return shown.fenced((shown.ROOT / "docs" / "extend" / page).read_text(encoding="utf-8"), "diff")


def applied(change, where, *how):
    return subprocess.run(
        ["git", "apply", *how, "-"], input=change, text=True, cwd=where, capture_output=True, check=False
    )


@pytest.mark.parametrize("page", ["measure.md", "number.md", "rule.md", "stressor.md"])
def test_a_change_that_a_page_shows_fits_the_files(shown, page):
    """If not: the file has changed about it; make the page's change anew."""
    found = changes(shown, page)
    said = [applied(change, shown.ROOT, "--check").stderr for change in found]
    assert found and [one for one in said if one] == []


def test_a_change_that_does_not_fit_is_found(shown):
    (first, *_) = changes(shown, "number.md")
    assert applied(first.replace("value = 0.3\n", "value = 0.31\n"), shown.ROOT, "--check").returncode


def test_a_measure_that_the_page_adds_is_one_and_is_kept_private_as_a_count(shown, tmp_path):
    """Its change made on a copy of the package: registered, with what the page says follows by itself."""
    shutil.copytree(shown.ROOT / "famsim", tmp_path / "famsim", ignore=shutil.ignore_patterns("__pycache__"))
    (change,) = changes(shown, "measure.md")
    assert applied(change, tmp_path).returncode == 0
    says = "from famsim.measures import MEASURES as m; one = m['sessions']; print(one.is_count, one.is_total, one.good)"
    done = subprocess.run(
        [sys.executable, "-c", says], cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(tmp_path)}, text=True,
        capture_output=True, check=False,
    )  # fmt: skip
    assert done.stdout.split() == ["True", "True", "0"], done.stderr


FILES = re.compile(r"`((?:famsim|tests|docs)/[a-z_/]+(?:\.py|\.md|/)?)`")


@pytest.mark.parametrize("page", sorted(one.name for one in Path(__file__).parents[2].glob("docs/extend/*.md")))
def test_every_file_that_a_page_names_is_there(shown, page):
    """A folder too; of a room that is yet to be made (NAME) only where it will stand."""
    named = FILES.findall((shown.ROOT / "docs" / "extend" / page).read_text(encoding="utf-8"))
    assert [one for one in named if not (shown.ROOT / one).exists()] == []


@pytest.mark.long
@pytest.mark.parametrize("page", FOLLOWED)
def test_a_page_can_be_followed_on_a_copy(shown, page, tmp_path):
    """Its changes made, types written anew, and its own test and that of the records pass."""
    for name in CHANGED:
        shutil.copytree(shown.ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(shown.ROOT / "pyproject.toml", tmp_path)
    for change in changes(shown, page):
        done = applied(change, tmp_path)
        assert done.returncode == 0, done.stderr
    environment = os.environ | {"PYTHONPATH": str(tmp_path)}

    def python(*arguments):
        command = [sys.executable, *arguments]
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    assert python("tests/model/record_protocols.py").returncode == 0
    tests = ("tests/rules/family/test_stressors.py", "tests/model/test_record_protocols.py")
    done = python("-m", "pytest", *tests, "-vv", "-k", f"{FOLLOWED[page]} or protocols")
    assert done.returncode == 0 and FOLLOWED[page] in done.stdout, done.stdout
