"""Run a command within this process and read what it prints; a study in a moment where no study has to be real."""

import json
from types import SimpleNamespace

import pandas as pd
import pytest

from famsim.areas import find_area
from famsim.cli.running import run
from famsim.results import Study


@pytest.fixture
def cli(capsys, monkeypatch, tmp_path):
    """Return a runner of commands in an empty folder: exit code, stdout, stderr."""
    monkeypatch.chdir(tmp_path)

    def ran(*arguments):
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return SimpleNamespace(code=code, out=out, err=err)

    return ran


@pytest.fixture
def file(request, monkeypatch, tmp_path):
    """Return the name of the test file's own experiment TINY, written into an empty folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tiny.toml").write_text(request.module.TINY)
    return "tiny.toml"


@pytest.fixture
def ask(capsys):
    """Return what runs a command: its exit code, its JSON answer if it is one, and what it said on stderr."""

    def asked(*arguments):
        code = run([*arguments, "--json"])
        printed = capsys.readouterr()
        return code, json.loads(printed.out) if printed.out else None, printed.err

    return asked


@pytest.fixture
def refused(capsys):
    """Return what runs a command that is refused, and the one line that says why."""

    def complaint(*arguments):
        assert run(list(arguments)) == 2
        said = capsys.readouterr().err
        (one,) = (line for line in said.splitlines() if line.startswith("famsim: "))
        assert "Traceback" not in said
        return one

    return complaint


def made_up_study(scenario):
    """Return a study of two strategies with one number that is not known."""
    names = [strategy.name for strategy in scenario.strategies]
    row = {
        "baseline": names[0],
        "group": "all",
        "measure": "fewer_partings",
        "estimate": 3.0,
        "low": 1.0,
        "at_most": float("nan"),
        "high": 5.0,
    }
    cost = {"helped": 12.0, "per_family_helped": float("nan")}
    tables = {
        "differences": pd.DataFrame([row | {"strategy": name} for name in names[1:]]),
        "summary": pd.DataFrame([cost | {"strategy": name} for name in names]),
    }
    world = SimpleNamespace(area=find_area(scenario.area))
    told = "# What changed\n\nNothing: these numbers are made up.\n"
    return Study("famsim comparison", scenario, world, {}, tables, lambda: told)


@pytest.fixture
def made_up(monkeypatch):
    """Let `compare` return a made-up result at once; return the calls it was asked."""
    asked = []

    def compare(scenario, draws=1, reps=1, store=None, progress=None, threads=2, **_others):
        asked.append((scenario, draws, reps, threads))
        for year in range(3):
            progress(year, 2)
        return made_up_study(scenario)

    monkeypatch.setattr("famsim.questions.compare.compare", compare)
    return asked
