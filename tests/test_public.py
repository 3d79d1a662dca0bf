"""What `import famsim` offers says what it takes, gives and raises; a checker sees the same names as a reader."""

import inspect
import re
import subprocess
import sys

import pytest

import famsim as fs
from famsim import errors

FUNCTIONS = [name for name in fs.__all__ if inspect.isfunction(getattr(fs, name))]
OPTIONS = {"timing": "window every follow events most", "twin": "family like programme strategy event month choose"}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_help_names_every_parameter(name):
    """`help()` showed nothing of what could be given."""
    function = getattr(fs, name)
    taken = [one.name for one in inspect.signature(function).parameters.values() if one.kind is not one.VAR_KEYWORD]
    said = inspect.getdoc(function)
    missing = [one for one in [*taken, *OPTIONS.get(name, "").split()] if one not in said.split("\n\n", 1)[-1]]
    assert [one for one in missing if one not in ("scenario", "study", "path_or_name", "known_figures")] == []


@pytest.mark.parametrize(
    "name",
    [
        *(
            "assess",
            "business_case",
            "compare",
            "discover",
            "page",
            "report",
            "simulate",
            "sources",
            "sweep",
            "theory",
            "timing",
            "trial",
            "twin",
        ),
        *("validate", "why"),
    ],
)
def test_help_of_a_question_says_what_comes_and_what_is_refused(name):
    said = inspect.getdoc(getattr(fs, name))
    assert "Return" in said and "Raises FamsimError" in said and "Example:" in said


def test_a_checker_outside_sees_types(tmp_path):
    """py.typed ships: a wrong type in somebody's own script is found by mypy, a right one is let pass."""
    script = tmp_path / "own.py"
    script.write_text(
        "import famsim as fs\n"
        'study: fs.Study = fs.compare(fs.load_scenario("newcastle"), draws=2)\n'
        'fs.timing(fs.load_scenario("newcastle"), every="three")\n'
    )
    said = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", str(script)], capture_output=True, text=True, check=False
    )
    wrong = [line for line in said.stdout.splitlines() if "own.py" in line]
    assert len(wrong) == 1 and ":3:" in wrong[0] and "every" in wrong[0], said.stdout


def test_the_tree_of_errors_is_the_one_that_is_drawn():
    """Each name stands below the one that it is a kind of, as deep as it is drawn; what only one room raises is not."""
    drawn = re.findall(r"^((?:[|` -]{4})*)(\w+(?:Error|Warning))\b", errors.__doc__, re.MULTILINE)
    above, parents = {}, {}
    for start, name in drawn:
        depth = len(start) // 4
        above[depth] = name
        parents[name] = above.get(depth - 1)
    there = {name: one for name, one in vars(errors).items() if isinstance(one, type) and issubclass(one, Exception)}
    assert set(parents) == {*there, "UserWarning"}
    assert {name: one.__base__.__name__ for name, one in there.items() if name != "FamsimError"} == {
        name: parent for name, parent in parents.items() if parent
    }
