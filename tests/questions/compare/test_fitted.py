"""A comparison under figures that a fit has kept: drawn together, said, kept in the record, made again to the byte."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

import famsim as fs
from famsim.errors import FamsimError, StoreError
from famsim.questions import AGAIN
from famsim.questions.calibrate import How, Ways, fitted, living, question
from famsim.questions.compare.tables.fitted import fitted_table, joint_in
from famsim.questions.compare.told.fitted import fitted_in_short
from famsim.results import kept, read_record, verify
from famsim.writing import Writing

FORMULA = Path(__file__).parents[1] / "calibrate" / "conftest.py"
FIGURES = ("instruments.item_reliability", "instruments.abuse_told")  # in no life, so that nothing has to be solved


@pytest.fixture(scope="module")
def newcastle():
    """Return a small Newcastle."""
    return fs.load_scenario("newcastle").with_(families=300, months=12)


@pytest.fixture(scope="module")
def folder(module_of, tmp_path_factory):
    """Return the folder of a fit by a formula."""
    formula = module_of(FORMULA)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(living, "observe", formula.seen)
        formula.go_few_steps(patch.setattr)
        asked = question(formula.rows(), FIGURES, families=2_000, how=How(points=12, waves=1, again=4))
        return fitted(asked, None, Ways(threads=1)).save(tmp_path_factory.mktemp("fits") / "my fit")


@pytest.fixture(scope="module")
def study(newcastle, folder):
    """Return a comparison of two draws from the fit."""
    return fs.compare(newcastle, draws=2, posterior=folder)


def test_the_answer_says_what_is_drawn_from_the_fit_and_what_that_moves(study):
    sure = study.answer.split("## How sure")[1].split("## ")[0]
    assert "2 of the figures are drawn together from the fit in my fit" in sure
    assert "2 draws of all of them from a fit and from their ranges" in sure
    assert list(study.tables["posterior"]["figure"]) == list(FIGURES)


def test_the_first_screen_says_what_the_fit_told(study, folder):
    """Of its two figures as many as its own table names; none where that table is planted to name none."""
    told = list(kept(folder).tables["identifiability"]["told_by_the_targets"]).count("True")
    first = study.answer.split("\n## ")[0]
    says = f"told of {told}" if told else "told nothing: they are what was put in"
    assert f"2 draws, few: twenty or more tell more; 2 of them from my fit, which {says})" in first
    for names, says in (((), "told nothing: they are what was put in"), (FIGURES[:1], "told of 1")):
        joint = replace(joint_in({"asked": study.asked}), told=names)
        writing = Writing(study.tables | fitted_table(joint, study.scenario))
        assert says in writing.printed(fitted_in_short(writing))


def test_its_draws_are_rows_of_the_fit(study, folder):
    kept = pd.read_csv(Path(folder) / "draws.csv")
    for row in study.asked["posterior"]["rows"]:
        assert ((kept[list(FIGURES)] - row).abs() < 1e-12).all(axis=1).any()


@pytest.mark.usefixtures("without_figures")
def test_it_is_made_again_to_the_byte_without_the_fits_folder(study, tmp_path):
    saved = study.save(tmp_path / "compared")
    assert len(read_record(saved)["asked"]["posterior"]["rows"]) == 2
    assert verify(saved, AGAIN) == []


@pytest.mark.usefixtures("without_figures")
def test_what_does_not_go_with_a_fit_is_refused(newcastle, folder, study, tmp_path):
    with pytest.raises(FamsimError, match="--draws is 1; allowed: --draws 2 to"):
        fs.compare(newcastle, posterior=folder)
    with pytest.raises(FamsimError, match=r"draws instruments\.item_reliability, which \[evidence\] sets"):
        fs.compare(newcastle.with_(evidence={FIGURES[0]: 0.4}), draws=2, posterior=folder)
    with pytest.raises(FamsimError, match="several areas"):
        fs.compare(fs.load_scenario("twelve"), draws=2, posterior=folder)
    with pytest.raises(FamsimError, match="--posterior, --evaluation"):
        fs.compare(newcastle, draws=2, posterior=folder, evaluation=True)
    other = study.save(tmp_path / "no fit")
    with pytest.raises(
        StoreError, match="holds no draws of figures; allowed: published, or a folder that `famsim calibrate --out`"
    ):
        fs.compare(newcastle, draws=2, posterior=other)
    with pytest.raises(StoreError, match="is not a results folder"):
        fs.compare(newcastle, draws=2, posterior=tmp_path)


def test_runs_under_a_fit_are_kept_apart_from_those_without(newcastle, folder, tmp_path):
    """The same draws, repetitions and seed: a store that has one does not give it for the other."""
    from famsim.store import Store

    path = tmp_path / "runs.sqlite"
    fs.compare(newcastle, draws=2, store=path)
    with Store(path) as store:
        plain = len(store.keys())
    fs.compare(newcastle, draws=2, store=path, posterior=folder)
    with Store(path) as store:
        assert len(store.keys()) == 2 * plain
