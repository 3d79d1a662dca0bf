"""The house: every room is entered by its door, and the top level holds what it should."""

import ast
import re
import tomllib
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

import famsim

_spec = spec_from_file_location("house", Path(__file__).with_name("house.py"))
house = module_from_spec(_spec)
_spec.loader.exec_module(house)

PACKAGE, HERE = Path(famsim.__file__).parent, Path(__file__).parent
TOP = {"pyproject.toml", "famsim", "scenarios", "experiments", "results", "tests", "docs", "README.md", "CHANGELOG.md"}
TOP |= {"LICENSE", "CITATION.cff", "llms.txt"}
SOURCES = house.sources(PACKAGE)
ASIDE = {"famsim.__init__", "famsim.__main__", "famsim.__pycache__"}
LONGEST_CHAIN = 29  # modules; 20 would do: a question that stands on another (discover on sweep) adds its own
LONGEST_FILE = 300  # lines, of a test too
LONGEST_CODE = 40  # lines of a function
MANY_ARGUMENTS = {  # where a function takes more than five: one for an option, a public keyword, a part of a key
    "cli/app.py": 6,
    "cli/assess_commands.py": 1,
    "cli/calibrate_commands.py": 1,
    "cli/case_commands.py": 1,
    "cli/report_commands.py": 2,
    "cli/validate_commands.py": 1,
    "cli/sensitivity_commands.py": 1,
    "cli/sweep_commands.py": 5,
    "cli/trial_commands.py": 1,
    "engine/following.py": 1,
    "questions/assess/result.py": 1,
    "questions/calibrate/result.py": 1,
    "questions/compare/result.py": 1,
    "questions/discover/result.py": 1,
    "questions/run/result.py": 1,
    "questions/sensitivity/result.py": 1,
    "questions/sweep/result.py": 1,
    "questions/why/result.py": 1,
    "store/row.py": 1,
}


def test_rooms_are_entered_by_their_doors():
    """A room's __init__ is its only door, but for the ground floors model and rules."""
    assert [one for source in SOURCES for one in house.side_doors(source, PACKAGE)] == []


def test_a_planted_side_door_is_found(tmp_path):
    """The contract would see an inner file entered from outside, and says how to enter."""
    planted, door = tmp_path / "runs" / "planted.py", tmp_path / "measures" / "__init__.py"
    for file in (planted, door):
        file.parent.mkdir()
    door.write_text('from famsim.measures.pairs import Pairs, interval\n__all__ = ["Pairs"]\n')
    planted.write_text(
        "from famsim.measures.pairs import Pairs\nfrom famsim.rules.need import in_need\n"
        "def late():\n    from famsim.measures import Pairs, interval\n"
    )
    assert house.side_doors(planted, tmp_path) == [
        "runs/planted.py:1 imports famsim.measures.pairs: enter by famsim.measures",
        "runs/planted.py:4 imports interval, which famsim.measures does not give: name it in its __all__",
    ]


def test_what_is_low_stands_low():
    """The first build was 39 imports deep by this count (see `house.needs`)."""
    chain = house.longest_chain(PACKAGE)
    assert len(chain) <= LONGEST_CHAIN, "\n".join(chain)


