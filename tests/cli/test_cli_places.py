"""What a command tells of its places and its store, and what it does where it cannot speak."""

import json
import os
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from famsim.cli import progress
from famsim.cli.markdown import print_markdown
from famsim.cli.output import in_lines, print_table
from famsim.cli.sources import list_sources
from famsim.evidence import the_register
from famsim.questions.compare.result import study_of, told_by
from famsim.results.places import claim
from famsim.results.record import read_record
from famsim.store import RunAbout, Store, run_key

ASKED = '[scenario]\nname = "{name}"\nquestion = "Why?"\narea = "leeds"\nmonths = 12\n\n[[strategy]]\nname = "now"\n'


def test_the_second_of_two_commands_into_one_folder_is_refused_at_its_start(cli, made_up, tmp_path):
    """Exit code 2 and a line, before any work; the first one's place is as it was."""
    with claim(tmp_path / "here"):
        said = cli("compare", "newcastle", "--out", "here")
    assert (said.code, said.out, made_up) == (2, "", []) and str(os.getpid()) in said.err
    assert len(said.err.splitlines()) == 1
    assert cli("compare", "newcastle", "--out", "here").code == 0
    assert read_record(tmp_path / "here") and [one.name for one in tmp_path.iterdir()] == ["here"]


@pytest.mark.parametrize("command", [["init", "leeds"], ["page", "newcastle"]])
def test_a_file_is_claimed_as_well(cli, tmp_path, command):
    with claim(tmp_path / "out.html"):
        said = cli(*command, "-o", "out.html")
    assert (said.code, said.out) == (2, "") and "is writing there" in said.err


def test_a_folder_that_appears_during_the_run_is_not_touched(cli, made_up, monkeypatch, tmp_path):
    """The results are kept beside it, and the command says so with exit code 2."""
    module = sys.modules["famsim.questions.compare"]
    compare = module.compare

    def meanwhile(*asked, **how):
        (tmp_path / "here").mkdir()
        (tmp_path / "here" / "thesis.txt").write_text("mine")
        return compare(*asked, **how)

    monkeypatch.setattr(module, "compare", meanwhile)
    said = cli("compare", "newcastle", "--out", "here")
    assert said.code == 2 and "here-2" in said.err
    assert [one.name for one in (tmp_path / "here").iterdir()] == ["thesis.txt"]
    assert read_record(tmp_path / "here-2")


def test_results_that_an_ended_command_moved_aside_come_back_and_it_is_said(cli, made_up, tmp_path):
    from famsim.results.swapping import beside

    small = ("--families", "400", "--months", "12")  # it is run again, not made up, where it is verified
    assert cli("compare", "newcastle", *small, "--out", "here").code == 0
    for again in (["verify", "here"], ["compare", "newcastle", *small, "--out", "here"]):
        (tmp_path / "here").rename(beside(tmp_path / "here", "before"))
        said = cli(*again)
        assert "put back" in said.err and (tmp_path / "here" / "record.json").exists()


@pytest.mark.skipif(os.name == "nt", reason="POSIX pipes")
@pytest.mark.parametrize("given", ["pipe", "link"])
def test_a_device_or_pipe_is_not_replaced_by_a_file(cli, tmp_path, given):
    """`-o /dev/null --force` by the machine's keeper would take the device away; a link to one counts as one."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    before = os.lstat(tmp_path / given)
    assert cli("init", "leeds", "-o", given, "--force").code == 2
    assert os.path.samestat(os.lstat(tmp_path / given), before)


def test_a_scenario_edited_during_the_run_is_saved_as_it_was_run(cli, tmp_path, monkeypatch):
    """What the folder holds is what was run, not what the file says at the end."""
    from famsim.cli import studies

    path = tmp_path / "asked.toml"
    path.write_text(ASKED.format(name="first"))
    simulate = studies.simulate

    def edited(*asked, **how):
        path.write_text(ASKED.format(name="second").replace("months = 12", "months = 13"))
        return simulate(*asked, **how)

    monkeypatch.setattr(studies, "simulate", edited)
    assert cli("run", "asked.toml", "--strategy", "now", "--families", 200, "--out", "here").code == 0
    saved = (tmp_path / "here" / "scenario.toml").read_text()
    assert 'name = "first"' in saved and "months = 12\n" in saved
    assert read_record(tmp_path / "here")["scenario"] == "first"


def alarmed(path):
    """Return a store in which a run came out differently a second time."""
    store, about = Store(path), RunAbout("famsim 0.1.0", 1, 0, 0, "made up", "now")
    key = run_key("{}", "now", 0, 0, 1, "0.1.0")
    store.put(key, {"x": np.arange(3)}, about)
    store.put(key, {"x": np.arange(4)}, about)
    return store, key


def test_an_alarm_of_the_store_is_said_and_is_exit_code_1(cli, made_up, monkeypatch, tmp_path):
    """One line on stderr, a word in the JSON record, and the command's own answer all the same."""
    with alarmed(tmp_path / "runs.sqlite")[0] as store:
        said_by_store, alarms = told_by(store, store.warnings), told_by(store, store.alarms)
    assert len(said_by_store) == len(alarms) == 1 and str(tmp_path) not in alarms[0]
    module = sys.modules["famsim.questions.compare"]
    compare = module.compare

    def alarming(*asked, **how):
        return replace(compare(*asked, **how), warnings=said_by_store, alarms=alarms)

    monkeypatch.setattr(module, "compare", alarming)
    said = cli("compare", "newcastle", "--json", "--store", "runs.sqlite")
    assert said.code == 1 and json.loads(said.out)["record"]["store_warnings"] == list(said_by_store)
    assert [line for line in said.err.splitlines() if "came out differently" in line] == [f"Warning: {alarms[0]}"]


