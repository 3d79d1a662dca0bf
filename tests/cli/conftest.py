"""Run a command within this process and read what it prints; a study in a moment where no study has to be real."""

import sys
from types import ModuleType, SimpleNamespace

import pandas as pd
import pytest

from famsim.cli.running import run
from famsim.population.areas import find_area
from famsim.report.folder import write_whole
from famsim.report.record import record_bytes


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


class MadeUp:
    """A result of two strategies with one number that is not known."""

    answer = "# What changed\n\nNothing: these numbers are made up.\n"
    warnings = alarms = ()

    def __init__(self, scenario):
        self.comparison = comparison_of(scenario)
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
        self.tables = {
            "differences": pd.DataFrame([row | {"strategy": name} for name in names[1:]]),
            "summary": pd.DataFrame([cost | {"strategy": name} for name in names]),
        }

    def save(self, folder):
        write_whole(folder, lambda: {"record.json": record_bytes({"kind": "famsim comparison"}, {}, {})})


def comparison_of(scenario):
    """Return as much of a comparison as a record says of it."""
    world = SimpleNamespace(area=find_area(scenario.area))
    return SimpleNamespace(scenario=scenario, world=world, draws=1, reps=1)


@pytest.fixture
def made_up(monkeypatch):
    """Let `compare` return a made-up result at once; return the calls it was asked."""
    asked = []

    def compare(scenario, draws=1, reps=1, store=None, progress=None, threads=2):
        asked.append((scenario, draws, reps, threads))
        for year in range(3):
            progress(year, 2)
        return MadeUp(scenario)

    module = ModuleType("famsim.report.result")
    module.compare = compare
    monkeypatch.setitem(sys.modules, "famsim.report.result", module)
    return asked