def test_a_chain_goes_through_doors_to_where_a_name_stands(tmp_path):
    """Doors are not counted, imports in functions are, those for types alone are not."""
    files = {
        "famsim/__init__.py": "",
        "famsim/one/__init__.py": "from famsim.one.low import low\nfrom famsim.one.middle import middle\n",
        "famsim/one/low.py": "if TYPE_CHECKING:\n    from famsim.two.top import top\n",
        "famsim/one/middle.py": "from famsim.one.low import low\n",
        "famsim/two/__init__.py": "from famsim.two.top import top\n",
        "famsim/two/top.py": "def late():\n    from famsim.one import middle\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text(text)
    assert house.longest_chain(tmp_path / "famsim") == ["famsim.two.top", "famsim.one.middle", "famsim.one.low"]


def test_no_file_is_longer_than_three_hundred_lines():
    """Of the package and of its tests, the page's script and looks as well."""
    assert house.longer_than(LONGEST_FILE, PACKAGE, HERE) == []


def test_a_planted_long_file_is_found(tmp_path):
    """One line more than may be, in a folder of a folder, is found and named; as many as may be are not."""
    (tmp_path / "inner").mkdir()
    for name, size in (("long.py", 301), ("inner/long.js", 301), ("may_be.py", 300), ("shown.csv", 301)):
        (tmp_path / name).write_text("x\n" * size)
    found = [Path(one.split(" has ")[0]).name for one in house.longer_than(LONGEST_FILE, tmp_path)]
    assert found == ["long.py", "long.js"]


def test_no_function_is_longer_than_forty_lines_of_code():
    """A public function's docstring says what is given, returned and raised, and is not counted."""
    assert [one.name for one in house.functions(PACKAGE) if house.code_of(one) > LONGEST_CODE] == []
    said, plain = "    " + '"""Do.' + "\n" * 50 + '    """', "    return 1\n" * 41
    told, long = (ast.parse(f"def one():\n{body}").body[0] for body in (f"{said}\n    return 1", plain))
    assert [house.code_of(one) for one in (told, long)] == [2, 42] and house.length(told) == 53


def test_few_functions_take_more_than_five_arguments():
    """Named settings take the place of more; ruff refuses them but where it is told not to."""
    found = {
        source.relative_to(PACKAGE).as_posix(): len(re.findall("noqa: PLR0913", source.read_text(encoding="utf-8")))
        for source in SOURCES
    }
    assert {name: number for name, number in found.items() if number} == MANY_ARGUMENTS


def test_a_door_names_all_that_it_lets_through():
    """What __all__ promises is there."""
    for door in PACKAGE.rglob("__init__.py"):
        inside = house.room(door.parent.relative_to(PACKAGE).parts, PACKAGE)
        if not inside or inside[0] in house.GROUND:
            continue
        body = house.tree_of(door).body
        there = {alias.asname or alias.name for one in body if isinstance(one, ast.ImportFrom) for alias in one.names}
        there |= {one.name for one in body if isinstance(one, ast.FunctionDef | ast.ClassDef)}
        there |= {ast.unparse(one.target) for one in body if isinstance(one, ast.AnnAssign)}
        assert set(house.given_by(door)) <= there, door


def test_a_door_gives_nothing_that_nobody_takes():
    """A name that is for inside alone is no part of what a room promises."""
    if not (PACKAGE.parent / "pyproject.toml").exists():
        pytest.skip("installed without its repository")
    assert house.untaken(PACKAGE, HERE, *(PACKAGE.parent / name for name in ("docs", "experiments"))) == []


def test_a_planted_name_that_nobody_takes_is_found(tmp_path):
    """A function that its own room alone asks for; one that another room takes, and a class, are not found."""
    (tmp_path / "one").mkdir()
    (tmp_path / "__init__.py").write_text("")
    (tmp_path / "one" / "__init__.py").write_text(
        'from famsim.one.low import Kind, given, kept\n__all__ = ["Kind", "given", "kept"]\n'
    )
    (tmp_path / "one" / "high.py").write_text("from famsim.one import kept\n")
    (tmp_path / "two.py").write_text("from famsim.one import given\n")
    assert house.untaken(tmp_path) == ["one gives kept"]


def test_contracts_of_what_draws_hold_every_room():
    """A new room is a layer (lint-imports refuses it else), and no contract leaves it out but for whom it is kept."""
    project = PACKAGE.parent / "pyproject.toml"
    if not project.exists():
        pytest.skip("installed without its repository")
    contracts = tomllib.loads(project.read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    rooms = {one for line in contracts[0]["layers"] for one in line.split(" : ")}
    assert rooms == {f"famsim.{one.stem}" for one in PACKAGE.iterdir() if one.suffix == ".py" or one.is_dir()} - ASIDE
    kept_for = {"mesa": {"mesa_front"}, "matplotlib": {"handover", "questions", "writing"}}
    for_one = [one for one in contracts if len(one.get("forbidden_modules", ())) == 1]
    assert [one["forbidden_modules"] for one in for_one] == [[one] for one in kept_for]
    for contract in for_one:
        (drawn,) = contract["forbidden_modules"]
        assert rooms - set(contract["source_modules"]) == {f"famsim.{one}" for one in kept_for[drawn]}, drawn


def test_the_top_level_is_what_the_design_says():
    """Dotfiles and what tools make on the way are not looked at."""
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
