"""What a release says of itself: version, licences, pages that are there."""

import re
import tomllib
from pathlib import Path

import pytest

from famsim.release import __version__

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def text_of(name):
    return (ROOT / name).read_text(encoding="utf-8")


def plain(name):
    return re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", name)[0]).lower()


def licences():
    """Return licence by package, as docs/licences.md has them."""
    rows = [
        line.strip("| \n").split(" | ") for line in text_of("docs/licences.md").splitlines() if line.startswith("| ")
    ]
    return {row[0]: row[2] for row in rows[2:]}


def test_the_version_is_one():
    said = re.search(r"^version: (.*)$", text_of("CITATION.cff"), re.MULTILINE)[1]
    assert __version__ == PROJECT["version"] == said


def test_every_package_that_is_asked_for_is_on_the_page_of_licences():
    """All but the developers' own. If not: python docs/licences.py."""
    extras = [some for name, some in PROJECT["optional-dependencies"].items() if name != "dev"]
    asked = {plain(one) for some in (PROJECT["dependencies"], *extras) for one in some}
    assert asked - set(licences()) == set()


def test_no_licence_asks_that_famsim_be_under_another():
    """Permissive, or of weak copyleft by file; none is unknown."""
    found = licences()
    assert len(found) > 30
    wrong = {name: said for name, said in found.items() if re.search(r"\bA?GPL|not said|not installed", said)}
    assert wrong == {}


@pytest.mark.parametrize("page", ["llms.txt", "README.md"])
def test_what_a_page_leads_to_is_there(page):
    to = [one for one in re.findall(r"\]\(([^)\s]+)\)", text_of(page)) if "://" not in one]
    assert to and [one for one in to if not (ROOT / one.partition("#")[0]).is_file()] == []


def test_the_pictures_of_the_readme_are_those_that_a_script_makes():
    script = text_of("docs/pictures.py")
    shown = re.findall(r"docs/pictures/(\w+)\.png", text_of("README.md"))
    assert sorted(shown) == ["grant", "timing", "twin"] and all(f"def {name}()" in script for name in shown)
