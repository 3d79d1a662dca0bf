"""The command `timing`: options, what is printed, what is refused, a folder that can be checked again."""

import json
from types import SimpleNamespace

import pandas as pd
import pytest

from famsim.cli import options
from famsim.cli.timing import SHOWN, print_best_months
from famsim.runs.events import EVENTS

QUICK = ("--families", 26_000, "--months", 24, "--from", 0, "--to", 6, "--every", 6, "--follow", 12, "--reps", 1)


def test_the_options_allow_the_events_that_the_study_knows():
    """The names are written twice, so that help is quick; they are the same."""
    assert tuple(EVENTS) == options.EVENTS


def test_the_options_reach_the_study(cli, monkeypatch):
    """Every option changes what is run, or it would be a silent default."""
    asked = []

    def timing(scenario, draws, reps, progress, threads, **how):
        asked.append((scenario, draws, reps, threads, how))
        raise KeyboardInterrupt

    monkeypatch.setattr("famsim.questions.timing.timing", timing)
    options_given = "--families 900 --months 90 --seed 9 --draws 4 --reps 3 --threads 1 --from -6 --to 18 --every 2"
    said = cli("timing", "newcastle", *options_given.split(), "--follow", 24, "--event", "birth", "--event", "arrears")
    assert said.code == 130
    ((scenario, *numbers, how),) = asked
    assert (scenario.families, scenario.months, scenario.seed) == (900, 90, 9)
    assert numbers == [4, 3, 1]
    assert how == {"window": (-6, 18), "every": 2, "follow": 24, "events": ("birth", "arrears")}


def test_the_best_months_are_printed_with_their_intervals(capsys):
    """It was KeyError 'at_most' whenever any month was worth showing."""
    measure = next(iter(SHOWN))
    window = {"event": "birth", "group": "all", "programme": "new_parent_group", "measure": measure, "no_return": 30.0}
    window |= {"best": 1.5, "best_low": 0.25, "best_high": 2.75, "best_month": 3, "opens": 0, "closes": 12}
    print_best_months(SimpleNamespace(tables={"windows": pd.DataFrame([window])}))
    said = capsys.readouterr().out
    assert all(one in said for one in ("+1.50", "0.25", "2.75", "+3", "+0 to +12", "+30"))
    assert "new_parent_group" not in said and SHOWN[measure] in said, "names, not ids"


@pytest.mark.usefixtures("without_figures")
def test_json_is_one_object_and_a_folder_is_verified_and_a_changed_file_is_found(cli, tmp_path):
    """One map, printed as JSON with its tables and saved; a new run gives the folder's bytes, an edit is found."""
    said = cli("timing", "newcastle", *QUICK, "--event", "distress", "--json", "--out", "map")
    found = json.loads(said.out)
    assert said.code == 0
    tables = {"timing", "matters", "layers", "buffers", "falls", "windows", "aligned", "events", "blank", "harms"}
    assert set(found) == tables | {"facts", "scenario", "record", "answer"}
    assert {row["event"] for row in found["timing"]} == {"distress"}
    assert {row["month"] for row in found["timing"]} == {0, 6}
    assert found["record"]["kind"] == "famsim timing"
    assert found["record"]["asked"]["window"] == [0, 6]
    assert found["answer"].startswith("# Newcastle upon Tyne: when to help")
    said = cli("verify", "map")
    assert (said.code, "nothing differs" in said.out) == (0, True)
    (tmp_path / "map" / "answer.md").write_text("Nothing.")
    said = cli("verify", "map")
    assert said.code == 1 and "answer.md: was changed after it was written" in said.out


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (("--event", "job-loss"), "did you mean 'job_loss'"),
        (("--from", "-99"), "a whole number from -24 to 60"),
        (("--from", "12", "--to", "6"), "the first no later than the last"),
        (("--months", "48"), "allowed: 102 months or more"),
        (("--every", "0"), "1 to 24"),
        (("--follow", "6"), "12 to 120"),
    ],
)
def test_what_cannot_be_tried_is_refused_before_the_work(cli, monkeypatch, tmp_path, asked, says):
    """Exit code 2, one line with what is allowed, and nothing half-written."""
    monkeypatch.setattr("famsim.questions.timing.timing", lambda *_: pytest.fail("the work began"))
    said = cli("timing", "newcastle", *asked, "--out", "map")
    assert said.code == 2 and says in said.err
    assert said.err.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_an_event_that_never_happens_is_refused_and_nothing_is_written(cli, tmp_path):
    """In an economy where nobody loses a job."""
    cli("init", "newcastle upon tyne", "-o", "quiet.toml")
    text = (tmp_path / "quiet.toml").read_text().replace("job_loss = 1.0", "job_loss = 0.0")
    assert "job_loss = 0.0" in text
    (tmp_path / "quiet.toml").write_text(text)
    said = cli("timing", "quiet.toml", *QUICK, "--event", "job_loss", "--out", "map")
    assert said.code == 2 and "event job_loss: happens to no couple" in said.err
    assert not (tmp_path / "map").exists()
