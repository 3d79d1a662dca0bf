"""The site of the pages: built without a warning and without a network, every name on it, no request in it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import famsim as fs

pytest.importorskip("mkdocs")
pytest.importorskip("mkdocstrings")
ROOT = Path(__file__).parents[2]
CONFIG = ROOT / "docs" / "making" / "mkdocs.yml"
FETCHED = re.compile(r"<(?:script|img|iframe|source)\b[^>]*\bsrc=\"(?:https?:)?//|<link\b[^>]*\bhref=\"(?:https?:)?//")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Return the site, built once; --strict makes every warning an error."""
    site = tmp_path_factory.mktemp("site") / "site"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(CONFIG), "-d", str(site)]
    quiet = os.environ | {"NO_MKDOCS_2_WARNING": "1"}  # of the theme, about another version of mkdocs
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=quiet)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    return site


def pages(site):
    return {page.relative_to(site).as_posix(): page.read_text(encoding="utf-8") for page in site.rglob("*.html")}


def test_every_page_is_there_and_asks_nothing_of_a_network(built):
    """Links to sources may be followed by a reader; nothing is fetched by the page."""
    found = pages(built)
    wanted = {page.relative_to(ROOT / "docs").with_suffix(".html").as_posix() for page in (ROOT / "docs").rglob("*.md")}
    assert wanted <= set(found)
    assert {name: FETCHED.search(text)[0] for name, text in found.items() if FETCHED.search(text)} == {}


def test_every_public_name_is_told_with_its_docstring(built):
    text = pages(built)["api.html"]
    missing = [name for name in fs.__all__ if f'id="famsim.{name}"' not in text]
    assert missing == []
    plain = re.sub(r"<[^>]+>", "", text)
    assert "compare each with the first" in plain and "Returns a Study" in plain
    assert "<p>Example:</p><pre><code>" in text


def test_nothing_that_makes_the_pages_is_on_the_site(built):
    assert [one.name for one in built.rglob("*") if one.suffix in (".py", ".toml", ".yml")] == []


def test_what_is_built_is_not_kept():
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert "build/" in ignored and "site_dir: ../../build/site" in CONFIG.read_text(encoding="utf-8")
