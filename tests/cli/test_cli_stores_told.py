"""What is to be typed next works when it is typed; what is said of stores that cannot be, or that are empty."""

import os
import shlex
import sqlite3
from pathlib import Path
from types import SimpleNamespace

import pytest

import famsim as fs
from famsim.cli import case_commands, sweeping
from famsim.cli.output import as_typed
from famsim.errors import FamsimError
from famsim.questions.compare import result
from famsim.store import Store
from famsim.store.trouble import explained

pytestmark = pytest.mark.skipif(os.name == "nt", reason="quoted as POSIX shells read it")
NAMES = ["plain.toml", "my own.toml", "Zoë's $HOME; `x`.toml", "支 *.toml", f"{'long ' * 40}.toml"]


def next_typed(said):
    """Return the words that a shell makes of the command which is told last."""
    return shlex.split(" ".join(said.split()).rpartition("famsim ")[2])


@pytest.mark.parametrize("name", NAMES)
def test_a_shell_reads_back_the_words_that_were_meant(name):
    assert shlex.split(as_typed("famsim", "check", Path(name))) == ["famsim", "check", name]


@pytest.mark.parametrize("name", NAMES[:4])
def test_the_next_command_after_init_names_the_file_as_given(cli, tmp_path, name):
    (tmp_path / "a folder").mkdir()
    for given in (name, f"a folder/{name}"):
        said = cli("init", "leeds", "-o", given)
        assert said.code == 0 and next_typed(said.out) == ["check", given]


@pytest.mark.parametrize("name", NAMES[:4])
def test_the_way_to_check_a_case_names_its_file_with_its_folder(capsys, tmp_path, name):
    """It was the file's name alone, which is found in its own folder only, and not in quotes."""
    (tmp_path / name).write_bytes(b"a case")
    made = SimpleNamespace(numbers=1, record={})
    case_commands.tell(made, [tmp_path / name], f"some where/{name}", False)
    assert next_typed(capsys.readouterr().out) == ["verify", f"some where/{name}"]


@pytest.mark.parametrize(("missing", "verb"), [(0, "export"), (3, "resume")])
def test_what_goes_on_with_a_sweep_names_the_whole_store(capsys, missing, verb):
    """A path of more than a few dozen signs was cut, and one with a space fell into two."""
    store = Path("/some where") / ("far " * 40) / "runs.sqlite"
    stands = {"complete": not missing, "missing": missing, "done": 1, "invalid": 0, "alarms": 0, "runs": 1 + missing}
    status = SimpleNamespace(**stands, failed=0, failures={})
    about = SimpleNamespace(about=SimpleNamespace(name="places"))
    sweeping.print_status(SimpleNamespace(status=status, experiment=about, path=store), 2, sweeping.WHOLE)
    said = capsys.readouterr().out.rpartition("famsim ")[2]
    assert shlex.split(said)[:2] == [verb, str(store)]


@pytest.mark.parametrize("given", ["nowhere/runs.sqlite", "folder", "notes.txt"])
def test_a_store_that_cannot_be_is_refused_before_any_work(cli, made_up, tmp_path, monkeypatch, given):
    """It was found after the places of budgets had been: minutes, from the command line and from Python."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "notes.txt").write_text("somebody's own notes")
    there = sorted(tmp_path.iterdir())
    said = cli("compare", "newcastle", "--store", given, "--out", "here")
    assert (said.code, said.out, made_up) == (2, "", []) and len(said.err.splitlines()) == 1
    assert Path(given).name in said.err or Path(given).parent.name in said.err
    lived = []
    monkeypatch.setattr(result, "composed", lambda *asked, **how: lived.append(asked))
    with pytest.raises(FamsimError, match=r"nowhere|folder|notes"):
        result.compare(fs.load_scenario("newcastle"), store=given)
    assert not lived and sorted(tmp_path.iterdir()) == there


def test_a_store_that_may_not_be_written_to_is_to_be_copied(tmp_path):
    """Whoever only wanted to look was told to give a folder; the log beside a store holds runs of it."""
    sqlite3.connect(tmp_path / "a.sqlite").close()
    reader = sqlite3.connect(f"file:{tmp_path}/a.sqlite?mode=ro", uri=True)
    with pytest.raises(sqlite3.Error) as found:
        reader.execute("CREATE TABLE run (key TEXT)")
    reader.close()
    said = str(explained(tmp_path / "a.sqlite", found.value))
    assert "a.sqlite" in said and "copy" in said and "-wal" in said


@pytest.mark.parametrize("command", [["verify"], ["status"], ["resume"], ["export", "-o", "out"]])
def test_no_store_is_made_of_an_empty_file_by_looking_at_it(cli, tmp_path, command):
    """Somebody's empty file became a database of 36 kB, in which nothing differed."""
    (tmp_path / "notes").touch()
    said = cli(command[0], "notes", *command[1:])
    assert (said.code, said.out) == (2, "") and "is an empty file" in said.err
    assert [(one.name, one.stat().st_size) for one in tmp_path.iterdir()] == [("notes", 0)]


def test_a_store_without_a_run_is_not_said_to_be_right(cli, tmp_path):
    """As a copy is that was made, without its log, while a sweep wrote its first runs."""
    Store(tmp_path / "runs.sqlite").close()
    said = cli("verify", "runs.sqlite")
    assert (said.code, said.out) == (2, "") and "holds no run" in said.err and "-wal" in said.err


@pytest.mark.parametrize("command", ["report loop -o r.html", "report there -o loop/r.html", "business-case loop"])
def test_links_that_lead_in_a_circle_are_refused_in_a_line(cli, tmp_path, command):
    """`report` ended with Python's traceback."""
    (tmp_path / "loop").symlink_to("loop")
    said = cli(*command.split())
    assert (said.code, said.out) == (2, "") and len(said.err.splitlines()) == 1
