"""A small lived comparison with money, its folder and a business case of it: lived once for all who ask."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

import famsim as fs
from famsim.cli.app import app
from famsim.cli.held import CLAIMS
from famsim.handover.case import told
from famsim.results import kept
from famsim.scenario import parse_scenario

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def lived(module_of):
    return module_of(HERE / "case_lived.py")


@pytest.fixture(scope="session")
def traced(module_of):
    return module_of(HERE.parent / "made_up" / "traced.py")


@pytest.fixture(scope="session")
def study(lived):
    with pytest.warns(Warning):  # of places too few for a sample
        return fs.compare(parse_scenario(lived.SCENARIO), draws=2, threads=1)


@pytest.fixture(scope="session")
def folder(study, tmp_path_factory):
    return study.save(tmp_path_factory.mktemp("case") / "results")


@pytest.fixture(scope="session")
def case(folder, tmp_path_factory):
    """Return a case that prefers one option, as a file."""
    return fs.business_case(folder, prefer="counselling").save(tmp_path_factory.mktemp("case") / "case.docx")


@pytest.fixture(scope="session")
def of_folder(folder):
    return told(kept(folder))


@pytest.fixture
def ask(tmp_path, monkeypatch):
    """Return what runs the command in an empty folder."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)

    def run(*given):
        with CLAIMS:
            return CliRunner().invoke(app, [str(one) for one in given])

    run.here = here
    return run
