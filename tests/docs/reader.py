"""A reader who types what a page shows: the files of the project, what is made first, the lines as they stand."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from textwrap import dedent

ROOT = Path(__file__).parents[2]
ALL = tomllib.loads((Path(__file__).parent / "all_shown.toml").read_text(encoding="utf-8"))
FOLDERS = ("famsim", "docs", "experiments", "scenarios", "results", "tests")
FILES = (".gitignore", "pyproject.toml", "README.md", "CHANGELOG.md", "CITATION.cff", "LICENSE", "llms.txt")
LONGEST = 7200  # seconds; what has not ended by then hangs
ARRAY = {"SLURM_ARRAY_TASK_ID": "1"}  # of a batch queue: the first of its tasks
CAPITALS = re.compile(r"(?<![\w$-])[A-Z]{2,}(?!\w)")
TEXT = "<<'END'"


def about(page):
    """Return what a page's commands need."""
    return ALL["page"].get(page, {})


def held(line):
    """Return how a line begins that is not run from here, or one of the block that it gives; "" for what is run."""
    return next((begins for begins in ALL["held"] if any(one.startswith(begins) for one in line.splitlines())), "")


def stood_for(line, page):
    """Return a line with what its words in capitals stand for."""
    if TEXT in line:
        return line
    if line in (instead := about(page).get("instead", {})):
        return instead[line]
    words = ALL["stand_for"] | about(page).get("stand_for", {})
    return CAPITALS.sub(lambda found: words.get(found[0], found[0]), line)


def copy(to):
    """Copy what a reader who has the project has."""
    for name in FOLDERS:
        shutil.copytree(ROOT / name, to / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        shutil.copy(ROOT / name, to)


def made_before(page, folder):
    """Write the files that a page's reader has already, as other pages show them; return what makes the rest."""
    lines = []
    for name in about(page).get("needs", ()):
        made = ALL["files"][name]
        lines += made.get("run", ())
        if "page" in made:
            text = (ROOT / made["page"]).read_text(encoding="utf-8").split(made["after"])[1]
            (folder / name).write_text(block_of(text), encoding="utf-8")
    return lines + about(page).get("first", [])


def block_of(text):
    """Return the block with which a text begins, fenced or indented."""
    if text.startswith("```"):
        return text.split("\n```", 1)[0].partition("\n")[2] + "\n"
    return dedent(text.split("\n\n", 1)[0]) + "\n"


def typed(line, folder):
    """Type a line into a shell, with the copy's famsim; return how it ended and what it said."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    quick = {"PYTHONDONTWRITEBYTECODE": ""}  # the copy is read once
    environment = os.environ | ARRAY | quick | {"PYTHONPATH": str(folder), "PATH": path}
    command = ["bash", "-euo", "pipefail", "-c", line]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=LONGEST
    )
