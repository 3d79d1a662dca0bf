"""Every command that README and the pages show is run as it stands, page by page, in a copy of the project (long).

`python -m pytest -m long tests/docs/test_all_commands.py -k README -s` follows one page and prints what each line took.
With `FAMSIM_TYPED=FOLDER` pages are typed in that folder and kept, and a run that was stopped goes on: lines that ended
well are not typed again. Empty it when the project has changed.
"""

import json
import os
import shlex
import time
from itertools import pairwise
from pathlib import Path

import click
import pytest
from typer.main import get_command

from famsim.cli.app import app

HERE = Path(__file__).parent
PAGES = (
    "README.md",
    *sorted(one.relative_to(HERE.parents[1]).as_posix() for one in HERE.parents[1].glob("docs/**/*.md")),
)
GROUP = get_command(app)


@pytest.fixture(scope="module")
def shown(module_of):
    return module_of(HERE / "shown.py")


@pytest.fixture(scope="module")
def reader(module_of):
    return module_of(HERE / "reader.py")


def names_alone(line):
    """Say whether a line only names a command: what it must be given is not there."""
    parts = [] if "\n" in line else shlex.split(line)
    if parts == ["pip", "install"]:
        return True
    if not parts or parts[0] != "famsim" or parts[1] not in GROUP.commands or "--help" in parts:
        return False
    command = GROUP.commands[parts[1]]
    try:
        given, *_ = command.make_parser(click.Context(command)).parse_args(parts[2:])
    except Exception as error:  # of click, or of the copy of it that Typer has
        return "requires an argument" in str(getattr(error, "message", error))
    wanted = [one.name for one in command.params if one.param_type_name == "argument" and one.required]
    return not all(isinstance(given[one], str | tuple) and given[one] for one in wanted)


def to_type(shown, reader, page):
    """Return the lines of a page that are run from here."""
    text = (shown.ROOT / page).read_text(encoding="utf-8")
    lines = [reader.stood_for(line, page) for line in shown.in_order(text)]
    return [line for line in dict.fromkeys(lines) if not reader.held(line) and not names_alone(line)]


def test_what_is_not_run_is_named_with_what_holds_it(shown, reader):
    """No row of what is held, made or stood for is left over, and no word in capitals stands for nothing."""
    texts = {page: (shown.ROOT / page).read_text(encoding="utf-8") for page in PAGES}
    lines = [line for text in texts.values() for line in shown.in_order(text)]
    assert {reader.held(line) for line in lines} - {""} == set(reader.ALL["held"])
    assert set(reader.ALL["page"]) <= set(PAGES)
    assert {name for page in PAGES for name in reader.about(page).get("needs", ())} == set(reader.ALL["files"])
    left = {
        line: found
        for page in PAGES
        for line in to_type(shown, reader, page)
        if reader.TEXT not in line and (found := reader.CAPITALS.findall(line))
    }
    assert left == {}


def test_nearly_all_that_is_shown_is_run(shown, reader):
    """What only names a command is a word in a sentence; of what can be typed most is typed."""
    typed = sum(len(to_type(shown, reader, page)) for page in PAGES)
    assert typed > 150
    assert (
        names_alone("famsim compare")
        and not names_alone("famsim compare newcastle")
        and not names_alone("famsim doors")
    )


def place_of(page, tmp_path):
    """Return where a page is typed: in a folder that is kept, where one is named."""
    return Path(os.environ.get("FAMSIM_TYPED", tmp_path)) / page.replace("/", "_")


class Typed:
    """The lines of a page that ended well, as far as they were typed in its folder before, a JSON text a line."""

    def __init__(self, folder):
        self.file = folder / ".typed"
        said = self.file.read_text(encoding="utf-8").splitlines() if self.file.exists() else []
        self.before = {json.loads(one) for one in said}

    def remember(self, line):
        with self.file.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")


def test_a_run_that_was_stopped_goes_on(tmp_path, monkeypatch):
    """A line of several lines too; without a folder that is kept nothing is known of another run."""
    monkeypatch.setenv("FAMSIM_TYPED", str(tmp_path / "kept"))
    folder = place_of("docs/money.md", tmp_path / "new")
    folder.mkdir(parents=True)
    Typed(folder).remember("famsim prices")
    Typed(folder).remember("python - <<'END'\nprint(1)\nEND")
    assert Typed(folder).before == {"famsim prices", "python - <<'END'\nprint(1)\nEND"}
    monkeypatch.delenv("FAMSIM_TYPED")
    assert place_of("docs/money.md", tmp_path / "new") == tmp_path / "new" / "docs_money.md"


@pytest.mark.long
@pytest.mark.parametrize("page", PAGES)
def test_all_that_a_page_shows_ends_well(shown, reader, page, tmp_path):
    """In its order; a line that fails is named with what it said, and the others are typed all the same."""
    lines = to_type(shown, reader, page)
    if not lines:
        return
    folder = place_of(page, tmp_path)
    if not folder.exists():
        folder.mkdir(parents=True)
        reader.copy(folder)
    wrong, typed = [], Typed(folder)
    for line in [*reader.made_before(page, folder), *lines]:
        if line in typed.before:
            continue
        begun = time.monotonic()
        done = reader.typed(line, folder)
        print(f"{done.returncode}  {time.monotonic() - begun:6.0f} s  {line}", flush=True)
        if done.returncode:
            wrong.append((line, done.returncode, done.stderr[-600:] or done.stdout[-600:]))
        else:
            typed.remember(line)
    assert wrong == []


def written(line):
    """Return what a shown line writes anew: the files and folders that it names, where it replaces none."""
    parts = shlex.split(line, comments=True) if "\n" not in line else []
    pairs = [pair for pair in pairwise(parts) if pair[0] in ("-o", "--out", "--brief")]
    return [name for _, name in pairs] if "--force" not in parts else []


@pytest.mark.parametrize("page", PAGES)
def test_no_two_lines_of_a_page_write_the_same_file(shown, reader, page):
    """Who follows a page is refused at the second: a file that is there is not written over."""
    names = [name for line in to_type(shown, reader, page) for name in written(line)]
    twice = [name for name in names if names.count(name) > 1]
    assert not twice


def test_a_file_that_is_written_twice_is_found():
    assert written("famsim page a.toml -o a.html") == written("famsim report results/a -o a.html") == ["a.html"]
    assert written("famsim report results/a -o a.html --force") == []
