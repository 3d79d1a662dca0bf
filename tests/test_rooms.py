"""The house of DESIGN section 2: every room is entered by its door, and the top level holds what it should."""

import ast
from pathlib import Path

import pytest

import famsim

PACKAGE = Path(famsim.__file__).parent
GROUND = ("model", "rules")  # entered by file
OUTER = ("questions", "handover")  # hold rooms
TOP = {"pyproject.toml", "famsim", "scenarios", "experiments", "results", "tests", "docs", "README.md", "CHANGELOG.md"}
TOP |= {"LICENSE"}
SOURCES = sorted(PACKAGE.rglob("*.py"))


def room(parts):
    """Return the room that a module stands in or a name is asked of, as parts without `famsim`; () for single files."""
    deep = 2 if parts[:1] and parts[0] in OUTER and (PACKAGE / Path(*parts[:2])).is_dir() else 1
    found = tuple(parts[:deep])
    return found if found and (PACKAGE / Path(*found)).is_dir() else ()


def side_doors(source, package):
    """Return each import in a file of another room's inner file, with what to write instead."""
    here = room(source.relative_to(package).with_suffix("").parts)
    wrong = []
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.ImportFrom) or not (node.module or "").startswith("famsim."):
            continue
        asked = tuple(node.module.split(".")[1:])
        there = room(asked)
        if there and there != here and asked != there and there[0] not in GROUND:
            door = ".".join(("famsim", *there))
            wrong.append(f"{source.relative_to(package)}:{node.lineno} imports {node.module}: enter by {door}")
    return wrong


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.relative_to(PACKAGE).as_posix())
def test_rooms_are_entered_by_their_doors(source):
    """DESIGN section 2: a room's __init__ is its only door, but for the ground floors model and rules."""
    assert side_doors(source, PACKAGE) == []


def test_a_planted_side_door_is_found(tmp_path):
    """The contract would see an inner file entered from outside, and says how to enter."""
    planted = tmp_path / "runs" / "planted.py"
    planted.parent.mkdir()
    planted.write_text("from famsim.measures.pairs import Pairs\nfrom famsim.rules.need import in_need\n")
    assert side_doors(planted, tmp_path) == [
        "runs/planted.py:1 imports famsim.measures.pairs: enter by famsim.measures"
    ]


def test_a_door_names_all_that_it_lets_through():
    """STYLE section 15: what __all__ promises is there."""
    for door in PACKAGE.rglob("__init__.py"):
        tree = ast.parse(door.read_text(encoding="utf-8"))
        through = {
            alias.asname or alias.name for node in tree.body if isinstance(node, ast.ImportFrom) for alias in node.names
        }
        named = [
            ast.literal_eval(node.value)
            for node in tree.body
            if isinstance(node, ast.Assign) and node.targets[0].id == "__all__"
        ]
        if door.parent != PACKAGE and through and room(door.parent.relative_to(PACKAGE).parts)[0] not in GROUND:
            made = {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
            assert not named or set(named[0]) - made <= through, door


def test_the_top_level_is_what_the_design_says():
    """DESIGN section 2; dotfiles and what tools make on the way are not looked at."""
    root = PACKAGE.parent
    if not (root / "pyproject.toml").exists():
        pytest.skip("installed without its repository")
    made = {"build", "dist"}
    there = {
        one.name
        for one in root.iterdir()
        if not one.name.startswith((".", "__")) and not one.name.endswith(".egg-info")
    }
    assert there - made == TOP
