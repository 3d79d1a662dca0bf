"""Every command that README and the pages show is one, and what a page has its reader do works as it is written."""

import re
import shlex
import tomllib
from pathlib import Path

import click
import pytest
from typer.main import get_command

from famsim.cli.app import app
from famsim.cli.running import run

HERE = Path(__file__).parent
GROUP = get_command(app)
FOLLOWED = ("start/analyst.md", "start/coach.md", "start/researcher.md", "extend/programme.md", "extend/number.md")
FOLLOWED += ("extend/area.md",)


@pytest.fixture(scope="module")
def shown(module_of):
    return module_of(HERE / "shown.py")


def wrong(arguments):
    """Return what is wrong with a command line, in a sentence; "" for nothing. Values are not looked at."""
    if arguments and arguments[0].startswith("-"):
        return ""
    verb = arguments[0] if arguments else ""
    if verb not in GROUP.commands:
        return "" if verb in ("COMMAND", "VERB") else f"there is no command {verb!r}"
    command = GROUP.commands[verb]
    try:
        command.make_parser(click.Context(command)).parse_args([*arguments[1:]])
    except Exception as error:  # of click, or of the copy of it that Typer has
        return str(getattr(error, "message", error)) if "No such option" in str(error) else ""
    return ""


def test_every_command_shown_is_one(shown):
    """A verb or an option that has gone is named with its page."""
    found = {page: shown.commands(page.read_text(encoding="utf-8")) for page in shown.PAGES}
    assert sum(map(len, found.values())) > 150
    said = [(page.name, one, problem) for page, some in found.items() for one in some if (problem := wrong(one))]
    assert said == []


@pytest.mark.parametrize("planted", ["famsim compair leeds.toml", "famsim compare leeds.toml --drawz 20"])
def test_a_command_that_has_gone_is_found(shown, planted):
    assert [wrong(one) for one in shown.commands(f"Type\n\n    {planted}   # a note\n\nor `{planted}`.\n")][1]


def test_every_extra_shown_is_one(shown):
    """What is optional is asked for by the name that it has."""
    extras = tomllib.loads((shown.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "optional-dependencies"
    ]
    said = {one for page in shown.PAGES for one in re.findall(r"famsim\[(\w+)\]", page.read_text(encoding="utf-8"))}
    assert said and said <= set(extras)


def test_every_script_shown_is_there(shown):
    gone = {
        (page.name, one)
        for page in shown.PAGES
        for one in shown.scripts(page.read_text(encoding="utf-8"))
        if not (shown.ROOT / one).exists()
    }
    assert gone == set()


@pytest.mark.parametrize("page", FOLLOWED)
def test_a_page_can_be_followed_as_it_is_written(shown, page, tmp_path, monkeypatch, capsys):
    """In an empty folder: files saved, commands and Python run, in its order, on fewer families; each ends well."""
    monkeypatch.chdir(tmp_path)
    followed = shown.steps((shown.ROOT / "docs" / page).read_text(encoding="utf-8"))
    assert any(step.kind == "run" for step in followed)
    for step in followed:
        if step.kind == "save":
            Path(step.name).write_text(step.text, encoding="utf-8")
        elif step.kind == "python":
            exec(compile(step.text, page, "exec"), {})
        else:
            code = run(shlex.split(step.text)[1:])
            assert code == 0, (step.text, capsys.readouterr())


@pytest.mark.long
@pytest.mark.parametrize("page", FOLLOWED)
def test_what_a_page_shows_beside_its_steps_runs_too(shown, page, tmp_path, monkeypatch, capsys):
    """Its indented lines, which take minutes each, after its steps and as they stand."""
    test_a_page_can_be_followed_as_it_is_written(shown, page, tmp_path, monkeypatch, capsys)
    text = (shown.ROOT / "docs" / page).read_text(encoding="utf-8")
    for line in shown.beside(text):
        assert run(shlex.split(line)[1:]) == 0, (line, capsys.readouterr())