def test_a_run_that_once_raised_the_alarm_raises_it_whenever_it_is_taken(tmp_path):
    """The person who takes it may not be the one who was told then."""
    store, key = alarmed(tmp_path / "runs.sqlite")
    store.close()
    with Store(tmp_path / "runs.sqlite") as again:
        assert again.alarms == []
        again.get(key)
        again.get(key)
        assert len(again.alarms) == len(again.warnings) == 1


def test_warnings_of_the_store_are_in_the_saved_record(comparison, tmp_path):
    said = ("runs.sqlite: run 12 was damaged. It has been written again.",)
    made = replace(study_of(comparison), drawn=dict, warnings=said).save(tmp_path / "here")
    assert read_record(made)["store_warnings"] == list(said)


def shell(command):
    """Run a shell's line with `famsim` in it."""
    line = command.replace("famsim", f"'{sys.executable}' -m famsim")
    return subprocess.run(line, shell=True, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.skipif(os.name == "nt", reason="POSIX shell")
@pytest.mark.parametrize("closed", [">&-", *([">/dev/full"] if os.path.exists("/dev/full") else [])])
def test_an_answer_that_nobody_can_read_is_not_a_success(closed):
    """Exit code 2 and a line, never 0 with the answer lost."""
    said = shell(f"famsim sources {closed}")
    assert said.returncode == 2 and len(said.stderr.splitlines()) == 1 and "stdout" in said.stderr


@pytest.mark.skipif(os.name == "nt", reason="POSIX shell")
def test_progress_never_goes_into_the_answer(tmp_path):
    """`2>&-`: what would be said on stderr is lost, and nothing else."""
    (tmp_path / "asked.toml").write_text(ASKED.format(name="first"))
    said = shell(f"cd '{tmp_path}'; famsim run asked.toml --strategy now --families 200 --json 2>&-")
    assert said.returncode == 0 and json.loads(said.stdout)["scenario"]["name"] == "first"
    assert shell(f"cd '{tmp_path}'; famsim check no.toml 2>&-").returncode == 2


NAMES = [
    "\u062f\u0639\u0645 \u0627\u0644\u0623\u0633\u0631",
    "\u05de\u05e9\u05e4\u05d7\u05d4",
    "\u5bb6\u65cf",
    "e\u0301te\u0301",
    "[/bold]",
    "[red]x",
    "{0}",
    "%s",
    "<b>x</b>",
    "=1+1",
    "+1",
    "-1",
    "@x",
    "**x**",
    "|x|",
    "a\u202eb",
    "\u2066x",
    "\x1b[31mx",
    "a\nb",
    "\ufeffx",
    "x" * 500,
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_any_script_is_kept_or_refused_in_one_message(cli, tmp_path, name):
    """As a scenario's, a strategy's and a file's: nothing garbled, nothing that a terminal would act on."""
    quoted = json.dumps(name, ensure_ascii=False)
    text = ASKED.format(name="x").replace('"x"', quoted).replace('"now"', quoted)
    (tmp_path / "asked.toml").write_text(text, encoding="utf-8")
    said = cli("check", "asked.toml")
    assert said.code in (0, 2) and "Traceback" not in said.err
    if said.code == 0:
        assert said.out.startswith(f"{name}:")
    else:
        assert said.out == "" and len(said.err.splitlines()) == 1 and said.err.strip().isprintable()
    for command in (["check", name], ["init", "leeds", "-o", name], ["compare", name, "--out", name]):
        said = cli(*command)
        assert said.code in (0, 2) and "Traceback" not in said.err
        assert (said.out + said.err).replace("\n", "").isprintable()


@pytest.mark.parametrize("name", ["[/bold]", "[red]x", "{task}", "\u062f\u0639\u0645"])
def test_progress_shows_a_name_as_it_is(monkeypatch, capsys, name):
    """On a terminal too, where square brackets could be markup."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    with progress.progress("Leeds", name) as report:
        report(1, 2)
    assert name in capsys.readouterr().err


@pytest.mark.parametrize("width", [20, 40, 60])
def test_no_word_is_broken_on_a_narrow_terminal(monkeypatch, capsys, width):
    """Each row becomes lines that fit; what has no room is folded between words."""
    columns, row = ["strategy", ">children with a distressed parent", ">a"], ["b", "-0.08 (-0.24 to 0.07)", "1"]
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    print_table("Over 6 months", columns * 3, [row * 3])
    out = capsys.readouterr().out
    words = {word for one in (*columns, *row) for word in one.removeprefix(">").split()}
    assert words <= set(out.replace(":", " ").split()) and max(map(len, out.splitlines())) <= width


def test_a_narrow_terminal_gets_every_word_of_an_answer(monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    heads = [f"a heading of number {one}" for one in range(7)]
    text = f"|{'|'.join(heads)}|\n|{'---|' * 7}\n|{'1|' * 7}\n"
    print_markdown(text)
    out = capsys.readouterr().out
    assert all(head in out for head in heads)


def test_a_table_in_lines_says_all_of_it():
    assert in_lines("T", ["a", "b"], [["x", "1"]], 40).split() == ["T", "x", "b:", "1"]


@pytest.mark.parametrize("width", [80, 200])
def test_no_word_of_the_sources_is_broken_on_a_terminal(monkeypatch, capsys, width):
    """At 80 columns names of figures and words of pages were cut in two."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    list_sources("measured", None, as_json=False)
    printed = set(capsys.readouterr().out.replace(":", " ").split())
    for figure in the_register().graded("measured"):
        words = {figure.name, *figure.page.replace(":", " ").split()}
        assert words <= printed, figure.name
