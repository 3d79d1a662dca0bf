"""The command: a report from a folder, or a clear refusal and nothing written."""

import builtins
import json
import shutil
import sys

import pytest

import famsim as fs
from famsim.errors import FamsimError, StoreError


@pytest.fixture
def ask(ask):
    """Return what runs the command in an empty folder."""

    def run(*given):
        return ask("report", *given)

    run.here = ask.here
    return run


def left(ask):
    """Return what lies in the folder that the command ran in, hidden files too."""
    return sorted(one.name for one in ask.here.iterdir())


def test_a_report_is_written_whole(ask, kept_folder):
    done = ask(kept_folder)
    assert done.exit_code == 0 and left(ask) == ["report.html"]
    assert (ask.here / "report.html").read_text(encoding="utf-8") == fs.report(kept_folder).html()


def test_word_and_json(ask, kept_folder):
    pytest.importorskip("docx")
    done = ask(kept_folder, "-o", "mine.docx", "--json")
    said = json.loads(done.stdout)
    assert said["file"] == "mine.docx" and said["bytes"] == (ask.here / "mine.docx").stat().st_size
    assert said["record"]["kind"] == "famsim comparison" and left(ask) == ["mine.docx"]


@pytest.mark.parametrize("name", ["answer.md", "scenario.toml", "costs.csv", "record.json"])
def test_a_folder_that_is_not_as_it_was_written_is_refused(ask, kept_folder, tmp_path, name):
    """A planted edit of one sign, and the file gone: the message names it, nothing is written."""
    spoilt = shutil.copytree(kept_folder, tmp_path / "spoilt")
    whole = (spoilt / name).read_text(encoding="utf-8")
    (spoilt / name).write_text(whole.replace("1", "2", 1), encoding="utf-8")
    for _ in range(2):
        done = ask(spoilt, "-o", "x.html")
        assert isinstance(done.exception, StoreError) and name in str(done.exception), done.exception
        assert left(ask) == []
        (spoilt / name).unlink(missing_ok=True)


@pytest.mark.parametrize(
    ("output", "says"),
    [
        ("x.pdf", r"there is no kind of report '.pdf'"),
        ("x", "without an ending"),
        ("no/x.html", "there is no folder"),
    ],
)
def test_a_file_that_cannot_be_is_refused(ask, kept_folder, output, says):
    done = ask(kept_folder, "-o", output)
    assert isinstance(done.exception, FamsimError) and says in str(done.exception)
    assert left(ask) == []


def test_a_file_that_is_there_is_replaced_only_when_asked(ask, kept_folder):
    (ask.here / "x.html").write_text("mine")
    assert "is there already" in str(ask(kept_folder, "-o", "x.html").exception)
    assert (ask.here / "x.html").read_text() == "mine"
    assert ask(kept_folder, "-o", "x.html", "--force").exit_code == 0
    assert (ask.here / "x.html").read_text().startswith("<!doctype html>")


def test_a_results_folder_holds_nothing_but_results(ask, kept_folder):
    done = ask(kept_folder, "-o", kept_folder / "report.html")
    assert "give a file outside it" in str(done.exception)
    assert not (kept_folder / "report.html").exists()


def test_a_folder_of_another_area_is_not_quoted(ask, kept_folder, make, tmp_path):
    from dataclasses import replace

    from famsim.questions.compare.result import study_of

    leeds = replace(study_of(make(area="leeds")), drawn=dict).save(tmp_path / "leeds")
    done = ask(kept_folder, "--also", leeds)
    assert "allowed: results of the same area" in str(done.exception) and left(ask) == []


def test_an_illustrative_offer_says_so_at_the_top(make, tmp_path):
    from dataclasses import replace

    from famsim.questions.compare.result import study_of

    leeds = replace(study_of(make(area="leeds")), drawn=dict).save(tmp_path / "leeds")
    html = fs.report(leeds).html()
    assert "Illustrative offer" in html.split("<main", 1)[0]


def test_one_strategy_alone_has_a_report(make, tmp_path):
    from dataclasses import replace

    from famsim.questions.compare.result import study_of

    alone = make(drop=("=cmd|' /C calc'!A0 $x_1$ **9**", "@places"))
    html = fs.report(replace(study_of(alone), drawn=dict).save(tmp_path / "alone")).html()
    assert "nothing is compared" in html


def test_without_python_docx_a_word_file_is_refused_and_html_is_not(ask, kept_folder, monkeypatch):
    for name in [name for name in sys.modules if name.partition(".")[0] == "docx"]:
        monkeypatch.delitem(sys.modules, name)
    real = builtins.__import__

    def without(name, *rest, **more):
        if name.partition(".")[0] == "docx":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    done = ask(kept_folder, "-o", "x.docx")
    assert "pip install 'famsim[report]'" in str(done.exception) and left(ask) == []
    assert ask(kept_folder, "-o", "x.html").exit_code == 0


def test_nothing_is_lived(kept_folder, monkeypatch):
    """The engine is never asked, nor an area settled."""
    from famsim.runs import running

    def lived(*_, **__):
        raise AssertionError("families were lived")

    monkeypatch.setattr(running.Running, "pairs", property(lived))
    monkeypatch.setattr("famsim.engine.live.live", lived)
    assert fs.report(kept_folder).html()


def test_other_kinds_of_results_are_reported_too(results_kept):
    """The committed sensitivity and discovery, whatever they hold."""
    for folder in results_kept:
        made = fs.report(folder)
        assert made.document.sections[0].blocks and "<img" in made.html()
        assert fs.report(folder, also=[folder]).document.sections


@pytest.fixture
def results_kept():
    from pathlib import Path

    found = Path(__file__).parents[2] / "results"
    there = [found / name for name in ("sensitivity-newcastle", "discover-newcastle") if (found / name).is_dir()]
    if not there:
        pytest.skip("installed without its results")
    return there
